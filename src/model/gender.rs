//! What an article tells of somebody's gender.
//!
//! In: titles and pronouns. Out: one word. In "Ms Smith said she" a title tells it, and the pronoun tells nothing more.

words! {
    /// How an article tells whether somebody is a man or a woman.
    ToldGender {
        /// By a title: "Mr Smith", "Sir John Smith".
        TitledMan = "Mr",
        /// By a title: "Ms Smith", "actress Jo Smith".
        TitledWoman = "Ms",
        /// Pronouns only.
        He = "he",
        /// Pronouns only.
        She = "she",
    }
}

impl ToldGender {
    /// Tells whether a title tells it, and not only pronouns.
    pub fn is_titled(self) -> bool {
        matches!(self, ToldGender::TitledMan | ToldGender::TitledWoman)
    }
}

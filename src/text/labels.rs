//! Parts of speech and relations: the names that tags and trees are made of.
//!
//! In: nothing. Out: [`Upos`], [`Xpos`] and [`Relation`], each with its name in CoNLL-U: "said" in "he said" is `VERB`, `VBD`.

/// Declares an enum of one byte whose values have names.
macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($(#[$value_doc:meta])* $value:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $kind { $(#[doc = concat!("`", $name, "`")] $(#[$value_doc])* $value,)* }

        impl $kind {
            /// All values, each at the place of its number.
            pub const ALL: &'static [$kind] = &[$($kind::$value,)*];

            /// Returns its name in CoNLL-U.
            pub const fn name(self) -> &'static str {
                match self { $($kind::$value => $name,)* }
            }

            /// Returns the value of a name in CoNLL-U.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some($kind::$value),)* _ => None }
            }
        }
    };
}

names! {
    /// A universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

names! {
    /// A tag of the Penn Treebank, as Universal Dependencies writes them.
    Xpos {
        Dollar = "$", CloseQuote = "''", Comma = ",", OpenBracket = "-LRB-", CloseBracket = "-RRB-", Stop = ".",
        Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Gw = "GW",
        Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN",
        Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB",
        Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG",
        Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", OpenQuote = "``",
    }
}

names! {
    /// What a word is to its head, in Universal Dependencies.
    ///
    /// Subtypes seen fewer than 100 times in the training data are folded into their relation.
    Relation {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
        Cop = "cop", Csubj = "csubj", Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass",
        Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
        Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// Returns the relation of a CoNLL-U name, without its subtype when that is a rare one.
    pub fn folded(name: &str) -> Option<Self> {
        Self::from_name(name).or_else(|| Self::from_name(name.split(':').next()?))
    }

    /// Tells whether it is a subject, of an active or a passive verb.
    pub fn is_subject(self) -> bool {
        matches!(self, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter)
    }
}

/// A universal part of speech together with a Penn tag, as a place in [`TAGS`]: what the tagger chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag(pub u8);

impl Tag {
    /// The tag of a word that was not looked at.
    pub const UNKNOWN: Tag = Tag(35);

    /// Returns its universal part of speech.
    pub fn upos(self) -> Upos {
        TAGS[usize::from(self.0)].1
    }

    /// Returns its Penn tag.
    pub fn xpos(self) -> Xpos {
        TAGS[usize::from(self.0)].0
    }

    /// Returns the tag of a pair; `None` for a pair that is rare in the training data.
    pub fn of(xpos: Xpos, upos: Upos) -> Option<Self> {
        TAGS.iter().position(|&tag| tag == (xpos, upos)).map(|place| Tag(place as u8))
    }
}

/// The pairs that stand ten times or more in the training data.
pub const TAGS: [(Xpos, Upos); 77] = {
    use Upos as U;
    use Xpos::*;
    [
        (Dollar, U::Sym),
        (CloseQuote, U::Punct),
        (Comma, U::Punct),
        (Comma, U::Sym),
        (OpenBracket, U::Punct),
        (CloseBracket, U::Punct),
        (Stop, U::Punct),
        (Colon, U::Punct),
        (Add, U::Propn),
        (Add, U::X),
        (Afx, U::Adv),
        (Afx, U::X),
        (Cc, U::Cconj),
        (Cd, U::Num),
        (Dt, U::Det),
        (Dt, U::Pron),
        (Ex, U::Pron),
        (Fw, U::Adv),
        (Fw, U::Noun),
        (Fw, U::X),
        (Gw, U::Adv),
        (Gw, U::Noun),
        (Gw, U::Propn),
        (Gw, U::X),
        (Hyph, U::Punct),
        (In, U::Adp),
        (In, U::Sconj),
        (Jj, U::Adj),
        (Jjr, U::Adj),
        (Jjs, U::Adj),
        (Ls, U::Num),
        (Ls, U::X),
        (Md, U::Aux),
        (Nfp, U::Punct),
        (Nfp, U::Sym),
        (Nn, U::Noun),
        (Nn, U::Pron),
        (Nn, U::Sym),
        (Nn, U::X),
        (Nnp, U::Adj),
        (Nnp, U::Num),
        (Nnp, U::Propn),
        (Nnp, U::Verb),
        (Nnps, U::Propn),
        (Nns, U::Noun),
        (Pdt, U::Det),
        (Pos, U::Part),
        (Prp, U::Pron),
        (PrpPoss, U::Pron),
        (Rb, U::Adv),
        (Rb, U::Part),
        (Rb, U::X),
        (Rbr, U::Adv),
        (Rbs, U::Adv),
        (Rp, U::Adp),
        (Sym, U::Punct),
        (Sym, U::Sym),
        (To, U::Part),
        (Uh, U::Intj),
        (Vb, U::Aux),
        (Vb, U::Verb),
        (Vbd, U::Aux),
        (Vbd, U::Verb),
        (Vbg, U::Aux),
        (Vbg, U::Verb),
        (Vbn, U::Aux),
        (Vbn, U::Verb),
        (Vbp, U::Aux),
        (Vbp, U::Verb),
        (Vbz, U::Aux),
        (Vbz, U::Verb),
        (Wdt, U::Det),
        (Wdt, U::Pron),
        (Wp, U::Pron),
        (WpPoss, U::Pron),
        (Wrb, U::Adv),
        (OpenQuote, U::Punct),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        assert!(Upos::ALL.iter().all(|&value| Upos::from_name(value.name()) == Some(value)));
        assert!(Xpos::ALL.iter().all(|&value| Xpos::from_name(value.name()) == Some(value)));
        assert!(Relation::ALL.iter().all(|&value| Relation::from_name(value.name()) == Some(value)));
        assert_eq!(Relation::folded("csubj:pass"), Some(Relation::Csubj));
        assert_eq!((Tag::UNKNOWN.xpos(), Tag::UNKNOWN.upos()), (Xpos::Nn, Upos::Noun));
    }
}

//! The vocabulary: what an article is and what is found in it.
//!
//! In: nothing. Out: the types all other modules speak in. "Wang said “peace”" is an [`Article`]; its [`Analysis`] holds a
//! [`Mention`] of an [`Entity`] and a [`Quote`]. All offsets are code points of `Article::body`.

/// Declares an enum whose members have one fixed word each in the database.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member),+ }
        impl $name {
            /// Every member, in the order of the schema.
            pub const ALL: &'static [$name] = &[$($name::$member),+];

            /// Returns the word that stands for it in the database.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$member => $word),+ }
            }

            /// Returns the member that `word` stands for.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$member),)+ _ => None }
            }
        }
    };
}

mod gender;
mod own;
mod times;

pub use gender::ToldGender;
pub use own::OwnName;
pub use times::{Anchor, TimeExpression, TimeKind};

use crate::canonical;
pub use crate::span::Span;
use jiff::civil::Date;

/// One distinct text with what is known about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// SHA-256 of the body's canonical text, 64 hex digits.
    pub content_hash: String,
    /// The decoded text, nothing cut.
    pub body: String,
    /// Stretches of the body that are not running text, in order, not overlapping.
    pub sections: Vec<Section>,
    /// Who published it, when, and so on.
    pub metadata: Metadata,
}

impl Article {
    /// Returns an article with this text and no metadata.
    pub fn new(body: impl Into<String>) -> Article {
        let body = body.into();
        Article { content_hash: canonical::content_hash(&body), body, ..Article::default() }
    }
}

/// What one input says about its article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// Names joined by `"; "`.
    pub author: Option<String>,
    /// The publisher.
    pub outlet: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// ISO 639-1, lower case.
    pub language: Option<String>,
    /// The day of publication, when a full day is known.
    pub published_on: Option<Date>,
    /// The publication time as precise as it was given, ISO 8601.
    pub published_at: Option<String>,
    /// How the publication date is known.
    pub published_basis: Option<PublishedBasis>,
    /// The last change the publisher names, ISO 8601.
    pub modified_at: Option<String>,
    /// The place the dateline names, as written.
    pub dateline_place: Option<String>,
}

words! {
    /// How a publication date is known.
    PublishedBasis {
        /// A field of the record or page.
        Metadata = "metadata",
        /// A date line in the text.
        Text = "text",
        /// The dateline ("BEIJING, March 7 (Reuters) -").
        Dateline = "dateline",
        /// The address.
        Url = "url",
        /// The path or a side table, where the user said so.
        File = "file",
    }
}

/// A stretch of body that is not running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// What it is instead.
    pub kind: SectionKind,
    /// Where it stands.
    pub span: Span,
}

words! {
    /// What a stretch of body is when it is not running text.
    SectionKind {
        /// Sign-up lines, legal lines, mark-up rests.
        Boilerplate = "boilerplate",
        /// The words under a picture.
        Caption = "caption",
        /// A related link ("Read more: ...").
        Link = "link",
        /// A title or subtitle.
        Heading = "heading",
        /// Who wrote it.
        Byline = "byline",
        /// Who reported, edited, photographed it.
        Credit = "credit",
    }
}

impl SectionKind {
    /// Tells whether facts may never be taken from such a stretch.
    pub fn is_noise(self) -> bool {
        matches!(self, SectionKind::Boilerplate | SectionKind::Caption | SectionKind::Link)
    }
}

/// Everything found in one article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Who and what is named; mentions, quotes and events refer to them by index.
    pub entities: Vec<Entity>,
    /// Words that refer to an entity, in order of their place.
    pub mentions: Vec<Mention>,
    /// Offices somebody is said to hold.
    pub roles: Vec<Role>,
    /// Words or claims given to a speaker, in order of their place.
    pub quotes: Vec<Quote>,
    /// Things done or planned, in order of their trigger.
    pub events: Vec<Event>,
    /// Words that name a time, in order.
    pub times: Vec<TimeExpression>,
}

/// The place of an entity in [`Analysis::entities`].
pub type EntityIndex = usize;

/// One person, organization, place or group, as far as one article tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// `kind:canonical-full-name`, see [`crate::canonical::entity_key`].
    pub key: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the article.
    pub name: String,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// A government's or ministry's country.
    pub part_of: Option<EntityIndex>,
    /// Scheme and value, only from a table that can be named.
    pub identifiers: Vec<(String, String)>,
    /// A person's gender, as far as the article's own words tell it; not by the given name.
    pub gender: Option<ToldGender>,
    /// What made it: "gazetteer", "full_name", "partial_name" ...
    pub rule: &'static str,
}

words! {
    /// What an entity is.
    EntityKind {
        /// A human being.
        Person = "person",
        /// A company, ministry, government, agency, club.
        Organization = "organization",
        /// A country, city, river, building.
        Place = "place",
        /// A nationality, religion or party as people.
        Group = "group",
        /// A work, law, product, occasion.
        Other = "other",
    }
}

/// Words that refer to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where they stand.
    pub span: Span,
    /// Whom they refer to.
    pub entity: EntityIndex,
    /// What sort of words they are.
    pub kind: MentionKind,
    /// What linked them.
    pub rule: &'static str,
}

words! {
    /// What sort of words refer to an entity.
    MentionKind {
        /// A proper name.
        Name = "name",
        /// A description ("the minister").
        Nominal = "nominal",
        /// he, she, they ...
        Pronoun = "pronoun",
    }
}

/// An office somebody is said to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Who.
    pub entity: EntityIndex,
    /// The title, lower case: "foreign minister".
    pub title: String,
    /// The country or organization it belongs to.
    pub of_entity: Option<EntityIndex>,
    /// The words that say so.
    pub span: Span,
    /// Whether it is held, was held or will be.
    pub status: RoleStatus,
    /// What made it.
    pub rule: &'static str,
}

words! {
    /// Whether an office is held at the time of the article.
    RoleStatus {
        /// Held.
        Current = "current",
        /// Held before.
        Former = "former",
        /// To be taken up.
        Future = "future",
    }
}

/// Words or a claim given to a speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The pieces of the content, in order, without the outer quotation marks; at least one.
    pub content: Vec<Span>,
    /// What stands in marks inside a mixed quote.
    pub quoted: Vec<Span>,
    /// The words that mark it as said.
    pub cue: Option<Span>,
    /// The words that name who said it.
    pub source: Option<Span>,
    /// The sentence of the cue, or of the content's start where there is no cue.
    pub sentence: Span,
    /// Who said it; `None` when unsure.
    pub speaker: Option<EntityIndex>,
    /// Who was told.
    pub addressee: Option<EntityIndex>,
    /// Who carried it.
    pub via: Option<EntityIndex>,
    /// When it was said.
    pub said: Option<FactDate>,
    /// Place in [`Analysis::quotes`] of the quote it stands inside.
    pub within: Option<usize>,
    /// "did not say"
    pub negated: bool,
    /// How sure.
    pub confidence: Confidence,
    /// What made it.
    pub rule: &'static str,
}

impl Quote {
    /// Returns the span that encloses all pieces of the content.
    pub fn enclosing(&self) -> Span {
        let first = self.content[0];
        self.content.iter().fold(first, |whole, &piece| whole.enclose(piece))
    }
}

words! {
    /// How the words of a quote are given.
    QuoteKind {
        /// In quotation marks.
        Direct = "direct",
        /// Retold.
        Indirect = "indirect",
        /// Retold, with a stretch in marks.
        Mixed = "mixed",
    }
}

words! {
    /// How sure a row is; docs give each step's measured precision.
    Confidence {
        /// Nearly always right.
        High = "high",
        /// Mostly right.
        Medium = "medium",
        /// A guess worth keeping.
        Low = "low",
    }
}

/// The date of a fact and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactDate {
    /// First day.
    pub start: Date,
    /// Last day, the same for one day.
    pub end: Date,
    /// How exact.
    pub precision: Precision,
    /// How it is known.
    pub basis: DateBasis,
}

words! {
    /// How a fact's date is known.
    DateBasis {
        /// A date stands there ("on 7 March 2022").
        Explicit = "explicit",
        /// Counted from the article's date ("yesterday").
        Relative = "relative",
        /// A weekday near the article's date.
        Weekday = "weekday",
        /// The article's own date.
        Publication = "publication",
        /// From a fact nearby.
        Inherited = "inherited",
    }
}

words! {
    /// How exact a date is.
    Precision {
        /// One day.
        Day = "day",
        /// One week.
        Week = "week",
        /// One month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// One year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// "recently"
        Vague = "vague",
    }
}

/// One report of something done or planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode, lower case.
    pub mode: Option<&'static str>,
    /// CAMEO code or root.
    pub cameo: Option<&'static str>,
    /// Goldstein score, -10 to 10.
    pub score: Option<f64>,
    /// The words that name the act.
    pub trigger: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// When it took or takes place.
    pub date: Option<FactDate>,
    /// Where, as an entity.
    pub place: Option<EntityIndex>,
    /// Where, as written.
    pub place_text: Option<Span>,
    /// "has not condemned"
    pub negated: bool,
    /// Whether it is asserted.
    pub modality: Modality,
    /// In whose words it is told.
    pub attribution: Attribution,
    /// Who reports it, where it is not the narrator.
    pub reported_by: Option<EntityIndex>,
    /// Place in [`Analysis::quotes`] of the quote it stands inside.
    pub quote: Option<usize>,
    /// History told as background ("since Russia's invasion").
    pub is_background: bool,
    /// How sure.
    pub confidence: Confidence,
    /// Who takes part, actors first, in order.
    pub participants: Vec<Participant>,
    /// What made it.
    pub rule: &'static str,
}

words! {
    /// PLOVER 2.0 event types.
    EventType {
        /// Promises, offers, agrees, future cooperation.
        Agree = "AGREE",
        /// Meetings, visits, calls, mediation.
        Consult = "CONSULT",
        /// Praise, endorsement, recognition.
        Support = "SUPPORT",
        /// Verbal yielding.
        Concede = "CONCEDE",
        /// Mutual material exchange.
        Cooperate = "COOPERATE",
        /// Provision of aid.
        Aid = "AID",
        /// Withdrawal, release, ceasefire.
        Retreat = "RETREAT",
        /// Demands, calls for.
        Request = "REQUEST",
        /// Condemns, blames, sues, investigates.
        Accuse = "ACCUSE",
        /// Rejects, refuses.
        Reject = "REJECT",
        /// Threatens, warns of force.
        Threaten = "THREATEN",
        /// Demonstrations, strikes.
        Protest = "PROTEST",
        /// Cuts relations, expels, sanctions.
        Sanction = "SANCTION",
        /// Moves forces.
        Mobilize = "MOBILIZE",
        /// Arrests, seizes, bans.
        Coerce = "COERCE",
        /// Attacks, kills.
        Assault = "ASSAULT",
    }
}

impl EventType {
    /// Returns the quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub fn quad(self) -> u8 {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => 1,
            Cooperate | Aid | Retreat => 2,
            Request | Accuse | Reject | Threaten => 3,
            Protest | Sanction | Mobilize | Coerce | Assault => 4,
        }
    }
}

words! {
    /// Whether an act is told as a fact.
    Modality {
        /// Told as a fact.
        Asserted = "asserted",
        /// Planned or announced.
        Future = "future",
        /// may, might, could
        Possible = "possible",
        /// if, unless
        Conditional = "conditional",
        /// wants, hopes, urges
        Desired = "desired",
        /// must, should
        Obligated = "obligated",
    }
}

words! {
    /// In whose words an act is told.
    Attribution {
        /// The article's own.
        Narrator = "narrator",
        /// Under a reporting cue.
        Reported = "reported",
        /// Inside quotation marks.
        Quoted = "quoted",
    }
}

/// Somebody or something that takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// What part.
    pub role: ParticipantRole,
    /// The words.
    pub span: Span,
    /// Whom they refer to.
    pub entity: Option<EntityIndex>,
    /// ISO 3166 alpha-3 of the side they belong to.
    pub country: Option<String>,
    /// What sort of actor.
    pub sector: Option<Sector>,
    /// How the words reach the entity.
    pub via: Via,
}

words! {
    /// What part somebody takes in an event.
    ParticipantRole {
        /// Who does it.
        Actor = "actor",
        /// To whom.
        Recipient = "recipient",
        /// Where.
        Location = "location",
        /// With what.
        Instrument = "instrument",
    }
}

words! {
    /// What sort of actor somebody is.
    Sector {
        /// Heads of state, ministries, officials.
        Government = "government",
        /// Armed forces of a state.
        Military = "military",
        /// Armed groups.
        Rebels = "rebels",
        /// People at large.
        Civilians = "civilians",
        /// Press.
        Media = "media",
        /// Companies.
        Business = "business",
        /// International governmental bodies.
        Igo = "igo",
        /// Non-governmental organizations.
        Ngo = "ngo",
        /// Political parties.
        Party = "party",
        /// Courts, prosecutors.
        Judiciary = "judiciary",
        /// Police.
        Police = "police",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How words reach an entity.
    Via {
        /// By its name.
        Name = "name",
        /// "Beijing" for China's government.
        Metonym = "metonym",
        /// "Chinese officials".
        Demonym = "demonym",
        /// A pronoun or description.
        Coreference = "coreference",
    }
}

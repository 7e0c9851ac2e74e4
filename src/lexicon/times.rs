//! Words of the calendar and the clock.
//!
//! In: `seeds/lexicon/times.tsv`. Out: what a word may mean in a time expression. "March" is a month, the third.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Longest word of the table in bytes; anything longer is no time word and costs no look-up.
const WORD_BYTES_MAX: usize = 16;

/// A length of time with a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Seven days.
    Week,
    /// Fourteen days.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What a word may mean in a time expression; a word may have several of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeWord {
    /// 1 for January; `true` beside it for a short form ("Sept").
    pub month: Option<(i8, bool)>,
    /// 1 for Monday; `true` beside it for a plural ("Mondays").
    pub weekday: Option<(i8, bool)>,
    /// 90 for "nineties".
    pub decade: Option<i16>,
    /// A unit; `true` beside it for a plural.
    pub unit: Option<(Unit, bool)>,
    /// A cardinal number.
    pub number: Option<u32>,
    /// An ordinal number.
    pub ordinal: Option<u32>,
    /// SP, SU, FA or WI.
    pub season: Option<&'static str>,
    /// MO, AF, EV or NI.
    pub part: Option<&'static str>,
    /// T12:00 for noon.
    pub clock: Option<&'static str>,
    /// am or pm.
    pub half_day: Option<&'static str>,
    /// Days from today: -1 for yesterday.
    pub day: Option<i64>,
    /// The value of a set: P1Y for "annually".
    pub frequency: Option<&'static str>,
    /// start, mid or end ("early", "mid", "late"); "" for "earlier", "later".
    pub modifier: Option<&'static str>,
    /// start, mid or end ("the end of").
    pub edge: Option<&'static str>,
    /// All other classes, as bits of [`Class`].
    classes: u32,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// A class without a value of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $name),+ }
        fn class(word: &str) -> Option<Class> {
            match word { $($word => Some(Class::$name),)+ _ => None }
        }
    };
}

classes! {
    /// "now"
    Present = "present",
    /// "recently"
    Past = "past",
    /// "soon"
    Future = "future",
    /// "last"
    Previous = "previous",
    /// "next"
    Next = "next",
    /// "this"
    This = "this",
    /// "ago"
    Ago = "ago",
    /// "the", "a"
    Article = "article",
    /// "every"
    Every = "every",
    /// "several"
    Several = "several",
    /// "fiscal"
    Fiscal = "fiscal",
    /// "half"
    Half = "half",
    /// A verb whose time is that of what it tells happened: "held", "began".
    Occurs = "occurs",
    /// An adverb that sets an act before the news: "previously".
    Older = "older",
    /// "tonight"
    Tonight = "tonight",
    /// A word that makes a weekday or date beside it a coming one: "will".
    Expects = "expects",
    /// The same where it stands right before: "by".
    ExpectsBeside = "expects_beside",
    /// A verb that ends the reach of such a word: "said".
    Reports = "reports",
    /// A noun for what was measured over a time: "profit", "figures".
    Measured = "measured",
    /// A noun for what is set for a day: "summit", "vote".
    Occasion = "occasion",
    /// A word that may stand between a number and its unit: "more", "trading".
    Between = "between",
}

impl TimeWord {
    /// Tells whether the word may stand in no time expression.
    pub fn is_nothing(&self) -> bool {
        let classes = self.classes
            & !(1 << Class::Measured as u32
                | 1 << Class::Reports as u32
                | 1 << Class::Occasion as u32
                | 1 << Class::Occurs as u32
                | 1 << Class::Older as u32);
        TimeWord { classes, ..*self } == TimeWord::default()
    }

    /// Tells whether the word belongs to a class.
    pub fn is(&self, class: Class) -> bool {
        self.classes & (1 << class as u32) != 0
    }
}

/// Returns what a word may mean, whatever its case.
pub fn time_word(word: &str) -> Option<TimeWord> {
    static TABLE: OnceLock<FxHashMap<&'static str, TimeWord>> = OnceLock::new();
    let mut lower = [0; WORD_BYTES_MAX];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    TABLE.get_or_init(load).get(std::str::from_utf8(lower).ok()?).copied()
}

fn load() -> FxHashMap<&'static str, TimeWord> {
    let mut words: FxHashMap<&'static str, TimeWord> = FxHashMap::default();
    for [word, kind, value] in tsv::rows(table("lexicon/times.tsv")) {
        let entry = words.entry(word).or_default();
        let small = value.parse().ok();
        match kind {
            "month" | "month_short" => entry.month = small.map(|n: i8| (n, kind == "month_short")),
            "weekday" | "weekdays" => entry.weekday = small.map(|n: i8| (n, kind == "weekdays")),
            "unit" | "units" => entry.unit = unit(value).map(|unit| (unit, kind == "units")),
            "number" => entry.number = value.parse().ok(),
            "ordinal" => entry.ordinal = value.parse().ok(),
            "decade" => entry.decade = value.parse().ok(),
            "season" => entry.season = Some(value),
            "part" => entry.part = Some(value),
            "clock" => entry.clock = Some(value),
            "half_day" => entry.half_day = Some(value),
            "day" => entry.day = value.parse().ok(),
            "frequency" => entry.frequency = Some(value),
            "modifier" => entry.modifier = Some(value),
            "edge" => entry.edge = Some(value),
            _ => {}
        }
        if let Some(class) = class(kind) {
            entry.classes |= 1 << class as u32;
        }
    }
    words
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_means_something() {
        for [word, kind, value] in tsv::rows(table("lexicon/times.tsv")) {
            let found = time_word(word).expect("the row is loaded");
            assert!(found != TimeWord::default(), "{word} {kind} {value} means nothing");
            assert!(word.len() <= WORD_BYTES_MAX, "{word} is longer than look-ups allow");
        }
    }

    #[test]
    fn case_does_not_count_and_long_words_are_none() {
        assert_eq!(time_word("SEPT").and_then(|w| w.month), Some((9, true)));
        assert_eq!(time_word("internationalization"), None);
    }
}

//! Says which reports are of one happening.
//!
//! In: reports of what was done, of one story or one article. Out: how like two are, 0 where they tell of two happenings.
//! "Wang met Lavrov in Almaty" and "The two held talks on Monday" are one; a meeting of Wang and Blinken is another.
//!
//! The rule: the same act in the same story, and nothing that contradicts it. Two known days, places or sides that do not agree do;
//! what is not known contradicts nothing. (To ask for a shared name as well loses many: a third of all reports name nobody.)

use super::groups::{self, Bin, Candidate};
use crate::canonical::entity_key;
use crate::lexicon::acts::act;
use crate::lexicon::gazetteer::{Class, country_name, gazetteer};
use crate::lexicon::verbs::irregular_base;
use crate::model::{DateBasis, EventType};

/// A report dated only by its article is of something up to so many days older.
const TOLD_DAYS: i32 = 3;
/// An undated one, too: news is news for a fortnight.
const UNDATED_DAYS: i32 = 14;
/// A report of something in a longer time than this is looked for at all times.
const SPAN_MAX: i32 = 31;
/// Days of a bin.
const BIN_DAYS: i32 = 16;

/// Somebody, or somewhere: by what each is known across articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The entity's key.
    pub key: Option<String>,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// Its name, where it is a town.
    pub town: Option<String>,
    /// The words, for one that is known by nothing else.
    pub words: Option<String>,
}

/// A report of something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Decides who comes first.
    pub rank: i64,
    /// A number for the story, or for an article that is in none the article: reports of two blocks are never of one happening.
    pub block: i64,
    /// What was done, see [`act_of`].
    pub act: u32,
    /// Who must agree.
    pub bond: Bond,
    /// First and last day when it may have been.
    pub days: Option<(i32, i32)>,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Where.
    pub place: Option<Party>,
}

/// Whose agreement makes two reports of one act one happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// A deed is known by its place in the story: sides that are not known need not agree.
    Deed,
    /// Both sides do it: a meeting. Nobody may take part in the one who cannot be of the other.
    Mutual,
    /// Promises, demands, refusals: everybody in a story makes some. Those who do or those to whom must be the same.
    Verbal,
}

impl Bond {
    /// Returns that of a type and mode of events.
    pub fn of(kind: EventType, mode: Option<&str>) -> Bond {
        use EventType::*;
        match kind {
            Accuse if matches!(mode, Some("legal" | "investigate")) => Bond::Deed,
            Consult | Cooperate => Bond::Mutual,
            Agree | Support | Concede | Request | Accuse | Reject | Threaten => Bond::Verbal,
            Aid | Retreat | Protest | Sanction | Mobilize | Coerce | Assault => Bond::Deed,
        }
    }
}

/// Returns a number for what an event's trigger names: the same for "were captured" and "the arrest of".
///
/// Imposing sanctions and lifting them are two, since their types differ; for force against people the line between types is thin.
pub fn act_of(trigger: &str, kind: EventType) -> u32 {
    let lower = trigger.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let known = (0..words.len()).rev().find_map(|at| act(words[at], words.get(at + 1).copied()));
    let kind = if kind == EventType::Coerce { EventType::Assault } else { kind };
    match known {
        Some(act) => groups::word_hash(&format!("{} {act}", kind.as_str())),
        None => {
            let longest = words.iter().max_by_key(|word| word.len()).copied().unwrap_or_default();
            groups::word_hash(&format!("{} {}", kind.as_str(), stem(longest)))
        }
    }
}

/// Cuts the endings of verbs and plurals off a word.
fn stem(word: &str) -> String {
    let tags = ["VBD", "VBN", "VBG", "NNS"];
    if let Some(base) = tags.iter().find_map(|tag| irregular_base(word, tag)) {
        return base.trim_end_matches('e').to_string();
    }
    let cut = ["ies", "ied", "ing", "ed", "es", "s", "e", "y"].into_iter().find_map(|ending| {
        word.strip_suffix(ending).filter(|stem| stem.chars().nth(2).is_some() && !stem.ends_with('s'))
    });
    let stem = cut.unwrap_or(word);
    let mut last = stem.chars().rev();
    let (end, before) = (last.next(), last.next());
    // "planned"
    if cut.is_some() && end == before && end.is_some_and(|c| c != 'l') {
        return stem[..stem.len() - end.map_or(0, char::len_utf8)].to_string();
    }
    stem.to_string()
}

/// Returns the first and last day when something may have been, of the days a report gives and that of its article, in days from
/// any one; `None` where nothing tells.
pub fn days(
    dated: Option<((i32, i32), DateBasis)>,
    published: Option<i32>,
    is_background: bool,
) -> Option<(i32, i32)> {
    match dated {
        Some(((_, last), DateBasis::Publication)) => Some((last - TOLD_DAYS, last)),
        Some((days, _)) => Some(days),
        None if is_background => None,
        None => published.map(|day| (day - UNDATED_DAYS, day)),
    }
}

impl Report {
    /// Returns how many of its days, sides and place are unknown.
    pub fn unknown(is_dated: bool, actors: &[Party], recipients: &[Party], place: Option<&Party>) -> u32 {
        let nobody = |side: &[Party]| !side.iter().any(Party::is_known);
        [!is_dated, nobody(actors), nobody(recipients), place.is_none()].into_iter().map(u32::from).sum()
    }

    /// Returns its days where they are few enough to look for it by them.
    fn narrow_days(&self) -> Option<(i32, i32)> {
        self.days.filter(|(first, last)| last - first <= SPAN_MAX)
    }

    fn bin(&self, time: i64) -> i64 {
        groups::bin(self.block, &[i64::from(self.act), time])
    }

    fn bins_around(&self, (first, last): (i32, i32)) -> impl Iterator<Item = i64> + '_ {
        let (from, to) = (first.div_euclid(BIN_DAYS), (last + SPAN_MAX).div_euclid(BIN_DAYS));
        (from..=to).map(|n| self.bin(i64::from(n)))
    }
}

/// Stand for no time: that of reports without one, and that where those look.
const UNDATED: i64 = i64::MIN;
const ANY_TIME: i64 = i64::MAX;

impl Candidate for Report {
    fn rank(&self) -> i64 {
        self.rank
    }

    fn bins(&self) -> Vec<Bin> {
        let any = |seen_by| Bin { own: self.bin(ANY_TIME), seen_by };
        let undated = self.bin(UNDATED);
        match self.narrow_days() {
            Some(days) => {
                let own = self.bin(i64::from(days.1.div_euclid(BIN_DAYS)));
                vec![Bin { own, seen_by: self.bins_around(days).collect() }, any(vec![undated])]
            }
            None => {
                let all = self.bin(ANY_TIME);
                vec![Bin { own: undated, seen_by: vec![all] }, any(vec![undated])]
            }
        }
    }

    fn sees(&self) -> Vec<i64> {
        match self.narrow_days() {
            Some(days) => self.bins_around(days).chain([self.bin(UNDATED)]).collect(),
            None => vec![self.bin(ANY_TIME)],
        }
    }

    fn likeness(&self, other: &Report) -> u32 {
        let is_apart = self.block != other.block || self.act != other.act;
        let (when, place) = (same_time(self.days, other.days), self.place_relation(other));
        if is_apart || when == Some(false) || place == Some(false) {
            return 0;
        }
        let (mut like, pooled) = (1, self.bond == Bond::Mutual);
        let are_known = |side: &[&Party]| side.iter().any(|party| party.is_known());
        let sides = match pooled {
            true => vec![(pool(self), pool(other))],
            false => vec![
                (self.actors.iter().collect(), other.actors.iter().collect()),
                (self.recipients.iter().collect(), other.recipients.iter().collect()),
            ],
        };
        for (n, (ours, theirs)) in sides.into_iter().enumerate() {
            match sides_relation(&ours, &theirs, pooled) {
                Some(false) => return 0,
                Some(true) => like += 4,
                // Of two who act nothing tells whether they are one: for a deed that will do.
                None if self.bond != Bond::Deed && n == 0 && are_known(&ours) && are_known(&theirs) => {
                    return 0;
                }
                None => {}
            }
        }
        if self.bond == Bond::Verbal && like == 1 {
            return 0;
        }
        like + 2 * u32::from(when == Some(true)) + u32::from(place == Some(true))
    }
}

impl Report {
    /// Two towns are two places; a town and a country are, if it lies elsewhere.
    fn place_relation(&self, other: &Report) -> Option<bool> {
        let (here, there) = (self.place.as_ref()?, other.place.as_ref()?);
        if here.is_alike(there) {
            return Some(true);
        }
        let countries = here.country.as_ref().zip(there.country.as_ref());
        let elsewhere = countries.is_some_and(|(here, there)| here != there);
        let towns = here.town.as_ref().zip(there.town.as_ref());
        (elsewhere || towns.is_some_and(|(here, there)| here != there)).then_some(false)
    }
}

impl Party {
    /// Returns a place by its entity's key and the words that name it; what else is known of it comes from the gazetteer.
    pub fn place(key: Option<String>, words: Option<String>) -> Option<Party> {
        let sense = words.as_deref().and_then(|words| gazetteer().senses(words).first());
        let country = sense.map(|sense| sense.country.to_string()).filter(|code| !code.is_empty());
        let town = sense.filter(|sense| sense.class == Class::City).map(|sense| sense.name.clone());
        (key.is_some() || country.is_some()).then_some(Party { key, country, town, words: None })
    }

    fn is_known(&self) -> bool {
        self.key.is_some() || self.country.is_some()
    }

    fn kind(&self) -> &str {
        self.key.as_deref().and_then(|key| key.split(':').next()).unwrap_or("")
    }

    /// The words of its name: "person:wang@0123" has "wang".
    fn names(&self) -> Vec<&str> {
        let name = self.key.as_deref().and_then(|key| key.split_once(':')).map_or("", |(_, name)| name);
        name.split('@').next().unwrap_or("").split('-').filter(|word| !word.is_empty()).collect()
    }

    /// One name is the other or a part of it; persons of one family name in one story are one.
    fn is_alike(&self, other: &Party) -> bool {
        match (&self.words, &other.words) {
            (Some(ours), Some(theirs)) => return ours == theirs,
            (Some(ours), None) => return other.is_named_by(ours),
            (None, Some(theirs)) => return self.is_named_by(theirs),
            (None, None) => {}
        }
        if self.kind() != other.kind() || self.key.is_none() {
            return false;
        }
        let (ours, theirs) = (self.names(), other.names());
        let holds =
            |whole: &[&str], part: &[&str]| !part.is_empty() && part.iter().all(|w| whole.contains(w));
        let family = |words: &[&str]| {
            words.last().filter(|word| word.len() > 3 && self.kind() == "person").map(|word| word.to_string())
        };
        holds(&ours, &theirs)
            || holds(&theirs, &ours)
            || (family(&ours).is_some() && family(&ours) == family(&theirs))
    }

    /// Tells whether words that no entity was found for have all of its name: "comedian Hana Okoro".
    fn is_named_by(&self, words: &str) -> bool {
        let names = self.names();
        !names.is_empty() && names.iter().all(|name| words.split(' ').any(|word| word == *name))
    }

    fn is_country(&self) -> bool {
        let name = self.country.as_deref().and_then(country_name);
        name.is_some_and(|name| self.key.as_deref() == Some(&entity_key("place", name)))
    }

    /// Tells whether two are the same or of one side; `None` where that cannot be told.
    fn relation(&self, other: &Party) -> Option<bool> {
        if self.is_alike(other) {
            return Some(true);
        }
        let both = self.kind() == other.kind() && self.key.is_some();
        if both && !(self.is_country() || other.is_country()) {
            return Some(false);
        }
        self.country.as_ref().zip(other.country.as_ref()).map(|(ours, theirs)| ours == theirs)
    }
}

fn pool(report: &Report) -> Vec<&Party> {
    report.actors.iter().chain(&report.recipients).collect()
}

/// Tells whether two sides share somebody; `Some(false)` where nobody of the one can be of the other.
///
/// Where both sides do a thing, the others must agree too: Wang's meeting with Lavrov is not Wang's with Blinken.
fn sides_relation(ours: &[&Party], theirs: &[&Party], is_mutual: bool) -> Option<bool> {
    let differ = |ours: &[&Party], theirs: &[&Party]| {
        let mut pairs = ours.iter().flat_map(|one| theirs.iter().map(|other| one.relation(other))).peekable();
        pairs.peek().is_some() && pairs.all(|relation| relation == Some(false))
    };
    if is_mutual {
        if differ(&strangers(ours, theirs), &strangers(theirs, ours)) {
            return Some(false);
        }
    } else if differ(ours, theirs) {
        return Some(false);
    }
    (strangers(ours, theirs).len() < ours.len()).then_some(true)
}

/// Returns those of one side whom nobody of the other is like.
fn strangers<'a>(ours: &[&'a Party], theirs: &[&Party]) -> Vec<&'a Party> {
    let is_shared = |one: &Party| theirs.iter().any(|other| one.relation(other) == Some(true));
    ours.iter().copied().filter(|one| !is_shared(one)).collect()
}

fn same_time(ours: Option<(i32, i32)>, theirs: Option<(i32, i32)>) -> Option<bool> {
    let (ours, theirs) = (ours?, theirs?);
    Some(ours.0 <= theirs.1 && theirs.0 <= ours.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(key: &str, country: &str) -> Party {
        let some = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
        Party { key: some(key), country: some(country), town: None, words: None }
    }

    /// A report: trigger, type, days, actors and recipients as `key country`.
    fn report(
        trigger: &str,
        kind: EventType,
        days: Option<(i32, i32)>,
        actors: &[&str],
        to: &[&str],
    ) -> Report {
        let side = |names: &[&str]| -> Vec<Party> {
            let party = |name: &&str| name.split_once(' ').map_or(party(name, ""), |(k, c)| party(k, c));
            names.iter().map(party).collect()
        };
        let (actors, recipients) = (side(actors), side(to));
        let unknown = Report::unknown(days.is_some(), &actors, &recipients, None);
        let rank = groups::rank(unknown, trigger);
        Report {
            rank,
            block: 1,
            act: act_of(trigger, kind),
            bond: Bond::of(kind, None),
            days,
            actors,
            recipients,
            place: None,
        }
    }

    #[test]
    fn other_words_for_one_act_are_one_happening() {
        use EventType::*;
        for (one, kind, other, other_kind, same) in [
            ("captured", Assault, "arrest", Coerce, true),
            ("met", Consult, "held talks", Consult, true),
            ("were gunned down", Assault, "shot", Assault, true),
            ("imposed sanctions", Sanction, "lifted sanctions", Retreat, false),
            ("invaded", Assault, "invasion", Assault, true),
            ("killed", Assault, "wounded", Assault, false),
            ("deported", Sanction, "expulsion", Sanction, true),
            ("planned", Aid, "plan", Aid, true),
        ] {
            let (a, b) = (report(one, kind, None, &[], &[]), report(other, other_kind, None, &[], &[]));
            assert_eq!(a.likeness(&b) > 0, same, "{one}, {other}");
        }
    }

    #[test]
    fn what_is_not_known_contradicts_nothing_and_what_is_known_must_agree() {
        use EventType::*;
        let wang = "person:wang-yi CHN";
        let (lavrov, blinken) = ("person:sergey-lavrov RUS", "person:antony-blinken USA");
        let china = "place:china CHN";
        let met = |days, actors: &[&str], to: &[&str]| report("met", Consult, days, actors, to);
        let bombed = |actors: &[&str], to: &[&str]| report("bombed", Assault, None, actors, to);
        for (a, b, same) in [
            (met(Some((5, 5)), &[wang], &[lavrov]), met(None, &[], &[]), true),
            (met(Some((5, 5)), &[wang], &[lavrov]), met(Some((4, 6)), &[lavrov], &[wang]), true),
            (met(Some((5, 5)), &[wang], &[lavrov]), met(Some((6, 6)), &[wang], &[lavrov]), false),
            (met(None, &[wang], &[lavrov]), met(None, &[wang], &[blinken]), false),
            (met(None, &[wang, lavrov, blinken], &[]), met(None, &[wang], &[blinken]), true),
            (met(None, &[china], &[lavrov]), met(None, &[wang], &["person:lavrov@77"]), true),
            (
                bombed(&["place:russia RUS"], &["place:ukraine UKR"]),
                bombed(&["place:ukraine UKR"], &[]),
                false,
            ),
            (bombed(&[], &["place:kharkiv UKR"]), bombed(&[], &["place:ukraine UKR"]), true),
            (bombed(&[], &["place:kharkiv UKR"]), bombed(&[], &["place:lviv UKR"]), false),
            (bombed(&[], &["organization:red-cross"]), bombed(&[], &["place:lviv UKR"]), true),
        ] {
            assert_eq!(a.likeness(&b) > 0, same, "{a:?}\n{b:?}");
            assert_eq!(a.likeness(&b), b.likeness(&a));
        }
    }

    #[test]
    fn what_is_only_said_needs_somebody_in_common() {
        let urged = |actors: &[&str], to: &[&str]| report("urged", EventType::Request, None, actors, to);
        let (wang, china, union) = ("person:wang-yi CHN", "place:china CHN", "organization:european-union");
        for (a, b, same) in [
            (urged(&[wang], &[]), urged(&[china], &[]), true),
            (urged(&[wang], &[]), urged(&[], &[china]), false),
            (urged(&[], &[china]), urged(&[union], &[china]), true),
            (urged(&[china], &[]), urged(&[union], &[]), false),
            (urged(&[], &[]), urged(&[], &[]), false),
        ] {
            assert_eq!(a.likeness(&b) > 0, same, "{a:?}\n{b:?}");
        }
    }

    #[test]
    fn other_towns_are_other_happenings_and_other_blocks_too() {
        let at = |name: &str, country: &str| {
            let place = Party::place(Some(entity_key("place", name)), Some(name.into()));
            assert_eq!(place.as_ref().unwrap().country.as_deref(), Some(country));
            Report { place, ..report("rallied", EventType::Protest, None, &[], &[]) }
        };
        assert_eq!(at("Paris", "FRA").likeness(&at("Lyon", "FRA")), 0);
        assert!(at("Paris", "FRA").likeness(&at("France", "FRA")) > 0);
        assert_eq!(at("Paris", "FRA").likeness(&at("Germany", "DEU")), 0);
        let elsewhere = Report { block: 2, ..at("Paris", "FRA") };
        assert_eq!(at("Paris", "FRA").likeness(&elsewhere), 0);
    }

    #[test]
    fn those_that_may_be_one_see_each_other() {
        let at = |days| report("met", EventType::Consult, days, &[], &[]);
        let times = [None, Some((0, 0)), Some((-14, 0)), Some((10, 40)), Some((40, 40)), Some((0, 400))];
        for a in times {
            for b in times {
                let (one, other) = (at(a), at(b));
                let own: Vec<i64> = other.bins().iter().map(|bin| bin.own).collect();
                let is_seen = one.sees().iter().any(|bin| own.contains(bin));
                assert!(is_seen || one.likeness(&other) == 0, "{a:?} {b:?}");
                let stands: Vec<i64> = one.bins().iter().map(|bin| bin.own).collect();
                for bin in other.bins().iter().filter(|bin| one.sees().contains(&bin.own)) {
                    let reached = bin.seen_by.iter().any(|number| stands.contains(number));
                    assert!(reached || one.likeness(&other) == 0, "{a:?} sees {b:?}, which does not know");
                }
            }
        }
    }

    #[test]
    fn an_undated_report_is_of_the_fortnight_before_it() {
        assert_eq!(days(None, Some(100), false), Some((86, 100)));
        assert_eq!(days(None, Some(100), true), None);
        assert_eq!(days(Some(((100, 100), DateBasis::Publication)), Some(100), false), Some((97, 100)));
        assert_eq!(days(Some(((90, 96), DateBasis::Relative)), Some(100), false), Some((90, 96)));
    }
}

//! Names of one article that mean one: short forms, acronyms, spellings.
//!
//! In: entities and mentions after [`super::link`]. Out: mentions that go with the entity of the fuller name, with the rule that
//! says so. After "Ministry of Trade of Peru", "the Ministry" is that one; "NPP" is the one New People Party of the text; "Sergey
//! Lavrov" and "Sergei Lavrov" are one person. Where two fuller names fit, the short one stays by itself.

use super::bearers::Bearers;
use super::link::{Builder, ends, initials_differ};
use crate::lexicon::given_names::gender as given_gender;
use crate::lexicon::persons::head_kind;
use crate::lexicon::romanizations::{folded_word, loosely_folded_word as fold};
use crate::lexicon::{Class, gazetteer};
use crate::model::{EntityIndex, EntityKind, Mention, MentionKind};
use crate::text::{Document, Upos, capitalise};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

/// Acronyms of two letters are mostly something else.
const ACRONYM_MIN: usize = 3;

/// Lets mentions of short forms and spellings go with the entity of the fuller name, and adds "the North" where no name was found.
pub fn unite(document: &Document<'_>, builder: &mut Builder, mentions: &mut Vec<Mention>) {
    let counts = counts(builder.entities.len(), mentions);
    let persons = persons(builder, &counts);
    let bodies = Bodies::read(document, builder, mentions);
    let places = places(builder, &counts);
    let families = families(builder, &counts);
    let bearers = Bearers::read(document, builder, mentions, &persons);
    let namesakes = namesakes(builder, &counts);
    for mention in mentions.iter_mut().filter(|mention| mention.rule != super::own::RULE) {
        let words = words_of(document, mention);
        let entity = &builder.entities[mention.entity];
        let found = match entity.kind {
            // "Bush" after "George H.W. Bush" is he until George W. Bush is named.
            EntityKind::Person if mention.rule == "last_name" && is_shared(&words, &namesakes) => bearers
                .whose(document, mention, &words)
                .or_else(|| Some((builder.partial(document, &words[0]), "partial_name"))),
            EntityKind::Person => {
                persons.get(&mention.entity).copied().or_else(|| bearers.whose(document, mention, &words))
            }
            _ => acronym(&words, mention.entity, &bodies)
                .or_else(|| short_form(document, mention, &words, &bodies))
                .or_else(|| half_country(document, mention, &words, &places))
                .or_else(|| family(document, mention, &words, &families)),
        };
        if let Some((entity, rule)) = found.filter(|&(entity, _)| entity != mention.entity) {
            (mention.entity, mention.rule) = (entity, rule);
        }
    }
    add_half_countries(document, &places, mentions);
}

fn counts(entities: usize, mentions: &[Mention]) -> Vec<usize> {
    let mut counts = vec![0; entities];
    for mention in mentions {
        counts[mention.entity] += 1;
    }
    counts
}

fn words_of(document: &Document<'_>, mention: &Mention) -> Vec<String> {
    document.slice(mention.span).split_whitespace().map(str::to_string).collect()
}

/// Returns the one item of an iterator.
fn only<T: PartialEq>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}

/// The organizations of an article by the ways their names are written; places too, for acronyms such as that of a port.
struct Bodies {
    names: Vec<(Vec<String>, EntityIndex, EntityKind)>,
    /// Those that have a name of several words.
    long: BTreeSet<EntityIndex>,
    by_initials: BTreeMap<String, Vec<EntityIndex>>,
    /// Places in `names`, by the first and the last word.
    by_end: BTreeMap<String, Vec<usize>>,
}

impl Bodies {
    fn read(document: &Document<'_>, builder: &Builder, mentions: &[Mention]) -> Bodies {
        let mut names = Vec::new();
        for mention in mentions {
            let kind = builder.entities[mention.entity].kind;
            let words = words_of(document, mention);
            if words.len() > 1 && matches!(kind, EntityKind::Organization | EntityKind::Place) {
                names.push((words, mention.entity, kind));
            }
        }
        names.sort_unstable();
        names.dedup();
        let (mut by_initials, mut by_end) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for (place, (words, body, _)) in names.iter().enumerate() {
            for letters in BTreeSet::from([initials(words, true), initials(words, false)]) {
                by_initials.entry(letters).or_default().push(*body);
            }
            for end in BTreeSet::from([&words[0], &words[words.len() - 1]]) {
                by_end.entry(end.clone()).or_default().push(place);
            }
        }
        Bodies { long: names.iter().map(|&(_, body, _)| body).collect(), names, by_initials, by_end }
    }

    /// Returns the names whose first or last word is this one.
    fn ending(&self, word: &str) -> impl Iterator<Item = &(Vec<String>, EntityIndex, EntityKind)> {
        self.by_end.get(word).into_iter().flatten().map(|&place| &self.names[place])
    }
}

/// "New People Party ... NPP": an acronym of one name of the article, whatever else the letters may stand for.
fn acronym(words: &[String], entity: EntityIndex, bodies: &Bodies) -> Option<(EntityIndex, &'static str)> {
    let [word] = words else { return None };
    let letters: String = word.chars().filter(|c| *c != '.').collect();
    let is_acronym = letters.len() >= ACRONYM_MIN && letters.chars().all(|c| c.is_ascii_uppercase());
    // "US" and "UAE" are known better than any guess.
    let is_country = gazetteer().senses(word).first().is_some_and(|sense| sense.class == Class::Country);
    if !is_acronym || is_country || bodies.long.contains(&entity) {
        return None;
    }
    let found = bodies.by_initials.get(&letters)?.iter().copied();
    only(found).map(|body| (body, "initials"))
}

/// Returns the initials of a name, with those of its small words or without.
fn initials(words: &[String], with_small: bool) -> String {
    let parts = words.iter().flat_map(|word| word.split('-')).filter_map(|part| part.chars().next());
    let kept = parts.filter(|c| with_small || c.is_uppercase());
    kept.flat_map(char::to_uppercase).collect()
}

/// "the Commission" after "European Commission", "Home Office" after "British Home Office": the end of one longer name, or its
/// head before "of".
fn short_form(
    document: &Document<'_>,
    mention: &Mention,
    words: &[String],
    bodies: &Bodies,
) -> Option<(EntityIndex, &'static str)> {
    let is_alone = words.len() == 1;
    let is_head = is_alone && head_kind(&words[0]) == Some(EntityKind::Organization);
    if is_alone && (!(is_head && has_article(document, mention))) {
        return None;
    }
    let shortens = |long: &[String]| {
        let Some(rest) = long.len().checked_sub(words.len()).filter(|&rest| rest > 0) else { return false };
        let ends = long.ends_with(words) && (is_alone || is_owner(&long[..rest]));
        let begins = is_alone && long.starts_with(words) && matches!(long[1].as_str(), "of" | "for");
        ends || begins
    };
    // One word may also be the head before "of", which is the first.
    let by_end = bodies.ending(words.last()?).filter(|(long, _, _)| shortens(long));
    // "Free Seed Fund" of "Free Seed Fund for the Arts"
    let is_named = !is_alone && head_kind(words.last()?) == Some(EntityKind::Organization);
    let goes_on =
        |long: &[String]| long.get(words.len()).is_some_and(|word| matches!(word.as_str(), "of" | "for"));
    let by_start =
        bodies.ending(&words[0]).filter(|(long, _, _)| is_named && long.starts_with(words) && goes_on(long));
    let found = by_end.chain(by_start).filter(|(_, _, kind)| *kind == EntityKind::Organization);
    only(found.map(|&(_, body, _)| body)).map(|body| (body, "short_form"))
}

fn has_article(document: &Document<'_>, mention: &Mention) -> bool {
    let start = document.tokens_in(mention.span).start;
    start > 0 && document.lower(start - 1) == "the"
}

/// Tells whether words say whose something is: "Chinese", "United Kingdom", "China's".
fn is_owner(words: &[String]) -> bool {
    let name = words.join(" ");
    let name = name.trim_end_matches("'s").trim_end_matches("’s");
    gazetteer()
        .senses(name)
        .iter()
        .any(|sense| matches!(sense.class, Class::Country | Class::Demonym | Class::City | Class::Government))
}

/// The countries an article names, by their names.
fn places(builder: &Builder, counts: &[usize]) -> Vec<(String, EntityIndex)> {
    let named = builder.entities.iter().enumerate().filter(|(index, _)| counts[*index] > 0);
    named
        .filter(|(_, entity)| entity.identifiers.iter().any(|(scheme, _)| scheme == "iso3166"))
        .map(|(index, entity)| (entity.name.clone(), index))
        .collect()
}

/// "the North" where North Korea is named.
fn half_country(
    document: &Document<'_>,
    mention: &Mention,
    words: &[String],
    countries: &[(String, EntityIndex)],
) -> Option<(EntityIndex, &'static str)> {
    let [word] = words else { return None };
    if !matches!(word.as_str(), "North" | "South") || !has_article(document, mention) {
        return None;
    }
    let is_whole = |name: &str| name.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' '));
    let found = countries.iter().filter(|(name, _)| is_whole(name)).map(|&(_, index)| index);
    only(found).map(|index| (index, "short_form"))
}

/// "North Korea fired. The North blamed the drills": such words stand for no name that the recognizer knows.
fn add_half_countries(
    document: &Document<'_>,
    countries: &[(String, EntityIndex)],
    mentions: &mut Vec<Mention>,
) {
    let is_half = |n: &usize| {
        let next = document.word(n + 1);
        let is_part = next == "-" || next == "of" || next.starts_with(char::is_uppercase);
        matches!(document.word(*n), "North" | "South") && !is_part
    };
    let mut added = Vec::new();
    for n in document.readable().flat_map(|sentence| sentence.tokens.clone()).filter(is_half) {
        let span = document.tokens[n].span;
        let place = mentions.partition_point(|mention| mention.span.end <= span.start);
        if mentions.get(place).is_some_and(|mention| mention.span.overlaps(span)) {
            continue;
        }
        // The entity is set where one is found.
        let mention = Mention { span, entity: 0, kind: MentionKind::Name, rule: "short_form" };
        let words = words_of(document, &mention);
        let found = half_country(document, &mention, &words, countries);
        added.extend(found.map(|(entity, rule)| Mention { entity, rule, ..mention }));
    }
    mentions.extend(added);
    mentions.sort_by_key(|mention| mention.span.start);
}

/// The first and last words that two persons share who have other initials: "George" and "Bush".
fn namesakes(builder: &Builder, counts: &[usize]) -> BTreeSet<(String, String)> {
    let mut by_ends: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for (entity, _) in builder.entities.iter().zip(counts).filter(|(_, count)| **count > 0) {
        if entity.kind == EntityKind::Person && entity.name.contains(' ') {
            by_ends.entry(ends(&entity.name)).or_default().push(&entity.name);
        }
    }
    let differ =
        |names: &[&str]| names.iter().any(|one| names.iter().any(|other| initials_differ(one, other)));
    by_ends.into_iter().filter(|(_, names)| differ(names)).map(|(ends, _)| ends).collect()
}

/// Tells whether a word is the last name of two who share their first name too.
fn is_shared(words: &[String], namesakes: &BTreeSet<(String, String)>) -> bool {
    let [word] = words else { return false };
    !namesakes.is_empty() && namesakes.iter().any(|(_, last)| *last == folded_word(word))
}

/// Persons named in full, by their last word.
fn families(builder: &Builder, counts: &[usize]) -> BTreeMap<String, Vec<EntityIndex>> {
    let mut families: BTreeMap<String, Vec<EntityIndex>> = BTreeMap::new();
    for (index, entity) in builder.entities.iter().enumerate() {
        let last = entity.name.split_once(' ').and_then(|_| entity.name.split(' ').next_back());
        let last = last.filter(|_| entity.kind == EntityKind::Person && counts[index] > 0);
        if let Some(last) = last {
            families.entry(last.to_string()).or_default().push(index);
        }
    }
    families
}

/// "London" in an article on Jack London: a family name that is a city as well, where no preposition makes it the city.
fn family(
    document: &Document<'_>,
    mention: &Mention,
    words: &[String],
    families: &BTreeMap<String, Vec<EntityIndex>>,
) -> Option<(EntityIndex, &'static str)> {
    let [word] = words else { return None };
    let theirs = families.get(word)?;
    let is_city = gazetteer().senses(word).first().is_some_and(|sense| sense.class == Class::City);
    let tokens = document.tokens_in(mention.span);
    let before = tokens.start.checked_sub(1);
    let is_governed = before.is_some_and(|n| document.upos(n) == Upos::Adp);
    if !is_city || is_governed || document.word(tokens.end) == "," {
        return None;
    }
    only(theirs.iter().copied()).map(|person| (person, "last_name"))
}

/// Returns for each person the fuller or more usual name of the same one.
fn persons(builder: &Builder, counts: &[usize]) -> BTreeMap<EntityIndex, (EntityIndex, &'static str)> {
    let people: Vec<(EntityIndex, Vec<String>)> = builder
        .entities
        .iter()
        .enumerate()
        .filter(|(index, entity)| entity.kind == EntityKind::Person && counts[*index] > 0)
        .map(|(index, entity)| (index, entity.name.split(' ').map(fold).collect()))
        .collect();
    let namesakes = namesakes(builder, counts);
    let is_one = |entity: EntityIndex| !namesakes.contains(&ends(&builder.entities[entity].name));
    // Who is the same shares a word.
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, (_, words)) in people.iter().enumerate() {
        words.iter().for_each(|word| by_word.entry(word).or_default().push(place));
    }
    let mut spellings = BTreeMap::new();
    for (index, words) in &people {
        let near: BTreeSet<usize> = words.iter().flat_map(|word| &by_word[word.as_str()]).copied().collect();
        let others = || near.iter().map(|&place| &people[place]).filter(|(other, _)| other != index);
        // Of "Gustavo Petro" and "Gustavo Petro Urrego" the more usual one stands for both; headlines add odd words.
        let is_usual = |other: EntityIndex, words: &[String], long: &[String]| match counts[other]
            .cmp(&counts[*index])
        {
            Ordering::Equal => words.len() < long.len(),
            order => order == Ordering::Greater,
        };
        let begins = || {
            let both = others().filter(|(_, other)| is_beginning(words, other) || is_beginning(other, words));
            only(both.filter(|(other, long)| is_usual(*other, long, words)).map(|&(other, _)| other))
        };
        let spelled = || {
            let rank = |entity: EntityIndex| (counts[entity], Reverse(entity));
            let twins = others()
                .filter(|(other, long)| is_one(*other) && is_one(*index) && is_spelling(words, long))
                .map(|&(other, _)| other);
            only(twins).filter(|&other| rank(other) > rank(*index))
        };
        let found = begins().map(|other| (other, "part_of_name"));
        spellings.extend(found.or_else(|| Some((spelled()?, "spelling"))).map(|found| (*index, found)));
    }
    // "Wilkins" is nobody else where Kristen and Kristin Wilkins are one.
    let one = |entity: EntityIndex| spellings.get(&entity).map_or(entity, |&(other, _)| other);
    let mut same = spellings.clone();
    for (index, words) in &people {
        let near = words.iter().flat_map(|word| &by_word[word.as_str()]).map(|&place| &people[place]);
        let longer = near.filter(|(other, long)| other != index && is_end(words, long));
        same.extend(
            only(longer.map(|&(other, _)| one(other))).map(|other| (*index, (other, "part_of_name"))),
        );
    }
    // "Petro" goes with "Gustavo Petro Urrego", who goes with "Gustavo Petro".
    let last = same.clone();
    for (other, _) in same.values_mut() {
        *other = last.get(other).map_or(*other, |&(further, _)| further);
    }
    same
}

/// Tells whether a name is the end of a longer one, "von der Leyen" of "Ursula von der Leyen", "López Obrador" of "Andrés Manuel
/// López Obrador", or a family name in its middle.
fn is_end(words: &[String], long: &[String]) -> bool {
    if words.len() >= long.len() {
        return false;
    }
    let [one] = words else { return long.ends_with(words) };
    // Spanish names have the father's family name before the last word.
    let is_middle = long.len() > 2
        && long[long.len() - 2] == *one
        && one.len() > SHORT_WORD
        && given_gender(&capitalise(one)).is_none();
    long.last() == Some(one) || is_middle
}

/// Tells whether a name of several words begins a longer one: "Gustavo Petro" of "Gustavo Petro Urrego".
fn is_beginning(words: &[String], long: &[String]) -> bool {
    words.len() > 1 && words.len() < long.len() && long.starts_with(words)
}

/// "al", "bin", "van" and the like are no names by themselves.
const SHORT_WORD: usize = 3;

/// Tells whether two names are one in two spellings: "Sergei" and "Sergey Lavrov", "S. Lavrov", "Jinping Xi".
fn is_spelling(words: &[String], other: &[String]) -> bool {
    if words == other {
        return true;
    }
    let ([first, .., last], [other_first, .., other_last]) = (words, other) else { return false };
    let is_turned = words.len() == 2 && other.len() == 2 && first == other_last && last == other_first;
    let is_initial = first.len() == 1 && other_first.starts_with(first.as_str())
        || other_first.len() == 1 && first.starts_with(other_first.as_str());
    is_turned
        || (last == other_last && (first == other_first || is_initial || is_one_off(first, other_first)))
}

/// Longer given names that differ in one letter are one ("Mojtaba", "Mujtaba"), but for the last, which often tells men from
/// women ("Francesca", "Francesco").
fn is_one_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    one.len() == other.len()
        && one.len() > LONG_NAME
        && one[0] == other[0]
        && one.last() == other.last()
        && one.iter().zip(&other).filter(|(a, b)| a != b).count() == 1
}

/// Shorter names that differ in a letter are two: "Maria" and "Mario".
const LONG_NAME: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parts_or_spellings_of_others() {
        let words = |name: &str| name.split(' ').map(fold).collect::<Vec<_>>();
        let part = |short: &str, long: &str| is_end(&words(short), &words(long));
        assert!(part("von der Leyen", "Ursula von der Leyen"));
        assert!(is_beginning(&words("Gustavo Petro"), &words("Gustavo Petro Urrego")));
        assert!(part("Castejón", "Pedro Sánchez Castejón"));
        assert!(!part("Manuel", "Andrés Manuel López Obrador"), "a given name in the middle");
        assert!(!part("Ana Silva", "Ana Silva"));
        let same = |one: &str, other: &str| is_spelling(&words(one), &words(other));
        assert!(same("Sergey Lavrov", "Sergei Lavrov"));
        assert!(same("S. Lavrov", "Sergei Lavrov"));
        assert!(same("Mojtaba Karimi", "Mujtaba Karimi"));
        assert!(!same("Francesca Rossi", "Francesco Rossi"));
        assert!(same("Jinping Xi", "Xi Jinping"));
        assert!(same("Muhammed Amin", "Mohammed Amin"));
        assert!(!same("Maria Silva", "Mario Silva"));
        assert!(!same("Ana Silva", "Rosa Silva"));
    }
}

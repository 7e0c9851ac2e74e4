//! Persons of one name who are two: what articles tell of each, and who of them is whom.
//!
//! In: for one key the distinct evidence of its articles, with how many tell it. Out: a partition of it into senses. "U.S. Senator
//! John Smith" and "English footballer John Smith" contradict each other in field and country: two senses. "Liberian President
//! George Weah, a former footballer" has both fields, and one sense.
//!
//! A pure function of counts and content hashes, so neither order nor runs matter. The senses are grown greedily, the fullest
//! evidence first, each joining the sense it fits best (as in leader clustering); senses that fit each other once they are full
//! are one, since an article that ties the two is worth more than two that do not know of each other.

use crate::lexicon::fields::{Owner, field};
use crate::model::{Analysis, EntityIndex, EntityKind, Role, ToldGender};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Contradiction from which two are not one.
const APART: i32 = 2;
/// Contradiction that is worth a look.
const DOUBTFUL: i32 = 1;
/// A lone article that contradicts so many others, and no more than it must, may be a slip.
const SLIP_AMONG: i64 = 20;

/// Fields in which somebody is seen on a stage or a pitch; few of them hold an office of the other fields under another flag.
const PERFORMERS: [&str; 2] = ["arts", "sport"];

/// What one article, or several, tell of a person that a namesake may not share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    genders: BTreeSet<ToldGender>,
    /// Fields of life, each with the country told with it ("" for none): `government:USA`.
    roles: BTreeSet<(String, String)>,
}

impl fmt::Display for Evidence {
    /// Writes the gender and the roles in order: `Ms government:USA sport`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let genders = self.genders.iter().map(|gender| gender.as_str().to_string());
        let roles = self.roles.iter().map(|(field, country)| match country.as_str() {
            "" => field.clone(),
            country => format!("{field}:{country}"),
        });
        f.write_str(&genders.chain(roles).collect::<Vec<_>>().join(" "))
    }
}

impl Evidence {
    /// Reads what [`Evidence`] writes.
    pub fn read(text: &str) -> Evidence {
        let mut evidence = Evidence::default();
        for word in text.split_whitespace() {
            match (ToldGender::from_word(word), word.split_once(':')) {
                (Some(gender), _) => drop(evidence.genders.insert(gender)),
                (None, Some((field, country))) => drop(evidence.roles.insert((field.into(), country.into()))),
                (None, None) => drop(evidence.roles.insert((word.into(), String::new()))),
            }
        }
        evidence
    }

    /// Adds a gender where none is told.
    pub fn add_gender(&mut self, gender: ToldGender) {
        if self.genders.is_empty() {
            self.genders.insert(gender);
        }
    }

    /// Tells whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.genders.is_empty() && self.roles.is_empty()
    }

    /// Drops the fields that are told with a country elsewhere.
    fn drop_vague(&mut self) {
        let told: BTreeSet<String> = self
            .roles
            .iter()
            .filter(|(_, country)| !country.is_empty())
            .map(|(field, _)| field.clone())
            .collect();
        self.roles.retain(|(field, country)| !country.is_empty() || !told.contains(field));
    }

    /// Adds what another one tells.
    pub fn add(&mut self, other: &Evidence) {
        self.genders.extend(&other.genders);
        self.roles.extend(other.roles.iter().cloned());
    }

    fn fields(&self) -> BTreeSet<&str> {
        self.roles.iter().map(|(field, _)| field.as_str()).collect()
    }

    fn countries(&self) -> BTreeSet<&str> {
        self.roles.iter().map(|(_, country)| country.as_str()).filter(|country| !country.is_empty()).collect()
    }

    /// Countries in whose service somebody is.
    fn served(&self) -> BTreeSet<&str> {
        let serves = |field: &str| matches!(field, "government" | "military");
        let served = self.roles.iter().filter(|(field, country)| serves(field) && !country.is_empty());
        served.map(|(_, country)| country.as_str()).collect()
    }

    /// Men and women told by titles, or by titles and pronouns.
    fn is_man_is_woman(&self, titled_only: bool) -> (bool, bool) {
        let has = |titled, pronoun| {
            self.genders.contains(&titled) || (!titled_only && self.genders.contains(&pronoun))
        };
        (has(ToldGender::TitledMan, ToldGender::He), has(ToldGender::TitledWoman, ToldGender::She))
    }

    /// How many kinds of things are told: a title's gender, a country, a field.
    fn fullness(&self) -> usize {
        let titled = self.genders.iter().any(|gender| gender.is_titled());
        usize::from(titled) + usize::from(!self.roles.is_empty()) + usize::from(!self.countries().is_empty())
    }

    /// How much two contradict each other: 2 for a man and a woman by title, or the service of two states; 1 for a man and a
    /// woman by pronouns, for two nationalities, for a performer and an official of no common country. A country and field in
    /// common take one away.
    fn contradiction(&self, other: &Evidence) -> i32 {
        let opposed = |titled_only| {
            matches!(
                (self.is_man_is_woman(titled_only), other.is_man_is_woman(titled_only)),
                ((true, false), (false, true)) | ((false, true), (true, false))
            )
        };
        let gender = if opposed(true) { 2 } else { i32::from(opposed(false)) };
        let apart = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
            !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
        };
        let (countries, theirs) = (self.countries(), other.countries());
        let strangers = apart(&countries, &theirs);
        let country = if !strangers {
            0
        } else if apart(&self.served(), &other.served()) {
            2
        } else {
            1
        };
        let compatriots = !countries.is_disjoint(&theirs);
        let fields_differ = are_incompatible(&self.fields(), &other.fields());
        gender + country + i32::from(fields_differ && !compatriots) - i32::from(compatriots && !fields_differ)
    }

    /// Tells whether anything speaks against two being one, their genders as pronouns tell them included.
    pub fn opposes(&self, other: &Evidence) -> bool {
        let opposed = matches!(
            (self.is_man_is_woman(false), other.is_man_is_woman(false)),
            ((true, false), (false, true)) | ((false, true), (true, false))
        );
        opposed || self.contradiction(other) >= DOUBTFUL
    }

    /// How well two fit: what they share less what contradicts.
    pub fn affinity(&self, other: &Evidence) -> i32 {
        let shares = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| i32::from(!one.is_disjoint(other));
        let titled = |evidence: &Evidence| {
            evidence.genders.iter().copied().filter(|gender| gender.is_titled()).collect::<BTreeSet<_>>()
        };
        shares(&self.fields(), &other.fields())
            + shares(&self.countries(), &other.countries())
            + i32::from(!titled(self).is_disjoint(&titled(other)))
            - self.contradiction(other)
    }
}

/// Tells whether one is only a performer and the other only an official or scholar.
fn are_incompatible(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> bool {
    let performs = |fields: &BTreeSet<&str>| fields.iter().all(|field| PERFORMERS.contains(field));
    let serves = |fields: &BTreeSet<&str>| !fields.iter().any(|field| PERFORMERS.contains(field));
    let told = !one.is_empty() && !other.is_empty();
    told && (performs(one) && serves(other) || serves(one) && performs(other))
}

/// Returns what an article tells of its persons, by their place; persons that it knows by a last name alone have no namesakes.
pub fn evidence(analysis: &Analysis) -> BTreeMap<EntityIndex, Evidence> {
    let mut found = evidence_on_all(analysis);
    found.retain(|&n, _| !analysis.entities[n].key.contains('@'));
    found
}

/// Does so for all its persons.
pub fn evidence_on_all(analysis: &Analysis) -> BTreeMap<EntityIndex, Evidence> {
    let mut found: BTreeMap<EntityIndex, Evidence> = BTreeMap::new();
    let is_person = |n: EntityIndex| analysis.entities[n].kind == EntityKind::Person;
    for (n, entity) in analysis.entities.iter().enumerate().filter(|(n, _)| is_person(*n)) {
        if let Some(gender) = entity.gender {
            found.entry(n).or_default().genders.insert(gender);
        }
    }
    for role in analysis.roles.iter().filter(|role| is_person(role.entity)) {
        found.entry(role.entity).or_default().roles.extend(told(analysis, role));
    }
    found.retain(|_, evidence| !evidence.is_empty());
    found.values_mut().for_each(Evidence::drop_vague);
    found
}

/// Returns the field and country that an office tells.
fn told(analysis: &Analysis, role: &Role) -> Option<(String, String)> {
    let inside = analysis.mentions.iter().filter(|mention| role.span.contains(mention.span));
    // "the actor Tom Gray, the German painter Kurt Hoss and": the office may be the other one's.
    let is_listed = inside.clone().any(|mention| {
        analysis.entities[mention.entity].kind == EntityKind::Person && mention.entity != role.entity
    });
    let field = field(&role.title).filter(|_| !is_listed)?;
    let country = match field.owner {
        Owner::Silent => None,
        Owner::Tells | Owner::Needed => country(analysis, role),
    };
    let is_told = country.is_some() || field.owner != Owner::Needed;
    is_told.then(|| (field.name.to_string(), country.unwrap_or_default()))
}

/// Returns the country an office belongs to, or the nationality right before it: "English" footballers have no state.
fn country(analysis: &Analysis, role: &Role) -> Option<String> {
    let state = |n: EntityIndex| {
        let entity = &analysis.entities[n];
        let is_state = entity.identifiers.iter().any(|(scheme, _)| scheme == "iso3166");
        entity.country.clone().filter(|_| is_state)
    };
    if let Some(of) = role.of_entity {
        return state(of);
    }
    let nationality = analysis.mentions.iter().find(|mention| {
        let is_people = analysis.entities[mention.entity].kind == EntityKind::Group;
        let is_before = mention.span.end + 1 == role.span.start || mention.span.start == role.span.start;
        is_people && is_before && mention.span != role.span
    })?;
    analysis.entities[nationality.entity].country.clone()
}

/// Evidence that makes up one person of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The evidence as written, each with the contradiction between it and the rest of the sense, where there is any.
    pub told: BTreeMap<String, i32>,
    /// How many articles tell it.
    pub article_count: i64,
}

/// A sense while it grows.
#[derive(Debug, Clone)]
struct Growing<'a> {
    all: Evidence,
    told: Vec<&'a str>,
    article_count: i64,
}

/// Divides the evidence on one key among persons: those with more articles first, then by the evidence itself.
///
/// `counts` has for each distinct evidence the number of articles that tell it.
pub fn senses(counts: &BTreeMap<String, i64>) -> Vec<Sense> {
    let read: BTreeMap<&str, Evidence> =
        counts.keys().map(|told| (told.as_str(), Evidence::read(told))).collect();
    let mut order: Vec<(&str, i64)> = counts.iter().map(|(told, &count)| (told.as_str(), count)).collect();
    order.sort_by_key(|&(told, count)| (std::cmp::Reverse((read[told].fullness(), count)), told));
    let mut senses: Vec<Growing<'_>> = Vec::new();
    for (told, count) in order {
        let evidence = &read[told];
        let fitting = (0..senses.len()).filter(|&n| senses[n].all.contradiction(evidence) < APART);
        let best = fitting.max_by_key(|&n| {
            (senses[n].all.affinity(evidence), senses[n].article_count, std::cmp::Reverse(n))
        });
        match best {
            Some(n) => senses[n].take(told, evidence, count),
            None => senses.push(Growing { all: evidence.clone(), told: vec![told], article_count: count }),
        }
    }
    unite(&mut senses);
    senses
        .sort_by(|a, b| (b.article_count, a.told.iter().min()).cmp(&(a.article_count, b.told.iter().min())));
    drop_slips(&mut senses);
    senses.into_iter().map(|sense| sense.done(&read)).collect()
}

impl<'a> Growing<'a> {
    fn take(&mut self, told: &'a str, evidence: &Evidence, count: i64) {
        self.all.add(evidence);
        self.told.push(told);
        self.article_count += count;
    }

    /// Joins another one.
    fn join(&mut self, other: Growing<'a>) {
        self.all.add(&other.all);
        self.told.extend(other.told);
        self.article_count += other.article_count;
    }

    /// Says of each evidence how much the rest of the sense contradicts it.
    fn done(self, read: &BTreeMap<&str, Evidence>) -> Sense {
        let rest_after = self.told.iter().rev().scan(Evidence::default(), |all, told| {
            let rest = all.clone();
            all.add(&read[told]);
            Some(rest)
        });
        let mut rests: Vec<Evidence> = rest_after.collect();
        rests.reverse();
        let mut before = Evidence::default();
        for (told, rest) in self.told.iter().zip(&mut rests) {
            rest.add(&before);
            before.add(&read[told]);
        }
        let doubt =
            |(told, rest): (&&str, &Evidence)| (told.to_string(), read[told].contradiction(rest).max(0));
        Sense { told: self.told.iter().zip(&rests).map(doubt).collect(), article_count: self.article_count }
    }
}

/// Joins the senses that fit each other, until none do.
fn unite(senses: &mut Vec<Growing<'_>>) {
    let fits = |senses: &[Growing<'_>]| {
        let pairs = (0..senses.len()).flat_map(|a| (a + 1..senses.len()).map(move |b| (a, b)));
        pairs.clone().find(|&(a, b)| senses[a].all.contradiction(&senses[b].all) < APART)
    };
    while let Some((a, b)) = fits(senses) {
        let other = senses.remove(b);
        senses[a].join(other);
    }
}

/// Gives the first sense those of one article that contradict it no more than they must, where it has many.
fn drop_slips(senses: &mut Vec<Growing<'_>>) {
    let Some((base, _)) = senses.split_first() else { return };
    let (all, count) = (base.all.clone(), base.article_count);
    let is_slip = |sense: &Growing<'_>| {
        count >= SLIP_AMONG && sense.article_count == 1 && sense.all.contradiction(&all) <= APART
    };
    let (slips, mut kept): (Vec<_>, Vec<_>) = senses.drain(..).partition(|sense| is_slip(sense));
    // One article is no base of twenty.
    slips.into_iter().for_each(|slip| kept[0].join(slip));
    *senses = kept;
}

/// Tells whether evidence in a sense is worth a look.
pub fn is_doubtful(contradiction: i32) -> bool {
    contradiction >= DOUBTFUL
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Divides lines of "count evidence"; each sense as its evidence in order, the one of most articles first.
    #[track_caller]
    fn check(told: &[&str], expected: &[&str]) {
        let counts: BTreeMap<String, i64> = told
            .iter()
            .map(|line| {
                let (count, told) = line.split_once(' ').expect("a count");
                assert_eq!(Evidence::read(told).to_string(), told, "written as it is read");
                (told.to_string(), count.parse().expect("a number"))
            })
            .collect();
        let found: Vec<String> = senses(&counts)
            .into_iter()
            .map(|sense| {
                let told = sense.told.into_iter();
                let marked = told.map(|(told, contradiction)| told + &"!".repeat(contradiction as usize));
                marked.collect::<Vec<_>>().join(", ")
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn two_facts_that_contradict_part_namesakes() {
        check(&["3 government:USA", "2 sport:GBR"], &["government:USA", "sport:GBR"]);
        check(&["1 government:AUS", "2 government:GBR"], &["government:GBR", "government:AUS"]);
        check(&["2 Mr", "3 Ms"], &["Ms", "Mr"]);
        check(&["2 Mr government:USA", "1 Ms arts:USA"], &["Mr government:USA", "Ms arts:USA"]);
        check(&["2 he arts:USA", "1 she government"], &["he arts:USA", "she government"]);
    }

    #[test]
    fn one_fact_is_worth_a_look_only() {
        check(&["3 government:USA", "1 sport"], &["government:USA!, sport!"]);
        check(&["3 science:USA", "1 science:GBR"], &["science:GBR!, science:USA!"]);
        check(&["3 Mr", "1 she"], &["Mr!, she!"]);
        check(&["3 Mr government:USA", "1 Ms government:USA"], &["Mr government:USA!, Ms government:USA!"]);
    }

    #[test]
    fn one_life_has_several_offices() {
        check(&["9 government:LBR", "2 sport:LBR"], &["government:LBR, sport:LBR"]);
        check(
            &["9 government:LBR sport", "1 sport:LBR", "4 sport"],
            &["government:LBR sport, sport, sport:LBR"],
        );
        check(
            &["5 he", "3 Mr government", "1 he government:USA", "2 military:USA"],
            &["Mr government, he, he government:USA, military:USA"],
        );
        // An article that tells both ties what others tell apart.
        check(&["9 government:UKR", "5 government:GEO"], &["government:UKR", "government:GEO"]);
        check(
            &["9 government:UKR", "5 government:GEO", "1 government:GEO government:UKR"],
            &["government:GEO, government:GEO government:UKR, government:UKR"],
        );
    }

    #[test]
    fn who_tells_less_goes_where_it_fits() {
        check(
            &["9 government:USA", "2 sport:GBR", "3 sport", "4 he", "1 government"],
            &["government, government:USA, he", "sport, sport:GBR"],
        );
    }

    #[test]
    fn a_lone_contradiction_among_many_may_be_a_slip() {
        check(&["19 government:RUS", "1 government:USA"], &["government:RUS", "government:USA"]);
        check(&["20 government:RUS", "1 government:USA"], &["government:RUS!!, government:USA!!"]);
        check(&["20 government:RUS", "2 government:USA"], &["government:RUS", "government:USA"]);
        check(&["20 Mr government:RUS", "1 Ms sport:USA"], &["Mr government:RUS", "Ms sport:USA"]);
    }

    #[test]
    fn of_equals_the_first_in_writing_is_the_one_meant() {
        check(&["2 sport:GBR", "2 government:USA"], &["government:USA", "sport:GBR"]);
    }
}

//! Names known beforehand: countries, capitals, cities, regions, bodies, agencies.
//!
//! In: `seeds/gazetteer/*.tsv`. Out: the senses of a name. "Beijing" is a city and a metonym of China's government.

use super::{table, tsv};
use crate::model::{EntityKind, Sector};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Returns the gazetteer, loading it at the first call.
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(load)
}

/// What sort of thing a known name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A country.
    Country,
    /// A capital, city or town.
    City,
    /// A region, river, sea, continent.
    Region,
    /// A country's government, by a metonym ("Beijing", "the Kremlin").
    Government,
    /// A nationality or its adjective ("Chinese").
    Demonym,
    /// An international governmental body.
    Igo,
    /// A news agency or other outlet.
    Media,
    /// Any other body (ministry, court, force, party, company), or people who are no nation (Kurds, Muslims); kind and
    /// sector tell.
    Body,
}

/// One meaning of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The canonical name of the entity it means ("China", "Government of China"); for a demonym the country's.
    pub name: String,
    /// What that entity is.
    pub kind: EntityKind,
    /// What sort of thing.
    pub class: Class,
    /// ISO 3166 alpha-3 of the country it belongs to; "" for none.
    pub country: &'static str,
    /// What sort of actor it is, for governments and bodies.
    pub sector: Option<Sector>,
    /// The word is a place or building that stands for a body: "Brussels" for the European Union.
    pub is_metonym: bool,
    /// The word is common, or more often something else: "Chad", "Nice", "Apple". Believe it only with other evidence.
    pub needs_context: bool,
}

/// All known names.
#[derive(Debug)]
pub struct Gazetteer {
    senses: FxHashMap<&'static str, Vec<Sense>>,
    /// By the letters a name begins with, the bytes of the longest such name: most words begin none.
    beginnings: FxHashMap<&'static str, usize>,
    countries: FxHashMap<&'static str, Country>,
    governments: FxHashMap<&'static str, Sense>,
    words_max: usize,
}

/// A row of `countries.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 alpha-3; XKX, which is user-assigned, for Kosovo.
    pub alpha3: &'static str,
    /// ISO 3166 alpha-2.
    pub alpha2: &'static str,
    /// The usual English name.
    pub name: &'static str,
    /// Its adjective, "Chinese", or its name where it has none.
    pub adjective: &'static str,
}

impl Gazetteer {
    /// Returns the senses of a name, the most usual first; none for an unknown one. Case counts; the shape of the
    /// apostrophe, a leading "the" and the last full stop of "U.S" do not.
    pub fn senses(&self, name: &str) -> &[Sense] {
        let name =
            if name.contains('’') { Cow::Owned(name.replace('’', "'")) } else { Cow::Borrowed(name) };
        let without_article = || name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
        let found = self.exactly(&name).or_else(|| self.exactly(without_article()?));
        found.map_or(&[], Vec::as_slice)
    }

    fn exactly(&self, name: &str) -> Option<&Vec<Sense>> {
        let found = self.senses.get(name);
        // At the end of a sentence the full stop may have gone to the sentence.
        if found.is_none() && name.contains('.') && !name.ends_with('.') {
            return self.senses.get(format!("{name}.").as_str());
        }
        found
    }

    /// Returns how many words the longest name has.
    pub fn max_words(&self) -> usize {
        self.words_max
    }

    /// Returns how many words of the front of `words` make the longest known name, and its senses.
    ///
    /// Words are joined as they are usually written: "People" "'s" "Daily" is looked up as "People's Daily".
    pub fn longest_match(&self, words: &[&str]) -> Option<(usize, &[Sense])> {
        let bytes_max = *self.beginnings.get(beginning(words.first()?))?;
        let mut name = String::with_capacity(bytes_max + 8);
        let mut longest = None;
        for (index, word) in words.iter().enumerate() {
            if index > 0 && !sticks(&name, word) {
                name.push(' ');
            }
            name.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }));
            if name.len() > bytes_max {
                break;
            }
            if let Some(senses) = self.senses.get(name.as_str()) {
                longest = Some((index + 1, senses.as_slice()));
            }
        }
        longest
    }

    /// Returns the country with this ISO 3166 alpha-3 or alpha-2 code.
    pub fn country(&self, code: &str) -> Option<Country> {
        self.countries.get(code).copied()
    }

    /// Returns what the government of a country is, by the country's alpha-3 code.
    pub fn government(&self, code: &str) -> Option<&Sense> {
        self.governments.get(code)
    }

    /// Returns the alpha-3 code of the country that a nationality or its adjective belongs to: `demonym("Chinese")`.
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        self.senses(word).iter().find(|sense| sense.class == Class::Demonym).map(|sense| sense.country)
    }
}

/// Returns the usual English name of a country by its alpha-3 code.
pub fn country_name(alpha3: &str) -> Option<&'static str> {
    gazetteer().country(alpha3).map(|country| country.name)
}

/// Returns the letters and digits a word begins with: tokenisers differ in what follows ("U.S.", "People's").
fn beginning(word: &str) -> &str {
    &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())]
}

/// Tells whether a word follows what stands before it without a space.
fn sticks(before: &str, word: &str) -> bool {
    before.ends_with(['-', '/']) || word.starts_with(['\'', '’', ',', '-', '/']) || word == "."
}

/// Collects the senses of words in the order of the tables.
#[derive(Default)]
struct Loader {
    senses: FxHashMap<&'static str, Vec<Sense>>,
}

impl Loader {
    /// Adds what an entry of a table means; `sense` has everything but the mark.
    fn add(&mut self, entry: &'static str, sense: Sense) {
        let (name, needs_context) = tsv::marked(entry);
        let word = tsv::words_of(name);
        if word.is_empty() {
            return;
        }
        let senses = self.senses.entry(word).or_default();
        // "Congolese" are two peoples, by one name.
        let other_people = |known: &Sense| sense.class == Class::Demonym && known.country != sense.country;
        let same =
            |known: &Sense| known.name == sense.name && known.class == sense.class && !other_people(known);
        if !senses.iter().any(same) {
            senses.push(Sense { needs_context, ..sense });
        }
    }
}

fn load() -> Gazetteer {
    let mut loader = Loader::default();
    let countries = load_countries(&mut loader);
    load_cities(&mut loader);
    load_regions(&mut loader);
    load_organizations(&mut loader);
    load_groups(&mut loader);
    // Last, so that "Brussels" is a city, then the Union, then Belgium's government.
    let governments = load_metonyms(&mut loader);
    let mut senses = loader.senses;
    let mut beginnings = FxHashMap::default();
    let mut words_max = 0;
    for (word, of_word) in &mut senses {
        of_word.sort_by_key(|sense| sense.needs_context);
        let longest: &mut usize = beginnings.entry(beginning(word)).or_default();
        *longest = word.len().max(*longest);
        words_max = word.split(' ').count().max(words_max);
    }
    Gazetteer { senses, beginnings, countries, governments, words_max }
}

fn place(name: &str, class: Class, country: &'static str) -> Sense {
    Sense {
        name: name.to_string(),
        kind: EntityKind::Place,
        class,
        country,
        sector: None,
        is_metonym: false,
        needs_context: false,
    }
}

fn load_countries(loader: &mut Loader) -> FxHashMap<&'static str, Country> {
    let mut countries = FxHashMap::default();
    for [alpha3, alpha2, entry, others, demonyms, capital, capital_others, _] in country_rows() {
        let name = tsv::marked(entry).0;
        // The people go by the first word of theirs: "Chinese", "Briton" and "Brits" are British.
        let people = tsv::several(demonyms).next().map_or(name, |word| tsv::marked(word).0);
        countries.insert(alpha3, Country { alpha3, alpha2, name, adjective: people });
        countries.insert(alpha2, Country { alpha3, alpha2, name, adjective: people });
        for word in std::iter::once(entry).chain(tsv::several(others)) {
            loader.add(word, place(name, Class::Country, alpha3));
        }
        for word in tsv::several(demonyms) {
            loader.add(word, Sense { kind: EntityKind::Group, ..place(people, Class::Demonym, alpha3) });
        }
        for word in std::iter::once(capital).chain(tsv::several(capital_others)) {
            loader.add(word, place(tsv::marked(capital).0, Class::City, alpha3));
        }
    }
    countries
}

fn load_cities(loader: &mut Loader) {
    for [entry, others, class, country] in tsv::rows(table("gazetteer/cities.tsv")) {
        let class = if class == "city" { Class::City } else { Class::Region };
        for word in std::iter::once(entry).chain(tsv::several(others)) {
            loader.add(word, place(tsv::marked(entry).0, class, country));
        }
    }
}

fn load_regions(loader: &mut Loader) {
    for [entry, others, _class] in tsv::rows(table("gazetteer/regions.tsv")) {
        for word in std::iter::once(entry).chain(tsv::several(others)) {
            loader.add(word, place(tsv::marked(entry).0, Class::Region, ""));
        }
    }
}

fn load_organizations(loader: &mut Loader) {
    for [entry, others, sector, country, metonyms] in tsv::rows(table("gazetteer/organizations.tsv")) {
        let class = match sector {
            "igo" => Class::Igo,
            "media" => Class::Media,
            _ => Class::Body,
        };
        let sense = Sense {
            kind: EntityKind::Organization,
            sector: Sector::from_word(sector),
            ..place(tsv::marked(entry).0, class, country)
        };
        for word in std::iter::once(entry).chain(tsv::several(others)) {
            loader.add(word, sense.clone());
        }
        for word in tsv::several(metonyms) {
            loader.add(word, Sense { is_metonym: true, ..sense.clone() });
        }
    }
}

fn load_groups(loader: &mut Loader) {
    for [entry, others, class, country] in tsv::rows(table("gazetteer/groups.tsv")) {
        let sector = if class == "political" { Sector::Party } else { Sector::Civilians };
        let sense = Sense {
            kind: EntityKind::Group,
            sector: Some(sector),
            ..place(tsv::marked(entry).0, Class::Body, country)
        };
        for word in std::iter::once(entry).chain(tsv::several(others)) {
            loader.add(word, sense.clone());
        }
    }
}

fn load_metonyms(loader: &mut Loader) -> FxHashMap<&'static str, Sense> {
    let mut governments = FxHashMap::default();
    for [alpha3, _, name, _, _, capital, capital_others, metonyms] in country_rows() {
        let sense = Sense {
            kind: EntityKind::Organization,
            sector: Some(Sector::Government),
            is_metonym: true,
            ..place(&format!("Government of {}", tsv::marked(name).0), Class::Government, alpha3)
        };
        for word in std::iter::once(capital).chain(tsv::several(capital_others)).chain(tsv::several(metonyms))
        {
            loader.add(word, sense.clone());
        }
        governments.insert(alpha3, sense);
    }
    governments
}

fn country_rows() -> impl Iterator<Item = [&'static str; 8]> {
    tsv::rows(table("gazetteer/countries.tsv"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn check(name: &str, expected: &str) {
        let senses: Vec<String> = gazetteer()
            .senses(name)
            .iter()
            .map(|sense| {
                let mark = if sense.needs_context { "?" } else { "" };
                format!("{:?} {} {}{mark}", sense.class, sense.name, sense.country).trim_end().to_string()
            })
            .collect();
        assert_eq!(senses.join("; "), expected, "{name}");
    }

    #[test]
    fn names_have_their_senses() {
        check("Beijing", "City Beijing CHN; Government Government of China CHN");
        check("the Kremlin", "Government Government of Russia RUS");
        check("Britain", "Country United Kingdom GBR");
        check("the U.S.", "Country United States USA");
        check("the U.S", "Country United States USA");
        check("Kurdish", "Body Kurds");
        check("Scottish", "Body Scots GBR");
        check("Côte d’Ivoire", "Country Ivory Coast CIV");
        check("Georgia", "Country Georgia GEO?; Region Georgia (state) USA?");
        check("Brussels", "City Brussels BEL; Igo European Union; Government Government of Belgium BEL");
        check("The Hague", "City The Hague NLD; Government Government of Netherlands NLD");
        check("the Pentagon", "Body Department of Defense USA");
        check("Tass", "Media TASS RUS");
        check("Congolese", "Demonym Congolese COD; Demonym Congolese COG?");
        check("beijing", "");
        check("", "");
    }

    #[test]
    fn sectors_are_known() {
        let sector = |name| gazetteer().senses(name)[0].sector;
        assert_eq!(sector("Hamas"), Some(Sector::Rebels));
        assert_eq!(sector("State Department"), Some(Sector::Government));
        assert_eq!(sector("Reuters"), Some(Sector::Media));
        assert_eq!(sector("Beijing"), None);
        for [name, _, class, ..] in tsv::rows::<5>(table("gazetteer/organizations.tsv")) {
            assert!(Sector::from_word(class).is_some(), "{name}: {class}");
        }
    }

    fn check_match(text: &str, expected: &str) {
        let words: Vec<&str> = text.split(' ').collect();
        let found = gazetteer().longest_match(&words);
        assert_eq!(found.map_or("", |(_, senses)| &senses[0].name), expected, "{text}");
    }

    #[test]
    fn the_longest_name_wins() {
        check_match("Papua New Guinea said", "Papua New Guinea");
        check_match("New York Times reporters", "New York Times");
        check_match("New York is", "New York");
        check_match("People ’s Daily wrote", "People's Daily");
        check_match("People's Daily wrote", "People's Daily");
        check_match("New ideas", "");
        assert_eq!(gazetteer().longest_match(&[]), None);
        assert!(gazetteer().max_words() >= 4);
    }

    #[test]
    fn countries_answer_by_code_and_demonym() {
        assert_eq!(country_name("CHN"), Some("China"));
        assert_eq!(country_name("ZZZ"), None);
        assert_eq!(gazetteer().country("XK").map(|country| country.alpha3), Some("XKX"));
        assert_eq!(gazetteer().demonym("Russians"), Some("RUS"));
        assert_eq!(gazetteer().demonym("Russia"), None);
    }

    #[test]
    fn codes_are_codes() {
        let upper = |code: &str, len| code.len() == len && code.bytes().all(|b| b.is_ascii_uppercase());
        let mut codes = BTreeSet::new();
        for [alpha3, alpha2, name, ..] in country_rows() {
            assert!(upper(alpha3, 3) && upper(alpha2, 2) && !name.is_empty(), "{alpha3}");
            assert!(codes.insert(alpha3) && codes.insert(alpha2), "{alpha3} stands twice");
        }
        let known =
            |name: &str, code: &str| assert!(code.is_empty() || codes.contains(code), "{name}: {code}");
        for [name, _, _, country] in tsv::rows(table("gazetteer/cities.tsv")) {
            known(name, country);
        }
        for path in ["gazetteer/organizations.tsv", "gazetteer/groups.tsv"] {
            tsv::rows(table(path)).for_each(|[name, _, _, country]| known(name, country));
        }
    }

    /// Checks that a word without a `?` belongs to one row of its table.
    fn check_one_owner(
        owners: &mut BTreeMap<&'static str, &'static str>,
        owner: &'static str,
        entry: &'static str,
    ) {
        let (name, needs_context) = tsv::marked(entry);
        if !needs_context {
            let other = owners.insert(tsv::words_of(name), owner);
            assert!(
                other.is_none() || other == Some(owner),
                "{entry} means {owner} and {other:?}: mark one with ?"
            );
        }
    }

    #[test]
    fn words_belong_to_one_row_of_a_table() {
        let mut owners = BTreeMap::new();
        for [alpha3, _, name, others, ..] in country_rows() {
            std::iter::once(name)
                .chain(tsv::several(others))
                .for_each(|word| check_one_owner(&mut owners, alpha3, word));
        }
        for path in [
            "gazetteer/cities.tsv",
            "gazetteer/regions.tsv",
            "gazetteer/organizations.tsv",
            "gazetteer/groups.tsv",
        ] {
            let mut owners = BTreeMap::new();
            for [name, others] in tsv::rows(table(path)) {
                std::iter::once(name)
                    .chain(tsv::several(others))
                    .for_each(|word| check_one_owner(&mut owners, name, word));
            }
        }
    }
}

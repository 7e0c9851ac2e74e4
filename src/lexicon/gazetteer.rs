//! Names known beforehand: countries, capitals, cities, bodies, agencies.
//!
//! In: `seeds/gazetteer/*.tsv`. Out: the senses of a name. "Beijing" is a city and a metonym of China's government.

use super::tsv;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The embedded tables, by name.
pub(super) const FILES: &[(&str, &str)] =
    &[("countries", include_str!("../../seeds/gazetteer/countries.tsv"))];

/// What sort of thing a known name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A country.
    Country,
    /// A capital, city or town.
    City,
    /// A region, river, sea, continent.
    Region,
    /// A government by its own name or a metonym ("Beijing", "the Kremlin").
    Government,
    /// A nationality or its adjective ("Chinese").
    Demonym,
    /// An international governmental body.
    Igo,
    /// A news agency or other outlet.
    Media,
    /// Any other body; its sector is in the table.
    Body,
}

/// One meaning of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The canonical name of the entity it means ("China", "Government of China").
    pub name: String,
    /// What that entity is.
    pub kind: EntityKind,
    /// What sort of thing.
    pub class: Class,
    /// ISO 3166 alpha-3 of the country it belongs to; "" for none.
    pub country: &'static str,
}

/// All known names.
#[derive(Debug)]
pub struct Gazetteer {
    senses: FxHashMap<&'static str, Vec<Sense>>,
}

impl Gazetteer {
    /// Returns the senses of a name, the most usual first; none for an unknown one. Case counts.
    pub fn senses(&self, name: &str) -> &[Sense] {
        self.senses.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Returns the gazetteer, loading it at the first call.
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(load)
}

fn load() -> Gazetteer {
    let mut senses: FxHashMap<&'static str, Vec<Sense>> = FxHashMap::default();
    for [alpha3, _alpha2, name, others, demonyms, capital, _capital_others, metonyms] in tsv::rows(FILES[0].1)
    {
        let mut add = |word: &'static str, entity: String, kind, class| {
            senses.entry(word).or_default().push(Sense { name: entity, kind, class, country: alpha3 });
        };
        for word in std::iter::once(name).chain(tsv::several(others)) {
            add(word, name.to_string(), EntityKind::Place, Class::Country);
        }
        for word in tsv::several(demonyms) {
            add(word, name.to_string(), EntityKind::Group, Class::Demonym);
        }
        add(capital, capital.to_string(), EntityKind::Place, Class::City);
        for word in std::iter::once(capital).chain(tsv::several(metonyms)) {
            add(word, format!("Government of {name}"), EntityKind::Organization, Class::Government);
        }
    }
    Gazetteer { senses }
}

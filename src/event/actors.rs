//! Words of a sentence that may name somebody who takes part.
//!
//! In: a [`Scene`] and the article's names. Out: [`Actor`]s in order. "Chinese Foreign Minister Wang Yi" is one actor, Wang Yi,
//! of China; "Ukrainian troops" is one of Ukraine's military.

use super::scene::Scene;
use crate::entity::Names;
use crate::lexicon::grammar::{ActorWord, WordClass, actor_word};
use crate::lexicon::nominals::nominal_kind;
use crate::lexicon::{Class, Sense, events, gazetteer, words};
use crate::model::{Entity, EntityIndex, EntityKind, Mention, MentionKind, Sector, Span, Via};
use crate::text::{Relation, Upos, Xpos};
use std::ops::Range;

/// How many words a title may have between a nationality and a name ("Russian deputy defence minister Ivanov").
const TITLE_WORDS_MAX: usize = 5;

/// Words for those who are somebody's and yet of another country.
pub const RELATED: [&str; 16] = [
    "ally",
    "allies",
    "enemy",
    "enemies",
    "rival",
    "rivals",
    "neighbor",
    "neighbors",
    "neighbour",
    "neighbours",
    "counterpart",
    "counterparts",
    "foe",
    "foes",
    "creditors",
    "opponents",
];

/// Somebody who may take part in an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// All its words in the sentence.
    pub words: Range<usize>,
    /// The words that stand for it in the database: the name without its titles.
    pub name: Range<usize>,
    /// Whom they refer to.
    pub entity: Option<EntityIndex>,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// What sort of actor.
    pub sector: Option<Sector>,
    /// How the words reach the entity.
    pub via: Via,
    /// What it is made from.
    pub kind: ActorKind,
}

/// What an actor is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// A nationality: "Chinese".
    Nationality,
    /// A country, city or other place.
    Place,
    /// Any other name.
    Name,
    /// A common noun: "troops".
    Common,
    /// "he", "the minister"
    Coreferent,
}

/// Finds the actors of a sentence, in order, not overlapping.
pub fn find(scene: &Scene<'_>, names: &Names, sentence: Span) -> Vec<Actor> {
    let mentions = names.mentions_in(sentence);
    let mut next_mention = 0;
    let mut found: Vec<Actor> = Vec::new();
    // The place of a dateline takes no part.
    let mut at = scene.opening;
    while at < scene.len() {
        let start = scene.span(at..at + 1).start;
        while mentions.get(next_mention).is_some_and(|mention| mention.span.start < start) {
            next_mention += 1;
        }
        let mention = mentions.get(next_mention).filter(|mention| mention.span.start == start);
        let actor = match mention {
            _ if scene.words[at].is_aside => None,
            Some(mention)
                if super::kinds::brokers(scene, scene.document.tokens_in(mention.span).end - scene.first) =>
            {
                None
            }
            Some(mention) => of_mention(scene, names, mention, at).filter(|actor| {
                let is_part =
                    actor.kind == ActorKind::Place && super::kinds::names_other(scene, actor.words.end - 1);
                !is_part
            }),
            None if scene.words[at].is_time => None,
            None if super::kinds::names_other(scene, at) => None,
            None => of_gazetteer(scene, at)
                .or_else(|| of_noun(scene, names, at))
                .or_else(|| of_pronoun(scene, names, at))
                .or_else(|| of_capitals(scene, at)),
        };
        match actor {
            Some(actor) => {
                at = actor.words.end;
                push(scene, &mut found, actor);
            }
            None => at += 1,
        }
    }
    super::belonging::attach_places(scene, &mut found);
    super::belonging::attach_owners(scene, &mut found);
    found
}

/// Who says "we" at a word: the speaker of the quote.
pub fn of_speaker(names: &Names, speaker: EntityIndex, at: usize) -> Actor {
    Actor {
        words: at..at + 1,
        name: at..at + 1,
        entity: Some(speaker),
        country: names.entity(speaker).country.clone(),
        sector: None,
        via: Via::Coreference,
        kind: ActorKind::Coreferent,
    }
}

/// Returns the actors that lie in a range of words.
pub fn within<'a>(actors: &'a [Actor], words: &Range<usize>) -> &'a [Actor] {
    let start = actors.partition_point(|actor| actor.words.start < words.start);
    let end = actors.partition_point(|actor| actor.words.end <= words.end);
    &actors[start..end.max(start)]
}

/// Widens a range of words so that no actor stands partly in it.
pub fn widen(actors: &[Actor], words: Range<usize>) -> Range<usize> {
    let from = actors.partition_point(|actor| actor.words.end <= words.start);
    let mut wide = words.clone();
    for actor in actors[from..].iter().take_while(|actor| actor.words.start < words.end) {
        wide = wide.start.min(actor.words.start)..wide.end.max(actor.words.end);
    }
    if words.is_empty() { words } else { wide }
}

/// Returns the last actor that ends at or before a word.
pub fn last_before(actors: &[Actor], end: usize) -> Option<&Actor> {
    actors[..actors.partition_point(|actor| actor.words.end <= end)].last()
}

fn of_mention(scene: &Scene<'_>, names: &Names, mention: &Mention, at: usize) -> Option<Actor> {
    let tokens = scene.document.tokens_in(mention.span);
    let words = at..tokens.end.checked_sub(scene.first)?.min(scene.len());
    if words.is_empty() {
        return None;
    }
    let entity = names.entity(mention.entity);
    let text = scene.document.slice(mention.span);
    let sense = gazetteer().senses(text).first();
    let (via, kind) = match (mention.kind, sense.map(|sense| sense.class), entity.kind) {
        (MentionKind::Pronoun | MentionKind::Nominal, _, _) => (Via::Coreference, ActorKind::Coreferent),
        (_, Some(Class::Demonym), _) => (Via::Demonym, ActorKind::Nationality),
        (_, Some(Class::City | Class::Government), EntityKind::Organization) => {
            (Via::Metonym, ActorKind::Place)
        }
        (_, _, EntityKind::Place) => (Via::Name, ActorKind::Place),
        _ => (Via::Name, ActorKind::Name),
    };
    let by_name = || {
        (entity.kind == EntityKind::Organization).then(|| super::belonging::leading_country(text)).flatten()
    };
    let country = entity.country.clone().or_else(|| country_of(sense)).or_else(by_name);
    // "the Supreme Court" is America's only where the article speaks of America.
    let is_named_alike =
        sense.is_some_and(|sense| sense.needs_context && entity.kind == EntityKind::Organization);
    let country = country.filter(|country| !is_named_alike || speaks_of(names, country));
    // "Western accusations": of no state and of no people.
    let is_of_region =
        kind == ActorKind::Nationality && country.is_none() && matches!(scene.tree.upos(at), Upos::Adj);
    let sector = sector_of(sense, entity.kind).filter(|_| !is_of_region);
    // "Chinese officials" act for China, not for the Chinese.
    let people = (via == Via::Demonym).then_some(entity.part_of).flatten();
    Some(Actor {
        words: words.clone(),
        name: words,
        entity: Some(people.unwrap_or(mention.entity)),
        country,
        sector,
        via,
        kind,
    })
}

/// Tells whether an article names a country, its people or one of its places.
fn speaks_of(names: &Names, country: &str) -> bool {
    let is_of = |entity: &Entity| {
        matches!(entity.kind, EntityKind::Place | EntityKind::Group)
            && entity.country.as_deref() == Some(country)
    };
    names.entities.iter().any(is_of)
}

fn country_of(sense: Option<&Sense>) -> Option<String> {
    sense.map(|sense| sense.country).filter(|country| !country.is_empty()).map(str::to_string)
}

fn sector_of(sense: Option<&Sense>, kind: EntityKind) -> Option<Sector> {
    let by_class = sense.and_then(|sense| match sense.class {
        Class::Country | Class::City | Class::Government | Class::Demonym => Some(Sector::Government),
        Class::Igo => Some(Sector::Igo),
        Class::Media => Some(Sector::Media),
        Class::Region | Class::Body => None,
    });
    by_class.filter(|_| kind != EntityKind::Person).or_else(|| sense.and_then(|sense| sense.sector))
}

/// A name the gazetteer knows, or the first half of "US-led".
fn of_gazetteer(scene: &Scene<'_>, at: usize) -> Option<Actor> {
    if !scene.words[at].is_capital {
        return None;
    }
    let texts: Vec<&str> =
        scene.after(at, gazetteer().max_words().min(8)).map(|place| scene.text(place)).collect();
    let part = scene
        .text(at)
        .split_once('-')
        .map(|(part, _)| gazetteer().senses(part))
        .filter(|senses| !senses.is_empty());
    let (len, senses, is_part) = match (gazetteer().longest_match(&texts), part) {
        (Some((len, senses)), _) => (len, senses, false),
        (None, Some(senses)) => (1, senses, true),
        (None, None) => return None,
    };
    let sense = senses.iter().find(|sense| !sense.needs_context)?;
    if is_part && super::kinds::BROKERED.iter().any(|end| scene.lower(at).ends_with(end)) {
        return None;
    }
    let (via, kind) = match sense.class {
        _ if is_part => (Via::Demonym, ActorKind::Nationality),
        Class::Demonym => (Via::Demonym, ActorKind::Nationality),
        Class::Country | Class::Region => (Via::Name, ActorKind::Place),
        Class::City => (Via::Metonym, ActorKind::Place),
        Class::Government => (Via::Metonym, ActorKind::Name),
        Class::Igo | Class::Media | Class::Body => (Via::Name, ActorKind::Name),
    };
    let words = at..at + len;
    let sector = sector_of(Some(sense), sense.kind);
    Some(Actor {
        words: words.clone(),
        name: words,
        entity: None,
        country: country_of(Some(sense)),
        sector,
        via,
        kind,
    })
}

/// Tells whether a word is a common noun for persons that has no sector: "boss", "victims".
fn is_person_noun(scene: &Scene<'_>, at: usize) -> bool {
    let is_lower = !scene.words[at].is_capital || at == scene.opening;
    let is_plain = !scene.words[at].classes.is_closed() && is_lower;
    matches!(scene.tree.upos(at), Upos::Noun)
        && is_plain
        && nominal_kind(&scene.document.lemma(scene.first + at)) == Some(EntityKind::Person)
}

/// A common noun for those who act: "troops"; "the minister" may be somebody the article names.
fn of_noun(scene: &Scene<'_>, names: &Names, at: usize) -> Option<Actor> {
    let sector = match actor_word(scene.lower(at)) {
        Some(ActorWord::Head(sector)) => Some(sector),
        Some(ActorWord::Modifier) => return None,
        None => None,
    };
    let is_kind =
        (sector.is_none() || scene.says(at, &super::kinds::KIND_WORDS)) && super::kinds::says_kind(scene, at);
    // "the People's Democratic Party"
    let is_part = scene.words[at].is_capital
        && at > scene.opening
        && scene.is_possessive(at + 1)
        && scene.words.get(at + 2).is_some_and(|word| word.is_capital);
    // "resorted to force", "took it by force"
    let is_means = at > 0
        && scene.lower(at) == "force"
        && scene.says(at - 1, &["to", "by", "of", "with", "using", "use", "through"]);
    // "the two men held captive"
    let is_state = at > 0
        && scene.says(at, &["captive", "hostage", "prisoner"])
        && scene.says(at - 1, &["held", "holding", "hold", "taken", "took", "take", "taking", "kept"]);
    if is_kind || is_part || is_state || is_means || sector.is_none() && !is_person_noun(scene, at) {
        return None;
    }
    let named = names.referent(scene.first + at).map(|reference| reference.entity);
    Some(Actor {
        words: at..at + 1,
        name: at..at + 1,
        entity: named,
        country: named.and_then(|entity| names.entity(entity).country.clone()),
        sector,
        via: if named.is_some() { Via::Coreference } else { Via::Name },
        kind: ActorKind::Common,
    })
}

/// "he", where it is clear who he is; "its citizens" are not it.
fn of_pronoun(scene: &Scene<'_>, names: &Names, at: usize) -> Option<Actor> {
    if matches!(scene.lower(at), "his" | "its" | "their" | "hers" | "theirs") {
        return None;
    }
    let reference = names.referent(scene.first + at).filter(|found| found.kind == MentionKind::Pronoun)?;
    let entity = names.entity(reference.entity);
    let sense = gazetteer().senses(&entity.name).first();
    Some(Actor {
        words: at..at + 1,
        name: at..at + 1,
        entity: Some(reference.entity),
        country: entity.country.clone().or_else(|| country_of(sense)),
        sector: sector_of(sense, entity.kind),
        via: Via::Coreference,
        kind: ActorKind::Coreferent,
    })
}

/// Words in capitals that nothing else explains.
fn of_capitals(scene: &Scene<'_>, at: usize) -> Option<Actor> {
    let is_name = |place: usize| {
        scene.words.get(place).is_some_and(|word| {
            word.is_capital
                && !word.is_time
                && !word.classes.is_closed()
                && actor_word(&word.lower).is_none()
                && word.lower != "i"
        })
    };
    if !is_name(at) {
        return None;
    }
    // At the head of a sentence a capital says little.
    let lower = scene.lower(at);
    let opens_quote = at > 0 && matches!(scene.lower(at - 1), "“" | "\"" | "‘");
    let is_opening =
        opens_quote || (0..at).all(|before| !scene.lower(before).contains(char::is_alphanumeric));
    // "Earlier, police", "Crisis talks"
    let is_part = matches!(scene.tree.relation(at), Relation::Compound | Relation::Amod)
        && scene.tree.head(at) == Some(at + 1)
        && matches!(scene.tree.upos(at + 1), Upos::Noun);
    let is_other =
        is_part || !words::word_classes(lower).is_empty() || matches!(scene.tree.upos(at), Upos::Adv);
    // "Fellow Republicans"
    let is_adjective = matches!(scene.tree.upos(at), Upos::Adj)
        && scene.tree.relation(at) == Relation::Amod
        && scene.tree.head(at) == Some(at + 1);
    let is_number = matches!(scene.tree.upos(at), Upos::Num) && !is_name(at + 1);
    // "Missiles hit", but "Dockers struck"
    let is_agent = ["ers", "ors", "ists", "men"].iter().any(|end| lower.ends_with(end));
    let is_noun = matches!(scene.tree.upos(at), Upos::Noun) && !is_name(at + 1) && !is_agent;
    // "Please" and "Yes"; but "Ha" may be somebody.
    let is_adverb =
        matches!(scene.tree.upos(at), Upos::Adv | Upos::Intj) && !words::word_classes(lower).is_empty();
    // "an Anti-corruption summit": what only describes names nobody.
    let is_described = is_part && scene.lower(at).contains('-') && actor_word(scene.lower(at + 1)).is_none();
    if is_described
        || is_opening && (is_adverb || is_adjective || is_noun || is_number || !is_name(at + 1) && is_other)
    {
        return None;
    }
    if at == 0
        && (lower.ends_with("ly") || lower.ends_with("ing") || !events::frames_of(lower).is_empty())
        && !is_name(1)
    {
        return None;
    }
    let len = (at..scene.len()).take_while(|&place| is_name(place)).count();
    let words = at..at + len;
    Some(Actor {
        words: words.clone(),
        name: words,
        entity: None,
        country: None,
        sector: None,
        via: Via::Name,
        kind: ActorKind::Name,
    })
}

/// Adds an actor, or joins it to the one before: nationality, title and name are one.
fn push(scene: &Scene<'_>, found: &mut Vec<Actor>, actor: Actor) {
    let Some(last) = found.last_mut().filter(|last| joins(scene, last, &actor)) else {
        let mut actor = actor;
        if actor.kind == ActorKind::Common {
            // "armed rebels", "foreign minister"
            while actor.words.start > 0
                && is_modifier(scene, actor.words.start - 1)
                && found.last().is_none_or(|last| last.words.end < actor.words.start)
            {
                actor.words.start -= 1;
            }
            actor.name = actor.words.clone();
        }
        found.push(actor);
        return;
    };
    // "her brother" is somebody else.
    if last.kind == ActorKind::Coreferent && actor.kind != ActorKind::Name {
        found.pop();
        return push(scene, found, actor);
    }
    let words = last.words.start..actor.words.end;
    let name = match actor.kind {
        ActorKind::Common => words.clone(),
        _ => actor.name.clone(),
    };
    let is_common = actor.kind == ActorKind::Common;
    let by_nationality = last.kind == ActorKind::Nationality;
    // "Kenya's Supreme Court" is not the court of that name elsewhere.
    let is_owned = last.kind == ActorKind::Place && actor.kind == ActorKind::Name && last.country.is_some();
    let is_elsewhere =
        is_owned && actor.country.is_some() && actor.country != last.country && actor.sector.is_some();
    // "Syria's chief ally" is another state.
    let is_related = is_common
        && matches!(last.kind, ActorKind::Place | ActorKind::Name)
        && scene.is_possessive(last.words.end)
        && scene.says(words.end - 1, &RELATED);
    if is_related {
        last.country = None;
    }
    let actor = if is_elsewhere { Actor { entity: None, country: None, ..actor } } else { actor };
    *last = Actor {
        words,
        name,
        entity: if is_common && by_nationality { last.entity } else { actor.entity },
        country: actor.country.or_else(|| last.country.take()),
        // "police officers", "police forces"
        sector: match last.sector {
            Some(Sector::Police) if is_common && actor.sector == Some(Sector::Military) => last.sector,
            _ if is_common => actor.sector,
            _ => actor.sector.or(last.sector),
        },
        via: if is_common { last.via } else { actor.via },
        kind: actor.kind,
    };
}

/// Tells whether two actors that follow each other are one.
fn joins(scene: &Scene<'_>, last: &Actor, next: &Actor) -> bool {
    let mut gap = last.words.end..next.words.start;
    // "Saudi-led coalition", "Iran-backed militias"
    if gap.len() >= 2 && scene.says(gap.start, &["-", "‑"]) {
        gap.start += 2;
    }
    if last.kind == ActorKind::Coreferent {
        // "her brother", "her Chilean counterpart"
        let is_owner =
            last.words.len() == 1 && scene.document.xpos(scene.first + last.words.start) == Xpos::PrpPoss;
        let is_owned = matches!(next.kind, ActorKind::Common | ActorKind::Nationality)
            && gap.len() <= TITLE_WORDS_MAX
            && gap.clone().all(|at| is_modifier(scene, at) || is_premodifier(scene, at, next));
        // "his Chilean counterpart Luis Paz"
        let is_named = next.kind == ActorKind::Name
            && gap.is_empty()
            && last.entity.is_some()
            && last.entity == next.entity;
        return is_owner && is_owned || is_named;
    }
    if gap.len() > TITLE_WORDS_MAX || next.kind == ActorKind::Coreferent {
        return false;
    }
    let is_title_only = gap.clone().all(|at| is_modifier(scene, at));
    match (last.kind, next.kind) {
        // "Ukrainian troops", "Chinese Foreign Minister Wang Yi"
        (ActorKind::Nationality, ActorKind::Common) => {
            gap.clone().all(|at| is_modifier(scene, at) || is_premodifier(scene, at, next))
        }
        (ActorKind::Nationality, ActorKind::Name) => is_title_only,
        // "Foreign Minister Wang Yi"
        (ActorKind::Common, ActorKind::Name) => {
            let title = last.words.end - 1;
            // "U.S. Secretary of State John Kerry", "Minister for Trade Anna Berg"
            let is_office = scene.says(gap.start, &["of", "for"]) && scene.words[title].is_capital;
            let is_rest =
                |at: usize| scene.words[at].is_capital || scene.says(at, &["and", ",", "of", "the"]);
            if is_office
                && gap.len() > 1
                && !scene.lower(title).ends_with('s')
                && gap.clone().skip(1).all(is_rest)
            {
                return true;
            }
            gap.is_empty() && (scene.words[title].is_capital || is_title(scene, title))
        }
        // "prime minister", "government officials"
        (ActorKind::Common, ActorKind::Common) => {
            is_title_only || gap.len() == 1 && scene.is_possessive(gap.start)
        }
        // "UN human rights chief Volker Turk"
        (ActorKind::Place | ActorKind::Name, ActorKind::Name)
            if !gap.is_empty() && is_title_word(scene, next.words.start - 1) =>
        {
            let is_plain = |at: usize| {
                matches!(scene.tree.upos(at), Upos::Noun | Upos::Adj | Upos::Propn)
                    && !scene.words[at].classes.is_closed()
                    && !scene.words[at].is_time
            };
            let possessive = scene.is_possessive(gap.start);
            gap.skip(usize::from(possessive)).all(is_plain)
        }
        // "Russia's foreign minister", "US troops", "Putin's government"
        (ActorKind::Place | ActorKind::Name, ActorKind::Common) => {
            let possessive = gap.clone().next().is_some_and(|at| scene.is_possessive(at));
            gap.skip(usize::from(possessive))
                .all(|at| is_modifier(scene, at) || is_premodifier(scene, at, next))
        }
        // "China's Wang Yi"
        (ActorKind::Place, ActorKind::Name) => gap.len() == 1 && scene.is_possessive(gap.start),
        _ => false,
    }
}

/// Tells whether a common noun may stand before a name as its title: "president Amit Shah", but not "told reporters Macron".
fn is_title(scene: &Scene<'_>, at: usize) -> bool {
    let is_apart = scene.tree.relation(at).is_subject() || matches!(scene.tree.relation(at), Relation::Obj);
    !scene.lower(at).ends_with('s')
        && !matches!(scene.lower(at), "police" | "people" | "men" | "women")
        && !is_apart
}

/// Tells whether a word is part of the noun phrase that an actor heads: "human rights" in "U.N. human rights spokesman".
fn is_premodifier(scene: &Scene<'_>, at: usize, next: &Actor) -> bool {
    let tree = &scene.tree;
    let head = next.words.end - 1;
    // "the Kenyan planning minister"
    let is_gerund = matches!(tree.upos(at), Upos::Verb)
        && scene.lower(at).ends_with("ing")
        && at + 1 == head
        && !scene.lower(at).contains('-');
    let is_noun =
        is_gerund || matches!(tree.upos(at), Upos::Noun | Upos::Adj) && !scene.words[at].classes.is_closed();
    let up = tree.head(at);
    let is_under = up == Some(head) || up.and_then(|up| tree.head(up)) == Some(head);
    is_noun && is_under && matches!(tree.relation(at), Relation::Compound | Relation::Amod)
}

/// Tells whether a word is one of titles: "chief", "envoy".
fn is_title_word(scene: &Scene<'_>, at: usize) -> bool {
    actor_word(scene.lower(at)).is_some() && !scene.lower(at).ends_with('s')
}

fn is_modifier(scene: &Scene<'_>, at: usize) -> bool {
    actor_word(scene.lower(at)) == Some(ActorWord::Modifier) || scene.is(at, WordClass::FutureModifier)
}

//! Finds the words that name who speaks.
//!
//! In: a segment and a cue. Out: the items of the noun phrase before or after it. "On Monday Chinese foreign ministry
//! spokesman Zhao Lijian said" has the source `Chinese foreign ministry spokesman Zhao Lijian`.

use super::clause;
use super::segments::Segment;
use crate::lexicon::cues::VerbForm;
use crate::lexicon::persons::title_word;
use crate::lexicon::{WordClass, cue};
use std::ops::Range;

/// Longer phrases are clauses that were misread.
const SOURCE_ITEMS_MAX: usize = 40;

/// Returns the noun phrase that ends right before item `end`, not reaching before `floor`.
pub fn before(segment: &Segment<'_, '_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&n| n >= floor)?;
    if segment.quote(last).is_some() {
        return None;
    }
    let floor = floor.max(end.saturating_sub(SOURCE_ITEMS_MAX));
    if is_subject_pronoun(segment, last) || segment.word(last) == "which" {
        return Some(last..end);
    }
    let start = match segment.word(last) {
        "," | ")" => apposition_start(segment, floor, last)?,
        _ if segment.is_mark(last) => return None,
        _ => phrase_start(segment, floor, end),
    };
    let start = strip_lead(segment, start..end);
    let phrase = start..strip_tail(segment, start, if segment.word(last) == "," { last } else { end });
    (is_noun_phrase(segment, &phrase)).then_some(phrase)
}

/// Returns the noun phrase that starts at item `start`, as in "said Wang" and "according to Wang".
pub fn after(segment: &Segment<'_, '_>, start: usize) -> Option<Range<usize>> {
    let limit = segment.len().min(start + SOURCE_ITEMS_MAX);
    let numeral = segment.word(start) == "one" && noun_follows(segment, start + 1);
    if is_subject_pronoun(segment, start) && !numeral
        || matches!(segment.word(start), "him" | "her" | "them")
            && !segment.is(start + 1, WordClass::Opener)
            && segment.is_mark(start + 1)
    {
        return Some(start..start + 1);
    }
    let mut end = start;
    while end < limit && goes_on(segment, start, end) {
        end += 1;
    }
    // "said Wang, the foreign minister, on Monday": an apposition belongs to the source.
    if segment.word(end) == "," && is_apposition(segment, end + 1) {
        let close = (end + 1..limit)
            .find(|&n| segment.quote(n).is_some() || matches!(segment.word(n), "," | "." | ";" | ":" | "—"));
        let close = close.unwrap_or(limit);
        // "According to the minister, the talks failed": a clause is no apposition.
        let clause = segment.word(end + 1) != "who"
            && (end + 1..close).any(|n| clause::is_verb(segment, n) && !segment.word(n).ends_with("ed"));
        // The source of a leading "According to" ends at the next comma, an apposition only at the one after.
        let leading = start <= 2 && segment.word(close) != ",";
        if !clause && !leading {
            end = close;
        }
    }
    let phrase = start..end;
    is_noun_phrase(segment, &phrase).then_some(phrase)
}

/// "one report", "one of them": tells whether a number word goes on into a phrase.
fn noun_follows(segment: &Segment<'_, '_>, n: usize) -> bool {
    segment.token(n).is_some()
        && !segment.is_mark(n)
        && !segment.is(n, WordClass::Auxiliary)
        && (segment.word(n) == "of" || !segment.is(n, WordClass::Preposition))
}

/// Tells whether the item is a pronoun that can be a subject.
pub fn is_subject_pronoun(segment: &Segment<'_, '_>, n: usize) -> bool {
    matches!(
        &*segment.word(n).to_lowercase(),
        "he" | "she"
            | "they"
            | "i"
            | "we"
            | "it"
            | "you"
            | "who"
            | "someone"
            | "one"
            | "others"
            | "everyone"
            | "nobody"
    )
}

fn goes_on(segment: &Segment<'_, '_>, start: usize, n: usize) -> bool {
    if segment.quote(n).is_some() {
        return false;
    }
    let word = segment.word(n);
    if matches!(word, "'s" | "’s" | "of" | "&" | "(" | ")" | "-" | "." | "'") {
        // A point inside is an initial's that the tokenizer left apart; any other ends the phrase.
        return n > start && word != "." && (word != "(" || segment.is_capitalised(n + 1));
    }
    if segment.is_mark(n) {
        return false;
    }
    let preposition = segment.is(n, WordClass::Preposition) && !segment.is_capitalised(n);
    if preposition {
        return n > start
            && matches!(word, "for" | "with" | "from" | "at" | "in" | "like")
            && continues_phrase(segment, n);
    }
    let stops = segment.is(n, WordClass::Subordinator)
        || segment.is(n, WordClass::Auxiliary)
        || segment.is(n, WordClass::Calendar) && n > start
        || (segment.is(n, WordClass::Adverb) && n > start && !segment.is(n, WordClass::Adjective))
        || clause::opens_question(word);
    let conjunction = matches!(word, "and" | "or") && n > start;
    if conjunction {
        return segment.is_capitalised(n + 1) && !segment.is(n + 1, WordClass::Calendar)
            || segment.is(n + 1, WordClass::Determiner);
    }
    let verb = n > start && cue(word).is_some_and(|cue| matches!(cue.form, VerbForm::Past | VerbForm::Ing));
    !stops && !verb && word != "but"
}

/// "the director for Asia at the bank": tells whether a preposition goes on with the phrase and opens no adverbial.
fn continues_phrase(segment: &Segment<'_, '_>, n: usize) -> bool {
    let next = n + 1;
    let adverbial =
        matches!(segment.word(next), "a" | "an" | "his" | "her" | "their" | "response" | "reference")
            || segment.is(next, WordClass::Calendar);
    let proper = segment.is_capitalised(next)
        || (segment.is(next, WordClass::Determiner)
            && (segment.is_capitalised(next + 1) || segment.word(n) != "in"));
    let office = (n.saturating_sub(3)..n).any(|m| title_word(segment.word(m)).is_some());
    !adverbial && proper && (segment.word(n) != "in" && segment.word(n) != "at" || office)
}

fn is_apposition(segment: &Segment<'_, '_>, n: usize) -> bool {
    let word = segment.word(n);
    matches!(word, "a" | "an" | "the")
        || (title_word(word).is_some() && !segment.is_capitalised(n))
        || segment.word(n + 1) == "'s"
        || segment.word(n + 1) == "’s"
        || word == "who"
}

/// Walks back over a noun phrase that ends before `end`.
fn phrase_start(segment: &Segment<'_, '_>, floor: usize, end: usize) -> usize {
    let mut start = end;
    while start > floor {
        let n = start - 1;
        let word = segment.word(n);
        let bound = segment.quote(n).is_some()
            || (segment.is_mark(n) && !matches!(word, "'" | "-" | "&" | "(" | ")" | "%" | "$" | "." | "/"))
            || (word == "." && !segment.is_capitalised(n + 1))
            || segment.is(n, WordClass::Subordinator) && !segment.is_capitalised(n)
            || (segment.is(n, WordClass::Auxiliary) && !matches!(word, "'s" | "’s"))
            || is_subject_pronoun(segment, n) && word != "one" && word != "who"
            || matches!(word, "but" | "But" | "so" | "yet" | "nor" | "which" | "whom" | "what" | "What")
            || (matches!(word, "and" | "or") && !joins_names(segment, floor, n))
            || segment.is(n, WordClass::Negation)
            || is_finite_cue(segment, n)
                        || is_plain_verb(segment, n)
            // "issued a joint statement saying": a past before an article has its object there.
            || (word.ends_with("ed") && start < end && segment.is(start, WordClass::Determiner));
        if bound {
            break;
        }
        start = n;
    }
    start
}

/// "heard", "I hope": tells whether a word is a verb and not a noun, by its form and what stands before it.
fn is_plain_verb(segment: &Segment<'_, '_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1) else { return false };
    let nominal = [WordClass::Determiner, WordClass::Adjective, WordClass::Preposition]
        .iter()
        .any(|&class| segment.is(before, class))
        || matches!(segment.word(before), "'s" | "’s" | "who");
    let lower = segment.word(n).starts_with(char::is_lowercase);
    let verb = segment.is(n, WordClass::Verb) && !segment.word(n).ends_with('s');
    lower
        && !nominal
        && (verb
            || (is_subject_pronoun(segment, before)
                && segment.word(before) != "who"
                && !segment.is(n, WordClass::Adverb)))
}

fn is_finite_cue(segment: &Segment<'_, '_>, n: usize) -> bool {
    let word = segment.word(n);
    let noun = n > 0
        && (segment.is(n - 1, WordClass::Determiner)
            || segment.is(n - 1, WordClass::Adjective)
            || matches!(segment.word(n - 1), "'s" | "’s"));
    !noun
        && word.starts_with(char::is_lowercase)
        && cue(word).is_some_and(|cue| matches!(cue.form, VerbForm::Past | VerbForm::Ing))
}

/// "Wang and Lavrov said": tells whether "and" at `n` joins names rather than clauses.
fn joins_names(segment: &Segment<'_, '_>, floor: usize, n: usize) -> bool {
    /// A clause before "and" is longer than a name with its title.
    const NAME_ITEMS_MAX: usize = 5;
    let names = n > floor && segment.is_capitalised(n + 1) && segment.is_capitalised(n - 1);
    names || (n - floor <= NAME_ITEMS_MAX && !segment.is(n + 1, WordClass::Determiner))
}

/// Finds where the phrase starts whose apposition or relative clause ends at the comma or bracket `last`.
fn apposition_start(segment: &Segment<'_, '_>, floor: usize, last: usize) -> Option<usize> {
    if segment.word(last) == ")" {
        let open = (floor..last).rev().find(|&n| segment.word(n) == "(")?;
        return Some(phrase_start(segment, floor, open));
    }
    let hard = (floor..last).rev().find(|&n| {
        segment.quote(n).is_some() || matches!(segment.word(n), ";" | ":" | "—" | "–" | "--" | "that")
    });
    let mut start = hard.map_or(floor, |n| n + 1);
    let mut commas = (start..last).filter(|&n| segment.word(n) == ",").peekable();
    // "On Monday, Wang Yi, the minister, said": chunks that only lead in are not the phrase.
    while let Some(&comma) = commas.peek() {
        let lead = start..comma;
        if !leads_in(segment, lead.clone())
            && has_no_verb(segment, strip_lead(segment, lead.clone())..comma)
            && !lead.is_empty()
        {
            break;
        }
        start = comma + 1;
        commas.next();
    }
    commas.peek().map(|_| start)
}

/// Tells whether a chunk before a comma is an adverbial: "On Monday", "However", "Speaking in Paris".
pub fn leads_in(segment: &Segment<'_, '_>, chunk: Range<usize>) -> bool {
    let Some(word) = chunk.clone().next().map(|n| segment.word(n)) else { return true };
    let first = chunk.start;
    let participle =
        word.ends_with("ing") && word.len() > 5 || matches!(word, "Asked" | "Based" | "Given" | "Compared");
    let adverb = segment.is(first, WordClass::Adverb)
        || segment.is(first, WordClass::Calendar)
        || word.ends_with("ly") && word.len() > 4;
    segment.is(first, WordClass::Preposition)
        || segment.is(first, WordClass::Subordinator) && word != "That"
        || participle
        || adverb
            && !segment.is(first, WordClass::Determiner)
            && !chunk
                .clone()
                .skip(1)
                .any(|n| segment.is_capitalised(n) && !segment.is(n, WordClass::Calendar))
        || (segment.is(first, WordClass::Conjunction) && chunk.len() == 1)
}

fn has_no_verb(segment: &Segment<'_, '_>, mut chunk: Range<usize>) -> bool {
    chunk.all(|n| {
        (!segment.is(n, WordClass::Auxiliary) || matches!(segment.word(n), "'s" | "’s"))
            && !is_finite_cue(segment, n)
            && segment.quote(n).is_none()
            && !is_subject_pronoun(segment, n)
    })
}

/// Drops what leads in without a comma: "But", "On Monday", "Later".
fn strip_lead(segment: &Segment<'_, '_>, phrase: Range<usize>) -> usize {
    let mut start = phrase.start;
    while start < phrase.end {
        let word = segment.word(start);
        let loose = matches!(word, "," | "'" | "." | ")" | "/")
            || segment.is(start, WordClass::Conjunction)
            || matches!(
                word,
                "that" | "That" | "As" | "as" | "While" | "When" | "Because" | "If" | "Although"
            );
        let adverb = segment.is(start, WordClass::Adverb)
            && !segment.is(start, WordClass::Adjective)
            && !segment.is(start, WordClass::Determiner)
            || segment.is(start, WordClass::Calendar) && segment.word(start + 1) != "'s";
        if loose || adverb || matches!(word, "with" | "With") {
            start += 1;
        } else if segment.is(start, WordClass::Preposition) && !matches!(word, "Out" | "Down") {
            let next = start + 1;
            // "In Paris officials said": the phrase after the preposition ends before the next determiner or name.
            let object_end = (next + 1..phrase.end).find(|&n| {
                segment.is(n, WordClass::Determiner)
                    || (segment.is_capitalised(n) && !segment.is_capitalised(n - 1))
                    || segment.is(n - 1, WordClass::Calendar)
                    || (segment.is_capitalised(n - 1) && !segment.is_capitalised(n))
            });
            start = object_end.unwrap_or(phrase.end);
        } else {
            break;
        }
    }
    start
}

/// Drops adverbials at the end of a subject: "China's foreign minister on Monday", "China, meanwhile".
fn strip_tail(segment: &Segment<'_, '_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start + 1 {
        let last = segment.word(end - 1);
        let calendar = segment.is(end - 1, WordClass::Calendar) && last.starts_with(char::is_uppercase);
        let adverb = segment.is(end - 1, WordClass::Adverb)
            && !segment.is(end - 1, WordClass::Adjective)
            && last.starts_with(char::is_lowercase);
        if calendar || adverb || matches!(last, "," | "on") {
            end -= 1;
        } else {
            break;
        }
    }
    // "Wang Yi, in a statement on Monday": the source ends at the comma.
    let adverbial = (start + 1..end).find(|&n| {
        segment.word(n) == ","
            && matches!(
                segment.word(n + 1),
                "in" | "on" | "at" | "during" | "speaking" | "asked" | "when" | "through" | "via" | "after"
            )
    });
    adverbial.unwrap_or(end)
}

/// Tells whether a range can be a noun phrase: it holds a name or noun outside its function words.
fn is_noun_phrase(segment: &Segment<'_, '_>, phrase: &Range<usize>) -> bool {
    if phrase.is_empty() || phrase.len() > SOURCE_ITEMS_MAX || segment.quote(phrase.start).is_some() {
        return false;
    }
    let noun = |n: usize| {
        let function = [
            WordClass::Preposition,
            WordClass::Conjunction,
            WordClass::Subordinator,
            WordClass::Auxiliary,
            WordClass::Negation,
        ]
        .iter()
        .any(|&class| segment.is(n, class));
        !segment.is_mark(n) && !function && segment.token(n).is_some()
    };
    let last = phrase.end - 1;
    let day = segment.is(phrase.start, WordClass::Calendar)
        && !matches!(segment.word(phrase.start + 1), "'s" | "’s");
    let ends_well = !day && (noun(last) || matches!(segment.word(last), ")" | "'" | "’"));
    ends_well
        && phrase.clone().any(|n| noun(n) && (!segment.is(n, WordClass::Adverb) || segment.is_capitalised(n)))
}

/// Returns the noun phrase that opens a clause at `start` as the subject of its first verb, which stands before `end`.
pub fn leading(segment: &Segment<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let mut start = start;
    // "On Monday, Wang urged ..., saying": chunks that lead in are passed over.
    while let Some(comma) = (start..end).find(|&n| segment.word(n) == ",") {
        if !leads_in(segment, start..comma) {
            break;
        }
        start = comma + 1;
    }
    let start = strip_lead(segment, start..end);
    if is_subject_pronoun(segment, start) {
        return Some(start..start + 1);
    }
    let stop = (start..end).find(|&n| {
        let word = segment.word(n);
        let verb = word.starts_with(char::is_lowercase)
            && (word.ends_with("ed") || segment.is(n, WordClass::Verb) || cue(word).is_some());
        segment.quote(n).is_some()
            || (segment.is_mark(n) && !matches!(word, "'" | "-"))
            || (segment.is(n, WordClass::Auxiliary) && !matches!(word, "'s" | "’s"))
            || segment.is(n, WordClass::Adverb) && !segment.is(n, WordClass::Adjective)
            || verb
            || segment.is(n, WordClass::Preposition) && !matches!(word, "of" | "for")
            || (n > start
                && segment.is_capitalised(n - 1)
                && !segment.is_capitalised(n)
                && !matches!(word, "'s" | "’s" | "of" | "and" | "for")
                && title_word(word).is_none())
    })?;
    let phrase = start..stop;
    is_noun_phrase(segment, &phrase).then_some(phrase)
}

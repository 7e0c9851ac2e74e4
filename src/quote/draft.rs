//! Lays out source, cue and content around each cue of a segment.
//!
//! In: a segment and a cue. Out: a [`Draft`]. "“A,” Wang told Xi, “B.”" is one draft with two pieces of content.

// A quote in one piece is a list of one range; nobody means the numbers in it.
#![allow(clippy::single_range_in_vec_init)]

use super::clause;
use super::cue::{CueHit, Mood, Shape};
use super::passive;
use super::segments::Segment;
use super::source;
use crate::lexicon::WordClass;
use crate::model::Confidence;
use crate::text::Upos;
use std::ops::Range;

/// A quote as item ranges of its segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The cue's items.
    pub cue: Range<usize>,
    /// The source's items.
    pub source: Option<Range<usize>>,
    /// The pieces of content.
    pub content: Vec<Range<usize>>,
    /// Who is told.
    pub addressee: Option<Range<usize>>,
    /// Who only carried it: "AFP quoted him as saying".
    pub carrier: Option<Range<usize>>,
    /// What made it.
    pub rule: &'static str,
    /// How sure.
    pub confidence: Confidence,
    /// Whether it was said at all.
    pub mood: Mood,
}

/// Lays out the cue `hits[h]`; `drafts` are those of the cues before it in the segment.
pub fn lay_out(segment: &Segment<'_, '_>, hits: &[CueHit], h: usize, drafts: &[Draft]) -> Option<Draft> {
    let hit = &hits[h];
    match hit.shape {
        Shape::Passive => passive::lay_out(segment, hits, hit),
        Shape::Carried => passive::carried(segment, hits, hit),
        Shape::AccordingTo => according_to(segment, hits, hit),
        Shape::Quoted => {
            let carrier = passive::carrier(segment, hit);
            verb(segment, hits, h, drafts).map(|draft| Draft { carrier, ..draft })
        }
        Shape::Finite | Shape::Participle => verb(segment, hits, h, drafts),
    }
}

fn according_to(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit) -> Option<Draft> {
    let source = source::after(segment, hit.items.end)?;
    let draft = |content: Vec<Range<usize>>| Draft {
        cue: hit.items.clone(),
        source: Some(source.clone()),
        content,
        addressee: None,
        carrier: None,
        rule: "according_to",
        confidence: Confidence::High,
        mood: hit.mood,
    };
    let lead = clause::start(segment, 0, hit.items.start);
    if lead >= hit.items.start {
        let comma =
            (source.end..segment.len()).find(|&n| segment.word(n) == "," || segment.quote(n).is_some())?;
        let start = after_relative(segment, comma + usize::from(segment.quote(comma).is_none()));
        let end = clause::end(segment, &[], start);
        return (start < end).then(|| draft(vec![start..end]));
    }
    let mut content = vec![lead..trim_end(segment, lead, hit.items.start)];
    if segment.word(source.end) == "," {
        let end = clause::end(segment, hits, source.end + 1);
        if source.end + 1 < end && segment.word(source.end + 1) != "which" {
            content.push(source.end + 1..end);
        }
    }
    Some(draft(content))
}

/// "According to the report, which was leaked, ...": passes over a relative clause.
fn after_relative(segment: &Segment<'_, '_>, start: usize) -> usize {
    if !matches!(segment.word(start), "which" | "who" | "whose" | "released" | "published") {
        return start;
    }
    (start..segment.len()).find(|&n| segment.word(n) == ",").map_or(start, |comma| comma + 1)
}

fn verb(segment: &Segment<'_, '_>, hits: &[CueHit], h: usize, drafts: &[Draft]) -> Option<Draft> {
    let hit = &hits[h];
    let floor = if h > 0 { hits[h - 1].items.end } else { 0 };
    let subject = source::before(segment, floor, hit.items.start).filter(|_| hit.shape != Shape::Participle);
    let left = subject.as_ref().map_or(hit.items.start, |subject| subject.start);
    // "“...,” as Wang put it"
    let left = left - usize::from(left > 0 && segment.word(left - 1) == "as");
    quote_before(segment, hit, subject.clone(), left)
        .or_else(|| inverted(segment, hits, hit))
        .or_else(|| content_after(segment, hits, hit, subject.clone(), drafts))
        .or_else(|| clause_before(segment, hits, hit, subject, left))
}

/// “...,” Wang said; “...,” said Wang; “...,” Wang said, “...”
fn quote_before(
    segment: &Segment<'_, '_>,
    hit: &CueHit,
    subject: Option<Range<usize>>,
    left: usize,
) -> Option<Draft> {
    if !(hit.frame.direct || hit.frame.that_clause) || hit.shape == Shape::Participle {
        return None;
    }
    let mut at = left.checked_sub(1)?;
    if matches!(segment.word(at), "," | "—" | "–" | "--" | "-") {
        at = at.checked_sub(1)?;
    }
    segment.quote(at)?;
    if !set_off(segment, at) {
        return None;
    }
    let told = subject.as_ref().and_then(|_| told(segment, hit));
    let (source, after) = match subject {
        Some(subject) => (subject, told.as_ref().map_or(hit.items.end, |told| told.end)),
        None => {
            let source = source::after(segment, hit.items.end)?;
            let end = source.end;
            (source, end)
        }
    };
    // "She scolded him: “...,” she said": what stands before the colon is no content.
    let colon = (0..at)
        .rev()
        .take_while(|&n| segment.quote(n).is_some() || segment.is_mark(n))
        .find(|&n| segment.word(n) == ":");
    let clause_start = colon.map_or_else(|| clause::start(segment, 0, at), |colon| colon + 1);
    let that_follows = segment.word(after) == "that";
    let alone = (clause_start..at).all(|n| {
        segment.quote(n).is_some() || segment.is_mark(n) || matches!(segment.word(n), "and" | "And")
    });
    // "To find “common ground,” the group agreed on ...": the content comes after.
    let closes = after >= segment.len()
        || segment.is_mark(after)
        || segment.quote(after).is_some()
        || clause::skip_adverbials(segment, after) > after;
    if !alone && (that_follows || !closes) {
        return None;
    }
    let mut content: Vec<Range<usize>> = match alone {
        true => (clause_start..at + 1).filter(|&n| segment.quote(n).is_some()).map(|n| n..n + 1).collect(),
        false => vec![clause_start..at + 1],
    };
    let rest = clause::skip_adverbials(segment, after);
    let more = quotes_from(segment, rest);
    if more.is_empty() {
        content.extend(after_aside(segment, at, rest));
    }
    content.extend(more);
    Some(Draft {
        cue: hit.items.clone(),
        source: Some(source),
        content,
        addressee: told,
        carrier: None,
        rule: "quote_before_cue",
        confidence: Confidence::High,
        mood: hit.mood,
    })
}

/// Returns the last word or mark inside a quotation, before the closing mark of one nested in it.
pub fn last_word<'a>(segment: &Segment<'_, 'a>, quote: usize) -> &'a str {
    let inner = &segment.quotations[quote].inner;
    let last = segment.document.word(inner.end - 1);
    match last {
        "’" | "'" | "”" | "\"" if inner.len() > 1 => segment.document.word(inner.end - 2),
        _ => last,
    }
}

/// Tells whether a quotation ends as one does before its cue: in a comma, a closing point, or with a comma after it.
fn set_off(segment: &Segment<'_, '_>, at: usize) -> bool {
    let Some(quote) = segment.quote(at) else { return false };
    let last = last_word(segment, quote);
    matches!(last, "," | "." | "!" | "?" | "…" | "..." | "—" | "–" | "-" | "--")
        || last.ends_with('.')
        || matches!(segment.word(at + 1), "," | "—" | "–" | "--" | "-")
        || at == 0
}

/// “A,” Wang said, pointing at a map, “B.”: the quotation that goes on after an aside.
fn after_aside(segment: &Segment<'_, '_>, at: usize, from: usize) -> Option<Range<usize>> {
    let quote = segment.quote(at)?;
    let open = last_word(segment, quote) == ",";
    let next = (from..segment.len()).find(|&n| segment.quote(n).is_some())?;
    let aside = segment.word(from) == "," && segment.word(next - 1) == ",";
    let cue_inside =
        (from..next).any(|n| crate::lexicon::cue(segment.word(n)).is_some_and(|cue| cue.frame.direct));
    (open && aside && !cue_inside).then_some(next..next + 1)
}

fn told(segment: &Segment<'_, '_>, hit: &CueHit) -> Option<Range<usize>> {
    if hit.frame.addressee { clause::addressee(segment, hit.items.end) } else { None }
}

/// Returns the quotations that go on after the cue: Wang said, “A” and “B”.
fn quotes_from(segment: &Segment<'_, '_>, n: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut n = n;
    while n < segment.len() {
        match (segment.quote(n), segment.word(n)) {
            (Some(_), _) => pieces.push(n..n + 1),
            (None, "," | ":" | "." | "—" | "–" | "--" | ";") => {}
            // Wang said, “A” and “B”; “A,” he said, but “B”
            (None, "and" | "but") if segment.quote(n + 1).is_some() => {}
            _ => break,
        }
        n += 1;
    }
    pieces
}

/// Wang said: “...”; Wang said that ...; Wang vowed to ...; Wang denied the ...; ..., saying ...
fn content_after(
    segment: &Segment<'_, '_>,
    hits: &[CueHit],
    hit: &CueHit,
    subject: Option<Range<usize>>,
    drafts: &[Draft],
) -> Option<Draft> {
    let source = match subject {
        Some(subject) => Some(subject),
        None => shared_subject(segment, hit, drafts),
    };
    let inverted_colon = source.is_none() && hit.items.start == 0;
    let source = if inverted_colon { source::after(segment, hit.items.end) } else { source };
    source.as_ref()?;
    let from = if inverted_colon { source.as_ref()?.end } else { hit.items.end };
    let told = told(segment, hit);
    let at = clause::skip_adverbials(segment, told.as_ref().map_or(from, |told| told.end));
    let object_missing = source.as_ref().is_some_and(|source| follows_relative(segment, source));
    let (content, rule, confidence) = direct_after(segment, hit, at)
        .map(|content| (content, "cue_before_quote", Confidence::High))
        .or_else(|| complement(segment, hits, hit, at))
        .or_else(|| after_addressee(segment, hits, hit, at).filter(|_| told.is_some()))
        .or_else(|| {
            let clause = |content: &Content| clause::is_clause(segment, from, content.0[0].end);
            complement(segment, hits, hit, from).filter(|content| told.is_some() && clause(content))
        })?;
    let content = match source.as_ref() {
        Some(source) if is_aside(segment, source) => cut_aside(segment, content),
        _ => content,
    };
    // "urged all sides to talk": who is to do it belongs to what was said.
    let content = match &told {
        Some(told) if rule == "infinitive" && hit.lemma != "tell" => vec![told.start..content[0].end],
        _ => content,
    };
    if object_missing && matches!(rule, "question_clause" | "noun_phrase") {
        return None;
    }
    let confidence =
        if hit.shape == Shape::Participle { confidence.max(Confidence::Medium) } else { confidence };
    Some(Draft {
        cue: hit.items.clone(),
        source,
        content,
        addressee: told,
        carrier: None,
        rule,
        confidence,
        mood: hit.mood,
    })
}

/// "told CNN, the plan was dead"; "told guests at the gala how he had saved it": the clause after more words about who is told.
fn after_addressee(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit, at: usize) -> Option<Content> {
    if segment.word(at) == "," && hit.lemma == "tell" {
        return complement(segment, hits, hit, at + 1).filter(|content| content.1 == "bare_clause");
    }
    let phrase = segment.is(at, WordClass::Preposition);
    let stop = (at..segment.len()).take_while(|_| phrase).find(|&n| {
        segment.is_mark(n) || clause::is_verb(segment, n) || clause::opens_question(segment.word(n))
    })?;
    complement(segment, hits, hit, stop).filter(|content| content.1 == "question_clause")
}

/// "Wang, who said talks had failed, left": tells whether the source is a relative pronoun behind a comma.
fn is_aside(segment: &Segment<'_, '_>, source: &Range<usize>) -> bool {
    let relative = matches!(segment.word(source.start), "who" | "which") && source.len() == 1;
    relative && source.start > 0 && segment.word(source.start - 1) == ","
}

/// Cuts content in one piece at the comma behind which the main clause goes on with its verb.
fn cut_aside(segment: &Segment<'_, '_>, content: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let [piece] = content.as_slice() else { return content };
    let close =
        piece.clone().find(|&n| n > piece.start && segment.word(n) == "," && clause::is_verb(segment, n + 1));
    vec![piece.start..close.unwrap_or(piece.end)]
}

/// "defeat, which Wang conceded when", "what she said were errors": tells whether a relative word before the source takes the
/// place of what is said, or of its subject.
fn follows_relative(segment: &Segment<'_, '_>, source: &Range<usize>) -> bool {
    let Some(before) = source.start.checked_sub(1) else { return false };
    let governed = before > 0 && segment.is(before - 1, WordClass::Preposition);
    matches!(segment.word(before), "which" | "whom" | "what" | "What") && !governed
}

/// Returns the subject that a participle or a second verb shares with what stands before it.
fn shared_subject(segment: &Segment<'_, '_>, hit: &CueHit, drafts: &[Draft]) -> Option<Range<usize>> {
    let before = hit.items.start.checked_sub(1)?;
    let joined = matches!(
        segment.word(before),
        "," | "and" | "but" | "while" | "then" | "—" | "–" | "by" | "before" | "after"
    );
    if hit.shape == Shape::Participle && !joined {
        return source::before(segment, 0, hit.items.start);
    }
    if !joined {
        return None;
    }
    let shared = drafts.iter().rev().find_map(|draft| draft.source.clone());
    shared.or_else(|| source::leading(segment, 0, hit.items.start))
}

fn direct_after(segment: &Segment<'_, '_>, hit: &CueHit, at: usize) -> Option<Vec<Range<usize>>> {
    if !(hit.frame.direct || hit.frame.that_clause) {
        return None;
    }
    let introduced = matches!(segment.word(at), "," | ":" | "—" | "–" | "--" | "-");
    let first = at + usize::from(introduced);
    let quote = segment.quote(first)?;
    let inner = &segment.quotations[quote].inner;
    let capital = segment.document.word(inner.start).starts_with(|c: char| !c.is_lowercase());
    let ends_segment = (first + 1..segment.len()).all(|n| segment.is_mark(n));
    if !(introduced || capital || ends_segment) {
        return None;
    }
    let pieces = quotes_from(segment, first);
    // said “no” to the plan: the clause goes on, so the quotation is only a part of it.
    let rest = pieces.last().map_or(first, |piece| piece.end);
    let short =
        inner.len() < 4 && !introduced && !ends_segment && rest < segment.len() && !segment.is_mark(rest);
    (!short).then_some(pieces)
}

type Content = (Vec<Range<usize>>, &'static str, Confidence);

fn complement(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit, at: usize) -> Option<Content> {
    let frame = hit.frame;
    let quoted = |range: &Range<usize>| segment.quotes(range.clone()).next().is_some();
    let content = |start: usize| {
        let range = start..clause::end(segment, hits, start).max(start);
        (!range.is_empty()).then_some(range)
    };
    if let Some(start) = clause::after_that(segment, at).filter(|_| frame.that_clause) {
        return Some((vec![content(start)?], "that_clause", Confidence::High));
    }
    if segment.word(at) == ":" && frame.direct {
        return Some((vec![content(at + 1)?], "colon", Confidence::Medium));
    }
    let range = content(at)?;
    let first = segment.word(at);
    if clause::opens_question(first) && (frame.direct || frame.that_clause) {
        return Some((vec![range], "question_clause", Confidence::High));
    }
    if hit.lemma == "ask" && first == "about" {
        return Some((vec![range], "question_topic", Confidence::Low));
    }
    if frame.infinitive && first == "to" {
        return Some((vec![range], "infinitive", Confidence::Medium));
    }
    // After "say" hardly anything but a clause stands; other verbs take objects as well.
    let says = matches!(hit.lemma, "say" | "tell" | "think")
        && !segment.is_mark(at)
        && (!segment.is(at, WordClass::Preposition) || leads_clause(segment, hit, &range))
        && range.len() > 2;
    if frame.clause && (says || clause::is_clause(segment, at, range.end)) {
        return Some((vec![range], "bare_clause", Confidence::Medium));
    }
    let phrase =
        !matches!(first, "," | "." | ";" | "and" | "or" | "but" | "to" | "by") && !segment.is_mark(at);
    let phrase = phrase || segment.quote(at).is_some();
    let joined = hit.shape == Shape::Finite
        || (hit.items.start > 0 && matches!(segment.word(hit.items.start - 1), "," | "and" | "while" | "by"));
    if frame.noun_phrase && phrase && joined && !segment.is(at, WordClass::Preposition) {
        return Some((vec![phrase_part(segment, range)], "noun_phrase", Confidence::Low));
    }
    if (frame.quoted_phrase || frame.direct) && phrase && quoted(&range) {
        return Some((vec![range], "quoted_phrase", Confidence::Low));
    }
    None
}

/// "said for the party to win it needs", "said in most towns people voted": a phrase leads in the clause that is said.
fn leads_clause(segment: &Segment<'_, '_>, hit: &CueHit, range: &Range<usize>) -> bool {
    hit.lemma == "say"
        && !matches!(segment.word(range.start), "of" | "to" | "about" | "with")
        && clause::is_clause(segment, range.start + 1, range.end)
}

/// Cuts a noun phrase before a clause that only follows it: "denied the claim, which ...", "called for cuts, but ...".
fn phrase_part(segment: &Segment<'_, '_>, range: Range<usize>) -> Range<usize> {
    let follows = |n: usize| {
        let next = segment.word(n + 1);
        matches!(
            next,
            "which"
                | "who"
                | "but"
                | "while"
                | "although"
                | "though"
                | "as"
                | "because"
                | "when"
                | "where"
                | "after"
                | "before"
        ) || (next.ends_with("ing") && next.len() > 5)
    };
    let cut = range.clone().find(|&n| n > range.start && segment.word(n) == "," && follows(n));
    range.start..cut.unwrap_or(range.end)
}

/// ..., Wang said; ..., said Wang; the plan, he said, would fail
fn clause_before(
    segment: &Segment<'_, '_>,
    hits: &[CueHit],
    hit: &CueHit,
    subject: Option<Range<usize>>,
    left: usize,
) -> Option<Draft> {
    let relative =
        subject.as_ref().is_some_and(|subject| matches!(segment.word(subject.start), "who" | "which"));
    if !hit.frame.clause || hit.shape != Shape::Finite || relative {
        return None;
    }
    let comma = left.checked_sub(1).filter(|&n| matches!(segment.word(n), "," | "—" | "–"))?;
    let (source, after) = match subject {
        Some(subject) => (subject, hit.items.end),
        None => {
            let source = source::after(segment, hit.items.end)?;
            let end = source.end;
            (source, end)
        }
    };
    let told = told(segment, hit).filter(|_| after == hit.items.end);
    let at = clause::skip_adverbials(segment, told.as_ref().map_or(after, |told| told.end));
    let closes = at >= segment.len()
        || matches!(segment.word(at), "." | "!" | "?" | "," | ";" | "—" | "–" | ":")
        || clause::is_trailing_phrase(segment, at);
    let start = clause::start(segment, 0, comma);
    if !closes || start >= comma || leads_only(segment, start, comma) || comma - start < 2 {
        return None;
    }
    let mut content = vec![start..trim_end(segment, start, comma)];
    if matches!(segment.word(at), "," | "—" | "–") && at + 1 < segment.len() {
        let end = clause::end(segment, hits, at + 1);
        let same_speech = !hits.iter().any(|other| other.items.start == at + 1);
        if at + 1 < end
            && same_speech
            && !matches!(segment.word(at + 1), "who" | "which" | "when" | "while" | "as" | "speaking")
            && !(segment.word(at + 1) == "on" && segment.word(at + 2) == "condition")
        {
            content.push(at + 1..end);
        }
    }
    Some(Draft {
        cue: hit.items.clone(),
        source: Some(source),
        content,
        addressee: told,
        carrier: None,
        rule: "clause_before_cue",
        confidence: Confidence::High,
        mood: hit.mood,
    })
}

/// "In Paris, where he spoke, Wang said": tells whether a stretch before a cue holds no clause of its own.
fn leads_only(segment: &Segment<'_, '_>, start: usize, end: usize) -> bool {
    let mut from = start;
    while from < end {
        let comma = (from..end).find(|&n| segment.word(n) == ",").unwrap_or(end);
        let first = from == start;
        let relative = !first
            && (segment.is(from, WordClass::Subordinator) || matches!(segment.word(from), "who" | "which"));
        let leads = !first || source::leads_in(segment, from..comma);
        if !leads || (!relative && clause::is_clause(segment, from + usize::from(first), comma)) {
            return false;
        }
        from = comma + 1;
    }
    true
}

/// ..., said Jane Brown, a senior official: a name after a bare verb at a comma is its subject, not its content.
fn inverted(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit) -> Option<Draft> {
    let at = hit.items.end;
    let bare = hit.items.len() == 1 && hit.shape == Shape::Finite && hit.items.start > 0;
    let noun = |n: usize| {
        segment.token(n).is_some_and(|token| matches!(segment.document.upos(token), Upos::Noun | Upos::Propn))
    };
    let named = segment.is_capitalised(at) || segment.is(at, WordClass::Determiner) || noun(at);
    if !bare || !named || segment.word(hit.items.start - 1) != "," || hit.frame.infinitive {
        return None;
    }
    let source = source::after(segment, at)?;
    let closed = source.end >= segment.len()
        || segment.is_mark(source.end)
        || clause::skip_adverbials(segment, source.end) > source.end;
    if !closed || clause::is_clause(segment, at, source.end) {
        return None;
    }
    clause_before(segment, hits, hit, None, hit.items.start)
}

fn trim_end(segment: &Segment<'_, '_>, start: usize, mut end: usize) -> usize {
    while end > start + 1
        && segment.quote(end - 1).is_none()
        && matches!(segment.word(end - 1), "," | "—" | "–" | "-")
    {
        end -= 1;
    }
    end
}

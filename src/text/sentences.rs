//! Cuts a body into paragraphs and sentences.
//!
//! In: the body and its sections. Out: sentences and their tokens. "Mr. Wang left. He flew to the U.S. on Monday." is two.

use super::{Sentence, Token, dateline, tokens};
use crate::lexicon::{Abbreviation, WordClass, abbreviation, cue, word_classes};
use crate::model::{Section, SectionKind, Span};
use crate::span::Text;
use std::ops::Range;

/// Lines this long or shorter may have been wrapped by an editor; scraped paragraphs on one line are longer.
const WRAP_WIDTH_MAX: usize = 120;
/// A block whose longest line is shorter than this is a list or a poem, not wrapped text.
const WRAP_WIDTH_MIN: usize = 45;
/// "“Why?” the minister of defence asked": so many tokens after a closing mark may hold the cue that goes on with it.
const CUE_REACH: usize = 6;

/// Returns the sentences of a text and their tokens.
pub fn split(text: &Text<'_>, sections: &[Section]) -> (Vec<Sentence>, Vec<Token>) {
    let body = text.as_str();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut all_tokens: Vec<Token> = Vec::new();
    for (number, range) in paragraphs(text, sections).into_iter().enumerate() {
        let first = all_tokens.len();
        for token in tokens::split(&body[range.clone()]) {
            let bytes = range.start + token.start..range.start + token.end;
            all_tokens.push(Token { span: text.span_of(bytes.clone()), bytes, sentence: 0 });
        }
        for tokens in sentence_ranges(body, &all_tokens, first) {
            let span = all_tokens[tokens.start].span.enclose(all_tokens[tokens.end - 1].span);
            all_tokens[tokens.clone()].iter_mut().for_each(|token| token.sentence = sentences.len());
            let section = section_of(sections, span);
            let opening = tokens.start;
            sentences.push(Sentence { span, tokens, opening, paragraph: number as u32, section });
        }
    }
    (sentences, all_tokens)
}

fn section_of(sections: &[Section], span: Span) -> Option<SectionKind> {
    let after = sections.partition_point(|section| section.span.end <= span.start);
    sections.get(after).filter(|section| section.span.overlaps(span)).map(|section| section.kind)
}

struct Line {
    bytes: Range<usize>,
    width: usize,
    section: Option<SectionKind>,
}

/// Returns the byte ranges of the paragraphs: lines, and blocks of lines that were wrapped.
fn paragraphs(text: &Text<'_>, sections: &[Section]) -> Vec<Range<usize>> {
    let body = text.as_str();
    let mut paragraphs = Vec::new();
    let mut block: Vec<Line> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bytes = at..at + line.len();
        at = bytes.end;
        if line.trim().is_empty() {
            close_block(body, &mut block, &mut paragraphs);
            continue;
        }
        let width = line.trim_end().chars().count();
        for (bytes, section) in parts(text, sections, bytes) {
            block.push(Line { bytes, width, section });
        }
    }
    close_block(body, &mut block, &mut paragraphs);
    paragraphs
}

/// Cuts a line where a section begins or ends in it: "date 2023-08-08 A day after ..." is a rest of mark-up and running text.
fn parts(
    text: &Text<'_>,
    sections: &[Section],
    line: Range<usize>,
) -> Vec<(Range<usize>, Option<SectionKind>)> {
    if sections.is_empty() {
        return vec![(line, None)];
    }
    let span = text.span_of(line.clone());
    let first = sections.partition_point(|section| section.span.end <= span.start);
    let inside = sections[first..].iter().take_while(|section| section.span.start < span.end);
    let mut parts = Vec::new();
    let mut at = line.start;
    for section in inside {
        let bytes = text.byte_of(section.span.start)..text.byte_of(section.span.end);
        let (start, end) = (bytes.start.clamp(at, line.end), bytes.end.clamp(at, line.end));
        parts.extend((at < start).then_some((at..start, None)));
        parts.extend((start < end).then_some((start..end, Some(section.kind))));
        at = end;
    }
    parts.extend((at < line.end).then_some((at..line.end, None)));
    parts.retain(|(bytes, _)| !text.as_str()[bytes.clone()].trim().is_empty());
    parts
}

fn close_block(body: &str, block: &mut Vec<Line>, paragraphs: &mut Vec<Range<usize>>) {
    let width = block.iter().map(|line| line.width).max().unwrap_or(0);
    let mut open: Option<Range<usize>> = None;
    let mut previous: Option<&Line> = None;
    for line in block.iter() {
        let goes_on = previous.is_some_and(|previous| is_wrapped(body, previous, line, width));
        match &mut open {
            Some(range) if goes_on => range.end = line.bytes.end,
            _ => paragraphs.extend(open.replace(line.bytes.clone())),
        }
        previous = Some(line);
    }
    paragraphs.extend(open);
    block.clear();
}

/// Tells whether the text of `line` goes on in `next`: the next word did not fit, or the line breaks off in mid-sentence.
fn is_wrapped(body: &str, line: &Line, next: &Line, width: usize) -> bool {
    if line.section != next.section {
        return false;
    }
    let (before, after) = (body[line.bytes.clone()].trim(), body[next.bytes.clone()].trim_start());
    let starts_lower = after.starts_with(char::is_lowercase);
    if starts_lower && before.ends_with(|c: char| c.is_alphanumeric() || c == ',') {
        return true;
    }
    let first_word = after.split_whitespace().next().map_or(0, |word| word.chars().count());
    let bullet = after.starts_with(['•', '*', '-', '–', '·']);
    (WRAP_WIDTH_MIN..=WRAP_WIDTH_MAX).contains(&width) && line.width + 1 + first_word > width && !bullet
}

/// Returns the ranges of `tokens[first..]`, which are one paragraph, that are a sentence each.
fn sentence_ranges(body: &str, tokens: &[Token], first: usize) -> Vec<Range<usize>> {
    let word = |n: usize| tokens.get(n).map_or("", |token| &body[token.bytes.clone()]);
    let touches = |n: usize| tokens.get(n).is_some_and(|token| token.bytes.start == tokens[n - 1].bytes.end);
    let mut ranges = Vec::new();
    let mut start = first;
    let mut n = first;
    while n < tokens.len() {
        let mark = word(n);
        let mut end = n + 1;
        if mark == "("
            && let Some(place) = dateline::place_before(start, n, &word)
        {
            ranges.push(start..place);
            start = place;
        }
        if matches!(mark, "." | "!" | "?" | "…" | "...") || mark.ends_with('.') {
            while is_closer(word(end)) && touches(end)
                || (touches(end) && matches!(word(end), "!" | "?" | "."))
            {
                end += 1;
            }
            let closed = end > n + 1;
            if end < tokens.len() && ends_sentence(mark, closed, end, &word, &touches) {
                ranges.push(start..end);
                start = end;
            }
        }
        n = end;
    }
    if start < tokens.len() {
        ranges.push(start..tokens.len());
    }
    ranges
}

fn is_closer(mark: &str) -> bool {
    matches!(mark, "”" | "’" | "\"" | "''" | "’’" | "»" | "'" | ")" | "]")
}

/// Tells whether a sentence ends before token `next`, after `mark` (and a closing mark where `closed`).
fn ends_sentence<'a>(
    mark: &str,
    closed: bool,
    next: usize,
    word: &impl Fn(usize) -> &'a str,
    touches: &impl Fn(usize) -> bool,
) -> bool {
    let opener = matches!(
        word(next),
        "“" | "\"" | "‘" | "``" | "''" | "’’" | "«" | "„" | "(" | "[" | "'" | "—" | "–" | "-"
    );
    let head = word(if opener { next + 1 } else { next });
    let starts_new = head.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) || head == "•";
    if !starts_new || (touches(next) && matches!(word(next), "'" | "-" | "–")) {
        return false;
    }
    if mark.len() > 1 && mark.ends_with('.') && mark != "..." {
        return closed || point_ends(mark, head);
    }
    if closed && mark != "." {
        return !cue_follows(next, word);
    }
    true
}

/// Tells whether the point of an abbreviation or initial ends its sentence, by the word that follows.
fn point_ends(mark: &str, head: &str) -> bool {
    let word = mark.trim_end_matches('.');
    let kind = abbreviation(word.rsplit('-').next().unwrap_or(word));
    let single = mark.chars().count() == 2;
    match kind {
        Some(Abbreviation::Title) => false,
        Some(Abbreviation::Number) => !head.starts_with(|c: char| c.is_ascii_digit()) && opens_sentence(head),
        _ if single && mark != "I." => false,
        _ => opens_sentence(head),
    }
}

/// Tells whether a capitalised word is one that opens sentences rather than a part of a name.
fn opens_sentence(head: &str) -> bool {
    let lower = head.to_lowercase();
    let usual = word_classes(&lower).first();
    usual
        .is_some_and(|class| !matches!(class, WordClass::Calendar | WordClass::Adjective | WordClass::Opener))
        || matches!(lower.as_str(), "people" | "officials" | "police")
}

/// Tells whether a cue stands in the first tokens from `next`, before any mark.
fn cue_follows<'a>(next: usize, word: &impl Fn(usize) -> &'a str) -> bool {
    (next..next + CUE_REACH)
        .map(word)
        .take_while(|word| word.starts_with(char::is_alphanumeric))
        .any(|word| cue(word).is_some_and(|cue| cue.frame.direct && word.starts_with(char::is_lowercase)))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::words::abbreviation_examples;
    use crate::model::{Article, Section, SectionKind, Span};
    use crate::text;

    fn check(body: &str, expected: &[&str]) {
        let article = Article::new(body);
        let document = text::read(&article);
        let found: Vec<&str> = document.sentences.iter().map(|s| document.slice(s.span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn points_that_end_no_sentence() {
        check(
            "Mr. Wang left. He flew to the U.S. on Monday.",
            &["Mr. Wang left.", "He flew to the U.S. on Monday."],
        );
        check("J. K. Brown sold it. Acme Inc. The end.", &["J. K. Brown sold it.", "Acme Inc.", "The end."]);
        check("It left the U.S. The rest stayed.", &["It left the U.S.", "The rest stayed."]);
        check("Well ... we will see. Yes… No.", &["Well ... we will see.", "Yes…", "No."]);
        check("On Jan. 5 it was 3.5 points. See No. 7.", &["On Jan. 5 it was 3.5 points.", "See No. 7."]);
        for example in abbreviation_examples() {
            check(example, &[example]);
        }
    }

    #[test]
    fn a_closing_mark_belongs_to_its_sentence() {
        check("“It is over.” He left.", &["“It is over.”", "He left."]);
        check("“Why?” Wang asked. (He knew.) So.", &["“Why?” Wang asked.", "(He knew.)", "So."]);
        check("\"Go!\" she cried. 'So what?' \"No.\"", &["\"Go!\" she cried.", "'So what?'", "\"No.\""]);
        check(
            "the invasion.BEIJING: The minister spoke.",
            &["the invasion.", "BEIJING: The minister spoke."],
        );
    }

    #[test]
    fn a_dateline_opens_a_sentence() {
        check(
            "FILE PHOTO: A bridge in Riga. REUTERS/Jane Doe SAN JOSE (Reuters) - Talks began.",
            &["FILE PHOTO: A bridge in Riga.", "REUTERS/Jane Doe", "SAN JOSE (Reuters) - Talks began."],
        );
        check(
            "A bus burns. Photo by Jo Roe via REUTERS JAIPUR, India, Dec 5 (Reuters) - It rained.",
            &["A bus burns.", "Photo by Jo Roe via REUTERS", "JAIPUR, India, Dec 5 (Reuters) - It rained."],
        );
        // No place in capitals, or no dash.
        check("The head of NATO (Brussels) - a club.", &["The head of NATO (Brussels) - a club."]);
        check("He joined UNICEF (Geneva) in May.", &["He joined UNICEF (Geneva) in May."]);
        check("PARIS (AFP) – The talks began.", &["PARIS (AFP) – The talks began."]);
    }

    #[test]
    fn a_line_is_cut_where_a_section_ends_in_it() {
        let mut article =
            Article::new("date 2024-05-03 The harbour is closed. Click here. It will open in May.");
        let noise = |start, end| Section { kind: SectionKind::Boilerplate, span: Span::new(start, end) };
        article.sections = vec![noise(0, 15), noise(39, 50)];
        let document = text::read(&article);
        let sentences = document.sentences.iter();
        let found: Vec<_> = sentences.map(|s| (document.slice(s.span), s.section.is_some())).collect();
        let expected = [
            ("date 2024-05-03", true),
            ("The harbour is closed.", false),
            ("Click here.", true),
            ("It will open in May.", false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        check(
            "A heading\nThe ministers of the two countries met on Friday in the\ncapital and talked for three hours about the war. They will\nmeet again.\n\nNext one.",
            &[
                "A heading",
                "The ministers of the two countries met on Friday in the\ncapital and talked for three hours about the war.",
                "They will\nmeet again.",
                "Next one.",
            ],
        );
        check("One. Two\nThree", &["One.", "Two", "Three"]);
    }
}

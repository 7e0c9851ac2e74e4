//! Pairs quotation marks.
//!
//! In: a document's tokens. Out: quotations in order, not overlapping. "“Go,” he said. ‘No.’" has two.
//!
//! Marks are paired by direction and inside a paragraph; a paragraph that opens with a mark goes on with the quotation that
//! the one before left open. Marks inside a quotation stay inside it.

use crate::text::Document;
use std::ops::Range;

/// Words between marks, by their tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them; never empty.
    pub inner: Range<usize>,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether it goes on with the quotation before it, which its paragraph left open.
    pub continues: bool,
}

/// The families of marks; a mark closes only what its own family opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    Low,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open(Family),
    Close(Family),
    /// A straight mark whose surroundings do not tell.
    Either(Family),
}

/// Returns the quotations of a document.
pub fn quotations(document: &Document<'_>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut start = 0;
    while start < document.tokens.len() {
        let paragraph = document.sentence_of(start).paragraph;
        let sentences = &document.sentences[document.tokens[start].sentence..];
        let count = sentences.partition_point(|sentence| sentence.paragraph <= paragraph);
        let end = sentences[count - 1].tokens.end;
        let left_open = found.last().is_some_and(|last| !last.closed && last.outer.end == start);
        pair(document, start..end, left_open, &mut found);
        start = end;
    }
    drop_stray(document, &mut found);
    found
}

/// Pairs the marks of one paragraph.
fn pair(document: &Document<'_>, tokens: Range<usize>, left_open: bool, found: &mut Vec<Quotation>) {
    let mut open: Option<(usize, Family)> = None;
    let first = tokens.start;
    let mut push = |from: usize, inner: Range<usize>, to: usize, closed: bool| {
        if !inner.is_empty() {
            found.push(Quotation { outer: from..to, inner, closed, continues: left_open && from == first });
        }
    };
    let single_ends = last_single_ends(document, tokens.clone());
    for n in tokens.clone() {
        let Some(mark) = mark_at(document, n) else { continue };
        // „Ja“ closes with the mark that opens “Yes”.
        let low = matches!(open, Some((_, Family::Low)));
        let mark = if low && mark == Mark::Open(Family::Double) { Mark::Close(Family::Double) } else { mark };
        match (open, mark) {
            (None, Mark::Open(Family::Single)) if single_ends[n - first] <= n => {}
            (None, Mark::Open(family) | Mark::Either(family)) => open = Some((n, family)),
            // A second opening mark: the first was never closed.
            (Some((_, Family::Double)), Mark::Open(Family::Double)) => open = Some((n, Family::Double)),
            (Some((from, family)), Mark::Close(closing) | Mark::Either(closing))
                if closes(family, closing) =>
            {
                if family == Family::Single && is_possessive(document, n) && single_ends[n - first] > n {
                    continue;
                }
                push(from, from + 1..n, n + 1, true);
                open = None;
            }
            _ => {}
        }
    }
    if let Some((from, family)) = open
        && family != Family::Single
    {
        push(from, from + 1..tokens.end, tokens.end, false);
    }
}

fn closes(opened: Family, closing: Family) -> bool {
    opened == closing || (opened == Family::Low && matches!(closing, Family::Double | Family::Single))
}

/// For each token, the last place of a closing single mark before the next opening one; 0 where there is none.
fn last_single_ends(document: &Document<'_>, tokens: Range<usize>) -> Vec<usize> {
    let mut ends = vec![0; tokens.len()];
    let mut end = 0;
    for n in tokens.clone().rev() {
        ends[n - tokens.start] = end;
        match mark_at(document, n) {
            Some(Mark::Close(Family::Single)) if end == 0 => end = n,
            Some(Mark::Open(Family::Single)) => end = 0,
            _ => {}
        }
    }
    ends
}

/// "the workers’ rights": tells whether a single mark after a plural may be its possessive.
fn is_possessive(document: &Document<'_>, n: usize) -> bool {
    document.word(n - 1).ends_with('s')
        && document.word(n + 1).starts_with(char::is_lowercase)
        && !document.touches(n + 1)
}

fn mark_at(document: &Document<'_>, n: usize) -> Option<Mark> {
    let space_before =
        !document.touches(n) || matches!(document.word(n - 1), "(" | "[" | "—" | "–" | "--" | "“" | "\"");
    let space_after = !document.touches(n + 1);
    let by_space = |family| match (space_before, space_after) {
        (true, false) => Mark::Open(family),
        (false, true) => Mark::Close(family),
        _ => Mark::Either(family),
    };
    match document.word(n) {
        "“" => Some(Mark::Open(Family::Double)),
        "”" => Some(Mark::Close(Family::Double)),
        "``" => Some(Mark::Open(Family::Double)),
        "''" | "’’" if space_before && !space_after => Some(Mark::Open(Family::Double)),
        "''" | "’’" => Some(Mark::Close(Family::Double)),
        "\"" => Some(match by_space(Family::Double) {
            Mark::Either(family) if !space_before && !is_word(document, n + 1) => Mark::Close(family),
            mark => mark,
        }),
        "«" => Some(Mark::Open(Family::Guillemet)),
        "»" => Some(Mark::Close(Family::Guillemet)),
        "„" => Some(Mark::Open(Family::Low)),
        "‘" => Some(Mark::Open(Family::Single)),
        "’" if !is_word(document, n + 1) || space_after => Some(Mark::Close(Family::Single)),
        "'" if space_before && !space_after && is_word(document, n + 1) => Some(Mark::Open(Family::Single)),
        "'" if !space_before && (space_after || !is_word(document, n + 1)) => {
            Some(Mark::Close(Family::Single))
        }
        _ => None,
    }
}

fn is_word(document: &Document<'_>, n: usize) -> bool {
    document.word(n).starts_with(char::is_alphanumeric)
}

/// Drops what was left open in mid-sentence and not taken up by the next paragraph: a stray mark, not a quotation.
fn drop_stray(document: &Document<'_>, found: &mut Vec<Quotation>) {
    let taken_up: Vec<bool> = (0..found.len())
        .map(|n| {
            let this = &found[n];
            let next_continues =
                found.get(n + 1).is_some_and(|next| next.continues && next.outer.start == this.outer.end);
            let introduced = this.outer.start == 0
                || document.tokens[this.outer.start].sentence
                    != document.tokens[this.outer.start - 1].sentence
                || matches!(document.word(this.outer.start - 1), "," | ":");
            this.closed || next_continues || introduced
        })
        .collect();
    let mut keep = taken_up.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;
    use crate::text;

    fn check(body: &str, expected: &[&str]) {
        let article = Article::new(body);
        let document = text::read(&article);
        let found: Vec<&str> =
            quotations(&document).into_iter().map(|q| document.slice(document.span_of(q.inner))).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn marks_of_all_styles() {
        check(
            "“Go,” he said. \"No.\" «Oui» „Ja“ ``Yes,'' ‘I see.’",
            &["Go,", "No.", "Oui", "Ja", "Yes,", "I see."],
        );
        check(
            "He said: 'It's the workers' right, isn't it?' twice.",
            &["It's the workers' right, isn't it?"],
        );
        check("the workers' rights and the '90s", &[]);
        check("“He said ‘no’ to me,” she said.", &["He said ‘no’ to me,"]);
    }

    #[test]
    fn paragraphs_go_on_or_break_off() {
        check("“One. Two.\n\n“Three.” He left.", &["One. Two.", "Three."]);
        check("A 5\" gun fired.\n\nNext \"one\" here.", &["one"]);
        check("He said: “It is over.\n\nNext.", &["It is over."]);
    }
}

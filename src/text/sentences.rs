//! Cuts a body into sentences.
//!
//! In: the body and its sections. Out: sentences and their tokens. "Mr. Wang left. He flew to the U.S. on Monday." is two.

use super::{Sentence, Token, tokens};
use crate::model::{Section, Span};
use crate::span::Text;

/// Returns the sentences of a text and their tokens.
pub fn split(text: &Text<'_>, sections: &[Section]) -> (Vec<Sentence>, Vec<Token>) {
    let mut sentences = Vec::new();
    let mut all_tokens = Vec::new();
    let body = text.as_str();
    let mut at = 0;
    for (paragraph, line) in body.split_inclusive('\n').enumerate() {
        let start = all_tokens.len();
        for range in tokens::split(line) {
            let bytes = at + range.start..at + range.end;
            all_tokens.push(Token { span: text.span_of(bytes.clone()), bytes, sentence: 0 });
        }
        let mut first = start;
        for n in start..all_tokens.len() {
            let word = &body[all_tokens[n].bytes.clone()];
            let next_upper = all_tokens
                .get(n + 1)
                .is_none_or(|t| body[t.bytes.clone()].chars().next().is_some_and(|c| !c.is_lowercase()));
            if n + 1 == all_tokens.len() || (matches!(word, "." | "!" | "?") && next_upper) {
                let number = sentences.len();
                all_tokens[first..=n].iter_mut().for_each(|t| t.sentence = number);
                let span = all_tokens[first].span.enclose(all_tokens[n].span);
                let section = section_of(sections, span);
                sentences.push(Sentence { span, tokens: first..n + 1, paragraph: paragraph as u32, section });
                first = n + 1;
            }
        }
        at += line.len();
    }
    (sentences, all_tokens)
}

fn section_of(sections: &[Section], span: Span) -> Option<crate::model::SectionKind> {
    let after = sections.partition_point(|section| section.span.end <= span.start);
    sections.get(after).filter(|section| section.span.overlaps(span)).map(|section| section.kind)
}

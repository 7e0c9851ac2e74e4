//! Who said what.
//!
//! In: a [`Document`] and its names. Out: quotes in order. "“We will talk,” Wang told reporters" is a direct quote of Wang's.
//!
//! Marks are paired first and their inside is masked; cues are looked for in what is left, and around each cue its source and
//! content. Quotations that stand alone go to the last speaker.

mod clause;
mod cue;
mod draft;
mod issuer;
mod marks;
mod noun;
mod passive;
mod segments;
mod source;
mod speaker;
mod transcript;
mod tree;
mod when;

use crate::entity::Names;
use crate::lexicon::WordClass;
use crate::model::{Confidence, EntityIndex, EntityKind, Quote, QuoteKind, Span, TimeExpression};
use crate::text::Document;
use draft::Draft;
use issuer::Issuers;
use marks::Quotation;
use segments::{Item, Segment};
use speaker::Speakers;
use std::ops::Range;

/// A quotation without a cue has at least so many words; fewer are titles and scare quotes.
const FLOATING_WORDS_MIN: usize = 4;

/// Finds the direct, indirect and mixed quotes of an article, in order of their content.
pub fn find(document: &Document<'_>, names: &Names, times: &[TimeExpression]) -> Vec<Quote> {
    let quotations = marks::quotations(document);
    let mut assembly = Assembly {
        document,
        names,
        quotations: &quotations,
        speakers: Speakers::new(document, names),
        issuers: Issuers::new(document, names),
        quotes: Vec::new(),
        owners: vec![None; quotations.len()],
        last: None,
        transcript: None,
        last_paragraph: None,
        alone: None,
    };
    for segment in segments::segments(document, &quotations) {
        assembly.read(&segment);
        assembly.last_paragraph = Some(segment.paragraph);
    }
    let mut quotes = finish(document, names, assembly.quotes);
    for quote in &mut quotes {
        quote.said = when::said_on(document, quote, times).or_else(|| when::published(document));
    }
    quotes
}

/// Finds the words of saying outside quotation marks, each with its sentence, whether or not a quote comes of them.
pub fn cues(document: &Document<'_>) -> Vec<(Span, Span)> {
    let quotations = marks::quotations(document);
    let mut found = Vec::new();
    for segment in segments::segments(document, &quotations) {
        let hits = cue::find(&segment).into_iter();
        found.extend(hits.map(|hit| (segment.span(hit.items.clone()), segment.sentence(hit.items.start))));
    }
    found
}

/// The quotes so far, and whose the quotations are.
struct Assembly<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d Names,
    quotations: &'d [Quotation],
    speakers: Speakers<'d, 'a>,
    issuers: Issuers<'d, 'a>,
    quotes: Vec<Quote>,
    /// For each quotation the quote it is content of.
    owners: Vec<Option<usize>>,
    /// The last quote that a quotation standing alone may go on with, and its paragraph.
    last: Option<(usize, u32)>,
    /// The quote of a transcript's speaker, who goes on to the end of the paragraph.
    transcript: Option<(usize, u32)>,
    /// The paragraph of the segment read last.
    last_paragraph: Option<u32>,
    /// A quotation that is a whole segment and has no speaker yet.
    alone: Option<usize>,
}

impl Assembly<'_, '_> {
    fn read(&mut self, segment: &Segment<'_, '_>) {
        let hits = cue::find(segment);
        let mut trees = tree::Trees::new(self.document);
        let mut drafts: Vec<Draft> = Vec::new();
        let first_quote = self.quotes.len();
        // "According to AFP, Wang said ...": Wang is the speaker, so the verbs are read first.
        let is_carrier = |h: &usize| hits[*h].shape == cue::Shape::AccordingTo;
        let (carriers, verbs): (Vec<usize>, Vec<usize>) = (0..hits.len()).partition(is_carrier);
        for h in verbs.into_iter().chain(carriers) {
            let Some(draft) = draft::lay_out(segment, &hits, h, &drafts) else { continue };
            let carrier =
                if is_carrier(&h) && !drafts.is_empty() { self.carrier(segment, &draft) } else { None };
            if carrier.is_some() {
                self.quotes[first_quote..].iter_mut().for_each(|quote| quote.via = carrier);
            } else if self.is_free(segment, &draft) {
                let draft = trees.compare(segment, draft);
                self.add(segment, &draft);
                drafts.push(draft);
            }
        }
        self.by_tree(segment, &hits, &mut trees, &mut drafts);
        let empty = drafts.is_empty();
        if empty && self.unframed(segment, hits.is_empty()) {
            return;
        }
        self.float(segment);
        let single =
            if segment.quotes(0..segment.len()).count() == 1 { segment.quotes(0..1).next() } else { None };
        self.alone = single.filter(|&quote| self.owners[quote].is_none());
    }

    /// Reads by its tree each verb that the rules left.
    fn by_tree(
        &mut self,
        segment: &Segment<'_, '_>,
        hits: &[cue::CueHit],
        trees: &mut tree::Trees<'_, '_>,
        drafts: &mut Vec<Draft>,
    ) {
        for n in 0..segment.len() {
            let carried = hits.iter().any(|hit| hit.shape == cue::Shape::Carried && hit.items.contains(&n));
            if carried || drafts.iter().any(|draft| draft.cue.contains(&n)) {
                continue;
            }
            let Some(draft) = trees.read(segment, n).or_else(|| noun::read(segment, hits, trees, n)) else {
                continue;
            };
            if self.is_free(segment, &draft) {
                self.add(segment, &draft);
                drafts.push(draft);
            }
        }
    }

    /// Reads "WALLACE: ...", what follows it in its paragraph, and "— Jane Brown" after a quotation.
    fn unframed(&mut self, segment: &Segment<'_, '_>, no_cue: bool) -> bool {
        if let Some((quote, _)) = self.transcript.filter(|&(_, paragraph)| paragraph == segment.paragraph) {
            let end = segment.span(0..segment.len());
            let content = &mut self.quotes[quote].content;
            *content = vec![content[0].enclose(end)];
            return true;
        }
        let quotation = segment.quote(0).or(self.alone);
        if let Some((name, quote)) = transcript::after_dash(segment)
            .zip(quotation)
            .filter(|(name, _)| self.names_person(segment, name))
        {
            return self.push(segment, name, vec![self.inner(quote)], Some(quote), "signature");
        }
        let opens = self.last_paragraph != Some(segment.paragraph);
        let found = transcript::before_colon(segment).filter(|_| opens);
        let Some((name, content)) = found else { return false };
        let shouted = transcript::is_shouted(segment, name.clone());
        let quoted = segment.quote(content.start).is_some();
        // "Brown: 547" and "Brown: a late surge" are headings.
        let says = quoted || clause::is_clause(segment, content.start, content.end);
        if !(shouted || (no_cue && says && self.names_person(segment, &name))) {
            return false;
        }
        let spans = vec![self.content_span(segment, &content)];
        let quote = segment.quote(content.start).filter(|_| content.len() == 1);
        self.push(segment, name, spans, quote, "transcript");
        self.transcript = shouted.then_some((self.quotes.len() - 1, segment.paragraph));
        true
    }

    fn names_person(&self, segment: &Segment<'_, '_>, items: &Range<usize>) -> bool {
        let mentions = self.names.mentions_in(segment.span(items.clone()));
        mentions.iter().any(|mention| self.names.entity(mention.entity).kind == EntityKind::Person)
    }

    fn push(
        &mut self,
        segment: &Segment<'_, '_>,
        name: Range<usize>,
        content: Vec<Span>,
        quote: Option<usize>,
        rule: &'static str,
    ) -> bool {
        let source = segment.span(name.clone());
        // A signature stands after the sentences it belongs to.
        let sentence = match rule {
            "signature" => content.iter().fold(segment.sentence(name.start), |all, &part| all.enclose(part)),
            _ => segment.sentence(name.start),
        };
        // "WALLACE:" reads like an acronym; only a person speaks in a transcript.
        let speaker = self
            .speakers
            .resolve(source)
            .filter(|&entity| self.names.entity(entity).kind == EntityKind::Person);
        if let Some(quote) = quote {
            self.owners[quote] = Some(self.quotes.len());
        }
        self.quotes.push(Quote {
            kind: if quote.is_some() || rule == "transcript" {
                QuoteKind::Direct
            } else {
                QuoteKind::Indirect
            },
            content,
            quoted: Vec::new(),
            cue: None,
            source: Some(source),
            sentence,
            speaker,
            addressee: None,
            via: None,
            said: None,
            within: None,
            negated: false,
            confidence: if quote.is_some() { Confidence::Medium } else { Confidence::Low },
            rule,
        });
        true
    }

    /// ", according to AFP" after what somebody said: the outlet only carried it.
    fn carrier(&self, segment: &Segment<'_, '_>, draft: &Draft) -> Option<EntityIndex> {
        self.speakers.carrier(segment.span(draft.source.clone()?))
    }

    /// Tells whether no direct quotation of a draft belongs to another quote, and its source is not in its content.
    fn is_free(&self, segment: &Segment<'_, '_>, draft: &Draft) -> bool {
        let taken = |range: &Range<usize>| {
            range.len() == 1 && segment.quote(range.start).is_some_and(|quote| self.owners[quote].is_some())
        };
        let source = draft.source.as_ref().map(|source| segment.span(source.clone()));
        let inside =
            |range: &Range<usize>| source.is_some_and(|source| segment.span(range.clone()).overlaps(source));
        !draft.content.is_empty()
            && !draft.content.iter().any(|range| range.is_empty() || taken(range) || inside(range))
            && !self.is_mere_name(segment, draft)
    }

    /// "India condemned Russia": tells whether all that a noun phrase says is a name, which is who it is about and nothing said.
    fn is_mere_name(&self, segment: &Segment<'_, '_>, draft: &Draft) -> bool {
        let [content] = draft.content.as_slice() else { return false };
        let is_phrase = matches!(draft.rule, "noun_phrase" | "tree_phrase");
        let tokens = segment.tokens(content.start).start..segment.tokens(content.end - 1).end;
        // "her" is one too.
        let is_article = tokens.len() > 1 && self.document.is_class(tokens.start, WordClass::Determiner);
        let article = usize::from(is_article);
        let bare = tokens.start + article..tokens.end;
        let is_name = || {
            let mentions = self.names.mentions_in(self.document.span_of(bare.clone()));
            mentions.iter().any(|mention| self.document.tokens_in(mention.span) == bare)
        };
        is_phrase && !bare.is_empty() && (is_name() || self.is_somebody(&bare))
    }

    /// Tells whether words are a pronoun or description of somebody and no more: "him", "the minister".
    fn is_somebody(&self, tokens: &Range<usize>) -> bool {
        let refers = |n: usize| {
            let found = self.names.referent(n);
            found.is_some_and(|found| {
                found.tokens.end == tokens.end
                    && found.tokens.start + 1 >= tokens.start
                    && found.tokens.start <= tokens.start
            })
        };
        let word = self.document.lower(tokens.start);
        let is_one = tokens.len() == 1 && matches!(word, "him" | "her" | "them" | "me" | "us" | "you");
        is_one || tokens.clone().any(refers)
    }

    fn add(&mut self, segment: &Segment<'_, '_>, draft: &Draft) {
        let number = self.quotes.len();
        let source = draft.source.as_ref().map(|source| segment.span(source.clone()));
        let owner =
            source.filter(|_| draft.rule == "noun_cue").and_then(|source| self.speakers.owner(source));
        let speaker = owner
            .or_else(|| source.and_then(|source| self.speakers.resolve(source)))
            .or_else(|| source.and_then(|source| self.issuers.of_source(source)));
        let content: Vec<Span> =
            draft.content.iter().map(|range| self.content_span(segment, range)).collect();
        let sentence = segment.sentence(draft.cue.start);
        if let Some(speaker) = speaker {
            self.issuers.read(sentence, &content, speaker);
        }
        let told = draft.addressee.as_ref().map(|told| segment.span(told.clone()));
        let told = told.and_then(|told| self.speakers.named(told));
        let media = told.filter(|&entity| is_media(&self.names.entity(entity).name));
        let carrier = draft.carrier.as_ref().map(|carrier| segment.span(carrier.clone()));
        let carrier = carrier.and_then(|carrier| self.speakers.carrier(carrier));
        for quote in draft.content.iter().flat_map(|range| segment.quotes(range.clone())) {
            self.owners[quote].get_or_insert(number);
        }
        self.quotes.push(Quote {
            kind: kind_of(segment, &draft.content),
            content,
            quoted: quoted_in(segment, &draft.content),
            cue: Some(segment.span(draft.cue.clone())),
            source,
            sentence,
            speaker,
            addressee: told.filter(|_| media.is_none()),
            via: carrier.or(media),
            said: None,
            within: None,
            negated: draft.mood == cue::Mood::Negated || self.is_nobody(segment, draft),
            // "might say": it may never have been said.
            confidence: match draft.mood {
                cue::Mood::Modal => Confidence::Low,
                _ => draft.confidence,
            },
            rule: draft.rule,
        });
        if draft.source.is_some() {
            self.last = Some((number, segment.paragraph));
        }
    }

    /// "Nobody said that": tells whether the source says that there is none.
    fn is_nobody(&self, segment: &Segment<'_, '_>, draft: &Draft) -> bool {
        let source = draft.source.as_ref();
        source.is_some_and(|source| {
            let next = segment.word(source.start + 1);
            // "No 10", "no fewer than ten": not nobody.
            let counts = next.starts_with(|c: char| c.is_ascii_digit())
                || matches!(next, "." | "fewer" | "less" | "more");
            match segment.word(source.start).to_lowercase().as_str() {
                "nobody" | "none" => true,
                "no" => !counts,
                _ => false,
            }
        })
    }

    fn content_span(&self, segment: &Segment<'_, '_>, range: &Range<usize>) -> Span {
        match segment.items[range.start] {
            Item::Quote(quote) if range.len() == 1 => self.inner(quote),
            _ => segment.span(range.clone()),
        }
    }

    fn inner(&self, quote: usize) -> Span {
        self.document.span_of(self.quotations[quote].inner.clone())
    }

    /// Gives quotations that stand alone to the last speaker.
    fn float(&mut self, segment: &Segment<'_, '_>) {
        let alone = (0..segment.len()).all(|n| segment.quote(n).is_some() || segment.is_mark(n));
        for quote in segment.quotes(0..segment.len()) {
            let quotation = &self.quotations[quote];
            let goes_on = quotation
                .continues
                .then(|| quote.checked_sub(1).and_then(|before| self.owners[before]))
                .flatten();
            if self.owners[quote].is_some() {
                continue;
            }
            if let Some(owner) = goes_on {
                self.append(owner, quote);
            } else if alone && quotation.inner.len() >= FLOATING_WORDS_MIN {
                self.give_to_last(segment, quote);
            }
        }
    }

    fn append(&mut self, owner: usize, quote: usize) {
        let span = self.inner(quote);
        if self.quotes[owner].kind != QuoteKind::Direct {
            self.quotes[owner].quoted.push(span);
        }
        self.quotes[owner].content.push(span);
        self.owners[quote] = Some(owner);
    }

    fn give_to_last(&mut self, segment: &Segment<'_, '_>, quote: usize) {
        let Some((last, paragraph)) = self.last.filter(|&(_, paragraph)| segment.paragraph - paragraph <= 1)
        else {
            return;
        };
        let before = &self.quotes[last];
        if paragraph == segment.paragraph && before.kind != QuoteKind::Indirect {
            return self.append(last, quote);
        }
        let floating = Quote {
            kind: QuoteKind::Direct,
            content: vec![self.inner(quote)],
            quoted: Vec::new(),
            cue: None,
            source: before.source,
            sentence: segment.sentence(0),
            speaker: before.speaker,
            addressee: None,
            via: None,
            said: None,
            within: None,
            negated: false,
            confidence: Confidence::Medium,
            rule: "floating",
        };
        self.owners[quote] = Some(self.quotes.len());
        self.last = Some((self.quotes.len(), segment.paragraph));
        self.quotes.push(floating);
    }
}

fn kind_of(segment: &Segment<'_, '_>, content: &[Range<usize>]) -> QuoteKind {
    let quoted = content.iter().any(|range| segment.quotes(range.clone()).next().is_some());
    let unquoted =
        content.iter().any(|range| range.clone().any(|n| segment.quote(n).is_none() && !segment.is_mark(n)));
    match (quoted, unquoted) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}

fn quoted_in(segment: &Segment<'_, '_>, content: &[Range<usize>]) -> Vec<Span> {
    if kind_of(segment, content) != QuoteKind::Mixed {
        return Vec::new();
    }
    let quotes = content.iter().flat_map(|range| segment.quotes(range.clone()));
    quotes.map(|quote| segment.document.span_of(segment.quotations[quote].inner.clone())).collect()
}

fn is_media(name: &str) -> bool {
    use crate::lexicon::{Class, gazetteer};
    gazetteer().senses(name).iter().any(|sense| sense.class == Class::Media)
}

/// Sorts the quotes, drops a second one on the same span, and says which stands inside which.
fn finish(document: &Document<'_>, names: &Names, mut quotes: Vec<Quote>) -> Vec<Quote> {
    quotes.sort_by_key(|quote| {
        (quote.enclosing().start, std::cmp::Reverse(quote.enclosing().end), quote.cue.map(|cue| cue.start))
    });
    quotes.dedup_by_key(|quote| quote.enclosing());
    nest(&mut quotes);
    let mut keep = quotes
        .iter()
        .map(|quote| !quote.within.is_some_and(|outer| is_own(document, quote, &quotes[outer])))
        .collect::<Vec<bool>>()
        .into_iter();
    quotes.retain(|_| keep.next().unwrap_or(true));
    nest(&mut quotes);
    carry(names, &mut quotes);
    quotes
}

/// "Wang said talks had failed, state television reported": what stands inside a news outlet's report was carried by it.
fn carry(names: &Names, quotes: &mut [Quote]) {
    for n in 0..quotes.len() {
        let outer = quotes[n].within.and_then(|outer| quotes[outer].speaker);
        let media = outer.filter(|&entity| is_media(&names.entity(entity).name));
        quotes[n].via = quotes[n].via.or(media).filter(|&via| quotes[n].speaker != Some(via));
    }
}

/// "Wang said he believed that ...": tells whether a quote inside another only goes on with the same speaker's words, which the outer
/// quote holds already, or is too slight a reading to stand inside one.
fn is_own(document: &Document<'_>, quote: &Quote, outer: &Quote) -> bool {
    let word = |span: Option<Span>| span.map_or(String::new(), |span| document.slice(span).to_lowercase());
    let pronoun = matches!(&*word(quote.source), "he" | "she" | "they" | "it" | "i" | "we");
    let same = quote.speaker.is_none() || quote.speaker == outer.speaker;
    let cue = word(quote.cue);
    // What somebody says to have said is of another day: "Wang said he told Xi that".
    let says = cue
        .split(' ')
        .next_back()
        .and_then(crate::lexicon::cue)
        .is_some_and(|cue| matches!(cue.lemma, "say" | "tell"));
    let slight = matches!(quote.rule, "tree_phrase" | "tree_infinitive" | "infinitive" | "noun_cue");
    // "rejected the firm's claim that ...": the claim is the firm's, whoever speaks of it.
    let owned = quote.rule == "noun_cue"
        && quote.source.is_some_and(|source| source.start == outer.enclosing().start)
        && !matches!(&*word(quote.source), "his" | "her" | "their" | "its");
    (slight && !owned) || (pronoun && same && !says)
}

/// Says which quote stands inside which.
fn nest(quotes: &mut [Quote]) {
    let mut open: Vec<(usize, Span)> = Vec::new();
    for n in 0..quotes.len() {
        let span = quotes[n].enclosing();
        while open.last().is_some_and(|(_, outer)| outer.end <= span.start) {
            open.pop();
        }
        quotes[n].within = open
            .iter()
            .rev()
            .find(|(outer, _)| quotes[*outer].content.iter().any(|piece| piece.contains(span)))
            .map(|&(outer, _)| outer);
        open.push((n, span));
    }
}

#[cfg(test)]
mod tests;

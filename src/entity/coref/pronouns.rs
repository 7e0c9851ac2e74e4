//! Whom a pronoun refers to.
//!
//! In: a pronoun and the phrases before it. Out: the one it means, if that is clear. In "Wang met Lavrov. He said" the subject
//! of the sentence before is likelier than its object; in "“He is wrong,” Wang said" the speaker is not the one spoken of.

use super::phrases::{Form, Pronoun, Role};
use super::{Chain, Resolver};
use crate::lexicon::persons::{TitlePart, title_word};
use crate::lexicon::{Gender, cue};
use crate::model::EntityKind;
use crate::text::Relation;

/// The best candidate has at least so many percent of the next one's score.
const MARGIN: u32 = 170;
/// Two that are joined by "and" stand within so many phrases.
const CONJUNCTS_APART: usize = 3;
/// After longer quotations nobody remembers who spoke.
pub(super) const QUOTATION_SENTENCES_MAX: usize = 8;
/// How many heads are climbed from "his" to the verb whose subject it may be.
const CLIMBS_MAX: usize = 6;

impl Resolver<'_> {
    /// Returns the chain of a pronoun and the rule that tells.
    pub(super) fn pronoun(&self, place: usize, pronoun: Pronoun) -> Option<(usize, &'static str)> {
        match pronoun {
            Pronoun::Relative => self.antecedent(place).map(|chain| (chain, "relative")),
            _ if self.phrases[place].is_reflexive(self.document) => {
                self.reflexive(place, pronoun).map(|chain| (chain, "reflexive"))
            }
            Pronoun::Person(gender) => self.person(place, gender),
            Pronoun::Thing => self.thing(place),
            Pronoun::Plural => self.body(place).map(|chain| (chain, "body_speaks_on")),
            Pronoun::Which => self.body_before(place).map(|chain| (chain, "relative")),
        }
    }

    /// "Wang, who said": the phrase right before, or the one that the clause hangs on.
    fn antecedent(&self, place: usize) -> Option<usize> {
        let phrase = &self.phrases[place];
        let before =
            (0..place).rev().map(|n| &self.phrases[n]).take_while(|other| other.sentence == phrase.sentence);
        let stop = phrase.tokens.start;
        let adjacent = |end: usize| end == stop || (end + 1 == stop && self.document.word(end) == ",");
        let (n, _) = (0..place).rev().zip(before).find(|(_, other)| adjacent(other.tokens.end))?;
        let chain = self.chain_of[n]?;
        matches!(self.chains[chain].kind, EntityKind::Person).then_some(chain)
    }

    /// "Gazprom, which said": the body or country right before, where it can do what the clause tells.
    fn body_before(&self, place: usize) -> Option<usize> {
        let phrase = &self.phrases[place];
        let before = place.checked_sub(1).filter(|&n| {
            let end = self.phrases[n].tokens.end;
            end + 1 == phrase.tokens.start && self.document.word(end) == ","
        })?;
        let chain = self.chain_of[before].filter(|_| phrase.speaks(self.document))?;
        matches!(self.chains[chain].kind, EntityKind::Organization | EntityKind::Place).then_some(chain)
    }

    /// "The ministry denied it. They said": the organization that spoke in the sentence before, where nobody in the plural is named
    /// between.
    fn body(&self, place: usize) -> Option<usize> {
        let last = self.last_speaker(place)?;
        let chain = self.chain_of[last]?;
        let is_plural = |n: usize| match &self.phrases[n].form {
            Form::Nominal(description) => description.is_plural,
            Form::Pronoun(pronoun) => *pronoun == Pronoun::Plural && self.chain_of[n] != Some(chain),
            Form::Name(entity) => self.chains[*entity].is_plural,
        };
        let is_body = self.chains[chain].kind == EntityKind::Organization && !self.chains[chain].is_plural;
        let first = (0..=last)
            .rev()
            .take_while(|&n| self.phrases[n].sentence == self.phrases[last].sentence)
            .last()?;
        (is_body && !(first..place).any(is_plural)).then_some(chain)
    }

    /// "Wang himself", "he defended himself": the phrase right before, or the subject of the clause.
    fn reflexive(&self, place: usize, pronoun: Pronoun) -> Option<usize> {
        let phrase = &self.phrases[place];
        let right_before =
            place.checked_sub(1).filter(|&n| self.phrases[n].tokens.end == phrase.tokens.start);
        let subject = || self.subject_above(place, phrase.governor?);
        let chain = self.chain_of[right_before.or_else(subject)?]?;
        let chain_fits = match pronoun {
            Pronoun::Person(gender) => fits(&self.chains[chain], gender),
            _ => matches!(self.chains[chain].kind, EntityKind::Organization | EntityKind::Place),
        };
        chain_fits.then_some(chain)
    }

    /// Returns the subject of a verb, or of the one it is joined to or hangs on without a subject of its own: "sought to position
    /// itself", "walked in and gave himself up". "Asked him to introduce himself" has him do it.
    fn subject_above(&self, place: usize, verb: usize) -> Option<usize> {
        use Relation::{Advcl, Conj, Xcomp};
        let mut at = verb;
        for _ in 0..CLIMBS_MAX {
            if let Some(subject) = self.subject_before(place, at) {
                return Some(subject);
            }
            let relation = self.document.relation(at);
            at = self.document.head(at).filter(|_| matches!(relation, Xcomp | Conj | Advcl))?;
            let is_object =
                |n: &usize| self.phrases[*n].governor == Some(at) && self.phrases[*n].role == Role::Object;
            let sentence = self.phrases[place].sentence;
            let before = (0..place).rev().take_while(|&n| self.phrases[n].sentence == sentence);
            if let Some(object) = before.filter(|_| relation == Xcomp).find(is_object) {
                return Some(object);
            }
        }
        None
    }

    fn person(&self, place: usize, gender: Gender) -> Option<(usize, &'static str)> {
        if let Some(found) = self.ahead(place, gender) {
            return found.map(|chain| (chain, "subject_ahead"));
        }
        if let Some(chain) = self.last_subject(place, gender) {
            return Some((chain, "last_subject")).filter(|_| !self.is_one_of_two(place, chain, gender));
        }
        if self.follows_unsure(place, gender) || self.is_somebody_unread(place) {
            return None;
        }
        let scores = self.scores(place, |chain| fits(chain, gender));
        let mut ranked: Vec<(u32, usize)> = scores.into_iter().map(|(chain, score)| (score, chain)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let (best, chain) = *ranked.first()?;
        let next = ranked.get(1).map_or(0, |&(score, _)| score);
        let weights = self.weights(place);
        if next > 0 && !self.is_fresh(place, chain, weights.sentences_back) {
            return None;
        }
        let rule = if next == 0 { "only_person" } else { "salience" };
        // "Lavrov wished Wang success in his new role": whoever stands between makes it unsure.
        let is_nearer = |&(_, rival): &(u32, usize)| self.stands_between(place, chain, rival);
        let is_clear =
            best >= weights.score_min && best * 100 >= next * MARGIN && !self.is_told(place, gender);
        let is_clear = is_clear && !self.is_one_of_two(place, chain, gender);
        (is_clear && (best >= next.saturating_mul(weights.clear_times) || !ranked[1..].iter().any(is_nearer)))
            .then_some((chain, rule))
    }

    /// "Novak and Weber met. He was late": tells whether a chain was last named beside another that fits as well.
    fn is_one_of_two(&self, place: usize, chain: usize, gender: Gender) -> bool {
        let Some(last) = (0..place).rev().find(|&n| self.chain_of[n] == Some(chain)) else { return false };
        let joins = |one: usize, other: usize| {
            let (one, other) = (&self.phrases[one], &self.phrases[other]);
            self.document.relation(one.head) == Relation::Conj
                && self.document.head(one.head).is_some_and(|head| other.tokens.contains(&head))
        };
        let near = last.saturating_sub(CONJUNCTS_APART)..(last + CONJUNCTS_APART + 1).min(place);
        near.filter(|&n| joins(n, last) || joins(last, n)).any(|n| {
            self.chain_of[n].is_some_and(|other| other != chain && fits(&self.chains[other], gender))
        })
    }

    /// "Wang told Lavrov he would": one who tells and one who is told may both be meant.
    fn is_told(&self, place: usize, gender: Gender) -> bool {
        let Some(verb) = self.phrases[place].governor.filter(|_| self.phrases[place].role == Role::Subject)
        else {
            return false;
        };
        let is_content = self.document.relation(verb) == Relation::Ccomp;
        let Some(above) = self.document.head(verb).filter(|_| is_content) else { return false };
        let told = (0..place).rev().take_while(|&n| self.phrases[n].sentence == self.phrases[place].sentence);
        let chains = told
            .filter(|&n| self.phrases[n].governor == Some(above) && self.phrases[n].role == Role::Object)
            .filter_map(|n| self.chain_of[n]);
        chains.into_iter().any(|chain| fits(&self.chains[chain], gender))
    }

    /// "The bank's chief whip had indicated that he thought": tells whether "he" may be an officer whom no phrase stands for.
    fn is_somebody_unread(&self, place: usize) -> bool {
        let pronoun = &self.phrases[place];
        let above = pronoun
            .governor
            .filter(|&verb| pronoun.role == Role::Subject && self.document.relation(verb) == Relation::Ccomp);
        let Some(above) = above.and_then(|verb| self.document.head(verb)) else { return false };
        let subject = self.document.children(above).find(|&n| self.document.relation(n).is_subject());
        subject.is_some_and(|n| {
            let is_office =
                title_word(self.document.word(n)).is_some_and(|title| title.part != TitlePart::Modifier);
            // Phrases of its sentence stand right before the pronoun.
            let near = || {
                self.phrases[..place].iter().rev().take_while(|phrase| phrase.sentence == pronoun.sentence)
            };
            n < pronoun.head
                && is_office
                && !self.document.is_capitalised(n)
                && !near().any(|phrase| phrase.tokens.contains(&n))
        })
    }

    /// Tells whether a rival stands in the pronoun's sentence after the last word for the candidate there.
    fn stands_between(&self, place: usize, chain: usize, rival: usize) -> bool {
        let pronoun = &self.phrases[place];
        let near = || (0..place).rev().take_while(|&n| self.phrases[n].sentence == pronoun.sentence);
        let candidate = near().find(|&n| self.chain_of[n] == Some(chain) && !self.is_excluded(place, n));
        // "Wang said that Lavrov, he believed, would come": who speaks on is not taken for the one spoken of.
        if pronoun.speaks(self.document) && near().any(|n| self.speaks_as(n, chain)) {
            return false;
        }
        let rival = near().find(|&n| self.chain_of[n] == Some(rival) && self.is_rival(place, n));
        rival.is_some_and(|rival| candidate.is_none_or(|candidate| candidate < rival))
    }

    fn speaks_as(&self, place: usize, chain: usize) -> bool {
        self.chain_of[place] == Some(chain)
            && self.phrases[place].quotation == 0
            && self.phrases[place].speaks(self.document)
    }

    /// Tells whether a phrase is somebody who takes part where the pronoun stands, and no remark on another.
    fn is_rival(&self, place: usize, n: usize) -> bool {
        let (other, pronoun) = (&self.phrases[n], &self.phrases[place]);
        let takes_part = match &other.form {
            Form::Nominal(description) => {
                let is_remark = self.document.relation(other.head) == Relation::Appos
                    || self.document.children(other.head).any(|n| self.document.relation(n) == Relation::Cop);
                let is_known = description.is_definite || description.has_other_owner;
                description.of.is_none() && !is_remark && (is_known || other.role != Role::Other)
            }
            _ => true,
        };
        takes_part
            && !other.tokens.contains(&pronoun.head)
            && (other.quotation == 0 || other.quotation == pronoun.quotation)
    }

    /// "he told him that he": after a pronoun of the same gender that stayed unsure in the sentence, the next one is unsure too.
    fn follows_unsure(&self, place: usize, gender: Gender) -> bool {
        let (sentence, quotation) = (self.phrases[place].sentence, self.phrases[place].quotation);
        (0..place).rev().take_while(|&n| self.phrases[n].sentence == sentence).any(|n| {
            self.chain_of[n].is_none()
                && self.phrases[n].quotation == quotation
                && matches!(self.phrases[n].form, Form::Pronoun(Pronoun::Person(other)) if other == gender)
        })
    }

    /// "After his talks in Lima, Wang said": in words before the subject of the main clause, "his" is that subject. `None` where
    /// no such clause follows; `Some(None)` where its subject is nobody who fits.
    fn ahead(&self, place: usize, gender: Gender) -> Option<Option<usize>> {
        let pronoun = &self.phrases[place];
        if !pronoun.is_possessive_pronoun(self.document) || pronoun.quotation != 0 {
            return None;
        }
        let (mut at, mut below) = (self.document.head(pronoun.head)?, pronoun.head);
        for _ in 0..CLIMBS_MAX {
            if self.subject_before(place, at).is_some() {
                return None;
            }
            let subject = (place + 1..self.phrases.len())
                .take_while(|&n| self.phrases[n].sentence == pronoun.sentence)
                .find(|&n| self.phrases[n].role == Role::Subject && self.phrases[n].governor == Some(at));
            if let Some(subject) = subject {
                let is_fronted = below < self.phrases[subject].tokens.start
                    && matches!(self.document.relation(below), Relation::Obl | Relation::Advcl);
                let entity = match &self.phrases[subject].form {
                    Form::Name(entity) => *entity,
                    Form::Nominal(description) => description.of?.0,
                    Form::Pronoun(_) => return None,
                };
                return is_fronted.then(|| Some(entity).filter(|&entity| fits(&self.chains[entity], gender)));
            }
            below = at;
            at = self.document.head(at)?;
        }
        None
    }

    /// Returns the subject of a verb among the phrases before a place in its sentence.
    fn subject_before(&self, place: usize, verb: usize) -> Option<usize> {
        let sentence = self.phrases[place].sentence;
        (0..place)
            .rev()
            .take_while(|&n| self.phrases[n].sentence == sentence)
            .find(|&n| self.phrases[n].role == Role::Subject && self.phrases[n].governor == Some(verb))
    }

    /// Tells whether a chain was spoken of in the pronoun's sentence or so many before: older rivals are not told apart.
    fn is_fresh(&self, place: usize, chain: usize, sentences_back: usize) -> bool {
        (0..place)
            .rev()
            .take_while(|&n| self.distance(n, place) <= sentences_back)
            .any(|n| self.chain_of[n] == Some(chain))
    }

    /// Returns how many sentences apart two phrases are; those that stand wholly in quotation marks are not told by anybody who
    /// would say "he" for the one before.
    pub(super) fn distance(&self, before: usize, place: usize) -> usize {
        let (first, last) = (self.phrases[before].sentence, self.phrases[place].sentence);
        match last - first {
            0 => 0,
            apart if apart > QUOTATION_SENTENCES_MAX => apart,
            _ => 1 + self.quotations.told(first + 1..last),
        }
    }

    /// "Silva praised Lavrov. “He is right,” she said": who speaks on is the subject of the last sentence outside the marks.
    fn last_subject(&self, place: usize, gender: Gender) -> Option<usize> {
        let pronoun = &self.phrases[place];
        if !pronoun.speaks(self.document) || pronoun.quotation != 0 || !self.leads(place) {
            return None;
        }
        let before = (0..place).rev().find(|&n| self.phrases[n].quotation == 0)?;
        let sentence = self.phrases[before].sentence;
        if self.distance(before, place) > 1 {
            return None;
        }
        let subject =
            (0..=before).rev().take_while(|&n| self.phrases[n].sentence == sentence).find(|&n| {
                self.phrases[n].role == Role::Subject && self.leads(n) && self.phrases[n].quotation == 0
            })?;
        self.chain_of[subject].filter(|&chain| subject < place && fits(&self.chains[chain], gender))
    }

    /// Tells whether a phrase is the subject of its sentence's main verb, or stands where such subjects do.
    pub(super) fn leads(&self, place: usize) -> bool {
        let phrase = &self.phrases[place];
        let is_main = |verb| self.document.head(verb).is_none();
        match phrase.role {
            Role::Subject => phrase.governor.is_some_and(is_main),
            Role::Possessive => false,
            _ => self.document.sentence_of(phrase.head).tokens.start == phrase.tokens.start,
        }
    }

    /// Returns the chain of who speaks the quotation that a pronoun stands in: "“He is wrong,” Wang said".
    pub(super) fn speaker_of(&self, place: usize) -> Option<usize> {
        let quotation = self.phrases[place].quotation.checked_sub(1)?;
        let speaker = self.speakers[quotation as usize]?;
        match self.phrases[speaker].form {
            Form::Name(entity) => Some(entity),
            _ => self.chain_of.get(speaker).copied().flatten(),
        }
    }

    /// Returns the subject of the clause that "his" stands in.
    pub(super) fn own_subject(&self, place: usize) -> Option<usize> {
        let pronoun = &self.phrases[place];
        if !pronoun.is_possessive_pronoun(self.document) {
            return None;
        }
        let mut at = pronoun.head;
        for _ in 0..CLIMBS_MAX {
            at = self.document.head(at)?;
            if let Some(subject) = self.subject_before(place, at) {
                return Some(subject);
            }
        }
        None
    }

    /// "China said it", "Gazprom raised its prices": it, where the subject of its clause or of the one above leaves no doubt.
    fn thing(&self, place: usize) -> Option<(usize, &'static str)> {
        let pronoun = &self.phrases[place];
        if self.is_expletive(place) {
            return None;
        }
        let own = self.own_subject(place);
        let above = || self.matrix_subject(place);
        let speaks_on = || self.last_speaker(place);
        let (found, rule) = own
            .map(|n| (n, "own_clause"))
            .or_else(|| above().map(|n| (n, "clause_above")))
            .or_else(|| self.subject_beside(place).map(|n| (n, "clause_above")))
            .or_else(|| speaks_on().map(|n| (n, "last_speaker")))
            .or_else(|| self.body_that_led(place).map(|n| (n, "last_subject")))?;
        let chain = self.chain_of[found]?;
        let is_thing = matches!(self.chains[chain].kind, EntityKind::Organization | EntityKind::Place)
            && !self.chains[chain].is_plural;
        (is_thing && self.phrases[found].quotation == pronoun.quotation).then_some((chain, rule))
    }

    /// "Airbus lost money when it bought the yard": in a clause that tells when or why, what does something to something else is the
    /// subject of the clause it hangs on, where nothing else stands between.
    fn subject_beside(&self, place: usize) -> Option<usize> {
        let pronoun = &self.phrases[place];
        let verb = pronoun.governor.filter(|_| pronoun.role == Role::Subject)?;
        let above = self.document.head(verb).filter(|_| self.document.relation(verb) == Relation::Advcl)?;
        let children = || self.document.children(verb);
        let has_object = children().any(|n| self.document.relation(n) == Relation::Obj);
        let opens = children()
            .any(|n| self.document.relation(n) == Relation::Mark || self.document.lower(n) == "when");
        let subject = self.subject_of(place, above)?;
        let between = self.phrases[subject].tokens.end..self.phrases[place].tokens.start;
        let is_thing = |n: usize| {
            self.document.relation(n).is_subject()
                || matches!(self.chain_of_name_at(n), Some(chain) if self.is_body(chain))
        };
        let is_joined =
            self.document.children(pronoun.head).any(|n| self.document.relation(n) == Relation::Conj);
        (has_object && opens && !is_joined && above < pronoun.head && !between.into_iter().any(is_thing))
            .then_some(subject)
    }

    /// "The ministry fined the bank. It said": what speaks is a body, and the only one of the sentence before, whose subject it is.
    fn body_that_led(&self, place: usize) -> Option<usize> {
        let pronoun = &self.phrases[place];
        if !pronoun.speaks(self.document) || !self.leads(place) || pronoun.quotation != 0 {
            return None;
        }
        let near = || (0..place).rev().take_while(|&n| self.distance(n, place) <= 1);
        let led = near().find(|&n| self.leads(n) && self.phrases[n].role == Role::Subject)?;
        let chain = self.chain_of[led].filter(|&chain| self.is_body(chain))?;
        let whole = &self.phrases[led].tokens;
        near()
            .filter(|&n| !whole.contains(&self.phrases[n].head))
            .filter_map(|n| self.chain_of[n])
            .all(|other| other == chain || !self.is_body(other))
            .then_some(led)
    }

    fn is_body(&self, chain: usize) -> bool {
        matches!(self.chains[chain].kind, EntityKind::Organization | EntityKind::Place)
    }

    fn chain_of_name_at(&self, token: usize) -> Option<usize> {
        let n = self.phrases.partition_point(|phrase| phrase.head < token);
        self.phrases.get(n).filter(|phrase| phrase.head == token)?;
        self.chain_of[n]
    }

    /// "it is important that", "it appears", "it was clear to all": tells whether "it" only holds a place.
    fn is_expletive(&self, place: usize) -> bool {
        let Some(verb) = self.phrases[place].governor else { return false };
        self.document.relation(self.phrases[place].head) == Relation::Expl
            || self.document.children(verb).any(|n| self.document.relation(n) == Relation::Cop)
            || matches!(&*self.document.lemma(verb), "appear" | "seem" | "take" | "happen" | "emerge" | "be")
    }

    /// "China said it would": the subject of the verb of saying that the pronoun's clause hangs on.
    pub(super) fn matrix_subject(&self, place: usize) -> Option<usize> {
        let pronoun = &self.phrases[place];
        let verb = pronoun.governor.filter(|_| pronoun.role == Role::Subject)?;
        let above = self.document.head(verb).filter(|_| self.document.relation(verb) == Relation::Ccomp)?;
        cue(self.document.word(above))?;
        self.subject_of(place, above)
    }

    /// Returns the subject of a verb; "rejected the plan and said" has one for both.
    fn subject_of(&self, place: usize, verb: usize) -> Option<usize> {
        let above = || self.document.head(verb).filter(|_| self.document.relation(verb) == Relation::Conj);
        self.subject_before(place, verb).or_else(|| self.subject_before(place, above()?))
    }

    /// "..., it added": the body that spoke last, in the sentence before.
    fn last_speaker(&self, place: usize) -> Option<usize> {
        let pronoun = &self.phrases[place];
        if !pronoun.speaks(self.document) {
            return None;
        }
        (0..place)
            .rev()
            .take_while(|&n| self.distance(n, place) <= 1)
            .find(|&n| self.phrases[n].speaks(self.document) && self.phrases[n].quotation == 0)
    }
}

/// Tells whether a chain is one person who may be he, or she.
fn fits(chain: &Chain, gender: Gender) -> bool {
    let gender_fits = chain.gender.is_none_or(|known| known == gender || known == Gender::Either);
    chain.kind == EntityKind::Person && !chain.is_plural && gender_fits
}

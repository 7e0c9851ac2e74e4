//! Sentences with the tags and arcs they must get, and what holds for any text.
//!
//! In: a sentence and facts about it. Out: nothing, or a failed test. "He left." has `He nsubj left` and `left VBD`.

use crate::model::Article;
use crate::text::{self, Document};
use proptest::prelude::*;

/// Checks facts, parted by "; ": "word TAG" for a Penn tag, "word relation head" for an arc (head "-" for the root).
#[track_caller]
fn check(body: &str, facts: &str) {
    let article = Article::new(body);
    let document = text::read(&article);
    let place = |word: &str| (0..document.tokens.len()).find(|&token| document.word(token) == word);
    for fact in facts.split("; ") {
        let parts: Vec<&str> = fact.split(' ').collect();
        let token = place(parts[0]).unwrap_or_else(|| panic!("no {} in {body}", parts[0]));
        let head = document.head(token).map_or("-", |head| document.word(head));
        let found = match parts.len() {
            2 => format!("{} {}", parts[0], document.xpos(token).name()),
            _ => format!("{} {} {head}", parts[0], document.relation(token).name()),
        };
        assert_eq!(found, fact, "in {body}");
    }
}

#[test]
fn subjects_and_objects() {
    check("He met reporters.", "He nsubj met; reporters obj met; met root -; met VBD; reporters NNS");
    check("The minister condemned the attack.", "minister nsubj condemned; attack obj condemned");
    check(
        "The town was attacked by rebels.",
        "town nsubj:pass attacked; was aux:pass attacked; rebels obl:agent attacked",
    );
    check(
        "Police arrested three men on Friday.",
        "Police nsubj arrested; men obj arrested; Friday obl arrested",
    );
    check("China and Russia signed a deal.", "China nsubj signed; Russia conj China; deal obj signed");
    check(
        "She said that he had lied.",
        "She nsubj said; lied ccomp said; he nsubj lied; had aux lied; lied VBN",
    );
    check("The talks failed.", "talks NNS; failed VBD; talks nsubj failed");
    check("The president will visit Paris next week.", "will MD; visit VB; Paris obj visit");
    check(
        "Israel launched air strikes on Gaza.",
        "Israel nsubj launched; strikes obj launched; air compound strikes",
    );
    check("The court sentenced him to death.", "court nsubj sentenced; him obj sentenced");
    check(
        "Protesters who threw stones were arrested.",
        "who nsubj threw; threw acl:relcl Protesters; Protesters nsubj:pass arrested",
    );
    check(
        "The company has not paid its workers.",
        "not advmod paid; workers obj paid; its nmod:poss workers",
    );
}

#[test]
fn clauses_and_modifiers() {
    check("“We will win,” Wang said.", "said VBD; Wang nsubj said; We nsubj win");
    check("He refused to sign the treaty.", "sign xcomp refused; treaty obj sign; to mark sign");
    check("He is a lawyer.", "is cop lawyer; He nsubj lawyer; lawyer root -");
    check("The city is safe.", "is cop safe; city nsubj safe; safe JJ");
    check("They left because it rained.", "rained advcl left; because mark rained");
    check(
        "Putin's invasion of Ukraine began in 2022.",
        "Putin nmod:poss invasion; Ukraine nmod invasion; invasion nsubj began",
    );
    check("Talks with Iran resumed.", "Iran nmod Talks; Talks nsubj resumed");
    check("The army took over the city.", "over compound:prt took; city obj took");
    check("The plan, the spokesman said, is dead.", "spokesman nsubj said; plan nsubj dead");
    check("Two people were killed and five wounded.", "people nsubj:pass killed; wounded conj killed");
    check("The bank raised rates after inflation rose.", "rates obj raised; rose advcl raised");
    check("There is no evidence.", "There EX; There expl is; evidence nsubj is");
}

#[test]
fn tags() {
    check("He plans to run.", "plans VBZ; run VB");
    check("The plans are old.", "plans NNS");
    check("They have met twice.", "met VBN; twice RB");
    check("That man said that it was that.", "That DT; that IN");
    check("Officials in Washington deny the report.", "deny VBP; Washington NNP; report NN");
    check("Her lawyer told her.", "Her PRP$; her PRP");
    check("More troops arrived.", "More JJR; troops NNS");
    check("It can’t work.", "ca MD; n’t RB");
    check("The U.S.-led strikes killed 15.", "U.S. NNP; strikes NNS; 15 CD");
    check("Germany’s chancellor spoke.", "’s POS; chancellor NN");
}

#[test]
fn base_forms() {
    let lemmas = |body: &str| {
        let article = Article::new(body);
        let document = text::read(&article);
        (0..document.tokens.len())
            .map(|token| document.lemma(token).into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(lemmas("The children went home."), "the child go home .");
    assert_eq!(lemmas("She was seen making cities safer."), "she be see make city safe .");
    assert_eq!(lemmas("They didn’t fight; the men fled."), "they do not fight ; the man flee .");
}

#[test]
fn a_token_of_several_words_is_one_node() {
    check("The long-awaited talks began.", "long-awaited amod talks; talks nsubj began");
    check("Pro-Beijing parties won.", "parties nsubj won");
}

fn facts(document: &Document<'_>) -> Vec<(Option<usize>, &'static str, &'static str)> {
    let all = 0..document.tokens.len();
    all.map(|t| (document.head(t), document.relation(t).name(), document.xpos(t).name())).collect()
}

proptest! {
    #[test]
    fn any_text_has_trees(body in "(\\PC|[a-z]{1,6} |[A-Z]-[a-z]+ |[.\n ]){0,60}") {
        let article = Article::new(&body);
        let document = text::read(&article);
        prop_assert_eq!(facts(&document), facts(&text::read(&article)));
        for sentence in &document.sentences {
            let roots = sentence.tokens.clone().filter(|&token| document.head(token).is_none());
            prop_assert_eq!(roots.count(), 1);
            for token in sentence.tokens.clone() {
                let mut at = token;
                let mut steps = 0;
                while let Some(head) = document.head(at) {
                    prop_assert!(sentence.tokens.contains(&head));
                    at = head;
                    steps += 1;
                    prop_assert!(steps <= sentence.tokens.len());
                }
                prop_assert_eq!(document.children(token).filter(|&child| document.head(child) != Some(token)).count(), 0);
            }
        }
    }
}

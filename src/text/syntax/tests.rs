//! Sentences with the tags and arcs they must get, and what holds for any text.
//!
//! In: a sentence and facts about it. Out: nothing, or a failed test. "He left." has `He nsubj left` and `left VBD`.

use crate::model::Article;
use crate::text::{self, Document};
use proptest::prelude::*;

/// Sentences with facts about them, parted by "; ": "word TAG" for a Penn tag, "word relation head" for an arc (head "-" for
/// the root). A fact after "*" is right and not what we find today.
const CASES: &[(&str, &str)] = &[
    // Subjects and objects.
    ("He met reporters.", "He nsubj met; reporters obj met; met root -; met VBD; reporters NNS"),
    ("The minister condemned the attack.", "minister nsubj condemned; attack obj condemned"),
    (
        "The town was attacked by rebels.",
        "town nsubj:pass attacked; was aux:pass attacked; rebels obl:agent attacked",
    ),
    ("Police arrested three men on Friday.", "Police nsubj arrested; men obj arrested; Friday obl arrested"),
    ("China and Russia signed a deal.", "China nsubj signed; Russia conj China; deal obj signed"),
    ("She said that he had lied.", "She nsubj said; lied ccomp said; he nsubj lied; had aux lied; lied VBN"),
    ("The talks failed.", "talks NNS; failed VBD; talks nsubj failed"),
    ("The president will visit Paris next week.", "will MD; visit VB; Paris obj visit"),
    (
        "Israel launched air strikes on Gaza.",
        "Israel nsubj launched; strikes obj launched; air compound strikes",
    ),
    ("The court sentenced him to death.", "court nsubj sentenced; him obj sentenced"),
    (
        "Protesters who threw stones were arrested.",
        "who nsubj threw; threw acl:relcl Protesters; Protesters nsubj:pass arrested",
    ),
    ("The company has not paid its workers.", "not advmod paid; workers obj paid; its nmod:poss workers"),
    // Clauses and modifiers.
    ("“We will win,” Wang said.", "said VBD; Wang nsubj said; We nsubj win"),
    ("He refused to sign the treaty.", "sign xcomp refused; treaty obj sign; to mark sign"),
    ("He is a lawyer.", "is cop lawyer; He nsubj lawyer; lawyer root -"),
    ("The city is safe.", "is cop safe; city nsubj safe; safe JJ"),
    ("They left because it rained.", "rained advcl left; because mark rained"),
    (
        "Putin's invasion of Ukraine began in 2022.",
        "Putin nmod:poss invasion; Ukraine nmod invasion; invasion nsubj began",
    ),
    ("Talks with Iran resumed.", "Iran nmod Talks; Talks nsubj resumed"),
    ("The army took over the city.", "*over compound:prt took; *city obj took"),
    ("The plan, the spokesman said, is dead.", "spokesman nsubj said; *plan nsubj dead"),
    ("Two people were killed and five wounded.", "people nsubj:pass killed; wounded conj killed"),
    ("The bank raised rates after inflation rose.", "*rates obj raised; *rose advcl raised"),
    ("There is no evidence.", "There EX; There expl is; evidence nsubj is"),
    // Tags.
    ("He plans to run.", "plans VBZ; run VB"),
    ("The plans are old.", "plans NNS"),
    ("They have met twice.", "met VBN; twice RB"),
    ("That man said that it was that.", "That DT; that IN"),
    ("Officials in Washington deny the report.", "*deny VBP; Washington NNP; report NN"),
    ("Her lawyer told her.", "Her PRP$; her PRP"),
    ("More troops arrived.", "More JJR; troops NNS"),
    ("It can’t work.", "ca MD; n’t RB"),
    ("The U.S.-led strikes killed 15.", "U.S. NNP; strikes NNS; 15 CD"),
    ("Germany’s chancellor spoke.", "’s POS; chancellor NN"),
    // A token of several words is one node.
    ("The long-awaited talks began.", "long-awaited amod talks; talks nsubj began"),
    ("Pro-Beijing parties won.", "parties nsubj won"),
    // News.
    (
        "Officials from Ukraine denied the claim on Tuesday.",
        "Officials nsubj denied; Ukraine nmod Officials; claim obj denied; Tuesday obl denied",
    ),
    (
        "Rebels seized two villages and burned houses.",
        "Rebels nsubj seized; villages obj seized; burned conj seized; houses obj burned",
    ),
    (
        "The spokeswoman told reporters that the ministry had no comment.",
        "spokeswoman nsubj told; had ccomp told; ministry nsubj had; comment obj had",
    ),
    ("According to police, the suspect fled.", "suspect nsubj fled; police obl fled; fled root -"),
    ("Angela Merkel met Emmanuel Macron.", "Angela nsubj met; Merkel flat Angela; Emmanuel obj met"),
    (
        "The United Nations urged both sides to stop fighting.",
        "sides obj urged; *stop xcomp urged; both det sides",
    ),
    ("Lawmakers voted to approve the bill.", "approve xcomp voted; bill obj approve"),
    (
        "The accused were not allowed to leave.",
        "were aux:pass allowed; not advmod allowed; leave xcomp allowed",
    ),
    (
        "A bomb exploded near the embassy, killing six.",
        "bomb nsubj exploded; embassy obl exploded; killing advcl exploded",
    ),
    ("What he wants is peace.", "wants VBZ; peace NN; he nsubj wants"),
    ("The ship that sank was new.", "*sank acl:relcl ship; *that nsubj sank"),
    (
        "Zelenskyy thanked Biden for the weapons.",
        "Zelenskyy nsubj thanked; Biden obj thanked; weapons obl thanked",
    ),
    ("Who ordered the strike?", "Who nsubj ordered; strike obj ordered; Who WP"),
    ("I was in London when it happened.", "happened advcl London; it nsubj happened"),
    ("The firm plans to cut 500 jobs.", "cut xcomp plans; jobs obj cut; 500 nummod jobs"),
    ("Neither side has won.", "side nsubj won; has aux won"),
    (
        "The former president, Jacob Zuma, was jailed.",
        "president nsubj:pass jailed; Jacob appos president; former amod president",
    ),
    (
        "Troops entered the city on Monday and left on Tuesday.",
        "Troops nsubj entered; city obj entered; left conj entered",
    ),
    (
        "Sanctions will hurt the economy, analysts warn.",
        "analysts nsubj warn; economy obj hurt; Sanctions nsubj hurt",
    ),
    ("He asked whether they would come.", "come ccomp asked; whether mark come; they nsubj come"),
    ("The more they fight, the more they lose.", "fight VBP; lose VBP"),
    (
        "North Korea fired a missile over Japan.",
        "North compound Korea; Korea nsubj fired; missile obj fired; *Japan obl fired",
    ),
];

/// Returns what of `facts` does not hold of a sentence.
fn check(body: &str, facts: &str) -> Vec<String> {
    let article = Article::new(body);
    let document = text::read(&article);
    let place = |word: &str| (0..document.tokens.len()).find(|&token| document.word(token) == word);
    let mut wrong = Vec::new();
    for fact in facts.split("; ") {
        let wanted = fact.trim_start_matches('*');
        let parts: Vec<&str> = wanted.split(' ').collect();
        let token = place(parts[0]).unwrap_or_else(|| panic!("no {} in {body}", parts[0]));
        let head = document.head(token).map_or("-", |head| document.word(head));
        let found = match parts.len() {
            2 => format!("{} {}", parts[0], document.xpos(token).name()),
            _ => format!("{} {} {head}", parts[0], document.relation(token).name()),
        };
        if (found == wanted) == fact.starts_with('*') {
            wrong.push(format!("{body} wanted {fact}, found {found}"));
        }
    }
    wrong
}

#[test]
fn known_sentences() {
    let wrong: Vec<String> = CASES.iter().flat_map(|(body, facts)| check(body, facts)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

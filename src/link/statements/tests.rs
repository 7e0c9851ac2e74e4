//! Pairs of versions that must, and of near misses that must not, be one statement.

use super::*;

fn saying(text: &str, speaker: i64, day: Option<i32>) -> Option<Saying> {
    Content::of(text).map(|content| Saying::new(speaker, day, content, text))
}

#[test]
fn versions_of_one_utterance_join_and_near_misses_do_not() {
    let pairs = include_str!("pairs.tsv").lines().filter(|line| !line.starts_with('#'));
    let (mut count, mut wrong) = ([0, 0], Vec::new());
    for line in pairs {
        let [is, one, other] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let sayings = [one, other].map(|text| saying(text, 1, Some(100)));
        let joins = match &sayings {
            [Some(a), Some(b)] => {
                assert_eq!(a.likeness(b), b.likeness(a), "{line}");
                a.likeness(b) > 0
            }
            // What says too little stays alone.
            _ => false,
        };
        count[usize::from(is == "same")] += 1;
        if joins != (is == "same") {
            wrong.push(format!("{line}\n  {sayings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count:?}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count.iter().sum::<usize>() >= 40 && count.iter().all(|count| *count >= 20), "{count:?}");
}

#[test]
fn another_speaker_or_another_week_is_another_statement() {
    let text = "We demand the release of all hostages without conditions.";
    let at = |speaker, day| saying(text, speaker, day).unwrap();
    assert_eq!(at(1, Some(10)).likeness(&at(2, Some(10))), 0);
    assert_eq!(at(1, Some(10)).likeness(&at(1, Some(20))), 0);
    assert!(at(1, Some(10)).likeness(&at(1, Some(12))) > 0);
    assert!(at(1, Some(10)).likeness(&at(1, None)) > 0);
}

#[test]
fn what_says_little_stays_alone() {
    for text in ["We agree.", "Yes", "", "No, not at all", "It was what it was."] {
        assert_eq!(saying(text, 1, None), None, "{text}");
    }
}

#[test]
fn those_that_may_be_one_see_each_other() {
    let at = |text: &str, day| saying(text, 1, day).unwrap();
    let text = "The harbour needs a new pier before winter.";
    for (later, earlier) in [(Some(9), Some(7)), (Some(7), Some(9)), (None, Some(3)), (None, None)] {
        let (one, other) = (at(text, later), at(text, earlier));
        let stands: Vec<i64> = one.bins().iter().map(|bin| bin.own).collect();
        let seen: Vec<Bin> = other.bins().into_iter().filter(|bin| one.sees().contains(&bin.own)).collect();
        assert!(!seen.is_empty(), "{later:?} {earlier:?}");
        assert!(
            seen.iter().all(|bin| bin.seen_by.iter().any(|bin| stands.contains(bin))),
            "{later:?} {earlier:?}"
        );
    }
    assert!(at(text, Some(3)).rank() < at(text, None).rank());
    assert!(
        at(
            "The harbour needs a new pier before winter, or ferries to the islands must stop for good.",
            Some(3)
        )
        .rank()
            < at(text, Some(3)).rank()
    );
}

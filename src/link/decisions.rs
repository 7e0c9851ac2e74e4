//! What the user settled about entities and facts, and what follows from it.
//!
//! In: the rows of `decisions`. Out: which entity a key stands for, what it is called, and whether a new decision would
//! contradict them. After `merge person:wang-yi person:wang@3f2a` every fact about the second is one about the first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What is settled, as the contract names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionKind {
    /// The object is the subject: the subject's key stays.
    Merge,
    /// The articles and mentions listed in the object are about somebody else.
    Split,
    /// The subject is called what the object says.
    Rename,
    /// The subject is a person, organization ... as the object says.
    SetKind,
    /// The subject is nobody: what named it stays text.
    Ignore,
    /// Subject and object are two, whatever they are called.
    ForbidMerge,
    /// The quote or event is right.
    Confirm,
    /// The quote or event is wrong.
    Reject,
}

impl DecisionKind {
    /// Every kind with its word in the database.
    pub const ALL: [(DecisionKind, &'static str); 8] = [
        (DecisionKind::Merge, "merge"),
        (DecisionKind::Split, "split"),
        (DecisionKind::Rename, "rename"),
        (DecisionKind::SetKind, "set_kind"),
        (DecisionKind::Ignore, "ignore"),
        (DecisionKind::ForbidMerge, "forbid_merge"),
        (DecisionKind::Confirm, "confirm"),
        (DecisionKind::Reject, "reject"),
    ];

    /// Returns the word that stands for it in the database.
    pub fn as_str(self) -> &'static str {
        DecisionKind::ALL[self as usize].1
    }

    /// Returns the kind that `word` stands for.
    pub fn from_word(word: &str) -> Option<DecisionKind> {
        DecisionKind::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    /// Tells whether it says something with its object.
    pub fn has_object(self) -> bool {
        !matches!(self, DecisionKind::Ignore | DecisionKind::Confirm | DecisionKind::Reject)
    }

    /// Tells whether a second decision of this kind on one subject takes the first one's place.
    fn replaces(self) -> bool {
        matches!(self, DecisionKind::Rename | DecisionKind::SetKind)
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// What is settled.
    pub kind: DecisionKind,
    /// The key of an entity, quote or event.
    pub subject: String,
    /// The other entity's key, the name, the kind, or the keys that leave, separated by blanks.
    pub object: Option<String>,
    /// Why, in the user's words.
    pub note: Option<String>,
}

impl Decision {
    /// Returns the keys of entities it names, those that a split makes included.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = vec![self.subject.clone()];
        match (self.kind, &self.object) {
            (DecisionKind::Merge | DecisionKind::ForbidMerge, Some(object)) => keys.push(object.clone()),
            (DecisionKind::Split, Some(_)) => keys.push(Split::new(self).key),
            _ => {}
        }
        keys
    }

    /// Returns the first digits of the content hashes of the articles a split or a verdict is about.
    pub fn articles(&self) -> BTreeSet<&str> {
        let listed = match self.kind {
            DecisionKind::Split => self.object.as_deref().unwrap_or_default(),
            DecisionKind::Confirm | DecisionKind::Reject => &self.subject,
            _ => "",
        };
        listed
            .split(' ')
            .filter(|key| !key.is_empty())
            .map(|key| key.split(':').next().unwrap_or(key))
            .collect()
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.as_str(), self.subject)?;
        self.object.as_ref().map_or(Ok(()), |object| write!(f, " {object}"))
    }
}

/// What the user said of a quote or event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Confirmed,
    /// It is wrong.
    Rejected,
}

impl Verdict {
    /// Returns the word that stands for it in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Rejected => "rejected",
        }
    }
}

/// What leaves an entity, and the key of the entity it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The new entity's key: the old one's, and the smallest of the keys that leave.
    pub key: String,
    /// Articles that leave, by the first 16 digits of their content hashes.
    pub articles: BTreeSet<String>,
    /// Mentions that leave: their article, start and end.
    pub mentions: BTreeSet<(String, u32, u32)>,
}

impl Split {
    fn new(decision: &Decision) -> Split {
        let leaving: BTreeSet<&str> =
            decision.object.as_deref().unwrap_or_default().split(' ').filter(|key| !key.is_empty()).collect();
        let stem = decision.subject.split('@').next().unwrap_or_default();
        let mut key = format!("{stem}@{}", leaving.first().unwrap_or(&""));
        if key == decision.subject {
            key.push('+');
        }
        let mentions = leaving.iter().filter_map(|key| mention_of(key)).collect();
        let articles = leaving.iter().filter(|key| !key.contains(':')).map(|key| key.to_string()).collect();
        Split { key, articles, mentions }
    }
}

/// Reads a mention's key: content hash and span.
fn mention_of(key: &str) -> Option<(String, u32, u32)> {
    let (article, span) = key.split_once(':')?;
    let (start, end) = span.split_once('-')?;
    Some((article.to_string(), start.parse().ok()?, end.parse().ok()?))
}

/// All decisions, and what follows from them.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// The rows with their ids, ascending.
    rows: Vec<(i64, Decision)>,
    /// For every key of a namesake that is named here and goes by another key now: that key.
    aliases: BTreeMap<String, String>,
    /// For every key that was merged into another: the one that stays.
    merged: BTreeMap<String, String>,
    /// What leaves an entity, by its key.
    splits: BTreeMap<String, Vec<Split>>,
    /// All keys that are named here.
    named: BTreeSet<String>,
    names: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    ignored: BTreeSet<String>,
    verdicts: BTreeMap<String, Verdict>,
}

impl Decisions {
    /// Takes the rows of `decisions` with their ids; neither their order nor their ids change what follows from them.
    ///
    /// Where several keys of one entity were renamed, the name given to the key that stays counts, else the one given to
    /// the smallest key; the same goes for kinds.
    pub fn new(rows: Vec<(i64, Decision)>) -> Decisions {
        Decisions::with_aliases(rows, BTreeMap::new())
    }

    /// Does so where keys that the decisions name have changed since: a namesake's key has the smallest hash of its articles.
    pub fn with_aliases(mut rows: Vec<(i64, Decision)>, aliases: BTreeMap<String, String>) -> Decisions {
        rows.sort_by_key(|(id, _)| *id);
        let merged = merged(&rows, &aliases);
        let named = rows.iter().flat_map(|(_, decision)| decision.keys()).collect();
        let mut decisions = Decisions { merged, rows, aliases, named, ..Decisions::default() };
        decisions.names = decisions.said_of_entities(DecisionKind::Rename);
        decisions.kinds = decisions.said_of_entities(DecisionKind::SetKind);
        for (_, decision) in decisions.rows.clone() {
            let key = decisions.standing(&decision.subject).to_string();
            match decision.kind {
                DecisionKind::Split => decisions.splits.entry(key).or_default().push(Split::new(&decision)),
                DecisionKind::Ignore => drop(decisions.ignored.insert(key)),
                DecisionKind::Confirm => {
                    decisions.verdicts.insert(decision.subject, Verdict::Confirmed);
                }
                DecisionKind::Reject => {
                    decisions.verdicts.insert(decision.subject, Verdict::Rejected);
                }
                DecisionKind::Merge
                | DecisionKind::ForbidMerge
                | DecisionKind::Rename
                | DecisionKind::SetKind => {}
            }
        }
        decisions.splits.values_mut().for_each(|splits| splits.sort_by(|a, b| a.key.cmp(&b.key)));
        decisions
    }

    /// Returns for each standing key what the decisions of a kind say of it.
    fn said_of_entities(&self, kind: DecisionKind) -> BTreeMap<String, String> {
        let mut said: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, decision)| decision.kind == kind)
            .filter_map(|(_, decision)| Some((decision.subject.as_str(), decision.object.as_deref()?)))
            .map(|(subject, object)| {
                (self.standing(subject), subject != self.standing(subject), subject, object)
            })
            .collect();
        said.sort_unstable();
        said.dedup_by_key(|(standing, ..)| *standing);
        said.into_iter().map(|(standing, _, _, object)| (standing.to_string(), object.to_string())).collect()
    }

    /// Tells whether nothing is settled.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the decisions with their ids.
    pub fn rows(&self) -> &[(i64, Decision)] {
        &self.rows
    }

    /// Returns the key that stands for `key` after all merges.
    pub fn standing<'a>(&'a self, key: &'a str) -> &'a str {
        let key = self.aliases.get(key).map_or(key, String::as_str);
        self.merged.get(key).map_or(key, String::as_str)
    }

    /// Tells whether a decision is about this very key.
    pub fn names_key(&self, key: &str) -> bool {
        self.named.contains(key)
    }

    /// Returns the keys named here that changed since, each with the one it is now.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.aliases.iter().map(|(key, now)| (key.as_str(), now.as_str()))
    }

    /// Returns the keys named here that articles make: a person's, `@` and an article's, but for those that a split made.
    pub fn namesakes(rows: &[(i64, Decision)]) -> BTreeSet<String> {
        let made: BTreeSet<String> = rows
            .iter()
            .filter(|(_, decision)| decision.kind == DecisionKind::Split)
            .map(|(_, decision)| Split::new(decision).key)
            .collect();
        let named = rows.iter().flat_map(|(_, decision)| decision.keys());
        named.filter(|key| !made.contains(key) && key.contains('@')).collect()
    }

    /// Returns the keys that were merged into others, each with the one that stays.
    pub fn merged(&self) -> impl Iterator<Item = (&str, &str)> {
        self.merged.iter().map(|(key, standing)| (key.as_str(), standing.as_str()))
    }

    /// Returns the entity that an article's `key` stands for; `None` where it is to be ignored.
    ///
    /// `article` is the first 16 digits of the content hash.
    pub fn entity<'a>(&'a self, key: &'a str, article: &str) -> Option<&'a str> {
        let mut key = self.standing(key);
        let mut passed = BTreeSet::new();
        // What was split off may have been merged and split again; a circle ends where it closes.
        while passed.insert(key) {
            let splits = self.splits.get(key).map_or(&[][..], Vec::as_slice);
            match splits.iter().find(|split| split.articles.contains(article)) {
                Some(split) => key = self.standing(&split.key),
                None => break,
            }
        }
        (!self.ignored.contains(key)).then_some(key)
    }

    /// Returns the mentions of an article that leave the entity with this key: start, end and the key they go to.
    pub fn leaving<'a>(&'a self, key: &str, article: &str) -> Vec<(u32, u32, &'a str)> {
        let splits = self.splits.get(key).map_or(&[][..], Vec::as_slice);
        let of_article = |split: &'a Split| {
            let here =
                split.mentions.iter().filter(|mention| mention.0 == article).cloned().collect::<Vec<_>>();
            here.into_iter().map(|(_, start, end)| (start, end, self.standing(&split.key)))
        };
        splits.iter().flat_map(of_article).filter(|(.., key)| !self.ignored.contains(*key)).collect()
    }

    /// Returns the name the user gave an entity.
    pub fn name(&self, key: &str) -> Option<&str> {
        self.names.get(key).map(String::as_str)
    }

    /// Returns the kind the user gave an entity.
    pub fn kind(&self, key: &str) -> Option<&str> {
        self.kinds.get(key).map(String::as_str)
    }

    /// Returns what the user said of a quote or event.
    pub fn verdict(&self, key: &str) -> Option<Verdict> {
        self.verdicts.get(key).copied()
    }

    /// Returns the id of the decision that two entities are two.
    pub fn keeps_apart(&self, one: &str, other: &str) -> Option<i64> {
        let (one, other) = (self.standing(one), self.standing(other));
        let pair = |decision: &Decision| {
            let object = decision.object.as_deref().unwrap_or_default();
            let (a, b) = (self.standing(&decision.subject), self.standing(object));
            decision.kind == DecisionKind::ForbidMerge && ((a, b) == (one, other) || (a, b) == (other, one))
        };
        self.rows.iter().find(|(_, decision)| pair(decision)).map(|(id, _)| *id)
    }

    /// Returns the id of the decision that a new one takes the place of.
    pub fn replaced_by(&self, new: &Decision) -> Option<i64> {
        let same = |old: &Decision| old.kind == new.kind && old.subject == new.subject;
        self.rows.iter().find(|(_, old)| new.kind.replaces() && same(old)).map(|(id, _)| *id)
    }

    /// Says why a decision would contradict those made, if it does.
    pub fn contradiction(&self, new: &Decision) -> Option<String> {
        let id_of = |wanted: &dyn Fn(&Decision) -> bool| {
            self.rows.iter().find(|(_, old)| wanted(old)).map(|(id, _)| *id)
        };
        if let Some(id) =
            id_of(&|old| (old.kind, &old.subject, &old.object) == (new.kind, &new.subject, &new.object))
        {
            return Some(format!("decision {id} says so already"));
        }
        let object = new.object.as_deref().unwrap_or_default();
        let (one, other) = (self.standing(&new.subject), self.standing(object));
        match new.kind {
            DecisionKind::Merge => self.forbids_merge(one, other),
            DecisionKind::ForbidMerge if one == other => {
                let merge =
                    id_of(&|old| old.kind == DecisionKind::Merge && self.standing(&old.subject) == one);
                Some(merge.map_or_else(
                    || "they are one entity: split it".to_string(),
                    |id| format!("they are one since decision {id}: undo that first"),
                ))
            }
            DecisionKind::Split if self.standing(&Split::new(new).key) == one => {
                Some("what would leave was merged back: undo that merge first".to_string())
            }
            DecisionKind::Confirm | DecisionKind::Reject => {
                let verdict = |old: &Decision| {
                    matches!(old.kind, DecisionKind::Confirm | DecisionKind::Reject)
                        && old.subject == new.subject
                };
                id_of(&verdict).map(|id| format!("decision {id} says the opposite: undo that first"))
            }
            _ => None,
        }
    }

    fn forbids_merge(&self, one: &str, other: &str) -> Option<String> {
        if one == other {
            return Some("they are one entity already".to_string());
        }
        if let Some(id) = self.keeps_apart(one, other) {
            return Some(format!("decision {id} keeps them apart: undo that first"));
        }
        let is_ignored = |old: &Decision| {
            old.kind == DecisionKind::Ignore && [one, other].contains(&self.standing(&old.subject))
        };
        let is_split = |old: &Decision| {
            let (from, to) = (self.standing(&old.subject), Split::new(old).key);
            let pair = (from, self.standing(&to));
            old.kind == DecisionKind::Split && (pair == (one, other) || pair == (other, one))
        };
        self.rows.iter().find_map(|(id, old)| match old {
            old if is_ignored(old) => Some(format!("decision {id} ignores one of them: undo that first")),
            old if is_split(old) => Some(format!("decision {id} split them: undo that first")),
            _ => None,
        })
    }
}

/// Returns for every merged key the one that stays: of all keys joined, the one never merged into another; among several
/// of those, the smallest.
fn merged(rows: &[(i64, Decision)], aliases: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let now = |key| aliases.get(key).map_or(key, String::as_str);
    let pairs: Vec<(&str, &str)> = rows
        .iter()
        .filter(|(_, decision)| decision.kind == DecisionKind::Merge)
        .filter_map(|(_, decision)| Some((now(decision.subject.as_str()), now(decision.object.as_deref()?))))
        .collect();
    let objects: BTreeSet<&str> = pairs.iter().map(|(_, object)| *object).collect();
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    for &(subject, object) in &pairs {
        for key in [subject, object] {
            group_of.entry(key).or_insert_with(|| {
                groups.push(BTreeSet::from([key]));
                groups.len() - 1
            });
        }
        let (into, from) = (group_of[subject], group_of[object]);
        if into != from {
            let moved = std::mem::take(&mut groups[from]);
            group_of.extend(moved.iter().map(|key| (*key, into)));
            groups[into].extend(moved);
        }
    }
    let mut merged = BTreeMap::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let stays = group.iter().find(|key| !objects.contains(*key)).or(group.first()).expect("it has keys");
        let others = group.iter().filter(|key| *key != stays);
        merged.extend(others.map(|key| (key.to_string(), stays.to_string())));
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads "merge a b", a decision a line.
    fn decision(line: &str) -> Decision {
        let mut words = line.splitn(3, ' ');
        let kind = DecisionKind::from_word(words.next().unwrap()).expect("a kind");
        let subject = words.next().unwrap().to_string();
        Decision { kind, subject, object: words.next().map(str::to_string), note: None }
    }

    fn decisions(lines: &[&str]) -> Decisions {
        Decisions::new(lines.iter().enumerate().map(|(n, line)| (n as i64 + 1, decision(line))).collect())
    }

    #[track_caller]
    fn check(lines: &[&str], key: &str, article: &str, expected: Option<&str>) {
        let found = decisions(lines);
        assert_eq!(found.entity(key, article), expected, "{key} in {article}");
        let backwards: Vec<&str> = lines.iter().rev().copied().collect();
        assert_eq!(
            decisions(&backwards).entity(key, article),
            expected,
            "{key} in {article}, made backwards"
        );
    }

    #[test]
    fn merges_add_up_in_any_order() {
        check(&["merge a b"], "b", "1", Some("a"));
        check(&["merge a b"], "a", "1", Some("a"));
        check(&["merge a b", "merge c a"], "b", "1", Some("c"));
        check(&["merge a b", "merge c b"], "c", "1", Some("a"));
        check(&["merge a b", "merge b a"], "b", "1", Some("a"));
    }

    #[test]
    fn articles_leave_by_a_split_and_go_on_from_there() {
        check(&["split a 11 22"], "a", "22", Some("a@11"));
        check(&["split a 11 22"], "a", "33", Some("a"));
        check(&["split a 11", "merge x a@11"], "a", "11", Some("x"));
        check(&["merge a b", "split a 11"], "b", "11", Some("a@11"));
        check(&["merge b a", "split a 11"], "a", "11", Some("a@11"));
        check(&["split a@11 11"], "a@11", "11", Some("a@11+"));
        let found = decisions(&["split a 11:5-9"]);
        assert_eq!(found.leaving("a", "11"), [(5, 9, "a@11:5-9")]);
        assert_eq!(found.entity("a", "11"), Some("a"));
    }

    #[test]
    fn who_is_ignored_is_nobody() {
        check(&["ignore a"], "a", "1", None);
        check(&["merge a b", "ignore a"], "b", "1", None);
    }

    #[test]
    fn of_several_names_the_one_given_to_the_key_that_stays_counts() {
        let lines = [
            "rename a Ann",
            "rename b Bea",
            "rename c Cy",
            "merge a b",
            "merge d c",
            "merge d b2",
            "rename b2 Dee",
        ];
        for lines in [lines.to_vec(), lines.iter().rev().copied().collect()] {
            let found = decisions(&lines);
            assert_eq!((found.name("a"), found.name("d")), (Some("Ann"), Some("Dee")), "{lines:?}");
        }
    }

    #[track_caller]
    fn refuses(lines: &[&str], new: &str, expected: &str) {
        let found = decisions(lines).contradiction(&decision(new)).unwrap_or_default();
        assert!(found.starts_with(expected), "{new}: {found:?}");
        assert_eq!(found.is_empty(), expected.is_empty(), "{new}: {found:?}");
    }

    #[test]
    fn contradictions_are_refused_with_the_reason() {
        refuses(&["forbid_merge a b"], "merge a b", "decision 1 keeps them apart");
        refuses(&["forbid_merge a b"], "merge b a", "decision 1 keeps them apart");
        refuses(&["forbid_merge a b", "merge b c"], "merge c a", "decision 1 keeps them apart");
        refuses(&["merge a b"], "forbid_merge b a", "they are one since decision 1");
        refuses(&["merge a b"], "merge b a", "they are one entity already");
        refuses(&["merge a b"], "merge a b", "decision 1 says so already");
        refuses(&["split a 11"], "merge a a@11", "decision 1 split them");
        refuses(&["merge a a@11"], "split a 11", "what would leave was merged back");
        refuses(&["ignore b"], "merge a b", "decision 1 ignores one of them");
        refuses(&["confirm q"], "reject q", "decision 1 says the opposite");
        refuses(&["merge a b"], "merge a c", "");
        refuses(&["rename a Ann"], "rename a Anne", "");
    }
}

//! `nutgraf decisions`: writes the decisions to a text file and reads them back, here or in another database.
//!
//! In: a file or a database. Out: the other one. A line of the file: `merge<TAB>person:wang-yi<TAB>person:wang@3f2a<TAB>why`.

use super::entity::change;
use super::export::{failed, refuse_database, to_file};
use super::{ExitStatus, output_error, session};
use crate::cli::{DecisionsArgs, DecisionsWhat};
use crate::link::decisions::{Decision, DecisionKind};
use crate::store::{self, Store};
use crate::{Error, Result};
use std::io::{Read, Write};
use std::path::Path;

/// What stands above the decisions in the file.
const HEAD: &str = "kind\tsubject\tobject\tnote\n";

/// Runs the command.
pub fn run(args: &DecisionsArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    match &args.what {
        DecisionsWhat::Export { file } => export(file, db, out),
        DecisionsWhat::Import { file } => import(file, db, out),
    }
}

fn export(file: &Path, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    let rows = store::decisions::decisions(&connection, db)?;
    let mut decisions: Vec<&Decision> = rows.rows().iter().map(|(_, decision)| decision).collect();
    decisions.sort();
    let text = HEAD.to_string() + &decisions.iter().map(|decision| line(decision)).collect::<String>();
    if file == Path::new("-") {
        out.write_all(text.as_bytes()).map_err(output_error)?;
        return Ok(ExitStatus::Done);
    }
    refuse_database(file, db)?;
    to_file(file, |writer| writer.write_all(text.as_bytes()).map_err(|source| failed(file, source)))?;
    let _ = writeln!(std::io::stderr(), "wrote {} decisions to {}", decisions.len(), file.display());
    Ok(ExitStatus::Done)
}

fn line(decision: &Decision) -> String {
    let Decision { kind, subject, object, note } = decision;
    let field = |value: &Option<String>| value.clone().unwrap_or_default();
    format!("{}\t{subject}\t{}\t{}\n", kind.as_str(), field(object), field(note))
}

fn import(file: &Path, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let decisions = parse(file, &read(file)?)?;
    let told = change(db, "decisions import", |store| {
        let (mut made, mut known, mut nowhere) = (0, 0, 0);
        for (number, decision) in &decisions {
            if store.decisions().rows().iter().any(|(_, old)| same(old, decision)) {
                known += 1;
                continue;
            }
            let at = |error| match error {
                Error::Decision(reason) => {
                    Error::Decision(format!("{}, line {number}: {reason}", file.display()))
                }
                other => other,
            };
            store.decide(decision, &session::now()).map_err(at)?;
            made += 1;
            nowhere += usize::from(!is_about_something(store, decision)?);
        }
        let waiting = match nowhere {
            0 => String::new(),
            count => format!("; {count} wait for articles that are not here yet"),
        };
        Ok(format!("{made} decisions made, {known} known{waiting}"))
    })?;
    writeln!(out, "{told}").map_err(output_error)?;
    Ok(ExitStatus::Done)
}

/// Tells whether two decisions settle the same, whatever was noted beside them.
fn same(one: &Decision, other: &Decision) -> bool {
    (one.kind, &one.subject, &one.object) == (other.kind, &other.subject, &other.object)
}

fn is_about_something(store: &Store, decision: &Decision) -> Result<bool> {
    Ok(store.has_entity(&decision.subject)? || store.has_fact(&decision.subject)?)
}

fn read(file: &Path) -> Result<String> {
    let failed = |source| Error::Read { path: file.to_path_buf(), source };
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(failed)?;
        return Ok(text);
    }
    std::fs::read_to_string(file).map_err(failed)
}

/// Reads the lines of a file as decisions, each with its line number.
fn parse(file: &Path, text: &str) -> Result<Vec<(usize, Decision)>> {
    let mut decisions = Vec::new();
    for (n, text) in text.lines().enumerate() {
        if text.trim().is_empty() || text.starts_with('#') || (n == 0 && text == HEAD.trim_end()) {
            continue;
        }
        let decision = decision(text).ok_or_else(|| {
            let expected = "kind, subject, object and note, with a tab between them";
            Error::Decision(format!(
                "cannot read {}, line {}: it should hold {expected}",
                file.display(),
                n + 1
            ))
        })?;
        decisions.push((n + 1, decision));
    }
    Ok(decisions)
}

fn decision(line: &str) -> Option<Decision> {
    let mut fields = line.split('\t').map(str::trim);
    let kind = DecisionKind::from_word(fields.next()?)?;
    let subject = fields.next().filter(|subject| !subject.is_empty())?.to_string();
    let mut more = || fields.next().filter(|field| !field.is_empty()).map(str::to_string);
    let decision = Decision { kind, subject, object: more(), note: more() };
    (decision.object.is_some() == kind.has_object()).then_some(decision)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = match parse(Path::new("d.tsv"), text) {
            Ok(decisions) => decisions.iter().map(|(_, decision)| line(decision)).collect(),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn lines_are_read_as_they_are_written() {
        check("", "");
        check("kind\tsubject\tobject\tnote\n# by hand\n\nmerge\ta\tb\n", "merge\ta\tb\t\n");
        check("ignore\ta\t\tno name\n", "ignore\ta\t\tno name\n");
        let wrong = "it should hold kind, subject, object and note, with a tab between them";
        check("merge\ta\n", &format!("cannot read d.tsv, line 1: {wrong}"));
        check("\nmarry\ta\tb\n", &format!("cannot read d.tsv, line 2: {wrong}"));
        check("ignore a\n", &format!("cannot read d.tsv, line 1: {wrong}"));
    }
}

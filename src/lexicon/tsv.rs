//! Reads the project's TSV tables.
//!
//! In: `name<TAB>country` lines with a header line, `#` comments and blank lines. Out: rows of fields.
//! `Georgia (state)?` is the words "Georgia", another Georgia than the first, to be believed only in context.

/// Returns the rows of a table after its header line, each as its fields; missing trailing fields read as "".
pub fn rows<const COLUMNS: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).skip(1).map(|line| {
        let mut fields = [""; COLUMNS];
        for (place, field) in fields.iter_mut().zip(line.split('\t')) {
            *place = field.trim();
        }
        fields
    })
}

/// Returns the entries of a field that holds several, separated by `|`.
pub fn several(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').map(str::trim).filter(|entry| !entry.is_empty())
}

/// Splits an entry into what it is called and whether it needs context, which a `?` at its end says.
pub fn marked(entry: &'static str) -> (&'static str, bool) {
    match entry.strip_suffix('?') {
        Some(name) => (name, true),
        None => (entry, false),
    }
}

/// Returns the words to look for of a name: "Georgia (state)" is written "Georgia".
pub fn words_of(name: &'static str) -> &'static str {
    match name.split_once(" (") {
        Some((words, _)) => words,
        None => name,
    }
}

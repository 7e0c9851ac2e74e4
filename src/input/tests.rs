//! Tests of the whole way from a path to articles: walk, read, parse.
//!
//! In: files in a temporary folder. Out: a line for each record, `#2 T: text [remark]` or `#2 !reason`.

use super::*;
use crate::model::PublishedBasis;
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// Writes a file, reads it and compares what comes of it.
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    check_with(&Options::default(), name, bytes, expected);
}

fn check_with(options: &Options, name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join(name);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(&file, bytes).expect("a file");
    let lines: Vec<String> = outcomes(folder.path(), options).iter().map(shown).collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.strip_prefix(name).unwrap_or(line)).collect();
    assert_eq!(lines, expected);
}

/// Reads all files in a folder; uris are shown as below it.
fn outcomes(folder: &Path, options: &Options) -> Vec<(Raw, Outcome)> {
    let prefix = format!("{}/", folder.display());
    let mut outcomes = Vec::new();
    for source in walk(&[folder.to_path_buf()], options).expect("a walk") {
        let _ = read(&source, options, &mut |mut raw| {
            let outcome = parse(&raw, options);
            raw.uri = raw.uri.strip_prefix(&prefix).unwrap_or(&raw.uri).to_string();
            outcomes.push((raw, outcome));
            ControlFlow::Continue(())
        });
    }
    outcomes
}

fn shown((raw, outcome): &(Raw, Outcome)) -> String {
    match outcome {
        Err(reason) => format!("{} !{reason}", raw.uri),
        Ok(parsed) => {
            let title = parsed.article.metadata.title.as_deref().unwrap_or("-");
            let problem = parsed.problem.as_ref().map(|problem| format!(" [{problem}]")).unwrap_or_default();
            format!("{} {title}: {}{problem}", raw.uri, parsed.article.body)
        }
    }
}

fn packed(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes.as_ref()).expect("memory");
    encoder.finish().expect("memory")
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn jsonl_is_a_record_a_line() {
    check(
        "a.jsonl",
        "{\"title\": \"A\", \"text\": \"One.\"}\n\n \r\n{\"text\": \"Two.\"}\r\n{\"text\": \"unterm\n{\"id\": 1}\n{\"text\": \"\"}\n[1]\n{\"text\": \"\\ud83d broken\"}",
        &[
            "#1 A: One.",
            "#4 -: Two.",
            "#5 !JSON is cut off: EOF while parsing a string",
            "#6 !no \"text\" field (use --text-field to name it); it has id",
            "#7 !the text is empty",
            "#8 !an array where a JSON object should be",
            "#9 -: \u{fffd} broken [half a surrogate pair replaced]",
        ],
    );
    check(
        "a.ndjson",
        b"{\"text\": \"a\\u0000b\\r\\nc\"}",
        &["#1 -: a\u{fffd}b\nc [1 NUL character replaced]"],
    );
    check("a.jsonl", "[{\"text\": \"One.\"},\n{\"text\": \"Two.\"}]", &["#1 -: One.", "#2 -: Two."]);
    check("a.jsonl", utf16("{\"text\": \"Café.\"}\n{\"text\": \"Thé.\"}\n"), &["#1 -: Café.", "#2 -: Thé."]);
    check(
        "a.jsonl",
        b"{\"text\": \"Caf\xe9 na\xefve.\"}\n",
        &["#1 -: Café naïve. [decoded by guess as windows-1252]"],
    );
}

#[test]
fn json_is_cut_into_its_articles() {
    let two = &["#1 -: a]} \" b", "#2 -: Two."];
    check("a.json", r#"[{"text": "a]} \" b"}, {"text": "Two.", "x": [{"y": "]"}]}]"#, two);
    check(
        "a.json",
        r#"{"status": "ok", "articles": [{"text": "a]} \" b"}, {"text": "Two."}], "more": [1]}"#,
        two,
    );
    check("a.json", r#"{"response": {"total": 2, "results": [{"text": "a]} \" b"},{"text": "Two."}]}}"#, two);
    check("a.json", "{\"text\": \"a]} \\\" b\"}\n{\"text\": \"Two.\"}\n", two);
    check(
        "a.json",
        "{\n \"text\" : \"One.\",\n \"items\": [{\"a\": 1}], \"data\": {\"results\": []}\n}\n",
        &[" -: One."],
    );
    check(
        "a.json",
        "[1, \"two\", null, []]",
        &[
            "#1 !a number where a JSON object should be",
            "#2 !a string where a JSON object should be",
            "#3 !null where a JSON object should be",
            "#4 !an array where a JSON object should be",
        ],
    );
    check("a.json", "[]", &[" !no article in it"]);
    check(
        "a.json",
        "[{\"text\": \"One.\"}, {\"text\": \"Tw",
        &["#1 -: One.", " !file ends inside the JSON of article 2"],
    );
    check("a.json", "{\"text\": \"Tw", &[" !file ends inside the JSON of article 1"]);
    check("a.json", "<html>", &[" !not JSON: '<' where article 1 should begin"]);
    check("a.json", "\u{feff}{\"text\": \"One.\"}", &[" -: One."]);
    check("a.json", "[".repeat(100_000), &[" !file ends inside the JSON of article 1"]);
}

#[test]
fn tables_are_a_record_a_row() {
    check(
        "a.csv",
        "\u{feff}title,text,date\r\nA,\"One, \"\"two\"\"\r\nthree.\",2024-03-07\r\n\r\nB\r\nC,Four.,2024-02-31,x\r\n",
        &[
            "#1 A: One, \"two\"\nthree.",
            "#2 !no \"text\" field (use --text-field to name it); it has title",
            "#3 C: Four. [row has 4 fields, the header 3; date 2024-02-31 ignored: no such day]",
        ],
    );
    check("a.csv", "Titel;Text\nA;\"One; two\"\n", &["#1 -: One; two"]);
    check(
        "a.tsv",
        "title\ttext\nA\t\"Yes,\" he said.\nB\t\"No,\nnever.\"\n",
        &["#1 A: \"Yes,\" he said.", "#2 B: No,\nnever."],
    );
    check(
        "a.tsv",
        "a.txt\tVOA\nb.txt\tAFP\n",
        &[" !no \"text\" column (use --text-field to name it); it has a.txt, VOA"],
    );
    check("a.csv", "text\n", &[" !no row below the header"]);
    check("a.csv", utf16("title,text\nÉ,Café.\n"), &["#1 É: Café."]);
    check(
        "a.csv",
        "title,text\nA,One.\nB,\"cut off\nin the middle",
        &["#1 A: One.", "#2 !a quotation mark is not closed"],
    );
    let unclosed = "a quotation mark is not closed";
    check(
        "a.csv",
        "title,text\nA,\"One.\nB,Two.\nC,Three.\n",
        &[&format!("#1 A: One. [{unclosed}]"), "#2 B: Two.", "#3 C: Three."],
    );
    check(
        "a.csv",
        "title,text\nA,\"One.\nB,\"Two.\nC,\"Three.\n",
        &[
            &format!("#1 A: One. [{unclosed}]"),
            &format!("#2 B: Two. [{unclosed}]"),
            &format!("#3 !{unclosed}"),
        ],
    );
    check(
        "a.csv",
        "title,text\nA,\"One\ntwo \"three\" four.\"\nB,Five.\n",
        &[&format!("#1 !{unclosed}"), "#2 B: Five."],
    );
}

#[test]
fn texts_are_one_record() {
    check("a.txt", "Talks resume.\r\nToday.", &[" -: Talks resume.\nToday."]);
    check("a.txt.gz", packed("Talks resume."), &[" -: Talks resume."]);
    check("a.txt", packed("Talks resume."), &[" -: Talks resume."]);
    check("a.txt.gz", &packed("Talks resume.")[..20], &[" !gzip stream is cut off"]);
    check("a.html.gz", packed("<p>Talks.</p>"), &[" -: Talks."]);
    check("a.txt.gz", packed(""), &[" !empty file"]);
    check("a.txt.gz", "Talks resume.", &[" -: Talks resume. [named .gz but not compressed]"]);
    check("a.txt", "", &[" !empty file"]);
    check("a.json", "", &[" !empty file"]);
    check("a.csv", "", &[" !empty file"]);
    check("a.md", " \n\t\r\n ", &[" !nothing but white space"]);
    check("a.jsonl", " \n\t\r\n ", &[" !nothing but white space"]);
    check("a.txt", "***\n", &[" !no word in it"]);
    check("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", &[" !binary, not text"]);
    check("a.txt", utf16("Talks."), &[" -: Talks."]);
}

#[test]
fn what_came_before_a_cut_is_kept() {
    let lines: String =
        (0..20_000u64).map(|i| format!("{{\"text\": \"Number {}.\"}}\n", i * i * 7919 % 100_003)).collect();
    let whole = packed(lines);
    for name in ["a.jsonl.gz", "a.json.gz"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(name), &whole[..whole.len() / 2]).expect("a file");
        let outcomes = outcomes(folder.path(), &Options::default());
        let (last, before) = outcomes.split_last().expect("records");
        assert!(before.len() > 1000 && before.iter().all(|(_, outcome)| outcome.is_ok()));
        assert_eq!(shown(last), format!("{name} !gzip stream is cut off after {} records", before.len()));
    }
}

#[test]
fn hashes_are_of_the_bytes_on_disk() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = "{\n \"text\": \"One.\" }\n";
    let files: [(&str, &[u8]); 4] = [
        ("a.json", object.as_bytes()),
        ("b.jsonl", b"{\"text\": \"One.\"}\r\n"),
        ("c.csv", b"text\n\"One.\"\n"),
        ("d.txt.gz", &packed("One.")),
    ];
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let hashes: Vec<String> =
        outcomes(folder.path(), &Options::default()).into_iter().map(|(raw, _)| raw.raw_hash).collect();
    let expected = [object.as_bytes(), b"{\"text\": \"One.\"}", b"\"One.\"", &packed("One.")];
    assert_eq!(hashes, expected.map(crate::canonical::raw_hash));
}

#[cfg(unix)]
#[test]
fn nothing_but_files_is_opened() {
    use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("a.txt")).status().expect("mkfifo").success());
    let _socket = UnixListener::bind(at("b.txt")).expect("a socket");
    symlink("/dev/zero", at("c.txt")).unwrap();
    symlink("d.txt", at("d.txt")).unwrap();
    symlink("nothing", at("e.txt")).unwrap();
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"f\xe9.txt")), "Talks.").unwrap();
    fs::write(at("g#1\n.jsonl"), "{\"text\": \"Talks.\"}").unwrap();
    let found: Vec<String> = outcomes(folder.path(), &Options::default()).iter().map(shown).collect();
    assert_eq!(
        found,
        [
            "a.txt !a named pipe, not a file",
            "b.txt !a socket, not a file",
            "c.txt !a device, not a file",
            "d.txt !cannot be read: too many levels of symbolic links",
            "e.txt !the link leads to nothing",
            "f%E9.txt -: Talks.",
            "g%231%0A.jsonl#1 -: Talks.",
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, inner) = (folder.path().join("a.txt"), folder.path().join("b"));
    fs::write(&file, "Talks.").unwrap();
    fs::create_dir(&inner).unwrap();
    for path in [&file, &inner] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    }
    // The superuser may read everything.
    if fs::read(&file).is_err() {
        let found: Vec<String> = outcomes(folder.path(), &Options::default()).iter().map(shown).collect();
        assert_eq!(
            found,
            ["a.txt !cannot be read: permission denied", "b !cannot read the folder: permission denied"]
        );
    }
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn the_side_table_is_no_input() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = folder.path().join("table.csv");
    fs::write(&table, "path,outlet\na.txt,BBC\n").unwrap();
    fs::write(folder.path().join("a.txt"), "Talks.").unwrap();
    let side_table = Some(Arc::new(SideTable::load(&table).expect("a table")));
    let found = outcomes(folder.path(), &Options { side_table, ..Options::default() });
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.as_ref().expect("an article").article.metadata.outlet.as_deref(), Some("BBC"));
}

#[test]
fn a_file_may_go_between_walking_and_reading() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, "Talks.").unwrap();
    let options = Options::default();
    let source = walk(&[folder.path().into()], &options).expect("a walk").next().expect("a file");
    fs::remove_file(&file).unwrap();
    let mut reasons = Vec::new();
    let _ = read(&source, &options, &mut |raw| {
        assert_eq!(raw.raw_hash, "");
        reasons.push(raw.content.expect_err("a reason"));
        ControlFlow::Continue(())
    });
    assert_eq!(reasons, ["gone by the time it was read"]);
}

#[test]
fn the_sink_may_break_off() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [
        ("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"}"),
        ("a.json", "[{\"text\": \"a\"}, {\"text\": \"b\"}]"),
        ("b.json", "{\"items\": [{\"text\": \"a\"}, {\"text\": \"b\"}]}"),
        ("a.csv", "text\na\nb\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let options = Options::default();
    for source in walk(&[folder.path().into()], &options).expect("a walk") {
        let mut count = 0;
        let flow = read(&source, &options, &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert_eq!((flow, count), (ControlFlow::Break(()), 1));
    }
}

/// Checks outlet, date and its basis of one file.
fn check_told(options: &Options, name: &str, text: &str, outlet: &str, at: &str, basis: PublishedBasis) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join(name);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(&file, text).expect("a file");
    let (_, outcome) = outcomes(folder.path(), options).pop().expect("a record");
    let metadata = outcome.expect("an article").article.metadata;
    assert_eq!(metadata.outlet.as_deref(), Some(outlet));
    assert_eq!(metadata.published_at.as_deref(), Some(at));
    assert_eq!(metadata.published_basis, Some(basis));
}

#[test]
fn the_user_knows_best() {
    let table = tempfile::NamedTempFile::new().expect("a table");
    fs::write(&table, "path,outlet,date\nBBC/2024-03-07_b.txt,BBC News,2024-03-08\n").unwrap();
    let options = Options {
        outlet: Some("Wire".into()),
        outlet_from_path: Some(PathPattern::parse("{outlet}/*_*.*").expect("a pattern")),
        date_from_path: Some(PathPattern::parse("{year}-{month}-{day}_*.*").expect("a pattern")),
        side_table: Some(Arc::new(SideTable::load(table.path()).expect("a table"))),
        ..Options::default()
    };
    use PublishedBasis::{File, Metadata};
    check_told(&options, "BBC/2024-03-07_a.txt", "Talks.", "BBC", "2024-03-07", File);
    check_told(&options, "BBC/2024-03-07_b.txt", "Talks.", "BBC News", "2024-03-08", File);
    let record = r#"{"text": "Talks.", "outlet": "X", "date": "2024-03-07T10:00Z"}"#;
    check_told(&options, "c.json", record, "Wire", "2024-03-07T10:00Z", Metadata);
    check_told(&options, "BBC/2024-03-07_c.json", record, "BBC", "2024-03-07T10:00Z", Metadata);
    check_told(&options, "BBC/2024-03-09_c.json", record, "BBC", "2024-03-09", File);
}

#[test]
fn wrong_patterns_are_refused_at_once() {
    let pattern = PathPattern::parse("{outlet}/*").expect("a pattern");
    let options = Options { date_from_path: Some(pattern), ..Options::default() };
    let problem = walk(&[], &options).err().expect("no walk").to_string();
    assert_eq!(problem, "--date-from-path {outlet}/*: names neither {date} nor {year}");
}

#[test]
fn marked_up_records_are_pages() {
    check("a.json", r#"{"title": "T", "content": "<p>They met in Kyiv.</p>"}"#, &[" T: They met in Kyiv."]);
    check("a.json", r#"{"text": "<3 is no tag</p>"}"#, &[" -: <3 is no tag</p>"]);
}

/// Bytes that look a little like the formats, so that the readers get beyond their first byte.
fn odd_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..20),
        proptest::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "\n",
            "\r\n",
            "\t",
            ";",
            "text",
            "\"text\":",
            "\"a\"",
            "title,text\n",
            "{\"text\":\"a\"}",
            "\\ud83d",
            "\\u",
            "\u{feff}",
            "é",
            "\0",
            "NaN",
            "-",
            "1",
            "\"articles\":[{",
            "\"response\":{",
            "<p>",
            "<meta charset=",
            "\"\"",
            "2024-02-30",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        proptest::sample::select(vec![&b"\xff\xfe"[..], b"\xfe\xff", b"\x1f\x8b\x08\0", b"\xe2\x82"])
            .prop_map(<[u8]>::to_vec),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_come_to_an_end(bytes in odd_bytes(), is_packed in any::<bool>()) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let bytes = if is_packed { packed(&bytes) } else { bytes };
        for extension in ["txt", "html", "json", "jsonl", "csv", "tsv"] {
            fs::write(folder.path().join(format!("a.{extension}")), &bytes).expect("a file");
        }
        let outcomes = outcomes(folder.path(), &Options::default());
        for format in Format::ALL {
            prop_assert!(outcomes.iter().any(|(raw, _)| raw.format == format), "{format:?} is lost in silence");
        }
        for (raw, outcome) in &outcomes {
            let reason = outcome.as_ref().err();
            prop_assert!(reason.is_none_or(|reason| !reason.is_empty()));
            prop_assert!(outcome.as_ref().map_or(true, |parsed| !parsed.article.body.contains('\0')), "{}", raw.uri);
        }
    }
}

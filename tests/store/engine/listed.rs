//! What is listed and exported of a store some events at a time: byte for byte what the file gives, with a portion in memory.

use super::browsed;
use crate::answers::{QUERIES, assert_prints_the_same, loaded};
use crate::common::generate;
use crate::{Files, bundled, node, odd, push};
use oreline::door::dataset::Dataset;
use oreline::door::error::Error;
use oreline::door::export::{Format, RecordFormat, RowFormat, Terminal, listing};
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::{Portions, Query, Request, TakeArticles, TakeEvents, View};
use oreline::door::store::{Remote, Told};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

/// Articles that are written in one event and named by others, before it and after it, in several events with one address,
/// and nowhere.
fn across() -> String {
    let mut lines = String::new();
    let _ = writeln!(
        lines,
        r#"{{"record":"article","id":"own","url":"https://own.org/1","headline":"Of its own","publisher":"Own"}}"#
    );
    for n in 0..40 {
        let article = match n % 8 {
            0 => format!(r#""p{}""#, n / 8 * 8 + 5),
            1 => format!(r#"{{"url":"https://shared.org/{}","publisher":"Shared {n}"}}"#, n / 16),
            2 => r#""own""#.to_owned(),
            3 => r#""gone""#.to_owned(),
            5 => format!(
                r#"{{"id":"p{n}","url":"https://a.org/{n}","headline":"In place {n}","publisher":"Paper {n}"}}"#
            ),
            6 => format!(r#""p{}",{{"url":"https://own.org/1","publisher":"Own again"}}"#, n / 8 * 8 + 5),
            _ => format!(r#""p{}""#, (n + 21) % 40 / 8 * 8 + 5),
        };
        let quote = if n % 3 == 0 {
            format!(
                r#","quotes":[{{"type":"direct","speaker":"Ann {}","text":"we said {n} things","article":"own"}}]"#,
                n % 4
            )
        } else {
            String::new()
        };
        let date = if n % 10 == 9 { "null".to_owned() } else { format!("\"20{:02}-0{}\"", n * 7 % 20, n % 3 + 1) };
        let _ = writeln!(
            lines,
            r#"{{"record":"event","id":"e{n}","label":"Event {n} of {}","date":{date},"countries":["{}"],"articles":[{article}]{quote}}}"#,
            ["uranium", "copper"][n % 2],
            ["KZ", "MN", "US"][n % 3],
        );
    }
    lines
}

/// So many small events, of which none has anything in common with others but words.
fn small(count: usize) -> String {
    let mut lines = String::new();
    for n in 0..count {
        let quote = if n % 50 == 0 { r#","quotes":[{"type":"direct","speaker":"Ann","text":"we meet"}]"# } else { "" };
        let _ = writeln!(
            lines,
            r#"{{"record":"event","id":"e{n}","label":"Event {n}","date":"20{:02}-{:02}","countries":["{}"]{quote}}}"#,
            n % 25,
            n % 12 + 1,
            ["KZ", "MN", "US"][n % 3],
        );
    }
    lines
}

/// What is written of a file.
fn of_file(here: &Dataset, query: &Query, (view, lang): (View, Lang), format: Format) -> String {
    let answer = listing::answer(here, query, Arc::default(), (view, lang)).unwrap();
    let mut written = Vec::new();
    listing::write(here, &answer, (lang, "data"), format, Terminal::default(), &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

/// What is written of a store, so many events at a time at most, and the most that were held; `None` where the engine does
/// not tell it.
fn of_store(
    there: &Remote,
    query: &Query,
    (view, lang): (View, Lang),
    format: Format,
    most: usize,
) -> Option<(String, usize)> {
    let request = Request { query: query.clone(), view, lang, ..Request::default() };
    let marks = |_: &Dataset| Arc::default();
    let Told::Answer(_, mut listed) = there.listing(&request, &marks, Some(most), &|| false).unwrap() else {
        return None;
    };
    let mut written = Vec::new();
    listing::write_portions(&mut listed, (view, lang), format, Terminal::default(), &mut written).unwrap();
    Some((String::from_utf8(written).unwrap(), listed.greatest()))
}

const FORMATS: [Format; 6] = [
    Format::Records(RecordFormat::Jsonl),
    Format::Rows(RowFormat::Csv),
    Format::Records(RecordFormat::Json),
    Format::Rows(RowFormat::Table),
    Format::Rows(RowFormat::Plain),
    Format::Rows(RowFormat::Markdown),
];

#[test]
fn a_list_by_portions_is_that_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let is_whole = std::env::var_os("STORE_QUERIES").is_some_and(|which| which == "all");
    let (mut count, mut differ) = (0, Vec::new());
    for (number, (name, file)) in [
        ("test-listed", bundled()),
        ("test-listed-odd", files.file("odd.jsonl", &odd())),
        ("test-listed-across", files.file("across.jsonl", &across())),
        ("test-listed-made", files.file("made.jsonl", &generate::lines(200))),
    ]
    .into_iter()
    .enumerate()
    {
        push(&node, name, &[&file], &["--replace", "--shards", if number == 3 { "3" } else { "1" }]);
        let here = loaded(Input::Path(file));
        let there = browsed(&node, name).open().unwrap().unwrap();
        let asked = QUERIES.iter().enumerate().filter(|(at, _)| is_whole || *at == 0 || at % 4 == number);
        for (at, text) in asked {
            let query = Query::parse(text).unwrap();
            let formats = if at == 0 { &FORMATS[..] } else { &[FORMATS[at % 6], FORMATS[(at + 1) % 6]] };
            for (view, format) in formats.iter().flat_map(|format| [(View::Events, *format), (View::Quotes, *format)]) {
                let lang = if at % 2 == 0 { Lang::En } else { Lang::Ru };
                let expected = of_file(&here, &query, (view, lang), format);
                let most = if here.event_count() > 100 { 40 } else { [3, 1, 17][at % 3] };
                let Some((written, greatest)) = of_store(&there, &query, (view, lang), format, most) else {
                    panic!("{name}: {text} wants all data")
                };
                count += 1;
                if written != expected {
                    let at = written.lines().zip(expected.lines()).position(|(a, b)| a != b);
                    let line = |of: &str| of.lines().nth(at.unwrap_or(0)).unwrap_or_default().to_owned();
                    let lengths = (expected.len(), written.len());
                    differ.push(format!(
                        "{name}: {text} {view:?} {format:?} by {most}, line {at:?} {lengths:?}\n  {}\n  {}",
                        line(&expected),
                        line(&written)
                    ));
                }
                assert!(greatest <= here.event_count(), "{name}: {text}");
            }
        }
    }
    println!("{count} outputs are equal byte for byte");
    let most = differ.len().min(12);
    assert!(differ.is_empty(), "{} of {count}:\n{}", differ.len(), differ[..most].join("\n"));
}

/// Counts what is given.
struct Counted<'p>(&'p mut dyn Portions, usize);

impl Portions for Counted<'_> {
    fn frame(&self) -> Arc<Dataset> {
        self.0.frame()
    }

    fn each_of_events(&mut self, take: &mut TakeEvents<'_>) -> Result<(), Error> {
        let count = &mut self.1;
        self.0.each_of_events(&mut |dataset, answer| {
            *count += answer.events.len();
            take(dataset, answer)
        })
    }

    fn each_of_articles(&mut self, take: &mut TakeArticles<'_>) -> Result<(), Error> {
        self.0.each_of_articles(take)
    }
}

/// Takes so many bytes, as a pager that is left.
struct Left(usize);

impl Write for Left {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_list_holds_a_portion_and_ends_with_its_reader() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let count = 1_000;
    let file = files.file("small.jsonl", &small(count));
    push(&node, "test-listed-small", &[&file], &["--replace"]);
    let there = browsed(&node, "test-listed-small").open().unwrap().unwrap();
    let (query, shown) = (Query::parse("country:KZ,MN").unwrap(), (View::Events, Lang::En));
    for format in FORMATS {
        let (written, greatest) = of_store(&there, &query, shown, format, 60).unwrap();
        assert_eq!(greatest, 60, "{format:?}");
        assert!(written.lines().count() > 600, "{format:?}");
    }
    let request = Request { query, ..Request::default() };
    let marks = |_: &Dataset| Arc::default();
    let told = there.listing(&request, &marks, Some(60), &|| false).unwrap();
    let Told::Answer(_, mut listed) = told else { panic!() };
    let mut counted = Counted(&mut listed, 0);
    let format = Format::Rows(RowFormat::Plain);
    let ended = listing::write_portions(&mut counted, shown, format, Terminal::default(), &mut Left(100));
    assert!(matches!(ended, Err(Error::Write { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe));
    assert_eq!(counted.1, 60, "no more is read");
    // Whoever stops it gets nothing more either.
    let told = there.listing(&request, &marks, Some(60), &|| true).unwrap();
    assert!(matches!(told, Told::Stopped));
}

#[test]
fn the_command_lists_many_events_of_a_store_as_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let file = files.file("many.jsonl", &small(20_050));
    push(&node, "test-listed-many", &[&file], &["--replace"]);
    let url = format!("{node}/test-listed-many");
    for words in [
        &["list", "--format", "jsonl"][..],
        &["list", "--format", "csv", "-q", "country:KZ date:2003.."],
        &["list", "--view", "quotes", "--format", "json"],
        &["list", "-q", "nothing-has-this-word"],
        &["list", "-q", "kind:nothing"],
    ] {
        assert_prints_the_same(words, &file, &url);
    }
}

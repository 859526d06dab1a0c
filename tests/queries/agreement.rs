//! The command line and the browser answer one query with the same events, in the same order; the line that `Y` copies
//! is run by a shell.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used)]
#![allow(clippy::panic)]

use crate::common::generate;
use oreline::door::app::{RecordId, Settings};
use oreline::door::dataset::load;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::query::{Control, Query, QuoteRows, Request, View, answer_in_steps};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use ratatui::layout::Size;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

const QUERIES: &[&str] = &[
    "",
    "б",
    "министр",
    "Koval",
    "\"в Астане\"",
    "страна:казахстан -тема:торговля",
    "country:KZ,MN country:US",
    "country:C5 date:2024..",
    "date:..2015 -country:RU",
    "date:none",
    "-date:2020",
    "by:Smith",
    "person:Иванов OR person:Koval",
    "said:металл",
    "publisher:\"News 3\" lang:ru",
    "publisher:news",
    "publisher:ньюс -country:RU",
    "publisher:\"news news\"",
    "has:quotes -has:problem",
    "(литий | уран) НЕ медь",
    "literal:on министр",
    "~минстр",
    "nothing-has-this-word",
];

fn listed(file: &Path, query: &str) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    let output = command.arg("list").arg(file).args(["--format", "plain", "-q", query]).output().unwrap();
    assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
    ids(output.stdout)
}

/// The first cells of plain rows.
fn ids(printed: Vec<u8>) -> Vec<String> {
    let text = String::from_utf8(printed).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

/// The ids of the rows on the screen; of quotes those of their events, of people their names.
fn shown(browser: &Headless) -> Vec<String> {
    let app = browser.app();
    let (rows, dataset) = (app.rows().unwrap(), app.dataset().unwrap());
    let shown = |row| match rows.record(row).unwrap() {
        RecordId::Person(_) => dataset.people().name(rows.person(row).unwrap().number, app.lang()).to_owned(),
        record => record.text_id(dataset).into_owned(),
    };
    (0..rows.len()).map(shown).collect()
}

fn browsed(browser: &mut Headless, query: &str) -> Vec<String> {
    browser.press("/").unwrap();
    browser.paste(query);
    browser.press("<Enter>").unwrap();
    let ids = shown(browser);
    // Every part of the query is taken away, one a press.
    for _ in 0..6 {
        browser.press("<Esc>").unwrap();
    }
    ids
}

#[track_caller]
fn assert_agree(file: &Path) {
    let mut browser =
        Headless::new(vec![Input::Path(file.to_owned())], Settings::default(), Size::new(120, 40)).unwrap();
    let mut found = 0;
    for query in QUERIES {
        let ids = browsed(&mut browser, query);
        assert_eq!(ids, listed(file, query), "{query}");
        found += usize::from(!ids.is_empty());
    }
    assert!(found > QUERIES.len() / 2, "most queries must find something to compare: {found}");
}

#[test]
fn made_up_events() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(generate::lines(1500).as_bytes()).unwrap();
    assert_agree(file.path());
}

#[test]
fn the_bundled_data() {
    assert_agree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"));
}

/// Words and parts of the made-up data, and what a shell would obey.
fn part() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "б",
        "министр",
        "Koval",
        "президента",
        "Smith",
        "ba",
        "\"в Астане\"",
        "~минстр",
        "it's",
        "$HOME",
        "$(exit 3)",
        "`x`",
        "\"a' b\"",
        "a\\b",
        "!!",
        "*",
        ";",
        "&",
        ">",
        "#",
        "-n",
        "--",
        "\n",
    ]);
    let value = prop::sample::select(vec![
        "country:KZ,US",
        "-country:RU",
        "country:C5",
        "date:2004..",
        "date:..2010-06",
        "-date:2001",
        "date:none",
        "person:Смит",
        "by:Johnson",
        "publisher:\"News 3\"",
        "lang:ru",
        "has:quotes",
        "-has:quotes",
        "said:ba",
        "org:\"Ministry of Mines\"",
        "org:'x'",
        "place:$PWD",
        "literal:on",
    ]);
    prop_oneof![3 => word.prop_map(str::to_owned), 4 => value.prop_map(str::to_owned)]
}

fn random_query() -> impl Strategy<Value = String> {
    let joined = |by: &'static str| prop::collection::vec(part(), 1..4).prop_map(move |parts| parts.join(by));
    prop_oneof![4 => joined(" "), 1 => joined(" OR "), 1 => joined(" -")]
}

/// Runs a line of the shell in which `oreline` is this program.
#[cfg(unix)]
fn run_by_shell(line: &str) -> Vec<String> {
    let script = format!("oreline() {{ \"$PROGRAM\" \"$@\"; }}\n{line}\n");
    let output =
        Command::new("sh").args(["-c", &script]).env("PROGRAM", env!("CARGO_BIN_EXE_oreline")).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    ids(output.stdout)
}

#[cfg(unix)]
#[test]
fn the_command_line_of_a_view_lists_what_is_on_the_screen() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(OsStr::from_bytes("it's \"$(x)\"\n`y`\u{1b}\u{202e}ы\\.jsonl\n".as_bytes()));
    std::fs::write(&path, generate::lines(200)).unwrap();
    let mut browser = Headless::new(vec![Input::Path(path)], Settings::default(), Size::new(120, 40)).unwrap();
    let mut random = TestRunner::deterministic();
    let (mut compared, mut found) = (0, 0);
    for number in 0.. {
        let typed = random_query().new_tree(&mut random).unwrap().current();
        let view = [1, 2, 3, 4, 1, 3, 4][number % 7];
        browser.press(&format!("{view}/<C-e><C-u>")).unwrap();
        browser.paste(&typed);
        browser.press("<Enter>").unwrap();
        if browser.app().search().error().is_some() {
            browser.press("<Esc>").unwrap();
            continue;
        }
        browser.press("Y<Esc>").unwrap();
        let (line, rows) = (browser.copied().last().unwrap().clone(), shown(&browser));
        assert_eq!(run_by_shell(&line), rows, "{typed}: {line}");
        found += usize::from(!rows.is_empty());
        compared += 1;
        if compared == 100 {
            break;
        }
        while !browser.app().query().is_empty() {
            browser.press("<Esc>").unwrap();
        }
    }
    assert!(found > 30, "many queries must find something to compare: {found}");
}

#[test]
fn quotes_so_far_only_grow_and_begin_with_the_newest() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(generate::lines(5000).as_bytes()).unwrap();
    let input = [Input::Path(file.path().to_owned())];
    let dataset = load(&input, &mut |_| ControlFlow::Continue(())).unwrap();
    let query = Query::parse("by:Smith OR by:Мельник").unwrap();
    let request = Request { query, view: View::Quotes, ..Request::default() };
    let mut so_far = Vec::new();
    let pace = Control { stop: &|| false, due: &|| true };
    let whole = answer_in_steps(&dataset, &request, &pace, &mut |answer| {
        assert!(answer.is_checking);
        so_far.push(answer.rows.quotes().clone());
    })
    .unwrap();
    assert!(!whole.is_checking && so_far.len() > 10);
    let newest = |quotes: &QuoteRows| (0..quotes.dated()).map_while(|row| quotes.quote(row, true)).collect::<Vec<_>>();
    let all = newest(whole.rows.quotes());
    for pair in so_far.windows(2) {
        assert!(pair[0].len() <= pair[1].len());
    }
    for quotes in &so_far {
        assert!(all.starts_with(&newest(quotes)), "what is there stays where it is");
    }
    assert!(so_far[0].len() < whole.rows.quotes().len());
    let stopped = Control { stop: &|| true, due: &|| false };
    assert!(answer_in_steps(&dataset, &request, &stopped, &mut |_| ()).is_none());
}

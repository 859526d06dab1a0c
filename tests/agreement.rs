//! The command line and the browser answer one query with the same events, in the same order.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used)]

#[path = "common/generate.rs"]
mod generate;

use oreline::app::Settings;
use oreline::headless::Headless;
use oreline::load::Input;
use ratatui::layout::Size;
use std::io::Write as _;
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
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("id\t"));
    lines.map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn browsed(browser: &mut Headless, query: &str) -> Vec<String> {
    browser.press("/").unwrap();
    browser.paste(query);
    browser.press("<Enter>").unwrap();
    let app = browser.app();
    let (rows, dataset) = (app.rows().unwrap(), app.dataset().unwrap());
    let ids = (0..rows.len()).map(|row| rows.record(row).unwrap().text_id(dataset).to_owned()).collect();
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

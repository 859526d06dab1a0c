//! What the pages for readers say is so: the README's picture of the screen and its tables of keys and queries are the
//! program's own, its examples work, and the map of the code names every file.
//!
//! `UPDATE_README=1` writes picture and keys anew between their markers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use oreline::app::Settings;
use oreline::app::keymap::readme_table;
use oreline::dataset::load;
use oreline::headless::Headless;
use oreline::load::Input;
use oreline::query::{Query, forms};
use ratatui::layout::Size;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The size of the picture: all three panes stand side by side from 120 columns on.
const WIDTH: u16 = 120;
const HEIGHT: u16 = 30;
/// What it shows: events of one country, the newest with a quotation.
const QUERY: &str = "country:KZ date:..2024-02";
/// What is pressed first, so that the quotation is on the screen.
const KEYS: &str = "<Enter><PgDn><C-d>";

fn screen() -> String {
    let settings = Settings { query: Query::parse(QUERY).unwrap(), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(WIDTH, HEIGHT)).unwrap();
    browser.press(KEYS).unwrap().text()
}

/// The README with `content` between the markers of that name; everything else as it was.
fn with(readme: &str, marker: &str, content: &str) -> String {
    let (start, end) = (format!("<!-- {marker} -->\n"), format!("<!-- /{marker} -->\n"));
    let (before, rest) = readme.split_once(&start).unwrap_or_else(|| panic!("README.md has no {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("README.md has no {end}"));
    format!("{before}{start}{content}{end}{after}")
}

#[test]
fn the_picture_and_the_keys_are_the_programs_own() {
    let readme = fs::read_to_string(README).unwrap();
    let drawn = with(&readme, "screen", &format!("```text\n{}```\n", screen()));
    let drawn = with(&drawn, "keys", &format!("\n{}\n", readme_table()));
    let drawn = with(&drawn, "forms", &format!("\n{}\n", forms::readme_table()));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(README, &drawn).unwrap();
    }
    let readme = fs::read_to_string(README).unwrap();
    let differs = readme.lines().zip(drawn.lines()).find(|(written, drawn)| written != drawn);
    assert!(readme == drawn, "UPDATE_README=1 draws it anew; the first line that differs: {differs:#?}");
}

#[test]
fn the_queries_it_shows_are_queries() {
    let readme = fs::read_to_string(README).unwrap();
    let examples: Vec<String> = readme
        .lines()
        .skip_while(|line| !line.starts_with("| type "))
        .skip(2)
        .take_while(|line| line.starts_with("| "))
        .flat_map(|line| line.split(" | ").next().unwrap().split('`').skip(1).step_by(2))
        // A table of Markdown escapes its own sign.
        .map(|example| example.replace("\\|", "|"))
        .collect();
    assert!(examples.len() > 15, "{examples:?}");
    for example in examples {
        let query = Query::parse(&example).unwrap_or_else(|error| panic!("{example}: {error}"));
        assert!(!query.is_empty(), "{example} asks for nothing");
    }
}

#[test]
fn its_examples_of_data_are_read_without_a_problem() {
    let readme = fs::read_to_string(README).unwrap();
    let examples: Vec<&str> = readme.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(example.as_bytes()).unwrap();
        let dataset = load(&[Input::Path(file.path().to_owned())], &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(dataset.problems(), []);
        assert_eq!((dataset.event_count(), dataset.article_count()), (1, 1), "{example}");
    }
}

/// The files of a folder that the map has to name, as paths from `src`; those of tests are passed over.
fn sources(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_tests = path.file_stem().is_some_and(|name| name == "tests");
        if path.is_dir() && !is_tests {
            sources(&path, root, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_tests {
            let parts: Vec<String> =
                path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy().into_owned()).collect();
            found.insert(parts.join("/"));
        }
    }
}

#[test]
fn the_code_map_names_every_file_and_no_other() {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(crate_root.join("docs/architecture.md")).unwrap();
    let map = page.split("## Code map").nth(1).unwrap().split("### Tests").next().unwrap();
    let mut named = BTreeSet::new();
    for line in map.lines().filter_map(|line| line.strip_prefix("- ")) {
        // `folder/`: `file.rs` what it is; `other.rs` what that is.
        let quoted = || line.split('`').skip(1).step_by(2);
        let folder = quoted().next().filter(|name| name.ends_with('/')).unwrap_or("");
        named.extend(
            quoted()
                .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "rs"))
                .map(|name| format!("{folder}{name}")),
        );
    }
    let mut there = BTreeSet::new();
    let root = crate_root.join("src");
    sources(&root, &root, &mut there);
    let missing: Vec<_> = there.difference(&named).collect();
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "docs/architecture.md lacks {missing:?} and names {gone:?}");
}

//! What the pages for readers say is so: the README's picture of the screen and the tables of keys and queries are the
//! program's own, its tasks end as it says, its examples work, and the map of the code names every file.
//!
//! `UPDATE_README=1` writes picture and keys anew between their markers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use oreline::door::app::Mode;
use oreline::door::app::Settings;
use oreline::door::app::keymap::{keys_page, parse_keys, resolve};
use oreline::door::catalogue::{Tongue, Ui};
use oreline::door::dataset::load;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::{Query, forms};
use ratatui::layout::Size;

/// The size of the picture: all three panes stand side by side from 120 columns on.
const WIDTH: u16 = 120;
const HEIGHT: u16 = 30;
/// What it shows: events of one country, the newest with a quotation.
const QUERY: &str = "country:KZ date:..2024-02";
/// What is pressed first, so that the quotation is on the screen.
const KEYS: &str = "<Enter><PgDn><C-d>";

fn screen(ui: Ui) -> String {
    let settings = Settings { query: Query::parse(QUERY).unwrap(), ..speaking(ui) };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(WIDTH, HEIGHT)).unwrap();
    browser.press(KEYS).unwrap().text()
}

/// What is set by `--ui`, of which the language of the data's texts follows.
fn speaking(ui: Ui) -> Settings {
    let lang = if ui.tongue == Tongue::Ru { Lang::Ru } else { Lang::En };
    Settings { tongue: ui.tongue, lang, ..Settings::default() }
}

/// The page with `content` between the markers of that name; everything else as it was.
pub fn with(readme: &str, marker: &str, content: &str) -> String {
    let (start, end) = (format!("<!-- {marker} -->\n"), format!("<!-- /{marker} -->\n"));
    let (before, rest) = readme.split_once(&start).unwrap_or_else(|| panic!("the page has no {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("the page has no {end}"));
    format!("{before}{start}{content}{end}{after}")
}

/// What a page has between its markers, the program's own.
fn drawn(page: &str, name: &str) -> String {
    match name {
        "README.md" | "README.ru.md" => with(page, "screen", &format!("```text\n{}```\n", screen(language_of(name)))),
        "docs/keys.md" | "docs/keys.ru.md" => with(page, "keys", &format!("\n{}", keys_page(language_of(name)))),
        _ => with(page, "forms", &format!("\n{}\n", forms::markdown_table(language_of(name)))),
    }
}

/// The language that a page is written in.
fn language_of(name: &str) -> Ui {
    Ui::new(if name.ends_with(".ru.md") { Tongue::Ru } else { Tongue::En })
}

pub fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_picture_the_keys_and_the_forms_are_the_programs_own() {
    for name in ["README.md", "README.ru.md", "docs/keys.md", "docs/keys.ru.md", "docs/search.md", "docs/search.ru.md"]
    {
        let page = read(name);
        let drawn = drawn(&page, name);
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &drawn).unwrap();
            continue;
        }
        let differs = page.lines().zip(drawn.lines()).find(|(written, drawn)| written != drawn);
        assert!(page == drawn, "UPDATE_README=1 draws {name} anew; the first line that differs: {differs:#?}");
    }
}

/// The rows of the table between two markers of a page, each as its cells.
fn rows(page: &str, marker: &str) -> Vec<Vec<String>> {
    let table = page.split(&format!("<!-- {marker} -->\n")).nth(1).unwrap();
    let table = table.split(&format!("<!-- /{marker} -->")).next().unwrap();
    table.lines().skip(2).map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// What is typed, in the notation of [`parse_keys`]: the name of a key stands for that key, all else for itself.
fn typed(words: &str) -> String {
    if words.len() > 1 && words.is_ascii() && parse_keys(&format!("<{words}>")).is_ok() {
        format!("<{words}>")
    } else {
        words.to_owned()
    }
}

#[test]
fn its_tasks_end_as_it_says() {
    let of_page =
        |name: &'static str| rows(&read(name), "tasks").into_iter().map(move |task| (language_of(name), task));
    let tasks: Vec<_> = ["README.md", "README.ru.md"].into_iter().flat_map(of_page).collect();
    assert_eq!(tasks.len(), 10);
    for (ui, task) in tasks {
        let keys: String = quoted(&task[2]).map(typed).collect();
        for size in [Size::new(80, 24), Size::new(120, 40), Size::new(200, 60)] {
            let mut browser = Headless::new(vec![Input::Bundled], speaking(ui), size).unwrap();
            let screen = browser.press(&keys).unwrap().text();
            for words in quoted(&task[3]) {
                assert!(screen.contains(words), "{}: {words} is not there at {size}:\n{screen}", task[1]);
            }
        }
    }
}

#[test]
fn its_fifteen_keys_are_keys() {
    let of_page = |name: &str| -> Vec<String> {
        let rows = rows(&read(name), "fifteen");
        rows.iter().flat_map(|row| quoted(&row[2]).map(typed).collect::<Vec<_>>()).collect()
    };
    let keys = of_page("README.md");
    assert_eq!(keys.len(), 15, "{keys:?}");
    assert_eq!(of_page("README.ru.md"), keys);
    for key in keys {
        let [key] = parse_keys(&key).unwrap()[..] else { panic!("{key} is no one key") };
        assert!(resolve(Mode::Timeline, key).or(resolve(Mode::Detail, key)).is_some(), "{key:?} does nothing");
    }
}

#[test]
fn it_stays_short_enough_to_be_read() {
    for name in ["README.md", "README.ru.md"] {
        let mut within = false;
        let counts = |line: &&str| {
            let is_fence = line.starts_with("```");
            let is_frame = *line == "```text" || within;
            within = is_frame && !(within && is_fence);
            !is_frame && !line.trim().is_empty() && !line.starts_with("<picture>")
        };
        let readme = read(name);
        let lines = readme.lines().filter(counts).count();
        assert!(lines <= 170, "{name}, {lines} lines: longer parts go to docs/");
    }
}

#[test]
fn pages_lead_only_to_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![
        "README.md".to_owned(),
        "README.ru.md".to_owned(),
        "CONTRIBUTING.md".to_owned(),
        "data/README.md".to_owned(),
    ];
    for entry in fs::read_dir(root.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(format!("docs/{}", path.file_name().unwrap().to_str().unwrap()));
        }
    }
    for page in pages {
        let text = read(&page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let pictures = text.split("src").skip(1).filter_map(|rest| rest.split('"').nth(1));
        for link in links.chain(pictures.filter(|name| Path::new(name).extension().is_some_and(|it| it == "svg"))) {
            let is_file = !link.is_empty() && !link.contains("://");
            let path = root.join(&page).parent().unwrap().join(link);
            assert!(!is_file || path.exists(), "{page} leads to {link}");
        }
    }
}

#[test]
fn the_queries_that_pages_show_are_queries() {
    for (name, least) in [("README.md", 15), ("README.ru.md", 15), ("docs/search.md", 25)] {
        let page = read(name);
        let examples: Vec<String> = page
            .lines()
            .skip_while(|line| {
                !["| type | to find |", "| набрать | чтобы найти |"].iter().any(|head| line.starts_with(head))
            })
            .skip(2)
            .take_while(|line| line.starts_with("| "))
            .flat_map(|line| quoted(line.split(" | ").next().unwrap()))
            // A table of Markdown escapes its own sign.
            .map(|example| example.replace("\\|", "|"))
            .collect();
        assert!(examples.len() >= least, "{name}: {examples:?}");
        for example in examples {
            let query = Query::parse(&example).unwrap_or_else(|error| panic!("{example}: {error}"));
            assert!(!query.is_empty(), "{example} asks for nothing");
        }
    }
}

#[test]
fn the_examples_of_data_are_read_without_a_problem() {
    let page = read("docs/formats.md");
    let examples: Vec<&str> = page.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
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

/// Who has the crate or the archive and not the repository finds every page to which the README leads.
#[test]
fn what_the_readme_leads_to_is_packed() {
    let manifest = read("Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("include = [")).unwrap();
    let packed: Vec<&str> = line.split('"').skip(1).step_by(2).map(|path| path.trim_start_matches('/')).collect();
    for page in ["README.md", "README.ru.md"] {
        let text = read(page);
        let links: Vec<&str> = text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap()).collect();
        let own: Vec<&&str> = links.iter().filter(|link| !link.is_empty() && !link.contains("://")).collect();
        assert!(own.len() > 8, "{page}: {links:?}");
        for link in own {
            let top = link.split('/').next().unwrap();
            assert!(packed.contains(&top), "{page} leads to {link}, which is not packed: {packed:?}");
        }
    }
    let archive = read(".ci/dist");
    let copied = archive.lines().find(|line| line.starts_with("cp \"$program\"")).unwrap();
    assert!(
        ["README.md", "README.ru.md", "CHANGELOG.md", "LICENSE"].iter().all(|page| copied.contains(page)),
        "{copied}"
    );
}

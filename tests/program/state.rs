//! What the user makes on the disk: who may read it, what stays whole, and what is never lost.
//!
//! Each test has a state folder of its own; that of whoever runs it is neither read nor written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::door::app::Settings;
use oreline::door::catalogue::Ui;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::state::{Change, Kept, RecordKey, RecordKind, SavedView, StateFile};
use oreline::door::worker::Resources;
use ratatui::layout::Size;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn bookmark(id: &str) -> Change {
    let key = RecordKey { id: id.to_owned(), kind: RecordKind::Event, data: "data".to_owned() };
    Change::Bookmark { key, title: format!("title of {id}"), on: true }
}

fn ids(kept: &Kept) -> Vec<&str> {
    kept.marks().iter().map(|(key, _)| key.id.as_str()).collect()
}

/// A state folder that does not exist yet, in a folder that goes away with the test.
fn home() -> (TempDir, StateFile, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("oreline");
    (home, StateFile::in_folder(folder.clone()), folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn without_a_file_there_is_nothing_and_reading_makes_none() {
    let (home, store, _) = home();
    assert_eq!(store.read().unwrap(), Kept::default());
    assert!(names(home.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_home, store, folder) = home();
    store.write(&[bookmark("a")]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
    // Whatever somebody has made of it meanwhile.
    fs::set_permissions(folder.join("state.json"), fs::Permissions::from_mode(0o644)).unwrap();
    store.write(&[bookmark("b")]).unwrap();
    assert_eq!(mode(&folder.join("state.json")), 0o600);
}

#[test]
fn a_write_leaves_the_file_and_nothing_else() {
    let (_home, store, folder) = home();
    for id in ["a", "b", "c"] {
        store.write(&[bookmark(id)]).unwrap();
    }
    assert_eq!(names(&folder), ["state.json", "state.lock"]);
    assert_eq!(ids(&store.read().unwrap()), ["a", "b", "c"]);
}

#[test]
fn two_browsers_do_not_lose_each_others_changes() {
    let (_home, store, _) = home();
    // Each has read before the other writes.
    let (one, two) = (store.clone(), store.clone());
    assert_eq!(one.read().unwrap(), two.read().unwrap());
    one.write(&[bookmark("one")]).unwrap();
    let written = two.write(&[bookmark("two")]).unwrap();
    assert_eq!(ids(&written.kept), ["one", "two"]);
    assert_eq!(written.moved, None);
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let (_home, store, folder) = home();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let store = store.clone();
            scope.spawn(move || {
                for number in 0..25 {
                    // A disk may be so slow that one has the lock for long; it is said, and tried again as the browser does.
                    while let Err(error) = store.write(&[bookmark(&format!("{writer}-{number}"))]) {
                        assert!(error.to_string().contains("another program has locked it"), "{error}");
                    }
                }
            });
        }
        // Whoever reads meanwhile finds a whole file each time.
        for _ in 0..200 {
            store.read().unwrap();
        }
    });
    assert_eq!(store.read().unwrap().marks().len(), 100);
    assert_eq!(names(&folder), ["state.json", "state.lock"]);
}

#[test]
fn a_broken_file_is_moved_aside_and_never_written_over() {
    let (_home, store, folder) = home();
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("state.json");
    for (number, broken) in ["{\"oreline-state\": 1, \"records\": [", "[]", "\u{feff}"].into_iter().enumerate() {
        fs::write(&path, broken).unwrap();
        let error = store.read().unwrap_err().to_string();
        assert!(error.contains("state.json"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), broken, "reading changes nothing");
        let written = store.write(&[bookmark("a")]).unwrap();
        let aside = folder.join(format!("state.broken-{}.json", number + 1));
        assert_eq!(written.moved.as_deref(), aside.to_str());
        assert_eq!(fs::read_to_string(&aside).unwrap(), broken);
        assert_eq!(ids(&store.read().unwrap()), ["a"]);
    }
}

#[test]
fn what_is_no_file_is_neither_read_nor_replaced() {
    let (_home, store, folder) = home();
    fs::create_dir_all(folder.join("state.json")).unwrap();
    for error in [store.read().unwrap_err(), store.write(&[bookmark("a")]).unwrap_err()] {
        assert!(error.to_string().contains("it is no ordinary file"), "{error}");
    }
    assert!(folder.join("state.json").is_dir());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_file_stays_a_link() {
    let (home, store, folder) = home();
    fs::create_dir_all(&folder).unwrap();
    let real = home.path().join("elsewhere.json");
    fs::write(&real, "").unwrap();
    std::os::unix::fs::symlink(&real, folder.join("state.json")).unwrap();
    store.write(&[bookmark("a")]).unwrap();
    assert!(fs::symlink_metadata(folder.join("state.json")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("title of a"));
}

#[test]
fn what_a_newer_version_has_written_stays() {
    let (_home, store, folder) = home();
    fs::create_dir_all(&folder).unwrap();
    let newer = json!({"oreline-state": 2, "tags": ["x"], "records": [{"record": "place", "id": "p", "pin": 1}]});
    fs::write(folder.join("state.json"), newer.to_string()).unwrap();
    let view =
        Box::new(SavedView { query: "country:KZ".to_owned(), view: "events".to_owned(), ..SavedView::default() });
    store.write(&[bookmark("a"), Change::View { name: "mine".to_owned(), view: Some(view) }]).unwrap();
    let written: Value = serde_json::from_slice(&fs::read(folder.join("state.json")).unwrap()).unwrap();
    assert_eq!((&written["oreline-state"], &written["tags"]), (&json!(2), &json!(["x"])));
    assert_eq!(written["records"][0], newer["records"][0]);
    assert_eq!(written["records"][1]["title"], "title of a");
    assert_eq!(written["views"][0]["name"], "mine");
}

const EVENTS: [(&str, &str); 3] = [("e1", "Talk in Astana"), ("e2", "Talk in Almaty"), ("e3", "Visit to Aktau")];

/// A file of these events, in a dataset of this title.
fn data(folder: &Path, name: &str, title: &str, events: &[(&str, &str)]) -> PathBuf {
    let path = folder.join(name);
    let event = |(id, label): &(&str, &str)| json!({"id": id, "label": label, "date": "2024-02-08"});
    let events: Vec<Value> = events.iter().map(event).collect();
    fs::write(&path, json!({"oreline": 1, "title": title, "events": events}).to_string()).unwrap();
    path
}

/// Events without a title of the whole, in a folder of their own.
fn untitled(folder: &Path, events: &[(&str, &str)]) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join("data.jsonl");
    let event = |(id, label): &(&str, &str)| json!({"record": "event", "id": id, "label": label}).to_string() + "\n";
    fs::write(&path, events.iter().map(event).collect::<String>()).unwrap();
    path
}

#[test]
fn files_of_one_name_in_two_folders_are_two() {
    let (home, store, _) = home();
    let a = untitled(&home.path().join("a"), &[("e1", "Talk"), ("e2", "Visit")]);
    let b = untitled(&home.path().join("b"), &[("e1", "Uranium"), ("e2", "Copper")]);
    browser(&a, &store).press("mi").unwrap().press("mine<Enter>").unwrap();
    let mut other = browser(&b, &store);
    assert!(!other.text().contains("mine"), "{}", other.text());
    other.press("M").unwrap();
    assert!(other.text().contains("0 of 2 events"), "{}", other.text());
    // The same file by another way, with its title corrected, is the same.
    untitled(&home.path().join("a"), &[("e1", "Talks"), ("e2", "Visits")]);
    let mut again = browser(&home.path().join("b/../a/data.jsonl"), &store);
    again.press("M").unwrap();
    assert!(again.text().contains("1 of 2 events"), "{}", again.text());
}

#[test]
fn what_is_marked_in_a_file_is_not_marked_in_a_copy_and_goes_with_it_where_it_is_moved() {
    let (home, store, _) = home();
    let events = [("e1", "Talk"), ("e2", "Visit")];
    let [a, b] = ["a", "b"].map(|name| untitled(&home.path().join(name), &events));
    browser(&a, &store).press("mi").unwrap().press("mine<Enter>").unwrap();
    let count = |path: &Path| {
        let mut opened = browser(path, &store);
        let is_noted = opened.text().contains("mine");
        opened.press("M").unwrap();
        (is_noted, opened.text().contains("1 of 2 events"))
    };
    assert_eq!((count(&a), count(&b)), ((true, true), (false, false)));
    // One of its own does not take the other's place.
    browser(&b, &store).press("jm").unwrap();
    assert_eq!((count(&a), count(&b)), ((true, true), (false, true)));
    let moved = home.path().join("moved.jsonl");
    fs::rename(&a, &moved).unwrap();
    assert_eq!(count(&moved), (true, true));
}

#[test]
fn what_was_kept_under_the_name_of_the_file_is_taken_over_once() {
    let (home, store, folder) = home();
    fs::create_dir_all(&folder).unwrap();
    let record = |id: &str, title: &str| json!({"record": "event", "id": id, "data": "data.jsonl", "title": title, "bookmark": true, "note": "old", "colour": 1});
    let old = json!({"oreline-state": 1, "records": [record("e1", "Talk"), record("e2", "Copper")]});
    fs::write(folder.join("state.json"), old.to_string()).unwrap();
    let a = untitled(&home.path().join("a"), &[("e1", "Talk"), ("e2", "Visit")]);
    let b = untitled(&home.path().join("b"), &[("e1", "Uranium"), ("e2", "Copper")]);
    for _ in 0..2 {
        browser(&a, &store).press("M").unwrap();
        let written: Value = serde_json::from_slice(&fs::read(folder.join("state.json")).unwrap()).unwrap();
        assert_eq!(written["records"][0]["data"], json!(fs::canonicalize(&a).unwrap()));
        assert_eq!((&written["records"][0]["note"], &written["records"][0]["colour"]), (&json!("old"), &json!(1)));
        assert_eq!(written["records"][1], old["records"][1], "it is of a record of other data");
    }
    let mut other = browser(&b, &store);
    other.press("M").unwrap();
    assert!(other.text().contains("1 of 2 events") && other.text().contains("Copper"), "{}", other.text());
    assert!(
        store.read().unwrap().marks().iter().all(|(key, _)| key.data.ends_with("data.jsonl") && key.data.len() > 10)
    );
}

#[cfg(unix)]
#[test]
fn marks_in_untitled_data_of_a_pipe_hold_for_the_run_and_say_so() {
    let (home, store, folder) = home();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let open = |bytes: &'static str| {
        let end = pipe.clone();
        let writer = std::thread::spawn(move || fs::write(end, bytes).unwrap());
        let opened = browser(&pipe, &store);
        writer.join().unwrap();
        opened
    };
    let mut opened = open("{\"id\": \"e1\", \"label\": \"Talk\"}\n");
    opened.press("m").unwrap();
    assert!(status(&opened).contains("for this run only"), "{}", status(&opened));
    opened.press("M").unwrap();
    assert!(opened.text().contains("1 of 1 event"), "{}", opened.text());
    opened.press("q").unwrap();
    assert!(!folder.join("state.json").exists());
    // A title says which data it is.
    let mut titled =
        open("{\"oreline\": 1, \"title\": \"Talks\", \"events\": [{\"id\": \"e1\", \"label\": \"Talk\"}]}");
    titled.press("m").unwrap();
    assert!(!status(&titled).contains("this run"), "{}", status(&titled));
    assert_eq!(ids(&store.read().unwrap()), ["e1"]);
}

fn browser(path: &Path, store: &StateFile) -> Headless {
    let resources =
        Resources { inputs: vec![Input::Path(path.to_owned())], state: Some(store.clone()), ..Resources::default() };
    Headless::with(resources, Settings::default(), Size::new(100, 24)).unwrap()
}

fn status(browser: &Headless) -> String {
    let said = browser.app().status().map(|status| Ui::ENGLISH.say(status.notice()).to_string());
    said.unwrap_or_default()
}

#[test]
fn a_bookmark_is_there_the_next_time_and_in_the_command() {
    let (home, store, _) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    browser(&path, &store).press("jm").unwrap();
    let mut again = browser(&path, &store);
    again.press("M").unwrap();
    assert!(again.text().contains("1 of 3 events"), "{}", again.text());
    let listed = list(home.path(), &path, &["-q", "has:bookmark"]);
    assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().count(), 1);
    // In every language and view, and together with other parts.
    for (query, rows) in
        [("есть:закладка", 1), ("есть:закладки", 1), ("has:note", 0), ("-has:bookmark", 2), ("has:bookmark,note", 1)]
    {
        let listed = list(home.path(), &path, &["-q", query]);
        assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().count(), rows, "{query}");
    }
}

#[test]
fn the_copied_command_line_and_the_quotes_know_the_bookmarks() {
    let (home, store, _) = home();
    let resources = Resources { inputs: vec![Input::Bundled], state: Some(store.clone()), ..Resources::default() };
    let mut browser = Headless::with(resources, Settings::default(), Size::new(100, 24)).unwrap();
    browser.press("/has:quotes<Enter>mjm/<C-u><Enter><Esc>MY").unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_oreline"));
    let mut shell = Command::new("/bin/sh");
    shell
        .env("LC_ALL", "C")
        .args(["-c", &browser.copied()[0]])
        .env("XDG_STATE_HOME", home.path())
        .env("PATH", program.parent().unwrap());
    let listed = String::from_utf8(shell.output().unwrap().stdout).unwrap();
    let ids = |listed: &str| listed.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>();
    let app = browser.app();
    let shown = |row| app.rows().unwrap().record(row).unwrap().text_id(app.dataset().unwrap()).into_owned();
    assert_eq!(ids(&listed), [shown(0), shown(1)]);
    let mut command = Command::new(program);
    command.env("LC_ALL", "C").env("XDG_STATE_HOME", home.path()).args([
        "list",
        "--view",
        "quotes",
        "-q",
        "has:bookmark",
    ]);
    let mut quotes = ids(&String::from_utf8(command.output().unwrap().stdout).unwrap());
    assert!(quotes.len() > 2, "{quotes:?}");
    quotes.dedup();
    assert_eq!(quotes, ids(&listed), "the quotes of the bookmarked events");
}

/// `oreline list` with a state folder in `home`.
fn list(home: &Path, data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    command.env("LC_ALL", "C");
    command.env("XDG_STATE_HOME", home).arg("list").arg(data).args(arguments).output().unwrap()
}

#[test]
fn bookmarks_and_notes_leave_the_program_marked_as_the_users_own() {
    let (home, store, _) = home();
    let path = home.path().join("a.json");
    let events = json!([
        {"id": "e1", "label": "Talk", "date": "2024-02-08", "articles": ["a1"], "quotes": [{"text": "Да", "speaker": "Ann"}]},
        {"id": "e2", "label": "Visit", "date": "2024-02-07"}
    ]);
    let articles = json!([{"id": "a1", "headline": "Headline"}]);
    fs::write(&path, json!({"oreline": 1, "title": "T", "events": events, "articles": articles}).to_string()).unwrap();
    let resources = Resources { inputs: vec![Input::Path(path.clone())], state: Some(store), ..Resources::default() };
    let mut browser = Headless::with(resources, Settings::default(), Size::new(100, 24)).unwrap();
    browser.press("miпозвонить, спросить \"когда\"<Enter>ji=второе<Enter>2iстатья<Enter>").unwrap();
    let printed = |arguments: &[&str]| {
        let output = list(home.path(), &path, arguments);
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let ends = |arguments: &[&str]| {
        let rows = printed(arguments);
        let end = |row: &str| row.split('\t').rev().take(2).map(str::to_owned).collect::<Vec<_>>();
        rows.lines().map(end).collect::<Vec<_>>()
    };
    assert_eq!(ends(&[]), [["позвонить, спросить \"когда\"", "yes"], ["=второе", ""]]);
    assert_eq!(ends(&["--view", "quotes"]), [["позвонить, спросить \"когда\"", "yes"]], "those of the quote's event");
    assert_eq!(ends(&["--view", "articles"]), [["статья", ""]]);
    let csv = printed(&["--format", "csv", "-q", "has:note"]);
    let read: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    let notes: Vec<&str> = read.iter().map(|row| row.get(12).unwrap()).collect();
    assert_eq!(notes, ["позвонить, спросить \"когда\"", "'=второе"], "no spreadsheet runs a note");
    let page = printed(&["--format", "md"]);
    assert!(page.contains("Bookmarked.\n\nMy note: позвонить") && page.contains("My note: =второе"), "{page}");
    let mut show = Command::new(env!("CARGO_BIN_EXE_oreline"));
    show.env("LC_ALL", "C");
    let shown = show.env("XDG_STATE_HOME", home.path()).args(["show", "e1"]).arg(&path).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.ends_with("my bookmark\tyes\nmy note\tпозвонить, спросить \"когда\"\n"), "{shown}");
}

#[test]
fn a_state_that_cannot_be_read_is_said_and_lists_nothing() {
    let (home, _, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("state.json"), "{").unwrap();
    let failed = list(home.path(), &path, &["-q", "has:bookmark"]);
    assert_eq!(failed.status.code(), Some(1));
    let message = String::from_utf8(failed.stderr).unwrap();
    assert!(message.contains("state.json") && message.contains("line 1 column 1"), "{message}");
    let listed = list(home.path(), &path, &[]);
    assert!(listed.status.success(), "nothing else needs it");
    let message = String::from_utf8(listed.stderr).unwrap();
    assert!(message.contains("state.json") && message.contains("bookmarks and notes are left out"), "{message}");
    let row = String::from_utf8(listed.stdout).unwrap().lines().next().unwrap().to_owned();
    assert!(row.ends_with("\t\t"), "{row}");
    assert_eq!(fs::read_to_string(folder.join("state.json")).unwrap(), "{");
}

#[test]
fn a_bookmark_survives_changed_data_and_says_when_its_record_is_gone() {
    let (home, store, _) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    browser(&path, &store).press("m").unwrap().press("jmi").unwrap().press("ask again<Enter>").unwrap();
    // One title is corrected, one record is gone, one is new.
    data(home.path(), "a.json", "Talks", &[("e0", "New"), ("e2", "Talks in Almaty"), ("e3", "Visit to Aktau")]);
    let mut changed = browser(&path, &store);
    let kept = store.read().unwrap();
    assert_eq!(ids(&kept), ["e2", "e3"]);
    changed.press("M").unwrap();
    assert!(changed.text().contains("2 of 3 events"), "{}", changed.text());
    data(home.path(), "a.json", "Talks", &[("e0", "New"), ("e2", "Talks in Almaty")]);
    let mut changed = browser(&path, &store);
    assert_eq!(status(&changed), "1 bookmarked record is not in this data; : lists bookmarks and notes");
    changed.press(":list book<Enter>").unwrap();
    let screen = changed.text();
    assert!(screen.contains("Visit to Aktau") && screen.contains("gone"), "{screen}");
    assert_eq!(store.read().unwrap(), kept, "nothing is deleted by itself");
    // And it comes back with its record.
    data(home.path(), "a.json", "Talks", &EVENTS);
    changed.press("<Esc><F5>M").unwrap();
    assert!(changed.text().contains("2 of 3 events"), "{}", changed.text());
}

#[test]
fn equal_ids_of_other_data_are_other_records_unless_the_title_is_the_same() {
    let (home, store, _) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    browser(&path, &store).press("mjm").unwrap();
    let other = data(home.path(), "b.json", "Prices", &[("e1", "Talk in Astana"), ("e2", "Uranium"), ("e3", "Copper")]);
    let mut stranger = browser(&other, &store);
    assert_eq!(status(&stranger), "", "they are not missed in other data");
    stranger.press("M").unwrap();
    assert!(stranger.text().contains("Nothing matches has:bookmark."), "{}", stranger.text());
    // One of its own does not take the other's place.
    stranger.press("u").unwrap().press("m").unwrap();
    let mut first = browser(&path, &store);
    first.press("M").unwrap();
    assert!(first.text().contains("2 of 3 events"), "{}", first.text());
}

#[test]
fn a_write_that_fails_is_said_and_made_good_by_the_next() {
    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    // A file is where the folder should be.
    fs::write(&folder, "").unwrap();
    let mut opened = browser(&path, &store);
    opened.press("m").unwrap();
    assert!(
        status(&opened).contains("cannot write") && status(&opened).contains("until you quit"),
        "{opened:?}",
        opened = status(&opened)
    );
    opened.press("M").unwrap();
    assert!(opened.text().contains("1 of 3 events"), "it stays in memory");
    fs::remove_file(&folder).unwrap();
    opened.press("uj").unwrap().press("m").unwrap();
    assert_eq!(store.read().unwrap().marks().len(), 2);
}

#[test]
fn a_broken_file_is_said_when_it_is_read_and_when_it_is_moved() {
    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("state.json"), "{\"oreline-state\": 1, ").unwrap();
    let mut opened = browser(&path, &store);
    assert!(status(&opened).contains("state.json") && status(&opened).contains("line 1"), "{}", status(&opened));
    opened.press("m").unwrap();
    assert!(status(&opened).contains("could not be read and is now"), "{}", status(&opened));
    assert!(status(&opened).ends_with("state.broken-1.json"), "{}", status(&opened));
    assert_eq!(names(&folder), ["state.broken-1.json", "state.json", "state.lock"]);
    assert_eq!(ids(&store.read().unwrap()), ["e3"]);
}

#[test]
fn a_write_that_failed_is_tried_again_when_the_user_quits() {
    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    fs::write(&folder, "").unwrap();
    let mut opened = browser(&path, &store);
    opened.press("m").unwrap();
    fs::remove_file(&folder).unwrap();
    opened.press("q").unwrap();
    assert!(opened.has_quit());
    assert_eq!(store.read().unwrap().marks().len(), 1);
}

#[test]
fn a_browser_shows_what_another_one_has_kept_meanwhile() {
    let (home, store, _) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    let (mut one, mut two) = (browser(&path, &store), browser(&path, &store));
    one.press("m").unwrap();
    two.press("jm").unwrap().press("M").unwrap();
    assert!(two.text().contains("2 of 3 events"), "{}", two.text());
    one.press("<F5>M").unwrap();
    assert!(one.text().contains("2 of 3 events"), "{}", one.text());
    // What one takes away is gone for the other too, and a note of the other stays.
    two.press("u").unwrap().press("i").unwrap().press("mine<Enter>").unwrap();
    one.press("u").unwrap();
    assert_eq!(store.read().unwrap().marks().iter().filter(|(_, mark)| mark.note == "mine").count(), 1);
}

fn notes(store: &StateFile) -> Vec<String> {
    store.read().unwrap().marks().iter().map(|(_, mark)| mark.note.clone()).collect()
}

#[test]
fn a_note_of_another_browser_is_seen_before_it_is_changed() {
    let (home, store, _) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    let (mut one, mut two) = (browser(&path, &store), browser(&path, &store));
    one.press("i").unwrap().press("alpha<Enter>").unwrap();
    two.press("i").unwrap();
    assert!(two.text().contains("note: alpha"), "{}", two.text());
    two.press(" beta<Enter>").unwrap();
    assert_eq!(notes(&store), ["alpha beta"]);
    two.press("u").unwrap();
    assert_eq!(notes(&store), ["alpha"]);
}

#[test]
fn notes_that_are_written_at_the_same_time_are_both_kept() {
    let (home, store, _) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    let (mut one, mut two) = (browser(&path, &store), browser(&path, &store));
    two.press("i").unwrap().press("beta").unwrap();
    one.press("i").unwrap().press("alpha<Enter>").unwrap();
    two.press("<Enter>").unwrap();
    assert_eq!(notes(&store), ["alpha / beta"]);
    assert!(status(&two).contains("alpha / beta"), "{}", status(&two));
    assert!(two.text().contains("alpha / beta"), "{}", two.text());
    two.press("u").unwrap();
    assert_eq!(notes(&store), ["alpha"]);
    // One that is emptied meanwhile, of which the other has more.
    two.press("i").unwrap().press("<C-u>").unwrap();
    one.press("i").unwrap().press("2<Enter>").unwrap();
    two.press("<Enter>").unwrap();
    assert_eq!(notes(&store), ["alpha2"]);
    assert!(status(&two).contains("alpha2"), "{}", status(&two));
}

#[test]
fn printing_a_frame_neither_reads_nor_writes_it() {
    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    browser(&path, &store).press("m").unwrap();
    let before = fs::read(folder.join("state.json")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    command.env("LC_ALL", "C");
    command.env("XDG_STATE_HOME", home.path()).arg(&path).args(["--print", "100x24", "--keys", "jmjm"]);
    let printed = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(printed.contains('★'), "{printed}");
    assert_eq!(fs::read(folder.join("state.json")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_as_the_user_wants_it_stays_so() {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (given, kept) in [(0o500, 0o500), (0o555, 0o555), (0o755, 0o700), (0o700, 0o700)] {
        let (home, store, folder) = home();
        let path = data(home.path(), "a.json", "Talks", &EVENTS);
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(given)).unwrap();
        browser(&path, &store).press("m").unwrap();
        assert_eq!(mode(&folder), kept, "{given:o}");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
    let (home, store, folder) = home();
    let (path, elsewhere) = (data(home.path(), "a.json", "Talks", &EVENTS), home.path().join("elsewhere"));
    fs::create_dir(&elsewhere).unwrap();
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o750)).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
    browser(&path, &store).press("m").unwrap();
    assert_eq!(mode(&elsewhere), 0o750);
    assert_eq!(store.read().unwrap().marks().len(), 1);
}

#[cfg(unix)]
#[test]
fn what_is_in_the_way_of_the_folder_is_named_with_what_to_do() {
    use std::os::unix::fs::symlink;

    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    let nowhere = home.path().join("nowhere");
    for (said, put) in [("is a link to nothing; make the folder", None), ("is no folder; remove it", Some(""))] {
        match put {
            Some(content) => fs::write(&folder, content).unwrap(),
            None => symlink(&nowhere, &folder).unwrap(),
        }
        let mut opened = browser(&path, &store);
        opened.press("m").unwrap();
        assert!(status(&opened).contains(said), "{}", status(&opened));
        fs::remove_file(&folder).unwrap();
    }
    // A folder above it, and the file itself.
    let above = StateFile::in_folder(nowhere.join("link/oreline"));
    fs::create_dir(&nowhere).unwrap();
    symlink(Path::new("gone"), nowhere.join("link")).unwrap();
    let error = above.write(&[bookmark("a")]).unwrap_err().to_string();
    assert!(error.contains("link is a link to nothing"), "{error}");
    fs::create_dir(&folder).unwrap();
    symlink(Path::new("gone/state.json"), folder.join("state.json")).unwrap();
    let error = store.write(&[bookmark("a")]).unwrap_err().to_string();
    assert!(error.contains("state.json is a link to nothing"), "{error}");
    fs::create_dir(folder.join("gone")).unwrap();
    store.write(&[bookmark("a")]).unwrap();
    assert!(fs::symlink_metadata(folder.join("state.json")).unwrap().is_symlink(), "it stays a link");
    assert_eq!(store.read().unwrap().marks().len(), 1);
}

#[test]
fn a_lock_of_another_program_is_said_when_it_happens() {
    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    fs::create_dir_all(&folder).unwrap();
    let lock = fs::File::create(folder.join("state.lock")).unwrap();
    lock.lock().unwrap();
    let mut opened = browser(&path, &store);
    opened.press("m").unwrap();
    assert!(status(&opened).contains("another program has locked it"), "{}", status(&opened));
    lock.unlock().unwrap();
    opened.press("q").unwrap();
    assert_eq!(store.read().unwrap().marks().len(), 1, "it is tried once more at the end");
}

#[test]
fn what_a_killed_browser_has_left_is_tidied() {
    let (home, store, folder) = home();
    let path = data(home.path(), "a.json", "Talks", &EVENTS);
    fs::create_dir_all(&folder).unwrap();
    for name in [".state-old", ".state-new", "mine"] {
        fs::write(folder.join(name), "x").unwrap();
    }
    let hour_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    for name in [".state-old", "mine"] {
        fs::File::options().write(true).open(folder.join(name)).unwrap().set_modified(hour_ago).unwrap();
    }
    browser(&path, &store).press("m").unwrap();
    assert_eq!(names(&folder), [".state-new", "mine", "state.json", "state.lock"]);
}

//! What is kept of records: bookmarks and notes, and lists of them.

use super::*;
use oreline::door::state::{Change, Kept, RecordKey, RecordKind};
use std::sync::Arc;

/// The data's name is its title.
const DATA: &str = "Critical-minerals diplomacy";

fn key(id: &str, data: &str) -> RecordKey {
    RecordKey { id: id.to_owned(), kind: RecordKind::Event, data: data.to_owned() }
}

/// The browser after these keys, where this was kept before.
fn keeping(changes: &[Change], keys: &str) -> Headless {
    let mut kept = Kept::default();
    for change in changes {
        kept.apply(change);
    }
    let settings = Settings { kept: Arc::new(kept), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press(keys).unwrap();
    browser
}

#[test]
fn records_are_bookmarked_noted_and_shown_alone() {
    let mut browser = after("mjji");
    browser.paste("ask the ministry for the text");
    browser.press("<Enter>jm").unwrap();
    assert_shows(&browser, &["★ ", "✎ ", "★ ", "Bookmarked: "]);
    assert_frame("marks", &browser);
    let marked = selected(&browser);
    browser.press("M").unwrap();
    assert_eq!(query(&browser), "has:bookmark");
    assert_shows(&browser, &["has:bookmark", "2 of 170 events"]);
    assert_eq!(selected(&browser), marked, "the cursor stays on its record");
    browser.press("M").unwrap();
    assert_shows(&browser, &["170 of 170 events"]);
    browser.press("/has:note<Enter>").unwrap();
    assert_shows(&browser, &["1 of 170 events"]);
    browser.press("<Esc>/-есть:закладка<Enter>").unwrap();
    assert_shows(&browser, &["-has:bookmark", "168 of 170 events"]);
}

#[test]
fn the_detail_shows_the_note_and_bookmarks_what_it_shows() {
    let mut browser = after("<Enter>mi");
    browser.paste("minerals: see the treaty");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Detail]", "★ bookmarked", "✎ minerals: see the treaty"]);
    // A note is the user's own: the query neither finds nor marks it.
    browser.press("h/treaty<Enter>").unwrap();
    assert_hides(&browser, &["✎"]);
    browser.press("<C-u><Esc>1").unwrap();
    // A followed record is the one that is meant, whatever the list has selected.
    let mut browser = after(DIALOGUE);
    go_to_line(&mut browser, "Orda.kz · 12–18");
    browser.press("<Enter>m").unwrap();
    let article = shown(&browser);
    let [(key, mark)] = browser.app().kept().marks() else { panic!("{:?}", browser.app().kept()) };
    assert_eq!((key.kind, &key.id), (RecordKind::Article, &article));
    assert!(mark.bookmark);
}

const DIALOGUE: &str = "/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter><Enter>";

#[test]
fn a_bookmarked_article_selects_the_events_that_it_reports() {
    let mut browser = after("2jjjmM");
    let article = selected(&browser);
    let dataset = browser.app().dataset().unwrap().clone();
    let events = dataset.events_of_article(dataset.article_by_id(&article).unwrap());
    assert!(!events.is_empty());
    browser.press("1").unwrap();
    assert_shows(&browser, &[&format!("{} of 170 events", events.len())]);
    let app = browser.app();
    assert_eq!(app.answer().unwrap().events.whole().iter().collect::<Vec<_>>(), events);
}

#[test]
fn an_article_without_events_is_bookmarked_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let article = |id: &str| format!(r#"{{"id": "{id}", "headline": "Report {id}", "datePublished": "2024-02-08"}}"#);
    let articles = [article("a"), article("b"), article("c")].join(", ");
    std::fs::write(&path, format!(r#"{{"oreline": 1, "events": [], "articles": [{articles}]}}"#)).unwrap();
    let mut browser = Headless::new(vec![Input::Path(path)], Settings::default(), Size::new(80, 24)).unwrap();
    browser.press("2jm").unwrap();
    let marked = selected(&browser);
    browser.press("M").unwrap();
    assert_eq!((browser.app().rows().unwrap().len(), selected(&browser)), (1, marked));
}

#[test]
fn marks_and_queries_are_undone_in_one_row() {
    let mut browser = after("mcKZ<Enter>ji");
    browser.paste("one two three");
    // One visit to the field is one step, whatever was done in it.
    browser.press("<C-w><BS>x<Enter>").unwrap();
    let marks = |browser: &Headless| {
        let kept = browser.app().kept();
        kept.marks().iter().map(|(_, mark)| (mark.bookmark, mark.note.clone())).collect::<Vec<_>>()
    };
    let both = marks(&browser);
    assert_eq!(both.len(), 2);
    browser.press("u").unwrap();
    assert_shows(&browser, &["Undone: Note taken away: ", "; 2 more to undo"]);
    assert_eq!((marks(&browser), query(&browser).as_str()), (vec![(true, String::new())], "country:KZ"));
    browser.press("u").unwrap();
    assert_eq!((marks(&browser).len(), query(&browser).as_str()), (1, ""));
    browser.press("u").unwrap();
    assert_eq!(marks(&browser).len(), 0);
    assert_shows(&browser, &["Undone: No longer bookmarked: ", "nothing more to undo"]);
    browser.press("<C-r><C-r><C-r>").unwrap();
    assert_eq!((marks(&browser), query(&browser).as_str()), (both.clone(), "country:KZ"));
    // What changes nothing is no step, and Esc keeps nothing.
    browser.press("i<Enter>i").unwrap();
    browser.paste("other");
    browser.press("<Esc>").unwrap();
    assert_eq!(marks(&browser), both);
    browser.press("uu").unwrap();
    assert_eq!((marks(&browser).len(), query(&browser).as_str()), (1, ""));
}

#[test]
fn a_bookmark_taken_away_leaves_the_list_of_bookmarks() {
    let mut browser = after("mjmMm");
    assert_shows(&browser, &["1 of 170 events"]);
    browser.press("u").unwrap();
    assert_shows(&browser, &["2 of 170 events"]);
}

#[test]
fn without_bookmarks_only_bookmarks_says_so() {
    let mut browser = after("M");
    assert_shows(&browser, &["There are no bookmarks yet: m sets one"]);
    assert_eq!(query(&browser), "");
    browser.press("m").unwrap().press("c<Esc>M").unwrap();
    assert_eq!(query(&browser), "has:bookmark");
}

#[test]
fn an_empty_note_is_deleted() {
    let mut browser = after("i");
    browser.paste("a note");
    browser.press("<Enter>i").unwrap();
    assert_shows(&browser, &["[Note on this record]", "note: a note", "on "]);
    assert_frame("note-prompt", &browser);
    browser.press("<C-u><Enter>").unwrap();
    assert_shows(&browser, &["Note taken away: "]);
    assert!(browser.app().kept().marks().is_empty());
}

#[test]
fn marks_are_listed_and_a_gone_record_is_said() {
    let gone = Change::Bookmark { key: key("gone", DATA), title: "A meeting that was withdrawn".to_owned(), on: true };
    let other = Change::Note {
        key: key("x1", "Uranium prices"),
        title: "A price".to_owned(),
        text: "high".to_owned(),
        was: None,
    };
    let mut browser = keeping(&[gone, other], "");
    assert_shows(&browser, &["1 bookmarked record is not in this data; : lists bookmarks and notes"]);
    browser.press("jm:bookmarks and notes<Enter>G").unwrap();
    assert_shows(
        &browser,
        &["[Bookmarks and notes]", "★", "gone", "other data", "Made in other data: Uranium prices."],
    );
    browser.press("k").unwrap();
    assert_shows(&browser, &["›★", "A meeting that was withdrawn", "not in the data any more"]);
    assert_frame("marks-list", &browser);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Bookmarks and notes]", "This record is not in the data"]);
    // It can be taken away here, and set again while the list is open.
    browser.press("m").unwrap();
    assert_shows(&browser, &["A meeting that was withdrawn", "No longer bookmarked"]);
    assert_eq!(browser.app().kept().marks().len(), 2);
    browser.press("mi").unwrap();
    assert_shows(&browser, &["[Note on this record]", "on A meeting that was withdrawn"]);
    browser.press("why<Enter>").unwrap();
    assert_shows(&browser, &["[Bookmarks and notes]", "★✎", "✎ why"]);
    // The one that is here opens, in the list and in the detail.
    browser.press("g<Enter>").unwrap();
    assert_shows(&browser, &["[Detail]", "★ bookmarked"]);
    assert_eq!(shown(&browser), selected(&browser));
}

#[test]
fn bookmarks_are_exported_from_any_query() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = after("mjm/nothing has this<Enter>");
    for (keys, name) in [(":export bookmarks<Enter>", "all.csv"), ("/<C-u><Enter>Me", "shown.csv")] {
        let path = folder.path().join(name);
        browser.press(keys).unwrap();
        browser.paste(path.to_str().unwrap());
        browser.press("<Enter>").unwrap();
        assert_shows(&browser, &["2 events written to "]);
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 3);
    }
    // The quotes and people of bookmarked events come with them in the format of the data.
    let path = folder.path().join("all.jsonl");
    browser.press("e").unwrap();
    browser.paste(path.to_str().unwrap());
    browser.press("<Enter>").unwrap();
    let copy = Headless::new(vec![Input::Path(path)], Settings::default(), Size::new(80, 24)).unwrap();
    assert_eq!(copy.app().dataset().unwrap().event_count(), 2);
}

#[test]
fn signs_are_ascii_where_that_is_asked_for() {
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
    browser.press("mi").unwrap();
    browser.paste("a note");
    browser.press("<Enter><Enter>").unwrap();
    assert_shows(&browser, &["#% ", "# bookmarked"]);
    assert_hides(&browser, &["★", "✎"]);
    assert_frame("marks-ascii", &browser);
}

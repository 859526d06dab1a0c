//! What is taken away, and what is taken back: the command line of a view, undo and redo.

use super::*;

#[test]
fn a_view_is_copied_as_a_command_line() {
    let browser = journey(
        "command-line",
        "cKZ<Enter>/\"rare earths\" OR уран<Enter>2Y",
        &["[Sent to the terminal's clipboard]", "oreline list --view articles --lang en -q", "'country:KZ"],
    );
    assert_eq!(
        browser.copied(),
        [r#"oreline list --view articles --lang en -q 'country:KZ ("rare earths" OR уран)'"#.to_owned()]
    );
    for closes in ["<Esc>", "q", "<Enter>"] {
        let mut browser = after("Y");
        browser.press(closes).unwrap();
        assert_shows(&browser, &["[Timeline]"]);
        assert!(!browser.has_quit());
    }
}

#[test]
fn a_command_line_says_what_it_does_not_keep() {
    assert_shows(&after("sY"), &["The command lists the newest first."]);
    assert_hides(&after("Y"), &["newest first"]);
}

#[test]
fn a_hostile_name_of_a_file_is_copied_so_that_nothing_hides() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it's $(x)\u{202e}\u{1b}.json");
    std::fs::write(&path, r#"{"oreline": 1, "events": [{"id": "a", "label": "Talk", "date": "2024"}]}"#).unwrap();
    let mut browser = Headless::new(vec![Input::Path(path)], Settings::default(), Size::new(80, 24)).unwrap();
    browser.press("Y").unwrap();
    let [text] = browser.copied() else { panic!("{:?}", browser.copied()) };
    assert!(text.contains(r#"it'\''s $(x)'"$(printf '\342\200\256\033')"'.json'"#), "{text}");
    assert_shows(&browser, &["oreline list", "--view events"]);
}

#[test]
fn every_change_of_the_query_is_undone_and_redone() {
    let mut browser = after("cKZ<Enter>c-CN<Enter>/uranium<Enter>");
    let steps = ["country:KZ -country:CN uranium", "country:KZ -country:CN", "country:KZ", ""];
    for (left, expected) in steps.iter().enumerate().skip(1) {
        browser.press("u").unwrap();
        assert_eq!(query(&browser), *expected);
        assert_shows(&browser, &[&format!("Undone; {} more to undo", 3 - left)]);
    }
    assert_shows(&browser, &["170 of 170 events"]);
    browser.press("u").unwrap();
    assert_shows(&browser, &["Nothing to undo"]);
    for expected in steps.iter().rev().skip(1) {
        browser.press("<C-r>").unwrap();
        assert_eq!(query(&browser), *expected);
    }
    browser.press("<C-r>").unwrap();
    assert_shows(&browser, &["Nothing to redo"]);
    browser.press("u").unwrap();
    assert_shows(&browser, &["country:KZ  -country:CN", "Undone; 2 more to undo"]);
    assert_frame("undone", &browser);
}

#[test]
fn esc_and_show_in_context_are_undone() {
    let mut browser = after("cKZ<Enter>cUS<Enter>");
    let before = query(&browser);
    for keys in ["<Esc>", "w", "c<Tab>a<Esc>"] {
        browser.press(keys).unwrap();
        assert_ne!(query(&browser), before, "{keys}");
        browser.press("u").unwrap();
        assert_eq!(query(&browser), before, "{keys}");
    }
}

#[test]
fn one_visit_to_a_text_field_is_one_step() {
    // Search: every letter asks, the visit is one step. Countries: two ticks of one visit are one step too.
    let mut browser = after("/uran<Enter>cMN<Space><C-u>KZ<Space><Esc>");
    assert_eq!(query(&browser), "uran country:MN,KZ");
    browser.press("u").unwrap();
    assert_eq!(query(&browser), "uran");
    browser.press("u").unwrap();
    assert_eq!(query(&browser), "");
    // A visit that Esc takes back is no step, and what was undone stays.
    browser.press("/lithium<Esc><C-r>").unwrap();
    assert_eq!(query(&browser), "uran");
    // A new change drops it.
    browser.press("/<C-u>lithium<Enter><C-r>").unwrap();
    assert_eq!(query(&browser), "lithium");
    assert_shows(&browser, &["Nothing to redo"]);
}

#[test]
fn ticks_in_the_list_follow_undo() {
    let mut browser = after("c<Tab><Space>");
    assert_shows(&browser, &["›[x] C5"]);
    browser.press("u").unwrap();
    assert_shows(&browser, &["›[ ] C5"]);
    browser.press("<C-r>").unwrap();
    assert_shows(&browser, &["›[x] C5", "country:C5"]);
}

//! What is taken away, and what is taken back: the command line of a view, an export, undo and redo.

use super::*;

#[test]
fn a_view_is_copied_as_a_command_line() {
    let browser = journey(
        "command-line",
        "cKZ<Enter>/\"rare earths\" OR уран<Enter>2Y",
        &["[For the clipboard]", "oreline list --view articles --lang en -q", "'country:KZ"],
    );
    assert_eq!(
        browser.copied(),
        [r#"oreline list --view articles --lang en -q 'country:KZ ("rare earths" OR уран)'"#.to_owned()]
    );
    for closes in ["<Esc>", "q", "<Enter>"] {
        let mut browser = after("Y");
        browser.press(closes).unwrap();
        assert_shows(&browser, &["━[Events]"]);
        assert!(!browser.has_quit());
    }
}

#[test]
fn a_command_line_says_what_it_does_not_keep() {
    assert_shows(&after("sY"), &["The command lists the newest first."]);
    assert_shows(&after("4sY"), &["The command lists most events first."]);
    assert_hides(&after("s4Y"), &["The command lists"]);
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
        let said = [
            "Undone: now without uranium; 2 more to undo",
            "Undone: now without -country:CN; 1 more to undo",
            "Undone: now without country:KZ; nothing more to undo",
        ];
        assert_shows(&browser, &[said[left - 1]]);
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
    assert_shows(&browser, &["country:KZ  -country:CN", "Undone: now without uranium; 2 more to undo"]);
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
    assert_shows(&browser, &["›+C5"]);
    browser.press("u").unwrap();
    assert_shows(&browser, &["› C5"]);
    browser.press("<C-r>").unwrap();
    assert_shows(&browser, &["›+C5", "country:C5"]);
}

/// What `oreline list` prints.
fn listed(arguments: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_oreline"))
        .env("LC_ALL", "C")
        .arg("list")
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_view_is_exported_as_the_command_lists_it() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["csv", "json", "jsonl", "md"] {
        for (keys, view) in [("1", "events"), ("2", "articles")] {
            let mut browser = after(&format!("cKZ<Enter>/уран<Enter>{keys}e"));
            let path = folder.path().join(format!("{view}.{ending}"));
            browser.paste(path.to_str().unwrap());
            browser.press("<Enter>").unwrap();
            let written = std::fs::read_to_string(&path).unwrap();
            let expected = listed(&["--view", view, "-q", "country:KZ уран", "--format", ending, "--lang", "en"]);
            assert_eq!(written, expected, "{view} {ending}");
            assert!(written.lines().count() > 2, "{written}");
            let rows = browser.app().rows().unwrap().len();
            assert_shows(&browser, &[&format!("{rows} {view} written to ")]);
            assert_hides(&browser, &["[Export this view]"]);
        }
    }
}

#[test]
fn an_export_never_overwrites_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "mine").unwrap();
    let mut browser = after("e");
    browser.paste(path.to_str().unwrap());
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Export this view]", "A file of that name is there; Enter again replaces it"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    // Another name is asked about anew, and so is this one when it is typed again.
    browser.press("x<BS><Enter>").unwrap();
    assert_shows(&browser, &["Enter again replaces it"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    browser.press("<Esc>").unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    browser.press("e").unwrap();
    browser.paste(path.to_str().unwrap());
    browser.press("<Enter><Enter>").unwrap();
    assert_shows(&browser, &["━[Events]", "170 events written to "]);
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 171);
}

#[test]
fn a_name_that_is_no_export_says_what_to_do() {
    journey("export-prompt", "eout.csv", &["[Export this view]", "file: out.csv", "›.csv", "170 events (no filter)"]);
    let shows = ["[Export this view]", "file: out.xlsx", "The ending of out.xlsx is no format; end it in .csv, .json"];
    let mut browser = journey("export-ending", "eout.xlsx<Enter>", &shows);
    browser.press("<C-u>").unwrap();
    browser.paste("/nowhere/out.csv");
    browser.press("<Enter>").unwrap();
    assert!(in_one_line(&browser).contains("name a folder that is there"), "{}", browser.text());
    assert_shows(&browser, &["cannot write /nowhere/out.csv"]);
    browser.press("<C-u><Enter>").unwrap();
    assert_shows(&browser, &["━[Events]"]);
}

#[test]
fn an_export_never_takes_the_place_of_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.json");
    let data = r#"{"oreline": 1, "events": [{"id": "a", "label": "Talk", "date": "2024"}]}"#;
    std::fs::write(&path, data).unwrap();
    // Whatever the file and the folder are called.
    let roundabout = folder.path().join("..").join(folder.path().file_name().unwrap());
    for input in [path.as_path(), folder.path(), &roundabout] {
        let input = Input::Path(input.to_owned());
        let mut browser = Headless::new(vec![input], Settings::default(), Size::new(80, 24)).unwrap();
        browser.press("e").unwrap();
        browser.paste(path.to_str().unwrap());
        browser.press("<Enter><Enter>").unwrap();
        assert_shows(&browser, &["[Export this view]", "belongs to the data"]);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), data);
    }
}

//! Finding one's way: what the browser says of what it did and can do, in a journalist's words.

use super::*;
use oreline::door::app::keymap::{self, HelpLine, TABLE};
use oreline::door::app::{Mode, View};
use oreline::door::catalogue::Ui;
use oreline::door::query::forms::FORMS;
use oreline::door::state::StateFile;
use oreline::door::worker::Resources;

/// The browser on the bundled data with what the user makes kept in a folder.
fn keeping(folder: &tempfile::TempDir, settings: Settings) -> Headless {
    let state = Some(StateFile::in_folder(folder.path().to_owned()));
    let resources = Resources { inputs: vec![Input::Bundled], state, ..Resources::default() };
    Headless::with(resources, settings, Size::new(80, 24)).unwrap()
}

#[test]
fn a_search_begins_anew_and_an_arrow_keeps_what_was_there() {
    for (keys, expected) in [
        ("/uranium<Enter>/copper<Enter>", "copper"),
        ("/uranium<Enter>/<Right> copper<Enter>", "uranium copper"),
        ("/uranium<Enter>/<Home>copper <Enter>", "copper uranium"),
        ("/uranium<Enter>/<BS>copper<Enter>", "copper"),
        ("/uranium<Enter>/<Enter>", "uranium"),
        ("/uranium<Enter>/copper<Esc>", "uranium"),
        ("cKZ<Enter>/uranium<Enter>/copper<Enter>", "country:KZ copper"),
        // What stands in the line is no earlier query.
        ("/uranium<Enter>/copper<Enter>/<Up><Enter>", "uranium"),
    ] {
        assert_eq!(query(&after(keys)), expected, "{keys}");
    }
    journey("search-selected", "/uranium<Enter>/", &["/uranium"]);
}

#[test]
fn what_is_wrong_is_said_while_it_is_typed() {
    for (typed, said) in
        [("contry:KZ", "expected a field before"), ("uranium )", "character 9"), ("date:2024-13 x", "a month 01..12")]
    {
        let mut browser = bundled(120, 40);
        browser.press(&format!("/uranium<Enter>/{typed}")).unwrap();
        // The rows are still those of the query before, and the count says so.
        assert_shows(&browser, &[&format!("/{typed}"), "! ", "events…"]);
        assert_shows(&browser, &[said]);
        browser.press("<C-u>").unwrap();
        assert_hides(&browser, &[said]);
    }
    journey("search-fault-typed", "/contry:KZ", &["/contry:KZ", "! character 1 ", "! did you mean country:?"]);
}

#[test]
fn every_field_stands_in_help_commands_and_where_it_is_typed() {
    let lines = keymap::help(Mode::Search, "", Ui::ENGLISH);
    let first = lines.iter().take(FORMS.len() + 1).filter(|line| matches!(line, HelpLine::Form(_))).count();
    assert_eq!(first, FORMS.len(), "in the search line the help begins with them");
    journey("search-help", "/<F1>", &["[Help]", "What may be typed as a query", "токаев"]);
    // The line is still there when the help is closed.
    let mut browser = after("/ura<F1>person");
    assert_shows(&browser, &["person:Rubio", "a person, under any of their names"]);
    browser.press("<Enter>nium<Enter>").unwrap();
    assert_eq!(query(&browser), "uranium");
    for keys in ["c", "d", "e", "i", ":", "o", "y"] {
        let mut browser = after(&format!("{keys}<F1>"));
        assert_shows(&browser, &["[Help]"]);
        let of = browser.app().mode();
        browser.press("<F1>").unwrap();
        assert_ne!(browser.app().mode(), of, "{keys}");
        assert_eq!(browser.app().mode(), after(keys).app().mode(), "{keys}: back where it was asked for");
    }
    for form in FORMS {
        let Some(field) = form.field() else { continue };
        let mut browser = after(&format!(":search {field}"));
        assert_shows(&browser, &[&format!("search {field}")]);
        browser.press("<Enter>").unwrap();
        assert_eq!(browser.app().search().editor().unwrap().text(), field);
    }
    assert_eq!(after("/uranium<Enter>:search said:<Enter>").app().search().editor().unwrap().text(), "uranium said:");
}

#[test]
fn esc_and_undo_say_what_they_did() {
    let mut browser = after("cKZ<Enter>cMN<Enter>/uranium<Enter>");
    for (key, said) in [
        ("<Esc>", "Removed uranium; u brings it back"),
        ("u", "Undone: now with uranium; 3 more to undo"),
        ("u", "Undone: now without uranium; 2 more to undo"),
        ("u", "Undone: now country:KZ in place of country:KZ,MN; 1 more to undo"),
        ("<C-r>", "Redone: now country:KZ,MN in place of country:KZ; "),
        ("<Esc>", "Removed country:KZ,MN; u brings it back"),
        ("/copper<Esc>", "Dropped copper; / and then ↑ bring it back"),
        ("/<Up><Enter>u", "Undone: now without copper; "),
        ("ione<Esc>", "The note stays as it was before"),
        ("m", "Bookmarked: "),
        ("u", "Undone: No longer bookmarked: "),
    ] {
        browser.press(key).unwrap();
        assert_shows(&browser, &[said]);
    }
}

#[test]
fn a_date_has_four_uses() {
    journey("date-uses", "d2024-02<Down>", &["[A date]", "go there", "›from then on", "date:2024-02..", "until then"]);
    for (keys, expected, said) in [
        ("d2024-02<Enter>", "", ""),
        ("d2024-02<Down><Enter>", "date:2024-02..", "date:2024-02.. is in the query; u takes it out again"),
        ("d2024-02<Down><Down><Enter>", "date:..2024-02", ""),
        ("d<Down><Down><Down>2024-02<Enter>", "date:2024-02", ""),
        ("d2022..2023<Down><Enter>", "date:2022..", ""),
        ("/date:2025<Enter>d2024<Up><Up><Up><Up><Enter>", "date:2025", ""),
        ("/date:2025 uranium<Enter>d2024<Down><Enter>", "date:2024.. uranium", ""),
        ("d../2023<Down><Enter>", "", "all of time"),
        ("d2024-99<Down><Enter><BS><BS>02<Enter>", "date:2024-02..", ""),
    ] {
        let browser = after(keys);
        assert_eq!(query(&browser), expected, "{keys}");
        assert_shows(&browser, &[said]);
    }
}

#[test]
fn the_place_at_the_last_quit_is_offered_and_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::default;
    let mut browser = keeping(&folder, settings());
    browser.press("'").unwrap();
    assert_shows(&browser, &["No place is kept of these data yet"]);
    browser.press("cKZ<Enter>2jjjq").unwrap();
    assert!(browser.has_quit());
    let place = (selected(&browser), query(&browser));

    let mut browser = keeping(&folder, settings());
    assert_shows(&browser, &["' goes on where you left these data: country:KZ, in articles"]);
    assert_frame("last-place", &browser);
    browser.press("'").unwrap();
    assert_eq!((selected(&browser), query(&browser)), place);
    assert_eq!(browser.app().timeline().view(), View::Articles);
    // It is a place like others, and a query that can be undone.
    browser.press("u<BS>").unwrap();
    assert_eq!((browser.app().timeline().view(), query(&browser).as_str()), (View::Events, ""));
    // Who looks in and goes on at once leaves the place as it was.
    browser.press("gq").unwrap();
    let mut browser = keeping(&folder, settings());
    browser.press("j'").unwrap();
    assert_eq!((selected(&browser), query(&browser)), place);

    // A query of the command line is no reason to offer another one, and the key is there all the same.
    let asked = Settings { query: oreline::door::query::Query::parse("uranium").unwrap(), ..settings() };
    let mut browser = keeping(&folder, asked);
    browser.press("'").unwrap();
    assert_eq!((selected(&browser), query(&browser)), place);
}

#[test]
fn the_mouse_switch_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let opened = || keeping(&folder, Settings::default());
    let is_on = |browser: &mut Headless| {
        browser.press("<F2>").unwrap();
        let was_on = browser.text().contains("Mouse off");
        browser.press("<F2>").unwrap();
        was_on
    };
    assert!(!is_on(&mut opened()));
    opened().press("<F2>q").unwrap();
    assert!(is_on(&mut opened()));
    opened().press("<F2>q").unwrap();
    assert!(!is_on(&mut opened()));
}

#[test]
fn the_box_of_a_copy_says_what_to_do_when_nothing_arrives() {
    let mut browser =
        journey("copy-box", "y", &["[For the clipboard]", "nothing arrived? select the text here and copy it"]);
    let text = browser.copied()[0].clone();
    browser.press("<Esc>Y").unwrap();
    assert_shows(&browser, &["oreline list --view events", "select the text here"]);
    assert_ne!(browser.copied()[1], text);
}

#[test]
fn an_address_is_copied_from_its_box() {
    let mut browser = after("/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter>o");
    assert_shows(&browser, &["[Address of the source]", "Enter opens, y copies", "https://", "y copy"]);
    let chosen = browser.text();
    browser.press("y").unwrap();
    let [address] = browser.copied() else { panic!("{:?}", browser.copied()) };
    assert!(address.starts_with("https://"), "{address}");
    assert_shows(&browser, &["[For the clipboard]", "https://"]);
    browser.press("q").unwrap();
    assert_eq!(browser.text(), chosen, "the box of the address is back");
    assert!(browser.opened().is_empty() && !browser.has_quit());
}

#[test]
fn a_message_is_never_cut_before_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let name =
        folder.path().join("no such folder of a rather long name").join("and a file that is named at length.csv");
    let mut browser = after("e");
    browser.paste(name.to_str().unwrap());
    browser.press("<Enter>").unwrap();
    assert!(in_one_line(&browser).contains("name a folder that is there"), "{}", browser.text());
    // Said after the box was closed, a message has the rows that it needs.
    let url = format!("ftp://example.org/{}", "a-long-folder/".repeat(12));
    let data = format!(
        r#"{{"oreline": 1, "title": "T", "events": [{{"id": "a", "label": "Talk", "date": "2024", "articles": [{{"url": "{url}"}}]}}]}}"#
    );
    let path = folder.path().join("long.json");
    std::fs::write(&path, data).unwrap();
    let mut browser = Headless::new(vec![Input::Path(path)], Settings::default(), Size::new(80, 24)).unwrap();
    browser.press("o<Enter>").unwrap();
    assert_shows(&browser, &["! did not open ftp://example.org/a-long"]);
    let said = browser.text().lines().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    assert!(said.contains("only http and https addresses are opened"), "{said}");
    assert_frame("message-wrapped", &browser);
    browser.press("j").unwrap();
    assert_shows(&browser, &["1 of 1 event", "j/k move"]);
}

#[test]
fn the_words_are_a_journalists() {
    let own = ["placed", "spread", "facet", "chip", "basis ", "leads nowhere"];
    let told = |words: &str, place: &str| {
        let folded = words.to_lowercase();
        for word in own {
            assert!(!folded.contains(word), "{place}: {words}");
        }
    };
    for binding in TABLE {
        told((binding.does)(Ui::ENGLISH), "help");
        for (_, name) in binding.commands() {
            told(name(Ui::ENGLISH), "commands");
        }
    }
    for mode in Mode::ALL {
        for hint in keymap::hints(mode, Ui::ENGLISH) {
            told(hint.word, "hints");
        }
    }
    for form in FORMS {
        told((form.finds)(Ui::ENGLISH), "forms");
        told(form.more.map_or("", |more| more(Ui::ENGLISH)), "forms");
    }
    for keys in ["", "t", "f", "ff", "fff", "2", "3", "4", "<Enter>", "?", ":", "d", "/", "o", "y", "e", "4<Enter>"] {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let mut browser = bundled(width, height);
            browser.press(keys).unwrap();
            // Texts of the data may say what they like: what is the program's own stands in these rows.
            let text = browser.text();
            let rows: Vec<&str> = text.lines().collect();
            for row in rows.iter().filter(|row| row.contains("undated =") || row.contains('┬')).chain(rows.last()) {
                told(row, keys);
            }
        }
    }
    let mut browser = after("L");
    browser.press("cкирг").unwrap();
    assert_shows(&browser, &["KG", "Кыргызстан"]);
    assert_eq!(query(&after("/country:Киргизия<Enter>")), "country:KG");
}

#[test]
fn who_opens_data_for_the_first_time_is_told_what_to_press_until_the_first_key() {
    let folder = tempfile::tempdir().unwrap();
    let words = "Start here: ↓ move, Enter read, / search, c filter, ? help";
    let mut browser = keeping(&folder, Settings::default());
    assert_shows(&browser, &[words]);
    assert_frame("first-look", &browser);
    browser.press("j").unwrap();
    assert_hides(&browser, &["Start here"]);
    // Nothing was kept, so that it is new the next time as well; a bookmark is an entry.
    let mut browser = keeping(&folder, Settings { ascii: true, ..Settings::default() });
    assert_shows(&browser, &["Start here: Down move"]);
    browser.press("m").unwrap();
    assert_hides(&keeping(&folder, Settings::default()), &["Start here"]);
    // A frame that is printed reads no state, and knows nobody.
    assert_hides(&bundled(80, 24), &["Start here"]);
}

#[test]
fn a_screen_on_which_nothing_can_be_read_says_what_it_would_need() {
    for (width, height, words) in [(26, 7, "needs 24x8, this is 26x7"), (12, 4, "needs 24x8"), (23, 40, "needs 24x8")] {
        assert_shows(&bundled(width, height), &[words]);
    }
    let mut browser = bundled(12, 3);
    assert_shows(&browser, &["needs 24x8"]);
    // What is typed is seen all the same.
    browser.press("/lit").unwrap();
    assert_shows(&browser, &["/lit"]);
    assert_hides(&bundled(24, 8), &["needs"]);
}

//! What is done with a record, the list or the data, and the boxes that lie over the panes.

use super::*;
use std::io::Write;

const DIALOGUE: &str = "/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter><Enter>";

#[test]
fn a_date_is_jumped_to() {
    journey("date-prompt", "d2024-02", &["[A date]", "date: 2024-02", "go there", "until then"]);
    let mut browser = after("d2024-02<Enter>");
    assert_shows(&browser, &["February 2024", "›19     EU–Rwanda", "1/"]);
    // The nearest one when no record begins there, and a fault is said without losing what was typed.
    browser.press("d2023-12-25<Enter>").unwrap();
    assert_shows(&browser, &["15     India's KABIL"]);
    browser.press("d2024-13<Enter>").unwrap();
    assert_shows(&browser, &["[A date]", "date: 2024-13", "!"]);
    assert_frame("date-fault", &browser);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["━[Events]"]);
}

#[test]
fn an_address_is_shown_first_and_opened_by_enter() {
    let mut browser = after(DIALOGUE);
    go_to_line(&mut browser, "Orda.kz · 12–18");
    browser.press("o").unwrap();
    assert_shows(&browser, &["[Address of the source]", "https://timesca.com/", "›https://orda.kz/", "Enter opens"]);
    assert_frame("addresses", &browser);
    assert!(browser.opened().is_empty(), "nothing opens before Enter");
    browser.press("<Enter>").unwrap();
    let [opened] = browser.opened() else { panic!("{:?}", browser.opened()) };
    assert!(opened.starts_with("https://orda.kz/dobychu-"), "{opened}");
    assert_shows(&browser, &["Opened https://orda.kz/"]);
    let mut browser = after("o<Esc>");
    browser.press("<Enter>").unwrap();
    assert!(browser.opened().is_empty());
}

#[test]
fn a_direct_quote_is_cited_as_one() {
    // The hit lies in the words of the quote, lines below its speaker.
    let browser = after("/экосистемы date:2024-02-08<Enter>n<Tab>y");
    assert_shows(&browser, &["[For the clipboard]", "«CMD будет стремиться"]);
    assert_frame("citation-direct", &browser);
    let [text] = browser.copied() else { panic!("{:?}", browser.copied()) };
    for part in [
        "«CMD будет стремиться расширить участие региона в глобальных цепочках поставок важнейших полезных ископаемых, ",
        "Центральной Азии» [перевод: “",
        "] — Государственный департамент США (",
        " (CMD), 8 февраля 2024); «Добычу критических",
        "», Orda.kz, 12–18 февраля 2024, https://orda.kz/",
        "[2024-02-08-c5plus1-critical-minerals-dialogue]",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
}

#[test]
fn a_paraphrase_is_never_cited_as_a_quotation() {
    let mut browser = after("/\"заинтересованность развитием\"<Enter>n<Tab>y");
    assert_shows(&browser, &["представители стран ЦА", "(пересказ)"]);
    assert_frame("citation-paraphrase", &browser);
    let [text] = browser.copied() else { panic!("{:?}", browser.copied()) };
    let (words, _) = text.split_once(" — ").unwrap();
    assert!(!words.contains(['«', '"', '“']), "{text}");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Detail]"]);
}

#[test]
fn a_partly_verbatim_quote_says_so() {
    let mut browser = after("/\"чтобы продвинуть\"<Enter>n<Tab>");
    assert_shows(&browser, &["╎"]);
    assert_frame("mixed-quote", &browser);
    browser.press("y").unwrap();
    let [text] = browser.copied() else { panic!("{:?}", browser.copied()) };
    assert!(
        text.contains("чтобы продвинуть совместные усилия") && text.contains("(пересказ с цитатой) [перевод: "),
        "{text}"
    );
}

#[test]
fn the_language_of_the_data_changes() {
    let mut browser = journey("russian", "L", &["Первая встреча глав МИД", "ru first"]);
    browser.press("cказ").unwrap();
    assert_shows(&browser, &["KZ   Казахстан"]);
    browser.press("<Esc>L").unwrap();
    assert_shows(&browser, &["[Events]", "First Central Asia–UK"]);
}

#[test]
fn a_record_is_shown_in_context() {
    let mut browser = after("/macron kind:visit<Enter>j");
    let record = selected(&browser);
    browser.press("w").unwrap();
    assert_eq!(query(&browser), "");
    assert_eq!(selected(&browser), record);
    assert_shows(&browser, &["November 2023", "170 of 170 events"]);
    assert_frame("in-context", &browser);
}

/// Whatever takes away parts of the query says which, and that they can be had again.
#[test]
fn what_is_taken_out_of_the_query_is_named() {
    for (keys, removed) in [
        ("cKZ<Enter>/lithium<Enter>:clear<Enter>", "Removed country:KZ lithium; u brings it back"),
        ("cKZ<Enter>w", "Removed country:KZ; u brings it back"),
        ("d2024<Down><Enter>t<Delete>", "Removed date:2024..; u brings it back"),
    ] {
        let mut browser = after(keys);
        assert_eq!(query(&browser), "", "{keys}");
        assert_shows(&browser, &[removed]);
        browser.press("u").unwrap();
        assert!(removed.contains(&query(&browser)) && !query(&browser).is_empty(), "{keys}");
    }
    assert_shows(&after("t<Delete>"), &["The query has no range of dates"]);
}

#[test]
fn the_data_are_read_again_and_the_place_is_kept() {
    let mut browser = after("cKZ<Enter>jjj");
    let record = selected(&browser);
    browser.press("<F5>").unwrap();
    assert_eq!((selected(&browser), query(&browser)), (record, "country:KZ".to_owned()));
    assert_shows(&browser, &["44 of 170 events", "The data was read again: as many events as before"]);
}

#[test]
fn reading_again_brings_what_the_file_has_now() {
    let mut file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    file.write_all(br#"{"oreline": 1, "events": [{"id": "a", "label": "First talk", "date": "2024-02-08"}]}"#).unwrap();
    let input = Input::Path(file.path().to_owned());
    let mut browser = Headless::new(vec![input], Settings::default(), Size::new(80, 24)).unwrap();
    assert_shows(&browser, &["First talk", "1 of 1 event"]);
    let more = br#"{"oreline": 1, "events": [{"id": "a", "label": "First talk", "date": "2024-02-08"},
        {"id": "b", "label": "Second talk", "date": "2024-02-09"}]}"#;
    std::fs::write(file.path(), more).unwrap();
    browser.press("<F5>").unwrap();
    let shows = ["›09     Second talk", " 08     First talk", "2 of 2 events", "The data was read again: 1 event more"];
    assert_shows(&browser, &shows);
    // A record that is gone leaves its place to the one that followed it.
    browser.press("j").unwrap();
    assert_eq!(selected(&browser), "a");
    let other = br#"{"oreline": 1, "events": [{"id": "c", "label": "Third talk", "date": "2024-02-10"}]}"#;
    std::fs::write(file.path(), other).unwrap();
    browser.press("<F5>").unwrap();
    assert_shows(&browser, &["›10     Third talk", "1 event fewer; the selected record is gone"]);
    assert_frame("read-again", &browser);
    // A file that cannot be read any more takes nothing away.
    std::fs::write(file.path(), b"{").unwrap();
    browser.press("<F5>").unwrap();
    assert_shows(&browser, &["›10     Third talk"]);
    assert_hides(&browser, &["The data was read again"]);
}

#[test]
fn problems_are_listed_when_there_are_any() {
    assert_shows(&after("p"), &["The data has no problems"]);
    let mut file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    let data = br#"{"oreline": 1, "title": "Talks", "events": [
 {"id": "a", "label": "First talk", "date": "2024-02-08"},
 {"id": "b", "label": "Second talk", "date": "32 May"},
 {"id": 7, "label": ["no text"], "date": "2024"},
 {"id": "c", "label": "Third talk", "date": "2024", "countries": ["Atlantis"]}
]}"#;
    file.write_all(data).unwrap();
    let input = Input::Path(file.path().to_owned());
    let mut browser = Headless::new(vec![input], Settings::default(), Size::new(80, 24)).unwrap();
    assert_shows(&browser, &["problems"]);
    browser.press("p").unwrap();
    assert_shows(
        &browser,
        &["[Problems of the data]", "error", "the event has neither label nor summary", "What to do:"],
    );
    browser.press("j").unwrap();
    assert_shows(&browser, &["`32 May` is no date", "What to do:"]);
    browser.press("<Esc>G").unwrap();
    assert_shows(&browser, &["No date", "Second talk"]);
    assert_shows(&browser, &["32 May"]);
}

#[test]
fn help_is_searched_and_closed() {
    journey("help", "?", &["[Help]", "find:", "Moving", "j k ↓ ↑", "Finding"]);
    let mut browser = journey("help-searched", "?country", &["[Help]", "find: country", "the country filter's field"]);
    assert_hides(&browser, &["reverse the order"]);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["━[Events]", "170 of 170 events"]);
    // Help is about the pane that it was asked in.
    assert_shows(&after("c<Tab>?"), &["[Help]", "include, exclude, any of them or all of them"]);
}

#[test]
fn q_closes_what_lies_over_the_timeline_and_then_quits() {
    for keys in ["o", "y"] {
        let mut browser = after(keys);
        browser.press("q").unwrap();
        assert!(!browser.has_quit(), "{keys}");
        assert_shows(&browser, &["━[Events]"]);
        browser.press("q").unwrap();
        assert!(browser.has_quit(), "{keys}");
    }
}

#[test]
fn letters_in_a_box_with_a_text_field_are_text() {
    let mut browser = after("");
    for open in ["?", "<F1>", ":", "d", "e", "i", ":save this view<Enter>"] {
        for letters in ["quote", "query", "?", "q", "uuu", "Yo", "jk", "нота", "a b"] {
            browser.press(open).unwrap().press(letters).unwrap();
            let popup = browser.app().popup().unwrap_or_else(|| panic!("{letters} closed the box of {open}"));
            assert_eq!((popup.field().is_some(), popup.text()), (true, letters), "in the box of {open}");
            browser.press("<Esc>").unwrap();
            assert!(browser.app().popup().is_none(), "Esc closes the box of {open}");
            assert!(query(&browser).is_empty() && browser.copied().is_empty() && !browser.has_quit(), "{letters}");
        }
    }
}

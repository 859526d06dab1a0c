//! The search line and the country filter.

use super::*;
use crate::query::{AnyOrAll, Pick};
use std::fmt::Write as _;

fn count(browser: &Headless) -> usize {
    browser.app().rows().unwrap().len()
}

fn query(browser: &Headless) -> String {
    browser.app().query().to_string()
}

#[test]
fn search_is_live_and_esc_restores() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("/mi", "Search | ministerial | ministerial | mi"),
            ("<C-u>mac", "Search | macron | macron | mac"),
            ("<Esc>", "Timeline | aviation | aviation | "),
            ("/macron<Enter>", "Timeline | macron | macron | macron"),
            ("/<C-u>month", "Search | month | month | month"),
            ("<Esc>", "Timeline | macron | macron | macron"),
        ],
    );
}

#[test]
fn earlier_queries_come_back() {
    let mut browser = open(&data(), WIDE);
    browser.press("/month<Enter>/<C-u>year<Enter>/<C-u>ta").unwrap();
    let line = |browser: &mut Headless, keys: &str| {
        browser.press(keys).unwrap();
        browser.app().search().editor().unwrap().text().to_owned()
    };
    assert_eq!(line(&mut browser, "<Up>"), "year");
    assert_eq!(query(&browser), "year", "live too");
    assert_eq!(line(&mut browser, "<Up>"), "month");
    assert_eq!(line(&mut browser, "<Up>"), "month");
    assert_eq!(line(&mut browser, "<Down>"), "year");
    assert_eq!(line(&mut browser, "<Down>"), "ta", "what was being typed");
    assert_eq!(line(&mut browser, "<Down>"), "ta");
}

#[test]
fn a_fault_shows_on_enter_and_the_last_good_result_stays() {
    let mut browser = open(&data(), WIDE);
    browser.press("/month country:").unwrap();
    assert_eq!(count(&browser), 1, "what is unfinished is passed over");
    assert_eq!(browser.app().search().error(), None);
    let status = status_after(&mut browser, "<Enter>");
    assert!(status.starts_with("error: Character 15: expected"), "{status}");
    assert_eq!(browser.app().mode(), Mode::Search, "the line stays");
    assert!(browser.app().search().error().is_some());
    browser.press("CN").unwrap();
    assert_eq!(browser.app().search().error(), None);
    assert_states(&mut browser, &[("<Enter>", "Timeline | month | month | month country:CN")]);
}

#[test]
fn fields_typed_into_the_search_line_become_ticks() {
    let mut browser = open(&data(), WIDE);
    browser.press("/country:KZ<Enter>").unwrap();
    let ticked = browser.app().facet().rows().iter().find(|row| row.value == "KZ").unwrap();
    assert_eq!(ticked.state, Pick::Included);
    assert_eq!(count(&browser), 2);
    browser.press("/macron<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ macron");
}

#[test]
fn pasted_text_opens_the_search() {
    for keys in ["", "<Tab>", "o", "h", "p"] {
        let mut browser = open(&data(), WIDE);
        browser.press("/id:c5<Enter>").unwrap().press("<Esc>").unwrap().press(keys).unwrap();
        browser.paste("macron\n");
        assert_eq!(browser.app().mode(), Mode::Search, "{keys}");
        assert_eq!(selected(&browser), "macron", "{keys}");
    }
    let mut browser = open(&data(), WIDE);
    browser.press("c").unwrap();
    browser.paste("kaz");
    assert_eq!(browser.app().facet().editor().text(), "kaz", "a field takes it");
    browser.press("<Esc>?").unwrap();
    browser.paste("jump");
    assert_eq!(browser.app().mode(), Mode::Help);
}

#[test]
fn the_country_field_narrows_includes_and_returns() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("c", "FacetField | aviation | aviation | "),
            ("каз", "FacetField | aviation | aviation | "),
            ("<Space>", "FacetField | c5 | c5 | country:KZ"),
            ("fr<Enter>", "Timeline | c5 | c5 | country:KZ,FR"),
            ("c-mn<Enter>", "Timeline | c5 | c5 | country:KZ,FR -country:MN"),
            ("cqqqq<Enter>", "FacetName | c5 | c5 | country:KZ,FR -country:MN"),
            ("<Esc>", "Timeline | c5 | c5 | country:KZ,FR -country:MN"),
        ],
    );
    assert_eq!(browser.app().facet().editor().text(), "", "Esc has cleared the field");
}

/// What is typed next begins anew after a tick; another blank takes the tick back.
#[test]
fn a_tick_selects_what_was_typed() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("ckaz<Space>", "FacetField | c5 | c5 | country:KZ"),
            ("<Space>", "FacetField | aviation | aviation | "),
            ("<Space>", "FacetField | c5 | c5 | country:KZ"),
            ("fr<Space>", "FacetField | c5 | c5 | country:KZ,FR"),
            ("<Enter>", "Timeline | c5 | c5 | country:KZ,FR"),
        ],
    );
    // What is ticked stands above what fits, and the cursor on what fits best.
    browser.press("cmong").unwrap();
    let pane = browser.app().facet();
    let listed: Vec<&str> = pane.narrowed().iter().map(|narrowed| pane.rows()[narrowed.row].value.as_str()).collect();
    assert_eq!(listed[2], "MN", "{listed:?}");
    assert!(listed[..2].contains(&"KZ") && listed[..2].contains(&"FR"), "{listed:?}");
    assert_eq!(pane.selected().unwrap().value, "MN");
}

/// Names have blanks: one belongs to the name while a name goes on so, a second one ticks.
#[test]
fn a_blank_within_a_name_is_a_letter() {
    let mut lines = String::new();
    for (number, code) in ["GB", "US", "KR", "KZ"].iter().enumerate() {
        let _ = writeln!(lines, r#"{{"id": "e{number}", "label": "x", "countries": ["{code}"]}}"#);
    }
    for (typed, expected) in [
        ("cunited kingdom<Enter>", "country:GB"),
        ("cunted kingdom<Enter>", "country:GB"),
        ("cunited  <Enter>", "country:GB"),
        ("cunited <Down><Space>", "country:US"),
        ("ckz kr <Enter>", "country:KZ,KR"),
        ("cюжная корея<Enter>", "country:KR"),
        ("c.;yfz rjhtz<Enter>", "country:KR"),
        ("cЛЯ<Enter>", "country:KZ"),
        ("c-united states<Enter>", "-country:US"),
        ("cunited<Down> <Enter>", "country:US"),
    ] {
        let mut browser = open(&lines, WIDE);
        browser.press(typed).unwrap();
        assert_eq!(query(&browser), expected, "{typed}");
    }
}

#[test]
fn enter_in_the_field_never_takes_a_tick_away() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("ckz<Enter>", "Timeline | c5 | c5 | country:KZ"),
            ("ckz<Enter>", "Timeline | c5 | c5 | country:KZ"),
            ("ckz<Space>", "FacetField | aviation | aviation | "),
        ],
    );
}

/// Puts the cursor of the list on a country.
#[track_caller]
fn go_to(browser: &mut Headless, code: &str) {
    browser.press("g").unwrap();
    while browser.app().facet().selected().unwrap().value != code {
        let before = browser.app().facet().cursor();
        browser.press("j").unwrap();
        assert_ne!(browser.app().facet().cursor(), before, "no row {code}");
    }
}

#[test]
fn in_the_list_letters_are_commands() {
    let mut browser = open(&data(), WIDE);
    browser.press("h").unwrap();
    assert_eq!(browser.app().mode(), Mode::Facet);
    go_to(&mut browser, "KZ");
    browser.press("<Space>").unwrap();
    assert_eq!(query(&browser), "country:KZ");
    go_to(&mut browser, "US");
    for (keys, expected) in [
        ("<Space>", "country:KZ,US"),
        ("a", "country:KZ country:US"),
        ("a", "country:KZ,US"),
        ("x", "country:KZ -country:US"),
        ("x<Space>", "country:KZ,US"),
        ("<Space>", "country:KZ"),
    ] {
        browser.press(keys).unwrap();
        assert_eq!(query(&browser), expected, "after {keys}");
    }
    browser.press("c").unwrap();
    assert_eq!(browser.app().mode(), Mode::FacetField);
    browser.press("<Tab>/").unwrap();
    assert_eq!(browser.app().mode(), Mode::Search, "/ is the search everywhere");
}

#[test]
fn all_is_remembered_while_there_is_nothing_to_join() {
    let mut browser = open(&data(), WIDE);
    browser.press("ha").unwrap();
    assert_eq!(browser.app().facet_mode(), AnyOrAll::All);
    browser.press("<Esc>ckz<Enter>cfr<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ country:FR");
    assert_eq!(count(&browser), 1);
}

#[test]
fn from_the_field_tab_enters_the_narrowed_list() {
    let mut browser = open(&data(), WIDE);
    browser.press("cmong<Tab>").unwrap();
    assert_eq!(browser.app().mode(), Mode::Facet);
    assert_eq!(browser.app().facet().selected().unwrap().value, "MN");
    browser.press("x").unwrap();
    assert_eq!(query(&browser), "-country:MN");
    browser.press("<Esc>").unwrap();
    assert_eq!(browser.app().mode(), Mode::Timeline);
    assert_eq!(browser.app().facet().editor().text(), "");
}

#[test]
fn rows_keep_their_order_while_the_pane_has_the_focus() {
    let mut browser = open(&data(), WIDE);
    let order = |browser: &Headless| -> Vec<String> {
        browser.app().facet().rows().iter().map(|row| row.value.clone()).collect()
    };
    let before = order(&browser);
    browser.press("cfr<Space><C-u>").unwrap();
    assert_eq!(order(&browser)[..before.len()], before);
    browser.press("<Tab>s").unwrap();
    let by_name = order(&browser);
    assert_ne!(by_name, before, "s orders by name at once");
    browser.press("j<Space>").unwrap();
    assert_eq!(order(&browser)[..by_name.len()], by_name);
}

#[test]
fn the_language_of_data_texts_changes_everywhere() {
    let mut browser = open(&data(), WIDE);
    browser.press("/id:c5<Enter>").unwrap();
    let title = |browser: &Headless| browser.app().detail().document().lines[0].text();
    assert!(title(&browser).contains("Critical minerals dialogue"), "{}", title(&browser));
    assert!(status_after(&mut browser, "L").contains("ru"));
    assert!(title(&browser).contains("Диалог"), "{}", title(&browser));
}

#[test]
fn of_a_long_facet_every_value_can_be_found_and_ticked() {
    let mut lines = String::new();
    for number in 0..1500 {
        let participants = format!(r#"["Person {number:04}", "Person {:04}"]"#, number / 2);
        lines = lines + &format!(r#"{{"id": "e{number:04}", "label": "x", "participants": {participants}}}"#) + "\n";
    }
    let mut browser = open(&lines, WIDE);
    browser.press("f").unwrap();
    let listed = |browser: &Headless| browser.app().facet().narrowed().len();
    assert!(browser.text().contains("1/1000 of 1500"), "{}", browser.text());
    browser.press("c1499").unwrap();
    assert_eq!(browser.app().facet().selected().unwrap().value, "Person 1499");
    browser.press("<C-u>1498<Space><C-u>").unwrap();
    assert_eq!(query(&browser), "person:\"Person 1498\"");
    assert_eq!(listed(&browser), 1001, "what was only typed is gone, what is ticked is there");
    browser.press("<Tab>a").unwrap();
    let counts: Vec<usize> = browser.app().facet().rows().iter().map(|row| row.count).collect();
    assert_eq!(counts.iter().sum::<usize>(), 2, "the two of the one event, and all others at 0");
    assert_eq!(counts.len(), 1001);
    browser.press("<Esc>").unwrap();
    assert_eq!(listed(&browser), 2);
}

#[test]
fn a_page_that_is_pasted_is_cut_and_that_is_said() {
    let mut browser = open(&data(), WIDE);
    browser.paste(&"слово ".repeat(20_000));
    assert_eq!(browser.app().search().editor().map(|editor| editor.text().chars().count()), Some(4096));
    assert!(browser.text().contains("cut at 4,096 characters"), "{}", browser.text());
}

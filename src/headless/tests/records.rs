//! Moving among records, following, the way back, hits, dates, layers.

use super::*;
use crate::app::{Heading, Line, Title, View};
use crate::layout::Pane;
use crate::query::Target;
use serde_json::{Value, json};

/// The ids of all rows in the order of display.
fn rows(browser: &Headless) -> Vec<String> {
    let (rows, dataset) = (browser.app().rows().unwrap(), browser.app().dataset().unwrap());
    (0..rows.len()).map(|row| rows.record(row).unwrap().text_id(dataset).into_owned()).collect()
}

#[test]
fn newest_first_and_undated_last_in_either_order() {
    let mut browser = open(&data(), WIDE);
    let newest = rows(&browser);
    assert_eq!(newest[..3], ["aviation", "ministerial", "may31"]);
    assert_eq!(newest[33..], ["c5", "month", "year", "macron", "undated"]);
    browser.press("s").unwrap();
    let oldest = rows(&browser);
    assert_eq!(oldest[..5], ["macron", "year", "month", "c5", "may01"]);
    assert_eq!(oldest[37], "undated");
}

#[test]
fn headings_are_months_and_what_knows_no_month_stands_under_less() {
    let mut browser = open(&data(), WIDE);
    browser.press("G").unwrap();
    let lines = browser.app().timeline_lines();
    let headings: Vec<Heading> = lines
        .iter()
        .filter_map(|line| if let Line::Heading(Title::Date(h)) = line { Some(*h) } else { None })
        .collect();
    let expected = [
        Heading::Month { year: 2025, month: 5 },
        Heading::Month { year: 2024, month: 2 },
        Heading::Year(2024),
        Heading::Month { year: 2023, month: 11 },
        Heading::NoDate,
    ];
    assert_eq!(headings, expected);
    assert!(matches!(lines.last(), Some(Line::Record(37, _))), "the selected last row is in sight");
}

#[test]
fn every_key_of_moving_moves() {
    let mut browser = open(&data(), Size { width: 140, height: 24 });
    let height = usize::from(browser.app().layout().inside(Pane::Timeline).1);
    let row = |browser: &Headless| browser.app().timeline().cursor().selected();
    let page = height - 1;
    let steps: [(&str, usize); 18] = [
        ("j", 1),
        ("<Down>", 2),
        ("k", 1),
        ("<Up>", 0),
        ("k", 0),
        ("G", 37),
        ("j", 37),
        ("g", 0),
        ("<End>", 37),
        ("<Home>", 0),
        ("<C-d>", page / 2),
        ("<C-u>", 0),
        ("<PgDn>", page),
        ("<PgUp>", 0),
        ("<C-f>", page),
        ("<C-b>", 0),
        ("<Space>", page),
        ("g", 0),
    ];
    for (keys, expected) in steps {
        browser.press(keys).unwrap();
        assert_eq!(row(&browser), expected, "after {keys}");
        let lines = browser.app().timeline_lines();
        assert!(lines.iter().any(|line| matches!(line, Line::Record(at, _) if *at == expected)), "in sight: {keys}");
        assert!(lines.len() <= height);
    }
}

#[test]
fn the_focus_goes_round() {
    let mut browser = open(&data(), WIDE);
    for (keys, pane) in [
        ("<Tab>", Pane::Detail),
        ("<Tab>", Pane::Histogram),
        ("<Tab>", Pane::Facet),
        ("<Tab>", Pane::Timeline),
        ("<S-Tab>", Pane::Facet),
        ("l", Pane::Timeline),
        ("<Right>", Pane::Detail),
        ("h", Pane::Timeline),
        ("<Left>", Pane::Facet),
    ] {
        browser.press(keys).unwrap();
        assert_eq!(browser.app().focus(), pane, "after {keys}");
    }
}

/// Puts the cursor of the detail on the line that leads to a target.
#[track_caller]
fn go_to(browser: &mut Headless, target: &str) {
    browser.press("g").unwrap();
    for _ in 0..200 {
        let leads = browser.app().detail().line().and_then(|line| line.target.clone());
        if leads.is_some_and(|leads| format!("{leads:?}").contains(target)) {
            return;
        }
        browser.press("j").unwrap();
    }
    panic!("no line leads to {target}");
}

#[test]
fn enter_follows_and_backspace_returns() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[("/id:c5<Enter>", "Timeline | c5 | c5 | id:c5"), ("<Enter>", "Detail | c5 | c5 | id:c5")],
    );
    go_to(&mut browser, "tokayev");
    let line = browser.app().detail().cursor();
    assert_states(&mut browser, &[("<Enter>", "Detail | c5 | person tokayev | id:c5")]);
    // The page obeys the query; its last line leads to all of it.
    go_to(&mut browser, "Whole(Entity(\"tokayev\"))");
    assert_states(&mut browser, &[("<Enter>", "Detail | c5 | Whole(Entity(\"tokayev\")) | id:c5")]);
    go_to(&mut browser, "Event(EventId(3))");
    assert_states(&mut browser, &[("<Enter>", "Detail | c5 | macron | id:c5")]);
    assert!(browser.app().detail().is_outside(), "the query selects another event");
    assert_states(
        &mut browser,
        &[
            ("<BS>", "Detail | c5 | Whole(Entity(\"tokayev\")) | id:c5"),
            ("<A-Left>", "Detail | c5 | person tokayev | id:c5"),
            ("<A-Left>", "Detail | c5 | c5 | id:c5"),
        ],
    );
    assert_eq!(browser.app().detail().cursor(), line, "the cursor is back on its line");
    assert_states(
        &mut browser,
        &[
            ("<A-Right>", "Detail | c5 | person tokayev | id:c5"),
            ("<BS><BS>", "Timeline | c5 | c5 | id:c5"),
            ("<BS>", "Timeline | c5 | c5 | id:c5"),
        ],
    );
}

#[test]
fn following_to_a_record_of_the_list_takes_the_list_along() {
    let mut browser = open(&data(), WIDE);
    browser.press("G<Up><Up><Up><Up>").unwrap();
    assert_states(&mut browser, &[("", "Timeline | c5 | c5 | ")]);
    browser.press("<Enter>").unwrap();
    go_to(&mut browser, "Event(EventId(4))");
    assert_states(
        &mut browser,
        &[("<Enter>", "Detail | ministerial | ministerial | "), ("<BS>", "Detail | c5 | c5 | ")],
    );
}

#[test]
fn views_keep_their_cursors_and_back_returns_to_them() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("j", "Timeline | ministerial | ministerial | "),
            ("v", "Timeline | asia | article asia | "),
            ("j", "Timeline | orda | article orda | "),
            ("1", "Timeline | ministerial | ministerial | "),
            ("2", "Timeline | orda | article orda | "),
            ("V", "Timeline | ministerial | ministerial | "),
            ("<BS>", "Timeline | orda | article orda | "),
            ("<BS>", "Timeline | ministerial | ministerial | "),
            ("<A-Right><A-Right>", "Timeline | ministerial | ministerial | "),
        ],
    );
    assert_eq!(browser.app().timeline().view(), View::Events);
}

#[test]
fn a_date_is_jumped_to_or_the_nearest_one() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("d", "Date | aviation | aviation | "),
            ("2025-05<Enter>", "Timeline | may31 | may31 | "),
            ("d2024-02-08<Enter>", "Timeline | c5 | c5 | "),
            ("d..2023<Enter>", "Timeline | macron | macron | "),
            ("<BS>", "Timeline | c5 | c5 | "),
            ("sd2025-05<Enter>", "Timeline | may01 | may01 | "),
        ],
    );
    assert!(status_after(&mut browser, "d2026-01<Enter>").contains("nearest"));
    assert_eq!(selected(&browser), "ministerial");
    browser.press("d20x<Enter>").unwrap();
    assert!(matches!(content(&browser), Content::Date { error: Some(_) }), "no date: the prompt says so");
    browser.press("<BS>").unwrap();
    assert!(matches!(content(&browser), Content::Date { error: None }), "gone with the next change");
    assert_states(&mut browser, &[("<Esc>", "Timeline | ministerial | ministerial | ")]);
}

#[test]
fn hits_are_walked_in_the_record_and_then_in_the_next() {
    let mut browser = open(&data(), WIDE);
    assert_eq!(status_after(&mut browser, "n"), "The query has no words to find");
    browser.press("/lithium OR aviation<Enter>").unwrap();
    assert_states(&mut browser, &[("", "Timeline | aviation | aviation | lithium OR aviation")]);
    let hit = |browser: &Headless| browser.app().detail().hit();
    let first = browser.app().detail().document().hits.len();
    assert!(first > 0);
    for number in 0..first {
        browser.press("n").unwrap();
        assert_eq!(hit(&browser), Some((number, first)));
    }
    browser.press("n").unwrap();
    assert_eq!(selected(&browser), "ministerial", "then the next record");
    let second = browser.app().detail().document().hits.len();
    assert_eq!(hit(&browser), Some((0, second)));
    let document = browser.app().detail().document();
    assert!(document.lines[document.hits[0]].spans.iter().any(|span| span.hit));
    for _ in 1..second {
        browser.press("n").unwrap();
    }
    assert_eq!(status_after(&mut browser, "n"), "No further hit");
    for _ in 0..second {
        browser.press("N").unwrap();
    }
    assert_eq!(selected(&browser), "aviation");
    assert_eq!(hit(&browser), Some((first - 1, first)), "back on the last hit of the record before");
}

#[test]
fn context_drops_the_query_and_keeps_the_record() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("/month<Enter>", "Timeline | month | month | month"),
            ("w", "Timeline | month | month | "),
            ("j", "Timeline | year | year | "),
        ],
    );
}

#[test]
fn the_cursor_returns_to_its_record_when_the_search_is_left() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("d2024-02-08<Enter>", "Timeline | c5 | c5 | "),
            ("/aviation", "Search | aviation | aviation | aviation"),
            ("<Esc>", "Timeline | c5 | c5 | "),
        ],
    );
}

#[test]
fn esc_takes_one_layer_at_a_time_and_never_quits() {
    let mut browser = open(&data(), WIDE);
    assert_states(
        &mut browser,
        &[
            ("/talk<Enter>", "Timeline | may31 | may31 | talk"),
            ("cuz<Enter>", "Timeline | may31 | may31 | talk country:UZ"),
            ("<Tab>", "Detail | may31 | may31 | talk country:UZ"),
            ("/<C-u>month", "Search | nothing | nothing | month country:UZ"),
            ("<Esc>", "Detail | may31 | may31 | talk country:UZ"),
            ("?", "Help | may31 | may31 | talk country:UZ"),
            ("<Esc>", "Detail | may31 | may31 | talk country:UZ"),
            ("<Esc>", "Timeline | may31 | may31 | talk country:UZ"),
            ("<Esc>", "Timeline | may31 | may31 | talk"),
            ("<Esc>", "Timeline | aviation | aviation | "),
            ("<Esc><Esc><Esc>", "Timeline | aviation | aviation | "),
        ],
    );
    assert!(!browser.has_quit());
}

#[test]
fn q_closes_what_lies_over_the_timeline_and_then_quits() {
    let layers = [(WIDE, "o"), (WIDE, "y"), (WIDE, "++"), (MEDIUM, "h"), (NARROW, "<Enter>"), (NARROW, "h")];
    for (size, layer) in layers {
        let is_over = layer != "++";
        let mut browser = open(&data(), size);
        browser.press("/id:c5<Enter>").unwrap();
        browser.press(layer).unwrap();
        assert_eq!(browser.app().mode() != Mode::Timeline, is_over, "{layer} at {size}");
        browser.press("q").unwrap();
        assert!(!browser.has_quit(), "{layer} at {size}");
        assert_eq!(browser.app().mode(), Mode::Timeline, "{layer} at {size}");
        browser.press("q").unwrap();
        assert!(browser.has_quit(), "{layer} at {size}");
    }
    let mut browser = open(&data(), WIDE);
    assert!(browser.press("<Tab>q").unwrap().has_quit(), "a pane beside the timeline is no layer");
}

#[test]
fn ctrl_c_quits_from_everywhere() {
    for keys in ["", "/abc", "c", "?", "?x", "d", "p", "<Enter>", "h"] {
        for quit in ["<C-c>", "<C-С>"] {
            let mut browser = open(&data(), WIDE);
            assert!(browser.press(keys).unwrap().press(quit).unwrap().has_quit(), "{keys}{quit}");
        }
    }
}

#[test]
fn addresses_are_shown_first_and_only_web_ones_open() {
    let mut browser = open(&data(), WIDE);
    assert_eq!(status_after(&mut browser, "jjo"), "No source of this record has an address");
    browser.press("/id:c5<Enter>o").unwrap();
    let Content::Addresses { urls, .. } = content(&browser) else { panic!("no box with the address") };
    assert_eq!(urls, &["https://orda.kz/1"]);
    assert!(browser.opened().is_empty(), "nothing is opened by showing it");
    assert_eq!(status_after(&mut browser, "<Enter>"), "Opened https://orda.kz/1");
    assert_eq!(browser.opened(), ["https://orda.kz/1"]);
    let refused = status_after(&mut browser, "<Esc>/id:aviation<Enter>o<Enter>");
    assert!(refused.starts_with("error: did not open ftp://asia/2"), "{refused}");
    assert_eq!(browser.opened().len(), 1);
}

#[test]
fn an_address_that_may_mislead_is_opened_by_the_second_enter() {
    let article = |n: usize, url: &str| json!({"headline": format!("H{n}"), "url": url});
    let urls = ["https://good.example@evil.example/1", "https://good.example/\u{8}\u{8}evil", "https://orda.kz/3"];
    let articles: Vec<Value> = urls.iter().enumerate().map(|(n, url)| article(n, url)).collect();
    let data = json!({"events": [{"id": "e", "label": "x", "articles": articles}]}).to_string();
    let mut browser = open(&data, WIDE);
    for (row, said) in [("", "! It leads to evil.example"), ("j", "! It has characters in it")] {
        browser.press("o").unwrap().press(row).unwrap();
        assert!(!browser.text().contains(said), "{}", browser.text());
        assert!(browser.text().contains("Enter opens"), "{}", browser.text());
        browser.press("<Enter>").unwrap();
        assert!(browser.text().contains(said) && browser.text().contains("Enter again opens it"), "{}", browser.text());
        assert!(browser.opened().is_empty());
        // What was said of one is not said of another.
        browser.press("jk<Esc>o").unwrap();
        assert!(!browser.text().contains(said));
        browser.press("<Esc>").unwrap();
    }
    browser.press("o<Enter>j<Enter>").unwrap();
    assert!(browser.opened().is_empty(), "each of the two was chosen once");
    browser.press("k<Enter>").unwrap();
    assert!(browser.opened().is_empty(), "the doubt of the other was said last");
    browser.press("<Enter>").unwrap();
    assert_eq!(browser.opened(), ["https://good.example@evil.example/1"]);
    browser.press("ojj<Enter>").unwrap();
    assert_eq!(browser.opened().last().unwrap(), "https://orda.kz/3");
}

#[test]
fn an_address_without_a_host_leads_nowhere() {
    let data =
        json!({"events": [{"id": "e", "label": "x", "articles": [{"headline": "H", "url": "https:///etc/passwd"}]}]});
    let mut browser = open(&data.to_string(), WIDE);
    let refused = status_after(&mut browser, "o<Enter>");
    assert!(refused.contains("did not open https:///etc/passwd: it names no host"), "{refused}");
    assert!(browser.opened().is_empty());
    let problems = browser.app().dataset().unwrap().problems().iter();
    let reasons: Vec<String> = problems.map(|problem| problem.reason.to_string()).collect();
    assert_eq!(reasons, ["the address names no host, so it is never opened"]);
    browser.press("<Enter>").unwrap();
    let lines = &browser.app().detail().document().lines;
    assert!(lines.iter().all(|line| !matches!(line.target, Some(Target::Url(_)))));
}

#[test]
fn a_citation_is_shown_and_copied() {
    let mut browser = open(&data(), WIDE);
    browser.press("/id:c5<Enter>y").unwrap();
    let Content::Copied(copied) = content(&browser) else { panic!("no box with the citation") };
    assert!(copied.text.contains("Critical minerals dialogue"), "{}", copied.text);
    assert_eq!(browser.copied(), std::slice::from_ref(&copied.text));
}

#[test]
fn problems_are_listed_when_there_are_any() {
    let mut browser = open(r#"{"oreline":1,"events":[{"id":"a","label":"x"}]}"#, WIDE);
    assert_eq!(status_after(&mut browser, "p"), "The data has no problems");
    let mut browser = open(r#"{"oreline":1,"events":[{"id":"a","label":"x","date":"yesterday"},{"id":"b"}]}"#, WIDE);
    assert_eq!(browser.app().problem_count(), 2);
    browser.press("pG").unwrap();
    assert!(matches!(content(&browser), Content::Problems), "no list of problems");
    let cursor = browser.app().popup().unwrap().cursor();
    assert_eq!(cursor.selected() + 1, browser.app().dataset().unwrap().problems().len());
}

#[test]
fn help_is_searched_by_typing_and_closes_on_esc() {
    let mut browser = open(&data(), WIDE);
    browser.press("?jump").unwrap();
    assert!(matches!(content(&browser), Content::Help(_)), "no help");
    assert_eq!(browser.app().popup().unwrap().text(), "jump");
    browser.press("<Esc>").unwrap();
    assert_eq!(browser.app().mode(), Mode::Timeline);
    for keys in ["?<Enter>", "?<F1>", "<F1><F1>", "?x<Enter>"] {
        browser.press(keys).unwrap();
        assert_eq!(browser.app().mode(), Mode::Timeline, "{keys}");
    }
    assert!(!browser.has_quit());
}

#[test]
fn on_a_narrow_screen_the_detail_is_a_layer() {
    let mut browser = open(&data(), NARROW);
    assert!(browser.app().layout().detail.is_none());
    assert_states(&mut browser, &[("j<Enter>", "Detail | ministerial | ministerial | ")]);
    assert!(browser.app().layout().timeline.is_none());
    assert_states(
        &mut browser,
        &[
            ("<Esc>", "Timeline | ministerial | ministerial | "),
            ("<Enter>", "Detail | ministerial | ministerial | "),
            ("<BS>", "Timeline | ministerial | ministerial | "),
        ],
    );
}

#[test]
fn any_size_takes_any_key() {
    let keys = "jG<Enter>j<Enter><BS>c-u<Down><Space><Esc>/токаев<Enter>n?x<Esc>d2024<Enter>ypo<Esc>vLsw<Tab><Tab>j";
    let sizes = [(0, 0), (1, 1), (2, 5), (10, 3), (24, 8), (79, 24), (80, 24), (119, 20), (120, 24), (250, 80)];
    for (width, height) in sizes {
        let mut browser = open(&data(), Size { width, height });
        for key in parse_keys(keys).unwrap() {
            browser.press_key(key);
            browser.frame();
        }
        browser.resize(Size { width: height, height: width });
        browser.press("jk<C-d>").unwrap();
        assert_eq!(browser.frame().area.width, height);
    }
}

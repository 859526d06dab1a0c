//! Frames of the whole program on small data: what is read on them, and what they never do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::io::Write;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use oreline::door::app::Settings;
use oreline::door::headless::{Headless, text_of};
use oreline::door::load::Input;

/// Events with every sign, in English and ASCII but for the last one.
const DATA: &str = r#"{"oreline": 1, "title": "Talks",
"articles": [{"id": "a1", "headline": "Ministers meet", "publisher": "Wire", "url": "https://wire.example/1",
  "datePublished": "2024-02-09", "articleBody": "'We agree' on lithium, they said."}],
"events": [
 {"id": "e1", "label": "Ministers meet", "date": "2024-02-08", "kind": "meeting", "countries": ["US", "KZ"],
  "articles": ["a1"], "quotes": [{"type": "direct", "speaker": "Ann Lee", "text": "We agree", "article": "a1"}]},
 {"id": "e2", "label": "A fair of three days", "date": "2024-02-05/2024-02-07", "countries": ["KZ"]},
 {"id": "e3", "label": "A month is known", "date": "2024-02~", "countries": ["UZ"]},
 {"id": "e4", "label": "Doubtful", "date": "2024-01-30?", "confidence": "low", "dateBasis": "inferred"},
 {"id": "e5", "label": "A year is known", "date": "2023"},
 {"id": "e6", "label": "No date is known"}
]}"#;

fn open(data: &str, width: u16, height: u16, settings: Settings) -> Headless {
    let mut file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    file.write_all(data.as_bytes()).unwrap();
    Headless::new(vec![Input::Path(file.path().to_owned())], settings, Size::new(width, height)).unwrap()
}

fn pressed(data: &str, width: u16, height: u16, keys: &str) -> Headless {
    let mut browser = open(data, width, height, Settings::default());
    browser.press(keys).unwrap();
    browser
}

fn lines(browser: &Headless) -> Vec<String> {
    browser.text().lines().map(str::to_owned).collect()
}

#[track_caller]
fn assert_has(browser: &Headless, expected: &[&str]) {
    let text = browser.text();
    let mut rest = text.as_str();
    for words in expected {
        match rest.find(words) {
            Some(at) => rest = &rest[at + words.len()..],
            None => panic!("{words:?} is not there, or not in this order:\n{text}"),
        }
    }
}

#[test]
fn a_screen_of_80_columns() {
    let expected = "
 oreline  Talks  [Events] Articles Quotes People Lanes Pairs Map       6 events
 █ 2 sure   ~ 3 perhaps                                                 ~
 1 undated = 6 events    max 2+1                                        ██
                                 ~  ~  ~  ~  ~  ~  ~  ~  ~  ~  ~  ~  ~  ██
─ ▲ Feb 2024  2+1 ───────────────┴2023───────────────────────────────┴──▲───────
━[Events]━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/6
 February 2024  3                                                              ▐
 ›08     Ministers meet                                             ❝1 US KZ   ▐
  05–07  A fair of three days                                          KZ      ▐
  ··~    A month is known                                              UZ      ▐
 January 2024  1                                                               ▐
  30?*!  Doubtful                                                              ▐
 2023, month not known  1
  ··     A year is known
─ Detail ── Quotes  Took part  Sources  Note ───────────────────────────── 1/15
 Ministers meet
 8 February 2024 · meeting · US KZ
 Quotes  1                                                                     ▐
 ▌ «We agree»
   — Ann Lee · Wire
     in the article: 'We agree' on lithium, they said.

 / search   c countries                                           6 of 6 events
 j/k move  / search  c countries  Enter detail  Tab pane  ? help  v view  q quit
";
    let screen = pressed(DATA, 80, 24, "").text();
    let screen: Vec<&str> = screen.lines().collect();
    let expected: Vec<&str> = expected.trim_start_matches('\n').lines().collect();
    assert_eq!(screen, expected, "\n{}", screen.join("\n"));
}

#[test]
fn the_query_says_how_many_of_how_many() {
    assert_has(&pressed(DATA, 100, 24, "/lithium"), &["in the article ❝1", "/lithium", "1 of 6 events"]);
    assert_has(&pressed(DATA, 100, 24, "/country:KZ<Enter>"), &["country:KZ", "2 of 6 events"]);
    assert_has(&pressed(DATA, 100, 24, "/date:2024<Enter>"), &["date:2024", "4 of 6 events · 1 undated hidden"]);
    assert_has(&pressed(DATA, 100, 24, "v"), &["Events  [Articles]", "1 article", "━[Articles]", "09     Wire"]);
}

#[test]
fn when_nothing_matches_it_says_which_part_to_drop() {
    let browser = pressed(DATA, 100, 24, "/country:UZ<Enter>/lithium<Enter>");
    assert_has(
        &browser,
        &["Nothing matches both parts.", "without country:UZ", "1 event", "without lithium", "1 event", "0 of 6"],
    );
}

#[test]
fn data_without_records_says_so() {
    let browser = pressed(r#"{"oreline": 1, "title": "Nothing", "events": []}"#, 90, 24, "");
    assert_has(&browser, &["oreline  Nothing", "The data has no events.", "oreline FILE"]);
}

#[test]
fn ticks_are_signs_and_not_only_colours() {
    let browser = pressed(DATA, 130, 30, "cKZ<Space><Esc>c-UZ<Enter>c");
    assert_has(&browser, &["Countries · any of", "+KZ   Kazakhstan"]);
    assert_has(&browser, &["-UZ   Uzbekistan"]);
    assert_has(&browser, &["country:KZ", "-country:UZ"]);
}

#[test]
fn the_selected_row_is_marked_and_reversed() {
    let browser = pressed(DATA, 80, 24, "j");
    let row = lines(&browser).iter().position(|line| line.starts_with(" ›05–07")).unwrap() as u16;
    let frame = browser.frame();
    assert!(frame[(5, row)].modifier.contains(Modifier::REVERSED));
    assert!(!frame[(5, row + 1)].modifier.contains(Modifier::REVERSED));
    // Without the focus the mark stays.
    let browser = pressed(DATA, 80, 24, "j<Tab>");
    assert!(lines(&browser).iter().any(|line| line.starts_with(" ›05–07")));
    assert!(!browser.frame()[(5, row)].modifier.contains(Modifier::REVERSED));
}

#[test]
fn a_line_of_the_detail_that_can_be_followed_is_marked() {
    let browser = pressed(DATA, 80, 40, "<Tab>j");
    assert_has(&browser, &["[Detail]", "›▌ «We agree»"]);
}

#[test]
fn hits_are_underlined_in_the_title_and_in_the_detail() {
    let browser = pressed(DATA, 80, 24, "/ministers<Enter>");
    let frame = browser.frame();
    let underlined = |frame: &Buffer| -> String {
        let hits = frame.content.iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        hits.map(ratatui::buffer::Cell::symbol).collect()
    };
    assert!(underlined(&frame).starts_with("MinistersMinisters"), "{}", underlined(&frame));
}

#[test]
fn without_colour_no_cell_has_one_and_with_colour_none_that_differs_between_terminals() {
    for (color, keys) in [
        (false, "/ministers"),
        (true, "/ministers"),
        (true, "?"),
        (true, "cKZ<Space>"),
        (true, "f<Space>"),
        (true, "<Tab>j"),
    ] {
        let mut browser = open(DATA, 130, 30, Settings { color, ..Settings::default() });
        browser.press(keys).unwrap();
        let frame = browser.frame();
        let colors = frame.content.iter().flat_map(|cell| [cell.fg, cell.bg]);
        for used in colors.filter(|used| *used != Color::Reset) {
            assert!(color, "{used:?} without colours");
            assert!(matches!(used, Color::Indexed(16..=231)), "{used:?} is another one on another terminal");
        }
    }
}

#[test]
fn in_ascii_every_sign_of_the_program_is_ascii() {
    let keys = [
        "",
        "?",
        "p",
        "y",
        "o",
        "d",
        "v",
        "c",
        "cK",
        "f",
        "FF<Space>",
        "<Tab>jj",
        "/lithium",
        "/zzzz",
        "/date:2024<Enter>",
        "t",
        "tz",
        "t<Space><Left>",
        "tG<Right><Space>",
        ":",
        ":saved",
        ":G<C-u>a",
        ":save<Enter>x<Enter>:open saved<Enter>",
        "mi",
        "m:list<Enter>",
        "e",
        "Y",
        "3y",
        "4",
        "4<Enter>",
        "/country:<Enter>",
    ];
    for (width, height) in [(130, 40), (80, 24), (50, 12), (20, 6)] {
        for keys in keys {
            let mut browser = open(DATA, width, height, Settings { ascii: true, ..Settings::default() });
            browser.press(keys).unwrap();
            let text = browser.text();
            let other: String = text.chars().filter(|c| !c.is_ascii()).collect();
            assert_eq!(other, "", "{width}x{height} {keys:?}:\n{text}");
        }
    }
}

/// Long words, wide characters, marks and right-to-left text in every place that shows text.
const HARD: &str = r#"{"oreline": 1, "title": "日本語の見出し", "events": [
 {"id": "w", "label": {"en": "関鍵鉱物に関する閣僚会合がワシントンで開催された件について", "ru": "Й́и̂и̂и̂и̂"}, "date": "2024-02-08",
  "countries": ["JP"], "summary": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzpneumonoultramicroscopic",
  "participants": ["متحدث باسم الوزارة", "李明", "👩‍👩‍👧‍👦 family"], "quotes": [{"text": "鉱物は重要である", "speaker": "李明"}],
  "topics": ["e\u0301\u0301\u0301\u0301"]}]}"#;

#[test]
fn at_any_size_a_frame_is_drawn_and_its_lines_have_the_width_of_the_screen() {
    let widths = [1, 2, 3, 7, 12, 23, 24, 40, 79, 80, 100, 119, 120, 140];
    let heights = [1, 2, 3, 4, 5, 8, 12, 19, 20, 30, 44];
    for (data, all_keys) in [
        (DATA, ["", "?", "cK", "f<Space>", "<Tab>jj", "p", "y", "d2024", "v", "/a", "t", "tz<Space>hh"].as_slice()),
        (HARD, ["", "y", "f<Space>", "<Tab>jj", "/a", "t"].as_slice()),
    ] {
        for keys in all_keys {
            let mut browser = pressed(data, 100, 30, keys);
            for (width, height) in widths.into_iter().flat_map(|w| heights.into_iter().map(move |h| (w, h))) {
                browser.resize(Size::new(width, height));
                let text = browser.text();
                assert_eq!(text.lines().count(), usize::from(height));
                for line in text.lines() {
                    let columns = oreline::door::text::width(line);
                    assert!(columns <= usize::from(width), "{width}x{height} {keys:?}: {line:?}");
                }
            }
        }
    }
}

#[test]
fn wide_characters_leave_the_lines_straight() {
    let frame = pressed(HARD, 100, 30, "").frame();
    for y in 6..28 {
        assert!("│┬├".contains(frame[(26, y)].symbol()), "row {y}: {}", text_of(&frame));
    }
    // A box over the list: what stands left of it does not reach into it.
    let frame = pressed(HARD, 100, 30, "y").frame();
    let corner = frame.content.iter().position(|cell| cell.symbol() == "┌").unwrap() as u16;
    let (x, top) = (corner % 100, corner / 100);
    let rows = (top + 1..30).take_while(|y| frame[(x, *y)].symbol() == "│");
    assert!(rows.inspect(|y| assert!(oreline::door::text::width(frame[(x - 1, *y)].symbol()) <= 1)).count() >= 2);
}

#[test]
fn a_terminal_that_became_smaller_than_the_state_knows_is_drawn_all_the_same() {
    for keys in ["", "?", "/a", "cK", "d", "t<Space>"] {
        let browser = pressed(DATA, 130, 40, keys);
        for (width, height) in [(1, 1), (10, 3), (129, 40), (130, 39), (60, 60)] {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| oreline::door::ui::view(browser.app(), frame)).unwrap();
            assert_eq!(text_of(terminal.backend().buffer()).lines().count(), usize::from(height));
        }
    }
}

#[test]
fn the_cursor_of_the_terminal_stands_where_text_is_typed() {
    let browser = pressed(DATA, 80, 24, "/ab");
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| oreline::door::ui::view(browser.app(), frame)).unwrap();
    let place = terminal.get_cursor_position().unwrap();
    let line = &lines(&browser)[usize::from(place.y)];
    assert_eq!(line.chars().take(usize::from(place.x)).collect::<String>().trim(), "/ab");
}

#[test]
fn one_of_a_thing_is_said_as_one() {
    let data = r#"{"id": "a", "label": "Talk", "date": "2024", "participants": ["Ann"], "quotes": [{"text": "copper", "speaker": "Ann"}],
        "articles": [{"url": "https://a.example/1"}]}"#;
    for (key, counted) in [("1", "1 event"), ("2", "1 article"), ("3", "1 quote"), ("4", "1 person")] {
        assert_has(&pressed(data, 80, 24, key), &[&format!(" {counted}\n"), &format!(" 1 of {counted}\n")]);
    }
    assert_has(&pressed(data, 80, 24, "/zz<Enter>"), &["Nothing matches zz.", "0 of 1 event\n"]);
    let shows = ["No quotes match.", "1 event matches, but none of its quotes by", "0 of 1 quote\n"];
    assert_has(&pressed(data, 80, 24, "3/talk<Enter>"), &shows);
}

#[test]
fn the_help_lists_keys_and_narrows() {
    assert_has(&pressed(DATA, 110, 40, "?"), &["[Help]", "find:", "Moving", "j k", "move", "? uncertain"]);
    assert_has(&pressed(DATA, 110, 40, "?zzzz"), &["find: zzzz", "No key does that; : finds commands"]);
}

#[test]
fn problems_are_listed_with_what_to_do() {
    let data = r#"{"oreline": 1, "events": [{"id": "x", "label": "X", "date": "32 May", "countries": ["QQ"]}]}"#;
    let browser = pressed(data, 120, 30, "p");
    assert_has(&browser, &["· 2 problems", "[Problems of the data]", "1/2 problems", "warning", "What to do:"]);
    assert_has(&pressed(data, 120, 30, ""), &["X", "32 May (not a date)"]);
    // Notes are not counted in the header, and stand after what is.
    let data = r#"{"oreline": 1, "events": [{"id": "x", "label": "X", "related": ["gone"]}, {"id": "y", "label": "Y", "date": "32 May"}]}"#;
    assert_has(&pressed(data, 120, 30, ""), &[" · 1 problem"]);
    let browser = pressed(data, 120, 30, "p");
    assert_has(&browser, &["1/1 problem, 1 note", "`32 May` is no date"]);
    assert_has(&pressed(data, 120, 30, "pj"), &["1 problem, 1 note, kind 1/1", "gone"]);
}

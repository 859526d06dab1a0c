//! Data that attack the terminal, and keys without sense: what reaches the screen is visible text, whatever is in the
//! data, and no sequence of keys breaks the browser.
//!
//! The list of forbidden characters is this file's own, from Unicode's tables, and not the program's.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use crate::common::generate;
use std::fs;

use oreline::door::app::keymap::{Key, KeyCode, Mode, TABLE};
use oreline::door::app::{Command, Content, Message, Settings, keymap};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::query::Query;
use oreline::door::text;
use proptest::prelude::*;
use ratatui::layout::Size;
use serde_json::{Value, json};

/// Texts that would do harm if they reached a terminal as they are.
const ATTACKS: &[(&str, &str)] = &[
    ("erase and colour", "A\u{1b}[2J\u{1b}[1;31mred\u{1b}[0m"),
    ("window title", "A\u{1b}]0;owned\u{7}B\u{1b}]2;owned\u{1b}\\"),
    ("clipboard", "A\u{1b}]52;c;ZXZpbA==\u{7}B"),
    ("bells", "A\u{7}\u{7}\u{7}B"),
    ("C1 controls", "A\u{9b}31mB\u{9d}0;owned\u{9c}C\u{85}D"),
    ("C0 controls", "A\u{0}\u{1}\u{8}\u{b}\u{c}\u{e}\u{f}\u{1f}\u{7f}B"),
    ("line ends", "A\r\nB\nC\rD\u{2028}E\u{2029}F\tG"),
    ("bidi overrides", "A\u{202e}evil\u{202c}\u{202a}b\u{202b}c\u{202d}d"),
    ("bidi isolates", "A\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{200e}\u{200f}\u{61c}d"),
    ("zero width", "A\u{200b}B\u{200c}C\u{200d}D\u{2060}E\u{feff}F\u{ad}G\u{34f}H\u{180e}I"),
    ("variation selectors", "A\u{fe00}B\u{fe0f}C\u{e0100}D"),
    ("fillers", "A\u{115f}B\u{1160}C\u{3164}D\u{ffa0}E"),
    ("tags", "A\u{e0001}\u{e0041}\u{e0042}\u{e007f}B"),
    ("annotations and noncharacters", "A\u{fff9}B\u{fffa}C\u{fffb}D\u{fdd0}E\u{ffff}F\u{10ffff}G"),
    ("invisible operators", "A\u{2061}B\u{2062}C\u{2063}D\u{2064}E\u{206a}F\u{206f}G"),
    ("invisible music", "A\u{1d173}B\u{1d17a}C\u{1bca0}D"),
    ("only marks", "\u{301}\u{301}\u{301}"),
];

/// Attacks by size, made when they are needed.
fn floods() -> Vec<(&'static str, String)> {
    vec![
        ("flood of marks", format!("Z{}algo {}", "\u{301}".repeat(100), "й\u{302}".repeat(100))),
        ("huge word", "W".repeat(1500)),
        ("huge wide word", "鉱".repeat(700)),
        // Nothing but blanks would be no text at all.
        ("blanks", format!("a{}b", " ".repeat(1000))),
        ("right to left", "\u{645}\u{62a}\u{62d}\u{62f}\u{62b} ".repeat(60)),
    ]
}

fn attacks() -> Vec<(&'static str, String)> {
    ATTACKS.iter().map(|(name, text)| (*name, (*text).to_owned())).chain(floods()).collect()
}

/// Whether nothing is seen where the character stands, or it moves what stands beside it.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
            | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
            | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Asserts that a frame is made of visible characters, each in a cell or two.
#[track_caller]
fn assert_visible(browser: &Headless, when: &str) {
    let frame = browser.frame();
    let width = usize::from(frame.area.width).max(1);
    for (at, cell) in frame.content.iter().enumerate() {
        let symbol = cell.symbol();
        let place = format!("row {} column {} after {when}: {symbol:?}", at / width + 1, at % width + 1);
        assert!(!symbol.chars().any(is_forbidden), "{place}");
        assert!(text::width(symbol) <= 2, "{place}");
        // A letter and a few marks: more pile up over the lines above.
        let marks = symbol.chars().filter(|c| text::width(c.encode_utf8(&mut [0; 4])) == 0).count();
        assert!(marks <= 4, "{place}");
    }
    let printed = browser.text();
    let hidden: Vec<char> = printed.chars().filter(|c| *c != '\n' && is_forbidden(*c)).collect();
    assert!(hidden.is_empty(), "printed after {when}: {hidden:?}");
}

/// A dataset with the attack in every field that is text, and in the names of fields that nobody knows.
fn attacked(attack: &str) -> Value {
    let tongues = json!({"en": format!("en {attack}"), "ru": format!("ру {attack}"), (format!("x{attack}")): attack});
    let mut event = json!({
        "id": format!("event {attack}"), "label": tongues, "kind": attack, "date": "2024-02-08", "dateText": tongues,
        "dateBasis": attack, "dateNote": tongues, "place": {"name": tongues, "country": attack},
        "countries": ["KZ", attack, {"code": "US", "part": attack}],
        "participants": [
            {"entity": format!("entity {attack}"), "part": attack, "role": tongues, "articles": [format!("article {attack}")]},
            {"name": tongues, "part": "attendee", "role": attack, "organization": attack, "country": attack},
            attack,
        ],
        "topics": [tongues, attack], "summary": tongues, "outcomes": [attack, tongues],
        "articles": [format!("article {attack}"), format!("missing {attack}")],
        "related": ["plain", format!("missing {attack}")], "confidence": attack, "note": attack,
        "quotes": [
            {"type": "direct", "speaker": {"entity": format!("entity {attack}"), "as": attack}, "cue": attack, "text": tongues,
             "translation": tongues, "language": attack, "article": format!("article {attack}"),
             "selector": {"start": 0, "end": 3, "prefix": attack, "suffix": attack}},
            {"type": "mixed", "speaker": attack, "text": attack},
            {"type": attack, "speaker": attack, "text": attack, "article": format!("missing {attack}")},
        ],
    });
    event[format!("unknown {attack}")] = json!(attack);
    json!({
        "oreline": 1, "title": format!("Title {attack}"), "language": attack, "license": attack, "generator": attack,
        "entities": [{"id": format!("entity {attack}"), "schema": attack, "name": tongues, "aliases": [attack], "country": attack,
            "role": attack, "organization": attack}],
        "articles": [{"id": format!("article {attack}"), "url": format!("https://example.org/{attack}"), "headline": tongues,
            "publisher": {"name": tongues, "country": attack}, "datePublished": attack, "dateBasis": attack, "dateNote": attack,
            "author": [attack], "credit": attack, "language": attack, "summary": attack,
            "articleBody": format!("{attack}\n\n{attack}")},
            {"id": "alone", "headline": attack, "url": format!("javascript:{attack}"), "datePublished": "2024-02-09"}],
        "events": [
            event,
            {"id": "plain", "label": attack, "date": attack},
            {"id": "dated", "label": attack, "date": {"from": attack}},
            {"label": 1, "date": [attack]},
            {"id": [attack], "label": {"en": [attack]}},
        ],
    })
}

fn open(data: &str, size: Size) -> Headless {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.json");
    fs::write(&path, data).unwrap();
    Headless::new(vec![Input::Path(path)], Settings::default(), size).unwrap()
}

/// The keys that lead to each screen, from the start.
const SCREENS: &[(&str, &str)] = &[
    ("timeline", ""),
    ("timeline, last row", "G"),
    ("articles", "v"),
    ("article", "v<Enter>"),
    ("article in Russian", "vL<Enter>"),
    ("countries", "c"),
    ("problems", "p"),
    ("problem, the last", "pG"),
    ("help", "?"),
    ("citation", "y"),
    ("command line", "Y"),
    ("export", "ea.b<Enter>"),
    ("citation of a quote", "<Enter>jjjjy"),
    ("citation of an article", "vy"),
    ("addresses", "o"),
    ("address, opened", "o<Enter>"),
    ("search", "/en<Enter>"),
    ("search in Russian", "L/ру<Enter>n"),
    ("no match", "/ничего<Enter>"),
    ("oldest first", "s"),
    ("reloaded", "<F5>"),
    ("date prompt", "d2024"),
];

#[test]
fn no_attack_reaches_the_screen() {
    for (name, attack) in attacks() {
        let data = attacked(&attack).to_string();
        for (screen, keys) in SCREENS {
            let mut browser = open(&data, Size::new(80, 24));
            browser.press(keys).unwrap();
            assert_visible(&browser, &format!("{name}, {screen}"));
            browser.resize(Size::new(130, 40));
            assert_visible(&browser, &format!("{name}, {screen}, made larger"));
            for copied in browser.copied() {
                assert!(!copied.chars().any(|c| c != '\n' && is_forbidden(c)), "{name}, {screen}: copied {copied:?}");
            }
            for opened in browser.opened() {
                assert!(opened.starts_with("https://example.org/"), "{name}, {screen}: opened {opened:?}");
            }
        }
    }
}

#[test]
fn no_attack_is_on_any_line_of_the_detail() {
    for (name, attack) in attacks() {
        // The event with every field stands first: it is the only one with a date. Then its article.
        for (record, keys, has) in [("event", "<Enter>", "Quotes  3"), ("article", "v<Enter>", "Note")] {
            let mut browser = open(&attacked(&attack).to_string(), Size::new(80, 24));
            browser.press("s").unwrap();
            browser.press(keys).unwrap();
            let lines = &browser.app().detail().document().lines;
            assert!(record == "article" || lines.iter().any(|line| line.text() == has), "{name}: no {has}");
            for page in 0..=lines.len() / 10 {
                assert_visible(&browser, &format!("{name}, half page {page} of the {record}"));
                browser.press("<C-d>").unwrap();
            }
        }
    }
}

#[test]
fn what_goes_to_the_clipboard_is_one_line_of_visible_text() {
    for (name, attack) in attacks() {
        for view in ["", "v", "vv", "vvv"] {
            let mut browser = open(&attacked(&attack).to_string(), Size::new(80, 24));
            // The citation of each row, of each line of the detail, and the command line of a query with the attack.
            browser.press(view).unwrap().press("yq<Enter>").unwrap();
            for _ in 0..40 {
                browser.press("jyq").unwrap();
            }
            browser.press("<Esc>/").unwrap();
            browser.paste(&format!("\"x {attack}\""));
            browser.press("<Enter>Y").unwrap();
            assert!(browser.copied().len() > 20, "{name}: {}", browser.copied().len());
            assert!(browser.copied().iter().any(|text| text.starts_with("oreline list")), "{name}");
            for text in browser.copied() {
                let hidden: Vec<char> = text.chars().filter(|c| is_forbidden(*c)).collect();
                assert!(hidden.is_empty(), "{name}: {hidden:?} in {text:?}");
            }
        }
    }
}

#[test]
fn pages_of_attacked_people_and_countries_are_visible_text() {
    for (name, attack) in attacks() {
        let mut browser = open(&attacked(&attack).to_string(), Size::new(100, 30));
        browser.press("s<Enter>").unwrap();
        let stops: Vec<usize> = browser
            .app()
            .detail()
            .document()
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.target.is_some())
            .map(|(at, _)| at)
            .collect();
        assert!(stops.len() > 4, "{name}: only {} lines can be followed", stops.len());
        let mut followed = 0;
        for _ in 0..browser.app().detail().document().lines.len() {
            browser.press("j").unwrap();
            if browser.app().detail().line().is_none_or(|line| line.target.is_none()) {
                continue;
            }
            let here = browser.app().detail().target().cloned();
            browser.press("<Enter>").unwrap();
            assert_visible(&browser, &format!("{name}, following a line"));
            if browser.app().popup().is_some() {
                browser.press("<Esc>").unwrap();
            } else if browser.app().detail().target() != here.as_ref() {
                followed += 1;
                browser.press("<BS>").unwrap();
            }
            if followed == stops.len() {
                break;
            }
        }
        assert!(followed > 2, "{name}: only {followed} pages were opened");
        assert!(!browser.has_quit());
    }
}

#[test]
fn an_attack_that_is_pasted_is_text() {
    let data = generate::lines(3);
    for (name, attack) in attacks() {
        for (place, keys, then) in [
            ("search line", "/", "<Enter>"),
            ("nowhere", "", "<Enter>"),
            ("country field", "c", "<Enter>"),
            ("date prompt", "d", "<Enter>"),
            ("help", "?", "<Down>"),
            ("quoted", "/\"", "\"<Enter>"),
            ("field", "/person:", "<Enter>"),
        ] {
            let mut browser = open(&data, Size::new(80, 24));
            browser.press(keys).unwrap();
            browser.paste(&attack);
            assert_visible(&browser, &format!("{name} pasted into {place}"));
            browser.press(then).unwrap();
            assert_visible(&browser, &format!("{name} pasted into {place} and sent"));
            assert!(!browser.has_quit(), "{name} pasted into {place}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_is_data_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a\u{1b}[31m\u{202e}\u{7}.json");
    fs::write(&path, r#"{"oreline": 1, "events": [{"id": "a", "label": "Talk", "date": "32 May"}]}"#).unwrap();
    let mut browser = Headless::new(vec![Input::Path(path)], Settings::default(), Size::new(100, 30)).unwrap();
    browser.press("p").unwrap();
    assert!(browser.text().contains(".json"), "{}", browser.text());
    assert_visible(&browser, "a problem of a file with a hostile name");
}

#[test]
fn nothing_of_an_attack_is_lost_or_hidden() {
    // One character in is one visible mark out: a reader sees that something is there.
    let browser = open(
        r#"{"oreline": 1, "events": [{"id": "a", "label": "A\u001b\u202e\u200bB", "date": "2024"}]}"#,
        Size::new(80, 24),
    );
    assert!(browser.text().contains("A␛\u{fffd}\u{fffd}B"), "{}", browser.text());
}

/// Small datasets of every kind.
fn dataset() -> impl Strategy<Value = String> {
    let made = (0usize..200, 0usize..8)
        .prop_map(|(from, count)| (from..from + count).map(generate::event).collect::<Vec<_>>().join("\n"));
    let odd = prop::sample::subsequence(
        vec![
            r#"{"id":"undated","label":"Undated talk","countries":["KZ","US"]}"#,
            r#"{"id":"month","label":{"en":"Month only","ru":"Только месяц"},"date":"2024-02","countries":["CN"]}"#,
            r#"{"id":"open","label":"Open end","date":"2023/..","related":["undated","gone"]}"#,
            r#"{"id":"wide","label":"鉱物会合","date":"2024-02-08?","place":"東京","participants":["李明"],"articles":[{"url":"https://a.example/1","headline":"H"}]}"#,
            r#"{"id":"bad","label":"Bad date","date":"32 May","countries":["QQ"]}"#,
            r#"{"id":"zalgo","label":"Z\u0301\u0301\u0301\u0301\u0301\u0301\u0301","date":"1850"}"#,
            r#"{"id":"empty"}"#,
        ],
        0..=7,
    )
    .prop_map(|lines| lines.join("\n"));
    (made, odd)
        .prop_map(|(made, odd)| format!("{{\"oreline\":1,\"record\":\"dataset\",\"title\":\"Made\"}}\n{made}\n{odd}\n"))
}

/// What a user may do: a key of the table, a letter, a paste, another size.
#[derive(Clone, Debug)]
enum Doing {
    Key(Key),
    Paste(&'static str),
    Resize(u16, u16),
}

fn doing() -> impl Strategy<Value = Doing> {
    // The two keys that quit would end most sequences at once; they have tests of their own.
    let keys: Vec<Key> = TABLE
        .iter()
        .flat_map(|binding| binding.keys.iter().map(|(key, _)| *key))
        .filter(|key| *key != Key::char('q') && *key != Key::ctrl('c'))
        .collect();
    let letters: Vec<char> = "abekmotuz0124-:~|()\"'. ,/<кзтоауы ё ЙФ\u{301}鉱".chars().collect();
    let pastes = vec![
        "Токаев",
        "country:KZ,US -country:CN",
        "date:2024..",
        "a OR (b",
        "\"",
        "-",
        "kind:",
        "line\nline",
        "\u{202e}\u{1b}[2J",
    ];
    prop_oneof![
        8 => prop::sample::select(keys).prop_map(Doing::Key),
        5 => prop::sample::select(letters).prop_map(|c| Doing::Key(Key::char(c))),
        1 => prop::sample::select(pastes).prop_map(Doing::Paste),
        1 => (0u16..150, 0u16..50).prop_map(|(width, height)| Doing::Resize(width, height)),
    ]
}

/// Whether the list of commands is to do the one that quits, or a file is to be written where the tests run.
fn would_quit_or_write(browser: &Headless, doing: &Doing) -> bool {
    let (app, Doing::Key(key)) = (browser.app(), doing) else { return false };
    if matches!(keymap::resolve(app.mode(), *key), Some(Message::Command(Command::SendExport))) {
        return true;
    }
    let Some(popup) = app.popup() else { return false };
    let Content::Palette(palette) = &popup.content else { return false };
    let is_run = matches!(keymap::resolve(app.mode(), *key), Some(Message::Command(Command::RunCommand)));
    is_run
        && palette
            .in_row(popup.cursor().selected())
            .is_some_and(|entry| matches!(entry.command, Command::CloseOrQuit | Command::Quit))
}

#[track_caller]
fn assert_sound(browser: &Headless, when: &str) {
    let app = browser.app();
    let rows = app.rows().map_or(0, |rows| rows.len());
    let lists = [
        ("timeline", app.timeline().cursor(), rows),
        ("countries", app.facet().cursor(), app.facet().narrowed().len()),
        ("detail", app.detail().cursor(), app.detail().document().lines.len()),
    ];
    for (name, cursor, len) in lists {
        assert!(cursor.selected() < len.max(1), "{name}: row {} of {len} after {when}", cursor.selected());
        assert!(cursor.top() <= cursor.selected(), "{name}: the cursor is above the pane after {when}");
    }
    let query = app.query().to_string();
    let again = Query::parse(&query).unwrap_or_else(|error| panic!("{query:?} after {when}: {error:?}"));
    assert_eq!(again.to_string(), query, "after {when}");
    assert!(browser.opened().iter().all(|url| url.starts_with("http")), "{:?}", browser.opened());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_keys_breaks_it(
        data in dataset(),
        width in 1u16..150,
        height in 1u16..50,
        doings in prop::collection::vec(doing(), 1..60),
    ) {
        let mut browser = open(&data, Size::new(width, height));
        for (step, doing) in doings.iter().enumerate() {
            let mode = browser.app().mode();
            // As the keys that quit, so the command.
            if would_quit_or_write(&browser, doing) {
                continue;
            }
            match doing {
                Doing::Key(key) => browser.press_key(*key),
                Doing::Paste(text) => browser.paste(text),
                Doing::Resize(width, height) => browser.resize(Size::new(*width, *height)),
            }
            let when = format!("step {step}, {doing:?} in {mode:?}");
            assert!(!browser.has_quit(), "it quit after {when}");
            assert_sound(&browser, &when);
            assert_visible(&browser, &when);
        }
        // Esc never quits, and enough of it takes every layer away.
        for _ in 0..doings.len() + 8 {
            browser.press_key(Key::plain(KeyCode::Esc));
            assert!(!browser.has_quit(), "Esc quit it");
        }
        let whole = [Mode::Timeline, Mode::Lanes, Mode::Pairs, Mode::Map];
        assert!(whole.contains(&browser.app().mode()), "{:?}", browser.app().mode());
        assert!(browser.app().query().is_empty(), "{}", browser.app().query());
        assert!(keymap::resolve(browser.app().mode(), Key::char('q')).is_some());
        browser.press("q").unwrap();
        assert!(browser.has_quit(), "q did not quit");
    }
}

//! What is said in the last rows: every message of the catalogue, in each language and size, whole.
//!
//! The stored texts are those rows alone; the frames around them are stored elsewhere.

use super::*;
use crate::app::{Exported, Ticket};
use crate::catalogue::Tongue;
use std::path::Path;

/// Every message with values, in the last rows of a screen of this size.
fn shown(tongue: Tongue, size: Size) -> Vec<(String, Vec<String>)> {
    let mut browser = open(&data(), size);
    while browser.app.ui().tongue != tongue {
        browser.press(":language<Enter>").unwrap();
    }
    browser.press("j").unwrap();
    let before: Vec<String> = browser.text().lines().map(str::to_owned).collect();
    let said = |make: &fn() -> Notice| {
        let (notice, ticket) = (make(), Ticket(u64::MAX));
        let words = browser.app.ui().say(&notice).to_string();
        browser.send(Report::Exported { ticket, outcome: Exported::Refused(notice) });
        let rows = browser.text();
        let first = rows.lines().zip(&before).position(|(row, before)| row != before).unwrap();
        let rows = rows.lines().skip(first).map(|row| row.trim_end().to_owned()).collect();
        (words, rows)
    };
    Notice::EACH.iter().map(said).collect()
}

/// The words of rows, in one line.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_message_is_whole_in_each_language_at_each_size() {
    for (tongue, name, stored) in [
        (Tongue::En, "en.txt", include_str!("../../../tests/fixtures/messages/en.txt")),
        (Tongue::Ru, "ru.txt", include_str!("../../../tests/fixtures/messages/ru.txt")),
    ] {
        let mut text = String::new();
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            writeln!(text, "### {width}x{height}").unwrap();
            for (words, rows) in shown(tongue, Size { width, height }) {
                let seen = joined(&rows.join(" "));
                assert_eq!(seen.trim_start_matches("! "), joined(&words), "{tongue:?} at {width}");
                writeln!(text, "{}", rows.join("\n")).unwrap();
            }
        }
        if std::env::var_os("UPDATE_FRAMES").is_some_and(|value| value == "1") {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/messages");
            let mut file = tempfile::NamedTempFile::new_in(&folder).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.persist(folder.join(name)).unwrap();
        } else {
            assert!(stored == text, "{name} differs: UPDATE_FRAMES=1 stores it");
        }
    }
}

//! Stored frames: what a screen shows, as text that is read in review like code.
//!
//! A stored frame is the screen's text, line by line, and under it the style runs of those rows that have any: line 5
//! of the file is row 5 of the screen, and columns are counted from 1. `UPDATE_FRAMES=1 cargo test` writes the frames
//! anew. What matters in a frame is also said in words by the test that takes it, so that writing all of them anew
//! cannot hide a fault. Nothing here knows which keys led to a frame.

use std::fmt::Write as _;
use std::path::PathBuf;

use oreline::door::headless::{Headless, text_of};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Where the frames are stored.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// Compares what the browser shows with the stored frame of that name, or stores it when the environment says so.
#[track_caller]
pub fn assert_frame(name: &str, browser: &Headless) {
    assert_stored(name, &written(&browser.frame()));
}

/// Compares a text, of one frame or of several, with the stored one of that name, or stores it.
#[track_caller]
pub fn assert_stored(name: &str, shown: &str) {
    let path = folder().join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_FRAMES").is_some_and(|value| value == "1") {
        std::fs::write(&path, shown).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; UPDATE_FRAMES=1 stores it. It shows\n{shown}", path.display()))
        .replace("\r\n", "\n");
    if let Some(at) = first_difference(&stored, shown) {
        let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
        panic!(
            "the frame {name} differs in line {}:\n- {}\n+ {}\n\nstored:\n{stored}\nshown:\n{shown}",
            at + 1,
            line(&stored),
            line(shown)
        );
    }
}

/// The first line, from 0, in which two texts differ.
fn first_difference(stored: &str, shown: &str) -> Option<usize> {
    if stored == shown {
        return None;
    }
    let same = stored.lines().zip(shown.lines()).take_while(|(stored, shown)| stored == shown).count();
    Some(same)
}

/// A frame as it is stored.
pub fn written(frame: &Buffer) -> String {
    let mut text = text_of(frame);
    text.push_str("--- styles\n");
    let width = usize::from(frame.area.width).max(1);
    for (row, cells) in frame.content.chunks(width).enumerate() {
        let runs: Vec<String> = runs(cells)
            .into_iter()
            .map(|(first, last, style)| {
                if first == last {
                    format!("{} {style}", first + 1)
                } else {
                    format!("{}-{} {style}", first + 1, last + 1)
                }
            })
            .collect();
        if !runs.is_empty() {
            let _ = writeln!(text, "{:>3}: {}", row + 1, runs.join("; "));
        }
    }
    text
}

/// The cells of a row that look the same, first and last column from 0, without those that have no style.
fn runs(cells: &[Cell]) -> Vec<(usize, usize, String)> {
    let mut runs: Vec<(usize, usize, String)> = Vec::new();
    let mut covered = 0;
    for (column, cell) in cells.iter().enumerate() {
        let is_under_a_wide_one = covered > 0;
        covered =
            if is_under_a_wide_one { covered - 1 } else { oreline::door::text::width(cell.symbol()).saturating_sub(1) };
        let style = if is_under_a_wide_one {
            runs.last().filter(|run| run.1 + 1 == column).map_or(String::new(), |run| run.2.clone())
        } else {
            style_of(cell)
        };
        // A blank between two words of one style belongs to them; one at an end says nothing.
        let is_unstyled_blank = |cell: &Cell| cell.symbol() == " " && style_of(cell).is_empty();
        match runs.last_mut() {
            _ if style.is_empty() => {}
            Some(run) if run.2 == style && cells[run.1 + 1..column].iter().all(is_unstyled_blank) => run.1 = column,
            Some(run) if run.1 + 1 == column && cell.symbol() == " " && seen_on_blanks(&run.2) == style => {
                run.1 = column;
            }
            _ => runs.push((column, column, style)),
        }
    }
    runs
}

/// What of a style is seen on a blank.
fn seen_on_blanks(style: &str) -> String {
    let seen = |word: &&str| ["reversed", "underlined", "crossed-out"].contains(word) || word.starts_with("on-");
    style.split(' ').filter(seen).collect::<Vec<_>>().join(" ")
}

/// What is seen of a cell's style: a blank shows only its background, a reversal and a line under it.
fn style_of(cell: &Cell) -> String {
    let mut words = Vec::new();
    let is_blank = cell.symbol() == " ";
    let names = [
        (Modifier::REVERSED, "reversed", true),
        (Modifier::UNDERLINED, "underlined", true),
        (Modifier::BOLD, "bold", false),
        (Modifier::DIM, "dim", false),
        (Modifier::ITALIC, "italic", false),
        (Modifier::CROSSED_OUT, "crossed-out", true),
        (Modifier::SLOW_BLINK, "blinking", false),
        (Modifier::RAPID_BLINK, "blinking", false),
        (Modifier::HIDDEN, "hidden", false),
    ];
    for (modifier, name, shows_on_blank) in names {
        if cell.modifier.contains(modifier) && (shows_on_blank || !is_blank) {
            words.push(name.to_owned());
        }
    }
    if cell.fg != Color::Reset && !is_blank {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on-{}", cell.bg.to_string().to_lowercase()));
    }
    words.join(" ")
}

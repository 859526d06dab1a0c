//! The last row in words: the keys of the moment and where each stands, so that a click finds it.
//!
//! It knows columns, not colours; which keys there are is in the table of keys.

use crate::text;

use super::App;
use super::keymap::{self, Key, ShownHint};
use crate::catalogue::Tongue;

/// A hint: keys and what they do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// The keys with a stroke or a blank between, as they are shown.
    pub keys: String,
    /// What they do.
    pub word: &'static str,
    /// Each key with the column where it begins.
    places: Vec<(Key, u16)>,
    /// The column after the word.
    end: u16,
}

/// The row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HintRow {
    /// As many hints as fit whole, each with two blanks after it.
    pub hints: Vec<Placed>,
}

impl HintRow {
    /// The row on a screen of `width` columns. It begins with a blank.
    pub fn of(app: &App, width: u16) -> HintRow {
        let mut row = HintRow::default();
        let mut column = 1;
        let hints = keymap::hints(app.mode(), app.ui());
        // Columns of what must still have room. In English the row is made so that it has.
        let columns_of = |hint: &ShownHint| {
            let keys = hint.keys.iter().map(|key| text::width(&key.to_string()) + 1);
            keys.sum::<usize>() + text::width(hint.word) + 2
        };
        let is_longer = app.ui().tongue != Tongue::En;
        let staying = hints.iter().filter(|hint| hint.stays && is_longer);
        let mut kept: usize = staying.map(columns_of).sum();
        for hint in hints {
            if kept > 0 && hint.stays {
                kept = kept.saturating_sub(columns_of(&hint));
            }
            let ShownHint { keys, word, stays } = hint;
            let (mut written, mut places) = (String::new(), Vec::new());
            for key in keys {
                if !written.is_empty() {
                    // Between two signs a stroke would look like a third one.
                    written.push(if key == Key::char(']') { ' ' } else { '/' });
                }
                // Columns of the screen, a u16, or the hint goes.
                places.push((key, (column + text::width(&written)) as u16));
                written += &keymap::shown(&key.to_string(), app.settings().ascii);
            }
            let end = column + text::width(&written) + 1 + text::width(word);
            if end + kept > usize::from(width) {
                if kept > 0 || stays && is_longer {
                    continue;
                }
                break;
            }
            row.hints.push(Placed { keys: written, word, places, end: end as u16 });
            column = end + 2;
        }
        row
    }

    /// The key that stands in a column; beside its word that is the first one.
    pub fn key_at(&self, column: u16) -> Option<Key> {
        let begins = |hint: &Placed| hint.places.first().is_some_and(|(_, at)| *at <= column);
        let hint = self.hints.iter().find(|hint| begins(hint) && column < hint.end)?;
        // Below the width of the screen, a u16.
        let is_on_word = usize::from(hint.end - column) <= text::width(hint.word) + 1;
        let on_keys = hint.places.iter().rfind(|(_, at)| *at <= column).filter(|_| !is_on_word);
        on_keys.or(hint.places.first()).map(|(key, _)| *key)
    }
}

//! The row of the query in words: its chips, where each stands, so that a click finds it, and how many records the
//! query selects.
//!
//! It knows columns, not colours.

use crate::query::Part;
use crate::query::ast::Chip;
use crate::text;

use super::header::{share, total};
use super::{App, View};
use crate::document::Glyphs;

/// Columns that are kept for what is typed.
pub const TYPING: usize = 12;
/// Columns that notes beside the text need to say something.
const NOTES: usize = 20;
/// Columns between two chips.
pub const BETWEEN: usize = 2;

/// The row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QueryRow {
    /// The chips, each with the column where it begins. While the search line is open its own chip is in it.
    pub chips: Vec<(Chip, u16)>,
    /// Columns from the left on in which chips are drawn.
    pub chips_width: u16,
    /// Columns of what is typed, after the chips, with its prompt; notes stand beside it. 0 while nothing is.
    pub typed_width: u16,
    /// Columns on the left of the counts.
    pub left_width: u16,
    /// How many records the query selects; empty without room.
    pub counts: String,
}

impl QueryRow {
    /// The row on a screen of `width` columns. What is typed comes first, then chips, then the counts.
    pub fn of(app: &App, width: u16) -> QueryRow {
        let is_typing = app.search().editor().is_some();
        let query = if is_typing { app.search().base() } else { app.query() };
        let is_typed = |chip: &Chip| is_typing && matches!(query.parts.get(chip.part), Some(Part::Search(_)));
        let mut row = QueryRow { counts: counts(app), left_width: width, ..QueryRow::default() };
        let mut column = 1;
        for chip in query.chips().into_iter().filter(|chip| !is_typed(chip)) {
            let at = u16::try_from(column).unwrap_or(u16::MAX);
            column += text::width(&chip.text) + BETWEEN;
            row.chips.push((chip, at));
        }
        let (room, of_counts) = (usize::from(width), text::width(&row.counts));
        let least_left = if is_typing { TYPING } else { room / 3 };
        if of_counts > 0 && of_counts + 1 + least_left <= room {
            // Below the width, a u16; so is what follows.
            row.left_width = width - (of_counts + 1) as u16;
        } else {
            row.counts.clear();
        }
        let of_chips = if is_typing { usize::from(row.left_width).saturating_sub(TYPING) } else { usize::from(width) };
        row.chips_width = column.min(of_chips).min(usize::from(row.left_width)) as u16;
        if let Some(editor) = app.search().editor() {
            // The prompt, the text, the cursor and two blanks.
            let typed = (text::width(editor.text()) + 4).max(TYPING);
            let field = usize::from(row.left_width - row.chips_width);
            row.typed_width = (if field >= typed + NOTES { typed } else { field }) as u16;
        }
        row
    }

    /// How many columns there are for what is said of the typed text beside it.
    pub fn notes_width(&self) -> u16 {
        self.left_width - self.chips_width - self.typed_width
    }

    /// The column of the typed text, with the columns that it has, behind its prompt.
    pub fn text_at(&self, column: u16) -> Option<(usize, usize)> {
        let columns = self.typed_width.checked_sub(1)?;
        let place = column.checked_sub(self.chips_width + 1).filter(|place| *place < columns)?;
        Some((usize::from(columns), usize::from(place)))
    }

    /// The chip that stands in a column.
    pub fn chip_at(&self, column: u16) -> Option<&Chip> {
        let stands = |(chip, at): &&(Chip, u16)| column >= *at && usize::from(column - at) < text::width(&chip.text);
        self.chips.iter().find(stands).filter(|_| column < self.chips_width).map(|(chip, _)| chip)
    }
}

/// `12 of 170 events · 3 undated hidden`, `12 of 479 articles, 4 with the words`, `12 of 170 events so far, 40% indexed`, `≥ 12 of 170 events, checking`. An
/// ellipsis says that the count is of the query before, `still` that it stays so while what is typed is wrong or not whole.
fn counts(app: &App) -> String {
    let glyphs = Glyphs::of(app.settings().ascii);
    let (Some(answer), Some(rows), Some(total)) = (app.answer(), app.rows(), total(app)) else {
        return String::new();
    };
    let view = app.timeline().view();
    let ui = app.ui();
    let with_words = rows.with_words().map_or_else(String::new, |count| ui.with_the_words(count).to_string());
    let hidden = match (view, answer.undated_hidden) {
        (View::Events, hidden) if hidden > 0 => format!("{}{}", glyphs.dot, ui.undated_hidden(hidden)),
        _ => String::new(),
    };
    let so_far = app.unfinished().map_or_else(String::new, |progress| ui.so_far_of(&share(&progress, ui)).to_string());
    let is_newest = answer.query == *app.query() && !app.search().is_behind();
    let older = if is_newest { "" } else { glyphs.ellipsis };
    let (listed, total) = (ui.say(&rows.len()).to_string(), view.rows().count(total));
    let count = if answer.is_checking || answer.is_cut { format!("{} {listed}", glyphs.at_least) } else { listed };
    let checking = if answer.is_checking { ui.checking() } else { "" };
    let mut words = if app.search().is_behind() {
        ui.still_found_of(&count, total).to_string()
    } else {
        ui.found_of(&count, total).to_string()
    };
    for part in [&with_words, &so_far, checking, &hidden, older, " "] {
        words.push_str(part);
    }
    words
}

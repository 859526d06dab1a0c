//! The row of the query in words: its chips, where each stands, so that a click finds it, and how many records the
//! query selects.
//!
//! It knows columns, not colours.

use crate::query::Part;
use crate::query::ast::Chip;
use crate::text;

use super::header::{counted, share, total};
use super::{App, View};
use crate::document::Glyphs;

/// Columns that are kept for what is typed.
pub const TYPING: usize = 12;
/// Columns between two chips.
pub const BETWEEN: usize = 2;

/// The row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QueryRow {
    /// The chips, each with the column where it begins. While the search line is open its own chip is in it.
    pub chips: Vec<(Chip, u16)>,
    /// Columns from the left on in which chips are drawn.
    pub chips_width: u16,
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
        row
    }

    /// The chip that stands in a column.
    pub fn chip_at(&self, column: u16) -> Option<&Chip> {
        let stands = |(chip, at): &&(Chip, u16)| column >= *at && usize::from(column - at) < text::width(&chip.text);
        self.chips.iter().find(stands).filter(|_| column < self.chips_width).map(|(chip, _)| chip)
    }
}

/// `12 of 170 events · 3 undated hidden`, `12 of 170 events so far, 40% indexed`, `≥ 12 of 170 events, checking`. An
/// ellipsis says that the count is of the query before.
fn counts(app: &App) -> String {
    let glyphs = Glyphs::of(app.settings().ascii);
    let (Some(answer), Some(rows), Some(total)) = (app.answer(), app.rows(), total(app)) else {
        return String::new();
    };
    let view = app.timeline().view();
    let hidden = match (view, answer.undated_hidden) {
        (View::Events, hidden) if hidden > 0 => format!("{}{hidden} undated hidden", glyphs.dot),
        _ => String::new(),
    };
    let so_far = app.unfinished().map_or_else(String::new, |progress| format!(" so far, {}", share(&progress)));
    let older = if answer.query == *app.query() { "" } else { glyphs.ellipsis };
    let count = if answer.is_checking { format!("{} {}", glyphs.at_least, rows.len()) } else { rows.len().to_string() };
    let checking = if answer.is_checking { ", checking" } else { "" };
    format!("{count} of {}{so_far}{checking}{hidden}{older} ", counted(total, view.noun()))
}

//! The areas of a popup with a list, and what all such lists share: which rows are in sight, and the chosen one.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::list_cursor::ListCursor;
use crate::layout::Area;

/// The areas of a popup with a list.
pub(super) struct Listed {
    /// The popup's.
    pub(super) area: Area,
    /// The rows of its list.
    pub(super) rows: Rect,
    /// The rows beneath, which explain the chosen one; empty without room.
    pub(super) beneath: Rect,
    /// The cursor of the list.
    pub(super) cursor: ListCursor,
}

impl Listed {
    /// Draws the rows in sight of a list of so many: `draw` is given the row, its line, and the mark before it, which only
    /// the chosen one has.
    pub(super) fn rows(
        &self,
        canvas: &mut Canvas<'_, '_>,
        len: usize,
        mut draw: impl FnMut(&mut Canvas<'_, '_>, usize, u16, &'static str),
    ) {
        let Listed { rows, cursor, .. } = *self;
        for (y, at) in (0..rows.height).zip(cursor.top()..len) {
            let is_chosen = at == cursor.selected();
            draw(canvas, at, y, if is_chosen { canvas.theme.glyphs.cursor } else { " " });
            if is_chosen {
                canvas.restyle(rows, y, canvas.theme.style(Look::Selected));
            }
        }
    }

    /// Says in the frame which part of a list of so many rows is in sight, and which row is chosen.
    pub(super) fn frame(&self, canvas: &mut Canvas<'_, '_>, len: usize) {
        let Listed { area, rows, cursor, .. } = *self;
        canvas.thumb(area, rows, cursor.shown(rows.height, len), len, true);
        canvas.position(area, &format!("{}/{len}", (cursor.selected() + 1).min(len)));
    }
}

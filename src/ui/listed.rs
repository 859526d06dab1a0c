//! The areas of a popup with a list, as each of them is drawn into.

use ratatui::layout::Rect;

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

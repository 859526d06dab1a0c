//! What the loop of the browser waits for, from the threads that block. Who sends it is not known here.

use ratatui::layout::Size;

use crate::app::Report;
use crate::app::keymap::Key;
use crate::app::pointer::Pointer;

/// What the loop waits for.
pub(super) enum Wake {
    Typed(Typed),
    Report(Report),
    Signal(i32),
    /// The terminal is gone, or can no longer be read.
    HungUp,
}

/// What the user did at the terminal.
pub(super) enum Typed {
    Key(Key),
    Paste(String),
    Mouse(Pointer),
    Resize(Size),
}

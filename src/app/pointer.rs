//! What the mouse did, and where; the terminal sends it only while the mouse is switched on.

use ratatui::layout::Position;

/// What the mouse did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel was turned away from the user by a notch.
    WheelUp,
    /// The wheel was turned towards the user by a notch.
    WheelDown,
}

/// One act of the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pointer {
    /// What it did.
    pub act: Act,
    /// On which cell, from the upper left one, which is 0, 0.
    pub at: Position,
}

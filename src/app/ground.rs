//! The ground that the screen is drawn on: what is known of the terminal's background, and how many colours it has.
//!
//! Who asks the terminal is not known here, nor which colours are drawn.

/// Red, green and blue, from 0 to 255.
pub type Rgb = [u8; 3];

/// What is known of the background.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ground {
    /// Nothing: whatever is drawn must be read on dark and on light.
    #[default]
    Unknown,
    /// It is dark; its very colour where the terminal has said it.
    Dark(Option<Rgb>),
    /// It is light.
    Light(Option<Rgb>),
}

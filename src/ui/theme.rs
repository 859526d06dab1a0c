//! The look: styles and frames for dark and light terminals, with and without colours, in Unicode or ASCII.
//!
//! No meaning is told by a colour alone: there is always an attribute, a sign or a word beside it. Nobody can ask a
//! terminal for its background, so every colour is one that is read on black and on white alike. The sixteen colours
//! of the terminal are not: its cyan and its green are what its owner likes on *their* background, and the usual ones
//! are hardly seen on white. Those of the 256 that are the same everywhere are used instead.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::widgets::Block;

use crate::app::{Ground, Settings, keymap};
use crate::document::{Glyphs, Role, Span};

/// Bars, chips, the frame with the focus.
const BLUE: Color = Color::Indexed(31);
/// What is included, the sign beside what was said.
const GREEN: Color = Color::Indexed(28);
/// Headings.
const VIOLET: Color = Color::Indexed(98);
/// What is excluded, faults.
const RED: Color = Color::Indexed(161);
/// Hits: black on yellow, both set.
const BLACK: Color = Color::Indexed(16);
const YELLOW: Color = Color::Indexed(220);

/// Frames of ASCII.
const ASCII_FRAME: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// What a part of the screen is; each has a style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Look {
    /// Words without a style of their own.
    Plain,
    /// The name of the program, titles.
    Strong,
    /// The heading above rows.
    Heading,
    /// The line and the title of the pane with the focus, or of a popup.
    Focus,
    /// A line between things.
    Line,
    /// What is of second rank.
    Dim,
    /// What the query finds.
    Hit,
    /// The row under the cursor of the pane with the focus. It is laid over the looks of its words: their colours
    /// would be patches in it, and what is dim could not be read.
    Selected,
    /// The row under the cursor of another pane.
    Marked,
    /// A part of the query; the active view.
    Chip,
    /// An included value.
    Included,
    /// An excluded value, an error.
    Warning,
    /// Bars of the histogram: what is sure.
    Bar,
    /// What is perhaps.
    Perhaps,
    /// The upper end of what is sure, where what is perhaps ends in the same cell.
    BarOnPerhaps,
    /// The ground of a range of dates.
    Range,
}

/// The look of one run of the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    color: bool,
    ground: Ground,
    /// The program's own signs.
    pub glyphs: &'static Glyphs,
}

impl Theme {
    pub(super) fn new(settings: &Settings) -> Theme {
        Theme { color: settings.color, ground: settings.ground, glyphs: Glyphs::of(settings.ascii) }
    }

    pub(super) fn style(self, look: Look) -> Style {
        let plain = Style::new();
        match look {
            Look::Plain | Look::Range => plain,
            Look::Strong | Look::Marked => plain.add_modifier(Modifier::BOLD),
            Look::Heading => self.colored(VIOLET).add_modifier(Modifier::BOLD),
            Look::Dim | Look::Line => plain.add_modifier(Modifier::DIM),
            Look::Hit => {
                let marked = self.highlighted().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
                // Hits in what is dim are no less hits.
                marked.remove_modifier(Modifier::DIM)
            }
            Look::Selected => {
                plain.fg(Color::Reset).bg(Color::Reset).remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
            }
            Look::Focus | Look::Chip => self.colored(BLUE).add_modifier(Modifier::BOLD),
            Look::Included => self.colored(GREEN).add_modifier(Modifier::BOLD),
            Look::Warning => self.colored(RED).add_modifier(Modifier::BOLD),
            Look::Bar | Look::Perhaps | Look::BarOnPerhaps => self.colored(BLUE),
        }
    }

    /// The style of words in a document.
    pub(super) fn span(self, span: &Span) -> Style {
        let style = match span.role {
            // What was said is there to be read: its sign has the colour.
            Role::Plain | Role::QuoteDirect | Role::QuoteMixed | Role::Located => self.style(Look::Plain),
            Role::Title | Role::Name => self.style(Look::Strong),
            Role::Heading => self.style(Look::Heading),
            Role::Label | Role::Dim => self.style(Look::Dim),
            Role::Bar => self.colored(GREEN).add_modifier(Modifier::BOLD),
            Role::Paraphrase => self.style(Look::Plain).add_modifier(Modifier::ITALIC),
            Role::Mark | Role::Problem => self.style(Look::Warning),
            Role::Address => self.style(Look::Plain).add_modifier(Modifier::UNDERLINED),
        };
        if span.hit { style.patch(self.style(Look::Hit)) } else { style }
    }

    /// The frame of a box.
    pub(super) fn frame(self) -> Block<'static> {
        let set = if self.glyphs.is_ascii { ASCII_FRAME } else { border::PLAIN };
        Block::bordered().border_style(self.style(Look::Focus)).border_set(set)
    }

    /// A piece of an upright line where lines from the left and the right meet it, at its upper end or below.
    pub(super) fn joint(self, left: bool, right: bool, is_end: bool) -> &'static str {
        match (left, right, is_end) {
            (false, false, _) if self.glyphs.is_ascii => "|",
            _ if self.glyphs.is_ascii => "+",
            (false, false, _) => "│",
            (true, true, true) => "┬",
            (true, true, false) => "┼",
            (true, false, true) => "┐",
            (true, false, false) => "┤",
            (false, true, true) => "┌",
            (false, true, false) => "├",
        }
    }

    /// The names of keys with what the set of signs has for arrows.
    pub(super) fn keys(self, names: &str) -> String {
        keymap::shown(names, self.glyphs.is_ascii)
    }

    /// Whether what is perhaps has a colour of its own beside what is sure.
    pub(super) fn has_shades(self) -> bool {
        self.color && self.ground != Ground::Unknown && !self.glyphs.is_ascii
    }

    /// The ground of a look alone.
    pub(super) fn tint(self, look: Look) -> Style {
        self.style(look).bg.map_or(Style::new(), |ground| Style::new().bg(ground))
    }

    /// Pieces of a bar of the histogram: from one eighth of a cell to a whole one.
    pub(super) fn eighths(self) -> [&'static str; 8] {
        if self.glyphs.is_ascii {
            [".", ".", ".", "#", "#", "#", "#", "#"]
        } else {
            ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        }
    }

    /// A bar that stands for `count` where `most` has `columns` columns, in eighths of a column; what counts at all has
    /// the thinnest one.
    pub(super) fn bar(self, count: usize, most: usize, columns: usize) -> String {
        const PARTS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        if count == 0 || most == 0 {
            return String::new();
        }
        let eighths = (count as u128 * columns as u128 * 8 / most as u128).max(1) as usize;
        if self.glyphs.is_ascii {
            return "#".repeat(eighths.div_ceil(8));
        }
        let part = (eighths % 8).checked_sub(1).map_or("", |part| PARTS[part]);
        format!("{}{part}", "█".repeat(eighths / 8))
    }

    fn colored(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }

    fn highlighted(self) -> Style {
        self.colored(BLACK).patch(if self.color { Style::new().bg(YELLOW) } else { Style::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOKS: [Look; 13] = [
        Look::Plain,
        Look::Strong,
        Look::Heading,
        Look::Focus,
        Look::Line,
        Look::Dim,
        Look::Hit,
        Look::Selected,
        Look::Marked,
        Look::Chip,
        Look::Included,
        Look::Warning,
        Look::Bar,
    ];
    const ROLES: [Role; 14] = [
        Role::Plain,
        Role::Title,
        Role::Name,
        Role::Heading,
        Role::Label,
        Role::Dim,
        Role::QuoteDirect,
        Role::QuoteMixed,
        Role::Located,
        Role::Bar,
        Role::Paraphrase,
        Role::Mark,
        Role::Problem,
        Role::Address,
    ];
    const WHITE: f64 = 1.0;

    fn styles(color: bool) -> Vec<Style> {
        let theme = Theme::new(&Settings { color, ..Settings::default() });
        let roles = ROLES.map(|role| theme.span(&Span { text: String::new(), role, hit: false }));
        LOOKS.map(|look| theme.style(look)).into_iter().chain(roles).collect()
    }

    /// Relative luminance (WCAG 2) of one of the 216 colours from 16 on: red, green and blue in six steps each.
    fn luminance(color: Color) -> f64 {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        let Color::Indexed(index @ 16..=231) = color else { panic!("{color:?} is not the same on every terminal") };
        let cube = usize::from(index - 16);
        [(cube / 36, 0.2126), (cube / 6 % 6, 0.7152), (cube % 6, 0.0722)]
            .map(|(step, weight)| {
                let part = f64::from(STEPS[step]) / 255.0;
                weight * if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            })
            .into_iter()
            .sum()
    }

    fn contrast(one: f64, other: f64) -> f64 {
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn colours_are_read_on_black_and_on_white() {
        let is_set = |color: Option<Color>| color.filter(|color| *color != Color::Reset);
        let mut seen = 0;
        for style in styles(true) {
            let Some(words) = is_set(style.fg).map(luminance) else {
                assert_eq!(is_set(style.bg), None, "nobody knows which colour the words have on it: {style:?}");
                continue;
            };
            let grounds = is_set(style.bg).map_or_else(|| vec![0.0, WHITE], |ground| vec![luminance(ground)]);
            for ground in grounds {
                let contrast = contrast(words, ground);
                assert!(contrast >= 4.0, "{contrast:.1} of {style:?} on {ground:.1}");
                seen += 1;
            }
        }
        assert!(seen > 10, "{seen}");
    }

    #[test]
    fn without_colour_looks_that_differ_in_meaning_differ_in_attributes_or_have_a_sign() {
        for style in styles(false) {
            let unset = [None, Some(Color::Reset)];
            assert!(unset.contains(&style.fg) && unset.contains(&style.bg), "{style:?}");
        }
        let theme = Theme::new(&Settings { color: false, ..Settings::default() });
        let attributes = |look| theme.style(look).add_modifier;
        let told_apart = [Look::Plain, Look::Dim, Look::Strong, Look::Hit, Look::Selected];
        for (at, one) in told_apart.iter().enumerate() {
            for other in &told_apart[at + 1..] {
                assert_ne!(attributes(*one), attributes(*other), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_selected_row_has_no_colours_of_its_words_and_nothing_dim_but_keeps_its_hits() {
        let theme = Theme::new(&Settings { color: true, ..Settings::default() });
        let selected = theme.style(Look::Selected);
        for look in LOOKS {
            let row = theme.style(look).patch(selected);
            assert_eq!((row.fg, row.bg), (Some(Color::Reset), Some(Color::Reset)), "{look:?}");
            assert!(!row.add_modifier.contains(Modifier::DIM), "{look:?}");
        }
        assert!(theme.style(Look::Hit).patch(selected).add_modifier.contains(Modifier::UNDERLINED));
    }
}

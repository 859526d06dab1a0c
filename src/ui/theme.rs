//! The look: styles and frames for dark and light terminals, with and without colours, in Unicode or ASCII.
//!
//! Only the terminal's own sixteen colours are used, on its own background, and no meaning is told by a colour
//! alone: there is always an attribute, a sign or a word beside it.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::widgets::Block;

use crate::app::Settings;
use crate::app::document::{Glyphs, Role, Span};

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
    /// What is of second rank.
    Dim,
    /// What the query finds.
    Hit,
    /// The row under the cursor of the pane with the focus.
    Selected,
    /// The row under the cursor of another pane.
    Marked,
    /// A part of the query; the active view.
    Chip,
    /// An included value.
    Included,
    /// An excluded value, an error.
    Warning,
    /// Bars of the histogram.
    Bar,
}

/// The look of one run of the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    color: bool,
    /// The program's own signs.
    pub glyphs: &'static Glyphs,
}

impl Theme {
    pub(super) fn new(settings: &Settings) -> Theme {
        Theme { color: settings.color, glyphs: Glyphs::of(settings.ascii) }
    }

    pub(super) fn style(self, look: Look) -> Style {
        let plain = Style::new();
        match look {
            Look::Plain => plain,
            Look::Strong | Look::Marked => plain.add_modifier(Modifier::BOLD),
            Look::Heading => self.colored(Color::Magenta).add_modifier(Modifier::BOLD),
            Look::Dim => plain.add_modifier(Modifier::DIM),
            Look::Hit => self.highlighted().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Look::Selected => plain.add_modifier(Modifier::REVERSED),
            Look::Chip => self.colored(Color::Cyan).add_modifier(Modifier::BOLD),
            Look::Included => self.colored(Color::Green).add_modifier(Modifier::BOLD),
            Look::Warning => self.colored(Color::Red).add_modifier(Modifier::BOLD),
            Look::Bar => self.colored(Color::Cyan),
        }
    }

    /// The style of words in a document.
    pub(super) fn span(self, span: &Span) -> Style {
        let style = match span.role {
            Role::Plain => self.style(Look::Plain),
            Role::Title | Role::Name => self.style(Look::Strong),
            Role::Heading => self.style(Look::Heading),
            Role::Label | Role::Dim => self.style(Look::Dim),
            Role::QuoteDirect | Role::QuoteMixed | Role::Located => self.colored(Color::Green),
            Role::Bar => self.colored(Color::Green).add_modifier(Modifier::BOLD),
            Role::Paraphrase => self.style(Look::Plain).add_modifier(Modifier::ITALIC),
            Role::Mark | Role::Problem => self.style(Look::Warning),
            Role::Address => self.style(Look::Plain).add_modifier(Modifier::UNDERLINED),
        };
        if span.hit { style.patch(self.style(Look::Hit)) } else { style }
    }

    /// The frame of a pane or a box; neighbours join their lines.
    pub(super) fn frame(self, focused: bool) -> Block<'static> {
        let look = if focused { Look::Strong } else { Look::Dim };
        let block = Block::bordered().border_style(self.style(look));
        if self.glyphs.is_ascii {
            block.border_set(ASCII_FRAME)
        } else {
            block.border_set(border::PLAIN).merge_borders(MergeStrategy::Exact)
        }
    }

    /// The names of keys with what the set of signs has for arrows.
    pub(super) fn keys(self, names: String) -> String {
        if self.glyphs.is_ascii {
            names.replace('←', "Left").replace('→', "Right").replace('↑', "Up").replace('↓', "Down")
        } else {
            names
        }
    }

    /// Bars of the histogram: from one eighth of a cell to a whole one, then the lighter shade.
    pub(super) fn bars(self) -> ([&'static str; 8], &'static str) {
        if self.glyphs.is_ascii {
            ([".", ".", ".", "#", "#", "#", "#", "#"], ":")
        } else {
            (["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], "░")
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

    /// Both colours are set, so that it is readable on a dark and on a light background.
    fn highlighted(self) -> Style {
        if self.color { Style::new().fg(Color::Black).bg(Color::Yellow) } else { Style::new() }
    }
}

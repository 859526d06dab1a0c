//! The look: styles and frames for dark and light terminals, with and without colours, in Unicode or ASCII.
//!
//! No meaning is told by a colour alone: there is always an attribute, a sign or a word beside it. Which colour a role has
//! on which ground is one table, in `roles`. Where the ground is not known, the selected row is reversed and what is of
//! second rank is dim by attribute.

mod roles;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::widgets::Block;

use crate::app::{Ground, Settings, keymap};
use crate::document::{Glyphs, Role, Span};
use roles::{Role as Colored, Roles, Tint};
pub(super) use roles::{SHADES, rgb};

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
    /// The row under the cursor of the pane with the focus. It is laid over the looks of its words. Where it is a reversal
    /// their colours would be patches in it, and what is dim could not be read.
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
    /// The ground where a year begins.
    January,
    /// The mark of the selected row.
    Cursor,
    /// A sign of a row: of its date, of what the user has marked.
    Sign,
    /// The ground of a facet's number, where it is as long as the number says.
    FacetBar,
}

/// The look of one run of the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    roles: Roles,
    has_color: bool,
    /// Whether the ground is known, so that parts of it are tinted.
    is_tinted: bool,
    /// The program's own signs.
    pub glyphs: &'static Glyphs,
}

impl Theme {
    pub(super) fn new(settings: &Settings) -> Theme {
        Theme {
            roles: if settings.color { Roles::of(settings.ground, settings.has_all_colors) } else { Roles::NONE },
            has_color: settings.color,
            is_tinted: settings.color && settings.ground != Ground::Unknown,
            glyphs: Glyphs::of(settings.ascii),
        }
    }

    pub(super) fn style(self, look: Look) -> Style {
        let plain = Style::new();
        match look {
            Look::Plain => plain,
            Look::Marked => self.on(Tint::Marked).add_modifier(Modifier::BOLD),
            Look::Heading => self.of(Colored::Heading).add_modifier(Modifier::BOLD),
            Look::Dim => self.second_rank(Colored::Dim),
            Look::Line => self.second_rank(Colored::Line),
            Look::Hit => {
                let marked = self.highlighted().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
                // Hits in what is dim are no less hits.
                marked.remove_modifier(Modifier::DIM)
            }
            Look::Selected if self.is_tinted => self.on(Tint::Selected),
            Look::Selected => {
                plain.fg(Color::Reset).bg(Color::Reset).remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
            }
            Look::Focus | Look::Chip => self.of(Colored::Accent).add_modifier(Modifier::BOLD),
            Look::Cursor if self.is_tinted => self.of(Colored::Accent).add_modifier(Modifier::BOLD),
            Look::Strong | Look::Cursor => plain.add_modifier(Modifier::BOLD),
            Look::Sign => self.of(Colored::Amber).add_modifier(Modifier::BOLD),
            Look::Included => self.of(Colored::Green).add_modifier(Modifier::BOLD),
            Look::Warning => self.of(Colored::Red).add_modifier(Modifier::BOLD),
            Look::Bar => self.of(Colored::Bar),
            Look::Perhaps => self.of(Colored::Perhaps),
            Look::BarOnPerhaps => match self.roles.color(Colored::Perhaps) {
                Some(ground) => self.of(Colored::Bar).bg(ground),
                None => self.of(Colored::Bar),
            },
            Look::Range => self.on(Tint::Range),
            Look::January => self.on(Tint::January),
            Look::FacetBar => self.on(Tint::Facet),
        }
    }

    /// A number on one of the tints of numbers; where there are none, the number alone.
    pub(super) fn shade(self, shade: usize) -> Style {
        let style = |(ground, words): (Color, Option<Color>)| {
            let style = Style::new().bg(ground);
            words.map_or(style, |words| style.fg(words))
        };
        self.roles.shade(shade).map_or(Style::new(), style)
    }

    /// The cell under the cursor, where rows cross columns.
    pub(super) fn cursor_cell(self) -> Style {
        let style = self.highlighted().add_modifier(Modifier::BOLD);
        if self.has_color { style } else { style.add_modifier(Modifier::REVERSED) }
    }

    /// The style of words in a document.
    pub(super) fn span(self, span: &Span) -> Style {
        let style = match span.role {
            // What was said is there to be read: its sign has the colour.
            Role::Plain | Role::QuoteDirect | Role::QuoteMixed | Role::Located => self.style(Look::Plain),
            Role::Title | Role::Name => self.style(Look::Strong),
            Role::Sign => self.style(Look::Sign),
            Role::Count => self.style(Look::Bar),
            Role::Heading => self.style(Look::Heading),
            Role::Label | Role::Dim => self.style(Look::Dim),
            Role::Bar => self.style(Look::Included),
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
        self.is_tinted && !self.glyphs.is_ascii
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

    fn of(self, role: Colored) -> Style {
        self.roles.color(role).map_or(Style::new(), |color| Style::new().fg(color))
    }

    fn on(self, tint: Tint) -> Style {
        self.roles.tint(tint).map_or(Style::new(), |ground| Style::new().bg(ground))
    }

    /// A colour where the ground is known, else the attribute.
    fn second_rank(self, role: Colored) -> Style {
        if self.is_tinted { self.of(role) } else { Style::new().add_modifier(Modifier::DIM) }
    }

    fn highlighted(self) -> Style {
        if self.has_color { Style::new().fg(BLACK).bg(YELLOW) } else { Style::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOKS: [Look; 16] = [
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
        Look::Cursor,
        Look::Sign,
        Look::FacetBar,
    ];
    const ROLES: [Role; 16] = [
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
        Role::Sign,
        Role::Count,
    ];
    fn styles(color: bool) -> Vec<Style> {
        let theme = Theme::new(&Settings { color, ..Settings::default() });
        let roles = ROLES.map(|role| theme.span(&Span { text: String::new(), role, hit: false }));
        LOOKS.map(|look| theme.style(look)).into_iter().chain(roles).collect()
    }

    /// A row under the cursor keeps the colours of its words where it is tinted; elsewhere it is reversed.
    #[test]
    fn a_known_ground_is_never_reversed() {
        for ground in [Ground::Dark(None), Ground::Light(None), Ground::Dark(Some([0x2e, 0x34, 0x40]))] {
            for has_all_colors in [false, true] {
                let settings = Settings { color: true, ground, has_all_colors, ..Settings::default() };
                let theme = Theme::new(&settings);
                for look in LOOKS {
                    let style = theme.style(look);
                    assert!(!style.add_modifier.intersects(Modifier::REVERSED | Modifier::DIM), "{look:?} {style:?}");
                }
                let row = theme.style(Look::Dim).patch(theme.style(Look::Selected));
                assert_eq!(row.fg, theme.style(Look::Dim).fg);
                assert!(row.bg.is_some());
                assert!(theme.has_shades() && theme.style(Look::BarOnPerhaps).bg == theme.style(Look::Perhaps).fg);
            }
        }
        let unknown = Theme::new(&Settings { color: true, ..Settings::default() });
        assert!(unknown.style(Look::Selected).add_modifier.contains(Modifier::REVERSED) && !unknown.has_shades());
        let grounds = LOOKS.map(|look| unknown.style(look)).into_iter().filter_map(|style| style.bg);
        assert!(grounds.into_iter().all(|ground| [Color::Reset, YELLOW].contains(&ground)));
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

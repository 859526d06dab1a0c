//! The lines between things: titles of panes, upright lines and where they meet, frames of boxes.
//!
//! The line of what takes the keys is heavy and has its title in brackets, so that it is told without colours too.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::canvas::Canvas;
use super::theme::Look;
use crate::layout::{Area, Layout};
use crate::text;

/// What stands in the line above a pane.
#[derive(Clone, Copy, Default)]
pub(super) struct TitleLine<'t> {
    /// What the pane is.
    pub name: &'t str,
    /// What else is to be known of it; dim, and the first to go.
    pub aside: &'t str,
    /// Its sections, each with whether it is the one in sight; as many as fit.
    pub sections: &'t [(&'t str, bool)],
    /// Where in it the cursor is, on the right.
    pub position: &'t str,
}

impl Canvas<'_, '_> {
    /// Draws the line above a pane or a box.
    pub(super) fn title(&mut self, area: Area, title: &TitleLine<'_>, is_active: bool) {
        let line = area.title;
        if line.is_empty() {
            return;
        }
        self.levels.push(line);
        let glyphs = self.theme.glyphs;
        let (rule, look) = if is_active { (glyphs.heavy, Look::Focus) } else { (glyphs.rule, Look::Line) };
        let width = usize::from(line.width);
        self.line(line, 0, &[self.words(rule.repeat(width), look)]);
        // A frame has its corner before the line.
        let margin = usize::from(!area.has_sides());
        let ends = if title.position.is_empty() { 0 } else { text::width(title.position) + 2 };
        let name = |aside: &str| margin + text::width(title.name) + text::width(aside) + 2;
        let aside = if name(title.aside) + 1 + ends <= width { title.aside } else { "" };
        let mut used = name(aside);
        let mut left = if is_active {
            vec![self.words(format!("[{}{aside}]", title.name), Look::Focus)]
        } else {
            vec![self.words(format!(" {}", title.name), Look::Plain), self.words(aside, Look::Dim), Span::raw(" ")]
        };
        // Where not all have room, the first ones go, so that the one in sight is named.
        let current = title.sections.iter().position(|(_, is_current)| *is_current).unwrap_or(0);
        let columns_to = |from: usize| -> usize {
            let sections = title.sections.get(from..=current).unwrap_or_default();
            2 + sections.iter().map(|(section, _)| text::width(section) + 2).sum::<usize>()
        };
        let first = (0..current).find(|from| used + columns_to(*from) + 1 + ends <= width).unwrap_or(current);
        for (at, (section, is_current)) in title.sections.iter().enumerate().skip(first) {
            let before = if at == first { 3 } else { 1 };
            let columns = text::width(section) + before + 1;
            if used + columns + 1 + ends > width {
                break;
            }
            used += columns;
            if at == first {
                left.push(self.words(rule.repeat(2), look));
            }
            let look = if *is_current { Look::Focus } else { Look::Dim };
            left.extend([Span::raw(" "), self.words(*section, look), Span::raw(" ")]);
        }
        if title.name.is_empty() && !is_active {
            left.clear();
        }
        // Below the width of the line, a u16.
        let from = margin as u16;
        self.line(Rect { x: line.x + from, width: line.width - from.min(line.width), ..line }, 0, &left);
        if used + 1 + ends <= width + margin {
            self.position(area, title.position);
        }
    }

    /// Says in the line above a pane or a box, on its right, where in it the cursor is.
    pub(super) fn position(&mut self, area: Area, words: &str) {
        let margin = usize::from(!area.has_sides());
        let columns = text::width(words) + 1 + margin;
        if words.is_empty() || area.title.is_empty() || columns >= usize::from(area.title.width) {
            return;
        }
        // Below the width of the line, a u16.
        let place = Rect { x: area.title.right() - columns as u16, width: columns as u16, ..area.title };
        self.line(place, 0, &[self.words(format!(" {words}{}", &" "[..margin]), Look::Dim)]);
    }

    /// Draws the upright lines between panes, joined to the lines that meet them.
    pub(super) fn uprights(&mut self, layout: &Layout) {
        let style = Style::reset().patch(self.theme.style(Look::Line));
        let levels: Vec<Rect> = self.levels.iter().copied().chain([layout.axis]).collect();
        for upright in layout.uprights {
            for y in upright.top()..upright.bottom() {
                let meets = |of: fn(&Rect) -> u16, x: u16| {
                    levels.iter().any(|level| !level.is_empty() && level.y == y && of(level) == x)
                };
                let left = meets(|level| level.right(), upright.x);
                let right = meets(|level| level.x, upright.right());
                let symbol = self.theme.joint(left, right, y == upright.y);
                let (cell, buffer) = self.clipped(Rect { y, height: 1, ..upright });
                if !cell.is_empty() {
                    buffer.set_string(cell.x, cell.y, symbol, style);
                }
            }
        }
    }

    /// Draws the lines around a box: its frame or, where it is as wide as the screen, the line below it.
    pub(super) fn around(&mut self, area: Area) {
        if area.has_sides() {
            let block = self.theme.frame();
            let (outer, buffer) = self.clipped(area.outer);
            block.render(outer, buffer);
        } else if area.has_title() {
            let line = Rect { y: area.body.bottom(), height: area.outer.bottom() - area.body.bottom(), ..area.outer };
            let rule = self.theme.glyphs.rule.repeat(usize::from(line.width));
            self.line(line, 0, &[self.words(rule, Look::Line)]);
        }
    }

    /// Words in the line below a box, on its right.
    pub(super) fn foot(&mut self, area: Area, words: &str) {
        let width = text::width(words) as u16 + 2;
        if area.outer.bottom() > area.body.bottom() && area.body.width > width + 1 {
            let x = area.body.right() - width - u16::from(!area.has_sides());
            let place = Rect { x, y: area.outer.bottom() - 1, width, height: 1 };
            self.line(place, 0, &[self.words(format!(" {words} "), Look::Dim)]);
        }
    }
}

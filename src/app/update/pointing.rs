//! What the mouse does: it finds by the layout what stands under it, and does what keys do.
//!
//! It is off until `F2`, because a terminal that sends the mouse selects no text. What is sent is buttons, drags and
//! the wheel, not every move. `runtime::terminal` switches it off again on every way out, and on again when the shell
//! resumes the program. `update` finds by the layout what is under it.

use crate::catalogue::Notice;
use ratatui::layout::{Position, Rect};

use crate::document::Glyphs;
use crate::layout::{Pane, bucket_at};

use crate::app::App;
use crate::app::header::Header;
use crate::app::hint_row::HintRow;
use crate::app::histogram::HistogramPane;
use crate::app::keymap::{self, Key, KeyCode, Mode};
use crate::app::list_cursor::Step;
use crate::app::message::{Effect, Effects};
use crate::app::pointer::{Act, Pointer};
use crate::app::query_row::QueryRow;
use crate::app::views::Line;
use crate::model::Day;
use crate::query::{Facet, Part, Pick, Query};
use crate::state::Change;
use crate::text;

/// Columns of a facet's row that take a click for its tick: the sign and, where there is one, the code.
const SIGN: u16 = 1;
const CODE: u16 = 5;

/// State: `settings`, `focus`, `query`, `timeline`, `facet`, `detail`, `histogram`, `search`, `popup`, `mouse`,
/// `pressed`.
impl App {
    pub(super) fn switch_mouse(&mut self, on: bool, fx: &mut Effects) {
        self.mouse = on;
        fx.push(Effect::CaptureMouse(on));
    }

    pub(super) fn toggle_mouse(&mut self, fx: &mut Effects) {
        self.switch_mouse(!self.mouse, fx);
        self.keep(Change::Mouse(self.mouse), fx);
        let words = if self.mouse { Notice::MouseOn } else { Notice::MouseOff };
        self.say(words);
    }

    /// `was_said`: a message stood in the last row when the mouse did it.
    pub(super) fn point(&mut self, Pointer { act, at }: Pointer, was_said: bool, fx: &mut Effects) {
        // What the terminal sent before it was told to stop.
        if !self.mouse {
            return;
        }
        match act {
            // The first click takes the message away, whatever stood under it.
            Act::Press if was_said && self.layout().hints.contains(at) => {}
            Act::Press => self.press(at, fx),
            Act::Drag => self.drag(at),
            Act::Release if self.pressed.take().is_some() && self.histogram.is_drawing() => {
                if self.histogram.is_empty_here() {
                    self.histogram.drop_range();
                    self.say(Notice::NoEventInRange);
                } else {
                    self.write_range(fx);
                }
            }
            Act::Release => {}
            Act::WheelUp => self.roll(Step::RollUp, at, fx),
            Act::WheelDown => self.roll(Step::RollDown, at, fx),
        }
    }

    fn press(&mut self, at: Position, fx: &mut Effects) {
        self.pressed = None;
        let layout = self.layout();
        if layout.hints.contains(at) && self.says_what_tab_does() {
            return self.press_key(Key::plain(KeyCode::Tab), fx);
        }
        if layout.hints.contains(at) {
            let row = HintRow::of(self, layout.hints.width);
            if let Some(key) = row.key_at(at.x) {
                return self.press_key(key, fx);
            }
        }
        if let Some((columns, column)) = self.typed_at(at) {
            self.search.point(columns, column);
            return;
        }
        if let Some(area) = layout.popup {
            if !area.outer.contains(at) {
                self.leave_layer(fx);
            } else if area.body.contains(at) {
                self.press_in_popup(usize::from(at.y - area.inner.y), fx);
            }
            return;
        }
        let chip = self.chip_at(at);
        let was_typing = self.search.editor().is_some();
        if was_typing {
            self.accept_search(fx);
            if self.search.editor().is_some() {
                return;
            }
            // What was typed is one step, and what is clicked another.
            self.rest_query();
        }
        if layout.header.contains(at) {
            if let Some(view) = Header::of(self, layout.header.width).view_at(at.x) {
                self.show_view(view, fx);
            }
        } else if let Some(chip) = chip {
            self.remove_chip(&chip, fx);
        } else if layout.query.contains(at) {
            self.start_search(fx);
        } else if layout.bars.contains(at) {
            self.press_bar(at, layout.bars, fx);
        } else if layout.undated().contains(at) && self.histogram.counted().undated > 0 {
            self.focus_pane(Pane::Histogram, fx);
            self.histogram.go_to_undated();
        } else if let Some(pane) = self.pane_at(at) {
            let was_focused = self.focus == pane && !was_typing;
            self.press_in_pane(pane, at, was_focused, fx);
        }
    }

    /// The part of the query whose chip is under the mouse.
    fn chip_at(&self, at: Position) -> Option<Part> {
        let area = self.layout().query;
        let row = QueryRow::of(self, area.width);
        let chip = row.chip_at(at.x.checked_sub(area.x)?).filter(|_| area.contains(at))?;
        let query = if self.search.editor().is_some() { self.search.base() } else { &self.query };
        query.parts.get(chip.part).cloned()
    }

    fn remove_chip(&mut self, chip: &Part, fx: &mut Effects) {
        // What was typed meanwhile may have moved it.
        if let Some(part) = self.query.parts.iter().position(|part| part == chip) {
            self.set_query(self.query.without(part), fx);
            let removed = Query { parts: vec![chip.clone()] };
            self.say(Notice::Removed { part: removed.to_string() });
        }
    }

    /// The pane under the mouse: that which lies over the others, whose text or whose title stands there.
    fn pane_at(&self, at: Position) -> Option<Pane> {
        let layout = self.layout();
        if layout.is_drawer && layout.facet.is_some_and(|area| area.outer.contains(at)) {
            return Some(Pane::Facet);
        }
        let panes = [Pane::Facet, Pane::Timeline, Pane::Detail, Pane::Histogram];
        let inside = |inner: bool| {
            panes.into_iter().find(|pane| {
                layout.pane(*pane).is_some_and(|area| (if inner { area.inner } else { area.outer }).contains(at))
            })
        };
        inside(true).or_else(|| inside(false))
    }

    fn press_in_popup(&mut self, row: usize, fx: &mut Effects) {
        let (len, height) = (self.popup_len(), self.popup_height());
        let Some(popup) = &mut self.popup else { return };
        if popup.press(row, len, height) {
            self.press_enter(fx);
        }
    }

    fn press_in_pane(&mut self, pane: Pane, at: Position, was_focused: bool, fx: &mut Effects) {
        // The pane may change its place when it gets the focus; what was clicked is what stood there.
        let line = self.layout().pane(pane).map_or(0, |area| usize::from(at.y.saturating_sub(area.inner.y)));
        let is_inside = self.layout().pane(pane).is_some_and(|area| area.inner.contains(at));
        let column = self.layout().pane(pane).map_or(0, |area| usize::from(at.x.saturating_sub(area.inner.x)));
        let row = self.timeline_lines().get(line).copied();
        let (field, list) = (self.layout().facet_field(), self.layout().facet_list());
        let title = self.layout().pane(pane).filter(|area| area.has_title() && at.y == area.title.y);
        self.focus_pane(pane, fx);
        if !is_inside {
            if let Some(area) = title.filter(|_| pane == Pane::Facet) {
                self.press_title(at, area.outer, fx);
            }
            return;
        }
        if self.is_crossing() && matches!(pane, Pane::Timeline | Pane::Detail) {
            let is_it = if pane == Pane::Timeline { self.press_crossing(at, fx) } else { self.press_below(at) };
            if is_it && was_focused {
                self.press_enter(fx);
            }
            return;
        }
        match (pane, row) {
            (Pane::Timeline, Some(Line::Record(row, _) | Line::Below(row, _))) => {
                if was_focused && row == self.timeline.cursor().selected() {
                    self.press_enter(fx);
                } else {
                    self.select_row(row);
                    self.follow_selection(fx);
                }
            }
            (Pane::Detail, _) => {
                let height = self.detail_height();
                if self.detail.press((line, column), height) && was_focused {
                    self.press_enter(fx);
                }
            }
            (Pane::Facet, _) if field.contains(at) => {
                self.narrow_facet(fx);
                // Its prompt takes two columns.
                let column = usize::from((at.x - field.x).saturating_sub(2));
                self.facet.point(usize::from(field.width.saturating_sub(2)), column);
            }
            (Pane::Facet, _) if list.contains(at) => {
                self.facet.leave_field();
                let height = self.facet_height();
                let tick = if self.facet.facet().has_codes() { SIGN + CODE } else { SIGN };
                if self.facet.press(usize::from(at.y - list.y), height) && at.x < list.x + tick {
                    self.tick_value(Pick::Included, fx);
                }
            }
            _ => {}
        }
    }

    /// The column of the search line's text that is under the mouse, and how many it has; `None` beside it, and while
    /// nothing is typed into it.
    fn typed_at(&self, at: Position) -> Option<(usize, usize)> {
        let area = self.layout().query;
        let is_typing = self.mode() == Mode::Search && area.contains(at);
        QueryRow::of(self, area.width).text_at(at.x - area.x).filter(|_| is_typing)
    }

    /// A second click does what Enter does.
    fn press_enter(&mut self, fx: &mut Effects) {
        self.press_key(Key::plain(KeyCode::Enter), fx);
    }

    /// Does what a key does now.
    fn press_key(&mut self, key: Key, fx: &mut Effects) {
        if let Some(message) = keymap::resolve(self.mode(), key) {
            fx.extend(self.update(message));
        }
    }

    /// A click on the title of the filter: on its name shows the next one, on what joins its values switches that.
    fn press_title(&mut self, at: Position, outer: Rect, fx: &mut Effects) {
        // The line, then a blank or a bracket.
        let Some(column) = at.x.checked_sub(outer.x + 2).map(usize::from) else { return };
        let name = text::width(self.facet.facet().name(self.ui()));
        let dot = text::width(Glyphs::of(self.settings.ascii).dot);
        if column < name {
            self.show_facet_beside(Facet::next, fx);
        } else if (name + dot..name + dot + text::width(self.ui().any_of())).contains(&column) {
            self.toggle_facet_mode(fx);
        }
    }

    fn press_bar(&mut self, at: Position, bars: Rect, fx: &mut Effects) {
        let Some((first, last)) = self.bar_at(at.x, bars) else { return };
        self.pressed = Some((first, last));
        self.focus_pane(Pane::Histogram, fx);
        self.histogram.go_to_shown(first);
    }

    fn drag(&mut self, at: Position) {
        let Some(pressed) = self.pressed else { return };
        if let Some((first, _)) = self.bar_at(at.x, self.layout().bars) {
            self.histogram.drag(pressed, first);
        }
    }

    /// First and last day of the bar in a column of the screen, or of the nearest.
    pub(super) fn bar_at(&self, x: u16, bars: Rect) -> Option<(Day, Day)> {
        let buckets = &self.histogram.counted().buckets;
        let column = x.saturating_sub(bars.x).min(bars.width.saturating_sub(1));
        buckets.get(bucket_at(column, buckets.len(), bars.width)).map(|bucket| (bucket.first, bucket.last))
    }

    /// The wheel scrolls the pane under the mouse, whichever has the focus; in the histogram it zooms around the mouse.
    fn roll(&mut self, step: Step, at: Position, fx: &mut Effects) {
        if self.popup.is_some() {
            self.step(step, fx);
            return;
        }
        match self.pane_at(at) {
            Some(Pane::Histogram) => {
                if let Some((first, _)) = self.bar_at(at.x, self.layout().bars) {
                    self.histogram.go_to_shown(first);
                    let zoom = if step == Step::RollUp { HistogramPane::zoom_in } else { HistogramPane::zoom_out };
                    self.zoom(zoom, fx);
                }
            }
            Some(pane) => self.step_in(pane, step, fx),
            None => {}
        }
    }
}

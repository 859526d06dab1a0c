//! Where everything stands on the screen: from its size and what is open to areas of cells.
//!
//! `app` asks how many rows a pane has, `ui` draws into the same areas, so the two cannot disagree. Pure
//! geometry: it knows panes by name, and nothing of what is in them.

use ratatui::layout::Rect;

/// From this many columns the facet stands beside the timeline and the detail.
pub const THREE_COLUMNS: u16 = 120;
/// From this many columns the detail stands beside the timeline.
pub const TWO_COLUMNS: u16 = 80;

/// Smallest screen whose panes have frames; on a smaller one every cell is content.
const FRAMED: (u16, u16) = (24, 8);
/// Smallest screen that has room for the histogram.
const WITH_HISTOGRAM: (u16, u16) = (40, 20);
/// Columns of the facet when it stands over the timeline.
const DRAWER: u16 = 36;

/// A part of the screen that can have the focus.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Pane {
    /// The facet.
    Facet,
    /// The list of the view.
    #[default]
    Timeline,
    /// The record at the cursor, whole.
    Detail,
    /// Events over time.
    Histogram,
}

/// How many panes stand side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Columns {
    /// One pane at a time: the one with the focus.
    One,
    /// Timeline and detail; the facet is a drawer.
    Two,
    /// All three.
    Three,
}

impl Columns {
    /// The number of columns of panes on a screen that is `width` cells wide.
    pub fn of(width: u16) -> Columns {
        match width {
            THREE_COLUMNS.. => Columns::Three,
            TWO_COLUMNS.. => Columns::Two,
            _ => Columns::One,
        }
    }
}

/// What decides the areas.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Shape {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// The pane with the focus.
    pub focus: Pane,
    /// Columns that the histogram would like to keep at its right for the number of events without a date; 0 for none.
    pub undated: u16,
    /// Columns and rows that the content of an open popup would like to have.
    pub popup: Option<(u16, u16)>,
}

/// The cells of a pane: with its frame, and without it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Area {
    /// With the frame. Neighbours share one line of it.
    pub outer: Rect,
    /// What is inside the frame; the same as `outer` where there is none.
    pub inner: Rect,
}

impl Area {
    fn framed(outer: Rect) -> Area {
        Area { outer, inner: shrink(outer) }
    }

    fn bare(outer: Rect) -> Area {
        Area { outer, inner: outer }
    }

    /// Whether there is a frame around it.
    pub fn has_frame(&self) -> bool {
        self.outer != self.inner
    }
}

/// The areas of one frame. A pane that is `None` is not on the screen; a line without room is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// Name, views and counts.
    pub header: Rect,
    /// Events over time: bars, perhaps a box beside them, and the axis line below.
    pub histogram: Option<Area>,
    /// The bars of the histogram.
    pub bars: Rect,
    /// The box beside the bars with the number of events without a date; empty without one.
    pub undated: Rect,
    /// The line below the bars that adds up.
    pub axis: Rect,
    /// The country filter.
    pub facet: Option<Area>,
    /// The list of the view.
    pub timeline: Option<Area>,
    /// The record at the cursor.
    pub detail: Option<Area>,
    /// The query and its counts.
    pub query: Rect,
    /// The keys.
    pub hints: Rect,
    /// The box that lies over all of it.
    pub popup: Option<Area>,
}

impl Layout {
    /// The areas for a shape.
    pub fn new(shape: &Shape) -> Layout {
        let Shape { width, height, .. } = *shape;
        let mut rest = Rect { x: 0, y: 0, width, height };
        // The pane is the last to go, then the query, the header, the hints.
        let header = cut_top(&mut rest, u16::from(height >= 4));
        let hints = cut_bottom(&mut rest, u16::from(height >= 5));
        let query = cut_bottom(&mut rest, u16::from(height >= 2));
        let framed = width >= FRAMED.0 && height >= FRAMED.1;
        let mut layout = Layout { header, query, hints, ..Layout::default() };
        if width >= WITH_HISTOGRAM.0 && height >= WITH_HISTOGRAM.1 {
            let rows = histogram_rows(height);
            layout.place_histogram(shape, Area::framed(Rect { height: rows + 2, ..rest }));
            // The frame's lower line is the upper line of the panes.
            cut_top(&mut rest, rows + 1);
        }
        if shape.focus == Pane::Histogram && layout.histogram.is_none() {
            // Without room beside the panes it takes theirs.
            layout.place_histogram(shape, if framed { Area::framed(rest) } else { Area::bare(rest) });
        } else {
            layout.place_panes(shape, rest, framed);
        }
        layout.popup = shape.popup.map(|wanted| popup(width, height, wanted, framed));
        layout
    }

    fn place_histogram(&mut self, shape: &Shape, area: Area) {
        let mut inner = area.inner;
        self.histogram = Some(area);
        self.axis = if inner.height >= 2 { cut_bottom(&mut inner, 1) } else { Rect::default() };
        // A blank column, then the number.
        let kept = shape.undated.saturating_add(1);
        self.bars = inner;
        if shape.undated > 0 && inner.width >= kept.saturating_mul(3) {
            self.bars.width = inner.width - kept;
            self.undated = Rect { x: self.bars.right() + 1, width: shape.undated, ..inner };
        }
    }

    fn place_panes(&mut self, shape: &Shape, rest: Rect, framed: bool) {
        let area = |outer| if framed { Area::framed(outer) } else { Area::bare(outer) };
        match Columns::of(shape.width) {
            Columns::One => {
                let only = Some(area(rest));
                match shape.focus {
                    Pane::Facet => self.facet = only,
                    Pane::Timeline | Pane::Histogram => self.timeline = only,
                    Pane::Detail => self.detail = only,
                }
            }
            // The detail makes room for the drawer: beside the facet the list that it narrows is of use.
            Columns::Two if shape.focus == Pane::Facet => {
                let (facet, timeline) = split(rest, DRAWER, framed);
                self.facet = Some(area(facet));
                self.timeline = Some(area(timeline));
            }
            Columns::Two => {
                let (timeline, detail) = split(rest, rest.width * 11 / 20, framed);
                self.timeline = Some(area(timeline));
                self.detail = Some(area(detail));
            }
            Columns::Three => {
                let (facet, others) = split(rest, (u32::from(rest.width) * 5 / 18).min(44) as u16, framed);
                // u32: a product of two widths need not fit into u16.
                let (timeline, detail) = split(others, (u32::from(others.width) * 11 / 20) as u16, framed);
                self.facet = Some(area(facet));
                self.timeline = Some(area(timeline));
                self.detail = Some(area(detail));
            }
        }
    }

    /// The area of a pane, when it is on the screen.
    pub fn pane(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::Facet => self.facet,
            Pane::Timeline => self.timeline,
            Pane::Detail => self.detail,
            Pane::Histogram => self.histogram,
        }
    }

    /// Columns and rows inside a pane; (0, 0) when it is not on the screen.
    pub fn inside(&self, pane: Pane) -> (u16, u16) {
        self.pane(pane).map_or((0, 0), |area| (area.inner.width, area.inner.height))
    }

    /// The row of the facet's text field; empty when there is no room for it.
    pub fn facet_field(&self) -> Rect {
        self.facet.map_or(Rect::default(), |area| Rect { height: field_rows(area), ..area.inner })
    }

    /// The rows of the facet's list.
    pub fn facet_list(&self) -> Rect {
        self.facet.map_or(Rect::default(), |area| {
            let mut list = area.inner;
            cut_top(&mut list, field_rows(area));
            list
        })
    }

    /// Columns of the histogram's bars; 0 when it is not on the screen.
    pub fn histogram_columns(&self) -> u16 {
        self.bars.width
    }
}

/// The first column of bar `at` of `count`, when they share `columns`.
pub fn column_of(at: usize, count: usize, columns: u16) -> u16 {
    // Below `columns`, a u16, or equal to it.
    (at.min(count) * usize::from(columns) / count.max(1)) as u16
}

/// The bar that has a column, when `count` bars share `columns`: the last that begins there or before.
pub fn bucket_at(column: u16, count: usize, columns: u16) -> usize {
    let after = (usize::from(column) + 1) * count.max(1);
    after.div_ceil(usize::from(columns).max(1)).saturating_sub(1).min(count.saturating_sub(1))
}

/// Rows inside the histogram's frame, the axis line with them, on a screen of `height` rows.
fn histogram_rows(height: u16) -> u16 {
    match height {
        48.. => 6,
        36.. => 5,
        28.. => 4,
        _ => 3,
    }
}

/// A list of one row without a field is of more use than a field without a list.
fn field_rows(facet: Area) -> u16 {
    u16::from(facet.inner.height >= 2)
}

/// A box in the middle, with at least one row of the screen around it where there is room.
fn popup(width: u16, height: u16, wanted: (u16, u16), framed: bool) -> Area {
    if !framed {
        return Area::bare(Rect { x: 0, y: 0, width, height });
    }
    let columns = wanted.0.saturating_add(2).clamp(8, width - 2);
    let rows = wanted.1.saturating_add(2).clamp(3, height - 2);
    Area::framed(Rect { x: (width - columns) / 2, y: (height - rows) / 2, width: columns, height: rows })
}

/// Splits after `left` columns; framed neighbours share the line between them, others leave one column free.
fn split(area: Rect, left: u16, framed: bool) -> (Rect, Rect) {
    let left = left.min(area.width);
    let first = Rect { width: left, ..area };
    let second = if framed {
        Rect { x: area.x + left - left.min(1), width: area.width - left + left.min(1), ..area }
    } else {
        let gap = (area.width - left).min(1);
        Rect { x: area.x + left + gap, width: area.width - left - gap, ..area }
    };
    (first, second)
}

/// Takes `rows` rows from the top of `area`.
fn cut_top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let top = Rect { height: rows, ..*area };
    area.y += rows;
    area.height -= rows;
    top
}

/// Takes `rows` rows from the bottom of `area`.
fn cut_bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect { y: area.y + area.height, height: rows, ..*area }
}

/// What is inside a frame of one cell.
fn shrink(outer: Rect) -> Rect {
    Rect {
        x: outer.x + outer.width.min(1),
        y: outer.y + outer.height.min(1),
        width: outer.width.saturating_sub(2),
        height: outer.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANES: [Pane; 3] = [Pane::Facet, Pane::Timeline, Pane::Detail];

    fn shapes(width: u16, height: u16) -> impl Iterator<Item = Shape> {
        PANES.into_iter().chain([Pane::Histogram]).flat_map(move |focus| {
            [0, 4].into_iter().flat_map(move |undated| {
                [None, Some((60, 5)), Some((u16::MAX, u16::MAX)), Some((0, 0))].into_iter().map(move |popup| Shape {
                    width,
                    height,
                    focus,
                    undated,
                    popup,
                })
            })
        })
    }

    /// Every area with content, popup apart.
    fn contents(layout: &Layout) -> Vec<Rect> {
        let mut areas = vec![layout.header, layout.query, layout.hints];
        areas.extend(layout.histogram.map(|area| area.inner));
        areas.extend(PANES.into_iter().filter_map(|pane| layout.pane(pane)).map(|area| area.inner));
        areas.retain(|area| !area.is_empty());
        areas
    }

    #[test]
    fn at_any_size_all_areas_are_on_the_screen_and_none_overlap() {
        for width in 0..=220 {
            for height in 0..=70 {
                for shape in shapes(width, height) {
                    let layout = Layout::new(&shape);
                    let screen = Rect { x: 0, y: 0, width, height };
                    let areas = contents(&layout);
                    for (i, a) in areas.iter().enumerate() {
                        assert_eq!(a.intersection(screen), *a, "{shape:?}: {a:?} leaves the screen");
                        for b in &areas[i + 1..] {
                            assert!(!a.intersects(*b), "{shape:?}: {a:?} and {b:?} overlap");
                        }
                    }
                    for area in layout.popup.iter().chain(&layout.histogram).chain(&layout.detail) {
                        assert_eq!(area.outer.intersection(screen), area.outer, "{shape:?}");
                        assert_eq!(area.inner.intersection(area.outer), area.inner, "{shape:?}");
                    }
                    let parts = [layout.bars, layout.undated, layout.axis];
                    for (at, part) in parts.iter().enumerate().filter(|(_, part)| !part.is_empty()) {
                        let inner = layout.histogram.map_or(Rect::default(), |area| area.inner);
                        assert_eq!(part.intersection(inner), *part, "{shape:?}");
                        assert!(parts[..at].iter().all(|other| !other.intersects(*part)), "{shape:?}");
                    }
                    assert_eq!(layout.facet_field().intersection(layout.facet_list()).area(), 0, "{shape:?}");
                }
            }
        }
    }

    #[test]
    fn the_pane_with_the_focus_is_always_on_the_screen() {
        for (width, height) in [(1, 1), (10, 3), (24, 8), (79, 24), (80, 24), (119, 30), (120, 40), (300, 90)] {
            for shape in shapes(width, height) {
                let (columns, rows) = Layout::new(&shape).inside(shape.focus);
                assert!(columns > 0 && rows > 0, "{shape:?}");
            }
        }
    }

    #[track_caller]
    fn assert_panes(width: u16, focus: Pane, expected: [bool; 3]) {
        let layout = Layout::new(&Shape { width, height: 24, focus, ..Shape::default() });
        assert_eq!(PANES.map(|pane| layout.pane(pane).is_some()), expected, "{width} columns");
    }

    #[test]
    fn the_number_of_panes_follows_the_width() {
        assert_panes(79, Pane::Timeline, [false, true, false]);
        assert_panes(79, Pane::Detail, [false, false, true]);
        assert_panes(79, Pane::Facet, [true, false, false]);
        assert_panes(80, Pane::Timeline, [false, true, true]);
        assert_panes(80, Pane::Detail, [false, true, true]);
        assert_panes(119, Pane::Facet, [true, true, false]);
        assert_panes(120, Pane::Timeline, [true, true, true]);
        assert_panes(120, Pane::Detail, [true, true, true]);
    }

    #[test]
    fn the_histogram_needs_height() {
        let at = |height| Layout::new(&Shape { width: 120, height, ..Shape::default() }).histogram_columns();
        assert_eq!((at(19), at(20)), (0, 118));
    }

    #[test]
    fn without_room_beside_the_panes_a_focused_histogram_takes_theirs() {
        let layout = Layout::new(&Shape { width: 80, height: 12, focus: Pane::Histogram, ..Shape::default() });
        assert_eq!((layout.bars.width, layout.bars.height, layout.timeline), (78, 6, None));
        let layout = Layout::new(&Shape { width: 80, height: 24, focus: Pane::Histogram, ..Shape::default() });
        assert!(layout.timeline.is_some() && layout.detail.is_some());
    }

    #[test]
    fn events_without_a_date_have_a_box_where_there_is_room() {
        let at = |width| {
            let layout = Layout::new(&Shape { width, height: 24, undated: 4, ..Shape::default() });
            (layout.bars.width, layout.undated.width, layout.undated.height)
        };
        assert_eq!(at(80), (73, 4, 2));
        let shape = Shape { width: 12, height: 6, undated: 9, focus: Pane::Histogram, ..Shape::default() };
        assert_eq!(Layout::new(&shape).undated.width, 0);
    }

    #[test]
    fn a_narrow_screen_of_24_rows_leaves_most_of_them_to_the_list() {
        let layout = Layout::new(&Shape { width: 80, height: 24, ..Shape::default() });
        assert!(layout.inside(Pane::Timeline).1 >= 14, "{layout:?}");
    }
}

//! Where everything stands on the screen: from its size and what is open to areas of cells.
//!
//! One grid that grows. There is no frame around the screen: lines stand only between things, and every text has a
//! column of air on both sides. `app` asks how many rows a pane has, `ui` draws into the same areas, so the two cannot
//! disagree. Pure geometry: it knows panes by name, and nothing of what is in them.

use ratatui::layout::Rect;

/// From this many columns the list stands above the detail.
const TWO_PANES: u16 = 80;
/// From this many columns the facet stands beside them.
const WITH_FACET: u16 = 100;
/// From this many columns list and detail may stand side by side.
pub const MAY_STAND_BESIDE: u16 = 120;
/// From this many columns they do.
const SIDE_BY_SIDE: u16 = 190;

/// Columns and rows of the smallest screen whose panes have a line with their title and air at their sides; on a smaller
/// one every cell is text, and what it would need is said.
pub const TITLED: (u16, u16) = (24, 8);
/// Smallest screen that has room for the histogram.
const WITH_HISTOGRAM: (u16, u16) = (40, 12);
/// Columns of the facet, and on a wide screen.
const FACET: u16 = 26;
const WIDE_FACET: u16 = 30;
/// Columns of the facet when it lies over the list.
const DRAWER: u16 = 30;
/// Rows of the list that are always seen, and of the detail.
const LEAST: (u16, u16) = (6, 3);
/// Columns of the detail beside the list.
const BESIDE: (u16, u16) = (52, 102);
/// Columns that a list, or a detail, keeps beside a larger neighbour.
const LEAST_LIST: u16 = 30;
const LEAST_DETAIL: u16 = 40;
/// Columns of the screen that facet and list have before a detail beside them grows.
const WITHOUT_DETAIL: u16 = 125;
/// Columns of running text, beyond which the eye loses its line.
const READABLE: u16 = 100;
/// Columns of a box with its frame, and of the ground that stays free on either side of it.
const BOX: u16 = 72;
const BESIDE_BOX: u16 = 8;
/// The row on which a box begins where there is room.
const BOX_ROW: u16 = 5;
/// Columns at the right end of a screen without a facet that the bars of the histogram have; its sum stands on the left.
const BARS: u16 = 46;
/// The least columns for that sum.
const LEAST_GUTTER: u16 = 18;

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

/// How list and detail stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Arrangement {
    /// As the width of the screen says.
    #[default]
    ByWidth,
    /// The list above the detail.
    Stacked,
    /// The list beside the detail, where there is room.
    Beside,
}

impl Arrangement {
    /// Whether they stand side by side on a screen of `width` columns.
    pub fn is_beside(self, width: u16) -> bool {
        match self {
            Arrangement::ByWidth => width >= SIDE_BY_SIDE,
            Arrangement::Stacked => false,
            Arrangement::Beside => width >= MAY_STAND_BESIDE,
        }
    }
}

/// How much room one of list and detail has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum PaneSize {
    /// Its share.
    #[default]
    Normal,
    /// What the other can spare.
    Large,
    /// All that is right of the facet.
    All,
}

/// What stands right of the facet, or in the place of all three.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scene {
    /// A list, and the record at its cursor.
    #[default]
    Lists,
    /// Rows that lie under the bars, whose names stand in the place of the facet; below them what is under the cursor.
    Lanes,
    /// Rows and columns as wide as the screen; below them what is under the cursor.
    Pairs,
    /// A map, and below it what is known of the country at the cursor.
    Map,
}

impl Scene {
    /// Whether the facet is a pane of its own.
    fn has_facet(self) -> bool {
        matches!(self, Scene::Lists | Scene::Map)
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
    /// Which of list and detail had the focus last; of use while neither has it.
    pub latest: Pane,
    /// How list and detail stand.
    pub arrangement: Arrangement,
    /// How much room the one of them has that has, or had, the focus.
    pub size: PaneSize,
    /// Whether the rows of the list have two lines.
    pub has_tall_rows: bool,
    /// What there is to be placed.
    pub scene: Scene,
    /// Columns and rows that the content of an open popup would like to have.
    pub popup: Option<(u16, u16)>,
}

impl Shape {
    /// Which of list and detail has, or had, the focus.
    fn main(&self) -> Pane {
        let is_main = |pane: &Pane| matches!(pane, Pane::Timeline | Pane::Detail);
        [self.focus, self.latest].into_iter().find(is_main).unwrap_or_default()
    }
}

/// The cells of a pane or a box.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Area {
    /// All of it.
    pub outer: Rect,
    /// The line with its title; empty where it has none.
    pub title: Rect,
    /// The rows below, from edge to edge: what a tint covers. The mark of what is shown of a list is in the last column.
    pub body: Rect,
    /// The text in them: a column of air stays free on either side.
    pub inner: Rect,
}

impl Area {
    /// A pane with its title above.
    fn titled(outer: Rect) -> Area {
        let mut body = outer;
        let title = cut_top(&mut body, 1);
        Area { outer, title, body, inner: aired(body) }
    }

    /// A pane on a screen where every cell is text.
    fn bare(outer: Rect) -> Area {
        Area { outer, title: Rect::default(), body: outer, inner: outer }
    }

    /// A box with a frame.
    fn framed(outer: Rect) -> Area {
        let body = shrink(outer);
        Area { outer, title: Rect { height: 1, y: outer.y, ..body }, body, inner: aired(body) }
    }

    /// A box between two lines, as wide as the screen.
    fn between_lines(outer: Rect) -> Area {
        let area = Area::titled(outer);
        let mut body = area.body;
        cut_bottom(&mut body, 1);
        Area { body, inner: aired(body), ..area }
    }

    /// Whether it has lines at its sides.
    pub fn has_sides(&self) -> bool {
        self.body.x > self.outer.x
    }

    /// Whether it has a line with its title.
    pub fn has_title(&self) -> bool {
        !self.title.is_empty()
    }
}

/// The areas of one frame. A pane that is `None` is not on the screen; a line without room is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// Name, views and counts.
    pub header: Rect,
    /// Events over time: the sum, the bars, and the axis below.
    pub histogram: Option<Area>,
    /// The bars of the histogram. They begin where the text of the list does.
    pub bars: Rect,
    /// What the bars count, on their left; empty without room.
    pub gutter: Rect,
    /// The line below the bars.
    pub axis: Rect,
    /// The facet.
    pub facet: Option<Area>,
    /// Whether the facet lies over the list.
    pub is_drawer: bool,
    /// The list of the view.
    pub timeline: Option<Area>,
    /// The record at the cursor.
    pub detail: Option<Area>,
    /// The upright lines between panes, each a column; empty where there is none.
    pub uprights: [Rect; 2],
    /// The query and its counts.
    pub query: Rect,
    /// The keys.
    pub hints: Rect,
    /// The box that lies over all of it.
    pub popup: Option<Area>,
}

/// Whether a screen is so small that nothing can be read on it.
pub fn is_too_small(width: u16, height: u16) -> bool {
    width < TITLED.0 || height < TITLED.1
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
        let is_titled = !is_too_small(width, height);
        let mut layout = Layout { header, query, hints, ..Layout::default() };
        let bars = rows_of_bars(width, height, shape.scene);
        let may_stand_beside = shape.scene != Scene::Map && shape.size < PaneSize::All && is_titled;
        if shape.arrangement.is_beside(width) && may_stand_beside {
            layout.place_beside(shape, &mut rest);
        }
        if bars > 0 {
            let rows = cut_top(&mut rest, bars + 1);
            layout.place_histogram(rows, width);
        } else if shape.scene == Scene::Lanes {
            // Lanes have the columns of the bars where there are none.
            layout.place_histogram(Rect { height: 0, ..rest }, width);
            layout.histogram = None;
        }
        if shape.focus == Pane::Histogram && layout.histogram.is_none() {
            // Without room beside the panes it takes theirs.
            layout.place_histogram(rest, width);
        } else {
            layout.place_panes(shape, rest, is_titled);
        }
        layout.popup = shape.popup.map(|wanted| popup(width, height, wanted, is_titled));
        layout
    }

    /// The detail as a column of its own, from the header to the query.
    fn place_beside(&mut self, shape: &Shape, rest: &mut Rect) {
        let normal = shape.width.saturating_sub(WITHOUT_DETAIL).clamp(BESIDE.0, BESIDE.1);
        let columns = match (shape.size, shape.main()) {
            (PaneSize::Normal, _) => normal,
            // Two for the upright lines.
            (_, Pane::Detail) => (shape.width - facet_columns(shape.width) - 2 - LEAST_LIST).clamp(normal, BESIDE.1),
            _ => LEAST_DETAIL,
        };
        let detail = Rect { x: rest.right() - columns, width: columns, ..*rest };
        self.detail = Some(Area::titled(detail));
        self.uprights[1] = Rect { x: detail.x - 1, width: 1, ..detail };
        rest.width -= columns + 1;
    }

    /// Bars over their axis, and on their left what they count.
    fn place_histogram(&mut self, area: Rect, width: u16) {
        let mut rows = area;
        let axis = if area.height >= 2 { cut_bottom(&mut rows, 1) } else { Rect::default() };
        self.axis = axis;
        self.histogram = Some(Area { outer: area, title: Rect::default(), body: rows, inner: rows });
        let right = area.right().saturating_sub(1);
        let (gutter_end, from) = if width >= WITH_FACET {
            let facet = facet_columns(width);
            (facet, facet + 2)
        } else if width >= WITH_HISTOGRAM.0 {
            let from = (width - 1 - BARS.min(width - 1)).max(LEAST_GUTTER);
            (from - 1, from)
        } else {
            (0, width.min(1))
        };
        self.bars = Rect { x: area.x + from, width: right.saturating_sub(area.x + from).max(1), ..rows };
        self.gutter = Rect { x: area.x + 1, width: gutter_end.saturating_sub(1), ..rows };
        if width <= 2 {
            self.bars = rows;
        }
    }

    fn place_panes(&mut self, shape: &Shape, mut rest: Rect, is_titled: bool) {
        let area = |outer| if is_titled { Area::titled(outer) } else { Area::bare(outer) };
        if shape.width < TWO_PANES {
            let only = Some(area(rest));
            match shape.focus {
                Pane::Facet if shape.scene.has_facet() => self.facet = only,
                Pane::Timeline | Pane::Histogram | Pane::Facet => self.timeline = only,
                Pane::Detail => self.detail = only,
            }
            return;
        }
        let has_facet = shape.scene.has_facet();
        let columns = if shape.width >= WITH_FACET { facet_columns(shape.width) } else { DRAWER };
        self.is_drawer = has_facet && shape.width < WITH_FACET && shape.focus == Pane::Facet;
        if self.is_drawer || has_facet && shape.width >= WITH_FACET {
            self.facet = Some(area(Rect { width: columns, ..rest }));
            self.uprights[0] = Rect { x: rest.x + columns, width: 1, ..rest };
        }
        if has_facet && shape.width >= WITH_FACET {
            rest.x += columns + 1;
            rest.width -= columns + 1;
        }
        // Without their titles.
        let rows = rest.height.saturating_sub(2);
        let main = shape.main();
        if self.detail.is_some() {
            self.timeline = Some(area(rest));
        } else if shape.size == PaneSize::All || rows < LEAST.0 + LEAST.1 {
            let only = Some(area(rest));
            if main == Pane::Detail { self.detail = only } else { self.timeline = only }
        } else {
            let of_list = match (shape.size, main) {
                (PaneSize::Normal, _) => share_of_list(rows, rest.width, shape),
                (_, Pane::Detail) => LEAST.0,
                _ => rows - LEAST.0.min(rows - LEAST.0),
            };
            let list = cut_top(&mut rest, of_list + 1);
            self.timeline = Some(area(list));
            self.detail = Some(area(rest));
        }
        self.clear_titles_of_drawer();
    }

    /// Lets the titles of what a drawer lies over begin right of it.
    fn clear_titles_of_drawer(&mut self) {
        let Some(from) = self.facet.filter(|_| self.is_drawer).map(|drawer| drawer.outer.right() + 1) else { return };
        for area in [&mut self.timeline, &mut self.detail].into_iter().flatten() {
            let right = area.title.right();
            area.title.x = from.min(right);
            area.title.width = right - area.title.x;
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

    /// Columns and rows of the text of a pane; (0, 0) when it is not on the screen. Running text has no more columns than
    /// can be read, and one between it and the mark of what is shown.
    pub fn inside(&self, pane: Pane) -> (u16, u16) {
        let Some(Area { inner, body, .. }) = self.pane(pane) else { return (0, 0) };
        match pane {
            Pane::Detail if inner != body => ((inner.width - inner.width.min(1)).clamp(1, READABLE), inner.height),
            _ => (inner.width, inner.height),
        }
    }

    /// The first row of the sum in the gutter, from 0, and its lines.
    pub fn sum_rows(&self) -> (u16, u16) {
        match self.gutter.height {
            rows @ 4.. => (rows - 4, 4),
            2 | 3 => (0, 2),
            rows => (0, rows),
        }
    }

    /// The line of the sum that says how many events have no date.
    pub fn undated(&self) -> Rect {
        let (from, lines) = self.sum_rows();
        let y = self.gutter.y + from + lines / 2;
        Rect { y, height: self.gutter.height.min(1), ..self.gutter }
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

/// Columns of each of `count` bars that share `columns`: all have the same, at most four.
pub fn bar_width(count: usize, columns: u16) -> u16 {
    const WIDEST: usize = 4;
    // Between 1 and 4.
    (usize::from(columns) / count.max(1)).clamp(1, WIDEST) as u16
}

/// The bar that has a column, when `count` bars share `columns`: the last one for the room right of it.
pub fn bucket_at(column: u16, count: usize, columns: u16) -> usize {
    usize::from(column / bar_width(count, columns)).min(count.saturating_sub(1))
}

/// Rows of the histogram's bars beside the panes, on a screen of this size.
fn rows_of_bars(width: u16, height: u16, scene: Scene) -> u16 {
    match height {
        _ if width < WITH_HISTOGRAM.0 || height < WITH_HISTOGRAM.1 => 0,
        _ if width < TWO_PANES => 1,
        ..30 if matches!(scene, Scene::Pairs | Scene::Map) => 1,
        50.. => 6,
        30.. => 4,
        18.. => 3,
        // With more the list would have no six rows.
        _ => 1,
    }
}

fn facet_columns(width: u16) -> u16 {
    if width >= SIDE_BY_SIDE { WIDE_FACET } else { FACET }
}

/// Rows of the list above the detail, of so many that the two share.
fn share_of_list(rows: u16, columns: u16, shape: &Shape) -> u16 {
    let is_low = shape.height < 30;
    let twentieths = match shape.scene {
        Scene::Map => return rows_of_map(columns, shape.height).clamp(LEAST.0, rows - LEAST.1),
        Scene::Pairs => 13 + u32::from(is_low),
        Scene::Lanes => 11 + u32::from(is_low),
        Scene::Lists if shape.has_tall_rows => 12,
        Scene::Lists if is_low => 10,
        Scene::Lists => 11,
    };
    // u32: a product need not fit into u16. What comes out is below `rows`.
    let of_list = (u32::from(rows) * twentieths + 10) / 20;
    (of_list as u16).clamp(LEAST.0, rows - LEAST.1)
}

/// Rows below the square of the pairs from which on those with most events stand there.
pub const WITH_LIST: u16 = 5;

/// How the square of the pairs lies in its pane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Square {
    /// Columns of the names on its left.
    pub names: u16,
    /// Columns of a cell.
    pub cell: u16,
    /// Rows of cells in sight, below the line with the names of the columns.
    pub rows: u16,
    /// Columns of cells in sight.
    pub columns: u16,
}

impl Square {
    /// The square in a pane, on a screen of so many columns.
    pub fn of(area: Area, width: u16) -> Square {
        let (names, cell) = if width < WITH_FACET { (22, 3) } else { (facet_columns(width), 4) };
        let names = names.min(area.body.width / 2);
        let columns = area.body.width.saturating_sub(1 + names) / cell;
        let room = area.inner.height.saturating_sub(1);
        // On a high screen it is a square, and under it stand the pairs with most events.
        let rows = if room >= columns + WITH_LIST { columns } else { room };
        Square { names, cell, rows, columns }
    }
}

/// Degrees on the cells of a map.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MapArea {
    /// The cells.
    pub area: Rect,
    /// Degrees from west to east.
    pub x: (f64, f64),
    /// Degrees from south to north.
    pub y: (f64, f64),
}

impl MapArea {
    /// The map in an area, on a screen of so many rows.
    pub fn new(area: Rect, height: u16) -> MapArea {
        MapArea { area, x: LONGITUDES, y: latitudes(height) }
    }

    /// What lies west of the edge is shown at the other end.
    pub fn shifted(&self, east: f64) -> f64 {
        if east < self.x.0 { east + 360.0 } else { east }
    }

    /// The cell of a place, from the upper left one; `None` outside of the map.
    pub fn cell(&self, (east, north): (f64, f64)) -> Option<(u16, u16)> {
        let x = (self.shifted(east) - self.x.0) / (self.x.1 - self.x.0) * f64::from(self.area.width);
        let y = (self.y.1 - north) / (self.y.1 - self.y.0) * f64::from(self.area.height);
        let is_inside = x >= 0.0 && y >= 0.0 && x < f64::from(self.area.width) && y < f64::from(self.area.height);
        is_inside.then_some((x as u16, y as u16))
    }
}

/// Degrees from west to east that a map shows: all of Chukotka, which begins west of the date line.
const LONGITUDES: (f64, f64) = (-170.0, 190.0);

/// Degrees from south to north, on a screen of so many rows.
fn latitudes(height: u16) -> (f64, f64) {
    if height < 50 { (-40.0, 75.0) } else { (-56.0, 78.0) }
}

/// Rows of a map of so many columns: a degree is as long in both directions, and a cell twice as high as it is wide.
fn rows_of_map(columns: u16, height: u16) -> u16 {
    let (south, north) = latitudes(height);
    let (west, east) = LONGITUDES;
    // Below the columns of the screen, a u16.
    (f64::from(columns) * (north - south) / (east - west) / 2.0).round() as u16
}

/// A list of one row without a field is of more use than a field without a list.
fn field_rows(facet: Area) -> u16 {
    u16::from(facet.inner.height >= 2)
}

/// A box over the panes; what it does not need of them goes on being seen.
fn popup(width: u16, height: u16, wanted: (u16, u16), is_titled: bool) -> Area {
    if !is_titled {
        return Area::bare(Rect { x: 0, y: 0, width, height });
    }
    let rows = wanted.1.saturating_add(2);
    if width < BOX + 2 * BESIDE_BOX {
        // Header and keys stay.
        let rows = rows.clamp(3, height - 2);
        return Area::between_lines(Rect { x: 0, y: 1, width, height: rows });
    }
    // Two for the frame, two for the air.
    let columns = wanted.0.saturating_add(4).clamp(BOX, width - 2 * BESIDE_BOX);
    let rows = rows.clamp(3, height - 3);
    let y = BOX_ROW.min(height - 2 - rows).max(1);
    Area::framed(Rect { x: (width - columns) / 2, y, width: columns, height: rows })
}

/// Without the column at either side, where there are more than two.
fn aired(area: Rect) -> Rect {
    let air = u16::from(area.width > 2);
    Rect { x: area.x + air, width: area.width - 2 * air, ..area }
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

    const SCENES: [Scene; 4] = [Scene::Lists, Scene::Lanes, Scene::Pairs, Scene::Map];

    fn shapes(width: u16, height: u16) -> impl Iterator<Item = Shape> {
        let popups = [None, Some((60, 5)), Some((u16::MAX, u16::MAX)), Some((0, 0))];
        let of_panes =
            [Arrangement::ByWidth, Arrangement::Stacked, Arrangement::Beside].into_iter().flat_map(|arrangement| {
                [PaneSize::Normal, PaneSize::Large, PaneSize::All].into_iter().map(move |size| (arrangement, size))
            });
        of_panes.flat_map(move |(arrangement, size)| {
            [Pane::Facet, Pane::Timeline, Pane::Detail, Pane::Histogram].into_iter().enumerate().map(
                move |(at, focus)| {
                    let (latest, has_tall_rows) = (PANES[1 + at % 2], at >= 2);
                    let scene = SCENES[(at + usize::from(width) + usize::from(height)) % 4];
                    Shape { width, height, focus, latest, arrangement, size, has_tall_rows, scene, popup: popups[at] }
                },
            )
        })
    }

    /// Every area with content, popup and drawer apart.
    fn contents(layout: &Layout) -> Vec<Rect> {
        let mut areas = vec![layout.header, layout.query, layout.hints];
        areas.extend([layout.bars, layout.gutter, layout.axis]);
        areas.extend(layout.uprights.into_iter().skip(usize::from(layout.is_drawer)));
        let facet = layout.facet.filter(|_| !layout.is_drawer);
        areas.extend(
            [facet, layout.timeline, layout.detail].into_iter().flatten().flat_map(|area| [area.title, area.body]),
        );
        areas.retain(|area| !area.is_empty());
        areas
    }

    #[test]
    fn at_any_size_all_areas_are_on_the_screen_and_none_overlap() {
        let sizes = (0..=220).flat_map(|width| (0..=70).map(move |height| (width, height)));
        for (width, height) in sizes.chain([(400, 100), (1000, 1000), (u16::MAX, 50)]) {
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
                for area in [layout.facet, layout.timeline, layout.detail, layout.popup].into_iter().flatten() {
                    assert_eq!(area.outer.intersection(screen), area.outer, "{shape:?}");
                    assert_eq!(area.body.intersection(area.outer), area.body, "{shape:?}");
                    assert_eq!(area.inner.intersection(area.body), area.inner, "{shape:?}");
                }
                assert_eq!(layout.facet_field().intersection(layout.facet_list()).area(), 0, "{shape:?}");
            }
        }
    }

    #[test]
    fn the_pane_with_the_focus_is_always_on_the_screen() {
        let sizes = (1..=220).flat_map(|width| (1..=70).map(move |height| (width, height)));
        for (width, height) in sizes {
            for shape in shapes(width, height) {
                if shape.focus == Pane::Facet && !shape.scene.has_facet() {
                    continue;
                }
                let (columns, rows) = Layout::new(&shape).inside(shape.focus);
                assert!(columns > 0 && rows > 0, "{shape:?}");
            }
        }
    }

    fn on(width: u16, height: u16) -> Shape {
        Shape { width, height, ..Shape::default() }
    }

    /// First column, first row, columns and rows of the text.
    fn text(area: Option<Area>) -> (u16, u16, u16, u16) {
        area.map_or((0, 0, 0, 0), |area| (area.inner.x, area.inner.y, area.inner.width, area.inner.height))
    }

    #[track_caller]
    fn assert_panes(width: u16, focus: Pane, expected: [bool; 3]) {
        let layout = Layout::new(&Shape { focus, ..on(width, 24) });
        assert_eq!(PANES.map(|pane| layout.pane(pane).is_some()), expected, "{width} columns");
    }

    #[test]
    fn the_number_of_panes_follows_the_width() {
        assert_panes(79, Pane::Timeline, [false, true, false]);
        assert_panes(79, Pane::Detail, [false, false, true]);
        assert_panes(79, Pane::Facet, [true, false, false]);
        assert_panes(80, Pane::Timeline, [false, true, true]);
        assert_panes(80, Pane::Detail, [false, true, true]);
        assert_panes(99, Pane::Facet, [true, true, true]);
        assert_panes(100, Pane::Timeline, [true, true, true]);
        assert!(Layout::new(&Shape { focus: Pane::Facet, ..on(99, 24) }).is_drawer);
        assert!(!Layout::new(&Shape { focus: Pane::Facet, ..on(100, 24) }).is_drawer);
    }

    /// The numbers of the drawn screens.
    #[test]
    fn the_grid_is_the_drawn_one() {
        let layout = Layout::new(&on(80, 24));
        assert_eq!((text(layout.timeline), text(layout.detail)), ((1, 6, 78, 8), (1, 15, 78, 7)));
        assert_eq!((layout.bars, layout.axis.y), (Rect::new(33, 1, 46, 3), 4));
        let layout = Layout::new(&on(100, 30));
        assert_eq!((text(layout.timeline), text(layout.detail)), ((28, 7, 71, 11), (28, 19, 71, 9)));
        let layout = Layout::new(&on(120, 40));
        assert_eq!((text(layout.timeline), text(layout.detail)), ((28, 7, 91, 17), (28, 25, 91, 13)));
        assert_eq!((text(layout.facet), layout.uprights[0]), ((1, 7, 24, 31), Rect::new(26, 6, 1, 32)));
        assert_eq!((layout.bars, layout.gutter), (Rect::new(28, 1, 91, 4), Rect::new(1, 1, 25, 4)));
        let layout = Layout::new(&on(200, 60));
        assert_eq!((text(layout.timeline), text(layout.detail)), ((32, 9, 91, 49), (126, 2, 73, 56)));
        assert_eq!((layout.uprights[1].x, layout.detail.map(|area| area.title.y)), (124, Some(1)));
        assert_eq!((layout.bars, layout.axis), (Rect::new(32, 1, 91, 6), Rect::new(0, 7, 124, 1)));
        assert_eq!(layout.inside(Pane::Detail), (72, 56));
    }

    #[test]
    fn what_crosses_has_the_place_of_the_facet_and_the_map_its_own_shape() {
        let of = |scene, width, height| Layout::new(&Shape { scene, ..on(width, height) });
        let layout = of(Scene::Lanes, 80, 24);
        assert_eq!((text(layout.timeline), text(layout.detail)), ((1, 6, 78, 9), (1, 16, 78, 6)));
        assert_eq!((layout.bars, layout.facet), (Rect::new(33, 1, 46, 3), None));
        let layout = of(Scene::Lanes, 120, 40);
        assert_eq!((text(layout.timeline), text(layout.detail)), ((1, 7, 118, 17), (1, 25, 118, 13)));
        let layout = of(Scene::Lanes, 200, 60);
        assert_eq!((text(layout.timeline), text(layout.detail)), ((1, 9, 122, 49), (126, 2, 73, 56)));
        let layout = of(Scene::Lanes, 60, 10);
        assert!(layout.histogram.is_none() && layout.histogram_columns() > 20);
        let layout = of(Scene::Pairs, 80, 24);
        assert_eq!((text(layout.timeline), text(layout.detail)), ((1, 4, 78, 12), (1, 17, 78, 5)));
        let layout = of(Scene::Pairs, 120, 40);
        assert_eq!((text(layout.timeline), text(layout.detail)), ((1, 7, 118, 20), (1, 28, 118, 10)));
        let layout = of(Scene::Map, 120, 40);
        assert_eq!((text(layout.timeline), text(layout.detail)), ((28, 7, 91, 15), (28, 23, 91, 15)));
        assert_eq!(of(Scene::Map, 80, 24).inside(Pane::Timeline), (78, 13));
        let layout = of(Scene::Map, 200, 60);
        assert_eq!((layout.inside(Pane::Timeline), layout.uprights[1]), ((167, 31), Rect::default()));
    }

    #[test]
    fn list_and_detail_stand_as_the_user_wants_where_there_is_room() {
        let is_beside = |width, arrangement| {
            let layout = Layout::new(&Shape { arrangement, ..on(width, 40) });
            layout.timeline.zip(layout.detail).is_some_and(|(list, detail)| list.outer.right() < detail.outer.x)
        };
        let by_width = [119, 120, 189, 190].map(|width| is_beside(width, Arrangement::ByWidth));
        assert_eq!(by_width, [false, false, false, true]);
        assert_eq!([119, 120, 190].map(|width| is_beside(width, Arrangement::Beside)), [false, true, true]);
        assert_eq!([120, 190].map(|width| is_beside(width, Arrangement::Stacked)), [false, false]);
    }

    #[test]
    fn a_larger_pane_takes_from_the_other_and_then_all() {
        let rows = |size, focus, latest| {
            let layout = Layout::new(&Shape { focus, latest, size, ..on(120, 40) });
            [layout.timeline, layout.detail].map(|area| area.map_or(0, |area| area.inner.height))
        };
        assert_eq!(rows(PaneSize::Normal, Pane::Detail, Pane::Detail), [17, 13]);
        assert_eq!(rows(PaneSize::Large, Pane::Detail, Pane::Detail), [6, 24]);
        assert_eq!(rows(PaneSize::All, Pane::Detail, Pane::Detail), [0, 31]);
        assert_eq!(rows(PaneSize::Large, Pane::Timeline, Pane::Detail), [24, 6]);
        assert_eq!(rows(PaneSize::All, Pane::Timeline, Pane::Detail), [31, 0]);
        // From elsewhere it stays as it was.
        assert_eq!(rows(PaneSize::All, Pane::Facet, Pane::Detail), [0, 31]);
        let beside = |size, focus| Layout::new(&Shape { focus, size, ..on(200, 60) }).inside(focus).0;
        for pane in [Pane::Timeline, Pane::Detail] {
            let columns = [PaneSize::Normal, PaneSize::Large, PaneSize::All].map(|size| beside(size, pane));
            assert!(columns.is_sorted() && columns[0] < columns[1], "{pane:?}: {columns:?}");
        }
    }

    #[test]
    fn the_list_has_six_rows_or_all() {
        for (width, height) in (80..=220).flat_map(|width| (12..=70).map(move |height| (width, height))) {
            for focus in [Pane::Timeline, Pane::Detail] {
                let layout = Layout::new(&Shape { focus, ..on(width, height) });
                let both = layout.timeline.zip(layout.detail);
                assert!(both.is_none_or(|(list, detail)| list.inner.height >= 6 && detail.inner.height >= 3));
                assert!(height < 16 || both.is_some(), "{width}x{height}");
            }
        }
    }

    #[test]
    fn without_room_beside_the_panes_a_focused_histogram_takes_theirs() {
        let layout = Layout::new(&Shape { focus: Pane::Histogram, ..on(80, 11) });
        assert_eq!((layout.bars, layout.timeline), (Rect::new(33, 1, 46, 7), None));
        let layout = Layout::new(&Shape { focus: Pane::Histogram, ..on(80, 24) });
        assert!(layout.timeline.is_some() && layout.detail.is_some());
        assert_eq!([11, 12, 18, 30, 50].map(|height| Layout::new(&on(120, height)).bars.height), [0, 1, 3, 4, 6]);
        assert_eq!(Layout::new(&on(79, 50)).bars.height, 1);
    }

    #[test]
    fn a_box_has_a_frame_where_ground_stays_free_beside_it() {
        let boxed =
            |width, height, popup| Layout::new(&Shape { popup: Some(popup), ..on(width, height) }).popup.unwrap();
        let area = boxed(120, 40, (40, 6));
        assert_eq!(
            (area.outer, area.title, area.inner),
            (Rect::new(24, 5, 72, 8), Rect::new(25, 5, 70, 1), Rect::new(26, 6, 68, 6))
        );
        // What needs more has it as long as ground stays free.
        assert_eq!((boxed(120, 40, (76, 6)).outer.width, boxed(120, 40, (999, 6)).outer.width), (80, 104));
        assert!(boxed(88, 24, (40, 6)).has_sides() && !boxed(87, 24, (40, 6)).has_sides());
        let area = boxed(80, 24, (40, 6));
        assert_eq!(
            (area.outer, area.title, area.inner),
            (Rect::new(0, 1, 80, 8), Rect::new(0, 1, 80, 1), Rect::new(1, 2, 78, 6))
        );
        // A long one leaves the header and the keys.
        assert_eq!(boxed(80, 24, (40, 99)).outer, Rect::new(0, 1, 80, 22));
        assert_eq!(boxed(120, 40, (40, 99)).outer, Rect::new(24, 1, 72, 37));
    }

    #[test]
    fn bars_have_one_width() {
        assert_eq!(
            [(45, 91), (45, 46), (1, 80), (7, 3), (0, 9)].map(|(count, columns)| bar_width(count, columns)),
            [2, 1, 4, 1, 4]
        );
        for (count, columns) in [(1, 80), (45, 91), (91, 91), (12, 46)] {
            let width = bar_width(count, columns);
            for x in 0..columns {
                let at = bucket_at(x, count, columns);
                let from = u16::try_from(at).unwrap() * width;
                assert!(from <= x && (x < from + width || at + 1 == count), "{x} of {columns}");
            }
        }
    }
}

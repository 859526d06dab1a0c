//! The facet: its text field, and a row for each value with its sign, its name and its count over a bar.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, highlighted};
use super::lines::TitleLine;
use super::theme::Look;
use crate::app::facet_pane::Narrowed;
use crate::app::header::share;
use crate::app::line_editor::LineEditor;
use crate::app::{App, View};
use crate::dataset::Phase;
use crate::document::Glyphs;
use crate::layout::{Area, Layout, Pane};
use crate::model::country::short_names;
use crate::model::{Lang, languages};
use crate::query::{AnyOrAll, Facet, FacetRow, Pick};
use crate::text;

/// Columns of a code and the blank after it.
const CODE: usize = 5;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, layout: &Layout, area: Area) {
    let pane = app.facet();
    let focused = app.is_active(Pane::Facet);
    let ui = canvas.ui;
    let mode = match app.facet_mode() {
        AnyOrAll::Any => ui.any_of(),
        AnyOrAll::All => ui.all_of(),
    };
    let aside = format!("{}{mode}", canvas.theme.glyphs.dot);
    let is_old = app.counting().facet;
    let position = if is_old { ui.being_counted().to_owned() } else { position(app) };
    // How the values are joined is of more use than where the cursor is; that there are more than are listed is not.
    let columns = text::width(pane.facet().name(ui)) + text::width(&aside) + text::width(&position) + 6;
    let is_of_use =
        is_old || pane.is_cut() || app.unfinished_facet().is_some() || columns <= usize::from(area.title.width);
    let position = match pane.total() {
        // Where there is no room for all of it, that there are more is what must be said.
        Some(total) if pane.at_least() && !is_old => {
            let fits = text::width(pane.facet().name(ui)) + text::width(&position) + 5 <= usize::from(area.title.width);
            if fits { position } else { format!("{} {total}", canvas.theme.glyphs.at_least) }
        }
        _ if is_of_use => position,
        _ => String::new(),
    };
    let title = TitleLine { name: pane.facet().name(ui), aside: &aside, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    field(canvas, layout.facet_field(), app);
    let list = layout.facet_list();
    let cursor = pane.cursor();
    if pane.narrowed().is_empty() {
        canvas.paragraph(list, 0, &nothing(app), Look::Dim);
    }
    let rows = Rows::of(app);
    let visible = pane.narrowed().iter().enumerate().skip(cursor.top()).take(usize::from(list.height));
    for (y, (at, narrowed)) in visible.enumerate() {
        let is_here = pane.selected().is_some() && at == cursor.selected();
        // The cursor is the map's too.
        let is_of_map = is_here && app.timeline().view() == View::Map;
        let is_selected = is_here && focused || is_of_map && app.is_active(Pane::Timeline);
        // Less than the list's rows, a u16.
        let y = y as u16;
        rows.draw(canvas, &pane.rows()[narrowed.row], narrowed, (area, list, y), is_selected);
        if is_of_map && !is_selected {
            let (cursor, style) = (canvas.theme.glyphs.cursor, canvas.theme.style(Look::Cursor));
            canvas.over(Rect { x: area.body.x, width: 1, ..list }, y, cursor, style);
        }
    }
    canvas.thumb(area, list, cursor.shown(list.height, pane.narrowed().len()), pane.narrowed().len(), focused);
    if is_old {
        canvas.dim(list);
    }
}

/// Why the list is empty.
pub(super) fn nothing(app: &App) -> String {
    let pane = app.facet();
    let (ui, noun) = (app.ui(), pane.facet().noun());
    if !pane.editor().text().is_empty() {
        return ui.none_fits(noun).to_string();
    }
    match app.unfinished_facet() {
        Some(progress) if progress.phase == Phase::Indexing => {
            ui.come_with_the_index(noun, &share(&progress, ui)).to_string()
        }
        Some(_) => ui.none_of_it_yet(noun).to_string(),
        None if pane.total().is_none() || app.counting().facet => ui.none_of_it_yet(noun).to_string(),
        None if app.answer().is_some_and(|answer| answer.is_checking) => ui.none_has_events_yet(noun).to_string(),
        None => ui.none_has_events(noun).to_string(),
    }
}

/// `3/57`, `3/1000 of 84213`; while there may be more, `3/57 so far`.
fn position(app: &App) -> String {
    let so_far = if app.unfinished_facet().is_some() { app.ui().position_so_far() } else { "" };
    place(app) + so_far
}

/// Which of the listed values the cursor is on, and of how many values they are the first.
pub(super) fn place(app: &App) -> String {
    let pane = app.facet();
    let listed = pane.narrowed().len();
    let all = match pane.total() {
        Some(total) if pane.is_cut() && pane.editor().text().is_empty() => {
            let sign = Glyphs::of(app.settings().ascii).at_least;
            if pane.at_least() {
                app.ui().of_at_least(sign, total).to_string()
            } else {
                app.ui().of_all(total).to_string()
            }
        }
        _ => String::new(),
    };
    format!("{}/{listed}{all}", (pane.cursor().selected() + 1).min(listed))
}

/// The text field; the cursor of the terminal stands in it while it takes text.
fn field(canvas: &mut Canvas<'_, '_>, area: Rect, app: &App) {
    let (editor, is_active) = (app.facet().editor(), app.facet().is_in_field());
    let prompt = if is_active { "> " } else { "  " };
    if !is_active && editor.text().is_empty() {
        let words = match app.facet().facet() {
            // The view has fewer: those that took part.
            Facet::People => canvas.ui.narrow_named(),
            facet if facet.has_codes() => canvas.ui.narrow_by_code(),
            _ => canvas.ui.narrow_by_name(),
        };
        canvas.line(area, 0, &[Span::raw(prompt), canvas.words(words, Look::Dim)]);
        return;
    }
    input(canvas, area, prompt, editor, is_active);
}

/// A line that is edited, after its prompt.
pub(super) fn input(canvas: &mut Canvas<'_, '_>, area: Rect, prompt: &str, editor: &LineEditor, is_active: bool) {
    let used = canvas.line(area, 0, &[canvas.words(prompt, Look::Strong)]);
    let room = Rect { x: area.x + used, width: area.width - used, ..area };
    let (shown, column) = editor.window(usize::from(room.width));
    let look = if is_active && editor.is_selected() { Look::Selected } else { Look::Plain };
    canvas.line(room, 0, &[canvas.words(&editor.text()[shown], look)]);
    if is_active {
        // Within the room, a u16.
        canvas.place_cursor(room, 0, column as u16);
    }
}

/// What all rows have in common.
pub(super) struct Rows {
    has_codes: bool,
    lang: Lang,
    /// Which values they are: words of the format and tags of languages are called as the program says.
    facet: Facet,
    /// The count that has the longest bar.
    most: usize,
}

impl Rows {
    pub(super) fn of(app: &App) -> Rows {
        let pane = app.facet();
        Rows {
            has_codes: pane.facet().has_codes(),
            lang: app.lang(),
            facet: pane.facet(),
            most: pane.narrowed().iter().map(|narrowed| pane.rows()[narrowed.row].count).max().unwrap_or(0),
        }
    }

    /// Draws the row of a value on line `y` of the list.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        row: &FacetRow,
        narrowed: &Narrowed,
        (pane, area, y): (Area, Rect, u16),
        is_selected: bool,
    ) {
        let (sign, look) = match row.state {
            Pick::None => (" ", Look::Plain),
            Pick::Included => ("+", Look::Included),
            Pick::Excluded => ("-", Look::Warning),
        };
        let name = match self.facet {
            Facet::Kinds => canvas.ui.kind(row.name(self.lang)),
            Facet::Languages => languages::name(&row.value, canvas.ui.tongue).unwrap_or(&row.value),
            _ => row.name(self.lang),
        };
        let mut left = vec![canvas.words(sign, look)];
        if self.has_codes {
            let look = if row.state == Pick::None { Look::Dim } else { look };
            left.push(canvas.words(text::pad(&row.value, CODE), look));
        }
        // A value that is no country is its own name, in quotes.
        if !self.has_codes || name != row.value.trim_matches('"') {
            let digits = row.count.checked_ilog10().unwrap_or(0) as usize + 1;
            let room = usize::from(area.width).saturating_sub(1 + CODE + 1 + digits);
            let is_country = self.facet == Facet::Countries;
            let shown = if is_country { name_within(&row.value, name, self.lang, room) } else { name };
            // Of a language the letters met the tag.
            let hits = if shown == row.name(self.lang) { characters(name, &narrowed.met) } else { Vec::new() };
            left.extend(highlighted(shown, &hits, canvas.theme.style(look), canvas.theme.style(Look::Hit)));
        }
        canvas.row(area, y, &left, &[canvas.words(row.count.to_string(), Look::Plain)]);
        // From edge to edge, behind what stands there.
        let whole = Rect { x: pane.body.x, width: pane.body.width, ..area };
        if is_selected {
            canvas.restyle(whole, y, canvas.theme.style(Look::Selected));
            let (cursor, style) = (canvas.theme.glyphs.cursor, canvas.theme.style(Look::Cursor));
            canvas.over(Rect { width: 1, ..whole }, y, cursor, style);
        } else if row.count > 0 {
            let share = row.count as u128 * u128::from(whole.width) / self.most.max(1) as u128;
            // At most the width of the pane, a u16.
            let columns = (share as u16).max(1);
            canvas.restyle(Rect { width: columns, ..whole }, y, canvas.theme.style(Look::FacetBar));
        }
    }
}

/// The name of a country or group that has so many columns: where it does not fit, its short form, if there is one.
pub(super) fn name_within<'n>(code: &str, name: &'n str, lang: Lang, room: usize) -> &'n str {
    if text::width(name) <= room {
        return name;
    }
    let [english, russian] = short_names(code);
    let short = match lang {
        Lang::En => english,
        Lang::Ru => russian,
    };
    short.unwrap_or(name)
}

/// The bytes of the characters at these places.
pub(super) fn characters(text: &str, places: &[usize]) -> Vec<std::ops::Range<usize>> {
    let ranges = text.char_indices().enumerate().filter(|(place, _)| places.contains(place));
    ranges.map(|(_, (at, character))| at..at + character.len_utf8()).collect()
}

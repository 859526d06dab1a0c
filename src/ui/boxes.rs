//! What lies over the panes: its frame, its text field, and the small boxes (date, export, addresses, what was copied, a
//! note, the name of a view).

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::facets::input;
use super::lines::TitleLine;
use super::listed::Listed;
use super::theme::Look;
use super::{help, marks, palette, problems, proposal};
use crate::app::App;
use crate::app::popup::{Content, DateUse, ExportStage, FILE_FORMATS, Popup, lines_of};
use crate::catalogue::{Notice, Ui};
use crate::layout::Area;
use crate::model::Day;
use crate::query::{Query, typed_range_on};
use crate::text::address::{Doubt, doubt};

/// Draws the popup over everything else.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, popup: &Popup, area: Area) {
    canvas.clear(area.outer);
    let shape = popup.content.shape(canvas.ui);
    canvas.around(area);
    canvas.title(area, &TitleLine { name: (shape.title)(canvas.ui), ..TitleLine::default() }, true);
    let (field, rows, beneath) = popup.areas(area, canvas.ui);
    if let Some((prompt, editor)) = shape.prompt.zip(popup.field()).filter(|_| !field.is_empty()) {
        input(canvas, field, prompt(canvas.ui), editor, true);
    }
    let list = Listed { area, rows, beneath, cursor: popup.cursor() };
    match &popup.content {
        Content::Help(of) => help::draw(canvas, &list, *of, popup.text()),
        Content::Problems => problems::draw(canvas, app, &list),
        Content::Date { error } => {
            date_uses(canvas, &list, popup.text(), app.settings().today);
            let words = canvas.ui.date_forms();
            match error {
                Some(wrong) => {
                    let said = canvas.ui.no_such_date(wrong.expected, wrong.at + 1).to_string();
                    canvas.paragraph(beneath, 1, &said, Look::Warning)
                }
                None => canvas.paragraph(beneath, 1, words, Look::Dim),
            };
        }
        Content::Export { stage, query } => {
            file_formats(canvas, &list);
            let what = exported_words(app, query.as_ref());
            let (words, look) = match stage {
                ExportStage::Asked => (what.as_str(), Look::Dim),
                ExportStage::Writing(_) => (canvas.ui.being_written(), Look::Dim),
                ExportStage::Exists => (canvas.ui.file_is_there(), Look::Warning),
                ExportStage::Refused(reason) => (&*refused(canvas.ui, reason), Look::Warning),
            };
            canvas.paragraph(beneath, 0, words, look);
        }
        Content::Addresses { urls, doubted } => addresses(canvas, &list, urls, *doubted),
        Content::Copied(copied) => {
            running_text(canvas, &list, copied.shown());
            if let Some(remark) = &copied.remark {
                canvas.paragraph(beneath, 1, &canvas.ui.say(remark).to_string(), Look::Dim);
            }
            // Whether the terminal has taken it no program can see.
            let ui = canvas.ui;
            canvas.foot(area, if app.has_mouse() { ui.nothing_arrived_mouse() } else { ui.nothing_arrived() });
        }
        Content::Stopped(text) => running_text(canvas, &list, text),
        Content::Note { marking, .. } => {
            canvas.paragraph(beneath, 0, &canvas.ui.note_on(&marking.title).to_string(), Look::Dim);
        }
        Content::ViewName { exists } => {
            let (words, look) = if *exists {
                (canvas.ui.view_is_there().to_owned(), Look::Warning)
            } else {
                (canvas.ui.saved_of(&saved_words(app)).to_string(), Look::Dim)
            };
            canvas.paragraph(beneath, 0, &words, look);
        }
        Content::Marks(marks) => marks::draw(canvas, app, &list, marks),
        Content::Views(_) => marks::draw_views(canvas, app, &list),
        Content::Palette(palette) => palette::draw(canvas, &list, palette),
        Content::Proposal(pane) => proposal::draw(canvas, &list, pane),
        Content::MapName { stage } => {
            let (words, look) = match stage {
                ExportStage::Exists => (canvas.ui.map_is_there(), Look::Warning),
                ExportStage::Refused(reason) => (&*refused(canvas.ui, reason), Look::Warning),
                _ => (canvas.ui.map_is_for(), Look::Dim),
            };
            canvas.paragraph(beneath, 0, words, look);
        }
    }
}

/// Why something was not written.
fn refused(ui: Ui, reason: &Notice) -> String {
    format!("! {}", ui.say(reason))
}

/// The formats of a file, by their endings.
fn file_formats(canvas: &mut Canvas<'_, '_>, list: &Listed) {
    list.rows(canvas, FILE_FORMATS.len(), |canvas, at, y, mark| {
        let format = &FILE_FORMATS[at];
        let left = [
            canvas.words(mark, Look::Strong),
            canvas.words(format!(".{:14}", format.ending), Look::Plain),
            canvas.words((format.is_for)(canvas.ui), Look::Dim),
        ];
        canvas.line(list.rows, y, &left);
    });
}

/// How many records of which view and query an export writes.
fn exported_words(app: &App, query: Option<&Query>) -> String {
    let (ui, noun) = (app.ui(), app.timeline().view().rows());
    if query.is_some() {
        return ui.bookmarked_are_written(noun).to_string();
    }
    let count = app.rows().map_or(0, |rows| rows.len());
    let of = app.query().to_string();
    ui.are_written(noun.count(count), if of.is_empty() { ui.no_filter() } else { &of }).to_string()
}

/// Text from the line on at which the cursor of its box stands.
fn running_text(canvas: &mut Canvas<'_, '_>, list: &Listed, text: &str) {
    let Listed { area, cursor, .. } = *list;
    // No mark of a cursor stands on its left.
    let rows = Rect { x: area.inner.x, width: area.inner.width, ..list.rows };
    let lines = lines_of(text, rows.width);
    let height = usize::from(rows.height);
    let top = cursor.selected().min(lines.len().saturating_sub(height));
    let shown = top..lines.len().min(top + height);
    for (y, line) in lines[shown.clone()].iter().enumerate() {
        // Less than the rows of the box, a u16.
        canvas.line(rows, y as u16, &[canvas.words(*line, Look::Plain)]);
    }
    canvas.thumb(area, rows, shown, lines.len(), true);
}

/// What may be done with the date in the field; what the query would get stands beside it.
fn date_uses(canvas: &mut Canvas<'_, '_>, list: &Listed, text: &str, today: Day) {
    let range = typed_range_on(text.trim(), today).ok();
    list.rows(canvas, DateUse::ALL.len(), |canvas, at, y, mark| {
        let of = DateUse::ALL[at];
        let left = [canvas.words(mark, Look::Cursor), canvas.words(of.name(canvas.ui), Look::Plain)];
        let span = range.and_then(|range| of.span(range)).map_or_else(String::new, |span| format!("{span} "));
        canvas.row(list.rows, y, &left, &[canvas.words(span, Look::Dim)]);
    });
}

fn addresses(canvas: &mut Canvas<'_, '_>, list: &Listed, urls: &[String], doubted: Option<usize>) {
    let Listed { beneath, cursor, .. } = *list;
    list.rows(canvas, urls.len(), |canvas, at, y, mark| {
        let spans = [canvas.words(mark, Look::Cursor), canvas.words(urls[at].as_str(), Look::Plain)];
        canvas.line(list.rows, y, &spans);
    });
    let chosen = urls.get(cursor.selected()).map_or("", String::as_str);
    match doubt(chosen).filter(|_| doubted == Some(cursor.selected())) {
        Some(doubt) => {
            let said = match doubt {
                Doubt::Unseen => canvas.ui.address_unseen().to_owned(),
                Doubt::UserFirst(host) => canvas.ui.address_user_first(host).to_string(),
                Doubt::Unclear(sign) => canvas.ui.address_unclear(sign.encode_utf8(&mut [0; 4])).to_string(),
                Doubt::Alphabets(host) => canvas.ui.address_alphabets(host).to_string(),
            };
            let row = canvas.paragraph(beneath, 1, &said, Look::Warning);
            canvas.paragraph(beneath, row, canvas.ui.enter_opens_again(), Look::Dim)
        }
        None => canvas.paragraph(beneath, 1, &canvas.ui.enter_opens(chosen).to_string(), Look::Dim),
    };
}

/// What a view is saved with.
fn saved_words(app: &App) -> String {
    let query = app.query().to_string();
    let query = if query.is_empty() { app.ui().no_filter() } else { &query };
    format!("{}: {query}", app.ui().say(&app.timeline().view().rows()))
}

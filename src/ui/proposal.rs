//! The proposed map: the fields with what each becomes on the left, the first records as they would be on the right, and
//! beneath what is known of the chosen field.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::listed::Listed;
use super::theme::Look;
use crate::app::proposing::ProposalPane;
use crate::catalogue::Noun;
use crate::dataset::{Proposal, ProposedField};
use crate::text;

/// Columns from which on the records stand beside the fields.
const WITH_RECORDS: u16 = 64;

/// Columns of a field's name, at most.
const NAME: usize = 28;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, of_list: &Listed, pane: &ProposalPane) {
    let Listed { area, rows, beneath, cursor } = *of_list;
    let proposal = pane.proposal();
    let has_records = rows.width >= WITH_RECORDS;
    let left = Rect { width: if has_records { rows.width * 11 / 20 } else { rows.width }, ..rows };
    let widest = proposal.fields.iter().map(|field| text::width(&field.name)).max().unwrap_or(0);
    let name_columns = widest.min(NAME).min(usize::from(left.width) / 2);
    let fields = Listed { rows: left, ..*of_list };
    fields.rows(canvas, proposal.fields.len(), |canvas, at, y, mark| {
        fields_row(canvas, left, y, &proposal.fields[at], name_columns, proposal, mark);
    });
    if has_records {
        let x = left.right() + 1;
        let right = Rect { x, width: rows.right().saturating_sub(x), ..rows };
        for y in 0..rows.height {
            canvas.line(
                Rect { x: x - 1, width: 1, ..rows },
                y,
                &[canvas.words(canvas.theme.joint(false, false, false), Look::Line)],
            );
        }
        records(canvas, Rect { x: right.x + 1, width: right.width.saturating_sub(1), ..right }, pane);
    }
    if let Some(field) = proposal.fields.get(cursor.selected()).filter(|_| !beneath.is_empty()) {
        explain(canvas, field, proposal, beneath);
    }
    let len = proposal.fields.len();
    canvas.thumb(area, rows, cursor.shown(rows.height, len), len, true);
    let left_out = len - proposal.read_count();
    let (ui, read, fields) = (canvas.ui, proposal.read_count(), Noun::Field.count(len));
    let words = match left_out {
        0 => ui.fields_are_read(read, fields).to_string(),
        not => ui.fields_are_read_not(read, fields, not).to_string(),
    };
    canvas.foot(area, &words);
}

fn fields_row(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    y: u16,
    field: &ProposedField,
    name_columns: usize,
    proposal: &Proposal,
    mark: &'static str,
) {
    let name = padded(&field.name, name_columns, canvas.theme.glyphs.ellipsis);
    let (becomes, look) = match (field.becomes(canvas.ui), field.remark) {
        (Some(words), _) => (words.to_owned(), Look::Strong),
        (None, Some(_)) => (canvas.ui.to_be_decided().to_owned(), Look::Warning),
        (None, None) => (canvas.ui.not_read().to_owned(), Look::Dim),
    };
    let count = if field.records == proposal.records {
        canvas.ui.all_records().to_owned()
    } else {
        format!("{} ", field.records)
    };
    let left = [
        canvas.words(mark, Look::Strong),
        canvas.words(name, Look::Plain),
        canvas.words("  ", Look::Plain),
        canvas.words(becomes, look),
    ];
    canvas.row(area, y, &left, &[canvas.words(count, Look::Dim)]);
}

/// A name in so many columns; one that is longer ends in an ellipsis.
fn padded(name: &str, columns: usize, ellipsis: &str) -> String {
    let mut shown = String::new();
    let is_long = text::width(name) > columns;
    let room = if is_long { columns.saturating_sub(text::width(ellipsis)) } else { columns };
    for letter in name.chars() {
        if text::width(&shown) + text::width(letter.encode_utf8(&mut [0; 4])) > room {
            break;
        }
        shown.push(letter);
    }
    if is_long {
        shown.push_str(ellipsis);
    }
    let missing = columns.saturating_sub(text::width(&shown));
    shown + &" ".repeat(missing)
}

/// The first records as they would be.
fn records(canvas: &mut Canvas<'_, '_>, area: Rect, pane: &ProposalPane) {
    let mut y = 0;
    for sample in pane.preview() {
        if y >= area.height {
            break;
        }
        let date = if sample.date.is_empty() { canvas.ui.no_date().to_owned() } else { sample.date.clone() };
        let look = if sample.date.is_empty() { Look::Warning } else { Look::Dim };
        canvas.line(area, y, &[canvas.words(date, look)]);
        let (title, look) = if sample.title.is_empty() {
            (canvas.ui.no_title(), Look::Warning)
        } else {
            (sample.title.as_str(), Look::Plain)
        };
        canvas.line(area, y + 1, &[canvas.words(title, look)]);
        y += 2;
        let lines = sample.lines.iter().map(|line| (line.replace(" · ", canvas.theme.glyphs.dot), Look::Dim));
        let ui = canvas.ui;
        let faults = sample
            .faults
            .iter()
            .map(|fault| (format!("! {}", text::sanitise_line(&ui.say(fault).to_string())), Look::Warning));
        for (line, look) in lines.chain(faults).collect::<Vec<_>>() {
            if y < area.height {
                canvas.line(area, y, &[canvas.words(format!("  {line}"), look)]);
            }
            y += 1;
        }
    }
}

/// What is known of the chosen field, and of the file.
fn explain(canvas: &mut Canvas<'_, '_>, field: &ProposedField, proposal: &Proposal, area: Rect) {
    canvas.line(area, 0, &[canvas.words(canvas.theme.glyphs.rule.repeat(usize::from(area.width)), Look::Dim)]);
    let records = Noun::Record.count(proposal.records);
    let of_file = canvas.ui.of_the_file(&proposal.file, records, &proposal.how).to_string();
    canvas.line(area, 1, &[canvas.words(of_file, Look::Dim)]);
    canvas.line(
        area,
        2,
        &[
            canvas.words(field.name.as_str(), Look::Strong),
            canvas.words(canvas.ui.field_is_in(&field.known).to_string(), Look::Plain),
        ],
    );
    let row = match field.remark {
        Some(remark) => canvas.paragraph(area, 3, &canvas.ui.space_says_which(remark).to_string(), Look::Warning),
        None => 3,
    };
    canvas.line(area, row, &[canvas.words(canvas.ui.such_as(&field.examples.join(" | ")).to_string(), Look::Dim)]);
}

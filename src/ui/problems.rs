//! The problems of the data: a list, and below it what the selected one is and what to do.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::listed::Listed;
use super::theme::Look;
use crate::app::App;
use crate::catalogue::{Noun, Ui};
use crate::problem::{Level, Problem, ProblemList};
use crate::text;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, of_list: &Listed) {
    let Listed { area, rows: list, beneath, cursor } = *of_list;
    let Some(dataset) = app.dataset().filter(|dataset| !dataset.problems().is_empty()) else {
        canvas.paragraph(list, 0, canvas.ui.data_has_no_problems(), Look::Plain);
        return;
    };
    // What the header counts comes first and is numbered; notes stand apart, after it, one of each kind.
    let (problems, listed) = (dataset.problems(), dataset.listed_problems());
    let row = |row: usize| listed.row(row).map(|(at, count)| (&problems[at], count));
    let of_level = |of| text::width(level(of, canvas.ui).0);
    let levels = [Level::Error, Level::Warning, Level::Note].map(of_level).into_iter().max().unwrap_or(0);
    of_list.rows(canvas, listed.len(), |canvas, at, y, _| {
        let Some((problem, count)) = row(at) else { return };
        let (level, look) = level(problem.level, canvas.ui);
        let more = if count > 1 { canvas.ui.of_this_kind(count).to_string() } else { String::new() };
        let spans = [
            canvas.words(format!("{} ", text::pad(level, levels)), look),
            canvas.words(format!("{}  {more}", problem.location.said(canvas.ui)), Look::Dim),
            canvas.words(canvas.ui.say(&problem.reason).to_string(), Look::Plain),
        ];
        canvas.line(list, y, &spans);
    });
    if let Some((problem, _)) = row(cursor.selected()).filter(|_| !beneath.is_empty()) {
        explain(canvas, problem, beneath);
    }
    canvas.thumb(area, list, cursor.shown(list.height, listed.len()), listed.len(), true);
    canvas.position(area, &foot(cursor.selected(), listed, canvas.ui));
}

/// `2/5 problems, 3 notes`; on a note, `5 problems, 3 notes, kind 1/2`.
fn foot(selected: usize, listed: &ProblemList, ui: Ui) -> String {
    let problems = listed.faults.len();
    let mut parts = Vec::new();
    if problems > 0 {
        let counted = Noun::Problem.count(problems);
        let is_here = selected < problems;
        parts.push(if is_here {
            ui.problem_place(selected + 1, counted).to_string()
        } else {
            ui.say(&counted).to_string()
        });
    }
    if !listed.notes.is_empty() {
        parts.push(ui.say(&Noun::Note.count(listed.note_count())).to_string());
    }
    if let Some(kind) = selected.checked_sub(problems) {
        parts.push(ui.kind_place(kind + 1, listed.notes.len()).to_string());
    }
    parts.join(", ")
}

fn level(level: Level, ui: Ui) -> (&'static str, Look) {
    let look = match level {
        Level::Error => Look::Warning,
        Level::Warning => Look::Strong,
        Level::Note => Look::Dim,
    };
    (level.word(ui), look)
}

/// The rest of what is known of a problem.
fn explain(canvas: &mut Canvas<'_, '_>, problem: &Problem, area: Rect) {
    canvas.line(area, 0, &[canvas.words(canvas.theme.glyphs.rule.repeat(usize::from(area.width)), Look::Dim)]);
    let mut place = problem.location.said(canvas.ui);
    if !problem.location.pointer.is_empty() {
        place = format!("{place}  {}", problem.location.pointer);
    }
    let place = match &problem.record {
        Some(record) => canvas.ui.in_record(&place, record).to_string(),
        None => place,
    };
    canvas.line(area, 1, &[canvas.words(place, Look::Dim)]);
    // What to do must be read; a long reason gives way to it.
    let remedy = canvas.ui.what_to_do(&problem.remedy).to_string();
    let remedy_rows = text::wrap(&remedy, usize::from(area.width)).len() as u16;
    let above = Rect { height: area.height.saturating_sub(remedy_rows).max(area.height.min(3)), ..area };
    let row = canvas.paragraph(above, 2, &format!("{}.", canvas.ui.say(&problem.reason)), Look::Plain);
    canvas.paragraph(area, row, &remedy, Look::Strong);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_counts_notes_apart() {
        let listed = ProblemList { faults: vec![0, 3], notes: vec![(1, 12), (2, 1)] };
        assert_eq!(foot(1, &listed, Ui::ENGLISH), "2/2 problems, 13 notes");
        assert_eq!(foot(2, &listed, Ui::ENGLISH), "2 problems, 13 notes, kind 1/2");
        assert_eq!(foot(0, &ProblemList { faults: vec![], notes: vec![(0, 1)] }, Ui::ENGLISH), "1 note, kind 1/1");
        assert_eq!(foot(0, &ProblemList { faults: vec![0], notes: vec![] }, Ui::ENGLISH), "1/1 problem");
    }
}

//! The problems of the data: a list, and below it what the selected one is and what to do.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::listed::Listed;
use super::theme::Look;
use crate::app::App;
use crate::app::header::counted;
use crate::problem::{Level, Problem};
use crate::text;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, of_list: &Listed) {
    let problems = app.dataset().map_or(&[][..], |dataset| dataset.problems());
    let Listed { area, rows: list, beneath, cursor } = *of_list;
    if problems.is_empty() {
        canvas.paragraph(list, 0, "The data has no problems.", Look::Plain);
        return;
    }
    // What the header counts comes first and is numbered; notes stand apart, after it.
    let listed = || {
        let (counted, notes) =
            (|problem: &&Problem| problem.level != Level::Note, |problem: &&Problem| problem.level == Level::Note);
        problems.iter().filter(counted).chain(problems.iter().filter(notes))
    };
    let visible = listed().enumerate().skip(cursor.top()).take(usize::from(list.height));
    for (y, (at, problem)) in visible.enumerate() {
        let (level, look) = level(problem.level);
        let spans = [
            canvas.words(format!("{level:8}"), look),
            canvas.words(format!("{}  ", problem.location), Look::Dim),
            canvas.words(problem.reason.as_str(), Look::Plain),
        ];
        // Less than the list's rows, a u16.
        canvas.line(list, y as u16, &spans);
        if at == cursor.selected() {
            canvas.restyle(list, y as u16, canvas.theme.style(Look::Selected));
        }
    }
    if let Some(problem) = listed().nth(cursor.selected()).filter(|_| !beneath.is_empty()) {
        explain(canvas, problem, beneath);
    }
    canvas.thumb(area, list, cursor.shown(list.height, problems.len()), problems.len(), true);
    canvas.foot(area, &foot(cursor.selected(), app.problem_count(), problems.len()));
}

/// `2/5 problems · 3 notes`; on a note, `5 problems · 1/3 notes`.
fn foot(selected: usize, problems: usize, all: usize) -> String {
    let notes = all.saturating_sub(problems);
    let of = |count: usize, noun: &str, at: Option<usize>| {
        let words = counted(count, noun);
        let words = at.map_or(words.clone(), |at| format!("{}/{words}", at + 1));
        (count > 0).then_some(words)
    };
    let parts = [
        of(problems, "problems", Some(selected).filter(|at| *at < problems)),
        of(notes, "notes", selected.checked_sub(problems)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn level(level: Level) -> (&'static str, Look) {
    match level {
        Level::Error => (level.word(), Look::Warning),
        Level::Warning => (level.word(), Look::Strong),
        Level::Note => (level.word(), Look::Dim),
    }
}

/// The rest of what is known of a problem.
fn explain(canvas: &mut Canvas<'_, '_>, problem: &Problem, area: Rect) {
    canvas.line(area, 0, &[canvas.words(canvas.theme.glyphs.rule.repeat(usize::from(area.width)), Look::Dim)]);
    let mut place = problem.location.to_string();
    if !problem.location.pointer.is_empty() {
        place = format!("{place}  {}", problem.location.pointer);
    }
    if let Some(record) = &problem.record {
        place = format!("{place}  in {record}");
    }
    canvas.line(area, 1, &[canvas.words(place, Look::Dim)]);
    // What to do must be read; a long reason gives way to it.
    let remedy = format!("What to do: {}.", problem.remedy);
    let remedy_rows = text::wrap(&remedy, usize::from(area.width)).len() as u16;
    let above = Rect { height: area.height.saturating_sub(remedy_rows).max(area.height.min(3)), ..area };
    let row = canvas.paragraph(above, 2, &format!("{}.", problem.reason), Look::Plain);
    canvas.paragraph(area, row, &remedy, Look::Strong);
}

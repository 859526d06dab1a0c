//! The problems of the data: a list, and below it what the selected one is and what to do.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::listed::Listed;
use super::theme::Look;
use crate::app::App;
use crate::app::header::counted;
use crate::problem::{Level, Problem, ProblemList};
use crate::text;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, of_list: &Listed) {
    let Listed { area, rows: list, beneath, cursor } = *of_list;
    let Some(dataset) = app.dataset().filter(|dataset| !dataset.problems().is_empty()) else {
        canvas.paragraph(list, 0, "The data has no problems.", Look::Plain);
        return;
    };
    // What the header counts comes first and is numbered; notes stand apart, after it, one of each kind.
    let (problems, listed) = (dataset.problems(), dataset.listed_problems());
    let row = |row: usize| listed.row(row).map(|(at, count)| (&problems[at], count));
    of_list.rows(canvas, listed.len(), |canvas, at, y, _| {
        let Some((problem, count)) = row(at) else { return };
        let (level, look) = level(problem.level);
        let more = if count > 1 { format!("{count} of this kind, the first: ") } else { String::new() };
        let spans = [
            canvas.words(format!("{level:8}"), look),
            canvas.words(format!("{}  {more}", problem.location), Look::Dim),
            canvas.words(problem.reason.as_str(), Look::Plain),
        ];
        canvas.line(list, y, &spans);
    });
    if let Some((problem, _)) = row(cursor.selected()).filter(|_| !beneath.is_empty()) {
        explain(canvas, problem, beneath);
    }
    canvas.thumb(area, list, cursor.shown(list.height, listed.len()), listed.len(), true);
    canvas.position(area, &foot(cursor.selected(), listed));
}

/// `2/5 problems, 3 notes`; on a note, `5 problems, 3 notes, kind 1/2`.
fn foot(selected: usize, listed: &ProblemList) -> String {
    let problems = listed.faults.len();
    let mut parts = Vec::new();
    if problems > 0 {
        let at = if selected < problems { format!("{}/", selected + 1) } else { String::new() };
        parts.push(at + &counted(problems, "problems"));
    }
    if !listed.notes.is_empty() {
        parts.push(counted(listed.note_count(), "notes"));
    }
    if let Some(kind) = selected.checked_sub(problems) {
        parts.push(format!("kind {}/{}", kind + 1, listed.notes.len()));
    }
    parts.join(", ")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_counts_notes_apart() {
        let listed = ProblemList { faults: vec![0, 3], notes: vec![(1, 12), (2, 1)] };
        assert_eq!(foot(1, &listed), "2/2 problems, 13 notes");
        assert_eq!(foot(2, &listed), "2 problems, 13 notes, kind 1/2");
        assert_eq!(foot(0, &ProblemList { faults: vec![], notes: vec![(0, 1)] }), "1 note, kind 1/1");
        assert_eq!(foot(0, &ProblemList { faults: vec![0], notes: vec![] }), "1/1 problem");
    }
}

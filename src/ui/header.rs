//! The first row: the program, the dataset, the views, and how much there is.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::{App, View};
use crate::dataset::{Phase, Progress};
use crate::text;

/// Draws the row. What does not fit goes in this order: the dataset's title, the views, the program's name.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let counts = counts(canvas, app);
    let counts: Vec<Span<'_>> = counts.iter().map(|(words, look)| canvas.words(words.as_str(), *look)).collect();
    let taken: usize = counts.iter().map(|span| text::width(&span.content)).sum();
    let mut left = vec![canvas.words(" oreline ", Look::Strong)];
    let views: Vec<Span<'_>> = View::ALL
        .iter()
        .map(|view| {
            let is_active = *view == app.timeline().view();
            let words = if is_active { format!("[{}]", view.name()) } else { format!(" {} ", view.name()) };
            canvas.words(words, if is_active { Look::Chip } else { Look::Dim })
        })
        .collect();
    let of_views: usize = views.iter().map(|span| text::width(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(taken + of_views + 12);
    let title = app.dataset().map_or("", |dataset| dataset.about().title.shown(app.lang()));
    if room >= 8 && !title.is_empty() {
        let title = text::truncate(title, room, canvas.theme.glyphs.ellipsis);
        left.push(canvas.words(format!(" {title} "), Look::Plain));
    }
    let used: usize = left.iter().map(|span| text::width(&span.content)).sum();
    if used + of_views + taken < usize::from(area.width) {
        left.push(Span::raw(" "));
        left.extend(views);
    }
    canvas.row(area, 0, &left, &counts);
}

/// `170 events · 2 problems`, and how far a load is.
fn counts(canvas: &Canvas<'_, '_>, app: &App) -> Vec<(String, Look)> {
    let dot = canvas.theme.glyphs.dot;
    let mut counts = Vec::new();
    if let Some(dataset) = app.dataset() {
        let view = app.timeline().view();
        let count = match view {
            View::Events => dataset.event_count(),
            View::Articles => dataset.article_count(),
        };
        counts.push((counted(count, view.noun()), Look::Plain));
    }
    let problems = app.problem_count();
    if problems > 0 {
        // Those inside records are found with their words.
        let is_ready = app.progress().is_some_and(|progress| progress.phase == Phase::Ready);
        let so_far = if is_ready { "" } else { " so far" };
        counts.push((counted(problems, "problems") + so_far, Look::Warning));
    }
    if let Some(progress) = app.progress().filter(|progress| progress.phase != Phase::Ready) {
        counts.push((progress_words(&progress), Look::Strong));
    }
    let between = counts.len().saturating_sub(1);
    for (at, (words, _)) in counts.iter_mut().enumerate() {
        words.push_str(if at < between { dot } else { " " });
    }
    counts
}

/// `1 event`, `2 events`.
pub(super) fn counted(count: usize, plural: &str) -> String {
    let noun = if count == 1 { plural.strip_suffix('s').unwrap_or(plural) } else { plural };
    format!("{count} {noun}")
}

/// `reading 45%`, `reading, 12 MB so far`.
pub(super) fn progress_words(progress: &Progress) -> String {
    let act = match progress.phase {
        Phase::Reading => "reading",
        Phase::Indexing => "indexing",
        Phase::Ready => "ready",
    };
    match progress.total.filter(|total| *total > 0) {
        Some(total) => format!("{act} {}%", percent(progress.done, total)),
        None if progress.done >= 1_000_000 => format!("{act}, {} MB so far", progress.done / 1_000_000),
        None => act.to_owned(),
    }
}

/// `45% read`, `40% indexed`, `12 MB read`: how much of the data a count is about.
pub(super) fn share(progress: &Progress) -> String {
    let done = match progress.phase {
        Phase::Reading => "read",
        Phase::Indexing | Phase::Ready => "indexed",
    };
    match progress.total.filter(|total| *total > 0) {
        Some(total) => format!("{}% {done}", percent(progress.done, total)),
        None if progress.done >= 1_000_000 => format!("{} MB {done}", progress.done / 1_000_000),
        None => progress_words(progress),
    }
}

fn percent(done: u64, total: u64) -> u128 {
    u128::from(done.min(total)) * 100 / u128::from(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_words(phase: Phase, done: u64, total: Option<u64>, expected: &str) {
        assert_eq!(progress_words(&Progress { phase, done, total }), expected);
    }

    #[test]
    fn progress_is_a_share_where_the_whole_is_known() {
        assert_words(Phase::Reading, 45, Some(100), "reading 45%");
        assert_words(Phase::Indexing, u64::MAX, Some(u64::MAX), "indexing 100%");
        assert_words(Phase::Reading, 12_400_000, None, "reading, 12 MB so far");
        assert_words(Phase::Reading, 10, None, "reading");
        assert_words(Phase::Reading, 0, Some(0), "reading");
        let share = |phase, done, total| share(&Progress { phase, done, total });
        assert_eq!(share(Phase::Indexing, 40, Some(100)), "40% indexed");
        assert_eq!(share(Phase::Reading, 45, Some(100)), "45% read");
        assert_eq!(share(Phase::Reading, 12_400_000, None), "12 MB read");
        assert_eq!(share(Phase::Indexing, 0, None), "indexing");
    }
}

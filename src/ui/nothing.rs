//! What the timeline says when it has no rows: why, and what to do.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::header::{counted, progress_words};
use super::theme::Look;
use crate::app::{App, View};
use crate::dataset::{Dataset, Phase};
use crate::query::Answer;

/// Draws the message into the empty pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let progress = app.progress().filter(|progress| progress.phase != Phase::Ready);
    match (app.dataset(), app.answer()) {
        (Some(_), Some(answer)) if answer.is_checking && answer.query == *app.query() => {
            no_match_yet(canvas, app, area)
        }
        (Some(dataset), Some(answer)) if !app.query().is_empty() => no_match(canvas, app, answer, dataset, area),
        _ if progress.is_some() || app.dataset().is_none() => {
            let words = app.progress().map_or_else(|| "reading".to_owned(), |progress| progress_words(&progress));
            let row = canvas.paragraph(area, 0, &format!("Still {words}."), Look::Strong);
            canvas.paragraph(area, row, "Rows appear here as they are read. q quits.", Look::Dim);
        }
        (Some(dataset), _) => no_records(canvas, app, dataset, area),
        (None, _) => {}
    }
}

fn no_records(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, area: Rect) {
    let view = app.timeline().view();
    let row = canvas.paragraph(area, 0, &format!("The data has no {}.", view.noun()), Look::Strong);
    let advice = match view {
        View::Events if dataset.article_count() > 0 => "v shows its articles.",
        _ if app.problem_count() > 0 => "p lists what was wrong with it; F5 reads it again.",
        _ => "Open another file with: oreline FILE",
    };
    canvas.paragraph(area, row, advice, Look::Dim);
}

/// Nothing is sure yet: events that have the words of a phrase are still being read.
fn no_match_yet(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let words = format!("No {} found yet.", app.timeline().view().noun());
    let row = canvas.paragraph(area, 0, &words, Look::Strong);
    canvas.paragraph(area, row, "Those with all words of the phrase are being checked.", Look::Dim);
}

/// Which part of the query to drop, with the count that each would give.
fn no_match(canvas: &mut Canvas<'_, '_>, app: &App, answer: &Answer, dataset: &Dataset, area: Rect) {
    let noun = app.timeline().view().noun();
    let mut row = canvas.paragraph(area, 0, &format!("No {noun} match."), Look::Strong);
    if answer.query != *app.query() || answer.drops.is_empty() {
        canvas.paragraph(
            area,
            row,
            &format!("{} without the query.", counted(dataset.event_count(), "events")),
            Look::Dim,
        );
        return;
    }
    row = canvas.paragraph(area, row, "Drop a part of the query (Esc drops the newest):", Look::Dim) + 1;
    let chips = answer.query.chips();
    for (part, count) in &answer.drops {
        let Some(chip) = chips.iter().find(|chip| chip.part == *part) else { continue };
        let left = [canvas.words(" without ", Look::Dim), canvas.words(chip.text.as_str(), Look::Chip)];
        canvas.row(area, row, &left, &[canvas.words(counted(*count, "events"), Look::Plain)]);
        row += 1;
    }
    if !answer.offers.is_empty() {
        row = canvas.paragraph(area, row + 1, "Did you mean:", Look::Dim);
    }
    for offer in &answer.offers {
        let why = if offer.is_layout { " (other keyboard layout)" } else { "" };
        let left = [canvas.words(format!(" {}", offer.query), Look::Chip), canvas.words(why, Look::Dim)];
        canvas.row(area, row, &left, &[canvas.words(counted(offer.count, "events"), Look::Plain)]);
        row += 1;
    }
}

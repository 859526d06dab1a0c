//! The view: the state drawn as one frame.
//!
//! It only reads. Areas come from [`crate::layout`], selection and scroll from the state; each pane has a file of its
//! own. Nothing here decides what a key does or what a query means.

mod boxes;
mod canvas;
mod detail;
mod facets;
mod header;
mod help;
mod hints;
mod histogram;
mod listed;
mod marks;
mod nothing;
mod palette;
mod people;
mod problems;
mod proposal;
mod quotes;
mod search_bar;
mod theme;
mod timeline;

use ratatui::Frame;

use crate::app::App;
use canvas::Canvas;
use theme::Theme;

/// Draws the whole screen.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let layout = app.layout();
    let mut canvas = Canvas::new(frame, Theme::new(app.settings()));
    let canvas = &mut canvas;
    header::draw(canvas, app, layout.header);
    if let Some(area) = layout.histogram {
        histogram::draw(canvas, app, &layout, area);
    }
    // From the right: in the line between two panes is the mark of the one on the left.
    if let Some(area) = layout.detail {
        detail::draw(canvas, app, area);
    }
    if let Some(area) = layout.timeline {
        timeline::draw(canvas, app, area);
    }
    if let Some(area) = layout.facet {
        facets::draw(canvas, app, &layout, area);
    }
    search_bar::draw(canvas, app, layout.query);
    // On a screen without a row for hints a message takes the place of the query.
    let says_something = app.status().is_some() || app.search().error().is_some();
    hints::draw(canvas, app, if layout.hints.is_empty() && says_something { layout.query } else { layout.hints });
    // One frame at a time stands out: what takes the keys.
    if let Some((popup, area)) = app.popup().zip(layout.popup) {
        boxes::draw(canvas, app, popup, area);
        canvas.outline(area);
    } else if let Some(area) = layout.pane(app.focus()) {
        canvas.outline(area);
    }
}

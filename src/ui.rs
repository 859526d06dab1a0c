//! The view: the state drawn as one frame.
//!
//! It only reads. Areas come from [`crate::layout`], selection and scroll from the state; each pane has a file of its
//! own. Nothing here decides what a key does or what a query means.

mod articles;
mod axis;
mod boxes;
mod canvas;
mod detail;
mod events;
mod facets;
mod header;
mod help;
mod hints;
mod histogram;
mod lines;
mod listed;
mod marks;
mod nothing;
mod palette;
mod people;
mod problems;
mod proposal;
mod quotes;
mod rows;
mod search_bar;
mod strip;
mod theme;
mod timeline;
mod who_what;

use ratatui::Frame;

use crate::app::App;
use crate::layout::is_too_small;
use canvas::Canvas;
use theme::Theme;

/// Draws the whole screen.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let layout = app.layout();
    let mut canvas = Canvas::new(frame, Theme::new(app.settings()));
    let canvas = &mut canvas;
    header::draw(canvas, app, layout.header);
    if layout.histogram.is_some() {
        histogram::draw(canvas, app, &layout);
    }
    if let Some(area) = layout.detail {
        detail::draw(canvas, app, area);
    }
    if let Some(area) = layout.timeline {
        timeline::draw(canvas, app, area);
    }
    // After the others: a drawer lies over them.
    if let Some(area) = layout.facet {
        if layout.is_drawer {
            canvas.clear(area.outer.union(layout.uprights[0]));
        }
        facets::draw(canvas, app, &layout, area);
    }
    canvas.uprights(&layout);
    search_bar::draw(canvas, app, layout.query);
    // On a screen without a row for hints a message takes the place of the query.
    let is_mute = is_too_small(app.size().width, app.size().height) && app.search().editor().is_none();
    let says_something = is_mute || app.status().is_some() || app.search().error().is_some();
    hints::draw(canvas, app, if layout.hints.is_empty() && says_something { layout.query } else { layout.hints });
    if let Some((popup, area)) = app.popup().zip(layout.popup) {
        boxes::draw(canvas, app, popup, area);
    }
}

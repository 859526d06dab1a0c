//! The view: the state drawn as one frame.
//!
//! It only reads. Areas come from [`crate::layout`], selection and scroll from the state; each pane has a file of its
//! own. Nothing here decides what a key does or what a query means.

mod articles;
mod axis;
mod below;
mod boxes;
mod canvas;
mod detail;
mod events;
mod facets;
mod header;
mod help;
mod hints;
mod histogram;
mod lanes;
mod lines;
mod listed;
mod map;
mod marks;
mod nothing;
mod pairs;
mod palette;
mod people;
mod problems;
mod proposal;
mod quotes;
mod rows;
mod search_bar;
mod strip;
mod svg;
mod theme;
mod timeline;
mod who_what;

use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

use crate::app::{App, Ground, View};
use crate::layout::{Pane, is_too_small};
use canvas::Canvas;
use theme::Theme;

/// The frame as it would be on a terminal of the state's size.
pub fn frame(app: &App) -> Buffer {
    let Size { width, height } = app.size();
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
    let Ok(_) = terminal.draw(|frame| view(app, frame));
    terminal.backend().buffer().clone()
}

/// The same as a picture (SVG).
pub fn picture(app: &App) -> String {
    let is_light = matches!(app.settings().ground, Ground::Light(_));
    let title = app.dataset().map_or("", |dataset| dataset.about().title.shown(app.lang()));
    svg::picture(&frame(app), is_light, &format!("oreline {title} {}", app.timeline().view().name(app.ui())))
}

/// Draws the whole screen.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let layout = app.layout();
    let mut canvas = Canvas::new(frame, Theme::new(app.settings()), app.ui());
    let canvas = &mut canvas;
    header::draw(canvas, app, layout.header);
    if layout.histogram.is_some() {
        histogram::draw(canvas, app, &layout);
    }
    let view = app.timeline().view();
    if let Some(area) = layout.detail {
        match view {
            View::Map if !app.is_active(Pane::Detail) => map::partners(canvas, app, area),
            view if view.is_list() => detail::draw(canvas, app, area),
            _ => below::draw(canvas, app, area),
        }
    }
    if let Some(area) = layout.timeline {
        match view {
            View::Lanes => lanes::draw(canvas, app, area),
            View::Pairs => pairs::draw(canvas, app, area),
            View::Map => map::draw(canvas, app, area),
            View::Events | View::Articles | View::Quotes | View::People => timeline::draw(canvas, app, area),
        }
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

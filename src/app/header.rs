//! The first row in words: what it says, and where the names of the views stand, so that a click finds them.
//!
//! It knows columns, not colours.

use crate::catalogue::{Noun, Ui};
use crate::dataset::{Phase, Progress};
use crate::query::Pick;
use crate::text;

use super::{App, View};
use crate::document::Glyphs;

/// What a part of the counts says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// How much there is.
    Plain,
    /// What is wrong.
    Problem,
    /// What is being done.
    Progress,
}

/// The first row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// The title of the data as far as there is room, with two blanks before it; empty without room.
    pub title: String,
    /// The views, each with its words and the column where they begin; where not all have room the one that is shown,
    /// with its number, and where that has none either, nothing.
    pub views: Vec<(View, String, u16)>,
    /// `170 events · 2 problems`, and how far a load is.
    pub counts: Vec<(String, Tone)>,
}

/// The name of the program, at the beginning of the row.
pub const NAME: &str = " oreline";

/// From this many columns on the names of the views stand further apart.
const WIDE: u16 = 100;
/// From this many columns on the title is whole before the names have air.
const WHOLE_TITLE: u16 = 120;
/// The shortest beginning of a title that says something.
const SHORTEST_TITLE: usize = 10;

impl Header {
    /// The row on a screen of `width` columns. What does not fit goes in this order: the dataset's title, the views but
    /// the one that is shown, the views.
    pub fn of(app: &App, width: u16) -> Header {
        let glyphs = Glyphs::of(app.settings().ascii);
        let ui = app.ui();
        let counts = counts(app, glyphs);
        let taken: usize = counts.iter().map(|(words, _)| text::width(words)).sum();
        let shown = app.timeline().view();
        let words = |view: View, is_wide: bool| match (view == shown, is_wide) {
            (true, _) => format!("[{}]", view.name(ui)),
            (false, true) => format!(" {} ", view.name(ui)),
            (false, false) => view.name(ui).to_owned(),
        };
        let all = |is_wide| -> Vec<(View, String)> {
            View::ALL.into_iter().map(|view| (view, words(view, is_wide))).collect()
        };
        let number = View::ALL.iter().position(|view| *view == shown).unwrap_or_default() + 1;
        let only = vec![(shown, format!("[{number} {}]", shown.name(ui)))];
        // Each with a blank before it, and one more before the first; one before the counts.
        let columns =
            |views: &[(View, String)]| views.iter().map(|(_, words)| text::width(words) + 1).sum::<usize>() + 1;
        let room = usize::from(width).saturating_sub(text::width(NAME) + taken + 1);
        let title = app.dataset().map_or("", |dataset| dataset.about().title.shown(app.lang()));
        // Air between the names goes before an end of the title, where that is enough for a title whole.
        let with_title = |views: &[(View, String)]| columns(views) + 2 + text::width(title) <= room;
        let mut all_views = all(width >= WIDE);
        if width >= WHOLE_TITLE && !with_title(&all_views) {
            let narrow = all(false);
            all_views = if with_title(&narrow) { narrow } else { all_views };
        }
        let views = [all_views, only].into_iter().find(|views| columns(views) <= room).unwrap_or_default();
        let room = room.saturating_sub(columns(&views) + 2);
        let mut header = Header { counts, ..Header::default() };
        if room >= SHORTEST_TITLE && !title.is_empty() {
            header.title = format!("  {}", text::truncate(title, room, glyphs.ellipsis));
        }
        let mut column = text::width(NAME) + text::width(&header.title) + 2;
        for (view, words) in views {
            // Below the width of the screen, a u16.
            let at = column as u16;
            column += text::width(&words) + 1;
            header.views.push((view, words, at));
        }
        header
    }

    /// The view whose name stands in a column.
    pub fn view_at(&self, column: u16) -> Option<View> {
        let stands =
            |(_, words, at): &&(View, String, u16)| column >= *at && usize::from(column - at) < text::width(words);
        self.views.iter().find(stands).map(|(view, ..)| *view)
    }
}

/// `170 events · 2 problems`, and how far a load is.
fn counts(app: &App, glyphs: &Glyphs) -> Vec<(String, Tone)> {
    let ui = app.ui();
    let mut counts = Vec::new();
    // What is listed, as soon as that is known.
    if let Some(words) = crossed(app) {
        counts.push((words, Tone::Plain));
    } else if let Some(count) = app.rows().map(|rows| rows.len()).or_else(|| total(app)) {
        let noun = app.timeline().view().rows();
        let words = |count| ui.say(&noun.count(count)).to_string();
        // As wide as with all of them: what stands on the left does not move while letters are typed.
        let columns = total(app).map_or(0, |total| text::width(&words(total)));
        counts.push((format!("{:>columns$}", words(count)), Tone::Plain));
    }
    let problems = app.problem_count();
    if problems > 0 {
        // Those inside records are found with their words.
        let is_ready = app.progress().is_some_and(|progress| progress.phase == Phase::Ready);
        let problems = Noun::Problem.count(problems);
        let words = if is_ready { ui.say(&problems).to_string() } else { ui.so_far(problems).to_string() };
        counts.push((words, Tone::Problem));
    }
    if let Some(progress) = app.progress().filter(|progress| progress.phase != Phase::Ready) {
        counts.push((progress_words(&progress, ui), Tone::Progress));
    }
    if let Some(seconds) = app.asking() {
        counts.push((ui.asking(seconds).to_string(), Tone::Progress));
    }
    let between = counts.len().saturating_sub(1);
    for (at, (words, _)) in counts.iter_mut().enumerate() {
        words.push_str(if at < between { glyphs.dot } else { " " });
    }
    counts
}

/// `75 countries`: the rows of a view that crosses them with columns, groups apart; `None` in a list, and as long as they
/// are not known.
fn crossed(app: &App) -> Option<String> {
    if app.timeline().view() == View::Pairs {
        let pairs = app.pairs();
        return pairs.is_counted().then(|| {
            let count = Noun::Pair.count(pairs.matrix().count(pairs.is_alone()));
            app.ui().say(&count).to_string()
        });
    }
    let facet = app.answer()?.facet.as_ref().filter(|facet| facet.facet == app.facet().facet())?;
    match app.timeline().view() {
        View::Lanes | View::Map => {
            let groups = facet.rows.iter().filter(|row| row.is_group && (row.count > 0 || row.state != Pick::None));
            Some(app.ui().say(&facet.facet.noun().count(facet.total - groups.count())).to_string())
        }
        View::Events | View::Articles | View::Quotes | View::People | View::Pairs => None,
    }
}

/// How many rows the view would have without a query. Quotes and people are counted with the first answer about them.
pub fn total(app: &App) -> Option<usize> {
    let dataset = app.dataset()?;
    match app.timeline().view() {
        View::Events | View::Lanes | View::Pairs | View::Map => Some(dataset.total_events()),
        View::Articles => Some(dataset.total_articles()),
        View::Quotes | View::People => app.rows().map(|rows| rows.total()),
    }
}

/// `reading 45%`, `reading, 12 MB so far`.
pub fn progress_words(progress: &Progress, ui: Ui) -> String {
    let act = match progress.phase {
        Phase::Reading => ui.reading(),
        Phase::Indexing => ui.indexing(),
        Phase::Ready => ui.ready(),
    };
    match progress.total.filter(|total| *total > 0) {
        Some(total) => ui.act_share(act, percent(progress.done, total)).to_string(),
        None if progress.done >= MEGABYTE => ui.act_megabytes(act, progress.done / MEGABYTE).to_string(),
        None => act.to_owned(),
    }
}

/// `45% read`, `40% indexed`, `12 MB read`: how much of the data a count is about.
pub fn share(progress: &Progress, ui: Ui) -> String {
    let is_reading = progress.phase == Phase::Reading;
    let megabytes = progress.done / MEGABYTE;
    match progress.total.filter(|total| *total > 0).map(|total| percent(progress.done, total)) {
        Some(percent) if is_reading => ui.share_read(percent).to_string(),
        Some(percent) => ui.share_indexed(percent).to_string(),
        None if megabytes > 0 && is_reading => ui.megabytes_read(megabytes).to_string(),
        None if megabytes > 0 => ui.megabytes_indexed(megabytes).to_string(),
        None => progress_words(progress, ui),
    }
}

const MEGABYTE: u64 = 1_000_000;

fn percent(done: u64, total: u64) -> u64 {
    // At most 100.
    (u128::from(done.min(total)) * 100 / u128::from(total)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_words(phase: Phase, done: u64, total: Option<u64>, expected: &str) {
        assert_eq!(progress_words(&Progress { phase, done, total }, Ui::ENGLISH), expected);
    }

    #[test]
    fn progress_is_a_share_where_the_whole_is_known() {
        assert_words(Phase::Reading, 45, Some(100), "reading 45%");
        assert_words(Phase::Indexing, u64::MAX, Some(u64::MAX), "indexing 100%");
        assert_words(Phase::Reading, 12_400_000, None, "reading, 12 MB so far");
        assert_words(Phase::Reading, 10, None, "reading");
        assert_words(Phase::Reading, 0, Some(0), "reading");
        let share = |phase, done, total| share(&Progress { phase, done, total }, Ui::ENGLISH);
        assert_eq!(share(Phase::Indexing, 40, Some(100)), "40% indexed");
        assert_eq!(share(Phase::Reading, 45, Some(100)), "45% read");
        assert_eq!(share(Phase::Reading, 12_400_000, None), "12 MB read");
        assert_eq!(share(Phase::Indexing, 0, None), "indexing");
    }
}

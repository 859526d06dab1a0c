//! When the people of the list took part: a strip for each row in sight and a few around, and where in a row it stands.
//!
//! Strips are counted by a job, because somebody may have taken part in very many events. Those of an earlier query stay
//! until the new ones are there, so that the rows do not flicker while letters are typed. How a strip looks is not known
//! here.

use std::collections::HashMap;
use std::sync::Arc;

use crate::dataset::PersonId;
use crate::layout::{Layout, Pane, bar_width};
use crate::model::Day;
use crate::query::{Answer, Bucket, Histogram, Scale, Strips, Zoom};

use super::App;
use super::message::{Effect, Effects, Job, Ticket};
use super::views::View;

/// Columns of the mark of the cursor, and of the countries with a blank before them.
const MARK: u16 = 1;
const CODES: u16 = 4;
/// Columns that a name has at least, and at most.
const NAME: (u16, u16) = (16, 28);
/// Columns of the last date, and of the gap before it and before the strip.
const LAST: u16 = 8;
const GAP: u16 = 2;
/// The least columns of a strip that says something.
const LEAST: u16 = 16;

/// The columns of a row of people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PeopleColumns {
    /// Of the name.
    pub name: u16,
    /// Of the number of events; where it fills them, nothing stands behind the code before it.
    pub events: u16,
    /// The first column of the strip on the screen.
    pub strip: u16,
    /// How many columns it is counted for.
    pub counted: u16,
    /// How many of them are drawn.
    pub drawn: u16,
    /// Whether the last date stands behind it.
    pub has_last: bool,
}

impl PeopleColumns {
    /// The columns where time goes from one day to another and the largest number has so many digits; `None` where there is
    /// no room for a strip.
    fn of(layout: &Layout, time: Option<(Day, Day)>, zoom: Option<Zoom>, digits: u16) -> Option<PeopleColumns> {
        let text = layout.timeline?.inner;
        let events = digits.max(3);
        let fixed = MARK + CODES + events;
        // Under the bars, where those begin far enough to the right.
        let before = layout.bars.x.saturating_sub(text.x);
        let bars = layout.bars.width;
        if before > fixed + NAME.0 && layout.bars.right() <= text.right() {
            let count = Scale::new(time, usize::from(bars), zoom).len();
            let drawn = (count as u16).saturating_mul(bar_width(count, bars)).min(bars);
            let name = before - fixed - 1;
            let columns = PeopleColumns { name, events, strip: layout.bars.x, counted: bars, drawn, has_last: false };
            return (count > 0).then_some(columns);
        }
        let fixed = fixed + GAP + GAP + LAST;
        // The mark of what is shown of the list stands right behind the text.
        let width = text.width.saturating_sub(1);
        let most = width.checked_sub(fixed + NAME.0).filter(|most| *most >= LEAST)?;
        // No more than the columns.
        let drawn = Scale::new(time, usize::from(most), zoom).len() as u16;
        let name = (width - fixed - drawn.min(most)).min(NAME.1);
        let strip = text.x + MARK + name + CODES + events + GAP;
        (drawn > 0).then_some(PeopleColumns { name, events, strip, counted: most, drawn, has_last: true })
    }
}

/// What the strips were counted for.
#[derive(Clone)]
struct Counted {
    answer: Arc<Answer>,
    columns: u16,
    zoom: Option<Zoom>,
}

impl Counted {
    fn is_for(&self, answer: &Arc<Answer>, columns: u16, zoom: Option<Zoom>) -> bool {
        Arc::ptr_eq(&self.answer, answer) && self.columns == columns && self.zoom == zoom
    }
}

/// The strips of the list.
#[derive(Clone, Default)]
pub struct PeopleStrips {
    counted: Option<Counted>,
    time: Histogram,
    most: u32,
    of: HashMap<PersonId, Vec<Bucket>>,
    /// What was asked for last and is not there yet.
    asked: Option<(Ticket, Counted, Vec<u32>)>,
}

impl PeopleStrips {
    /// The time that they are over: buckets without counts.
    pub fn time(&self) -> &Histogram {
        &self.time
    }

    /// The highest bucket of all.
    pub fn most(&self) -> u32 {
        self.most
    }

    /// That of somebody; `None` until it is counted.
    pub fn of(&self, person: PersonId) -> Option<&[Bucket]> {
        self.of.get(&person).map(Vec::as_slice)
    }

    /// Takes what was counted, when it is the answer to the newest request.
    pub(super) fn take(&mut self, ticket: Ticket, strips: Strips) {
        let Some((_, counted, _)) = self.asked.take_if(|(asked, ..)| *asked == ticket) else { return };
        let is_more =
            self.counted.as_ref().is_some_and(|had| had.is_for(&counted.answer, counted.columns, counted.zoom));
        if !is_more {
            self.of.clear();
        }
        self.counted = Some(counted);
        self.time = strips.time;
        self.most = strips.most;
        self.of.extend(strips.of);
    }
}

/// State: `data`, `timeline`, `histogram`, `strips`.
impl App {
    /// When the people of the list took part.
    pub fn strips(&self) -> &PeopleStrips {
        &self.strips
    }

    /// The columns of a row of people; `None` without room for a strip.
    pub fn people_columns(&self) -> Option<PeopleColumns> {
        let dataset = self.dataset()?;
        // A few: nobody took part in more events than there are.
        let digits = dataset.total_events().to_string().len() as u16;
        PeopleColumns::of(&self.layout(), dataset.whole_time(), self.histogram.zoom(), digits)
    }

    /// Asks for the strips of the rows in sight, and of as many around.
    pub(super) fn count_strips(&mut self, fx: &mut Effects) {
        if self.timeline.view() != View::People {
            return;
        }
        let Some(columns) = self.people_columns() else { return };
        let (Some(data), Some(answer)) = (self.data.asked(), self.data.shared_answer()) else { return };
        let dataset = data.here();
        let (zoom, columns) = (self.histogram.zoom(), columns.counted);
        let height = usize::from(self.layout().inside(Pane::Timeline).1);
        let top = self.timeline.cursor().top();
        let people = dataset.people();
        let rows = answer.rows.people();
        let is_counted = self.strips.counted.as_ref().is_some_and(|had| had.is_for(&answer, columns, zoom));
        let is_there = |number: u32| is_counted && self.strips.of.contains_key(&people.id(number));
        let asked = self.strips.asked.as_ref().filter(|(_, asked, _)| asked.is_for(&answer, columns, zoom));
        let is_coming = |number: u32| asked.is_some_and(|(.., numbers)| numbers.contains(&number));
        let numbers = |from: usize, to: usize| rows.iter().take(to).skip(from).map(|row| row.number);
        if numbers(top, top + height).all(|number| is_there(number) || is_coming(number)) {
            return;
        }
        let around = numbers(top.saturating_sub(height), top + 2 * height).filter(|number| !is_there(*number));
        let numbers: Vec<u32> = around.collect();
        let most = is_counted.then_some(self.strips.most);
        let ticket = self.data.ticket();
        let wanted = Counted { answer: Arc::clone(&answer), columns, zoom };
        self.strips.asked = Some((ticket, wanted, numbers.clone()));
        let columns = usize::from(columns);
        fx.push(Effect::Job(Job::CountStrips { ticket, data, answer, people: numbers, columns, zoom, most }));
    }
}

//! What is shown of the events that a query selects: lists of the events, their articles, their quotes, or who took part, and
//! the rows of each; or all of them at once, over time, in pairs, on a map. In which order rows are shown, and how one
//! looks, is not known here.

use super::article_rows::ArticleRows;
use super::lanes::Lanes;
use super::people::PersonRow;
use super::quotes::QuoteRows;
use crate::catalogue::{Fixed, Noun, Ui};

/// What is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum View {
    /// Events by their own date.
    #[default]
    Events,
    /// The articles that report them, by date of publication.
    Articles,
    /// Their quotes, by the date of their event.
    Quotes,
    /// The persons who took part, by the number of their events or by name.
    People,
    /// The values of a facet over time.
    Lanes,
    /// Who took part together, each with each.
    Pairs,
    /// Where.
    Map,
}

impl View {
    /// Every view, in the order of their numbers.
    pub const ALL: [View; 7] =
        [View::Events, View::Articles, View::Quotes, View::People, View::Lanes, View::Pairs, View::Map];

    /// Those that list something, one row each; the others show all of it at once.
    pub const LISTS: [View; 4] = [View::Events, View::Articles, View::Quotes, View::People];

    /// Whether it lists something.
    pub fn is_list(self) -> bool {
        View::LISTS.contains(&self)
    }

    /// The list of what the view is made of: itself, or the events.
    #[must_use]
    pub fn listed(self) -> View {
        if self.is_list() { self } else { View::Events }
    }

    /// The name on the screen.
    pub fn name(self, ui: Ui) -> &'static str {
        (self.title().0)(ui)
    }

    /// The same as a value of a sentence.
    pub fn title(self) -> Fixed {
        Fixed(match self {
            View::Events => Ui::view_events,
            View::Articles => Ui::view_articles,
            View::Quotes => Ui::view_quotes,
            View::People => Ui::view_people,
            View::Lanes => Ui::view_lanes,
            View::Pairs => Ui::view_pairs,
            View::Map => Ui::view_map,
        })
    }

    /// What its rows are in a count, "12 of 170 events"; where it has none, events.
    pub fn rows(self) -> Noun {
        match self {
            View::Articles => Noun::Article,
            View::Quotes => Noun::Quote,
            View::People => Noun::Person,
            View::Events | View::Lanes | View::Pairs | View::Map => Noun::Event,
        }
    }

    /// Its word on a command line and in the user's state.
    pub fn noun(self) -> &'static str {
        match self {
            View::Events => "events",
            View::Articles => "articles",
            View::Quotes => "quotes",
            View::People => "people",
            View::Lanes => "lanes",
            View::Pairs => "pairs",
            View::Map => "map",
        }
    }

    /// The next view, round at the end.
    #[must_use]
    pub fn next(self) -> View {
        View::ALL[(self as usize + 1) % View::ALL.len()]
    }

    /// The view before, round at the beginning.
    #[must_use]
    pub fn previous(self) -> View {
        View::ALL[(self as usize + View::ALL.len() - 1) % View::ALL.len()]
    }
}

/// The rows of a view beside the selected events, in ascending order of date, undated ones last.
#[derive(Clone, Debug, Default)]
pub enum Rows {
    /// The events themselves.
    #[default]
    Events,
    /// The articles that report one of them, and those without events that match by themselves.
    Articles(ArticleRows),
    /// The quotes that satisfy the query by themselves.
    Quotes(QuoteRows),
    /// Those who took part, in the order that was asked for.
    People(Vec<PersonRow>),
    /// The values of the facet over time.
    Lanes(Lanes),
    /// None: who took part together is counted by itself.
    Pairs,
    /// None: the countries of the facet, and their pairs.
    Map,
}

impl Rows {
    /// No rows yet.
    pub(crate) fn none(view: View) -> Rows {
        match view {
            View::Events => Rows::Events,
            View::Articles => Rows::Articles(ArticleRows::default()),
            View::Quotes => Rows::Quotes(QuoteRows::default()),
            View::People => Rows::People(Vec::new()),
            View::Lanes => Rows::Lanes(Lanes::default()),
            View::Pairs => Rows::Pairs,
            View::Map => Rows::Map,
        }
    }

    /// The view that lists them.
    pub fn view(&self) -> View {
        match self {
            Rows::Events => View::Events,
            Rows::Articles(..) => View::Articles,
            Rows::Quotes(_) => View::Quotes,
            Rows::People(_) => View::People,
            Rows::Lanes(_) => View::Lanes,
            Rows::Pairs => View::Pairs,
            Rows::Map => View::Map,
        }
    }

    /// The articles; none unless they are the rows.
    pub fn articles(&self) -> &ArticleRows {
        static NONE: ArticleRows = ArticleRows::NONE;
        if let Rows::Articles(articles) = self { articles } else { &NONE }
    }

    /// The quotes; none unless they are the rows.
    pub fn quotes(&self) -> &QuoteRows {
        static NONE: QuoteRows = QuoteRows::NONE;
        if let Rows::Quotes(quotes) = self { quotes } else { &NONE }
    }

    /// The values of the facet over time; `None` unless they are the rows.
    pub fn lanes(&self) -> Option<&Lanes> {
        if let Rows::Lanes(lanes) = self { Some(lanes) } else { None }
    }

    /// Gives those who took part other numbers; who has none any more is no row.
    pub(crate) fn renumber_people(&mut self, number: &dyn Fn(u32) -> Option<u32>) {
        if let Rows::People(people) = self {
            let renumbered = people.iter().filter_map(|row| Some(PersonRow { number: number(row.number)?, ..*row }));
            *people = renumbered.collect();
        }
    }

    /// Who took part; nobody unless they are the rows.
    pub fn people(&self) -> &[PersonRow] {
        if let Rows::People(people) = self { people } else { &[] }
    }
}

//! What a facet is asked and what it answers: its rows, each a value with a count. How they are counted is in `facets`.
//!
//! How a row looks is not known here.

use crate::catalogue::{Noun, Ui};
use crate::model::Lang;
use crate::query::ast::Field;

/// A field of events by whose values they can be picked from a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Facet {
    /// Countries and groups of them.
    #[default]
    Countries,
    /// Persons that an event names.
    People,
    /// Bodies that an event names.
    Organisations,
    /// What it was about.
    Topics,
    /// The kind of event.
    Kinds,
    /// Who published its articles.
    Publishers,
    /// The languages of its articles and quotes.
    Languages,
}

impl Facet {
    /// Every facet, in their order.
    pub const ALL: [Facet; 7] = [
        Facet::Countries,
        Facet::People,
        Facet::Organisations,
        Facet::Topics,
        Facet::Kinds,
        Facet::Publishers,
        Facet::Languages,
    ];

    /// Its title.
    pub fn name(self, ui: Ui) -> &'static str {
        match self {
            Facet::Countries => ui.facet_countries(),
            Facet::People => ui.facet_people(),
            Facet::Organisations => ui.facet_organisations(),
            Facet::Topics => ui.facet_topics(),
            Facet::Kinds => ui.facet_kinds(),
            Facet::Publishers => ui.facet_publishers(),
            Facet::Languages => ui.facet_languages(),
        }
    }

    /// Its word in the user's state.
    pub fn word(self) -> &'static str {
        match self {
            Facet::Countries => "countries",
            Facet::People => "people",
            Facet::Organisations => "organisations",
            Facet::Topics => "topics",
            Facet::Kinds => "kinds",
            Facet::Publishers => "publishers",
            Facet::Languages => "languages",
        }
    }

    /// What one value is.
    pub fn noun(self) -> Noun {
        match self {
            Facet::Countries => Noun::Country,
            Facet::People => Noun::Person,
            Facet::Organisations => Noun::Organisation,
            Facet::Topics => Noun::Topic,
            Facet::Kinds => Noun::Kind,
            Facet::Publishers => Noun::Publisher,
            Facet::Languages => Noun::Language,
        }
    }

    /// The field whose parts of the query are its ticks.
    pub fn field(self) -> Field {
        match self {
            Facet::Countries => Field::Country,
            Facet::People => Field::Person,
            Facet::Organisations => Field::Org,
            Facet::Topics => Field::Topic,
            Facet::Kinds => Field::Kind,
            Facet::Publishers => Field::Publisher,
            Facet::Languages => Field::Lang,
        }
    }

    /// Whether its values are codes that stand beside names.
    pub fn has_codes(self) -> bool {
        matches!(self, Facet::Countries | Facet::Languages)
    }

    /// The facet after it, round at the end.
    #[must_use]
    pub fn next(self) -> Facet {
        Facet::ALL[(self as usize + 1) % Facet::ALL.len()]
    }

    /// The facet before it, round at the beginning.
    #[must_use]
    pub fn previous(self) -> Facet {
        Facet::ALL[(self as usize + Facet::ALL.len() - 1) % Facet::ALL.len()]
    }
}

/// How rows are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FacetOrder {
    /// Most events first, then by name.
    #[default]
    Count,
    /// By name.
    Name,
}

/// What the query says of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Pick {
    /// Nothing.
    #[default]
    None,
    /// It is included.
    Included,
    /// It is excluded.
    Excluded,
}

/// One row of a facet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacetRow {
    /// What a part of the query says to mean it: the code of a country or group, a name, an id.
    pub value: String,
    /// English name; the value itself when it has none.
    pub name_en: String,
    /// Russian name; the value itself when it has none.
    pub name_ru: String,
    /// Its other names, by which it is found and not shown.
    pub aliases: Vec<String>,
    /// See the module's description.
    pub count: usize,
    /// What the query says of it.
    pub state: Pick,
    /// Whether it is a group of countries.
    pub is_group: bool,
    /// Whether it is listed even with no events to show: its lane has some outside of the range of dates.
    pub has_lane: bool,
}

impl FacetRow {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.name_en,
            Lang::Ru => &self.name_ru,
        }
    }
}

/// What is asked of a facet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FacetRequest {
    /// Which one.
    pub facet: Facet,
    /// How its rows are ordered.
    pub order: FacetOrder,
    /// Whether included values are joined by *and* even while there is only one.
    pub all_of: bool,
    /// The language by whose names they are ordered and narrowed.
    pub lang: Lang,
    /// What was typed to narrow them; it is looked for among the values that are no rows.
    pub typed: String,
    /// Values that must be among the rows.
    pub keep: Vec<String>,
}

/// A facet under a query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FacetAnswer {
    /// Which one.
    pub facet: Facet,
    /// Its rows, in the order that was asked for; groups of countries first. Some may have no event to show.
    pub rows: Vec<FacetRow>,
    /// How many values have events to show or are ticked.
    pub total: usize,
    /// Whether values with events to show are missing in the rows.
    pub is_cut: bool,
    /// Whether there are more than `total`: of very many a store counts those with most events.
    pub at_least: bool,
    /// Whether the name of a value, in the rows or not, goes on with a blank after what was typed.
    pub goes_on: bool,
}

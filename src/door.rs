//! The door through which the tests of the whole program and the benches reach in: what they may name, and nothing else.
//!
//! The program is the binary, which needs [`crate::run`] alone. All other modules are of the crate: what is neither used in it
//! nor named here is dead, and the compiler says so. Nothing is made here, and nothing in the crate uses it. A test that wants
//! more adds a name, and the reader of the change sees that the door grows.
#![allow(missing_docs, reason = "each module here is the one of the same name")]

pub mod app {
    pub use crate::app::{App, Command, Content, Ground, Message, Mode, Order, RecordId, Settings, Spot, View};
    pub mod hint_row {
        pub use crate::app::hint_row::HintRow;
    }
    pub mod keymap {
        pub use crate::app::keymap::{
            HelpLine, Key, KeyCode, Mode, TABLE, help, hints, keys_page, parse_keys, resolve,
        };
    }
    pub mod pointer {
        pub use crate::app::pointer::Act;
    }
    pub mod popup {
        pub use crate::app::popup::FILE_FORMATS;
    }
}
#[cfg(feature = "store")]
pub mod commands {
    pub mod push {
        pub use crate::commands::push::{Push, run};
    }
}
pub mod catalogue {
    pub use crate::catalogue::{Tongue, Ui};
}
pub mod dataset {
    pub use crate::dataset::{
        As, ColumnOf, Dataset, EventId, EventRecord, ListedWord, Phase, SelectedEvents, load, load_with_cache,
    };
}
pub mod error {
    pub use crate::error::Error;
}
#[cfg(feature = "store")]
pub mod export {
    pub use crate::export::{Format, RecordFormat, RowFormat, Terminal};
    pub mod listing {
        pub use crate::export::listing::{answer, write, write_portions};
    }
}
pub mod headless {
    pub use crate::headless::{Headless, text_of};
}
pub mod language {
    pub use crate::language::{find, fold, fold_into, for_each_word, name_key, silent_stops, words};
    pub mod inflect {
        pub use crate::language::inflect::{has_same_stem, same_word, stem_prefix};
    }
    pub mod romanise {
        pub use crate::language::romanise::{beginnings, name_key, other_layout, same_abbreviation, same_name};
    }
}
pub mod layout {
    pub use crate::layout::{MapArea, Pane, Square, bucket_at};
}
pub mod load {
    pub use crate::load::{Cache, Input};
    #[cfg(feature = "store")]
    pub use crate::load::{Stream, Wanted};
    pub mod import {
        pub use crate::load::import::Map;
    }
    pub mod schema {
        pub use crate::load::schema::schema;
    }
}
pub mod model {
    pub use crate::model::{
        Article, ArticleLink, Country, Day, Entity, Event, Group, Lang, Participant, Quote, QuoteType, Schema,
    };
    pub mod country {
        pub use crate::model::country::{Country, Group, short_names};
    }
    pub mod date {
        #[cfg(feature = "store")]
        pub use crate::model::date::Range;
        pub use crate::model::date::{Date, DateError, Day, Precision, parse_range};
    }
}
pub mod problem {
    pub use crate::problem::Level;
}
pub mod query {
    pub use crate::query::{
        Answer, AnyOrAll, Control, Detail, Facet, FacetAnswer, FacetOrder, FacetRequest, FacetRow, Field, Histogram,
        Matrix, MatrixRequest, Member, Members, Offer, Page, PageQuote, Part, PeopleOrder, Pick, Query, QueryError,
        QuoteRows, Reason, Request, Spellings, Target, Unit, View, Why, Zoom, answer, answer_in_steps, complete,
        detail, histogram, named,
    };
    #[cfg(feature = "store")]
    pub use crate::query::{Cell, LaneOrder, Portions, TakeArticles, TakeEvents, cell_events, detail_within, wanted};
    pub mod ast {
        pub use crate::query::ast::{DateSpan, Values};
    }
    pub mod forms {
        pub use crate::query::forms::{FORMS, markdown_table};
    }
    pub mod matches {
        pub use crate::query::matches::{EventText, Marks, event_matches};
    }
    pub mod pairs {
        pub use crate::query::pairs::{Pairs, Who, pairs};
    }
    pub mod people {
        pub use crate::query::people::people;
        #[cfg(feature = "store")]
        pub use crate::query::people::strips;
    }
    pub mod stats {
        pub use crate::query::stats::stats;
    }
    pub mod target {
        pub use crate::query::target::target_of_person;
    }
}
pub mod state {
    pub use crate::state::{Change, Kept, Mark, RecordKey, RecordKind, SavedView, StateFile, marked};
}
#[cfg(feature = "store")]
pub mod store {
    pub use crate::store::{Access, Address, Around, Browsed, Remote, Store, Told, VERSION, Wait, language};
}
pub mod text {
    pub use crate::text::{escape_json, fit, is_clean, is_plain, pad, sanitise, sanitise_line, truncate, width, wrap};
}
pub mod ui {
    pub use crate::ui::view;
}
pub mod worker {
    pub use crate::worker::Resources;
}

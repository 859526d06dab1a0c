//! What a query selects of data that are read some at a time: who gives it, and who takes it.
//!
//! Where the data are, and what is written of them, is not known here.

use super::Answer;
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::error::Result;
use roaring::RoaringBitmap;
use std::sync::Arc;

/// What is written of a portion.
#[derive(Default)]
pub struct Behind {
    /// Events.
    pub events: Vec<EventId>,
    /// The articles that they name, which are written once for all portions.
    pub articles: RoaringBitmap,
}

/// Takes events, with all that belongs to them and the answer of which they are a portion; says what of it is written.
pub type TakeEvents<'a> = dyn FnMut(&Dataset, &Answer) -> Result<Behind> + 'a;

/// Takes articles, with the events in which some of them stand; those of these that are written come besides.
pub type TakeArticles<'a> = dyn FnMut(&Dataset, &[ArticleId], &[EventId]) -> Result<()> + 'a;

/// The events that a query selects, in the order of an output.
pub trait Portions {
    /// What the data say of themselves, and their entities.
    fn frame(&self) -> Arc<Dataset>;

    /// Gives the events, a portion after the other.
    fn each_of_events(&mut self, take: &mut TakeEvents<'_>) -> Result<()>;

    /// Gives the articles that those named which were given.
    fn each_of_articles(&mut self, take: &mut TakeArticles<'_>) -> Result<()>;
}

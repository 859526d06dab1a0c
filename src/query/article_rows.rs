//! Articles as rows: by date of publication and id, undated ones last.
//!
//! Of a list in memory every article is a row that is here. Where the articles lie elsewhere some of them are here, and of the
//! others only the places are known. Which articles are listed is not known here.

use crate::dataset::ArticleId;
#[cfg(feature = "store")]
use crate::dataset::Window;

/// Listed articles.
#[derive(Clone, Debug)]
pub enum ArticleRows {
    /// All of them, with how many, at the end, have no date.
    Here(Vec<ArticleId>, usize),
    /// Some of them.
    #[cfg(feature = "store")]
    Elsewhere(Window<ArticleId>),
}

impl Default for ArticleRows {
    fn default() -> ArticleRows {
        ArticleRows::NONE
    }
}

impl ArticleRows {
    /// No rows.
    pub(super) const NONE: ArticleRows = ArticleRows::Here(Vec::new(), 0);

    /// The list, for what counts, marks or writes all of it; none of it where not all of it is here.
    pub fn whole(&self) -> &[ArticleId] {
        match self {
            ArticleRows::Here(articles, _) => articles,
            #[cfg(feature = "store")]
            ArticleRows::Elsewhere(_) => &[],
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            ArticleRows::Here(articles, _) => articles.len(),
            #[cfg(feature = "store")]
            ArticleRows::Elsewhere(window) => window.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them have a date; they come first.
    pub fn dated(&self) -> usize {
        match self {
            ArticleRows::Here(articles, undated) => articles.len() - undated,
            #[cfg(feature = "store")]
            ArticleRows::Elsewhere(window) => window.dated(),
        }
    }

    /// Whether some of them may not have come.
    pub fn is_elsewhere(&self) -> bool {
        !matches!(self, ArticleRows::Here(..))
    }

    /// The article at a place; `None` beyond the end, and where it has not come.
    pub fn get(&self, place: usize) -> Option<ArticleId> {
        match self {
            ArticleRows::Here(articles, _) => articles.get(place).copied(),
            #[cfg(feature = "store")]
            ArticleRows::Elsewhere(window) => window.get(place),
        }
    }

    /// The place of an article; `None` where it is not listed, or has not come. Costs a pass over a list in memory.
    pub fn position(&self, article: ArticleId) -> Option<usize> {
        match self {
            ArticleRows::Here(articles, _) => articles.iter().position(|listed| *listed == article),
            #[cfg(feature = "store")]
            ArticleRows::Elsewhere(window) => window.position(article),
        }
    }

    /// How many of the first articles satisfy `is`; none does that comes after one that does not.
    pub fn partition_point(&self, is: impl Fn(ArticleId) -> bool) -> usize {
        match self {
            ArticleRows::Here(articles, _) => articles.partition_point(|article| is(*article)),
            #[cfg(feature = "store")]
            ArticleRows::Elsewhere(window) => window.partition_point(is),
        }
    }
}

//! An article as one text that sorts as articles are listed: by its days and its id, undated ones last. Behind them stands by
//! what a list of articles is filtered: its language and who published it.
//!
//! It is kept of the events that report it, where many events lie elsewhere. How keys are asked for is not known here.

use crate::index::articles::ArticleHead;
use crate::model::Day;
use std::borrow::Cow;

/// What stands between id, language and publisher: a sign that comes before all letters.
const BETWEEN: char = '\u{1f}';
/// Digits of the two days.
const DAYS: usize = 16;

/// An article in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleKey<'a> {
    /// Its first and its last day; `None` of one without a date.
    pub days: Option<(Day, Day)>,
    /// Its id; of one with several records that of the first.
    pub id: Cow<'a, str>,
    /// BCP 47 tag of its language; empty when not said.
    pub language: &'a str,
    /// Who published it; empty when not said.
    pub publisher: &'a str,
}

impl<'a> ArticleKey<'a> {
    /// What stands before all articles without a date and behind all others.
    pub const UNDATED: &'static str = "u";

    /// The key of an article.
    pub fn of(head: &ArticleHead<'a>) -> ArticleKey<'a> {
        let days = (!head.date.is_undated()).then_some((head.date.first, head.date.last));
        ArticleKey { days, id: head.id(), language: head.language, publisher: head.publisher }
    }

    /// The key as it is kept.
    pub fn written(&self) -> String {
        let days =
            self.days.map_or_else(|| ArticleKey::UNDATED.to_owned(), |(first, last)| digits(first) + &digits(last));
        format!("{days}{}{BETWEEN}{}{BETWEEN}{}", self.id, self.language, self.publisher)
    }

    /// A kept key; `None` where a text is none.
    pub fn read(text: &'a str) -> Option<ArticleKey<'a>> {
        let (days, rest) = match text.strip_prefix(ArticleKey::UNDATED) {
            Some(rest) => (None, rest),
            None => (Some((day(text.get(..DAYS / 2)?)?, day(text.get(DAYS / 2..DAYS)?)?)), text.get(DAYS..)?),
        };
        // Of one that was too long to be kept whole the end is missing.
        let mut parts = rest.split(BETWEEN);
        let mut part = || parts.next().unwrap_or_default();
        Some(ArticleKey { days, id: part().into(), language: part(), publisher: part() })
    }

    /// What stands before all articles of a day and of later ones, and behind those of earlier ones.
    pub fn before(day: Day) -> String {
        digits(day)
    }
}

/// A day as digits that sort as days do.
fn digits(day: Day) -> String {
    format!("{:08x}", (day.0 as u32) ^ (1 << 31))
}

fn day(digits: &str) -> Option<Day> {
    u32::from_str_radix(digits, 16).ok().map(|number| Day((number ^ (1 << 31)) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_articles_are_listed_and_are_read_again() {
        let days = [Day::MIN, Day(-1), Day(0), Day(20_000), Day::MAX];
        let dated =
            days.iter().flat_map(|first| days.iter().filter(move |last| *first <= **last).map(|last| (*first, *last)));
        let ids = ["", "a", "aé", "b", "статья"];
        let all: Vec<ArticleKey<'_>> = dated
            .map(Some)
            .chain([None])
            .flat_map(|days| {
                ids.map(|id| ArticleKey { days, id: id.into(), language: "ru", publisher: "Орда | kz" })
            })
            .collect();
        let written: Vec<String> = all.iter().map(ArticleKey::written).collect();
        assert!(written.is_sorted());
        for (key, text) in all.iter().zip(&written) {
            assert_eq!(ArticleKey::read(text).as_ref(), Some(key));
            let Some((first, _)) = key.days else {
                assert!(**text > *ArticleKey::UNDATED);
                continue;
            };
            assert!(**text < *ArticleKey::UNDATED && *text > ArticleKey::before(first));
            assert!(first == Day::MIN || *text > ArticleKey::before(Day(first.0 - 1)));
        }
        assert!(*written[4] < *ArticleKey::before(Day(-1)), "all of an earlier day");
        let cut = &written[0][..DAYS];
        assert_eq!(ArticleKey::read(cut).map(|key| key.id.into_owned()), Some(String::new()));
        assert_eq!(ArticleKey::read("0000"), None);
    }
}

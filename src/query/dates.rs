//! Years, months and days as people write them, in English and Russian: among the words of a search (`in February 2024`,
//! `с 2023`), and where a date is asked for (`feb 2024`, `12.03.2024`).
//!
//! A month without a year is no date: it is in every year. What is done with a date is not known here.

pub(super) mod counted;

use super::ast::DateSpan;
use crate::catalogue::DateWanted;
use crate::language::{self, MONTHS, inflect};
use crate::model::Day;
use crate::model::date::{DateError, END_NOT_BEFORE, Range, parse_range};

/// Years that are dates and no other numbers.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2999;

/// What a word before a date says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Within,
    From,
    Until,
    Earlier,
    Later,
    Between,
}

impl Before {
    fn of(word: &str) -> Option<Before> {
        Some(match word {
            "in" | "on" | "during" | "в" | "во" | "за" | "на" => Before::Within,
            "since" | "from" | "с" | "со" => Before::From,
            "until" | "till" | "до" | "по" => Before::Until,
            "before" | "раньше" => Before::Earlier,
            "after" | "после" | "позже" => Before::Later,
            "between" | "между" => Before::Between,
            _ => return None,
        })
    }
}

/// The longest date that words begin with, and how many they are.
pub(super) fn longest(words: &[&str]) -> Option<(usize, DateSpan)> {
    let before = Before::of(&language::fold(words.first()?));
    let at = usize::from(before.is_some());
    let rest = words.get(at..)?;
    let Some((mut length, span)) = core(rest) else {
        let (length, span) = counted::longest(rest)?;
        return Some((at + length, counted_from(before, span)));
    };
    length += at;
    length += usize::from(words.get(length).is_some_and(is_year_word));
    let DateSpan::Within { range, .. } = &span else { return Some((length, span)) };
    if let Some(before) = before
        && let Some((more, end)) = end(before, &words[length..])
        && let Some(both) = DateSpan::between(range.first, end).filter(|_| end >= range.last)
    {
        return Some((length + more, both));
    }
    let span = match before {
        None | Some(Before::Within | Before::Between) => span,
        Some(Before::From) => DateSpan::between(range.first, Day::MAX)?,
        Some(Before::Until) => DateSpan::between(Day::MIN, range.last)?,
        Some(Before::Earlier) => DateSpan::between(Day::MIN, Day(range.first.0.checked_sub(1)?))?,
        Some(Before::Later) => DateSpan::between(Day(range.last.0.checked_add(1)?), Day::MAX)?,
    };
    // `between 2023` is no stretch of time.
    (before != Some(Before::Between)).then_some((length, span))
}

/// The end of a stretch that a word before its beginning announces, and how many words say so: `from 2023 to 2024`,
/// `с 2023 по 2024`, `between 2023 and 2024`.
fn end(before: Before, words: &[&str]) -> Option<(usize, Day)> {
    let joint = language::fold(words.first()?);
    let is_end = match before {
        Before::From => matches!(&*joint, "to" | "until" | "till" | "до" | "по"),
        Before::Between => matches!(&*joint, "and" | "и"),
        _ => false,
    };
    let (length, span) = core(&words[1..]).filter(|_| is_end)?;
    let length = length + 1;
    let DateSpan::Within { range, .. } = span else { return None };
    Some((length + usize::from(words.get(length).is_some_and(is_year_word)), range.last))
}

/// Days that are counted, with what a word before them says, the days themselves among them: which these are is not known
/// yet, so that no day before or after can be named. Whatever is open already stays so.
fn counted_from(before: Option<Before>, span: DateSpan) -> DateSpan {
    match (before, span) {
        (Some(Before::From | Before::Later), DateSpan::Within { text, range }) if !text.contains("..") => {
            DateSpan::Within { text: format!("{text}.."), range }
        }
        (Some(Before::Until | Before::Earlier), DateSpan::Within { text, range }) if !text.contains("..") => {
            DateSpan::Within { text: format!("..{text}"), range }
        }
        (_, span) => span,
    }
}

/// Words of the longest date that has months in words: `8 feb 2024..9 mar 2025`.
const MOST_WORDS: usize = 5;

/// The days that somebody means who is asked for a date: all that [`parse_range`] reads, and on either side of `..` a
/// month in words or a day written first, as in `feb 2024`, `8 февраля 2024`, `12.03.2024`.
pub fn typed_range(text: &str) -> Result<Range, DateError> {
    let plain = parse_range(text);
    let Err(error) = plain else { return plain };
    if error.expected == END_NOT_BEFORE {
        return Err(error);
    }
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let side = |side: &str| {
        // March 12, 2024.
        let words: Vec<&str> = side.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
        let (length, span) = core(&words)?;
        let length = length + usize::from(words.get(length).is_some_and(is_year_word));
        match span {
            DateSpan::Within { range, .. } if length == words.len() => Some(range),
            _ => None,
        }
    };
    let from = if from.trim().is_empty() { Some(Day::MIN) } else { side(from).map(|range| range.first) };
    let to = if to.trim().is_empty() { Some(Day::MAX) } else { side(to).map(|range| range.last) };
    // `31.02.2024`: of its form nothing is wrong.
    let is_dotted = |side: &str| side.split('.').count() == 3 && side.bytes().all(|c| c == b'.' || c.is_ascii_digit());
    if [from, to].iter().any(Option::is_none) && text.split("..").any(is_dotted) {
        return Err(DateError { at: 0, expected: DateWanted::DayOfCalendar });
    }
    match (from, to) {
        (Some(Day::MIN), Some(Day::MAX)) | (None, _) | (_, None) => Err(error),
        (Some(first), Some(last)) if last < first => Err(DateError { at: text.len(), expected: END_NOT_BEFORE }),
        (Some(first), Some(last)) => Ok(Range { first, last }),
    }
}

/// The days that somebody means on a day who is asked for a date: those of [`typed_range`], and what is counted from
/// that day, as in `today`, `last month`, `-30d..`.
pub fn typed_range_on(text: &str, today: Day) -> Result<Range, DateError> {
    let in_words = || {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (_, span) = longest(&words).filter(|(length, _)| *length == words.len())?;
        counted::counted(span.written()?, today)
    };
    counted::counted(text, today).or_else(in_words).map_or_else(|| typed_range(text), |(_, range)| Ok(range))
}

/// Whether a text is no date, and may be one with the next word: it ends in a day, a month or the beginning of a year, or
/// in the first of two words that are counted from today.
pub(super) fn may_go_on(text: &str) -> bool {
    if counted::is_first_of_two(text) {
        return true;
    }
    let last = text.rsplit(' ').next().unwrap_or_default();
    let last = last.rsplit("..").next().unwrap_or_default();
    let is_number = !last.is_empty() && last.len() <= 3 && last.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = text.split(' ').count() < MOST_WORDS;
    is_short && (is_number || month(last).is_some()) && typed_range(text).is_err()
}

/// Whether a folded word is the beginning of a month's name.
pub(super) fn begins_month(folded: &str) -> bool {
    MONTHS.iter().any(|[en, ru, _]| en.starts_with(folded) || ru.starts_with(folded))
}

/// Whether a word says that a year stands before it.
fn is_year_word(word: &&str) -> bool {
    matches!(&*language::fold(word), "год" | "года" | "году" | "г" | "г.")
}

/// A date without what stands before and after it: a day, a month with its year, a year, or a range of such.
fn core(words: &[&str]) -> Option<(usize, DateSpan)> {
    let number = |at: usize| words.get(at)?.parse::<u32>().ok();
    let year = |at: usize| words.get(at).and_then(|word| year(word));
    let month = |at: usize| words.get(at).and_then(|word| month(word));
    let days = |first: Option<Day>, last: Option<Day>| DateSpan::between(first?, last?);
    if let (Some(day), Some(month), Some(year)) = (number(0), month(1), year(2)) {
        let day = Day::from_ymd(year, month, day);
        return Some((3, days(day, day)?));
    }
    if let (Some(month), Some(day), Some(year)) = (month(0), number(1), year(2)) {
        let day = Day::from_ymd(year, month, day);
        return Some((3, days(day, day)?));
    }
    if let (Some(month), Some(year)) = (month(0), year(1)) {
        let next = if month == 12 { Day::from_ymd(year + 1, 1, 1) } else { Day::from_ymd(year, month + 1, 1) };
        return Some((2, days(Day::from_ymd(year, month, 1), next.map(|day| Day(day.0 - 1)))?));
    }
    let word = words.first()?;
    if let [day, month, year] = word.split('.').collect::<Vec<_>>()[..]
        && [day, month].iter().all(|number| !number.is_empty())
        && year.len() == 4
    {
        let day = Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        return Some((1, days(day, day)?));
    }
    // `2023-2024`, with a dash of any kind.
    if let Some((first, last)) = word.split_once(['-', '\u{2013}', '\u{2014}'])
        && let (Some(first), Some(last)) = (self::year(first), self::year(last))
        && first < last
    {
        return Some((1, days(Day::from_ymd(first, 1, 1), Day::from_ymd(last, 12, 31))?));
    }
    // `2024`, `2024-02`, `2024..`, `2023..2024`; a number of other length is no year.
    let sides = || word.split("..").filter(|side| !side.is_empty());
    let is_date = |side: &str| side.split('-').next().is_some_and(|year| self::year(year).is_some());
    if sides().next().is_some() && sides().all(is_date) {
        let range = parse_range(word).ok()?;
        return Some((1, DateSpan::between(range.first, range.last)?));
    }
    None
}

fn year(word: &str) -> Option<i32> {
    let is_plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| is_plain && YEARS.contains(year))
}

/// The month of a name in any form, or of its beginning.
fn month(word: &str) -> Option<u32> {
    let folded = language::fold(word.trim_end_matches('.'));
    let is_beginning = folded.chars().count() >= 3;
    let is = |name: &str| inflect::same_word(&folded, name) || is_beginning && name.starts_with(&*folded);
    (1..).zip(MONTHS).find(|(_, [en, ru, _])| is(en) || is(ru)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_asked_for_may_have_words() {
        for (text, written) in [
            ("2024-02", "date:2024-02"),
            ("feb 2024", "date:2024-02"),
            ("Sept 2023", "date:2023-09"),
            ("февраль 2024", "date:2024-02"),
            ("марта 2025 года", "date:2025-03"),
            ("12.03.2024", "date:2024-03-12"),
            ("1.9.2023", "date:2023-09-01"),
            ("8 февраля 2024", "date:2024-02-08"),
            ("February 8 2024", "date:2024-02-08"),
            ("March 12, 2024", "date:2024-03-12"),
            ("8 Feb, 2024..April 1, 2024", "date:2024-02-08..2024-04-01"),
            ("2023-2025", "date:2023..2025"),
            ("feb 2024..apr 2024", "date:2024-02..2024-04"),
            ("12.03.2024..", "date:2024-03-12.."),
            ("..май 2023", "date:..2023-05"),
            ("2022..12.03.2024", "date:2022-01-01..2024-03-12"),
        ] {
            let range = typed_range(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let span = DateSpan::between(range.first, range.last).unwrap();
            assert_eq!(span.to_string(), written, "{text}");
        }
        for text in ["feb", "", "..", "31.02.2024", "12.13.2024", "may 2024..feb 2024", "feb 2024 x", "x 2024", "вчера"]
        {
            assert!(typed_range(text).is_err(), "{text}");
        }
        assert!(typed_range("31.02.2024").unwrap_err().to_string().contains("a day of the calendar"));
    }

    #[test]
    fn years_months_and_days_among_words() {
        for (text, length, written) in [
            ("2024", 1, "date:2024"),
            ("2024..", 1, "date:2024.."),
            ("..2023", 1, "date:..2023"),
            ("2023..2024", 1, "date:2023..2024"),
            ("2024-02", 1, "date:2024-02"),
            ("in 2024", 2, "date:2024"),
            ("в 2024 году", 3, "date:2024"),
            ("since 2023 lithium", 2, "date:2023.."),
            ("с 2023", 2, "date:2023.."),
            ("until 2023", 2, "date:..2023"),
            ("february 2024", 2, "date:2024-02"),
            ("feb 2024", 2, "date:2024-02"),
            ("февраль 2024", 2, "date:2024-02"),
            ("феврале 2024 года", 3, "date:2024-02"),
            ("in December 2024", 3, "date:2024-12"),
            ("26 февраля 2026", 3, "date:2026-02-26"),
            ("February 26 2026", 3, "date:2026-02-26"),
            ("12.03.2024", 1, "date:2024-03-12"),
            ("2023-2025", 1, "date:2023..2025"),
            ("from 2023 to march 2024", 5, "date:2023..2024-03"),
            ("с 2023 года", 3, "date:2023.."),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let (found, span) = longest(&words).unwrap_or_else(|| panic!("{text} is no date"));
            assert_eq!((found, span.to_string().as_str()), (length, written), "{text}");
        }
        for text in ["may", "in", "1", "20244", "1500000", "3000", "C5+1", "в", "май", "31 февраля 2024", "2024-13", ""]
        {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(longest(&words), None, "{text}");
        }
    }
}

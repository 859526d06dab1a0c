//! Years, months and days among the words of a search, in English and Russian: `2024`, `in February 2024`, `с 2023`.
//!
//! A month without a year is no date: it is in every year. What is done with a date is not known here.

use crate::language;
use crate::language::inflect;
use crate::model::Day;
use crate::model::date::parse_range;
use crate::query::ast::DateSpan;

/// The months by their names; a beginning of three letters or more means one too.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "январь"],
    ["february", "февраль"],
    ["march", "март"],
    ["april", "апрель"],
    ["may", "май"],
    ["june", "июнь"],
    ["july", "июль"],
    ["august", "август"],
    ["september", "сентябрь"],
    ["october", "октябрь"],
    ["november", "ноябрь"],
    ["december", "декабрь"],
];

/// Years that are dates and no other numbers.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2999;

/// What a word before a date says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Within,
    From,
    Until,
}

impl Before {
    fn of(word: &str) -> Option<Before> {
        Some(match word {
            "in" | "on" | "during" | "в" | "во" | "за" => Before::Within,
            "since" | "from" | "с" | "со" => Before::From,
            "until" | "till" | "до" | "по" => Before::Until,
            _ => return None,
        })
    }
}

/// The longest date that words begin with, and how many they are.
pub(super) fn longest(words: &[&str]) -> Option<(usize, DateSpan)> {
    let (first, last) = (words.first()?, words.last());
    debug_assert!(last.is_some());
    let before = Before::of(&language::fold(first));
    let at = usize::from(before.is_some());
    let (mut length, span) = core(words.get(at..)?)?;
    length += at;
    let is_year = |word: &&str| matches!(&*language::fold(word), "год" | "года" | "году" | "г" | "г.");
    length += usize::from(words.get(length).is_some_and(is_year));
    let DateSpan::Within { range, .. } = &span else { return Some((length, span)) };
    let span = match before {
        None | Some(Before::Within) => span,
        Some(Before::From) => DateSpan::between(range.first, Day::MAX)?,
        Some(Before::Until) => DateSpan::between(Day::MIN, range.last)?,
    };
    Some((length, span))
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
    let is = |name: &&str| inflect::same_word(&folded, name) || is_beginning && name.starts_with(&*folded);
    (1..).zip(MONTHS).find(|(_, names)| names.iter().any(&is)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! Days that are counted from the day on which a query is asked: `today`, `last-month`, `-30d..`.
//!
//! What is kept of them is the words, so that a saved query means other days tomorrow. Which day it is, is told.

use super::super::ast::{DateSpan, Expr, Part, Query};
use crate::language;
use crate::model::Day;
use crate::model::date::{Range, parse_range};

/// A stretch of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stretch {
    Day,
    Week,
    Month,
    Year,
}

/// Words, how they are typed in Russian, the stretch that they mean, and how many before that of today.
const WORDS: [(&str, &str, Stretch, i32); 8] = [
    ("today", "сегодня", Stretch::Day, 0),
    ("yesterday", "вчера", Stretch::Day, 1),
    ("this-week", "эта-неделя", Stretch::Week, 0),
    ("last-week", "прошлая-неделя", Stretch::Week, 1),
    ("this-month", "этот-месяц", Stretch::Month, 0),
    ("last-month", "прошлый-месяц", Stretch::Month, 1),
    ("this-year", "этот-год", Stretch::Year, 0),
    ("last-year", "прошлый-год", Stretch::Year, 1),
];

/// The letters of `-30d`, `-2w`, `-3m`, `-1y`, and the Russian ones.
const UNITS: [(char, char, Stretch); 4] =
    [('d', 'д', Stretch::Day), ('w', 'н', Stretch::Week), ('m', 'м', Stretch::Month), ('y', 'г', Stretch::Year)];

/// What is beyond it is no stretch that somebody means.
const MOST: i32 = 99_999;

/// The words, in English and Russian, for what completes them.
pub(in crate::query) fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().map(|row| (row.0, row.1)).chain([("-7d..", "-7д.."), ("-30d..", "-30д..")])
}

/// Whether a word that is typed may become one of these.
pub(in crate::query) fn may_become(text: &str) -> bool {
    let begun = joined(text);
    let last = begun.rsplit("..").next().unwrap_or_default();
    let is_count = last.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    is_count || !last.is_empty() && WORDS.iter().any(|row| row.0.starts_with(last) || row.1.starts_with(last))
}

/// Words of a text that mean such days, from the first of them on, and how many they are: `last month`, `в прошлом
/// году` without its first word, `last 30 days`. Which days these are is not known before the text is asked on a day.
pub(super) fn longest(words: &[&str]) -> Option<(usize, DateSpan)> {
    let folded = |at: usize| words.get(at).map(|word| language::fold(word));
    let first = folded(0)?;
    let of_count =
        |count: i32, unit: Stretch| UNITS.iter().find(|row| row.2 == unit).map(|row| format!("-{count}{}..", row.0));
    let of_row =
        |unit: Stretch, back: i32| WORDS.iter().find(|row| row.2 == unit && row.3 == back).map(|row| row.0.to_owned());
    let (length, text) = if let Some(row) = WORDS.iter().find(|row| row.0 == first || row.1 == first) {
        (1, row.0.to_owned())
    } else if let Some(count) =
        folded(1).and_then(|count| count.parse().ok()).filter(|count| (1..=MOST).contains(count))
    {
        let unit = stretch(&folded(2)?).filter(|_| ends_now(&first) || before(&first) == Some(1))?;
        (3, of_count(count, unit)?)
    } else {
        let unit = stretch(&folded(1)?)?;
        (
            2,
            if ends_now(&first) {
                of_count(1, unit)?
            } else {
                of_row(unit, before(&first)?).filter(|_| unit != Stretch::Day)?
            },
        )
    };
    let (text, range) = counted(&text, Day::default())?;
    Some((length, DateSpan::Within { text, range }))
}

/// How many stretches before that of today a folded word means: `this`, `last`.
fn before(word: &str) -> Option<i32> {
    match word {
        "this" | "current" | "этот" | "этом" | "этого" | "эта" | "эту" | "этой" => Some(0),
        "last" | "previous" => Some(1),
        _ if word.starts_with("текущ") => Some(0),
        _ => word.starts_with("прошл").then_some(1),
    }
}

/// Whether a folded word means the stretch that ends now, wherever the calendar divides it: `past`.
fn ends_now(word: &str) -> bool {
    word == "past" || word.starts_with("последн")
}

/// What a folded word for a stretch of the calendar means, in any form.
fn stretch(word: &str) -> Option<Stretch> {
    let forms: [(Stretch, &[&str]); 4] = [
        (Stretch::Day, &["day", "days", "день", "дня", "дней"]),
        (Stretch::Week, &["week", "weeks", "неделя", "неделю", "неделе", "недели", "недель"]),
        (Stretch::Month, &["month", "months", "месяц", "месяца", "месяце", "месяцев"]),
        (Stretch::Year, &["year", "years", "год", "года", "году", "лет"]),
    ];
    forms.into_iter().find(|(_, forms)| forms.contains(&word)).map(|(stretch, _)| stretch)
}

/// Whether the word that comes next may belong to it, or to its last word: `last month`, `last mo`.
pub(super) fn is_first_of_two(text: &str) -> bool {
    let begun = joined(text);
    let last = begun.rsplit("..").next().unwrap_or_default();
    let goes_on = |rest: &str| rest.starts_with('-') || last.contains('-') && !rest.is_empty();
    let begins = |word: &str| word.strip_prefix(last).is_some_and(goes_on);
    !last.is_empty() && WORDS.iter().any(|row| begins(row.0) || begins(row.1))
}

/// The days that a text means on a day, and the text as it is kept; `None` where nothing in it is counted.
pub(in crate::query) fn counted(text: &str, today: Day) -> Option<(String, Range)> {
    let text = joined(text);
    let Some((from, to)) = text.split_once("..") else {
        let (written, range) = moment(&text, today)?;
        return Some((written, range));
    };
    let side = |side: &str| -> Option<(String, Range, bool)> {
        match moment(side, today) {
            Some((written, range)) => Some((written, range, true)),
            None if side.is_empty() => Some((String::new(), Range { first: Day::MIN, last: Day::MAX }, false)),
            None => parse_range(side).ok().map(|range| (side.to_owned(), range, false)),
        }
    };
    let ((from, first, is_first), (to, last, is_last)) = (side(from)?, side(to)?);
    let range = Range { first: first.first, last: last.last };
    (is_first || is_last).then(|| (format!("{from}..{to}"), range))
}

/// Whether a range of such days ends before it begins, whatever day it is.
pub(in crate::query) fn runs_backwards(text: &str) -> bool {
    let text = joined(text);
    let side = |side: &str| moment(side, Day::default()).map(|(_, range)| range);
    let sides = text.split_once("..").and_then(|(from, to)| Some((side(from)?, side(to)?)));
    sides.is_some_and(|(from, to)| to.last < from.first)
}

/// Folded, with hyphens for blanks.
fn joined(text: &str) -> String {
    language::fold(text.trim()).split(|c: char| c.is_whitespace() || c == '_').collect::<Vec<_>>().join("-")
}

fn moment(text: &str, today: Day) -> Option<(String, Range)> {
    if let Some((word, _, stretch, back)) = WORDS.into_iter().find(|row| row.0 == text || row.1 == text) {
        let (year, month, _) = today.ymd();
        let range = match stretch {
            Stretch::Day => of_days(Day(today.0.saturating_sub(back)), 1),
            Stretch::Week => {
                let monday = today.0.saturating_sub(today.weekday() as i32 - 1);
                of_days(Day(monday.saturating_sub(back * 7)), 7)
            }
            Stretch::Month => {
                let (first, next) = (first_of(year, month, -back), first_of(year, month, 1 - back));
                Range { first, last: Day(next.0.saturating_sub(1)) }
            }
            Stretch::Year => {
                let (first, next) = (first_of(year - back, 1, 0), first_of(year - back + 1, 1, 0));
                Range { first, last: Day(next.0.saturating_sub(1)) }
            }
        };
        return Some((word.to_owned(), range));
    }
    let rest = text.strip_prefix('-')?;
    let letter = rest.chars().next_back()?;
    let (unit, _, stretch) = UNITS.into_iter().find(|row| row.0 == letter || row.1 == letter)?;
    let digits = &rest[..rest.len() - letter.len_utf8()];
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count: i32 = digits.parse().ok().filter(|count| is_plain && *count <= MOST)?;
    let day = match stretch {
        Stretch::Day => Day(today.0.saturating_sub(count)),
        Stretch::Week => Day(today.0.saturating_sub(count * 7)),
        Stretch::Month => same_day(today, -count),
        Stretch::Year => same_day(today, -count * 12),
    };
    Some((format!("-{count}{unit}"), of_days(day, 1)))
}

fn of_days(first: Day, days: i32) -> Range {
    Range { first, last: Day(first.0.saturating_add(days - 1)) }
}

/// The first day of a month that lies so many months after another.
fn first_of(year: i32, month: u32, months: i32) -> Day {
    // A month is at most 12.
    let all = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let (year, month) = (all.div_euclid(12) as i32, all.rem_euclid(12) as u32 + 1);
    Day::from_ymd(year, month, 1).unwrap_or(Day::MIN)
}

/// The day of the same number so many months later; the last of a month that is too short for it.
fn same_day(day: Day, months: i32) -> Day {
    let (year, month, number) = day.ymd();
    let (first, next) = (first_of(year, month, months), first_of(year, month, months + 1));
    // At most 31.
    Day(first.0.saturating_add(number as i32 - 1)).min(Day(next.0.saturating_sub(1)))
}

impl Query {
    /// The same query with the days that its words mean on this day: `today`, `last-month`, `-30d..`. Until then these
    /// words find nothing.
    #[must_use]
    pub fn on(mut self, today: Day) -> Query {
        for part in &mut self.parts {
            match part {
                Part::Dates(dates) => count(&mut dates.span, today),
                Part::Search(expr) => count_in(expr, today),
                Part::Values(_) | Part::Literal => {}
            }
        }
        self
    }
}

fn count(span: &mut DateSpan, today: Day) {
    if let DateSpan::Within { text, range } = span
        && let Some((_, counted)) = counted(text, today)
    {
        *range = counted;
    }
}

fn count_in(expr: &mut Expr, today: Day) {
    match expr {
        Expr::Dates(span) => count(span, today),
        Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().for_each(|part| count_in(part, today)),
        Expr::Not(part) => count_in(part, today),
        Expr::Word(_) | Expr::Phrase(_) | Expr::Near(_) | Expr::Field(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn the_words_are_kept_and_mean_days_of_the_day_on_which_they_are_asked() {
        // A Saturday.
        let today = day(2024, 3, 30);
        let open = (Day::MIN, Day::MAX);
        for (typed, kept, first, last) in [
            ("date:today", "date:today", today, today),
            ("дата:Сегодня", "date:today", today, today),
            ("date:yesterday", "date:yesterday", day(2024, 3, 29), day(2024, 3, 29)),
            ("date:this-week", "date:this-week", day(2024, 3, 25), day(2024, 3, 31)),
            ("date:last-week", "date:last-week", day(2024, 3, 18), day(2024, 3, 24)),
            ("date:this_month", "date:this-month", day(2024, 3, 1), day(2024, 3, 31)),
            ("date:last month", "date:last-month", day(2024, 2, 1), day(2024, 2, 29)),
            ("дата:прошлый месяц", "date:last-month", day(2024, 2, 1), day(2024, 2, 29)),
            ("date:this-year", "date:this-year", day(2024, 1, 1), day(2024, 12, 31)),
            ("date:last-year..", "date:last-year..", day(2023, 1, 1), open.1),
            ("date:-30d..", "date:-30d..", day(2024, 2, 29), open.1),
            ("date:-30д..", "date:-30d..", day(2024, 2, 29), open.1),
            ("date:..-2w", "date:..-2w", open.0, day(2024, 3, 16)),
            ("date:-1m..today", "date:-1m..today", day(2024, 2, 29), today),
            ("date:-1y", "date:-1y", day(2023, 3, 30), day(2023, 3, 30)),
            ("date:2022..today", "date:2022..today", day(2022, 1, 1), today),
            ("date:-7d..2024-12", "date:-7d..2024-12", day(2024, 3, 23), day(2024, 12, 31)),
        ] {
            let query = Query::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(query.to_string(), kept, "{typed}");
            let range = |query: &Query| match &query.parts[..] {
                [Part::Dates(dates)] => match dates.span {
                    DateSpan::Within { range, .. } => range,
                    DateSpan::Undated => panic!("{typed}"),
                },
                other => panic!("{typed}: {other:?}"),
            };
            assert_eq!(range(&query.clone().on(today)), Range { first, last }, "{typed}");
            // What is read back from its text, as a saved view is, means the same on that day, and moves with another.
            let again = Query::parse(&query.to_string()).unwrap();
            assert_eq!(again, query, "{typed}");
            assert_ne!(range(&again.on(day(2031, 7, 2))), Range { first, last }, "{typed}");
        }
    }

    #[test]
    fn they_are_counted_in_brackets_too_and_what_runs_backwards_is_a_fault() {
        let today = day(2025, 1, 31);
        let query = Query::parse("(date:last-month OR lithium)").unwrap().on(today);
        let Some(Expr::Or(either)) = query.search() else { panic!("{query:?}") };
        let december = Range { first: day(2024, 12, 1), last: day(2024, 12, 31) };
        assert!(matches!(&either[0], Expr::Dates(DateSpan::Within { range, .. }) if *range == december), "{query:?}");
        for wrong in ["date:today..-30d", "date:tomorow", "date:-30", "date:-d..", "date:-999999999d", "date:last"] {
            assert!(Query::parse(wrong).is_err(), "{wrong}");
        }
        for begun in ["date:t", "date:last-", "date:last mo", "date:-30", "date:-", "date:сег", "date:2024..tod"] {
            let (query, error) = Query::parse_unfinished(begun);
            assert!(query.is_empty() && error.is_none(), "{begun}: {error:?}");
        }
    }

    #[test]
    fn a_month_that_is_too_short_ends_with_its_last_day() {
        assert_eq!(same_day(day(2024, 3, 31), -1), day(2024, 2, 29));
        assert_eq!(same_day(day(2023, 12, 31), -10), day(2023, 2, 28));
        assert_eq!(same_day(day(2024, 1, 15), -13), day(2022, 12, 15));
    }
}

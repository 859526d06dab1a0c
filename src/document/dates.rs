//! Dates in words that people read, never more exact than what was written.
//!
//! Here are the words of dates as heads know them: of rows, headings and spans of days. Those of a date as its record
//! has it are in [`written`]. It knows nothing of calendars beyond the names of the months.

mod written;

use super::Glyphs;
use crate::dataset::{HeadDate, HeadPrecision};
use crate::model::Day;

pub use written::{long, month_name};

/// The date of a row in words, as exact as heads know it.
pub fn of_head(date: &HeadDate, glyphs: &Glyphs) -> String {
    let first = date.first.ymd();
    let words = match date.precision {
        HeadPrecision::Undated => return "no date".to_owned(),
        HeadPrecision::Day => day_words(first),
        HeadPrecision::Month => format!("{} {}", month_name(first.1), first.0),
        HeadPrecision::Year => first.0.to_string(),
        HeadPrecision::Span => span_words(date, glyphs),
        HeadPrecision::SpanFromYear | HeadPrecision::SpanFromYears => years_words(date, glyphs),
    };
    format!("{}{words}{}", if date.approximate { "about " } else { "" }, if date.uncertain { "?" } else { "" })
}

/// The same words with short names of months, for lists: `8 Feb 2024`.
pub fn short(words: &str) -> String {
    let mut words = words.to_owned();
    for month in written::MONTHS.iter().filter(|month| month.len() > 3) {
        if words.contains(month) {
            words = words.replace(month, &month[..3]);
        }
    }
    words
}

/// The date of a row in short words, for lists.
pub fn of_list(date: &HeadDate, glyphs: &Glyphs) -> String {
    short(&of_head(date, glyphs))
}

/// The month of a day: `Feb 2026`.
pub fn short_month(day: Day) -> String {
    let (year, month, _) = day.ymd();
    format!("{} {year}", &month_name(month)[..3])
}

/// The days from one to another in short words: `Feb 2024`, `Jan–Mar 2024`, `Jun 2024 – Dec 2025`, `23 Feb–1 Mar 2026`.
pub fn short_of_days(first: Day, last: Day, glyphs: &Glyphs) -> String {
    let (a, b) = (first.ymd(), last.ymd());
    let dash = glyphs.dash;
    let month = |(year, month, _): (i32, u32, u32)| format!("{} {year}", &month_name(month)[..3]);
    let day = |day: (i32, u32, u32)| format!("{} {}", day.2, month(day));
    let date = HeadDate { first, last, ..HeadDate::UNDATED };
    let whole = has_whole_months(&date);
    let of_years = whole && (first == Day::MIN || a.1 == 1) && (last == Day::MAX || b.1 == 12);
    let end = |of: (i32, u32, u32)| match (of_years, whole) {
        (true, _) => of.0.to_string(),
        (_, true) => month(of),
        _ => day(of),
    };
    match (first == Day::MIN, last == Day::MAX) {
        (true, true) => "at any time".to_owned(),
        (true, false) => format!("until {}", end(b)),
        (false, true) => format!("since {}", end(a)),
        _ if first == last || whole && (a.0, a.1) == (b.0, b.1) || of_years && a.0 == b.0 => end(b),
        _ if whole && a.0 == b.0 => format!("{}{dash}{}", &month_name(a.1)[..3], month(b)),
        _ if (a.0, a.1) == (b.0, b.1) => format!("{}{dash}{}", a.2, day(b)),
        // Of a week the year is known by its end.
        _ if last.0 - first.0 < 7 => format!("{} {}{dash}{}", a.2, &month_name(a.1)[..3], day(b)),
        _ => format!("{} {dash} {}", end(a), end(b)),
    }
}

fn day_words((year, month, day): (i32, u32, u32)) -> String {
    format!("{day} {} {year}", month_name(month))
}

fn span_words(date: &HeadDate, glyphs: &Glyphs) -> String {
    let (first, last) = (date.first.ymd(), date.last.ymd());
    let whole = has_whole_months(date);
    let start = match first {
        (year, 1, 1) if whole => year.to_string(),
        (year, month, 1) if whole => format!("{} {year}", month_name(month)),
        day => day_words(day),
    };
    let end = match last {
        (year, 12, 31) if whole => year.to_string(),
        (year, month, _) if whole => format!("{} {year}", month_name(month)),
        day => day_words(day),
    };
    match (date.first == Day::MIN, date.last == Day::MAX) {
        (true, true) => "at any time".to_owned(),
        (true, false) => format!("until {end}"),
        (false, true) => format!("since {start}"),
        _ if (first.0, first.1) == (last.0, last.1) => format!("{}{}{}", first.2, glyphs.dash, day_words(last)),
        _ => format!("{start} {} {end}", glyphs.dash),
    }
}

/// A span of whose beginning no month is named: its years, and no month that was not written.
fn years_words(date: &HeadDate, glyphs: &Glyphs) -> String {
    let (first, last) = (date.first.ymd().0, date.last.ymd().0);
    match (date.first == Day::MIN, date.last == Day::MAX) {
        (false, true) => format!("since {first}"),
        (false, false) if first == last => first.to_string(),
        (false, false) if is_any_year(date) => "in an unknown year".to_owned(),
        (false, false) => format!("{first} {} {last}", glyphs.dash),
        _ => span_words(date, glyphs),
    }
}

/// Whether a date may lie in any year of four digits: then none is written.
fn is_any_year(date: &HeadDate) -> bool {
    date.first.ymd().0 <= 0 && date.last != Day::MAX && date.last.ymd().0 >= 9999
}

/// Whether the ends that are known are those of whole months: then no day was written, and to name the first of the
/// month would be an invention.
fn has_whole_months(date: &HeadDate) -> bool {
    let starts = date.first == Day::MIN || date.first.ymd().2 == 1;
    let ends = date.last == Day::MAX || Day(date.last.0 + 1).ymd().2 == 1;
    starts && ends
}

/// What stands in a row's day column, without its signs: `05`, `05–08`, `28→` when it goes on after the month, `··`
/// when no day is known. At most 5 columns.
pub fn day_column(date: &HeadDate, glyphs: &Glyphs) -> String {
    match date.precision {
        HeadPrecision::Undated => String::new(),
        HeadPrecision::Day => format!("{:02}", date.first.ymd().2),
        HeadPrecision::Month | HeadPrecision::Year => glyphs.no_day.to_owned(),
        HeadPrecision::Span => span_column(date, glyphs),
        HeadPrecision::SpanFromYears if date.first == Day::MIN => glyphs.no_day.to_owned(),
        HeadPrecision::SpanFromYear | HeadPrecision::SpanFromYears => format!("{}{}", glyphs.no_day, glyphs.onward),
    }
}

fn span_column(date: &HeadDate, glyphs: &Glyphs) -> String {
    let (year, month, day) = date.first.ymd();
    let (last_year, last_month, last_day) = date.last.ymd();
    if (year, month) == (last_year, last_month) {
        format!("{day:02}{}{last_day:02}", glyphs.dash)
    } else if has_whole_months(date) {
        format!("{}{}", glyphs.no_day, glyphs.onward)
    } else {
        format!("{day:02}{}", glyphs.onward)
    }
}

/// The signs of a row: `~` about, `?` uncertain, `*` a date that its source does not state, `!` low confidence.
pub fn signs(date: &HeadDate, basis_not_stated: bool, doubtful: bool) -> String {
    [(date.approximate, '~'), (date.uncertain, '?'), (basis_not_stated, '*'), (doubtful, '!')]
        .into_iter()
        .filter_map(|(holds, sign)| holds.then_some(sign))
        .collect()
}

/// The line above a group of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heading {
    /// Records of one month, those that know only the month among them.
    Month {
        /// Year; 0 and below are years before 1 CE, as in ISO 8601.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
    /// Records that know only the year.
    Year(i32),
    /// Records of whole years: a decade, or a span of years.
    Years(i32, i32),
    /// Records that name no year: a day of some year.
    UnknownYear,
    /// Records that began at an unknown time.
    UnknownStart,
    /// Records without a date.
    NoDate,
}

impl Heading {
    /// The heading under which a date stands. Nothing is moved to the first of a month or a year that the date does
    /// not name.
    pub fn of(date: HeadDate) -> Heading {
        if date.precision == HeadPrecision::Undated {
            return Heading::NoDate;
        }
        if date.first == Day::MIN {
            return Heading::UnknownStart;
        }
        let (year, month, _) = date.first.ymd();
        match date.precision {
            HeadPrecision::Undated => Heading::NoDate,
            HeadPrecision::Year => Heading::Year(year),
            HeadPrecision::Day | HeadPrecision::Month | HeadPrecision::Span => Heading::Month { year, month },
            HeadPrecision::SpanFromYears if is_any_year(&date) => Heading::UnknownYear,
            HeadPrecision::SpanFromYear | HeadPrecision::SpanFromYears => {
                let last = if date.last == Day::MAX { year } else { date.last.ymd().0 };
                if year == last { Heading::Year(year) } else { Heading::Years(year, last) }
            }
        }
    }

    /// It in words: `February 2026`, `2026` for those that know only the year, `No date`.
    pub fn words(self, glyphs: &Glyphs) -> String {
        match self {
            Heading::Month { year, month } => format!("{} {year}", month_name(month)),
            Heading::Year(year) => format!("{year}, month not known"),
            Heading::Years(first, last) => format!("{first}{}{last}", glyphs.dash),
            Heading::UnknownYear => "Year not known".to_owned(),
            Heading::UnknownStart => "Start not known".to_owned(),
            Heading::NoDate => "No date".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, WrittenDate};

    fn written(text: &str) -> WrittenDate {
        WrittenDate { text: text.to_owned(), date: Date::parse(text).ok() }
    }

    #[track_caller]
    fn assert_column(text: &str, expected: &str) {
        let head = HeadDate::of_written(Some(&written(text)));
        let column = day_column(&head, &Glyphs::UNICODE) + &signs(&head, false, false);
        assert_eq!(column, expected, "{text}");
    }

    #[test]
    fn the_day_column_never_says_the_first_for_a_month() {
        assert_column("2024-02-05", "05");
        assert_column("2024-02", "··");
        assert_column("2024", "··");
        assert_column("2024-02~", "··~");
        assert_column("2024-02-05?", "05?");
        assert_column("2024-02-05/2024-02-08", "05–08");
        assert_column("2024-02-28/2024-03-02", "28→");
        assert_column("2024-02/2024-04", "··→");
        assert_column("2024-02/..", "··→");
        assert_column("../2024", "··");
        assert_column("202X", "··→");
        assert_column("2020/..", "··→");
        assert_column("2010-XX-15", "··→");
        assert_column("2013-21", "··→");
        assert_column("no date", "");
    }

    #[track_caller]
    fn assert_heading(text: &str, expected: &str) {
        let head = HeadDate::of_written(Some(&written(text)));
        assert_eq!(Heading::of(head).words(&Glyphs::UNICODE), expected, "{text}");
    }

    #[test]
    fn nothing_stands_under_a_month_or_a_year_that_it_does_not_name() {
        assert_heading("2024-02-08", "February 2024");
        assert_heading("2024-02/2024-04", "February 2024");
        assert_heading("2024-02/..", "February 2024");
        assert_heading("2024-02-1X", "February 2024");
        assert_heading("2024", "2024, month not known");
        assert_heading("2020/..", "2020, month not known");
        assert_heading("2017/", "2017, month not known");
        assert_heading("2014/2014-06", "2014, month not known");
        assert_heading("2010-XX-15", "2010, month not known");
        assert_heading("2013-21", "2013, month not known");
        assert_heading("1984-1X", "1984, month not known");
        assert_heading("2014/2016-06", "2014–2016");
        assert_heading("202X", "2020–2029");
        assert_heading("156X-12-25", "1560–1569");
        assert_heading("XXXX-12-25", "Year not known");
        assert_heading("../2023", "Start not known");
        assert_heading("soon", "No date");
    }

    #[test]
    fn rows_of_related_events_say_their_date() {
        let head = |text| of_head(&HeadDate::of_written(Some(&written(text))), &Glyphs::ASCII);
        assert_eq!(head("2024-02-08"), "8 February 2024");
        assert_eq!(head("2024-02?"), "February 2024?");
        assert_eq!(head("2024-02-05/2024-02-08"), "5-8 February 2024");
        assert_eq!(head("202X"), "2020 - 2029");
        assert_eq!(head("2025/.."), "since 2025");
        assert_eq!(head("2025-03-04/.."), "since 4 March 2025");
        assert_eq!(head("2014/2014-06"), "2014");
        assert_eq!(head("2010-XX-15"), "2010");
        assert_eq!(head("2013-21"), "2013");
        assert_eq!(head("XXXX-12-25"), "in an unknown year");
        assert_eq!(head("../2023"), "until 2023");
        assert_eq!(head("2024-02/2024-03"), "February 2024 - March 2024");
        assert_eq!(head(""), "no date");
    }
}

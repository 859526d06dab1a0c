//! Dates in words that people read, never more exact than what was written.
//!
//! Here are the words of dates as heads know them: of rows, headings and spans of days. Those of a date as its record
//! has it are in [`written`]. It knows nothing of calendars beyond the names of the months.

mod written;

use super::Glyphs;
use crate::catalogue::Ui;
use crate::dataset::{HeadDate, HeadPrecision};
use crate::model::Day;

pub use written::{long, long_in_table};

/// The date of a row in words, as exact as heads know it.
pub fn of_head(date: &HeadDate, ui: Ui) -> String {
    Words { ui, is_short: false }.of_head(date)
}

/// The date of a row in short words, for lists: `8 Feb 2024`.
pub fn of_list(date: &HeadDate, ui: Ui) -> String {
    Words { ui, is_short: true }.of_head(date)
}

/// The month of a day: `Feb 2026`.
pub fn short_month(day: Day, ui: Ui) -> String {
    Words { ui, is_short: true }.month_and_year(day.ymd(), Case::Plain)
}

/// A month whole: `February 2026`.
pub fn month_and_year(day: Day, ui: Ui) -> String {
    Words { ui, is_short: false }.month_and_year(day.ymd(), Case::Plain)
}

/// In which case a date stands: as it is, after the first day of a span that goes on, after «около».
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Plain,
    Genitive,
}

/// A year, a month, a day.
type Ymd = (i32, u32, u32);

/// How dates are written.
#[derive(Clone, Copy)]
struct Words {
    ui: Ui,
    is_short: bool,
}

impl Words {
    fn glyphs(self) -> &'static Glyphs {
        Glyphs::of(self.ui.ascii)
    }

    fn month(self, month: u32, case: Case) -> &'static str {
        match (self.is_short, case) {
            (false, Case::Plain) => self.ui.month(month),
            (false, Case::Genitive) => self.ui.month_of_day(month),
            (true, Case::Plain) => self.ui.short_month(month),
            (true, Case::Genitive) => self.ui.short_month_of_day(month),
        }
    }

    fn month_and_year(self, (year, month, _): Ymd, case: Case) -> String {
        format!("{} {year}", self.month(month, case))
    }

    fn day(self, day: Ymd) -> String {
        format!("{} {}", day.2, self.month_and_year(day, Case::Genitive))
    }

    fn of_head(self, date: &HeadDate) -> String {
        let case = if date.approximate { Case::Genitive } else { Case::Plain };
        let first = date.first.ymd();
        let words = match date.precision {
            HeadPrecision::Undated => return self.ui.no_date().to_owned(),
            HeadPrecision::Day => self.day(first),
            HeadPrecision::Month => self.month_and_year(first, case),
            HeadPrecision::Year => first.0.to_string(),
            HeadPrecision::Span => self.span(date),
            HeadPrecision::SpanFromYear | HeadPrecision::SpanFromYears => self.years(date),
        };
        let words = if date.approximate { self.ui.about(&words).to_string() } else { words };
        if date.uncertain { words + "?" } else { words }
    }

    fn span(self, date: &HeadDate) -> String {
        let (first, last) = (date.first.ymd(), date.last.ymd());
        let whole = has_whole_months(date);
        let start = |case| match first {
            (year, 1, 1) if whole => year.to_string(),
            (_, _, 1) if whole => self.month_and_year(first, case),
            day => self.day(day),
        };
        let end = match last {
            (year, 12, 31) if whole => year.to_string(),
            _ if whole => self.month_and_year(last, Case::Plain),
            day => self.day(day),
        };
        let dash = self.glyphs().dash;
        match (date.first == Day::MIN, date.last == Day::MAX) {
            (true, true) => self.ui.at_any_time().to_owned(),
            (true, false) => self.ui.until(&end).to_string(),
            (false, true) => self.ui.since(&start(Case::Genitive)).to_string(),
            _ if (first.0, first.1) == (last.0, last.1) => format!("{}{dash}{}", first.2, self.day(last)),
            _ => format!("{} {dash} {end}", start(Case::Plain)),
        }
    }

    /// A span of whose beginning no month is named: its years, and no month that was not written.
    fn years(self, date: &HeadDate) -> String {
        let (first, last) = (date.first.ymd().0, date.last.ymd().0);
        match (date.first == Day::MIN, date.last == Day::MAX) {
            (false, true) => self.ui.since(&first.to_string()).to_string(),
            (false, false) if first == last => first.to_string(),
            (false, false) if is_any_year(date) => self.ui.in_an_unknown_year().to_owned(),
            (false, false) => format!("{first} {} {last}", self.glyphs().dash),
            _ => self.span(date),
        }
    }
}

/// The days from one to another in short words: `Feb 2024`, `Jan–Mar 2024`, `Jun 2024 – Dec 2025`, `23 Feb–1 Mar 2026`.
pub fn short_of_days(first: Day, last: Day, ui: Ui) -> String {
    let words = Words { ui, is_short: true };
    let (a, b) = (first.ymd(), last.ymd());
    let dash = words.glyphs().dash;
    let date = HeadDate { first, last, ..HeadDate::UNDATED };
    let whole = has_whole_months(&date);
    let of_years = whole && (first == Day::MIN || a.1 == 1) && (last == Day::MAX || b.1 == 12);
    let end = |of: Ymd, case| match (of_years, whole) {
        (true, _) => of.0.to_string(),
        (_, true) => words.month_and_year(of, case),
        _ => words.day(of),
    };
    match (first == Day::MIN, last == Day::MAX) {
        (true, true) => ui.at_any_time().to_owned(),
        (true, false) => ui.until(&end(b, Case::Plain)).to_string(),
        (false, true) => ui.since(&end(a, Case::Genitive)).to_string(),
        _ if first == last || whole && (a.0, a.1) == (b.0, b.1) || of_years && a.0 == b.0 => end(b, Case::Plain),
        _ if whole && a.0 == b.0 => {
            format!("{}{dash}{}", words.month(a.1, Case::Plain), words.month_and_year(b, Case::Plain))
        }
        _ if (a.0, a.1) == (b.0, b.1) => format!("{}{dash}{}", a.2, words.day(b)),
        // Of a week the year is known by its end.
        _ if last.0 - first.0 < 7 => format!("{} {}{dash}{}", a.2, words.month(a.1, Case::Genitive), words.day(b)),
        _ => format!("{} {dash} {}", end(a, Case::Plain), end(b, Case::Plain)),
    }
}

/// The months from one day's to another's: `Dec 2022 – Mar 2024` of 26 December 2022 to 3 March 2024.
pub fn months_of_days(first: Day, last: Day, ui: Ui) -> String {
    short_of_days(month_of(first).0, month_of(last).1, ui)
}

/// The first and the last day of the month of a day; where there is no beginning or no end, that.
fn month_of(day: Day) -> (Day, Day) {
    if day == Day::MIN || day == Day::MAX {
        return (day, day);
    }
    let first = Day(day.0 - day.ymd().2 as i32 + 1);
    let next = (28..=31).map(|days| Day(first.0 + days)).find(|day| day.ymd().2 == 1).unwrap_or(first);
    (first, Day(next.0 - 1))
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
    pub fn words(self, ui: Ui) -> String {
        match self {
            Heading::Month { year, month } => format!("{} {year}", ui.month_of_heading(month)),
            Heading::Year(year) => ui.heading_year(&year.to_string()).to_string(),
            Heading::Years(first, last) => format!("{first}{}{last}", Glyphs::of(ui.ascii).dash),
            Heading::UnknownYear => ui.heading_unknown_year().to_owned(),
            Heading::UnknownStart => ui.heading_unknown_start().to_owned(),
            Heading::NoDate => ui.heading_no_date().to_owned(),
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
        assert_eq!(Heading::of(head).words(Ui::ENGLISH), expected, "{text}");
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
        let ascii = Ui { ascii: true, ..Ui::ENGLISH };
        let head = |text| of_head(&HeadDate::of_written(Some(&written(text))), ascii);
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
    #[test]
    fn the_same_in_russian() {
        let ui = Ui::new(crate::catalogue::Tongue::Ru);
        let head = |text| of_head(&HeadDate::of_written(Some(&written(text))), ui);
        let list = |text| of_list(&HeadDate::of_written(Some(&written(text))), ui);
        let heading = |text| Heading::of(HeadDate::of_written(Some(&written(text)))).words(ui);
        for (text, long, short, above) in [
            ("2024-05-08", "8 мая 2024", "8 мая 2024", "Май 2024"),
            ("2024-02-08", "8 февраля 2024", "8 фев 2024", "Февраль 2024"),
            ("2024-02", "февраль 2024", "фев 2024", "Февраль 2024"),
            ("2024-02~", "около февраля 2024", "около фев 2024", "Февраль 2024"),
            ("2010~", "около 2010", "около 2010", "2010, месяц не указан"),
            ("2024-02?", "февраль 2024?", "фев 2024?", "Февраль 2024"),
            ("2024-02-18/2024-02-19", "18–19 февраля 2024", "18–19 фев 2024", "Февраль 2024"),
            ("2026-01-30/2026-02-02", "30 января 2026 – 2 февраля 2026", "30 янв 2026 – 2 фев 2026", "Январь 2026"),
            ("2025-05/..", "с мая 2025", "с мая 2025", "Май 2025"),
            ("../2023", "по 2023", "по 2023", "Начало неизвестно"),
            ("XXXX-12-25", "год неизвестен", "год неизвестен", "Год неизвестен"),
            ("", "без даты", "без даты", "Без даты"),
        ] {
            assert_eq!(
                (head(text).as_str(), list(text).as_str(), heading(text).as_str()),
                (long, short, above),
                "{text}"
            );
        }
    }
}

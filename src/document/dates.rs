//! Dates in words that people read, never more exact than what was written.
//!
//! `2024-02` is "February 2024 (month only)" and not its first day. The words are made from the text of the date,
//! because an interval of two months and one of their first and last days have the same days. It knows EDTF's
//! written form, and nothing of calendars beyond the names of the months.

use super::Glyphs;
use crate::dataset::{HeadDate, HeadPrecision};
use crate::model::date::Precision;
use crate::model::{Date, Day, WrittenDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a month, from 1; empty for a number that is no month.
pub fn month_name(month: u32) -> &'static str {
    (month as usize).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// A date in words: `8 February 2024`, `about February 2024 (month only)`, `5–8 February 2024`; the text as it was
/// written when it is no date.
pub fn long(written: &WrittenDate, glyphs: &Glyphs) -> String {
    let Some(date) = &written.date else {
        return format!("{} (not a date)", written.text);
    };
    let (text, _) = without_doubt(written.text.trim());
    let mut words = String::new();
    // Inside an interval each end says "about" for itself.
    let is_interval = date.precision() == Precision::Interval;
    if date.is_approximate() && !is_interval {
        words.push_str("about ");
    }
    words.push_str(&if is_interval { interval(written.text.trim(), glyphs) } else { single(text, date, glyphs) });
    if let Some(time) = date.time() {
        words = format!("{words}, {time}");
    }
    let mut remarks = Vec::new();
    remarks.extend(match date.precision() {
        Precision::Month => Some("month only"),
        Precision::Year => Some("year only"),
        Precision::Season => Some("season only"),
        _ => None,
    });
    if date.is_uncertain() {
        remarks.push("uncertain");
    }
    if !remarks.is_empty() {
        words = format!("{words} ({})", remarks.join(", "));
    }
    words
}

/// One end of an interval, or a date that is none.
fn single(text: &str, date: &Date, glyphs: &Glyphs) -> String {
    match date.precision() {
        Precision::Decade => text.strip_suffix('X').map(|decade| format!("the {decade}0s")),
        Precision::Set => set(text, glyphs),
        Precision::Pattern => of_some_year(text).or_else(|| calendar(text)),
        _ => calendar(text),
    }
    .unwrap_or_else(|| text.to_owned())
}

/// A day or a month of a year that is not written whole: `XXXX-12-25` is "25 December, year not known", `156X-12` is
/// "December in the 1560s".
fn of_some_year(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let day = calendar(&format!("0000{rest}"))?;
    let day = day.strip_suffix(" 0000")?;
    match year.strip_suffix('X')? {
        "XXX" => Some(format!("{day}, year not known")),
        decade if decade.bytes().all(|byte| byte.is_ascii_digit()) => Some(format!("{day} in the {decade}0s")),
        _ => None,
    }
}

/// `[1667,1668]` is "1667 or 1668", `{1667,1668}` "1667 and 1668".
fn set(text: &str, glyphs: &Glyphs) -> Option<String> {
    let (inside, joint) = match text.as_bytes().first()? {
        b'[' => (text.strip_prefix('[')?.strip_suffix(']')?, " or "),
        _ => (text.strip_prefix('{')?.strip_suffix('}')?, " and "),
    };
    let members = inside.split(',').map(|member| match member.split_once("..") {
        Some((first, "")) => format!("{} or later", end(first)),
        Some(("", last)) => format!("{} or earlier", end(last)),
        Some((first, last)) => format!("{} {} {}", end(first), glyphs.dash, end(last)),
        None => end(member),
    });
    Some(members.collect::<Vec<_>>().join(joint))
}

/// `2024-02-05/2024-02-08` is "5–8 February 2024"; ends that share a month or a year say it once.
fn interval(text: &str, glyphs: &Glyphs) -> String {
    let Some((first, last)) = text.split_once('/') else { return text.to_owned() };
    match (first, last) {
        ("..", "..") => "at any time".to_owned(),
        ("..", last) => format!("until {}", end(last)),
        ("", last) => format!("from an unknown day until {}", end(last)),
        (first, "..") => format!("since {}", end(first)),
        (first, "") => format!("from {} until an unknown day", end(first)),
        (first, last) => joined(first, last, glyphs),
    }
}

fn joined(first: &str, last: &str, glyphs: &Glyphs) -> String {
    let dash = glyphs.dash;
    if let (Some(a), Some(b)) = (Parts::of(first), Parts::of(last)) {
        match (a.day, b.day) {
            (Some(day), Some(until)) if (a.year, a.month) == (b.year, b.month) => {
                return format!("{day}{dash}{until} {}", b.month_and_year());
            }
            (Some(day), Some(_)) if a.year == b.year => {
                return format!("{day} {} {dash} {}", month_name(a.month.unwrap_or(0)), end(last));
            }
            (None, None) if a.year == b.year && a.month.is_some() && b.month.is_some() => {
                return format!("{}{dash}{}", month_name(a.month.unwrap_or(0)), b.month_and_year());
            }
            (None, None) if a.month.is_none() && b.month.is_none() => return format!("{}{dash}{}", a.year, b.year),
            _ => {}
        }
    }
    format!("{} {dash} {}", end(first), end(last))
}

/// One end in words, with its own doubt.
fn end(text: &str) -> String {
    let (plain, doubt) = without_doubt(text);
    let words = calendar(plain).unwrap_or_else(|| plain.to_owned());
    let about = if doubt.contains(['~', '%']) { "about " } else { "" };
    format!("{about}{words}")
}

/// A year, a month, a day or a season in words; `None` for other forms, which stand for themselves.
fn calendar(text: &str) -> Option<String> {
    let text = text.split('T').next().unwrap_or(text);
    let parts = Parts::of(text)?;
    Some(match (parts.month, parts.day) {
        (None, Some(day)) => format!("{} in {}", ordinal(day), parts.year),
        (_, Some(day)) => format!("{day} {}", parts.month_and_year()),
        _ => parts.month_and_year(),
    })
}

/// A day of some month: `a 15th`, `an 8th`.
fn ordinal(day: u32) -> String {
    let article = if matches!(day, 8 | 11 | 18) { "an" } else { "a" };
    let ending = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{article} {day}{ending}")
}

/// The qualifiers at the end of a text, and the text without any.
fn without_doubt(text: &str) -> (&str, &str) {
    let plain = text.trim_end_matches(['?', '~', '%']);
    (plain, &text[plain.len()..])
}

/// The parts of a plain date.
struct Parts<'a> {
    year: &'a str,
    month: Option<u32>,
    day: Option<u32>,
}

impl Parts<'_> {
    /// The parts of `Y`, `Y-M` or `Y-M-D`, where what is wholly unspecified at the end counts as not written.
    fn of(text: &str) -> Option<Parts<'_>> {
        let (minus, digits) = text.strip_prefix('-').map_or((0, text), |digits| (1, digits));
        let mut fields = digits.split('-');
        let length = fields.next()?.len();
        let year = &text[..minus + length];
        if length < 4 || !text[minus..minus + length].bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let month = fields.next().filter(|month| *month != "XX");
        let day = fields.next().filter(|day| *day != "XX");
        let number = |field: &str| (field.len() == 2).then(|| field.parse().ok()).flatten();
        let month: Option<u32> = match month {
            Some(month) => Some(number(month)?),
            None => None,
        };
        let day: Option<u32> = match day {
            Some(day) => Some(number(day)?),
            None => None,
        };
        // Halves, quarters and the seasons of one hemisphere have no short English name.
        (fields.next().is_none() && month.is_none_or(|month| (1..=12).contains(&month) || (21..=24).contains(&month)))
            .then_some(Parts { year, month, day })
    }

    fn month_and_year(&self) -> String {
        let month = match self.month {
            None => return self.year.to_owned(),
            Some(21) => "spring",
            Some(22) => "summer",
            Some(23) => "autumn",
            Some(24) => "winter",
            Some(month) => month_name(month),
        };
        format!("{month} {}", self.year)
    }
}

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

/// The days from one to another in words: `February 2024` for a whole month, `January–March 2024`, `5–11 February 2024`,
/// `2020 – 2029`.
pub fn of_days(first: Day, last: Day, glyphs: &Glyphs) -> String {
    let (a, b) = (first.ymd(), last.ymd());
    let mut date = HeadDate { first, last, precision: HeadPrecision::Span, ..HeadDate::UNDATED };
    if first == last {
        date.precision = HeadPrecision::Day;
    } else if has_whole_months(&date) && a.0 == b.0 {
        match (a.1, b.1) {
            (1, 12) => date.precision = HeadPrecision::Year,
            (from, to) if from == to => date.precision = HeadPrecision::Month,
            (from, to) => return format!("{}{}{} {}", month_name(from), glyphs.dash, month_name(to), a.0),
        }
    }
    of_head(&date, glyphs)
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

    fn written(text: &str) -> WrittenDate {
        WrittenDate { text: text.to_owned(), date: Date::parse(text).ok() }
    }

    #[track_caller]
    fn assert_long(text: &str, expected: &str) {
        assert_eq!(long(&written(text), &Glyphs::UNICODE), expected, "{text}");
    }

    #[test]
    fn a_date_in_words_is_as_exact_as_it_was_written() {
        assert_long("2024-02-08", "8 February 2024");
        assert_long("2024-02", "February 2024 (month only)");
        assert_long("2024", "2024 (year only)");
        assert_long("2024-XX", "2024 (year only)");
        assert_long("2024-02-XX", "February 2024 (month only)");
        assert_long("2024-02~", "about February 2024 (month only)");
        assert_long("2023-11?", "November 2023 (month only, uncertain)");
        assert_long("2023-11-02%", "about 2 November 2023 (uncertain)");
        assert_long("202X", "the 2020s");
        assert_long("2001-21", "spring 2001 (season only)");
        assert_long("2024-02-08T10:00:00+05:00", "8 February 2024, 10:00 +05:00");
        assert_long("-0044-03-15", "15 March -0044");
        assert_long("156X-12-25", "25 December in the 1560s");
        assert_long("156X-12", "December in the 1560s");
        assert_long("XXXX-12-25", "25 December, year not known");
        assert_long("XXXX-12-XX?", "December, year not known (uncertain)");
        assert_long("2010-XX-15", "a 15th in 2010");
        assert_long("2010-XX-08~", "about an 8th in 2010");
        assert_long("1984-1X", "1984-1X");
        assert_long("в прошлом ноябре", "в прошлом ноябре (not a date)");
    }

    #[test]
    fn spans_say_what_their_ends_share_once() {
        assert_long("2024-02-05/2024-02-08", "5–8 February 2024");
        assert_long("2024-01-30/2024-02-02", "30 January – 2 February 2024");
        assert_long("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024");
        assert_long("2024-02/2024-03", "February–March 2024");
        assert_long("2023/2024", "2023–2024");
        assert_long("2023~/2024-02", "about 2023 – February 2024");
        assert_long("../2023", "until 2023");
        assert_long("2025-03/..", "since March 2025");
        assert_long("2025/", "from 2025 until an unknown day");
        assert_long("2024-02-05?/2024-02-08", "5 February 2024 – 8 February 2024 (uncertain)");
        assert_long("[2023,2024]", "2023 or 2024");
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

    #[test]
    fn days_are_named_by_what_they_make_up() {
        let days = |first: (i32, u32, u32), last: (i32, u32, u32)| {
            let day = |(year, month, day)| Day::from_ymd(year, month, day).unwrap();
            of_days(day(first), day(last), &Glyphs::ASCII)
        };
        assert_eq!(days((2024, 2, 8), (2024, 2, 8)), "8 February 2024");
        assert_eq!(days((2024, 2, 5), (2024, 2, 11)), "5-11 February 2024");
        assert_eq!(days((2024, 1, 29), (2024, 2, 4)), "29 January 2024 - 4 February 2024");
        assert_eq!(days((2024, 2, 1), (2024, 2, 29)), "February 2024");
        assert_eq!(days((2024, 1, 1), (2024, 3, 31)), "January-March 2024");
        assert_eq!(days((2024, 1, 1), (2024, 12, 31)), "2024");
        assert_eq!(days((2020, 1, 1), (2029, 12, 31)), "2020 - 2029");
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

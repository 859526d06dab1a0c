//! A date as its record has it, in English and Russian words, never more exact than what was written.
//!
//! `2024-02` is "February 2024 (month only)" and not its first day. The words are made from the text of the date,
//! because an interval of two months and one of their first and last days have the same days. It knows EDTF's
//! written form, and nothing of what the date is the date of.

use super::Case;
use crate::catalogue::Ui;
use crate::document::Glyphs;
use crate::model::date::Precision;
use crate::model::{Date, WrittenDate};

/// A date in words: `8 February 2024`, `about February 2024 (month only)`, `5–8 February 2024`; the text as it was
/// written when it is no date.
pub fn long(written: &WrittenDate, ui: Ui) -> String {
    words_of(written, super::Words { ui, is_short: false })
}

/// The same with short names of months, for tables: `8 Feb 2024`.
pub fn long_in_table(written: &WrittenDate, ui: Ui) -> String {
    words_of(written, super::Words { ui, is_short: true })
}

fn words_of(written: &WrittenDate, months: super::Words) -> String {
    let (words, ui) = (Words { months, ui: months.ui }, months.ui);
    let Some(date) = &written.date else {
        return format!("{} ({})", written.text, ui.not_a_date());
    };
    let (text, _) = without_doubt(written.text.trim());
    // Inside an interval each end says "about" for itself.
    let is_interval = date.precision() == Precision::Interval;
    let mut said = match (is_interval, date.is_approximate()) {
        (true, _) => words.interval(written.text.trim()),
        (false, true) => words.about(&words.single(text, date, Case::Genitive)),
        (false, false) => words.single(text, date, Case::Plain),
    };
    if let Some(time) = date.time() {
        said = format!("{said}, {time}");
    }
    let mut remarks = Vec::new();
    remarks.extend(match date.precision() {
        Precision::Month => Some(ui.month_only()),
        Precision::Year => Some(ui.year_only()),
        Precision::Season => Some(ui.season_only()),
        _ => None,
    });
    if date.is_uncertain() {
        remarks.push(ui.uncertain());
    }
    if !remarks.is_empty() {
        said = format!("{said} ({})", remarks.join(", "));
    }
    said
}

/// The words of one language.
#[derive(Clone, Copy)]
struct Words {
    months: super::Words,
    ui: Ui,
}

impl Words {
    fn about(self, when: &str) -> String {
        self.ui.about(when).to_string()
    }

    /// The name of a month or a season by its number in EDTF.
    fn month(self, month: u32, case: Case) -> &'static str {
        match month.checked_sub(21) {
            Some(season) if case == Case::Genitive => self.ui.season_genitive(season),
            Some(season) => self.ui.season(season),
            None => self.months.month(month, case),
        }
    }

    /// A date that is no interval.
    fn single(self, text: &str, date: &Date, case: Case) -> String {
        match date.precision() {
            Precision::Decade => text.strip_suffix('X').map(|decade| match case {
                Case::Plain => self.ui.decade(decade).to_string(),
                Case::Genitive => self.ui.decade_genitive(decade).to_string(),
            }),
            Precision::Set => self.set(text),
            Precision::Pattern => self.of_some_year(text, case).or_else(|| self.calendar(text, case)),
            _ => self.calendar(text, case),
        }
        .unwrap_or_else(|| text.to_owned())
    }

    /// A day or a month of a year that is not written whole: `XXXX-12-25` is "25 December, year not known", `156X-12`
    /// is "December in the 1560s".
    fn of_some_year(self, text: &str, case: Case) -> Option<String> {
        let (year, rest) = text.split_at_checked(4)?;
        let day = self.calendar(&format!("0000{rest}"), case)?;
        let day = day.strip_suffix(" 0000")?;
        match year.strip_suffix('X')? {
            "XXX" => Some(self.ui.day_of_unknown_year(day).to_string()),
            decade if decade.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(self.ui.day_in_decade(day, decade).to_string())
            }
            _ => None,
        }
    }

    /// `[1667,1668]` is "1667 or 1668", `{1667,1668}` "1667 and 1668".
    fn set(self, text: &str) -> Option<String> {
        let (inside, joint) = match text.as_bytes().first()? {
            b'[' => (text.strip_prefix('[')?.strip_suffix(']')?, self.ui.or()),
            _ => (text.strip_prefix('{')?.strip_suffix('}')?, self.ui.and()),
        };
        let end = |text| self.end(text, Case::Plain);
        let members = inside.split(',').map(|member| match member.split_once("..") {
            Some((first, "")) => self.ui.or_later(&end(first)).to_string(),
            Some(("", last)) => self.ui.or_earlier(&end(last)).to_string(),
            Some((first, last)) => format!("{} {} {}", end(first), Glyphs::of(self.ui.ascii).dash, end(last)),
            None => end(member),
        });
        Some(members.collect::<Vec<_>>().join(&format!(" {joint} ")))
    }

    /// `2024-02-05/2024-02-08` is "5–8 February 2024"; ends that share a month or a year say it once.
    fn interval(self, text: &str) -> String {
        let Some((first, last)) = text.split_once('/') else { return text.to_owned() };
        let from = || self.end(first, Case::Genitive);
        // "По" means that the last day belongs to it, as it does here.
        let until = || self.end(last, Case::Plain);
        match (first, last) {
            ("..", "..") => self.ui.at_any_time().to_owned(),
            ("..", _) => self.ui.until(&until()).to_string(),
            ("", _) => self.ui.until_from_unknown(&until()).to_string(),
            (_, "..") => self.ui.since(&from()).to_string(),
            (_, "") => self.ui.since_until_unknown(&from()).to_string(),
            _ => self.joined(first, last),
        }
    }

    fn joined(self, first: &str, last: &str) -> String {
        let dash = Glyphs::of(self.ui.ascii).dash;
        let end = |text| self.end(text, Case::Plain);
        if let (Some(a), Some(b)) = (Parts::of(first), Parts::of(last)) {
            match (a.day, b.day) {
                (Some(day), Some(until)) if (a.year, a.month) == (b.year, b.month) => {
                    return format!("{day}{dash}{until} {}", self.month_and_year(&b, Case::Genitive));
                }
                (Some(day), Some(_)) if a.year == b.year => {
                    return format!("{day} {} {dash} {}", self.month(a.month.unwrap_or(0), Case::Genitive), end(last));
                }
                (None, None) if a.year == b.year && a.month.is_some() && b.month.is_some() => {
                    let first = self.month(a.month.unwrap_or(0), Case::Plain);
                    return format!("{first}{dash}{}", self.month_and_year(&b, Case::Plain));
                }
                (None, None) if a.month.is_none() && b.month.is_none() => return format!("{}{dash}{}", a.year, b.year),
                _ => {}
            }
        }
        format!("{} {dash} {}", end(first), end(last))
    }

    /// One end in words, with its own doubt.
    fn end(self, text: &str, case: Case) -> String {
        let (plain, doubt) = without_doubt(text);
        let is_about = doubt.contains(['~', '%']);
        let case = if is_about { Case::Genitive } else { case };
        let words = self.calendar(plain, case).unwrap_or_else(|| plain.to_owned());
        if is_about { self.about(&words) } else { words }
    }

    /// A year, a month, a day or a season in words; `None` for other forms, which stand for themselves.
    fn calendar(self, text: &str, case: Case) -> Option<String> {
        let text = text.split('T').next().unwrap_or(text);
        let parts = Parts::of(text)?;
        Some(match (parts.month, parts.day) {
            (None, Some(day)) => self.ui.some_day(day, case == Case::Genitive, parts.year),
            (_, Some(day)) => format!("{day} {}", self.month_and_year(&parts, Case::Genitive)),
            _ => self.month_and_year(&parts, case),
        })
    }

    fn month_and_year(self, parts: &Parts<'_>, case: Case) -> String {
        match parts.month {
            None => parts.year.to_owned(),
            Some(month) => format!("{} {}", self.month(month, case), parts.year),
        }
    }
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
        // Halves, quarters and the seasons of one hemisphere have no short name.
        (fields.next().is_none() && month.is_none_or(|month| (1..=12).contains(&month) || (21..=24).contains(&month)))
            .then_some(Parts { year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Tongue;

    fn written(text: &str) -> WrittenDate {
        WrittenDate { text: text.to_owned(), date: Date::parse(text).ok() }
    }

    #[track_caller]
    fn assert_long(text: &str, expected: &str) {
        assert_eq!(long(&written(text), Ui::ENGLISH), expected, "{text}");
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

    #[test]
    fn the_same_in_russian() {
        for (text, expected) in [
            ("2024-05-08", "8 мая 2024"),
            ("2024-02", "февраль 2024 (день не указан)"),
            ("2024", "2024 (месяц не указан)"),
            ("2024-02~", "около февраля 2024 (день не указан)"),
            ("2024-02-08~", "около 8 февраля 2024"),
            ("2023-11?", "ноябрь 2023 (день не указан, предположительно)"),
            ("202X", "2020-е"),
            ("2001-21", "весна 2001 (только время года)"),
            ("156X-12-25", "25 декабря 1560-х"),
            ("XXXX-12-25", "25 декабря, год неизвестен"),
            ("2010-XX-15", "15-е число, 2010"),
            ("2024-02-05/2024-02-08", "5–8 февраля 2024"),
            ("2026-01-30/2026-02-02", "30 января – 2 февраля 2026"),
            ("2024-02/2024-03", "февраль–март 2024"),
            ("2023/2024", "2023–2024"),
            ("2023-10~/2024-02", "около октября 2023 – февраль 2024"),
            ("../2023-06", "по июнь 2023"),
            ("2025-03/..", "с марта 2025"),
            ("2025-05-03/..", "с 3 мая 2025"),
            ("2025/", "с 2025 по неизвестный день"),
            ("/2025-08-01", "с неизвестного дня по 1 августа 2025"),
            ("[2023,2024]", "2023 или 2024"),
            ("в прошлом ноябре", "в прошлом ноябре (не дата)"),
        ] {
            assert_eq!(long(&written(text), Ui::new(Tongue::Ru)), expected, "{text}");
        }
    }
}

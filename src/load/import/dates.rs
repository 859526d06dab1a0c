//! Dates in the ways that maps know: months in English and Russian words, the `date` of Unix, numbers in an order that is
//! given or can be no other, seconds since 1970, patterns. And the tags of languages by their names.
//!
//! A date is never guessed: what can be read in two ways is refused, and nothing is rounded or filled in.

use crate::catalogue::Unmapped;
use crate::load::dates::{clock, from_parts, lenient, month_number, zone_of};
use crate::model::{Date, Day, languages};

/// The order of day and month in a date of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// `2024-02-08`.
    Ymd,
    /// `08.02.2024`.
    Dmy,
    /// `02/08/2024`.
    Mdy,
}

/// The EDTF text of a date that can be read in one way, or in the `order` that is given. The error says why it cannot.
pub(super) fn edtf(text: &str, order: Option<Order>) -> Result<String, Unmapped> {
    let text = text.trim();
    if Date::parse(text).is_ok() {
        return Ok(text.to_owned());
    }
    let known = lenient(text).or_else(|| unix_date(text)).or_else(|| words(text)).filter(|it| Date::parse(it).is_ok());
    if let Some(known) = known {
        return Ok(known);
    }
    if let Some((from, to)) = text.split_once('/').filter(|(from, _)| from.len() > 4 && !from.contains('/')) {
        // An interval of dates, each by itself.
        let both = format!("{}/{}", edtf(from, order)?, edtf(to, order)?);
        return if Date::parse(&both).is_ok() { Ok(both) } else { Err(NO_DATE) };
    }
    numbers(text, order)
}

const NO_DATE: Unmapped = Unmapped::NoDate;

/// `Wed Oct 19 20:07:25 +0000 2022`, as Twitter and `date` write it.
fn unix_date(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (month, day, time, zone, year) = match words[..] {
        [_, month, day, time, zone, year] => (month, day, time, zone, year),
        [_, month, day, time, year] => (month, day, time, "", year),
        _ => return None,
    };
    let date = from_parts(year, Some(&month_number(month)?), Some(day))?;
    Some(format!("{date}T{}", clock(&format!("{time}{zone}"))?))
}

/// Months in words: `8 February 2024`, `February 8, 2024`, `08-February-2024`, `Feb 2024`, `8 февраля 2024 г.`.
fn words(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let plain = ["года", "г."].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower);
    let parts: Vec<&str> = plain
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | ',' | '/'))
        .filter(|part| !part.is_empty())
        .collect();
    let ordinal = |day: &str| -> Option<String> {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
        (matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.to_owned())
    };
    match parts[..] {
        [month, year] => from_parts(year, Some(&month_number(month)?), None),
        [first, second, year] => {
            let (day, month) = match (ordinal(first), month_number(second)) {
                (Some(day), Some(month)) => (day, month),
                _ => (ordinal(second)?, month_number(first)?),
            };
            from_parts(year, Some(&month), Some(&day))
        }
        _ => None,
    }
}

/// Numbers without words: read in the order that is given, else only in the one way in which they can be.
fn numbers(text: &str, order: Option<Order>) -> Result<String, Unmapped> {
    let (date, time) = text.split_once([' ', 'T']).map_or((text, ""), |(date, time)| (date, time.trim()));
    let parts: Vec<&str> = date.split(['.', '/', '-']).map(str::trim).collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(NO_DATE);
    }
    let checked = |edtf: Option<String>| edtf.filter(|edtf| Date::parse(edtf).is_ok());
    let edtf = match parts[..] {
        [month, year] if year.len() == 4 && month.len() <= 2 => checked(from_parts(year, Some(month), None)),
        [_, _, year] if year.len() <= 2 && order != Some(Order::Ymd) => {
            return Err(Unmapped::WhichCentury);
        }
        [first, second, year] if year.len() == 4 => {
            let day_first = checked(from_parts(year, Some(second), Some(first)));
            let month_first = checked(from_parts(year, Some(first), Some(second)));
            match (order, day_first, month_first) {
                (Some(Order::Dmy), day_first, _) => day_first,
                (Some(Order::Mdy), _, month_first) => month_first,
                (Some(Order::Ymd), ..) => None,
                (None, Some(one), Some(other)) if one != other => {
                    return Err(Unmapped::WhichIsDay);
                }
                (None, one, other) => one.or(other),
            }
        }
        _ => None,
    };
    let edtf = edtf.ok_or(NO_DATE)?;
    if time.is_empty() {
        return Ok(edtf);
    }
    let whole = clock(time).map(|clock| format!("{edtf}T{clock}")).filter(|whole| Date::parse(whole).is_ok());
    whole.ok_or(NO_DATE)
}

/// The instant so many seconds after the beginning of 1970.
pub(super) fn of_unix(seconds: i64) -> Option<String> {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = Day(i32::try_from(days).ok()?).ymd();
    let edtf =
        format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60);
    Date::parse(&edtf).is_ok().then_some(edtf)
}

/// A date written after a pattern of `%Y %m %d %H %M %S %z %a %b %B`, where any other sign stands for itself.
pub(super) fn by_pattern(text: &str, pattern: &str) -> Option<String> {
    let mut rest = text.trim();
    let (mut year, mut month, mut day) = (None, None, None);
    let mut clock_parts: [Option<String>; 3] = [None, None, None];
    let mut zone = String::new();
    let mut signs = pattern.chars();
    let number = |rest: &mut &str, most: usize| -> Option<String> {
        let length = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, after) = rest.split_at(length);
        *rest = after;
        (length > 0).then(|| digits.to_owned())
    };
    let word = |rest: &mut &str| -> String {
        let length = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        *rest = after;
        word.to_owned()
    };
    while let Some(sign) = signs.next() {
        if sign != '%' {
            rest = if sign.is_whitespace() { rest.trim_start() } else { rest.strip_prefix(sign)? };
            continue;
        }
        match signs.next()? {
            'Y' => year = Some(number(&mut rest, 4).filter(|year| year.len() == 4)?),
            'm' => month = Some(number(&mut rest, 2)?),
            'd' => day = Some(number(&mut rest, 2)?),
            'H' => clock_parts[0] = Some(number(&mut rest, 2)?),
            'M' => clock_parts[1] = Some(number(&mut rest, 2)?),
            'S' => clock_parts[2] = Some(number(&mut rest, 2)?),
            'a' => drop(word(&mut rest)),
            'b' | 'B' => month = Some(month_number(&word(&mut rest))?),
            'z' => {
                let length = rest.find(|letter: char| letter.is_whitespace()).unwrap_or(rest.len());
                zone = zone_of(&rest[..length])?;
                rest = &rest[length..];
            }
            '%' => rest = rest.strip_prefix('%')?,
            _ => return None,
        }
    }
    if !rest.is_empty() {
        return None;
    }
    let mut edtf = from_parts(&year?, month.as_deref(), day.as_deref().filter(|_| month.is_some()))?;
    if let [Some(hour), Some(minute), second] = &clock_parts {
        let second = second.as_deref().unwrap_or("00");
        edtf = format!("{edtf}T{hour:0>2}:{minute:0>2}:{second:0>2}{zone}");
    }
    Date::parse(&edtf).is_ok().then_some(edtf)
}

/// Whether a pattern has only letters that [`by_pattern`] knows.
pub(super) fn is_pattern(pattern: &str) -> bool {
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        if sign == '%' && !signs.next().is_some_and(|letter| "YmdHMSzabB%".contains(letter)) {
            return false;
        }
    }
    pattern.contains("%Y")
}

/// An EDTF date without what is more exact than its first `length` characters of `YYYY-MM-DD`, at both ends of an
/// interval.
pub(super) fn no_more_exact_than(edtf: &str, length: usize) -> String {
    let cut = |end: &str| -> String {
        let is_usual = end.len() > length && end.as_bytes()[..4].iter().all(u8::is_ascii_digit);
        if is_usual && end.is_char_boundary(length) { end[..length].to_owned() } else { end.to_owned() }
    };
    edtf.split('/').map(cut).collect::<Vec<_>>().join("/")
}

/// An EDTF date that is only about right.
pub(super) fn about(edtf: &str) -> String {
    let about = |end: &str| match end.as_bytes().last() {
        None | Some(b'~' | b'%' | b'.') => end.to_owned(),
        Some(b'?') => format!("{}%", &end[..end.len() - 1]),
        Some(_) => format!("{}~", no_more_exact_than(end, 10)),
    };
    edtf.split('/').map(about).collect::<Vec<_>>().join("/")
}

/// The BCP 47 tag of a language by its name, its code of three letters, or its tag.
pub(super) fn language(text: &str) -> Option<String> {
    let word = text.trim().to_lowercase();
    let is_tag = |word: &str| {
        let first = word.split(['-', '_']).next().unwrap_or_default();
        first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    languages::tag_of(&word).map(str::to_owned).or_else(|| is_tag(&word).then(|| text.trim().replace('_', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_in_one_way_is_read() {
        for (text, expected) in [
            ("2024-02-08", "2024-02-08"),
            ("2024-02~", "2024-02~"),
            ("2024", "2024"),
            ("20240208", "2024-02-08"),
            ("20240208133000", "2024-02-08T13:30:00"),
            ("20240208T133000Z", "2024-02-08T13:30:00Z"),
            ("2022-02-24 10:00", "2022-02-24T10:00:00"),
            ("2022-02-24 10:00:05.123+0300", "2022-02-24T10:00:05+03:00"),
            ("2022-02-24T10:00:00+0200", "2022-02-24T10:00:00+02:00"),
            ("2022-2-4", "2022-02-04"),
            ("2022/02/24", "2022-02-24"),
            ("Wed, 19 Oct 2022 20:07:25 +0000", "2022-10-19T20:07:25Z"),
            ("19 Oct 2022 20:07:25 GMT", "2022-10-19T20:07:25Z"),
            ("Wed Oct 19 20:07:25 +0000 2022", "2022-10-19T20:07:25Z"),
            ("8 February 2024", "2024-02-08"),
            ("01-January-2015", "2015-01-01"),
            ("February 8, 2024", "2024-02-08"),
            ("Feb. 8th, 2024", "2024-02-08"),
            ("Sept 2024", "2024-09"),
            ("8 февраля 2024 г.", "2024-02-08"),
            ("8 февраля 2024 года", "2024-02-08"),
            ("май 2024", "2024-05"),
            ("13.02.2024", "2024-02-13"),
            ("02/13/2024", "2024-02-13"),
            ("08.08.2024", "2024-08-08"),
            ("02.2024", "2024-02"),
        ] {
            assert_eq!(edtf(text, None).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_two_is_refused() {
        for text in [
            "",
            "soon",
            "08.02.2024",
            "2/8/2024",
            "08.02.24",
            "31.02.2024",
            "2024-13-01",
            "99",
            "12345",
            "may",
            "1.5",
            "2024.02",
            "2024/25",
            "10:00",
            "8 Februaryish 2024",
            "2022-02-24 25:00",
            "week 5 2024",
            "20241332",
        ] {
            assert!(edtf(text, None).is_err(), "{text}: {:?}", edtf(text, None));
        }
    }

    #[test]
    fn a_given_order_decides() {
        for (text, order, expected) in [
            ("08.02.2024", Order::Dmy, Some("2024-02-08")),
            ("08.02.2024", Order::Mdy, Some("2024-08-02")),
            ("13.02.2024", Order::Mdy, None),
            ("03.2024", Order::Dmy, Some("2024-03")),
            ("2023", Order::Dmy, Some("2023")),
            ("2024-02-08", Order::Mdy, Some("2024-02-08")),
            ("8/2/2024 13:30", Order::Dmy, Some("2024-02-08T13:30:00")),
            ("8.2.24", Order::Dmy, None),
        ] {
            assert_eq!(edtf(text, Some(order)).ok().as_deref(), expected, "{text} {order:?}");
        }
    }

    #[test]
    fn parts_and_seconds_and_patterns() {
        assert_eq!(from_parts("1960", Some("5"), Some("9")).as_deref(), Some("1960-05-09"));
        assert_eq!(from_parts("1960", Some(""), Some("9")).as_deref(), Some("1960"));
        assert_eq!(from_parts("-13800000000", None, None).as_deref(), Some("Y-13800000000"));
        assert_eq!(from_parts("476", None, None).as_deref(), Some("0476"));
        assert_eq!(from_parts("-44", Some("3"), None).as_deref(), Some("-0044-03"));
        assert_eq!(from_parts("", Some("3"), None), None);
        assert_eq!(of_unix(1_707_424_200).as_deref(), Some("2024-02-08T20:30:00Z"));
        assert_eq!(of_unix(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!(of_unix(951_782_400).as_deref(), Some("2000-02-29T00:00:00Z"));
        for (text, pattern, expected) in [
            ("08.02.2024", "%d.%m.%Y", Some("2024-02-08")),
            ("Thu 8 Feb 2024, 13:30", "%a %d %b %Y, %H:%M", Some("2024-02-08T13:30:00")),
            ("8 February 2024 13:30:05 +0300", "%d %B %Y %H:%M:%S %z", Some("2024-02-08T13:30:05+03:00")),
            ("08.02.2024x", "%d.%m.%Y", None),
            ("31.02.2024", "%d.%m.%Y", None),
        ] {
            assert_eq!(by_pattern(text, pattern).as_deref(), expected, "{text}");
        }
        assert!(is_pattern("%d %B %Y") && !is_pattern("%d %q %Y") && !is_pattern("%d.%m") && !is_pattern("%Y %"));
    }

    #[test]
    fn dates_are_made_less_exact_and_intervals_short() {
        for (text, length, expected) in [
            ("2024-02-08T20:30:00Z", 10, "2024-02-08"),
            ("2024-02-08", 7, "2024-02"),
            ("2024-02", 10, "2024-02"),
            ("2024-02-08/2024-03-01", 4, "2024/2024"),
            ("Y-13800000000", 4, "Y-13800000000"),
        ] {
            assert_eq!(no_more_exact_than(text, length), expected, "{text}");
        }
        assert_eq!(about("2024-02-13"), "2024-02-13~");
        assert_eq!(about("2024-02-13T10:00:00Z"), "2024-02-13~");
        assert_eq!(about("2024-02?"), "2024-02%");
        assert_eq!(about("2024/.."), "2024~/..");
        assert_eq!(language("Russian").as_deref(), Some("ru"));
        assert_eq!(language("rus").as_deref(), Some("ru"));
        assert_eq!(language("pt_BR").as_deref(), Some("pt-BR"));
        assert_eq!(language("Klingon"), None);
    }
}

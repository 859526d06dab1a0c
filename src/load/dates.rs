//! Dates that are not written as EDTF and can be read in one way only, as EDTF: ISO with a blank or without a colon in its
//! zone, 8 or 14 digits, RFC 2822.
//!
//! A date is never guessed: nothing is rounded or filled in. Whose date it is, and where it stands, is not known here.

use crate::language::MONTHS;
use crate::model::Date;

/// The EDTF text of what the native reader takes beside EDTF: forms of numbers with the year first, and RFC 2822.
pub(in crate::load) fn lenient(text: &str) -> Option<String> {
    let text = text.trim();
    let edtf = digits(text).or_else(|| iso(text)).or_else(|| rfc_2822(text))?;
    Date::parse(&edtf).is_ok().then_some(edtf)
}

/// `20240208`, `20240208T133000Z`, `20240208133000`.
fn digits(text: &str) -> Option<String> {
    let plain = text.strip_suffix('Z').unwrap_or(text);
    let plain = plain.replacen('T', "", 1);
    if !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = || Some(format!("{}-{}-{}", plain.get(..4)?, plain.get(4..6)?, plain.get(6..8)?));
    match plain.len() {
        8 if plain.len() == text.len() => day(),
        14 => Some(format!(
            "{}T{}:{}:{}{}",
            day()?,
            &plain[8..10],
            &plain[10..12],
            &plain[12..],
            if text.ends_with('Z') { "Z" } else { "" }
        )),
        _ => None,
    }
}

/// ISO 8601 with a blank for the `T`, with a zone without colon, without zeros before one digit, with `/` or `.`.
fn iso(text: &str) -> Option<String> {
    let (date, time) = match text.find(['T', ' ']) {
        Some(at) => (&text[..at], text[at + 1..].trim()),
        None => (text, ""),
    };
    let mut parts = date.split(['-', '/', '.', ',']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
    let is_short = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) || !is_short(month)
    {
        return None;
    }
    let mut edtf = format!("{year}-{month:0>2}");
    match day {
        Some(day) if is_short(day) => edtf = format!("{edtf}-{day:0>2}"),
        // `2024.02` may be a number, and `2024/25` a winter.
        None if date.contains(['-', ',']) => {}
        _ => return None,
    }
    if time.is_empty() {
        return Some(edtf);
    }
    day?;
    Some(format!("{edtf}T{}", clock(time)?))
}

/// A time of the day with its zone, as RFC 3339 has it.
pub(in crate::load) fn clock(time: &str) -> Option<String> {
    let zone_at = time.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.' | ',')));
    let (clock, zone) = time.split_at(zone_at.unwrap_or(time.len()));
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    let second = second.split(['.', ',']).next()?;
    let two = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !two(hour) || !two(minute) || !two(second) {
        return None;
    }
    Some(format!("{hour:0>2}:{minute:0>2}:{second:0>2}{}", zone_of(zone.trim())?))
}

/// A zone as RFC 3339 has it: `Z`, `+05:00`, or nothing.
pub(in crate::load) fn zone_of(zone: &str) -> Option<String> {
    match zone {
        "" => return Some(String::new()),
        "Z" | "z" | "UTC" | "GMT" | "UT" => return Some("Z".to_owned()),
        _ => {}
    }
    let sign = zone.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let plain = zone[1..].replacen(':', "", 1);
    let plain = if plain.len() == 2 { format!("{plain}00") } else { plain };
    let is_whole = plain.len() == 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| if plain == "0000" { "Z".to_owned() } else { format!("{sign}{}:{}", &plain[..2], &plain[2..]) })
}

/// The zones that RFC 2822 knows by name; elsewhere `CST` may be China's.
fn zone_of_mail(name: &str) -> Option<&'static str> {
    let zones = [
        ("EST", "-0500"),
        ("EDT", "-0400"),
        ("CST", "-0600"),
        ("CDT", "-0500"),
        ("MST", "-0700"),
        ("MDT", "-0600"),
        ("PST", "-0800"),
        ("PDT", "-0700"),
    ];
    zones.into_iter().find(|(known, _)| *known == name).map(|(_, zone)| zone)
}

/// `Wed, 19 Oct 2022 20:07:25 +0000`, the day of the week and the seconds as may be.
fn rfc_2822(text: &str) -> Option<String> {
    let rest = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [day, month, year, time, zone @ ..] = &words[..] else { return None };
    if !time.contains(':') || zone.len() > 1 {
        return None;
    }
    let zone = zone.first().map_or("", |zone| zone_of_mail(zone).unwrap_or(zone));
    Some(format!("{}T{}", from_parts(year, Some(&month_number(month)?), Some(day))?, clock(&format!("{time}{zone}"))?))
}

/// The number of a month by its name or a beginning of it, two digits.
pub(in crate::load) fn month_number(word: &str) -> Option<String> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let is_beginning = |names: &[&str; 3]| {
        names.iter().any(|name| name.starts_with(&word)) || word == "sept" && names[0] == "september"
    };
    let at = MONTHS.iter().position(is_beginning)?;
    Some(format!("{:02}", at + 1))
}

/// A date of its parts as EDTF has it: a year of any length, and zeros where one digit stands. Empty parts, and what comes
/// after them, are none.
pub(in crate::load) fn from_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<String> {
    let (sign, number) = year.trim().strip_prefix(['-', '−']).map_or(("", year.trim()), |number| ("-", number));
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = number.trim_start_matches('0');
    let mut edtf = if number.len() > 4 { format!("Y{sign}{number}") } else { format!("{sign}{number:0>4}") };
    for part in [month, day] {
        match part.map(str::trim) {
            None | Some("") => break,
            Some(part) if part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                edtf = format!("{edtf}-{part:0>2}");
            }
            Some(_) => return None,
        }
    }
    Some(edtf)
}

/// An interval as short as it can be said: equal ends are one date, a whole month or a whole year is that. Ends have no time
/// of day.
pub(in crate::load) fn shortest(edtf: &str) -> String {
    let Some((from, to)) = edtf.split_once('/') else { return edtf.to_owned() };
    if from == to {
        return from.to_owned();
    }
    let day = |text: &'_ str| text.find('T').filter(|at| *at >= 10).map_or(text.len(), |at| at);
    if let (from, to) = (&from[..day(from)], &to[..day(to)])
        && from.len() + to.len() + 1 < edtf.len()
    {
        return shortest(&format!("{from}/{to}"));
    }
    let days = |text: &str| Date::parse(text).ok().map(|date| (date.first(), date.last()));
    let (Some(start), Some(end)) = (days(from), days(to)) else { return edtf.to_owned() };
    let is_plain = |text: &str| text.len() == 10 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    for length in [4, 7] {
        if is_plain(from)
            && is_plain(to)
            && from[..length] == to[..length]
            && days(&from[..length]) == Some((start.0, end.1))
        {
            return from[..length].to_owned();
        }
    }
    edtf.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_in_one_way_only_is_read() {
        for (text, expected) in [
            ("20220224", Some("2022-02-24")),
            ("Thu, 06 Feb 2020 00:00:00 PST", Some("2020-02-06T00:00:00-08:00")),
            ("Thu, 01 Aug 2019 16:15 EDT", Some("2019-08-01T16:15:00-04:00")),
            ("Thu, 01 Aug 2019 16:15 CEST", None),
            ("20240208133000", Some("2024-02-08T13:30:00")),
            ("20240208T133000Z", Some("2024-02-08T13:30:00Z")),
            ("2022-02-24 10:00", Some("2022-02-24T10:00:00")),
            ("2022-02-24 10:00:05.123+0300", Some("2022-02-24T10:00:05+03:00")),
            ("2022-02-24T10:00:00+0200", Some("2022-02-24T10:00:00+02:00")),
            ("2022-2-4", Some("2022-02-04")),
            ("2022/02/24", Some("2022-02-24")),
            ("Wed, 19 Oct 2022 20:07:25 +0000", Some("2022-10-19T20:07:25Z")),
            ("19 Oct 2022 20:07:25 GMT", Some("2022-10-19T20:07:25Z")),
            ("8 February 2024", None),
            ("13.02.2024", None),
            ("last week", None),
            ("", None),
            ("2024-13-40", None),
            ("20241332", None),
            ("2024.02", None),
            ("2024/25", None),
            ("2022-02-24 25:00", None),
        ] {
            assert_eq!(lenient(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn intervals_are_as_short_as_they_can_be_said() {
        for (text, expected) in [
            ("2024-02-08/2024-02-08", "2024-02-08"),
            ("2024-02-01/2024-02-29", "2024-02"),
            ("2024-01-01/2024-12-31", "2024"),
            ("2024-02-01/2024-02-28", "2024-02-01/2024-02-28"),
            ("2024/2025", "2024/2025"),
            ("2024-02-08", "2024-02-08"),
        ] {
            assert_eq!(shortest(text), expected, "{text}");
        }
    }
}

//! Dates as they are written and what they mean; the lists of the format's own tests are in `tests/queries/edtf.rs`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use super::days::{days_in_month, plain_day};
use super::edtf::Cursor;
use super::value::{Bound, Doubt};
use super::*;

#[track_caller]
fn day(text: &str) -> Day {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text),
    };
    let mut numbers = text.split('-').map(|number| number.parse::<i32>().unwrap());
    let mut next = || numbers.next().unwrap();
    let year = sign * next();
    Day::from_ymd(year, next() as u32, next() as u32).unwrap()
}

#[track_caller]
fn assert_spans(rows: &[(&str, &str, &str, Precision)]) {
    for &(text, first, last, precision) in rows {
        let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let first = if first == ".." { Day::MIN } else { day(first) };
        let last = if last == ".." { Day::MAX } else { day(last) };
        let found = (date.first().ymd(), date.last().ymd(), date.precision());
        assert_eq!(found, (first.ymd(), last.ymd(), precision), "{text}");
        assert_eq!(date.is_open_end(), last == Day::MAX, "{text}");
    }
}

#[test]
fn whole_dates_span_their_days() {
    use Precision::{Day, Month, Year};
    assert_spans(&[
        ("2024-02-08", "2024-2-8", "2024-2-8", Day),
        ("2024-02-29", "2024-2-29", "2024-2-29", Day),
        ("2000-02-29", "2000-2-29", "2000-2-29", Day),
        ("2024-02", "2024-2-1", "2024-2-29", Month),
        ("2023-02", "2023-2-1", "2023-2-28", Month),
        ("2023-12", "2023-12-1", "2023-12-31", Month),
        ("2024", "2024-1-1", "2024-12-31", Year),
        ("0000", "0-1-1", "0-12-31", Year),
        ("-0001", "-1-1-1", "-1-12-31", Year),
        ("-0004-02", "-4-2-1", "-4-2-29", Month),
        ("-1985-04-12", "-1985-4-12", "-1985-4-12", Day),
        ("Y12345", "12345-1-1", "12345-12-31", Year),
        ("Y-12345", "-12345-1-1", "-12345-12-31", Year),
        ("Y17E3", "17000-1-1", "17000-12-31", Year),
    ]);
}

#[test]
fn unspecified_digits_span_first_to_last_possible_day() {
    use Precision::{Century, Decade, Millennium, Month, Pattern, Year, Years};
    assert_spans(&[
        ("2004-XX", "2004-1-1", "2004-12-31", Year),
        ("1985-04-XX", "1985-4-1", "1985-4-30", Month),
        ("1985-XX-XX", "1985-1-1", "1985-12-31", Year),
        ("202X", "2020-1-1", "2029-12-31", Decade),
        ("201X-XX-XX", "2010-1-1", "2019-12-31", Decade),
        ("20XX", "2000-1-1", "2099-12-31", Century),
        ("1XXX", "1000-1-1", "1999-12-31", Millennium),
        ("XXXX", "0-1-1", "9999-12-31", Years),
        ("1X99", "1099-1-1", "1999-12-31", Pattern),
        ("20X3-06-25", "2003-6-25", "2093-6-25", Pattern),
        ("156X-12-25", "1560-12-25", "1569-12-25", Pattern),
        ("XXXX-12-XX", "0-12-1", "9999-12-31", Pattern),
        ("1XXX-XX", "1000-1-1", "1999-12-31", Millennium),
        ("1XXX-12", "1000-12-1", "1999-12-31", Pattern),
        ("1984-1X", "1984-10-1", "1984-12-31", Pattern),
        ("1984-0X", "1984-1-1", "1984-9-30", Pattern),
        ("1560-XX-25", "1560-1-25", "1560-12-25", Pattern),
        ("2018-XX-31", "2018-1-31", "2018-12-31", Pattern),
        ("2018-0X-31", "2018-1-31", "2018-8-31", Pattern),
        ("2023-02-2X", "2023-2-20", "2023-2-28", Pattern),
        ("2023-XX-3X", "2023-1-30", "2023-12-31", Pattern),
        ("1919-X4-02", "1919-4-2", "1919-4-2", Pattern),
        ("200X-02-29", "2000-2-29", "2008-2-29", Pattern),
        ("-1X32-X1-X2", "-1932-1-2", "-1032-11-22", Pattern),
        ("-20XX", "-2099-1-1", "-2000-12-31", Century),
        ("-000X", "-9-1-1", "-1-12-31", Decade),
        ("-XXXX-02-29", "-9996-2-29", "-4-2-29", Pattern),
        ("201X-24", "2010-12-1", "2020-2-29", Pattern),
    ]);
}

#[test]
fn seasons_and_other_parts_of_a_year_span_their_months() {
    use Precision::{Quadrimester, Quarter, Season, Semester};
    for (codes, first, last, precision) in [
        (&[21, 25, 31][..], "2001-3-1", "2001-5-31", Season),
        (&[22, 26, 32], "2001-6-1", "2001-8-31", Season),
        (&[23, 27, 29], "2001-9-1", "2001-11-30", Season),
        (&[24, 28, 30], "2001-12-1", "2002-2-28", Season),
        (&[33], "2001-1-1", "2001-3-31", Quarter),
        (&[34], "2001-4-1", "2001-6-30", Quarter),
        (&[35], "2001-7-1", "2001-9-30", Quarter),
        (&[36], "2001-10-1", "2001-12-31", Quarter),
        (&[37], "2001-1-1", "2001-4-30", Quadrimester),
        (&[38], "2001-5-1", "2001-8-31", Quadrimester),
        (&[39], "2001-9-1", "2001-12-31", Quadrimester),
        (&[40], "2001-1-1", "2001-6-30", Semester),
        (&[41], "2001-7-1", "2001-12-31", Semester),
    ] {
        for code in codes {
            assert_spans(&[(&format!("2001-{code}"), first, last, precision)]);
        }
    }
    assert_spans(&[("2023-24", "2023-12-1", "2024-2-29", Season)]);
}

#[test]
fn significant_digits_span_the_years_that_share_them() {
    use Precision::{Century, Decade, Millennium, Year, Years};
    assert_spans(&[
        ("1950S1", "1000-1-1", "1999-12-31", Millennium),
        ("1950S2", "1900-1-1", "1999-12-31", Century),
        ("1950S3", "1950-1-1", "1959-12-31", Decade),
        ("1950S4", "1950-1-1", "1950-12-31", Year),
        ("0050S1", "50-1-1", "59-12-31", Decade),
        ("0000S1", "0-1-1", "0-12-31", Year),
        ("-1859S2", "-1899-1-1", "-1800-12-31", Century),
        ("-1859S5", "-1859-1-1", "-1859-12-31", Year),
        ("Y3388E2S3", "338000-1-1", "338999-12-31", Millennium),
        ("Y-3388E2S3", "-338999-1-1", "-338000-12-31", Millennium),
        ("Y3388E2S2", "330000-1-1", "339999-12-31", Years),
    ]);
}

#[test]
fn intervals_span_from_first_to_last_and_may_lack_an_end() {
    use Precision::Interval;
    assert_spans(&[
        ("2024-02-05/2024-02-08", "2024-2-5", "2024-2-8", Interval),
        ("1964/2008", "1964-1-1", "2008-12-31", Interval),
        ("2004-02-01/2005", "2004-2-1", "2005-12-31", Interval),
        ("2003-22/2003-22", "2003-6-1", "2003-8-31", Interval),
        ("198X/1999", "1980-1-1", "1999-12-31", Interval),
        ("1984-11-12/1984-11-XX", "1984-11-12", "1984-11-30", Interval),
        ("1950S2/1960", "1900-1-1", "1960-12-31", Interval),
        ("-1000/-0999", "-1000-1-1", "-999-12-31", Interval),
        ("../2023", "..", "2023-12-31", Interval),
        ("/2023", "..", "2023-12-31", Interval),
        ("2025/..", "2025-1-1", "..", Interval),
        ("2025/", "2025-1-1", "..", Interval),
        ("../..", "..", "..", Interval),
        ("/..", "..", "..", Interval),
        ("../", "..", "..", Interval),
    ]);
    let bounds = |text| Date::parse(text).map(|date| (date.start, date.end));
    assert_eq!(bounds("2025/.."), Ok((Bound::Known, Bound::Open)));
    assert_eq!(bounds("2025/"), Ok((Bound::Known, Bound::Unknown)));
    assert_eq!(bounds("../2025"), Ok((Bound::Open, Bound::Known)));
    assert_eq!(bounds("/2025"), Ok((Bound::Unknown, Bound::Known)));
}

#[test]
fn sets_span_from_their_earliest_to_their_latest_member() {
    use Precision::Set;
    assert_spans(&[
        ("[1667,1668,1670..1672]", "1667-1-1", "1672-12-31", Set),
        ("{1960,1961-12}", "1960-1-1", "1961-12-31", Set),
        ("[1760-01,-1760-02,1760-12]", "-1760-2-1", "1760-12-31", Set),
        ("{1760}", "1760-1-1", "1760-12-31", Set),
        ("[..1760-12-03]", "..", "1760-12-3", Set),
        ("[..1760,1800]", "..", "1800-12-31", Set),
        ("[1760-01,1760-12..]", "1760-1-1", "..", Set),
        ("{..1984,1990..}", "..", "..", Set),
    ]);
}

#[test]
fn qualifiers_anywhere_make_the_whole_uncertain_or_approximate() {
    for (text, uncertain, approximate) in [
        ("1984", false, false),
        ("1984?", true, false),
        ("2004-06~", false, true),
        ("2004-06-11%", true, true),
        ("?2004-06-~11", true, true),
        ("2004-06~-11", false, true),
        ("2004?-06-11", true, false),
        ("2004-%06-11", true, true),
        ("2004-06-?11", true, false),
        ("%-2011-06-13", true, true),
        ("Y170000002?", true, false),
        ("1950S2~", false, true),
        ("2011-23~", false, true),
        ("1984?/2004~", true, true),
        ("1984/2004~", false, true),
        ("1984?/..", true, false),
        ("../1984?", true, false),
        ("[1667,1668?]", true, false),
        ("{1667~..1668,1670}", false, true),
    ] {
        let date = Date::parse(text).unwrap();
        assert_eq!(date.is_uncertain(), uncertain, "{text}");
        assert_eq!(date.is_approximate(), approximate, "{text}");
    }
}

#[test]
fn an_instant_counts_on_the_day_written() {
    for (text, on, shown) in [
        ("1985-04-12T23:20:30", "1985-4-12", "23:20"),
        ("1985-04-12T23:20:30Z", "1985-4-12", "23:20 UTC"),
        ("1985-04-12T23:20:30-04", "1985-4-12", "23:20 -04:00"),
        ("1985-04-12T00:20:30+04:30", "1985-4-12", "00:20 +04:30"),
        ("1985-04-12T00:20:30-00:45", "1985-4-12", "00:20 -00:45"),
        ("1985-04-12T00:20:30+00:00", "1985-4-12", "00:20 +00:00"),
        ("1985-04-12T00:20:30-00:00", "1985-4-12", "00:20 UTC"),
        ("2024-02-08T10:00:00.123Z", "2024-2-8", "10:00 UTC"),
        ("2024-02-08T10:00:00.123456789", "2024-2-8", "10:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31", "23:59 UTC"),
        ("2017-01-01T05:29:60.5+05:30", "2017-1-1", "05:29 +05:30"),
        ("-1985-04-12T23:20:30Z", "-1985-4-12", "23:20 UTC"),
    ] {
        let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((date.first(), date.last()), (day(on), day(on)), "{text}");
        assert_eq!(date.precision(), Precision::Instant, "{text}");
        assert_eq!(date.time().unwrap().to_string(), shown, "{text}");
    }
    assert_eq!(Date::parse("2024-02-08").unwrap().time(), None);
}

#[test]
fn years_beyond_all_days_are_before_or_after_them() {
    for text in ["Y17E8", "Y5E99999999999999999999", "Y99999999999999999999999S3", "Y5E30S1"] {
        let date = Date::parse(text).unwrap();
        assert_eq!((date.first(), date.last()), (Day::MAX, Day::MAX), "{text}");
        assert!(!date.is_open_end(), "{text}");
        let date = Date::parse(&text.replace('Y', "Y-")).unwrap();
        assert_eq!((date.first(), date.last()), (Day::MIN, Day::MIN), "-{text}");
    }
    // The year in which the days of an i32 end.
    let date = Date::parse("Y5881580").unwrap();
    assert_eq!((date.first().ymd(), date.last()), ((5_881_580, 1, 1), Day::MAX));
    assert_eq!(Day::MAX.ymd(), (5_881_580, 7, 11));
    assert_eq!(Day::MIN.ymd(), (-5_877_641, 6, 23));
}

/// The place of an error and what it says.
fn told(error: DateError) -> (usize, String) {
    (error.at, error.expected.to_string())
}

#[test]
fn errors_name_the_column_and_what_belongs_there() {
    let the_end = "the end of the date";
    for (text, at, expected) in [
        ("", 0, "a date"),
        (" 2024", 0, "a date"),
        ("+2024", 0, "a date"),
        ("вчера", 0, "a date"),
        ("20", 2, "a year of four digits"),
        ("20 4", 2, "a year of four digits"),
        ("202ё", 3, "a year of four digits"),
        ("-0000", 0, "a year other than -0000"),
        ("2023/-0000", 5, "a year other than -0000"),
        ("20240", 4, the_end),
        ("2024г", 4, the_end),
        ("2024??", 5, the_end),
        ("2024-", 5, "a month 01..12"),
        ("2024-2", 5, "a month 01..12"),
        ("2024-2-8", 5, "a month 01..12"),
        ("2024-00", 5, "a month 01..12"),
        ("2024-13", 5, "a month 01..12"),
        ("2024-1я", 5, "a month 01..12"),
        ("2024-?13", 6, "a month 01..12"),
        ("2024-20", 5, "a month 01..12 or a season 21..41"),
        ("2024-42", 5, "a month 01..12 or a season 21..41"),
        ("2024-2X", 5, "a month 01..12 or a season 21..41"),
        ("2024-21-01", 7, the_end),
        ("2024-01-00", 8, "a day 01..31"),
        ("2024-01-32", 8, "a day 01..31"),
        ("2024-01-1", 8, "a day 01..31"),
        ("2024-02-30", 8, "a day 01..29"),
        ("2023-02-29", 8, "a day 01..28"),
        ("1900-02-29", 8, "a day 01..28"),
        ("1960-06-31", 8, "a day 01..30"),
        ("-2023-02-29", 9, "a day 01..28"),
        ("2023-02-3X", 8, "a day 01..28"),
        ("20X3-02-29", 8, "a day that such a month has"),
        ("2024-02-08??", 11, the_end),
        ("2024-02~~", 8, the_end),
        ("2024-02~?-08", 8, the_end),
        ("2024-~?02", 6, "a month 01..12"),
        ("??2024", 1, "a year of four digits"),
        ("2001-21??", 8, the_end),
        ("1950S2~~", 7, the_end),
        ("Y12345%%", 7, the_end),
        ("2024-02-08 ", 10, the_end),
        ("2024-02-08t10:00:00Z", 10, the_end),
        ("2024-02-08?T10:00:00Z", 11, the_end),
        ("2024-02-XXT10:00:00Z", 10, the_end),
        ("2024-02T10:00:00Z", 7, the_end),
        ("2024-02-08T24:00:00", 11, "an hour 00..23"),
        ("2024-02-08T1:00:00", 11, "an hour 00..23"),
        ("2024-02-08T10", 13, "`:`"),
        ("2024-02-08T10:60:00", 14, "a minute 00..59"),
        ("2024-02-08T10:00Z", 16, "`:`"),
        ("2024-02-08T10:00:61", 17, "a second 00..59"),
        ("2024-02-08T10:59:60Z", 17, "a second 00..59"),
        ("2024-02-08T10:00:00.Z", 20, "a digit of the fraction"),
        ("2024-02-08T10:00:00..", 19, the_end),
        ("2024-02-08T10:00:00z", 19, the_end),
        ("2024-02-08T10:00:00+24", 20, "an hour 00..23 of the offset"),
        ("2024-02-08T10:00:00-05:60", 23, "a minute 00..59 of the offset"),
        ("2024-02-08T10:00:00Z/2025", 20, the_end),
        ("2024/2024-02-08T10:00:00Z", 15, the_end),
        ("/", 1, "a date"),
        ("..", 2, "`/`"),
        ("..2024", 2, "`/`"),
        ("2024..", 4, the_end),
        ("2024/2023", 5, "an end that does not begin before the start"),
        ("2024-05/2024", 8, "an end that does not begin before the start"),
        ("2024/2025/2026", 9, the_end),
        ("2024//", 5, "a date"),
        ("Y2024", 1, "five digits or more, the first not 0"),
        ("Y-02024", 2, "five digits or more, the first not 0"),
        ("Y17E", 4, "an exponent from 1"),
        ("Y17E8S0", 6, "a number of significant digits from 1"),
        ("195XS2", 4, the_end),
        ("Y20240-01", 6, the_end),
        ("Y-61000/-2000", 0, "a year of four digits"),
        ("2000/Y61000", 5, "a year of four digits"),
        ("[]", 1, "a date"),
        ("[..]", 3, "a date"),
        ("[1667,]", 6, "a date"),
        ("[1667, 1668]", 6, "a date"),
        ("[1667", 5, "`,` or the end of the set"),
        ("[1667}", 5, "`,` or the end of the set"),
        ("[1667..,1668]", 7, "a date"),
        ("[1667,..1668]", 6, "a date"),
        ("[1668..1667]", 7, "an end that does not begin before the start"),
        ("[1667]?", 6, the_end),
    ] {
        let result = Date::parse(text);
        assert_eq!(result.map_err(told), Err((at, expected.to_owned())), "{text}");
    }
    let error = "2024-02-30".parse::<Date>().unwrap_err();
    assert_eq!(error.to_string(), "expected a day 01..29 at character 9");
}

#[test]
fn the_short_way_and_the_long_way_agree() {
    for text in ["2024-02-08", "0000-01-01", "9999-12-31", "1600-02-29"] {
        let short = plain_day(text.as_bytes());
        let long = Cursor::new(text).four_digit_date(&mut Doubt::default());
        assert_eq!(short, Some(long.unwrap().first), "{text}");
        assert_eq!(short, Some(day(text)), "{text}");
    }
    for text in ["2024-02-30", "2024-00-01", "2024-0:-01", "2024-02-8 ", "+024-02-08", "2024-02-081"] {
        assert_eq!(plain_day(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn a_date_begins_in_what_it_names() {
    for (begins, texts) in [
        (
            Begins::Month,
            &["2024-02-08", "2024-02", "2024-02/..", "2024-02-05/2025", "2024-02-1X", "[2024-02,2025]"][..],
        ),
        (
            Begins::Year,
            &[
                "2024",
                "2024-XX",
                "2020/..",
                "2017/",
                "2014/2014-06",
                "2010-XX-15",
                "2013-21",
                "1984-1X",
                "[2024,2025-01]",
            ],
        ),
        (Begins::Years, &["202X", "156X-12-25", "XXXX-12-25", "../2023", "/2023", "XXXX-02", "[..2023]", "Y17E8S1"]),
    ] {
        for text in texts {
            assert_eq!(Date::parse(text).unwrap().begins(), begins, "{text}");
        }
    }
}

#[test]
fn a_date_is_small() {
    assert!(size_of::<Date>() <= 24);
}

#[test]
fn ranges_run_from_the_first_day_of_one_side_to_the_last_of_the_other() {
    for (text, first, last) in [
        ("2024", "2024-1-1", "2024-12-31"),
        ("2024-02-08T10:00:00.5Z", "2024-2-8", "2024-2-8"),
        ("[1667,1668]", "1667-1-1", "1668-12-31"),
        ("2024-02..2025", "2024-2-1", "2025-12-31"),
        ("2024-02/2025", "2024-2-1", "2025-12-31"),
        ("2024-05..2024", "2024-5-1", "2024-12-31"),
        ("202X..2024-21", "2020-1-1", "2024-5-31"),
        ("-0002..-0001", "-2-1-1", "-1-12-31"),
        ("2024-02-08T10:00:00..2025", "2024-2-8", "2025-12-31"),
        ("2024..2025-02-08T10:00:00Z", "2024-1-1", "2025-2-8"),
        ("[1667,1668]..{1700}", "1667-1-1", "1700-12-31"),
        ("Y-12000..2000", "-12000-1-1", "2000-12-31"),
        ("..2023", "..", "2023-12-31"),
        ("../2023", "..", "2023-12-31"),
        ("/2023", "..", "2023-12-31"),
        ("2024-05..", "2024-5-1", ".."),
        ("2024-05/", "2024-5-1", ".."),
        ("2024-05/..", "2024-5-1", ".."),
        ("../..", "..", ".."),
        ("../", "..", ".."),
        ("/..", "..", ".."),
    ] {
        let range = parse_range(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let first = if first == ".." { Day::MIN } else { day(first) };
        let last = if last == ".." { Day::MAX } else { day(last) };
        assert_eq!(range, Range { first, last }, "{text}");
    }
    for (text, at, expected) in [
        ("", 0, "a date"),
        ("..", 2, "a date"),
        ("/", 1, "a date"),
        (".", 0, "a date"),
        ("вчера", 0, "a date"),
        ("2024....", 6, "a date"),
        ("2024/../", 7, "the end of the date"),
        ("2024-13..2025", 5, "a month 01..12"),
        ("2024..2025-13", 11, "a month 01..12"),
        ("2024..x", 6, "a date"),
        ("2024..2025..2026", 10, "the end of the date"),
        ("2025..2024", 6, "an end that is not before the start"),
        ("2025/2024", 5, "an end that is not before the start"),
        ("2024 ..2025", 4, "the end of the date"),
    ] {
        assert_eq!(parse_range(text).map_err(told), Err((at, expected.to_owned())), "{text}");
    }
}

#[test]
fn a_range_contains_any_day_that_overlaps_it() {
    let range = parse_range("2024-02..2024-03").unwrap();
    for (first, last, overlaps) in [
        ("2024-2-1", "2024-2-1", true),
        ("2024-3-31", "2024-3-31", true),
        ("2024-1-1", "2024-12-31", true),
        ("2024-1-1", "2024-1-31", false),
        ("2024-4-1", "2024-4-1", false),
    ] {
        assert_eq!(range.contains_any(day(first), day(last)), overlaps, "{first} {last}");
    }
    assert!(range.contains_any(Day::MIN, Day::MAX));
    assert!(!range.contains_any(Day::MIN, day("2024-1-31")));
}

#[test]
fn every_day_from_1600_to_2400_comes_back() {
    let mut expected = day("1600-1-1");
    for year in 1600..=2400 {
        for month in 1..=12 {
            let mut length = 0;
            for number in 0..=33 {
                let Some(found) = Day::from_ymd(year, month, number) else {
                    continue;
                };
                assert_eq!(found, expected);
                assert_eq!(found.ymd(), (year, month, number));
                let text = format!("{year:04}-{month:02}-{number:02}");
                assert_eq!(Date::parse(&text).unwrap().first(), found);
                expected.0 += 1;
                length += 1;
            }
            let thirty = matches!(month, 4 | 6 | 9 | 11);
            let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
            let february = if leap { 29 } else { 28 };
            let usual = if thirty { 30 } else { 31 };
            assert_eq!(length, if month == 2 { february } else { usual });
        }
    }
    assert_eq!(day("1600-1-1").weekday(), 6);
    assert_eq!(day("2024-2-5").weekday(), 1);
    assert_eq!(day("2024-2-11").weekday(), 7);
}

#[test]
fn days_of_years_far_off_come_back() {
    let mut before = Day::MIN;
    for year in (-5000..=5000).step_by(7) {
        for month in 1..=12 {
            for number in [1, 28, days_in_month(i64::from(year), month)] {
                let found = Day::from_ymd(year, month, number).unwrap();
                assert_eq!(found.ymd(), (year, month, number));
                assert!(before <= found);
                before = found;
            }
        }
    }
    for number in (i32::MIN..=i32::MAX).step_by(99_991) {
        let (year, month, day) = Day(number).ymd();
        assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
    }
}

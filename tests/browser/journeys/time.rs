//! The histogram: its cursor, what it shows of time, the range of dates that is drawn in it and read back from the query,
//! and the record in its context.

use super::*;
use oreline::door::app::Spot;
use oreline::door::layout::Pane;
use oreline::door::query::{Histogram, Unit};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;

/// Events with every kind of date, three of them without one.
const DATES: &str = r#"{"oreline": 1, "title": "Dates", "events": [
 {"id": "d1", "label": "A day", "date": "2024-02-08"},
 {"id": "d2", "label": "Three days", "date": "2024-02-28/2024-03-01"},
 {"id": "m", "label": "A month", "date": "2024-05"},
 {"id": "a", "label": "About a day", "date": "2024-05-20~"},
 {"id": "s", "label": "A spring", "date": "2023-21"},
 {"id": "x", "label": "A decade", "date": "202X"},
 {"id": "y", "label": "A year", "date": "2025"},
 {"id": "o", "label": "Until 2023", "date": "../2023"},
 {"id": "n1", "label": "No date"}, {"id": "n2", "label": "No date either", "date": "soon"}, {"id": "n3", "label": "None"}
]}"#;

fn dates(width: u16, height: u16, settings: Settings) -> Headless {
    let mut file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    file.write_all(DATES.as_bytes()).unwrap();
    Headless::new(vec![Input::Path(file.path().to_owned())], settings, Size::new(width, height)).unwrap()
}

fn histogram(browser: &Headless) -> &Histogram {
    browser.app().histogram().counted()
}

/// The days of the cursor's bucket, as the language of queries writes them.
fn at_cursor(browser: &Headless) -> String {
    let bucket = histogram(browser).buckets[browser.app().histogram().bucket().unwrap()];
    oreline::door::query::ast::DateSpan::between(bucket.first, bucket.last).unwrap().to_string()
}

#[test]
fn the_histogram_takes_the_focus_and_says_what_is_at_its_cursor() {
    // The cursor stands where the selected record is.
    let shows = ["= 170 events", "[▲ Feb 2026  20+1]", "←/→ move  Space start, end range"];
    let mut browser = journey("time-focus", "t", &shows);
    assert_eq!(browser.app().focus(), Pane::Histogram);
    browser.press("<Left>").unwrap();
    assert_eq!(at_cursor(&browser), "date:2026-01");
    browser.press("gl").unwrap();
    assert_eq!(at_cursor(&browser), "date:2022-07");
    browser.press("G").unwrap();
    assert_eq!(at_cursor(&browser), "date:2026-02");
    // Every event has a date, so there is nothing beyond the last month.
    browser.press("<Right>").unwrap();
    assert_eq!(at_cursor(&browser), "date:2026-02");
    browser.press("t").unwrap();
    assert_shows(&browser, &["━[Events]"]);
    browser.press("tZ").unwrap();
    assert_shows(&browser, &["All of time is shown"]);
}

/// To take an empty bar would leave no rows, and nobody means that.
#[test]
fn an_empty_bar_or_range_is_not_taken_and_says_so() {
    for keys in ["tgl<Enter>", "tgl<Space><Space>", "cKZ<Enter>tg<Space>ll<Enter>", "cKZ<Enter>tg<Enter>"] {
        let browser = after(keys);
        assert_shows(&browser, &["No event "]);
        assert!(!query(&browser).contains("date:"), "{keys}: {}", query(&browser));
        assert_eq!(browser.app().focus(), Pane::Histogram, "{keys}");
    }
    // The range goes on being drawn, and is taken where it has events.
    let mut browser = after("tgl<Space><Space>");
    browser.press("l<Enter>").unwrap();
    assert_eq!(query(&browser), "date:2022-07..2022-08");
    // An empty part of what else is asked for, at either end of time; a bar of what is only perhaps is none.
    let mut browser = dates(120, 40, Settings::default());
    browser.press("d2024-03<Enter>t").unwrap();
    let taken = at_cursor(&browser);
    browser.press("<Enter>").unwrap();
    assert_eq!(query(&browser), taken);
}

/// How high the highest bar is stands beside the sum, also where a range of dates is asked for.
#[test]
fn the_highest_bar_is_named_under_a_range_too() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        for keys in ["", "/date:2024<Enter>", "/date:2024..2025 country:US<Enter>", "t<Space><Left><Left><Space>"] {
            let mut browser = bundled(width, height);
            browser.press(keys).unwrap();
            let most = histogram(&browser).buckets.iter().max_by_key(|one| one.placed + one.spread).unwrap();
            let plus = if most.spread > 0 { format!("+{}", most.spread) } else { String::new() };
            assert_shows(&browser, &[&format!("max {}{plus}", most.placed)]);
        }
    }
}

#[test]
fn tab_reaches_the_histogram_and_the_arrows_do_not() {
    let mut browser = bundled(120, 40);
    let mut panes = Vec::new();
    for _ in 0..4 {
        browser.press("<Tab>").unwrap();
        panes.push(browser.app().focus());
    }
    assert_eq!(panes, [Pane::Detail, Pane::Histogram, Pane::Facet, Pane::Timeline]);
    browser.press("<S-Tab><S-Tab>").unwrap();
    assert_eq!(browser.app().focus(), Pane::Histogram);
    // In the histogram they move its cursor; beside it they go round among the panes.
    browser.press("<Left>h").unwrap();
    assert_eq!(browser.app().focus(), Pane::Histogram);
    browser.press("<Esc>lll").unwrap();
    assert_eq!(browser.app().focus(), Pane::Timeline);
}

#[test]
fn zoom_goes_from_all_of_time_to_days_and_back() {
    let mut browser = after("d2024-02-08<Enter>t");
    assert_eq!((histogram(&browser).unit, histogram(&browser).is_whole), (Unit::Month, true));
    let sum = |browser: &Headless| histogram(browser).total();
    for unit in [Unit::Week, Unit::Day] {
        browser.press("z").unwrap();
        assert_eq!((histogram(&browser).unit, histogram(&browser).is_whole), (unit, false));
        assert_eq!((histogram(&browser).buckets.len(), sum(&browser)), (23, 170));
    }
    // The cursor is still on the record's day, and the line adds up with what lies outside.
    assert_eq!(at_cursor(&browser), "date:2024-02-08");
    assert_shows(&browser, &[" events of 170", "[▲ 8 Feb 2024  1]"]);
    assert_frame("time-zoomed", &browser);
    browser.press("z").unwrap();
    assert_shows(&browser, &["Days are the finest"]);
    browser.press("ZZ").unwrap();
    assert!(histogram(&browser).is_whole);
    assert_eq!(at_cursor(&browser), "date:2024-02");
}

#[test]
fn what_is_shown_moves_with_the_cursor() {
    let mut browser = after("tgzz");
    let first = histogram(&browser).buckets[0].first;
    let last = at_cursor(&after("tzzG"));
    browser.press("<PgDn>").unwrap();
    assert!(histogram(&browser).buckets[0].first > first);
    assert_eq!(histogram(&browser).total(), 170);
    browser.press("G").unwrap();
    assert_eq!((at_cursor(&browser), histogram(&browser).after), (last, 0));
    browser.press("g").unwrap();
    assert_eq!((histogram(&browser).buckets[0].first, histogram(&browser).before), (first, 0));
}

#[test]
fn a_range_is_drawn_and_becomes_a_part_of_the_query() {
    let mut browser = after("cKZ<Enter>d2024-02<Enter>t<Space><Right><Right>");
    assert_shows(&browser, &["[Feb–Apr 2024]──", "━▲"]);
    assert_eq!(query(&browser), "country:KZ", "nothing is asked for before the range ends");
    assert_frame("time-drawing", &browser);
    browser.press("<Space>").unwrap();
    assert_eq!(query(&browser), "country:KZ date:2024-02..2024-04");
    assert_shows(&browser, &["= 5 events of 44", "[▲ Apr 2024  1]", "country:KZ  date:2024-02..2024-04"]);
    assert_frame("time-range", &browser);
    // Another range takes its place; it may end before it begins, and in a coarser unit.
    browser.press("<Right><Space>").unwrap();
    browser.press(&"<Left>".repeat(16)).unwrap();
    browser.press("<Space>").unwrap();
    assert_eq!(query(&browser), "country:KZ date:2023..2024-05");
    browser.press("u").unwrap();
    assert_eq!(query(&browser), "country:KZ date:2024-02..2024-04");
    browser.press("<Del>").unwrap();
    assert_eq!(query(&browser), "country:KZ");
    browser.press("<Del>").unwrap();
    assert_shows(&browser, &["The query has no range of dates"]);
}

#[test]
fn enter_takes_one_bar_and_returns() {
    let mut browser = after("d2024-02<Enter>t<Enter>");
    assert_eq!(query(&browser), "date:2024-02");
    assert_shows(&browser, &["━[Events]", "February 2024"]);
    browser.press("t<Space><Left><Enter>").unwrap();
    assert_eq!(query(&browser), "date:2024-01..2024-02");
    assert_eq!(browser.app().focus(), Pane::Timeline);
}

#[test]
fn esc_drops_the_range_then_the_focus_then_the_chip() {
    let mut browser = after("cKZ<Enter>t<Space><Left><Esc>");
    assert!(!browser.app().histogram().is_drawing());
    assert_shows(&browser, &["The range is dropped"]);
    assert_eq!(browser.app().focus(), Pane::Histogram);
    browser.press("<Esc>").unwrap();
    assert_eq!((browser.app().focus(), query(&browser).as_str()), (Pane::Timeline, "country:KZ"));
    browser.press("<Esc>").unwrap();
    assert_eq!(query(&browser), "");
    // Whoever leaves the histogram leaves the range.
    browser.press("t<Space><Left>t").unwrap();
    assert!(!browser.app().histogram().is_drawing());
    browser.press("t<Space><Left>?<Esc>").unwrap();
    assert!(browser.app().histogram().is_drawing(), "a box over it closes first");
}

#[test]
fn a_range_in_the_query_is_read_back() {
    let shows = ["= 100 events of 170", "─ Feb 2024 – Dec 2025 ─", "━", "of 170 events"];
    let browser = journey("time-read-back", "/date:2024-02..2025<Enter>", &shows);
    let axis = |browser: &Headless| browser.text().lines().nth(4).unwrap_or_default().to_owned();
    let marks = |browser: &Headless| axis(browser).matches('━').count();
    // 23 months, a column each, with the label of a year and the month of the record among them.
    assert_eq!(marks(&browser), 14, "{}", browser.text());
    assert_eq!(histogram(&browser).total(), 170);
    let rows = browser.app().rows().unwrap().len();
    assert!(browser.text().contains(&format!("{rows} of 170 events")) && rows < 170);
    // Typed, it is there before Enter; undone, it is gone.
    let mut browser = after("/date:2024");
    assert!(marks(&browser) > 0);
    browser.press("<Enter>u").unwrap();
    assert_eq!(marks(&browser), 0);
    // As an option it is the same.
    let query = oreline::door::query::Query::parse("date:2025..").unwrap();
    let settings = Settings { query, ..Settings::default() };
    let browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    assert!(marks(&browser) > 0);
    // What is excluded is not marked, and not shown either.
    let browser = after("/-date:2024<Enter>");
    assert_eq!(marks(&browser), 0);
    assert!(histogram(&browser).total() < 170);
}

#[test]
fn events_without_a_date_have_a_place_of_their_own() {
    let mut browser = dates(80, 24, Settings::default());
    browser.press("tG<Right>").unwrap();
    assert_eq!(browser.app().histogram().cursor(), Spot::Undated);
    assert_shows(&browser, &["█ 3 sure   ~ 5 perhaps", "›3 undated = 11 events", "[without a date]"]);
    browser.press("<Space>").unwrap();
    assert_eq!(query(&browser), "date:none");
    assert_shows(&browser, &["›3 undated = 3 events of 11", "[without a date]", "3 of 11 events"]);
    assert_frame("time-undated", &browser);
    // From the last bar, not from the undated ones, ranges are drawn.
    browser.press("<Left><Space><Left><Right><Right><Space>").unwrap();
    assert!(query(&browser).starts_with("date:20"), "{}", query(&browser));
    assert_shows(&browser, &["3 undated hidden"]);
}

#[test]
fn in_ascii_the_range_and_the_cursor_are_signs() {
    let mut browser = dates(80, 24, Settings { ascii: true, ..Settings::default() });
    browser.press("d2024-02<Enter>t<Space><Right>").unwrap();
    assert_shows(&browser, &["-[Jan-Jun 2024]-", "=^"]);
    assert!(browser.text().is_ascii(), "{}", browser.text());
    assert_frame("time-ascii", &browser);
}

#[test]
fn on_a_wide_screen() {
    let mut browser = bundled(200, 60);
    browser.press("/date:2024-02..2025<Enter>d2024-11<Enter>t").unwrap();
    assert_shows(&browser, &[" sure", "[▲ Nov 2024", "━"]);
    assert_frame("time-wide", &browser);
}

#[test]
fn a_low_screen_shows_it_alone() {
    let mut browser = bundled(70, 11);
    assert_hides(&browser, &["= 170"]);
    browser.press("t").unwrap();
    assert_shows(&browser, &["= 170", "[▲ Feb 2026"]);
    assert_hides(&browser, &["━[Events]"]);
    browser.press("<Enter>").unwrap();
    assert_eq!(query(&browser), "date:2026-02");
    browser.press("tq").unwrap();
    assert!(!browser.has_quit());
    assert_shows(&browser, &["━[Events]"]);
}

#[test]
fn the_month_of_the_record_under_the_cursor_is_marked_in_every_list() {
    let mark = |browser: &Headless| {
        browser.text().lines().nth(4).and_then(|axis| axis.find('▲').map(|at| axis[at..].to_owned()))
    };
    for (keys, month) in [
        ("d2024-08<Enter>", "▲ Aug 2024  3 ─"),
        ("2d2024-08<Enter>", "▲ Aug 2024  3 ─"),
        ("3d2024-08<Enter>", "▲ Aug 2024  3 ─"),
        ("d2024-08<Enter><Enter>", "▲ Aug 2024  3 ─"),
        ("d2024-08<Enter>t", "▲ Aug 2024  3]─"),
        ("s", "▲ Jun 2022  1 ─"),
    ] {
        let marked = mark(&after(keys)).unwrap_or_default();
        assert!(marked.starts_with(month), "{keys}: {marked}");
    }
    // A person has no place in time.
    assert_eq!(mark(&after("4")), None);
    // What may lie in several months has both ends marked, and is in none of them alone.
    let mut browser = dates(80, 24, Settings::default());
    browser.press("/\"A year\"<Enter>").unwrap();
    let axis = browser.text().lines().nth(4).unwrap().to_owned();
    assert!(axis.starts_with("─ ▲ 2025 ─") && axis.matches('▲').count() == 3, "{axis}");
}

#[test]
fn a_mark_in_the_way_of_a_label_moves_it() {
    assert_shows(&after("d2024-02<Enter>"), &["┴▲2024──"]);
    assert_shows(&after("d2024-01<Enter>"), &["─▲2024──"]);
    assert_shows(&after("d2024-09<Enter>"), &["┴2024───▲──"]);
}

#[test]
fn the_words_of_the_cursor_and_the_range_have_their_own_colours() {
    let query = oreline::door::query::Query::parse("date:2023..2025").unwrap();
    let settings = Settings { query, color: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 30)).unwrap();
    browser.press("d2024-06<Enter>t").unwrap();
    let frame = browser.frame();
    let axis: Vec<_> = (0..120).map(|x| &frame[(x, 5)]).collect();
    let colour = |sign: &str| axis.iter().find(|cell| cell.symbol() == sign).map(|cell| cell.fg);
    assert_eq!(colour("J"), Some(ratatui::style::Color::Reset), "{}", browser.text());
    assert!(["━", "▲"].iter().all(|sign| colour(sign).is_some_and(|fg| fg != ratatui::style::Color::Reset)));
}

#[test]
fn on_a_narrow_screen_the_sum_still_adds_up() {
    let mut browser = bundled(40, 14);
    assert_shows(&browser, &["█ 163 ~ 7 = 170"]);
    browser.press("tz").unwrap();
    let Histogram { placed, spread, before, after, undated, .. } = *histogram(&browser);
    assert_eq!(undated, 0);
    assert_shows(&browser, &[&format!("█ {placed} ~ {spread} = {}", 170 - before - after)]);
}

#[test]
fn a_date_in_any_form_is_jumped_to() {
    for (typed, id) in [
        ("2024-05", "a"),
        ("2024-02-08", "d1"),
        ("2024-02-08~", "d1"),
        ("2023-21", "s"),
        ("202X", "y"),
        ("../2023", "s"),
        ("2024-02/2024-04", "d2"),
        ("2024-02..2024-02-20", "d1"),
        ("2024-05-XX", "a"),
        ("[2024-02,2024-03]", "d2"),
        ("2025-06/..", "y"),
        ("2024-02-08T10:00:00Z", "d1"),
    ] {
        let mut browser = dates(80, 24, Settings::default());
        browser.press("d").unwrap();
        browser.paste(typed);
        browser.press("<Enter>").unwrap();
        assert!(browser.app().popup().is_none(), "{typed}:\n{}", browser.text());
        assert_eq!(selected(&browser), id, "{typed}");
    }
}

#[test]
fn a_date_moves_the_cursor_of_the_histogram_too() {
    let mut browser = after("tzzd2023-04-20<Enter>");
    assert_eq!(at_cursor(&browser), "date:2023-04-20");
    assert_eq!(browser.app().focus(), Pane::Histogram);
    assert_shows(&browser, &["[▲ 20 Apr 2023"]);
    browser.press("d../2022-08<Enter>").unwrap();
    assert_eq!(at_cursor(&browser), "date:2022-08-31");
    browser.press("d1850<Enter>").unwrap();
    assert_eq!(browser.app().histogram().bucket(), Some(0));
}

/// First and last day of a date of the bundled data as `YYYYMMDD`, and whether it is sure.
fn days(date: &str) -> (u32, u32, bool) {
    let plain = date.trim_end_matches(['~', '?', '%']);
    let ends = plain.split_once('/').unwrap_or((plain, plain));
    let number = |text: &str, rest: &str| {
        let text = text.replace('-', "");
        format!("{text}{}", &rest[text.len() - 4..]).parse::<u32>().unwrap()
    };
    (number(ends.0, "0101"), number(ends.1, "1231"), plain.len() == date.len())
}

#[test]
fn bars_agree_with_a_count_from_the_json() {
    let data: Value = serde_json::from_str(include_str!("../../../data/critical-minerals.json")).unwrap();
    let dates: Vec<(u32, u32, bool)> =
        data["events"].as_array().unwrap().iter().map(|event| days(event["date"].as_str().unwrap())).collect();
    // Months are compared by `YYYYMM`, days by `YYYYMMDD`. No month has more than the 31 days that a plain one may have.
    for (keys, digits) in [("", 100), ("/date:2024<Enter>", 100), ("tgzz", 1), ("tzz", 1), ("d2024-09<Enter>tzz", 1)] {
        let browser = after(keys);
        let histogram = histogram(&browser);
        let name = |day: oreline::door::model::Day| {
            let (year, month, day) = day.ymd();
            (year as u32 * 10000 + month * 100 + day) / digits
        };
        let shown: BTreeMap<u32, (u32, u32)> =
            histogram.buckets.iter().map(|bucket| (name(bucket.first), (bucket.placed, bucket.spread))).collect();
        let (low, high) = (*shown.keys().min().unwrap(), *shown.keys().max().unwrap());
        let mut expected: BTreeMap<u32, (u32, u32)> = shown.keys().map(|name| (*name, (0, 0))).collect();
        let mut sums = [0; 4];
        for (first, last, is_sure) in &dates {
            let (first, last) = (first / digits, last / digits);
            if last < low {
                sums[2] += 1;
            } else if first > high {
                sums[3] += 1;
            } else if first == last && *is_sure {
                sums[0] += 1;
                expected.get_mut(&first).unwrap().0 += 1;
            } else {
                sums[1] += 1;
                expected.range_mut(first..=last).for_each(|(_, counts)| counts.1 += 1);
            }
        }
        assert_eq!(shown, expected, "{keys}");
        let Histogram { placed, spread, before, after, .. } = *histogram;
        assert_eq!([placed, spread, before, after], sums, "{keys}");
        assert_eq!(sums.iter().sum::<usize>(), 170, "{keys}");
    }
}

#[test]
fn a_record_is_shown_in_context_and_the_way_back_is_open() {
    let lists =
        [("Events", "/macron kind:visit"), ("Articles", "2/macron"), ("Quotes", "3/macron"), ("People", "4/macron")];
    for (view, keys) in lists {
        let mut browser = after(&format!("{keys}<Enter>j"));
        let (record, filter) = (browser.app().selected(), query(&browser));
        assert!(record.is_some() && !filter.is_empty(), "{view}");
        browser.press("w").unwrap();
        assert_eq!((browser.app().selected(), query(&browser).as_str()), (record, ""), "{view}");
        assert_shows(&browser, &[&format!("[{view}]")]);
        // Other records stand around it now; `u` brings the query back, Backspace the place.
        browser.press("j").unwrap();
        assert_ne!(browser.app().selected(), record, "{view}");
        browser.press("u<BS>").unwrap();
        assert_eq!((browser.app().selected(), query(&browser)), (record, filter), "{view}");
    }
}

#[test]
fn a_person_has_no_place_in_time() {
    let mut browser = after("d2024-02<Enter>t<Esc>4jt");
    assert_eq!(at_cursor(&browser), "date:2024-02", "the cursor stays where it was");
    browser.press("<Enter>").unwrap();
    assert_eq!(query(&browser), "date:2024-02");
    let mut browser = dates(80, 24, Settings::default());
    browser.press("4t").unwrap();
    assert!(matches!(browser.app().histogram().cursor(), Spot::Time(_)));
}

#[test]
fn in_context_from_the_detail_and_from_the_histogram() {
    let mut browser = after("/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter><Enter>");
    go_to_line(&mut browser, "Orda.kz · 12");
    browser.press("<Enter>").unwrap();
    let article = shown(&browser);
    browser.press("w").unwrap();
    assert_eq!((shown(&browser), selected(&browser), query(&browser).as_str()), (article.clone(), article, ""));
    browser.press("<BS>").unwrap();
    assert_shows(&browser, &["[Events]"]);
    browser.press("<BS>").unwrap();
    assert_eq!(selected(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue");
    // The range goes with the query, what is shown of time stays.
    let mut browser = after("d2024-02<Enter>tz<Enter>tw");
    assert_eq!(query(&browser), "");
    assert_eq!((histogram(&browser).unit, histogram(&browser).total()), (Unit::Week, 170));
    browser.press("u").unwrap();
    assert!(query(&browser).starts_with("date:2024-02-"));
}

/// What a bar counts, Enter on it lists: the last day that there is too.
#[test]
fn the_last_bar_lists_what_it_counts() {
    for dates in
        [["9999-12-31", "9998-01-01"], ["9999-12-31", "9999-12-30"], ["Y12000", "9999-12-31"], ["0001-01-01", "9999"]]
    {
        let lines: Vec<String> = dates
            .iter()
            .enumerate()
            .map(|(number, date)| format!(r#"{{"id":"e{number}","label":"x","date":"{date}"}}"#))
            .collect();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(lines.join("\n").as_bytes()).unwrap();
        let input = vec![Input::Path(file.path().to_owned())];
        let mut browser = Headless::new(input, Settings::default(), Size::new(120, 40)).unwrap();
        browser.press("tG<Enter>").unwrap();
        assert!(!browser.app().rows().unwrap().is_empty(), "{dates:?}: {}", browser.text());
        assert!(browser.app().query().to_string().starts_with("date:"), "{dates:?}");
    }
}

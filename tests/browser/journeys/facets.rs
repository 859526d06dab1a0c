//! The facets: going from one to the next, what stands in them, and the chips that they leave.

use super::*;

/// The rows of the facet that are on the list, as value and count.
fn rows(browser: &Headless) -> Vec<(String, usize)> {
    let pane = browser.app().facet();
    let listed = pane.narrowed().iter().map(|narrowed| &pane.rows()[narrowed.row]);
    listed.map(|row| (row.value.clone(), row.count)).collect()
}

/// Austria, Mali, Georgia: known, and not in the data. Their letters stand in Australia and Malaysia.
#[test]
fn a_country_that_is_not_in_the_data_is_no_other_one() {
    for typed in ["austria", "Австрия", "mali", "Мали", "georgia", "грузия", "new guinea papua", "bahamas", "-austria"]
    {
        let mut browser = after(&format!("c{}", typed.replace(' ', "<Space>")));
        browser.press("<Enter>").unwrap();
        assert_eq!(query(&browser), "", "{typed}");
        assert_shows(&browser, &["No country fits"]);
    }
    // A part of a name that is no name goes on finding by scattered letters.
    assert_eq!(query(&after("causlia<Enter>")), "country:AU");
}

#[test]
fn people() {
    let shows = ["[People · any of]", "+Kassym-Jomart Tokayev", "›-Donald Trump", "person:\"Kassym-Jomart Tokayev\""];
    let browser = journey("facet-people", "ff<Space>jx", &shows);
    assert_eq!(query(&browser), "person:\"Kassym-Jomart Tokayev\" -person:\"Donald Trump\"");
}

#[test]
fn organisations() {
    let shows =
        ["[Organisations · any of]", "> государственный ", "›+US Department of St", "org:\"US Department of State\""];
    let browser = journey("facet-organisations", "fffcгосударственный<Space><Space>", &shows);
    assert_eq!(query(&browser), "org:\"US Department of State\"");
}

#[test]
fn topics() {
    let shows = ["[Topics · all of]", "+rare earths", "›+lithium", "topic:\"rare earths\"  topic:\"lithium\""];
    journey("facet-topics", "ffffa<Space>j<Space>", &shows);
}

#[test]
fn kinds() {
    journey("facet-kinds", "fffffsc-me<Enter>", &["━[Events]", "-kind:meeting", "149 of 170 events"]);
}

#[test]
fn publishers() {
    journey("facet-publishers", "FFFs", &["[Publishers · any of]", "› ", "170 of 170 events"]);
}

#[test]
fn languages() {
    let browser =
        journey("facet-languages", "FFjx", &["[Languages · any of]", "›-ru", "-lang:ru", "102 of 170 events"]);
    assert_eq!(rows(&browser)[1], ("ru".to_owned(), 68), "so many would come back");
}

#[test]
fn a_facet_beside_all_panes_with_bars() {
    for (name, width, height) in [("facet-120", 120, 40), ("facet-200", 200, 60)] {
        let mut browser = bundled(width, height);
        browser.press("ff<Space>f").unwrap();
        assert_shows(&browser, &["[Topics · any of]", " rare earths"]);
        assert_frame(name, &browser);
    }
}

#[test]
fn f_goes_round_and_c_comes_back_to_the_countries() {
    let mut browser = bundled(120, 40);
    for title in ["People", "Organisations", "Topics", "Kinds", "Publishers", "Languages", "Countries"] {
        browser.press("f").unwrap();
        assert_shows(&browser, &[&format!("[{title} · any of]")]);
    }
    browser.press("F").unwrap();
    assert_shows(&browser, &["[Languages · any of]"]);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["Languages · any of", "━[Events]"]);
    browser.press("cmong<Enter>").unwrap();
    assert_shows(&browser, &["Countries · any of", "━[Events]", "country:MN"]);
    browser.press("<Tab>f").unwrap();
    assert_shows(&browser, &["[People · any of]"]);
}

#[test]
fn f_shows_what_is_not_on_the_screen_first() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut browser = bundled(width, height);
        for (keys, title) in [("f", "Countries"), ("f", "People"), ("<Esc>f", "People"), ("F", "Countries")] {
            browser.press(keys).unwrap();
            assert_shows(&browser, &[&format!("[{title} · any of]")]);
        }
        // In the field of the pane they are letters.
        browser.press("cff").unwrap();
        assert_shows(&browser, &["[Countries · any of]"]);
    }
}

#[test]
fn what_is_ticked_in_one_facet_counts_in_the_others() {
    let mut browser = after("cKZ<Enter>ff");
    let before = rows(&browser);
    browser.press("<Space>").unwrap();
    assert_eq!(browser.app().rows().unwrap().len(), before[0].1, "the list has what stood beside the value");
    browser.press("F").unwrap();
    assert_eq!(rows(&browser).iter().find(|row| row.0 == "KZ").unwrap().1, before[0].1);
    // Any of them and all of them is a matter of each facet.
    browser.press("afa").unwrap();
    assert_shows(&browser, &["[People · all of]"]);
    browser.press("f").unwrap();
    assert_shows(&browser, &["[Organisations · any of]"]);
}

#[test]
fn names_are_those_of_the_language_and_ticks_are_the_same() {
    let mut browser = after("ffL");
    assert_shows(&browser, &[" Касым-Жомарт Токаев"]);
    browser.press("cтрамп<Enter>").unwrap();
    assert_eq!(query(&browser), "person:\"Donald Trump\"");
    browser.press("ff").unwrap();
    assert_shows(&browser, &["[Organisations · any of]"]);
    browser.press("F").unwrap();
    assert_shows(&browser, &["+Дональд Трамп"]);
}

#[test]
fn narrowing_knows_beginnings_of_words_in_both_languages() {
    for (typed, first) in [
        ("tokay", "Kassym-Jomart Tokayev"),
        ("токае", "Kassym-Jomart Tokayev"),
        ("rubi", "Marco Rubio"),
        ("дональд т", "Donald Trump"),
    ] {
        let mut browser = after("ffc");
        browser.paste(typed);
        assert_eq!(rows(&browser)[0].0, first, "{typed}");
    }
    let mut browser = after("ffcqqqq<Enter>");
    assert_shows(&browser, &["No person fits"]);
    browser.press("<Esc>").unwrap();
    assert_eq!(query(&browser), "");
}

#[test]
fn a_part_of_a_name_that_was_typed_can_be_taken_away_too() {
    let mut browser = after("/person:rub topic:rare,lithium<Enter>ff");
    assert_shows(&browser, &["[People · any of]", "+rub"]);
    let pane = browser.app().facet();
    let place = pane.narrowed().iter().position(|narrowed| pane.rows()[narrowed.row].value == "rub").unwrap();
    browser.press(&"j".repeat(place)).unwrap();
    browser.press("<Space>").unwrap();
    assert_eq!(query(&browser), "topic:rare,lithium");
}

#[test]
fn when_nothing_matches_each_part_can_be_dropped() {
    let keys = "/topic:\"uranium\",\"lithium\" lang:ja publisher:\"Astana Times\"<Enter>";
    let browser = journey(
        "facet-no-match",
        keys,
        &["Nothing matches all three parts.", "Leave one out", "topic:", "lang:ja", "publisher:"],
    );
    let dataset = browser.app().dataset().unwrap();
    for suggestion in browser.app().suggestions() {
        let request = oreline::door::query::Request { query: suggestion.query.clone(), ..Default::default() };
        let answer = oreline::door::query::answer(dataset, &request, &|| false).unwrap();
        assert_eq!(answer.events.len(), suggestion.count, "{}", suggestion.query);
    }
    assert_eq!(browser.app().suggestions().len(), 3);
}

#[test]
fn a_facet_in_ascii_and_on_a_narrow_screen() {
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("fffff").unwrap();
    assert_frame("facet-ascii", &browser);
    let mut browser = bundled(40, 16);
    browser.press("ff<Space>").unwrap();
    assert_frame("facet-40", &browser);
}

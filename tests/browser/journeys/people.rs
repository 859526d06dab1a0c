//! Who took part: the list, the page of somebody, of all with whom, of two, of a country, and the way back.

use super::*;

#[test]
fn people_are_a_view() {
    let shows = [
        "Quotes [People]",
        "254 people",
        "━[People]",
        "1/254",
        "by number of events",
        "2024",
        "›Kassym-Jomart Tokayev   KZ  19",
        "Shavkat Mirziyoyev      UZ  17",
        "254 of 254 people",
    ];
    let mut browser = journey("people", "4", &shows);
    assert_eq!(shown(&browser), "entity kassym-jomart-tokayev", "the page of the selected one stands beside the list");
    browser.press("js").unwrap();
    assert_shows(&browser, &["Sergio Gor", "›Shavkat Mirziyoyev", "UZ  17"]);
    browser.press("g").unwrap();
    assert_shows(&browser, &["1/254", "›Abdulaziz bin Salman"]);
    browser.press("sg").unwrap();
    assert_shows(&browser, &["1/254", "›Kassym-Jomart Tokayev"]);
}

#[test]
fn every_view_is_one_key_and_keeps_its_place() {
    let mut browser = after("jj4jjjj");
    assert_shows(&browser, &["5/254", "›Battsetseg Batmunkh"]);
    browser.press("3j1").unwrap();
    assert_shows(&browser, &["[Events]", "3/170"]);
    browser.press("VVVVV").unwrap();
    assert_shows(&browser, &["[Quotes]", "2/382"]);
    browser.press("v").unwrap();
    assert_shows(&browser, &["[People]", "5/254"]);
    browser.press("<F5>").unwrap();
    assert_shows(&browser, &["5/254", "›Battsetseg Batmunkh"]);
    // Keys of dates and of hits find nothing to go to, and say so.
    browser.press("d2024<Enter>").unwrap();
    assert_shows(&browser, &["No row has a date"]);
}

#[test]
fn people_are_those_of_the_selected_events() {
    let mut browser = after("4/country:MN<Enter>");
    assert_shows(&browser, &["1/60", "›Battsetseg Batmunkh", "60 of 254 people"]);
    browser.press("L").unwrap();
    assert_shows(&browser, &["›Батцэцэг Батмөнх"]);
    browser.press("Y").unwrap();
    assert_eq!(browser.copied().last().unwrap(), "oreline list --view people --lang ru -q country:MN");
    let mut browser = after("4/kind:policy has:quotes -has:quotes<Enter>");
    assert_shows(&browser, &["Nothing matches all three parts."]);
    browser.press("<Esc><Esc><Esc>").unwrap();
    assert_shows(&browser, &["254 of 254 people"]);
}

#[test]
fn a_page_says_with_whom_and_a_pair_has_its_events() {
    let mut browser = bundled(80, 40);
    browser.press("4<Enter>").unwrap();
    assert_shows(&browser, &["Kazakhstan · 19 events", "Took part with  25 people", "Emomali Rahmon", " 8 ━"]);
    go_to_line(&mut browser, "Olaf Scholz");
    browser.press("<Enter>").unwrap();
    let shows = ["Kassym-Jomart Tokayev and Olaf", "together in 4 events", "Events  4", "17 Sep 2024"];
    assert_shows(&browser, &shows);
    assert_frame("pair", &browser);
    go_to_line(&mut browser, "17 Sep 2024");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Detail"]);
    assert_hides(&browser, &["outside the filter"]);
    browser.press("<BS>").unwrap();
    assert_shows(&browser, &["together in 4 events"]);
    browser.press("g").unwrap();
    go_to_line(&mut browser, "• Olaf Scholz");
    browser.press("<Enter>").unwrap();
    assert_eq!(shown(&browser), "entity olaf-scholz");
    browser.press("<BS><BS>").unwrap();
    assert_eq!(shown(&browser), "entity kassym-jomart-tokayev");
    browser.press("g").unwrap();
    go_to_line(&mut browser, "all 25");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Took part with  25", "Emomali Rahmon", " 8 ━"]);
    assert_frame("partners", &browser);
    browser.press("<BS>").unwrap();
    go_to_line(&mut browser, "Said  ");
    browser.press("j<Enter>").unwrap();
    assert!(browser.app().detail().line().unwrap().quote.is_some(), "a quote of the page leads to it in its event");
}

#[test]
fn a_country_has_the_countries_with_which_it_took_part() {
    let mut browser = after("/id:2026-02-05-ustda-mongolia-cat1-agreement<Enter><Enter>");
    go_to_line(&mut browser, "MN Mongolia");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Mongolia", "1 event (2"]);
    go_to_line(&mut browser, "in all of the data");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Mongolia", " events", "Took part with"]);
    go_to_line(&mut browser, "Said  ");
    browser.press("jj").unwrap();
    assert_frame("country-quotes", &browser);
    browser.press("<Enter>").unwrap();
    assert!(browser.app().detail().line().unwrap().quote.is_some(), "a quote of the page leads to it in its event");
    browser.press("<BS>g").unwrap();
    go_to_line(&mut browser, "United States");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Mongolia and United States", "together in", "Events  "]);
    browser.press("<BS><BS><BS>").unwrap();
    assert_eq!(shown(&browser), "2026-02-05-ustda-mongolia-cat1-agreement");
}

#[test]
fn people_on_wide_and_narrow_screens() {
    for (name, width, height) in [("people-wide", 200, 60), ("people-three-panes", 120, 40)] {
        let mut browser = bundled(width, height);
        browser.press("4jj<Enter>").unwrap();
        assert_shows(&browser, &["›Donald Trump", "15"]);
        assert_shows(&browser, &["Took part with"]);
        assert_frame(name, &browser);
    }
    let mut browser = bundled(40, 12);
    browser.press("4").unwrap();
    assert_shows(&browser, &["›Kassym-Jomart Tokayev  KZ", "19"]);
}

/// The view answers the question that was asked: who is called so comes first, then who was at the same events.
#[test]
fn people_begin_with_those_whom_the_words_name() {
    let mut browser = bundled(120, 40);
    browser.press("4/Rubio<Enter>").unwrap();
    assert_shows(&browser, &["Found by their name", "Marco Rubio", "At the same events"]);
    let dataset = browser.app().dataset().unwrap();
    let row = browser.app().rows().unwrap().person(0).unwrap();
    assert_eq!(dataset.people().name(row.number, oreline::door::model::Lang::En), "Marco Rubio");
    // His page and his row agree, and the page says how many there are without the query.
    let whole = dataset.events_attended([row.number], oreline::door::dataset::As::Either).len();
    assert_shows(&browser, &[&format!("{} events ({whole} in all)", row.events)]);
    browser.press("<Esc><Esc>/Rubio 2026<Enter>").unwrap();
    let row = browser.app().rows().unwrap().person(0).unwrap();
    assert!(u64::from(row.events) < whole);
    assert_shows(&browser, &[&format!("{} events ({whole} in all)", row.events)]);
    browser.press("<Tab>G<Enter>").unwrap();
    assert_shows(&browser, &[&format!("{whole} events")]);
    go_to_line(&mut browser, "Only named");
    assert_eq!(query(&browser), "Rubio 2026", "the query stays");
}

/// When people took part stands beside their number, all on one scale; bodies have a filter of their own.
#[test]
fn rows_of_people_say_when_and_bodies_are_no_rows() {
    for (width, height, is_under) in [(80, 24, true), (120, 40, false), (200, 60, false)] {
        let mut browser = bundled(width, height);
        browser.press("4").unwrap();
        let columns = browser.app().people_columns().unwrap();
        assert_eq!(columns.strip == browser.app().layout().bars.x, is_under, "{width}");
        assert_eq!(columns.has_last, !is_under);
        let strips = browser.app().strips();
        assert_eq!((strips.time().unit, columns.drawn), (oreline::door::query::Unit::Month, 45), "{width}");
        // What stands in the strip of a row adds up to its number; what is only perhaps may stand in several months.
        let dataset = browser.app().dataset().unwrap();
        let rows = browser.app().rows().unwrap();
        let mut most = 0;
        for at in 0..3 {
            let row = rows.person(at).unwrap();
            let buckets = strips.of(dataset.people().id(row.number)).unwrap();
            assert_eq!(buckets.len(), 45);
            let sure = buckets.iter().map(|of| of.placed).sum::<u32>();
            let perhaps = buckets.iter().map(|of| of.spread).sum::<u32>();
            assert!(sure <= row.events && row.events <= sure + perhaps, "{at}: {sure} + {perhaps}");
            most = most.max(buckets.iter().map(|of| of.placed + of.spread).max().unwrap());
        }
        assert!(strips.most() >= most);
        let people = dataset.people();
        assert!((0..rows.len()).all(|at| !people.is_body(rows.person(at).unwrap().number)));
        assert!(rows.total() < people.len(), "there are bodies that took part");
        // Those that come into sight are counted too, and a query leaves fewer.
        browser.press("GcKZ<Enter>G").unwrap();
        let last = browser.app().rows().unwrap().len() - 1;
        let row = browser.app().rows().unwrap().person(last).unwrap();
        let people = browser.app().dataset().unwrap().people();
        let counted = browser.app().strips().of(people.id(row.number)).unwrap();
        assert_eq!(counted.iter().map(|of| of.placed + of.spread).max(), Some(1));
    }
    let browser = after("4/US Department of State<Enter>");
    assert_hides(&browser, &["›US Department of State"]);
}

/// From a country, a person or a body that is asked for, or chosen in a filter, one key leads to its page.
#[test]
fn one_key_opens_the_page_of_what_is_asked_for() {
    for (keys, page, title) in [
        ("cKZ<Enter>P", "country KZ", "Kazakhstan  "),
        ("c<Tab>jjjP", "country US", "United States  "),
        ("ffP", "entity kassym-jomart-tokayev", "Kassym-Jomart Tokayev"),
        ("/person:rubio<Tab><Enter>P", "entity marco-rubio", "Marco Rubio"),
        ("/org:\"US Department of State\" 2024..<Enter>P", "", "US Department of State"),
    ] {
        let mut browser = after(keys);
        if !page.is_empty() {
            assert_eq!(shown(&browser), page, "{keys}");
        }
        assert_shows(&browser, &[title]);
        if !title.is_empty() {
            assert_shows(&browser, &["[Detail]"]);
            browser.press("<BS>").unwrap();
            assert_hides(&browser, &["Took part with"]);
        }
    }
    for keys in ["P", "cC5<Enter>P", "/kind:visit<Enter>P"] {
        assert_shows(&after(keys), &["has a page"]);
    }
}

#[test]
fn a_long_name_of_a_person_stands_whole() {
    for (width, height) in [(120, 40), (160, 45), (200, 60)] {
        let mut browser = bundled(width, height);
        browser.press("4/Oyun-Erdene<Enter>").unwrap();
        assert_shows(&browser, &["Oyun-Erdene Luvsannamsrai ", "MN"]);
    }
}

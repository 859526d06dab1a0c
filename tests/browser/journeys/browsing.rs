//! Moving through the timeline, opening records, following what they name, and the way back.

use super::*;

#[test]
fn the_first_screen() {
    let shows = [
        "oreline  [Events] Articles Quotes People Lanes Pairs Map",
        "170 events",
        "█ 162 sure   ~ 8 perhaps",
        "0 undated = 170 events max 20+1",
        "━[Events]",
        "1/170",
        "February 2026",
        "›26     First Central Asia–UK f",
        "170 of 170 events",
        "? help",
    ];
    journey("start", "", &shows);
}

#[test]
fn lines_ends_and_pages() {
    assert_shows(&after("jjjk"), &["3/170", "›19     US–Indonesia"]);
    assert_shows(&after("<Down><Down><Up>"), &["2/170"]);
    assert_shows(&after("k"), &["1/170"]);
    journey("last-record", "G", &["170/170"]);
    assert_shows(&after("Gj"), &["170/170"]);
    assert_shows(&after("Gg"), &["1/170", "›26     First Central Asia–UK"]);
    assert_shows(&after("<End><Home>"), &["1/170"]);
    for (page, back) in [("<PgDn>", "<PgUp>"), ("<C-f>", "<C-b>"), (" ", "<PgUp>"), ("<C-d>", "<C-u>")] {
        let mut browser = after(page);
        assert_hides(&browser, &[" 1/170"]);
        browser.press(back).unwrap();
        assert_shows(&browser, &["1/170"]);
    }
    // A page goes on where the one before ended: no row is passed over.
    assert_shows(&after("<PgDn>"), &["8/170", "›04–05  Second B5+1"]);
}

#[test]
fn months_are_headings_and_dates_are_honest() {
    let shows = ["March 2024", "11–12*", "01~ ", "February 2024", "08     Inaugural meeting of th"];
    journey("honest-dates", "d2024-02-08<Enter>", &shows);
    let mut oldest = journey("oldest-first", "s", &["1/170", "June 2022"]);
    assert_hides(&oldest, &["February 2026"]);
    oldest.press("sg").unwrap();
    assert_shows(&oldest, &["1/170", "February 2026"]);
}

#[test]
fn enter_opens_the_detail_and_tab_walks_the_panes() {
    let mut browser = journey("detail", "j<Enter>", &["[Detail]", "26 February 2026 · London"]);
    browser.press("<Tab><Tab>").unwrap();
    assert_shows(&browser, &["[Countries"]);
    browser.press("<Tab>").unwrap();
    assert_shows(&browser, &["━[Events]"]);
    browser.press("hl<S-Tab><Right>").unwrap();
    assert_shows(&browser, &["━[Events]"]);
}

#[test]
fn a_person_is_followed_and_backspace_returns() {
    let mut browser = after("/id:2023-11-01-macron-visit-kazakhstan<Enter><Enter>");
    go_to_line(&mut browser, "host      Kassym-Jomart");
    browser.press("<Enter>").unwrap();
    let line = browser.app().detail().cursor();
    assert_shows(&browser, &["Kassym-Jomart Tokayev"]);
    assert_eq!(shown(&browser), "entity kassym-jomart-tokayev");
    assert_frame("person", &browser);
    // Back to the same line of the same record, and forward again.
    browser.press("<BS>").unwrap();
    assert_eq!(shown(&browser), "2023-11-01-macron-visit-kazakhstan");
    assert_ne!(browser.app().detail().cursor(), line);
    assert_shows(&browser, &["›"]);
    browser.press("<A-Right>").unwrap();
    assert_eq!(shown(&browser), "entity kassym-jomart-tokayev");
    browser.press("<A-Left>").unwrap();
    assert_eq!(shown(&browser), "2023-11-01-macron-visit-kazakhstan");
    assert_eq!(query(&browser), "id:2023-11-01-macron-visit-kazakhstan", "back never changes the filter");
}

#[test]
fn an_event_of_a_persons_page_opens_and_says_that_it_is_outside() {
    let mut browser = after("/id:2023-11-01-macron-visit-kazakhstan<Enter><Enter>");
    go_to_line(&mut browser, "attended  Emmanuel");
    browser.press("<Enter>").unwrap();
    // The page obeys the query; its last line leads to the same page of all of the data.
    go_to_line(&mut browser, "in all of the data");
    browser.press("<Enter>").unwrap();
    go_to_line(&mut browser, "Events  ");
    go_to_line(&mut browser, "5 Nov 2024");
    browser.press("<Enter>").unwrap();
    assert_eq!(shown(&browser), "2024-11-05-tokayev-state-visit-france");
    assert_eq!(selected(&browser), "2023-11-01-macron-visit-kazakhstan", "the list does not move");
    assert_shows(&browser, &["outside the filter", "1 of 170 events"]);
    assert_frame("outside-the-filter", &browser);
}

#[test]
fn a_country_is_followed() {
    let mut browser = after("/id:2026-02-05-ustda-mongolia-cat1-agreement<Enter><Enter>");
    go_to_line(&mut browser, "MN Mongolia");
    browser.press("<Enter>").unwrap();
    assert_eq!(shown(&browser), "country MN");
    assert_shows(&browser, &["Mongolia", "Монголия"]);
    assert_frame("country-page", &browser);
    browser.press("<BS><BS>").unwrap();
    assert_shows(&browser, &["━[Events]"]);
}

#[test]
fn an_article_is_followed_and_shows_its_own_quotes_first() {
    let mut browser = after("/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter><Enter>");
    go_to_line(&mut browser, "Orda.kz · 12–18");
    browser.press("<Enter>").unwrap();
    assert_eq!(shown(&browser), "orda-kz-2024-02-c5plus1-dialogue");
    assert_shows(&browser, &["Orda.kz, Kazakhstan · 12–18 February 2024"]);
    assert_frame("article", &browser);
    go_to_line(&mut browser, "Quotes  4");
    browser.press("jj").unwrap();
    assert_frame("article-quotes", &browser);
    go_to_line(&mut browser, "Same event  source not stated");
    browser.press("<BS>").unwrap();
    assert_eq!(shown(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue");
}

#[test]
fn articles_are_a_view_and_each_view_keeps_its_place() {
    let shows = ["Events [Articles]", "774 articles", "━[Articles]", "1/774", "›26     Trend", "774 of 774 articles"];
    journey("articles", "v", &shows);
    let mut browser = after("jj2jjj");
    assert_shows(&browser, &["4/774"]);
    browser.press("1").unwrap();
    assert_shows(&browser, &["3/170"]);
    browser.press("v").unwrap();
    assert_shows(&browser, &["4/774"]);
    browser.press("<BS>").unwrap();
    assert_shows(&browser, &["[Events] Articles", "3/170"]);
}

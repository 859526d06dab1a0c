//! Other sizes of the screen: one pane at a time, all panes, and a size that changes on the way.

use super::*;

#[test]
fn one_pane_at_a_time_below_80_columns() {
    let mut browser = bundled(79, 24);
    assert_shows(&browser, &["━[Events]"]);
    assert_hides(&browser, &["Detail ─", "Countries ·"]);
    assert_frame("narrow-79", &browser);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Detail]", "26 February 2026"]);
    assert_hides(&browser, &["Timeline"]);
    browser.press("q").unwrap();
    assert!(!browser.has_quit(), "q closes the detail first");
    assert_shows(&browser, &["━[Events]"]);
    browser.press("cKZ<Enter>").unwrap();
    assert_shows(&browser, &["━[Events]", "country:KZ", "44 of 170 events"]);
}

#[test]
fn forty_columns_are_enough() {
    let mut browser = bundled(40, 12);
    assert_shows(
        &browser,
        &["170 events", "━[Events]", "1/170", "February 2026", "›26     First Central Asia", "170 of 170 events"],
    );
    assert_frame("narrow-40", &browser);
    browser.press("/токаев<Enter>j<Enter>").unwrap();
    assert_shows(&browser, &["[Detail]"]);
    browser.press("<Esc>c").unwrap();
    assert_shows(&browser, &["[Countries"]);
    browser.press("kaz<Enter>").unwrap();
    assert_eq!(query(&browser), "токаев country:KZ");
    browser.press("?").unwrap();
    assert_shows(&browser, &["[Help]"]);
}

#[test]
fn the_facet_beside_list_and_detail() {
    let mut browser = bundled(120, 40);
    assert_shows(&browser, &["Countries", "━[Events]", "Detail"]);
    assert_shows(&browser, &["C5   Central", "US   United"]);
    browser.press("cKZ<Enter>/уран<Enter>").unwrap();
    assert_shows(&browser, &["+KZ   Kazakhstan", "country:KZ  уран"]);
    assert_frame("wide-120", &browser);
}

#[test]
fn a_size_that_changes_on_the_way_loses_nothing() {
    let mut browser = bundled(120, 40);
    browser.press("cKZ<Enter>jjjj<Enter>jjjjj").unwrap();
    let (record, line) = (selected(&browser), browser.app().detail().line().map(|line| line.spans.clone()));
    for (width, height) in [(79, 24), (40, 12), (1, 1), (200, 60), (80, 24)] {
        browser.resize(Size::new(width, height));
        assert_eq!(browser.text().lines().count(), usize::from(height));
        assert_eq!(selected(&browser), record, "{width}x{height}");
    }
    assert_eq!(query(&browser), "country:KZ");
    assert_shows(&browser, &["[Detail]", "44 of 170 events"]);
    browser.resize(Size::new(120, 40));
    assert!(browser.app().detail().line().is_some() && line.is_some());
    // What is being typed stays too.
    let mut browser = after("/макро");
    browser.resize(Size::new(50, 12));
    browser.press("н").unwrap();
    assert_shows(&browser, &["/макрон"]);
    browser.resize(Size::new(80, 24));
    assert_shows(&browser, &["/макрон", "7 of 170 events"]);
    assert_frame("resized", &browser);
}

//! Views that are saved by name, opened again, replaced and deleted.

use super::*;
use oreline::app::{Order, View};

const SAVED: &str = "cKZ<Enter>/uranium<Enter>2sL:save<Enter>уран КЗ<Enter>";

#[test]
fn a_saved_view_opens_as_it_was() {
    let mut browser = after(SAVED);
    assert_shows(&browser, &["View уран КЗ saved"]);
    let saved = browser.text();
    browser.press("<Esc><Esc>1sL/lithium<Enter>:save<Enter>lithium<Enter>:open saved<Enter>").unwrap();
    assert_shows(&browser, &["[Saved views]", "›lithium", "events", "уран КЗ", "articles", "lithium"]);
    browser.press("j").unwrap();
    assert_shows(&browser, &["›уран КЗ", "country:KZ uranium", "articles · oldest first · ru"]);
    assert_frame("saved-views", &browser);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Opened уран КЗ"]);
    assert_eq!(query(&browser), "country:KZ uranium");
    let timeline = browser.app().timeline();
    assert_eq!((timeline.view(), timeline.order()), (View::Articles, Order::OldestFirst));
    let rows = |text: &str| text.lines().skip(1).take(21).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&browser.text()), rows(&saved));
    browser.press("u").unwrap();
    assert_eq!(query(&browser), "lithium", "the query before comes back");
}

#[test]
fn a_name_that_is_there_is_replaced_only_when_asked_twice() {
    let mut browser = after(SAVED);
    browser.press("<Esc>:save<Enter>уран КЗ<Enter>").unwrap();
    assert_shows(&browser, &["[Save this view]", "A view of that name is there; Enter again replaces it"]);
    browser.press("<Esc>").unwrap();
    assert_eq!(browser.app().kept().view("уран КЗ").unwrap().query, "country:KZ uranium");
    browser.press(":save<Enter>уран КЗ<Enter><Enter>").unwrap();
    assert_shows(&browser, &["View уран КЗ replaced"]);
    assert_eq!(browser.app().kept().view("уран КЗ").unwrap().query, "country:KZ");
    browser.press("u").unwrap();
    assert_eq!(browser.app().kept().view("уран КЗ").unwrap().query, "country:KZ uranium");
}

#[test]
fn a_view_without_a_name_is_not_saved() {
    let mut browser =
        journey("save-view", "cKZ<Enter>:save<Enter>", &["[Save this view]", "name:", "events: country:KZ"]);
    browser.press("  <Enter>").unwrap();
    assert_shows(&browser, &["[Timeline]"]);
    assert!(browser.app().kept().views().is_empty());
    browser.press(":").unwrap();
    assert_hides(&browser, &["open saved view"]);
}

#[test]
fn a_view_is_deleted_and_comes_back() {
    for keys in [":delete saved<Enter><Enter>", ":open saved<Enter><Del>"] {
        let mut browser = after(SAVED);
        browser.press(keys).unwrap();
        assert_shows(&browser, &["View уран КЗ deleted"]);
        assert!(browser.app().kept().views().is_empty());
        browser.press("u").unwrap();
        assert!(browser.app().kept().view("уран КЗ").is_some());
        assert_shows(&browser, &["Undone; ", "View уран КЗ saved"]);
    }
}

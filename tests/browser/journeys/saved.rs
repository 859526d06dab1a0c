//! Views that are saved by name, opened again, replaced and deleted.

use super::*;
use oreline::door::app::{Order, View};
use oreline::door::model::Lang;
use oreline::door::query::{AnyOrAll, Facet, FacetOrder, PeopleOrder};
use oreline::door::state::{Change, Kept, SavedView};
use std::sync::Arc;

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
fn a_saved_view_has_its_facet_and_every_order() {
    let mut browser = after("4sffffsa<Esc>:save<Enter>people<Enter>");
    assert_shows(&browser, &["View people saved"]);
    let saved = browser.text();
    // All of it is another way now.
    browser.press("sffsa<Esc>1s:open saved<Enter>").unwrap();
    assert_shows(&browser, &["›people", "people", "no filter", "people · by name · en", "Topics · by name · all of"]);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Opened people"]);
    let people = |browser: &Headless| {
        let (app, timeline) = (browser.app(), browser.app().timeline());
        let facet = (app.facet().facet(), app.facet().order(), app.facet_mode());
        (timeline.view(), timeline.order(), timeline.people_order(), facet)
    };
    let facet = (Facet::Topics, FacetOrder::Name, AnyOrAll::All);
    assert_eq!(people(&browser), (View::People, Order::NewestFirst, PeopleOrder::Name, facet));
    let rows = |text: &str| text.lines().skip(1).take(21).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&browser.text()), rows(&saved));
    // While the facet has the focus its rows are those of the view too.
    browser.press("sff:open saved<Enter><Enter>").unwrap();
    assert_eq!(people(&browser), (View::People, Order::NewestFirst, PeopleOrder::Name, facet));
    let names: Vec<&str> = browser.app().facet().rows().iter().map(|row| row.name(Lang::En)).collect();
    assert!(names.len() > 3 && names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
}

#[test]
fn a_view_of_an_older_version_changes_nothing_that_it_does_not_say() {
    let mut kept = Kept::default();
    let view = SavedView { query: "country:KZ".to_owned(), view: "events".to_owned(), ..SavedView::default() };
    kept.apply(&Change::View { name: "old".to_owned(), view: Some(Box::new(view)) });
    let settings = Settings { kept: Arc::new(kept), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("4sfff<Esc>:open saved<Enter>").unwrap();
    assert_shows(&browser, &["›old", "country:KZ", "events · newest first"]);
    browser.press("<Enter>").unwrap();
    let app = browser.app();
    assert_eq!((query(&browser).as_str(), app.facet().facet()), ("country:KZ", Facet::Organisations));
    assert_eq!((app.timeline().view(), app.timeline().people_order()), (View::Events, PeopleOrder::Name));
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
    assert_shows(&browser, &["━[Events]"]);
    assert!(browser.app().kept().views().is_empty());
    browser.press(":open saved").unwrap();
    assert_shows(&browser, &["open a saved view", "none saved yet"]);
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
        assert_shows(&browser, &["Undone: View уран КЗ saved"]);
    }
}

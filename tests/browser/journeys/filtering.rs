//! The country filter and the chips that it leaves.

use super::*;

#[test]
fn letters_narrow_and_enter_includes() {
    let shows = ["[Countries · any of]", "> каза", "› KZ   Kazakhstan", "44 │", "Space include"];
    journey("country-field", "cказа", &shows);
    let browser = journey("country-included", "cказа<Enter>", &["━[Events]", "country:KZ", "44 of 170 events"]);
    assert_eq!(query(&browser), "country:KZ");
}

#[test]
fn the_same_country_in_any_spelling() {
    for typed in ["kz", "kaz", "KAZAKH", "казахстан", "Казах", "kazkh"] {
        let browser = after(&format!("c{typed}<Enter>"));
        assert_eq!(query(&browser), "country:KZ", "{typed}");
    }
}

#[test]
fn space_includes_and_stays_and_several_are_any_of() {
    let mut browser = after("cMN<Space>");
    assert_shows(&browser, &["[Countries · any of]", "> MN", "›+MN   Mongolia"]);
    let alone = browser.app().rows().unwrap().len();
    browser.press("KZ<Space>").unwrap();
    assert_eq!(query(&browser), "country:MN,KZ");
    assert!(browser.app().rows().unwrap().len() > alone, "any of two countries is more than one");
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["━[Events]", "country:MN,KZ"]);
}

#[test]
fn in_the_list_letters_are_commands() {
    // Space includes, x excludes, a switches to "all of".
    let mut browser = after("c<Tab><Space>jx");
    assert_shows(&browser, &["+C5", "›-EU27", "country:C5  -country:EU27"]);
    browser.press("x").unwrap();
    assert_eq!(query(&browser), "country:C5");
    browser.press("jj<Space>").unwrap();
    assert_eq!(query(&browser), "country:C5,US");
    let any = browser.app().rows().unwrap().len();
    browser.press("a").unwrap();
    assert_eq!(query(&browser), "country:C5 country:US");
    assert_shows(&browser, &["[Countries · all of]"]);
    assert!(browser.app().rows().unwrap().len() < any, "both were there: fewer than either");
    assert_frame("countries-all-of", &browser);
}

#[test]
fn a_group_is_one_tick_and_joins_with_a_country() {
    // C5+1 meetings: at least one of the five, and the United States.
    let mut browser = after("cC5<Space>US<Space><Tab>a<Esc>");
    assert_eq!(query(&browser), "country:C5 country:US");
    assert_shows(&browser, &["country:C5  country:US", "25 of 170 events"]);
    assert_frame("c5-and-us", &browser);
    browser.press("/country:C5+1<Esc>").unwrap();
    assert_eq!(query(&browser), "country:C5 country:US", "Esc restores what was there before");
}

#[test]
fn a_leading_minus_excludes() {
    let browser =
        journey("country-excluded", "c-china<Enter>cUS<Enter>", &["-country:CN  country:US", "80 of 170 events"]);
    assert_eq!(query(&browser), "-country:CN country:US");
}

#[test]
fn esc_clears_the_field_and_changes_nothing() {
    let mut browser = after("cказ<Esc>");
    assert_shows(&browser, &["━[Events]", "170 of 170 events"]);
    assert_eq!(query(&browser), "");
    browser.press("c").unwrap();
    assert_hides(&browser, &["> каз"]);
}

#[test]
fn counts_follow_the_other_filters_and_the_order_stays() {
    let mut browser = bundled(130, 30);
    browser.press("/rare earths<Enter>c").unwrap();
    let counts = |browser: &Headless| -> Vec<(String, usize)> {
        browser.app().facet().rows().iter().map(|row| (row.value.clone(), row.count)).collect()
    };
    let before = counts(&browser);
    browser.press("<Tab>jj<Space>").unwrap();
    let with_one = counts(&browser);
    let names = |rows: &[(String, usize)]| rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&with_one)[..before.len()], names(&before)[..], "rows do not move under the cursor");
    // What the list shows is the number that stood beside the country.
    assert_eq!(browser.app().rows().unwrap().len(), before[2].1);
}

#[test]
fn esc_takes_the_chips_away_one_by_one_and_never_quits() {
    let mut browser = after("cKZ<Enter>c-CN<Enter>/uranium<Enter>");
    assert_frame("three-chips", &browser);
    for left in ["country:KZ -country:CN uranium", "country:KZ -country:CN", "country:KZ", "", ""] {
        assert_eq!(query(&browser), left);
        browser.press("<Esc>").unwrap();
        assert!(!browser.has_quit());
    }
    assert_shows(&browser, &["170 of 170 events"]);
}

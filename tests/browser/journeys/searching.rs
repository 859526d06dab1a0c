//! The search line: what is found while typing, in either script, and how it is left.

use super::*;

#[test]
fn it_searches_while_typing_and_esc_restores() {
    let mut browser = after("jjj");
    let before = browser.text();
    browser.press("/макрон").unwrap();
    assert_shows(&browser, &["Macron", "/макрон", "7 of 170 events"]);
    assert_frame("search-live", &browser);
    browser.press("<Esc>").unwrap();
    let above = |screen: &str| screen.lines().take(23).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(above(&browser.text()), above(&before), "the list, the query and the selection are as they were");
    assert_shows(&browser, &["Dropped макрон; / and then ↑ bring it back"]);
    browser.press("<F1><Esc>").unwrap();
    assert_eq!(browser.text(), before);
}

#[test]
fn one_person_in_either_script() {
    let found = |keys: &str| after(keys).app().answer().unwrap().events.whole().iter().collect::<Vec<_>>();
    let latin = found("/tokayev<Enter>");
    assert!(latin.len() > 5, "{}", latin.len());
    for spelling in ["Токаев", "ТОКАЕВ", "токае", "Tokayev"] {
        assert_eq!(found(&format!("/{spelling}<Enter>")), latin, "{spelling}");
    }
    journey("search-other-script", "/батцэцэг<Enter>", &["Battsetseg", "батцэцэг"]);
}

#[test]
fn an_exact_phrase_and_an_unwanted_word() {
    let phrase = "диверсификацию рынков";
    let browser = journey(
        "search-exact",
        &format!("/\"{phrase}\"<Enter>"),
        &["08     Inaugural", "\"диверсификацию рынков\"", "1 of 170 events"],
    );
    assert_eq!(selected(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue");
    // An exact phrase is no inflected one.
    assert_shows(&after("/\"диверсификация рынков\"<Enter>"), &["Nothing matches"]);
    let all = after("/uranium<Enter>").app().rows().unwrap().len();
    let without = journey("search-without", "/uranium -kazakhstan<Enter>", &["uranium -kazakhstan"]);
    let fewer = without.app().rows().unwrap().len();
    assert!(0 < fewer && fewer < all, "{fewer} of {all}");
}

#[test]
fn a_record_found_only_in_its_article_says_so() {
    journey("search-in-article", "/literal:on конференции<Enter>", &["05     USTDA", "in the article", "11 of 170"]);
}

#[test]
fn fields_say_who_spoke_and_what_was_said() {
    let browser = journey("search-fields", "/by:Рубио kind:ministerial<Enter>", &["by:Рубио", "kind:ministerial"]);
    assert_eq!(selected(&browser), "2026-02-04-critical-minerals-ministerial-washington");
    for keys in [
        "/person:Шарлапаев date:2024-02-08<Enter>",
        "/said:экосистемы<Enter>",
        "/сказано:экосистемы страна:Казахстан<Enter>",
        "/date:2024-02-08 country:KZ<Enter>",
        "/автор:Госдеп сказано:диверсификацию дата:2024<Enter>",
    ] {
        assert_eq!(selected(&after(keys)), "2024-02-08-c5plus1-critical-minerals-dialogue", "{keys}");
    }
}

#[test]
fn what_is_typed_as_a_field_is_a_tick_of_the_country_filter() {
    let mut browser = bundled(130, 50);
    browser.press("/страна:Казахстан -country:CN<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ -country:CN");
    assert_shows(&browser, &["+KZ   Kazakhstan"]);
    browser.press("cCN").unwrap();
    assert_shows(&browser, &["›-CN   China"]);
}

#[test]
fn earlier_queries_come_back() {
    let mut browser = after("/uranium<Enter><Esc>/lithium<Enter><Esc>/<Up>");
    assert_shows(&browser, &["/lithium"]);
    browser.press("<Up>").unwrap();
    assert_shows(&browser, &["/uranium"]);
    browser.press("<Down>").unwrap();
    assert_shows(&browser, &["/lithium", "34 of 170 events"]);
    assert_frame("earlier-query", &browser);
}

#[test]
fn a_fault_shows_on_enter_and_the_last_good_result_stays() {
    let mut browser = after("/uranium");
    let good = browser.app().rows().unwrap().len();
    browser.press(" (lithium").unwrap();
    assert_hides(&browser, &["expected"]);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["/uranium (lithium", "character 17: expected"]);
    assert!(browser.app().rows().unwrap().len() <= good);
    assert_frame("search-fault", &browser);
}

#[test]
fn hits_are_walked_through_records_and_back() {
    let mut browser = after("/lithium<Enter>");
    let first = selected(&browser);
    browser.press("n").unwrap();
    assert_shows(&browser, &["hit 1/"]);
    for _ in 0..6 {
        browser.press("n").unwrap();
    }
    assert_ne!(selected(&browser), first, "after the last hit of a record comes the next record");
    assert_shows(&browser, &["hit "]);
    assert_frame("hits", &browser);
    let (there, row) = (browser.app().detail().hit(), selected(&browser));
    browser.press("nN").unwrap();
    assert_eq!((browser.app().detail().hit(), selected(&browser)), (there, row), "N undoes n");
}

/// The words of the shown record that are marked as hits.
fn marked(browser: &Headless) -> Vec<String> {
    let spans = browser.app().detail().document().lines.iter().flat_map(|line| &line.spans);
    spans.filter(|span| span.hit).map(|span| span.text.clone()).collect()
}

#[test]
fn a_hit_is_marked_and_explained_whatever_its_reason() {
    for (typed, says, mark) in [
        ("uranium", "", "uranium"),
        ("минералов", "минералов → минерал", "минерал"),
        ("Батцэцэг", "romanised", "Battsetseg"),
        ("~uranuim", "uranuim → uranium, mistyped", "uranium"),
        ("\"диверсификацию рынков\"", "", "диверсификацию рынков"),
        ("by:Госдепа", "another name", "Госдеп"),
        ("person:Батцэцэг", "romanised", "Battsetseg"),
        ("said:экосистем", "", "экосистемы"),
        ("place:Ташкент", "romanised", "Tashkent"),
        ("topic:uranium", "", "uranium"),
    ] {
        let mut browser = bundled(200, 50);
        browser.press(&format!("/{typed}<Enter>")).unwrap();
        assert_shows(&browser, &[says]);
        let marks = marked(&browser);
        let wanted = mark.to_lowercase();
        assert!(marks.iter().any(|word| word.to_lowercase().contains(&wanted)), "{typed}: {marks:?}");
        browser.press("n").unwrap();
        assert_shows(&browser, &["hit 1/"]);
    }
}

#[test]
fn a_field_marks_only_what_it_asks_for() {
    let record = "id:2026-02-04-forge-launch";
    let by = after(&format!("/{record} by:Рубио<Enter>"));
    let all = after(&format!("/{record} Рубио<Enter>"));
    assert!(!marked(&by).is_empty() && marked(&by).len() < marked(&all).len(), "{:?}", marked(&by));
}

#[test]
fn when_nothing_matches_it_says_what_to_drop() {
    let shows = [
        "Nothing matches both parts.",
        "Leave one out",
        "without country:KZ",
        "without зебра",
        "44 events",
        "0 of 170 events",
    ];
    let mut browser = journey("no-match", "cKZ<Enter>/зебра<Enter>", &shows);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["country:KZ", "44 of 170 events"]);
}

#[test]
fn what_may_have_been_meant_is_taken_with_a_key() {
    let mut browser = journey(
        "did-you-mean-typing",
        "/njrftd",
        &[
            "Nothing matches",
            "Did you mean (Tab takes the marked one):",
            "токаев  other keyboard layout",
            "Or leave one out",
        ],
    );
    browser.press("<Tab>").unwrap();
    assert_shows(&browser, &["/токаев", "19 of 170 events"]);
    assert_eq!(query(&browser), "токаев", "the line is still open");
    browser.press(" макрон<Esc>").unwrap();
    assert_eq!(query(&browser), "", "Esc restores what was before the line was opened");
    browser.press("/<Up>").unwrap();
    assert_shows(&browser, &["/токаев макрон"]);
    browser.press("<Up>").unwrap();
    assert_shows(&browser, &["/njrftd"]);

    let mut browser = after("cKZ<Enter>/uranuim<Enter>");
    assert_shows(&browser, &["Did you mean (Enter does it):", "›country:KZ uranium  mistyped", "without country:KZ"]);
    assert_frame("did-you-mean", &browser);
    browser.press("<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ uranium");
    assert!(!browser.app().rows().unwrap().is_empty());
    browser.press("<Esc><Esc>").unwrap();
    assert_eq!(query(&browser), "", "it is taken away as what was typed");
}

#[test]
fn suggestions_are_chosen_as_rows_are() {
    let mut browser = after("cKZ<Enter>/зебра<Enter>");
    assert_shows(&browser, &["Leave one out; Enter does it", "›without зебра"]);
    browser.press("jjkG").unwrap();
    assert_shows(&browser, &["›without зебра"]);
    browser.press("<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ");
    // Letters are commands there as everywhere.
    let mut browser = after("/зебра<Enter><Tab>");
    assert_hides(&browser, &["›without"]);
    browser.press("<Esc>/<C-u>uranuim<Enter>=").unwrap();
    assert_eq!(query(&browser), "uranium");
    // What it names is offered then.
    browser.press("=").unwrap();
    assert_eq!(query(&browser), "topic:\"uranium\"");
    browser.press("=").unwrap();
    assert_shows(&browser, &["Nothing is suggested"]);
}

#[test]
fn a_bare_name_of_a_country_is_suggested_as_the_country() {
    let mut browser = after("/казахстан");
    assert_shows(&browser, &["/казахстан", "Tab 44 events: country:KZ"]);
    assert_frame("country-suggested", &browser);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["= takes country:KZ: 44 events", "казахстан → "]);
    browser.press("=").unwrap();
    assert_eq!(query(&browser), "country:KZ");
    assert_shows(&browser, &["44 of 170 events"]);
    for (typed, taken) in [
        ("США", "country:US"),
        ("UK", "country:GB"),
        ("Казахстане minerals", "minerals country:KZ"),
        ("south korea", "country:KR"),
    ] {
        let browser = after(&format!("/{typed}<Tab><Enter>"));
        assert_eq!(query(&browser), taken, "{typed}");
    }
    for typed in ["us", "it", "по", "uk", "и", "минералы", "\"казахстан\"", "literal:on казахстан"]
    {
        assert_hides(&after(&format!("/{typed}")), &["Tab 4", "country:"]);
    }
}

#[test]
fn tab_never_empties_the_field_and_what_is_removed_comes_back() {
    let mut browser = after("/казахстан<Tab>");
    assert_shows(&browser, &["/country:KZ", "44 of 170 events"]);
    browser.press(" uranium<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ uranium");
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["Removed uranium; u brings it back"]);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["Removed country:KZ; u brings it back"]);
    browser.press("uu").unwrap();
    assert_eq!(query(&browser), "country:KZ uranium");
    // What would leave nothing is not taken.
    for start in ["/зебра<Tab>", "cKZ<Enter>/зебра<Tab>"] {
        let browser = after(start);
        assert_shows(&browser, &["/зебра", "Esc leaves it"]);
        assert!(query(&browser).ends_with("зебра"), "{}", query(&browser));
    }
}

#[test]
fn pasted_text_is_searched_for_and_never_obeyed() {
    let mut browser = after("j");
    browser.paste("Батцэцэг\nq");
    assert!(!browser.has_quit());
    assert_shows(&browser, &["/Батцэцэг q"]);
    browser.press("<BS><BS><Enter>").unwrap();
    assert_shows(&browser, &["Battsetseg", "Батцэцэг"]);
    assert_frame("pasted", &browser);
}

#[test]
fn a_long_paste_is_cut_and_says_so() {
    let long = "уран ".repeat(2000);
    for (keys, field) in [("", "search"), ("d", "date"), ("i", "note"), ("?", "help"), (":", "palette"), ("c", "facet")]
    {
        let mut browser = after(keys);
        browser.paste(&long);
        assert_shows(&browser, &["The paste was cut at 4,096 characters"]);
        if field == "search" {
            let typed = browser.app().search().editor().unwrap().text().chars().count();
            assert_eq!(typed, 4096);
        }
        browser.press("<Esc>").unwrap();
        assert_hides(&browser, &["The paste was cut"]);
    }
    let mut browser = after("");
    browser.paste(&long[..90]);
    assert_hides(&browser, &["The paste was cut"]);
}

#[test]
fn command_keys_on_a_russian_layout() {
    // о л move, . searches, с is the country filter, й quits; in a field letters are letters.
    assert_shows(&after("ооол"), &["3/170"]);
    assert_shows(&after("П"), &["170/170"]);
    let mut browser = after(".уран<Enter>");
    assert_eq!(query(&browser), "уран");
    browser.press("<Esc>сказа<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ");
    assert_frame("russian-layout", &browser);
    browser.press("й").unwrap();
    assert!(browser.has_quit());
    let mut browser = after(".ток<C-С>");
    assert!(browser.has_quit(), "Control and the key of c quit from everywhere");
    browser.press("j").unwrap();
    assert_shows(&after(","), &["[Help]"]);
}

/// What words name is offered in one offer in the hint line, its count first; ↓ goes through the offers.
#[test]
fn names_among_the_words_are_offered_while_typing() {
    let shows = ["Tab 14 events: country:KZ country:US -country:CN date:2024.."];
    let mut browser = bundled(120, 40);
    browser.press("/Kazakhstan US -China 2024..").unwrap();
    assert_shows(&browser, &shows);
    assert_frame("offer-joint", &browser);
    assert_eq!(query(&browser), "Kazakhstan US -China 2024..", "the words are never changed unasked");
    browser.press("<Down><Down>").unwrap();
    assert_hides(&browser, &shows);
    browser.press("<Up>").unwrap();
    assert_shows(&browser, &shows);
    browser.press("<Tab><Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ country:US -country:CN date:2024..");
    assert_eq!(browser.app().rows().unwrap().len(), 14);
    // In a pane it stands beside the query, and = takes it.
    let mut browser = bundled(120, 40);
    browser.press("/Rubio<Enter>").unwrap();
    assert_shows(&browser, &["= takes person:\"Marco Rubio\""]);
    browser.press("=").unwrap();
    assert_eq!(query(&browser), "person:\"Marco Rubio\"");
}

#[test]
fn a_kind_that_nobody_knows_is_said_in_the_browser_too() {
    let mut browser = bundled(120, 40);
    browser.press("/kind:vist<Enter>").unwrap();
    assert_shows(&browser, &["did you mean visit?"]);
    browser.press("<C-u>kind:visit<Enter>").unwrap();
    assert_eq!(query(&browser), "kind:visit");
}

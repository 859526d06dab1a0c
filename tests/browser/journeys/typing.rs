//! What is typed: completed by Tab, found wrong while it is typed, dates as people write them.

use super::*;
use oreline::door::query::Query;

fn typed(browser: &Headless) -> String {
    browser.app().search().editor().map_or_else(String::new, |editor| editor.text().to_owned())
}

/// The browser after these keys, which has these words on its screen in this order.
#[track_caller]
fn showing(keys: &str, shows: &[&str]) -> Headless {
    let browser = after(keys);
    assert_shows(&browser, shows);
    browser
}

#[test]
fn tab_completes_a_field_and_its_value_in_any_script() {
    for (keys, text) in [
        ("/pla<Tab>", "place:"),
        ("/тем<Tab>", "тема:"),
        ("/copper -org<Tab>", "copper -org:"),
        // The keys of "изд" in the other layout.
        ("/bpl<Tab>", "издание:"),
        ("/country:uzb<Tab>", "country:UZ"),
        ("/country:узб<Tab>", "country:UZ"),
        ("/страна:MN,кыр<Tab>", "страна:MN,KG"),
        ("/person:sadyr<Tab>", "person:\"Sadyr Japarov\""),
        ("/лицо:жапа<Tab>", "лицо:\"Sadyr Japarov\""),
        ("/kind:sum<Tab>", "kind:summit"),
        ("/uranium has:no<Tab>", "uranium has:note"),
        // What stands behind the cursor stays.
        ("/country:mong copper<C-a><Right><Right><Right><Right><Right><Right><Right><Right><Right><Right><Tab>", ""),
    ] {
        let browser = after(keys);
        if text.is_empty() {
            assert!(typed(&browser).ends_with("ng copper"), "{keys}: {}", typed(&browser));
        } else {
            assert_eq!(typed(&browser), text, "{keys}");
        }
    }
    // A field by its name and then its value is two presses and a few letters.
    let browser = showing("/per<Tab>japa<Tab>", &["/person:\"Sadyr Japarov\"", "of 170 events"]);
    assert_eq!(query(&browser), "person:\"Sadyr Japarov\"");
}

/// A blank ends a value, and whoever types a name does not think of that.
#[test]
fn a_name_of_several_words_is_completed_without_quotes() {
    for (keys, text) in [
        ("/country:united k<Tab>", "country:GB"),
        ("/country:south korea<Tab>", "country:KR"),
        ("/copper -страна:южная ко<Tab>", "copper -страна:KR"),
        ("/country:KZ,саудовская<Tab>", "country:KZ,SA"),
        ("/country:MN,united st<Tab>", "country:MN,US"),
        ("/person:marco rubio<Tab>", "person:\"Marco Rubio\""),
        ("/by:rubio mar<Tab>", "by:\"Marco Rubio\""),
        ("/лицо:шавкат мир<Tab>", "лицо:\"Shavkat Mirziyoyev\""),
        ("/publisher:astana ti<Tab>", "publisher:\"Astana Times\""),
        ("/topic:rare ear<Tab>", "topic:\"rare earths\""),
        ("/org:foreign affairs of mong<Tab>", "org:\"Ministry of Foreign Affairs of Mongolia\""),
        // What goes on no value is a word, or a field, of its own.
        ("/country:KZ pla<Tab>", "country:KZ place:"),
        ("/country:KZ OR kor<Tab>", "country:KZ OR kor"),
        ("/\"country:united k<Tab>", "\"country:united k"),
    ] {
        assert_eq!(typed(&after(keys)), text, "{keys}");
    }
    showing("/country:united k", &["Tab  GB United Kingdom 19"]);
    assert_eq!(query(&after("/lithium country:south am<Tab>")), "lithium", "no such name");
}

/// What the screen says in Russian may be typed in Russian.
#[test]
fn kinds_and_languages_are_found_by_what_they_are_called() {
    for (keys, text) in [
        ("/kind:виз<Tab>", "kind:visit"),
        ("/вид:экспортный контр<Tab>", "вид:export-control"),
        ("/вид:министров<Tab>", "вид:ministerial"),
        ("/lang:germ<Tab>", "lang:de"),
        ("/язык:итал<Tab>", "язык:it"),
    ] {
        assert_eq!(typed(&after(keys)), text, "{keys}");
    }
    showing("/вид:визит", &["Tab  visit визит 23"]);
    showing("/вид:визит<Enter>", &["did you", "mean visit?"]);
    for (keys, chip) in [
        ("ffffcвизит<Enter>", "kind:visit"),
        ("ffffcвстреча м<Enter>", "kind:ministerial"),
        ("ffffcexport control<Enter>", "kind:export-control"),
        ("ffffc-соглаш<Enter>", "-kind:agreement"),
        ("ffffffcrussian<Enter>", "lang:ru"),
        ("ffffffcнемец<Enter>", "lang:de"),
        ("ffffffcit<Enter>", "lang:it"),
        ("/визиты Монголия<Tab><Enter>", "kind:visit country:MN"),
        ("/соглашения Казахстан с 2024<Tab><Enter>", "kind:agreement country:KZ date:2024.."),
        ("/экспортный контроль Китай<Tab><Enter>", "kind:export-control country:CN"),
    ] {
        let mut browser = bundled(120, 40);
        browser.press(keys).unwrap();
        assert_eq!(query(&browser), chip, "{keys}");
    }
    let mut browser = bundled(120, 40);
    browser.press("ffffff").unwrap();
    assert_shows(&browser, &["en   English", "ru   Russian", "sl   Slovenian"]);
}

#[test]
fn candidates_stand_in_the_last_row_with_counts_and_tab_goes_through_them() {
    let mut browser = showing("/country:u", &["/country:u", " Tab", "US United States ", "UZ Uzbekistan "]);
    for (key, text, mark) in [
        ("<Tab>", "country:US", "›US United States "),
        ("<Tab>", "country:UZ", "›UZ Uzbekistan"),
        ("<S-Tab>", "country:US", "›US United States "),
    ] {
        browser.press(key).unwrap();
        assert_eq!(typed(&browser), text);
        assert_shows(&browser, &[mark]);
    }
    let found = browser.app().rows().unwrap().len();
    assert_shows(&browser, &[&format!("{found} of 170 events"), &format!("›US United States {found}  ")]);
    browser.press("<S-Tab>").unwrap();
    assert_ne!(typed(&browser), "country:US", "round at the end");
    assert_frame("typing-tab", &browser);
    // The next letter begins anew.
    browser.press(" kaz").unwrap();
    assert_shows(&browser, &["country:AE kaz", " Enter keep"]);
    // ASCII has a sign of its own.
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("/country:u<Tab>").unwrap();
    assert_shows(&browser, &[" Tab >US United States "]);
}

#[test]
fn only_where_nothing_is_to_be_completed_tab_takes_the_offer_and_never_empties_the_field() {
    let mut browser = after("/Mongolia uranium<Tab>");
    assert_eq!(query(&browser), "country:MN topic:\"uranium\"");
    browser.press("<Esc>/Japarov 2025<Tab><Enter>").unwrap();
    assert_eq!(query(&browser), "person:\"Sadyr Japarov\" date:2025");
    for keys in ["/zzzz<Tab><Tab>", "/country:zzzz<Tab>", "/country:u<Tab><Tab><Tab><Tab><Tab>", "/per<Tab><Tab><Tab>"]
    {
        assert_ne!(typed(&after(keys)), "", "{keys}");
    }
    let browser = after("/uranium<S-Tab>");
    assert_shows(&browser, &["/uranium", "Nothing is known that this may go on as"]);
}

/// A name finds the events that name somebody; *People* counts those in which they took part. An offer says both.
#[test]
fn a_person_is_offered_with_the_number_of_people_too() {
    for typed in ["Rubio", "Rubio 2026", "Мирзиёев", "Blinken", "Landau", "Biden"] {
        let mut browser = after(&format!("/{typed}"));
        let offered = browser.text().lines().last().unwrap().to_owned();
        assert!(offered.contains("person:\""), "{typed}: {offered}");
        browser.press("<Tab><Enter>").unwrap();
        let all = browser.app().rows().unwrap().len();
        let name = query(&browser).split('"').nth(1).unwrap().to_owned();
        browser.press("4/<C-e><Space>").unwrap().paste(&name);
        browser.press("<Enter>").unwrap();
        let rows = browser.text();
        let row = rows.lines().find(|line| line.contains(&name) && line.contains('›'));
        let present = row.and_then(|row| row[row.find(&name)? + name.len()..].split_whitespace().nth(1)?.parse().ok());
        let said = match present.unwrap_or(0) {
            present if present == all => format!("Tab {all} event"),
            present => format!("Tab {all} events, took part in {present}: "),
        };
        assert!(offered.contains(&said), "{typed}: {offered}, expected {said}\n{rows}");
    }
}

#[test]
fn a_click_on_the_candidates_does_what_tab_does() {
    let mut browser = after("<F2>/kind:agr");
    let row = ratatui::layout::Position::new(8, 23);
    browser.point(oreline::door::app::pointer::Act::Press, row);
    browser.point(oreline::door::app::pointer::Act::Release, row);
    assert_eq!(typed(&browser), "kind:agreement");
}

#[test]
fn what_the_data_find_wrong_stands_beside_the_field_and_the_last_good_result_stays() {
    for (keys, said) in [
        ("/copper kind:vist", "! did you mean visit?"),
        ("/copper kind:sumit x", "! did you mean summit?"),
        ("/copper has:qotes x", "! did you mean quotes?"),
        ("/copper country:Mognolia", "! did you mean Mongolia"),
        ("/copper country:Atlantis", "expected a country or group such as KZ, Kazakhstan, \"South Korea\" or C5"),
        ("/copper date:2025..2024", "! did you mean 2024..2025?"),
        ("/copper lang:russian", "! did you mean lang:ru?"),
        ("/copper publiser:x", "! did you mean publisher:?"),
    ] {
        for size in [(80, 24), (120, 40)] {
            let mut browser = bundled(size.0, size.1);
            browser.press("/copper").unwrap();
            let good = browser.app().rows().unwrap().len();
            assert!(good > 0);
            browser.press("<C-u>").unwrap().press(&keys[1..]).unwrap();
            assert_shows(&browser, &["! ", "still ", " of 170 events"]);
            assert!(browser.text().contains(said), "{said}: {}", browser.text());
            let now = browser.app().rows().unwrap().len();
            assert!(now <= good && query(&browser).starts_with("copper"), "{keys}: {now}, {}", query(&browser));
        }
    }
    // What is offered is for what is typed, and not for the text before.
    assert_hides(&after("/contry:KZ"), &["Tab 62 events"]);
    // What may become right is passed over, and nothing is said.
    let mut browser = after("/copper kind:summ");
    assert_eq!(query(&browser), "copper");
    assert_hides(&browser, &["! "]);
    browser.press("it").unwrap();
    assert_eq!(query(&browser), "copper kind:summit");
    assert_hides(&browser, &["still "]);
    showing("/kind:vist", &["/kind:vist   ! character 6 ", "still 170 of 170", "! did you mean visit?"]);
}

#[test]
fn dates_are_taken_as_people_write_them() {
    for (typed, expected) in [
        ("date:mar 2024", "date:2024-03"),
        ("date:\"september 2025\"", "date:2025-09"),
        ("дата:июнь 2023", "date:2023-06"),
        ("date:5.11.2024 copper", "date:2024-11-05 copper"),
        ("date:14 мая 2025", "date:2025-05-14"),
        ("date:jan 2024..apr 2024 uranium", "date:2024-01..2024-04 uranium"),
        ("-date:dec 2023", "-date:2023-12"),
        ("(date:mar 2024 OR date:2022)", "(date:2024-03 OR date:2022)"),
    ] {
        assert_eq!(query(&after(&format!("/{typed}<Enter>"))), Query::parse(expected).unwrap().to_string(), "{typed}");
    }
    for (typed, expected) in [
        ("mar 2024", "date:2024-03.."),
        ("июнь 2023", "date:2023-06.."),
        ("5.11.2024", "date:2024-11-05.."),
        ("14 мая 2025 года", "date:2025-05-14.."),
    ] {
        let mut browser = after(&format!("d{typed}<Down>"));
        assert_shows(&browser, &["›from then on", expected]);
        browser.press("<Enter>").unwrap();
        assert_eq!(query(&browser), expected, "{typed}");
    }
    // Nothing is wrong while it is typed.
    let mut browser = after("/date:");
    for letter in "mar 2024".chars() {
        browser.press(if letter == ' ' { "<Space>".to_owned() } else { letter.to_string() }.as_str()).unwrap();
        assert_hides(&browser, &["! "]);
    }
    assert_eq!(query(&browser), "date:2024-03");
}

/// The bundled data on a Tuesday in March 2026.
fn in_march_2026(keys: &str) -> Headless {
    let today = oreline::door::model::Day::from_ymd(2026, 3, 10).unwrap();
    let settings = Settings { today, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press(keys).unwrap();
    browser
}

#[test]
fn days_are_counted_from_today_and_their_words_are_kept() {
    for (keys, written, same) in [
        ("/date:last-month<Enter>", "date:last-month", "date:2026-02"),
        ("/date:last month<Enter>", "date:last-month", "date:2026-02"),
        ("/date:this-year uranium<Enter>", "date:this-year uranium", "date:2026 uranium"),
        ("/дата:прошлый год<Enter>", "date:last-year", "date:2025"),
        ("/date:-90d..<Enter>", "date:-90d..", "date:2025-12-10.."),
        ("/-date:..-1y country:MN<Enter>", "-date:..-1y country:MN", "-date:..2025-03-10 country:MN"),
        ("/date:la<Tab><Tab><Enter>", "date:last-month", "date:2026-02"),
        ("/(date:last-week OR date:2026-02-26)<Enter>", "date:last-week OR date:2026-02-26", "date:2026-02-26"),
    ] {
        let browser = in_march_2026(keys);
        assert_eq!(query(&browser), written, "{keys}");
        let plain = after(&format!("/{same}<Enter>"));
        assert_eq!(browser.app().rows().unwrap().len(), plain.app().rows().unwrap().len(), "{keys}");
    }
    // It is another day: what is asked for moves, and the words stay.
    let mut browser = in_march_2026("/date:last-month<Enter>");
    assert_shows(&browser, &["21 of 170 events"]);
    let april = oreline::door::model::Day::from_ymd(2026, 4, 1).unwrap();
    browser.send(oreline::door::app::Message::Today(april));
    assert_eq!((query(&browser).as_str(), browser.app().rows().unwrap().len()), ("date:last-month", 0));
    // The box of a date counts as well.
    let browser = in_march_2026("dlast month<Down><Down><Down>");
    assert_shows(&browser, &["›only then", "date:2026-02"]);
    // What is wrong, and what may yet become right.
    assert_shows(&in_march_2026("/date:today..-30d"), &["an end that is not before the start"]);
    for typed in ["/date:to", "/date:last", "/date:-3", "/date:last mo"] {
        assert_hides(&in_march_2026(typed), &["! "]);
    }
    assert_frame("typing-counted", &in_march_2026("/date:last-month<Enter>"));
    // As plain words they are offered.
    let mut browser = in_march_2026("/last month");
    assert_shows(&browser, &["Tab 21 events: date:last-month"]);
    browser.press("<Tab><Enter>").unwrap();
    assert_eq!(query(&browser), "date:last-month");
    assert_shows(&in_march_2026("dв прошлом месяце<Down><Down><Down>"), &["›only then", "date:2026-02"]);
    assert_shows(&in_march_2026("dlast 30 days<Down>"), &["›from then on", "date:2026-02-08.."]);
}

/// A beginning that was a value is no answer to what it became: Austria, the word `contry`, the year 2024.
#[test]
fn what_is_no_value_is_left_out_and_no_beginning_of_it_stands_for_it() {
    for (before, typed) in [
        ("", "country:Atlantis"),
        ("", "contry:KZ"),
        ("uranium", "country:KZX"),
        ("uranium", "date:2024-13"),
        ("uranium", "kind:visita"),
        ("country:KZ", "kind:summitt"),
        ("country:KZ,MN", "has:quotess"),
        ("uranium", "country:Koreo,KZ"),
        ("uranium", "lang:english"),
    ] {
        let whole = after(&format!("/{before}<Enter>")).app().rows().unwrap().len();
        let text = format!("{before} {typed}");
        let browser = after(&format!("/{}", text.trim()));
        assert_eq!(browser.app().rows().unwrap().len(), whole, "{text}");
        assert_shows(&browser, &["! ", &format!("still {whole} of 170 events")]);
        assert_eq!(query(&browser), query(&after(&format!("/{before}<Enter>"))), "{text}");
    }
    // What was asked for before the line was opened is asked for again when it is left.
    assert_eq!(query(&after("/uranium<Enter>/country:Atlantis<Esc>")), "uranium");
    assert_eq!(query(&after("/uranium<Enter>/country:Atlantis<Enter><Esc>")), "uranium");
}

#[test]
fn what_was_said_an_id_and_a_switch_are_completed_too() {
    for (keys, text) in [
        ("/said:partnersh<Tab>", "said:partnership"),
        ("/сказано:сотр<Tab>", "сказано:сотрудничества"),
        ("/id:2024-02-08-c<Tab>", "id:2024-02-08-c5plus1-critical-minerals-dialogue"),
        ("/copper lit<Tab>o<Tab>", "copper literal:on"),
        ("/date:tod<Tab>", "date:today"),
    ] {
        let browser = after(keys);
        if keys.contains("сказано") {
            assert!(typed(&browser).starts_with("сказано:сотрудничеств"), "{}", typed(&browser));
        } else {
            assert_eq!(typed(&browser), text, "{keys}");
        }
    }
    // The number beside a word is what the query finds.
    let mut browser = after("/said:lith");
    assert_frame("typing-candidates", &browser);
    browser.press("<Tab><Enter>").unwrap();
    let found = browser.app().rows().unwrap().len();
    assert_shows(&after("/said:lith"), &[&format!("lithium {found} ")]);
}

#[test]
fn what_is_wrong_stands_whole_where_there_is_room_for_it() {
    let browser = after("/country:Atlantis");
    let whole = "! expected a country or group such as KZ, Kazakhstan, \"South Korea\" or C5";
    assert_shows(&browser, &["/country:Atlantis   ! character 9 ", whole]);
    assert_frame("typing-fault", &browser);
    // On a wide screen it stands beside the text, and the keys below.
    let mut browser = bundled(200, 60);
    browser.press("/country:Atlantis").unwrap();
    assert_shows(&browser, &["! character 9: expected a country or group", " or C5", "Enter keep"]);
}

#[test]
fn an_alias_narrows_a_filter() {
    for (typed, value) in
        [("ебрр", "European Bank for Reconstruction and Development"), ("mofcom", "Ministry of Commerce of China")]
    {
        let mut browser = after(&format!("fffc{typed}"));
        assert_shows(&browser, &["[Organisations · any of]"]);
        let selected = browser.app().facet().selected().map(|row| row.value.clone());
        assert_eq!(selected.as_deref(), Some(value), "{typed}");
        browser.press("<Enter>").unwrap();
        assert_eq!(query(&browser), format!("org:\"{value}\""), "{typed}");
    }
}

#[test]
fn a_long_citation_is_shown_to_its_end() {
    let mut browser = after("y");
    let text = browser.copied()[0].clone();
    let end: String = text.chars().skip(text.chars().count() - 20).collect();
    let begin = "First Central Asia–UK foreign ministers' meeting in London";
    assert!(text.starts_with(begin), "{text}");
    assert_hides(&browser, &[&end]);
    browser.press("G").unwrap();
    assert_shows(&browser, &["[For the clipboard]", &end]);
    browser.press("g").unwrap();
    assert_shows(&browser, &[begin]);
    browser.press("jjj").unwrap();
    assert_hides(&browser, &[begin]);
    browser.press("q").unwrap();
    assert!(!browser.has_quit());
}

/// Four articles: the words stand in the headline of two, one reports the same event without them, one has no event.
fn articles() -> Headless {
    let article = |id: &str, day: &str, headline: &str| {
        format!(r#"{{"record":"article","id":"{id}","date_published":"2024-05-{day}","headline":"{headline}"}}"#)
    };
    let lines = [
        r#"{"record":"event","id":"e","label":"Tungsten talks","date":"2024-05-01","articles":["a1","a2","a3"]}"#
            .to_owned(),
        article("a1", "02", "Tungsten is wanted"),
        article("a2", "03", "Ministers meet"),
        article("a3", "04", "A tungsten mine opens"),
        article("a4", "05", "More tungsten"),
        article("a5", "06", "Copper alone"),
    ];
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    std::fs::write(file.path(), lines.join("\n")).unwrap();
    Headless::new(vec![Input::Path(file.path().to_owned())], Settings::default(), Size::new(80, 24)).unwrap()
}

#[test]
fn articles_with_the_words_are_marked_counted_and_walked() {
    let mut browser = articles();
    browser.press("2/tungsten<Enter>").unwrap();
    assert_shows(
        &browser,
        &[
            "◆ More tungsten",
            "◆ A tungsten mine opens",
            "Ministers meet",
            "◆ Tungsten is wanted",
            "4 of 5 articles, 3 with the words",
        ],
    );
    assert_hides(&browser, &["◆ Ministers"]);
    assert_frame("typing-articles", &browser);
    for (key, expected) in [("n", "a3"), ("n", "a1"), ("n", "a1"), ("N", "a3"), ("N", "a4"), ("sN", "a3"), ("n", "a4")]
    {
        browser.press(key).unwrap();
        assert_eq!(selected(&browser), expected, "{key}");
    }
    // In the detail they walk the hits.
    browser.press("<Enter>n").unwrap();
    assert_shows(&browser, &["hit 1/"]);
    // Without words nothing is marked.
    browser.press("<Esc>/<C-u><Enter>").unwrap();
    assert_hides(&browser, &["◆", "with the words"]);
}

//! A screen to read: what stands whole in a row, rows of two lines, the parts of a record, somebody's page, and what is
//! shown where nothing is found.

use super::*;
use oreline::door::catalogue::Tongue;

/// The browser on the bundled data, in these signs and colours.
fn with(settings: Settings, width: u16, height: u16, keys: &str) -> Headless {
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(width, height)).unwrap();
    browser.press(keys).unwrap();
    browser
}

fn plain(width: u16, height: u16, keys: &str) -> Headless {
    with(Settings::default(), width, height, keys)
}

fn ascii(width: u16, height: u16, keys: &str) -> Headless {
    with(Settings { ascii: true, ..Settings::default() }, width, height, keys)
}

fn coloured(width: u16, height: u16, keys: &str) -> Headless {
    with(Settings { color: true, ..Settings::default() }, width, height, keys)
}

/// The lines of the list alone.
fn list(browser: &Headless) -> Vec<Vec<char>> {
    let area = browser.app().layout().timeline.unwrap().body;
    let screen = browser.text();
    let lines = screen.lines().skip(usize::from(area.y)).take(usize::from(area.height));
    lines.map(|line| line.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect()).collect()
}

/// How many titles stand whole in rows of one line, and in rows of two, on a screen of so many columns.
fn whole_titles(width: u16) -> (usize, usize) {
    let count = |keys: &str, height: u16| {
        let browser = plain(width, height, keys);
        let dataset = browser.app().dataset().unwrap();
        let lines: Vec<String> = list(&browser).into_iter().map(|line| line.into_iter().collect()).collect();
        let rows = browser.app().rows().unwrap();
        let titles = (0..rows.len()).filter_map(|row| match rows.record(row) {
            Some(RecordId::Event(id)) => Some(dataset.head(id).title(browser.app().lang())),
            _ => None,
        });
        titles.filter(|title| lines.iter().any(|line| line.contains(title))).count()
    };
    (count("", 500), count("R", 900))
}

/// How many quotes stand whole in their rows on a screen of so many columns.
fn whole_quotes(width: u16) -> usize {
    let lines = list(&plain(width, 1_800, "3"));
    let is_sign = |c: &char| ['≈', '▌', '╎'].contains(c);
    let column = lines.iter().find_map(|line| line.iter().position(is_sign)).unwrap();
    let words = |line: &[char]| line.iter().skip(column + 2).filter(|c| **c != '▐').collect::<String>();
    // A row begins with a day; the second line of a quotation has its sign too.
    let begins = |line: &[char]| line.get(column).is_some_and(is_sign) && line[2..7].iter().any(|c| !c.is_whitespace());
    let rows = lines.windows(2).filter(|pair| begins(&pair[0]));
    let said = rows.map(|pair| format!("{} {}", words(&pair[0]).trim(), words(&pair[1]).trim()));
    said.filter(|said| !said.trim_end().ends_with('…')).count()
}

#[test]
fn titles_and_quotes_that_stand_whole() {
    // Of 170 titles; with the list beside a narrow detail it was 1 at 80 and 120 columns, and 66 at 200.
    for (width, one_line, two_lines) in [(80, 30, 70), (120, 60, 90), (200, 60, 90)] {
        let (one, two) = whole_titles(width);
        assert!(one >= one_line && two >= two_lines, "{width}: {one}, {two}");
    }
    // Of 382 quotes; in one line beside the speaker it was none.
    for (width, least) in [(80, 40), (120, 80), (200, 80)] {
        let whole = whole_quotes(width);
        assert!(whole >= least, "{width}: {whole}");
    }
}

#[test]
fn countries_and_quotes_of_rows_stand_in_columns_of_their_own() {
    let browser = plain(120, 40, "cUZ<Enter>");
    let screen = browser.text();
    let rows: Vec<&str> = screen.lines().filter(|line| line.contains("❝")).collect();
    let place = |line: &str| line.chars().position(|c| c == '❝').unwrap();
    assert!(rows.len() > 5 && rows.iter().all(|line| place(line) == place(rows[0])), "{screen}");
    assert_shows(&browser, &["February 2026  5", "US C5", "+UZ   Uzbekistan"]);
    assert_frame("rows-included", &coloured(120, 40, "cUZ<Enter>"));
}

#[test]
fn rows_have_one_line_or_two_in_each_view() {
    let mut browser = plain(120, 40, "R");
    assert_shows(&browser, &["›26     First Central Asia–UK", "ministerial · London · GB C5  ❝ Yvette Cooper"]);
    assert_frame("events-two-lines", &browser);
    browser.press("jj").unwrap();
    assert_shows(&browser, &["3/170"]);
    browser.press("GR").unwrap();
    assert_shows(&browser, &["170/170"]);
    assert_hides(&browser, &["ministerial · London"]);
    browser.press("3").unwrap();
    assert_shows(&browser, &["Yvette Cooper", "≈ Told the plenary", "GB Foreign Secretary"]);
    let of_two = screen_lines_with(&browser, "Kosherbayev");
    browser.press("R").unwrap();
    assert_hides(&browser, &["GB Foreign Secretary"]);
    assert!(screen_lines_with(&browser, "Kosherbayev") >= of_two, "{}", browser.text());
    // What was chosen is kept with the data.
    browser.press("q").unwrap();
    let data = browser.app().dataset().unwrap().about().title.shown(oreline::door::model::Lang::En).to_owned();
    assert_eq!(browser.app().kept().panes(&data).map(|panes| panes.turned.as_str()), Some("quotes"));
}

fn screen_lines_with(browser: &Headless, words: &str) -> usize {
    browser.text().lines().filter(|line| line.contains(words)).count()
}

#[test]
fn quotes_and_articles_are_who_beside_what() {
    let browser = plain(80, 24, "3");
    assert_shows(&browser, &["›26     Yvette Cooper", "≈ Told the plenary", "GB Foreign", "weight London"]);
    assert_frame("quotes-who-what-80", &browser);
    assert_frame("quotes-who-what-ascii", &ascii(80, 24, "3"));
    let browser = plain(120, 40, "2");
    assert_shows(&browser, &["›26     Trend", "→ First Central Asia–UK", "trend.az"]);
    assert_frame("articles-who-what-120", &browser);
    // No part of a record has the name of another one.
    let mut browser = plain(80, 24, "2");
    for _ in 0..60 {
        let names: Vec<&str> = browser.app().detail().document().sections.iter().map(|section| section.name).collect();
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len(), "{names:?}");
        browser.press("j").unwrap();
    }
}

#[test]
fn the_title_stays_while_the_parts_of_a_record_are_gone_through() {
    let mut browser = plain(120, 40, "");
    let title = "First Central Asia–UK foreign ministers' meeting in London; UK–Kazakhstan";
    for (key, part) in [("]", "Quotes  4"), ("]", "Took part  6 countries"), ("]", "Named  "), ("]", "Outcomes  ")] {
        browser.press(key).unwrap();
        assert_shows(&browser, &["Detail", title, "26 February 2026 · London", part]);
    }
    browser.press("<Tab>[[").unwrap();
    assert_shows(&browser, &["[Detail]", "Took part", title, "Took part  6 countries", "GB United Kingdom"]);
    assert_frame("detail-took-part-120", &browser);
    browser.press("[[[[").unwrap();
    assert_shows(&browser, &["This is the first part"]);
    // Beside the list it is gone through from its end as well.
    let mut browser = plain(80, 24, "[");
    let parts = |browser: &Headless| {
        let detail = browser.app().detail();
        (detail.section(), detail.document().sections.len())
    };
    let (at, all) = parts(&browser);
    // The part in sight is named, though not all have room.
    assert_shows(&browser, &["─ Detail ── ", "  Related  Note ─"]);
    assert_eq!(at, Some(all - 1), "{}", browser.text());
    browser.press("[").unwrap();
    assert_eq!(parts(&browser).0, Some(all - 2), "{}", browser.text());
    assert_frame("detail-took-part-80", &plain(80, 24, "]]"));
    assert_frame("detail-took-part-200", &plain(200, 60, "]]<Tab>"));
    assert_frame("detail-coloured", &coloured(120, 40, "]<Tab>"));
}

#[test]
fn countries_on_one_line_are_followed_one_by_one() {
    let mut browser = plain(120, 40, "/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter><Enter>]]");
    assert_shows(&browser, &["US United States · host", "Jose W. Fernandez"]);
    let mut reached = Vec::new();
    for _ in 0..60 {
        browser.press("j<Enter>").unwrap();
        if let Some(Target::Country(code)) = browser.app().detail().target() {
            reached.push(code.clone());
        }
        if !matches!(browser.app().detail().target(), Some(Target::Event(_))) {
            browser.press("<BS>").unwrap();
        }
        if browser.app().popup().is_some() || reached.len() == 5 {
            break;
        }
    }
    assert_eq!(reached, ["KZ", "KG", "TJ", "TM", "UZ"]);
}

#[test]
fn somebodys_page_has_offices_time_and_people_beside_countries() {
    let mut browser = plain(120, 40, "4<Enter>++");
    let shows = [
        "Kassym-Jomart Tokayev  Касым-Жомарт Токаев",
        "President · Kazakhstan · 19 events · 27 Oct 2022 – 19–20 Dec 2025",
        "Offices  1",
        "President",
        "Presidency of Kazakhstan",
        "Took part with",
        "Emomali Rahmon",
        "KG Kyrgyzstan",
        "Said",
    ];
    assert_shows(&browser, &shows);
    assert_frame("person-120", &browser);
    // Down the people, then down the countries.
    go_to_line(&mut browser, "Emomali Rahmon");
    browser.press("j<Enter>").unwrap();
    assert_shows(&browser, &["Kassym-Jomart Tokayev and Sadyr Japarov", "together in 8 events"]);
    browser.press("<BS>").unwrap();
    go_to_line(&mut browser, "all ");
    browser.press("j<Enter>").unwrap();
    assert_eq!(shown(&browser), "country KG");
    assert_frame("person-80", &plain(80, 24, "4<Enter>++"));
    assert_frame("person-200", &plain(200, 60, "4<Enter>"));
}

/// Where one column of a table is shorter than the other, and the pane lower than the table, the cursor still gets by.
#[test]
fn the_cursor_gets_past_a_table_in_a_low_pane() {
    let mut browser = plain(80, 24, "/id:2023-11-01-macron-visit-kazakhstan<Enter><Enter>");
    go_to_line(&mut browser, "attended  Emmanuel");
    browser.press("<Enter>").unwrap();
    let lines = browser.app().detail().document().lines.len();
    browser.press(&"j".repeat(2 * lines)).unwrap();
    assert_eq!(browser.app().detail().cursor().selected(), lines - 1, "{}", browser.text());
    browser.press(&"k".repeat(2 * lines)).unwrap();
    assert_eq!(
        browser.app().detail().cursor().selected(),
        browser.app().detail().document().head,
        "{}",
        browser.text()
    );
}

#[test]
fn where_nothing_is_found_the_rows_of_the_suggestion_stand_below() {
    let mut browser = plain(120, 40, "/zzqx country:KZ date:2024<Enter>");
    let shows = [
        "0 events",
        "11 without zzqx",
        "Nothing matches all three parts.",
        "Leave one out; Enter does it, u brings it back.",
        "›without zzqx",
        "11 events  ━━━",
        "without country:KZ",
        " without zzqx ─",
        "11 events",
        "November 2024  1",
        "President Tokayev's state visit to Paris",
    ];
    assert_shows(&browser, &shows);
    assert_hides(&browser, &["Detail"]);
    assert_frame("nothing-120", &browser);
    // What another one would give is nothing.
    browser.press("j").unwrap();
    assert_shows(&browser, &["›without country:KZ"]);
    assert_hides(&browser, &["November 2024"]);
    browser.press("k<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ date:2024");
    assert_shows(&browser, &["Detail", "11 of 170 events"]);
    browser.press("u").unwrap();
    assert_shows(&browser, &["Nothing matches all three parts."]);
    assert_frame("nothing-80", &plain(80, 24, "/zzqx country:KZ date:2024<Enter>"));
    assert_frame("nothing-200-ascii", &ascii(200, 60, "/zzqx country:KZ date:2024<Enter>"));
    // Of the parts, the cursor is on the one that hides most.
    let browser = plain(120, 40, "/country:KZ has:quotes kind:policy date:2024<Enter>");
    let most = browser.app().suggestions().iter().map(|suggestion| suggestion.count).max();
    assert_eq!(browser.app().suggested().map(|at| browser.app().suggestions()[at].count), most);
}

#[test]
fn the_title_in_the_last_row_of_two_lines_is_as_whole_as_the_others() {
    for (width, height) in [(80, 24), (80, 25), (120, 40), (120, 41), (200, 60), (200, 61)] {
        let browser = plain(width, height, "R");
        let lines: Vec<String> = list(&browser).into_iter().map(|line| line.into_iter().collect()).collect();
        // The number of quotes stands in the second line only.
        let titles = lines.iter().filter(|line| line.chars().skip(1).take(5).any(|c| c.is_ascii_digit()));
        let titles: Vec<&String> = titles.filter(|line| !line.contains("2026  ")).collect();
        assert!(titles.len() > 2 && titles.iter().all(|line| !line.contains('❝')), "{lines:#?}");
    }
}

#[test]
fn that_a_word_stands_nowhere_is_said_and_whether_one_is_like_it() {
    let short = "No word of the data begins with zzqx, or is like it.";
    assert_shows(&plain(80, 24, "/zzqx country:KZ date:2024<Enter>"), &["without zzqx", short]);
    let long = "No word of the data begins with zzqx, in either script; none is like it (~zzqx).";
    for (width, height) in [(120, 40), (200, 60)] {
        assert_shows(&plain(width, height, "/zzqx country:KZ date:2024<Enter>"), &["without zzqx", long]);
    }
    // In Russian letters, two of them, and one of two.
    assert_shows(&plain(120, 40, "/щщыъь<Enter>"), &["No word of the data begins with щщыъь"]);
    assert_shows(&plain(120, 40, "/zzqx qqxw<Enter>"), &["begins with zzqx,", "begins with qqxw,"]);
    let one = plain(120, 40, "/uranium zzqx<Enter>");
    assert_shows(&one, &["No word of the data begins with zzqx"]);
    assert!(!one.text().contains("begins with uranium"), "{}", one.text());
    // One that is like a word of the data is no more than that.
    let like = plain(120, 40, "/uraniun<Enter>");
    assert_shows(&like, &["Did you mean", "No word of the data begins with uraniun, in either script."]);
    assert!(!like.text().contains("is like it"), "{}", like.text());
    // Words that are there, and find nothing together.
    for keys in ["/uranium date:1990<Enter>", "/country:KZ date:1990<Enter>", "/\"zzqx qqxw\"<Enter>"] {
        let browser = plain(120, 40, keys);
        assert!(!browser.text().contains("No word of the data"), "{keys}\n{}", browser.text());
    }
    let russian = with(Settings { tongue: Tongue::Ru, ..Settings::default() }, 120, 40, "/zzqx<Enter>");
    assert_shows(&russian, &["В данных нет слов на zzqx и похожих на него."]);
}

//! What was said: the list, one quote in its event and in its sentence, citing it, and its place on the page.

use super::*;
use oreline::door::app::View;
use std::io::Write as _;

#[test]
fn quotes_are_a_view() {
    let shows = [
        "[Quotes] People",
        "382 quotes",
        "━[Quotes]",
        "1/382",
        "February 2026",
        "›26     Yvette Cooper",
        "≈ Told the plenary",
        "382 of 382 quotes",
    ];
    let mut browser = journey("quotes", "3", &shows);
    browser.press("s").unwrap();
    assert_shows(&browser, &["1/382", "June 2022", "›14     Jonathan Wilk"]);
    browser.press("d2024-02<Enter>").unwrap();
    assert_shows(&browser, &["January 2024", "February 2024", "›07     Khurelsukh"]);
}

#[test]
fn quotes_satisfy_the_words_by_themselves() {
    let rows = |query: &str| {
        let mut browser = after("3/");
        browser.paste(query);
        browser.press("<Enter>").unwrap();
        (browser.app().rows().unwrap().len(), browser)
    };
    let (of_tokayev, browser) = rows("by:Токаев");
    assert!(of_tokayev > 5);
    assert_shows(&browser, &["Kassym-Jomart", "≈", &format!("{of_tokayev} of 382 quotes")]);
    let (about_energy, _) = rows("said:energy");
    let (both, _) = rows("by:Токаев said:energy");
    assert!(both < of_tokayev && both < about_energy && both > 0, "{both}");
    let (in_russian, _) = rows("lang:ru");
    assert_eq!(in_russian, 8, "the language of the quote, not of the article beside it");
    // Tokayev speaks, and somebody says "copper", but not in one quote.
    let (none, browser) = rows("by:Токаев said:copper");
    assert_eq!(none, 0);
    assert_shows(&browser, &["Nothing matches both parts."]);
}

#[test]
fn enter_opens_the_event_at_the_quote_and_back_returns() {
    let mut browser = after("3/lang:ru<Enter>jjjjjj");
    assert_shows(&browser, &["7/8", "February 2024", "08 ", "08 ", "›08 "]);
    assert_eq!(shown(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue quote 2");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Detail]", "В духе сотрудничества"]);
    assert_frame("quote-in-its-event", &browser);
    assert_eq!(browser.app().detail().line().unwrap().quote.unwrap().quote, 2);
    browser.press("<Esc>w").unwrap();
    assert_shows(&browser, &["382 of 382 quotes"]);
    assert_eq!(browser.app().timeline().view(), View::Quotes, "the context of a quote is the quotes");
    assert_eq!(shown(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue quote 2");
}

#[test]
fn a_quote_of_the_list_is_cited() {
    let mut browser = after("3/lang:ru<Enter>jjjjjjy");
    let cited = browser.copied().last().unwrap().clone();
    assert!(cited.starts_with("«В духе сотрудничества C5+1"), "{cited}");
    assert!(cited.contains("гражданам» [перевод: “In the spirit of C5+1"), "{cited}");
    assert!(cited.contains(" (CMD), 8 февраля 2024); «Добычу"), "{cited}");
    assert!(cited.contains("Orda.kz, 12–18 февраля 2024"), "{cited}");
    assert!(cited.ends_with(" [2024-02-08-c5plus1-critical-minerals-dialogue]"), "{cited}");
    assert_frame("quote-cited", &browser);
    browser.press("<Esc><Esc>gy").unwrap();
    let cited = browser.copied().last().unwrap();
    assert!(!cited.contains(['«', '»', '“', '”', '"']), "a paraphrase has no quotation marks: {cited}");
    assert!(cited.contains("(paraphrase) — Yvette Cooper, "), "the office stands with the participants: {cited}");
}

#[test]
fn quotes_on_wide_and_narrow_screens() {
    for (name, width, height) in [("quotes-wide", 200, 60), ("quotes-three-panes", 120, 40)] {
        let mut browser = bundled(width, height);
        browser.press("3/lang:ru<Enter>jjjj").unwrap();
        assert_shows(&browser, &["US Department of State", "«CMD будет"]);
        assert_frame(name, &browser);
    }
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("3jj").unwrap();
    assert_shows(&browser, &[">26     Chris Bryant", "~ Noted"]);
    assert_frame("quotes-ascii", &browser);
}

/// Data with the text of an article, in which one quote stands twice and one does not stand.
fn with_text() -> (tempfile::NamedTempFile, Headless) {
    let mut file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    let body =
        "Переговоры прошли в Астане. «Мы готовы», — сказал министр. Посол ответил:\n«Мы готовы», и добавил, что ждёт.";
    let data = serde_json::json!({
        "articles": [{"id": "a", "headline": "Talks", "url": "https://x.example/a", "language": "ru", "articleBody": body}],
        "events": [{"id": "e", "label": "Talks", "date": "2024-05", "articles": ["a"], "quotes": [
            {"text": "Мы готовы", "speaker": "Посол", "article": "a", "language": "ru",
             "selector": {"prefix": "ответил:\n«", "suffix": "», и"}},
            {"text": "Нас там не было", "speaker": "Министр", "article": "a"},
        ]}],
    });
    file.write_all(data.to_string().as_bytes()).unwrap();
    let input = vec![Input::Path(file.path().to_owned())];
    (file, Headless::new(input, Settings::default(), Size::new(80, 40)).unwrap())
}

#[test]
fn a_quote_stands_in_its_sentence_and_the_address_leads_to_it() {
    let (_file, mut browser) = with_text();
    browser.press("3").unwrap();
    assert_shows(&browser, &["1/2", "May 2024", "›··     Посол", "▌ «Мы готовы»"]);
    assert_shows(&browser, &["in the article: «Мы готовы», и", "добавил, что ждёт."]);
    assert_shows(&browser, &["not located in the"]);
    assert_frame("quote-in-its-sentence", &browser);
    browser.press("o<Enter>").unwrap();
    let address = "https://x.example/a#:~:text=%D0%9C%D1%8B%20%D0%B3%D0%BE%D1%82%D0%BE%D0%B2%D1%8B";
    assert!(browser.opened()[0].starts_with("https://x.example/a#:~:text="), "{:?}", browser.opened());
    assert!(browser.opened()[0].ends_with(&address[address.rfind('=').unwrap() + 1..]), "{:?}", browser.opened());
    // What does not stand in the text has the address as it is.
    browser.press("jo<Enter>").unwrap();
    assert_eq!(browser.opened()[1], "https://x.example/a");
    // In the detail the cursor says which quote is meant, elsewhere the article is.
    browser.press("k<Enter>o<Enter>").unwrap();
    assert_eq!(browser.opened()[2], browser.opened()[0]);
    browser.press("Go<Enter>").unwrap();
    assert_eq!(browser.opened()[3], "https://x.example/a");
}

#[test]
fn what_is_no_quote_is_no_row() {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    // Heads count what is written as a quote: words alone are one, and one without words is none.
    let line = |id: &str, quotes: &str| {
        format!(
            "{{\"record\":\"event\",\"id\":\"{id}\",\"label\":\"x\",\"countries\":[\"KZ\"],\"quotes\":[{quotes}]}}\n"
        )
    };
    let many = vec!["{\"text\":\"many\"}"; 300].join(",");
    let data = line("a", "\"words\"") + &line("b", "{\"type\":\"direct\"},{\"text\":\"said\"},5") + &line("c", &many);
    file.write_all(data.as_bytes()).unwrap();
    let input = vec![Input::Path(file.path().to_owned())];
    let mut browser = Headless::new(input, Settings::default(), Size::new(80, 24)).unwrap();
    browser.press("3").unwrap();
    assert_shows(
        &browser,
        &["302 quotes", "1/302", "No date", "›", "«words»", "«said»", "«many»", "302 of 302 quotes"],
    );
    browser.press("G").unwrap();
    assert_eq!(shown(&browser), "c quote 299");
    browser.press("/said:said<Enter>").unwrap();
    assert_shows(&browser, &["«said»", "1 of 302 quotes"]);
}

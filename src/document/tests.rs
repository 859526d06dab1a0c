//! Documents of a small event, article and page, read as plain lines.

use super::*;
use crate::catalogue::Ui;
use crate::dataset::{ArticleId, EventId, HeadDate};
use crate::model::{
    Article, ArticleLink, Country, Date, Entity, Event, EventCountry, Lang, Named, Participant, Publisher, Quote,
    QuoteType, Schema, Selector, Text, WrittenCountry, WrittenDate,
};
use crate::query::detail::Related;
use crate::query::page::PageEvent;
use crate::query::{ArticleDetail, EventDetail, NO_SPELLINGS, Office, Page, PageQuote, Partner};
use crate::query::{Query, Target};
use std::collections::HashMap;

const BODY: &str = "«CMD будет стремиться расширить участие региона», говорится на сайте Госдепа.";

fn two(en: &str, ru: &str) -> Text {
    Text::from_versions([(Some("en"), en), (Some("ru"), ru)])
}

fn one(tag: &str, text: &str) -> Text {
    Text::from_versions([(Some(tag), text)])
}

fn date(text: &str) -> WrittenDate {
    WrittenDate { text: text.into(), date: Date::parse(text).ok() }
}

fn country(code: &str) -> WrittenCountry {
    WrittenCountry { text: code.into(), country: Country::from_code(code) }
}

fn entity(id: &str) -> Named {
    Named { entity: Some(id.into()), ..Named::default() }
}

fn state_department() -> Entity {
    Entity {
        id: "us-state".into(),
        schema: Some(Schema::PublicBody),
        name: two("US Department of State", "Государственный департамент США"),
        alias: vec!["Госдеп".into()],
        country: Some(country("US")),
        unread: Vec::new(),
    }
}

fn orda() -> Article {
    Article {
        id: "orda".into(),
        headline: one("ru", "Добычу обсудили в Госдепе"),
        publisher: Some(Publisher { name: Text::plain("Orda.kz"), country: Some(country("KZ")) }),
        url: Some("https://orda.kz/1".into()),
        language: Some("ru".into()),
        date_published: Some(date("2024-02-12/2024-02-18")),
        date_basis: Some("inferred".into()),
        body: Text::plain(BODY),
        ..Article::default()
    }
}

fn release() -> Article {
    Article {
        id: "release".into(),
        publisher: Some(Publisher { name: Text::plain("State"), country: None }),
        url: Some("ftp://state.gov/2".into()),
        ..Article::default()
    }
}

fn dialogue() -> Event {
    let speaker =
        Participant {
            who: entity("us-state"), named_as: Text::plain("на сайте Госдепа"), ..Participant::default()
        };
    Event {
        id: "2024-02-08-dialogue".into(),
        label: two("Critical Minerals Dialogue", "Диалог по минералам"),
        kind: Some("dialogue".into()),
        date: Some(date("2024-02-08")),
        date_text: Text::plain("в конце прошлой недели"),
        date_basis: Some("external".into()),
        date_note: one("en", "known from the release"),
        online: true,
        countries: vec![
            EventCountry { country: country("US"), part: Some("host".into()) },
            EventCountry { country: country("QQ"), part: None },
        ],
        participants: vec![
            Participant {
                who: Named { name: Text::plain("Канат Шарлапаев"), ..Named::default() },
                part: Some("attendee".into()),
                role: two("minister", "министр"),
                country: Some(country("KZ")),
                articles: vec!["orda".into()],
                ..Participant::default()
            },
            Participant {
                who: Named { entity: Some("biden".into()), name: one("en", "Joe Biden"), schema: None },
                part: Some("initiator".into()),
                ..Participant::default()
            },
        ],
        topics: vec![two("rare earths", "редкоземельные металлы")],
        summary: one("en", "They met online."),
        outcomes: vec![one("en", "A network.")],
        articles: vec![
            ArticleLink::Id("orda".into()),
            ArticleLink::Id("release".into()),
            ArticleLink::Id("gone".into()),
        ],
        related: vec!["2023-09-19-summit".into(), "nowhere".into()],
        confidence: Some("low".into()),
        note: one("en", "Pages disagree."),
        quotes: vec![
            Quote {
                speaker: Some(speaker.clone()),
                cue: Text::plain("говорится"),
                text: Text::plain("CMD будет стремиться расширить участие региона"),
                translation: one("en", "The CMD will seek to expand the region's participation"),
                language: Some("ru".into()),
                articles: vec!["orda".into()],
                selector: Some(Selector { start: Some(1), end: Some(47), ..Selector::default() }),
                ..Quote::default()
            },
            Quote {
                kind: QuoteType::Indirect,
                speaker: Some(speaker),
                text: one("en", "“The states want investment.”"),
                ..Quote::default()
            },
            Quote {
                kind: QuoteType::Mixed,
                text: Text::plain("примет делегации, «чтобы продвинуть»"),
                language: Some("ru".into()),
                articles: vec!["orda".into()],
                selector: Some(Selector::default()),
                ..Quote::default()
            },
        ],
        unread: vec![("colour".into(), "\"red\"".into())],
        ..Event::default()
    }
}

fn event_detail() -> EventDetail {
    let related = HeadDate::of_written(Some(&date("2023-09-19")));
    EventDetail {
        id: EventId(7),
        event: dialogue(),
        articles: vec![(Some(ArticleId(0)), orda()), (Some(ArticleId(1)), release())],
        related: vec![
            Related {
                id: "2023-09-19-summit".into(),
                event: Some((EventId(3), ["Summit".into(), "Саммит".into()], related)),
            },
            Related { id: "nowhere".into(), event: None },
        ],
        names: HashMap::from([("us-state".to_owned(), state_department())]),
    }
}

fn event() -> Detail {
    Detail::Event(Box::new(event_detail()))
}

fn article() -> Detail {
    Detail::Article(Box::new(ArticleDetail {
        id: ArticleId(0),
        article: orda(),
        derived_title: None,
        events: vec![event_detail()],
    }))
}

fn written(detail: &Detail, width: usize, query: &str, lang: Lang, ascii: bool) -> Document {
    let query = Query::parse(query).unwrap();
    Document::new(
        detail,
        &DocStyle {
            lang,
            width,
            airy: true,
            quote: None,
            query: &query,
            spellings: &NO_SPELLINGS,
            ui: Ui { ascii, ..Ui::ENGLISH },
            bookmarked: false,
            note: "",
        },
    )
}

fn lines(document: &Document) -> Vec<String> {
    document.lines.iter().map(|line| format!("{}{}", " ".repeat(line.indent), line.text())).collect()
}

#[track_caller]
fn assert_has(lines: &[String], expected: &[&str]) {
    let mut rest = lines.iter();
    for line in expected {
        assert!(rest.any(|have| have == line), "{line:?} is not there, or not in this order:\n{}", lines.join("\n"));
    }
}

#[test]
fn an_event_says_everything_in_order() {
    let document = written(&event(), 100, "", Lang::En, false);
    assert_has(
        &lines(&document),
        &[
            "Critical Minerals Dialogue",
            "8 February 2024 * known from elsewhere ! low confidence · online · dialogue · US QQ",
            "",
            "They met online.",
            "Quotes  3",
            "▌ «CMD будет стремиться расширить участие региона»",
            "▌ en “The CMD will seek to expand the region's participation”",
            "  — US Department of State · “на сайте Госдепа” · Orda.kz",
            "",
            "  ≈ The states want investment.",
            "  — US Department of State · “на сайте Госдепа”",
            "",
            "╎ примет делегации, «чтобы продвинуть»",
            "  — speaker not stated · partly in other words · Orda.kz · not located in the article's text",
            "Took part  2 countries · 1 named",
            "KZ Kazakhstan",
            "  attended  Канат Шарлапаев  minister",
            "US United States · host, nobody named",
            "QQ (not a known country) · nobody named",
            "Named  1",
            "  initiated Joe Biden (not in the data)",
            "Outcomes  1",
            "• A network.",
            "Sources  3",
            "Orda.kz · 12–18 Feb 2024* · ru",
            "  Добычу обсудили в Госдепе",
            "  https://orda.kz/1",
            "State · no date",
            "  ftp://state.gov/2",
            "• gone (not in the data)",
            "Related  2",
            "  19 Sep 2023  Summit",
            "• nowhere (not in the data)",
            "Note",
            "Pages disagree.",
            "Date       known from the release",
            "In source  в конце прошлой недели",
            "Topics     rare earths",
            "Confidence low",
            "Id         2024-02-08-dialogue",
            "Not understood  1",
            "• colour: \"red\"",
        ],
    );
    let sections: Vec<&str> = document.sections.iter().map(|section| section.name).collect();
    let named = ["Summary", "Quotes", "Took part", "Named", "Outcomes", "Sources", "Related", "Note", "Not understood"];
    assert_eq!(sections, named);
    for section in &document.sections[1..] {
        assert!(document.lines[section.line].text().starts_with(section.name), "{section:?}");
    }
    assert_eq!(document.head, 3, "title, facts, an empty line");
}

#[test]
fn the_quote_that_is_shown_comes_before_all_else() {
    let query = Query::default();
    let style = DocStyle {
        lang: Lang::En,
        width: 60,
        airy: false,
        quote: Some(1),
        query: &query,
        spellings: &NO_SPELLINGS,
        ui: Ui::ENGLISH,
        bookmarked: false,
        note: "",
    };
    let document = Document::new(&event(), &style);
    assert_eq!(lines(&document)[document.head], "  ≈ The states want investment.");
    let sections: Vec<&str> = document.sections.iter().map(|section| section.name).collect();
    assert_eq!(sections[..4], ["Quote", "Same event", "Summary", "Took part"]);
    assert_has(&lines(&document), &["Same event  2", "▌ «CMD будет стремиться расширить участие региона»", "Summary"]);
    let quotes: Vec<usize> = document.lines.iter().filter_map(|line| line.quote).map(|at| at.quote).collect();
    assert_eq!(quotes, [1, 0, 2]);
}

#[test]
fn countries_of_which_nobody_is_named_share_a_line_and_are_followed_one_by_one() {
    let mut detail = event_detail();
    let named = |code: &str, part: &str| EventCountry { country: country(code), part: Some(part.into()) };
    detail.event.countries =
        vec![named("US", "host"), named("KG", "attendee"), named("TJ", "attendee"), named("UZ", "mentioned")];
    let document = written(&Detail::Event(Box::new(detail)), 100, "", Lang::En, false);
    let shared = "KG Kyrgyzstan  TJ Tajikistan · attended, nobody named";
    let line = document.lines.iter().position(|line| line.text() == shared).unwrap();
    let of_line = document.stops.iter().filter(|stop| stop.line == line);
    let targets: Vec<&Target> = of_line.map(|stop| &document.lines[line].links[stop.link].target).collect();
    assert_eq!(targets, [&Target::Country("KG".into()), &Target::Country("TJ".into())]);
    assert_has(&lines(&document), &["Named  2", "  mentioned UZ Uzbekistan"]);
}

#[test]
fn a_long_title_is_cut_and_its_last_line_says_so() {
    let mut detail = event_detail();
    detail.event.label = Text::plain("one two three four five six seven eight nine ten");
    let document = written(&Detail::Event(Box::new(detail)), 15, "", Lang::En, false);
    assert_eq!(lines(&document)[..3], ["one two three", "four five six", "seven eight…"]);
}

#[test]
fn the_cursor_rests_on_what_can_be_followed() {
    let document = written(&event(), 60, "", Lang::En, false);
    let stops: Vec<Target> = document.lines.iter().filter_map(|line| line.target.clone()).collect();
    let expected = [
        Target::Article(ArticleId(0)),
        Target::Entity("us-state".into()),
        Target::Article(ArticleId(0)),
        Target::Country("KZ".into()),
        Target::Name("Канат Шарлапаев".into()),
        Target::Country("US".into()),
        Target::Country("QQ".into()),
        Target::Name("Joe Biden".into()),
        Target::Article(ArticleId(0)),
        Target::Url("https://orda.kz/1".into()),
        Target::Article(ArticleId(1)),
        Target::Event(EventId(3)),
    ];
    assert_eq!(stops, expected);
    let quotes: Vec<usize> = document.lines.iter().filter_map(|line| line.quote).map(|at| at.quote).collect();
    assert_eq!(quotes, [0, 1, 2]);
}

#[test]
fn a_paraphrase_has_neither_marks_nor_a_bar() {
    for ascii in [false, true] {
        let document = written(&event(), 80, "", Lang::En, ascii);
        let line = document.lines.iter().find(|line| line.text().contains("want investment")).unwrap();
        let sign = if ascii { "~" } else { "≈" };
        assert_eq!(line.text(), format!("{sign} The states want investment."));
        assert!(line.spans[1..].iter().all(|span| span.role == Role::Paraphrase), "{line:?}");
    }
}

#[test]
fn in_russian_the_russian_texts_come_first() {
    let lines = lines(&written(&event(), 100, "", Lang::Ru, false));
    assert_has(
        &lines,
        &[
            "Диалог по минералам",
            "▌ «CMD будет стремиться расширить участие региона»",
            "  — Государственный департамент США · “на сайте Госдепа” · Orda.kz",
            "  attended  Канат Шарлапаев  министр",
            "US США · host, nobody named",
            "  19 Sep 2023  Саммит",
            "Topics     редкоземельные металлы",
        ],
    );
}

#[test]
fn hits_are_marked_and_counted_and_labels_are_not_searched() {
    let document = written(&event(), 60, "участие", Lang::En, false);
    let hits: Vec<&str> = document
        .lines
        .iter()
        .flat_map(|line| &line.spans)
        .filter(|span| span.hit)
        .map(|span| span.text.as_str())
        .collect();
    // In the quote, and in the excerpt of the article's text.
    assert_eq!(hits, ["участие", "участие"]);
    assert_eq!(document.hits.len(), 2);
    assert!(document.hits.iter().all(|&line| document.lines[line].spans.iter().any(|span| span.hit)));
    assert!(written(&event(), 60, "Quotes", Lang::En, false).hits.is_empty());
}

#[test]
fn a_hit_in_a_language_that_is_not_shown_is_shown() {
    let lines = lines(&written(&event(), 100, "редкоземельные", Lang::En, false));
    assert_has(&lines, &["Topics     rare earths (редкоземельные металлы)"]);
    let document = written(&event(), 100, "Госдеп", Lang::En, false);
    let lines: Vec<String> = document.lines.iter().map(DocLine::text).collect();
    assert!(lines.iter().any(|line| line.contains("US Department of State (Госдеп)")), "{lines:#?}");
}

#[test]
fn a_quote_of_several_articles_is_in_each_and_names_the_first() {
    let mut event = event_detail();
    event.event.quotes.truncate(1);
    event.event.quotes[0].articles.push("release".into());
    let of_event = Detail::Event(Box::new(event.clone()));
    assert_has(
        &lines(&written(&of_event, 100, "", Lang::En, false)),
        &["  — US Department of State · “на сайте Госдепа” · Orda.kz +1"],
    );
    let cited = citation(&of_event, Some(QuoteAt { event: 0, quote: 0 }), Lang::En, &Glyphs::UNICODE).line();
    assert!(cited.contains("https://orda.kz/1 +1 ["), "{cited}");
    for article in [orda(), release()] {
        let detail = ArticleDetail { id: ArticleId(0), article, derived_title: None, events: vec![event.clone()] };
        let lines = lines(&written(&Detail::Article(Box::new(detail)), 100, "", Lang::En, false));
        let first = |what: &str| lines.iter().position(|line| line.contains(what)).unwrap();
        assert!(first("▌ «CMD") < first("Same event"), "{}", lines.join("\n"));
    }
}

#[test]
fn what_names_no_article_is_of_the_only_one_that_is_named_and_not_of_the_only_one_that_is_there() {
    let mut event = event_detail();
    event.event.quotes.truncate(1);
    event.event.quotes[0].articles.clear();
    event.articles.truncate(1);
    for (named, is_known) in [(1, true), (2, false)] {
        event.event.articles = [ArticleLink::Id("orda".into()), ArticleLink::Id("release".into())][..named].to_vec();
        let of_event = Detail::Event(Box::new(event.clone()));
        let shown = lines(&written(&of_event, 100, "", Lang::En, false));
        let by = shown.iter().find(|line| line.contains("— US Department")).unwrap();
        assert_eq!(by.contains("Orda.kz"), is_known, "{by}");
        let cited = citation(&of_event, Some(QuoteAt { event: 0, quote: 0 }), Lang::En, &Glyphs::UNICODE).line();
        assert_eq!(cited.contains("https://orda.kz/1"), is_known, "{cited}");
        let events = vec![event.clone()];
        let detail = ArticleDetail { id: ArticleId(0), article: orda(), derived_title: None, events };
        let shown = lines(&written(&Detail::Article(Box::new(detail)), 100, "", Lang::En, false));
        let place = |what: &str| shown.iter().position(|line| line.contains(what));
        let is_own = place("source not stated").is_none_or(|heading| place("▌ «CMD").unwrap() < heading);
        assert_eq!(is_own, is_known, "{}", shown.join("\n"));
    }
}

#[test]
fn an_article_shows_its_own_first_then_the_rest() {
    let document = written(&article(), 100, "", Lang::En, false);
    assert_has(
        &lines(&document),
        &[
            "Добычу обсудили в Госдепе",
            "Orda.kz, Kazakhstan · 12–18 February 2024 * inferred from the article · ru",
            "https://orda.kz/1",
            "Quotes  2",
            "▌ «CMD будет стремиться расширить участие региона»",
            "╎ примет делегации, «чтобы продвинуть»",
            "Participants  1 named",
            "  attended  Канат Шарлапаев  minister",
            "Events  1",
            "  8 Feb 2024  Critical Minerals Dialogue",
            "Same event  source not stated",
            "Quotes  1",
            "  ≈ The states want investment.",
            "Participants  1 named",
            "  initiated Joe Biden (not in the data)",
            "Text",
            BODY,
            "Date       2024-02-12/2024-02-18",
            "Id         orda",
        ],
    );
    let quoted = document.lines.iter().flat_map(|line| &line.spans);
    let in_place: Vec<&str> =
        quoted.filter(|span| span.role == Role::QuoteDirect).map(|span| span.text.as_str()).collect();
    assert_eq!(in_place.last(), Some(&"CMD будет стремиться расширить участие региона"));
}

#[test]
fn the_only_article_of_an_event_has_all_its_quotes() {
    let Detail::Article(mut detail) = article() else { unreachable!() };
    detail.events[0].articles.truncate(1);
    detail.events[0].event.articles.truncate(1);
    let document = written(&Detail::Article(detail), 100, "", Lang::En, false);
    assert_has(&lines(&document), &["Quotes  3", "Participants  2 named", "Events  1", "Text"]);
    assert!(!lines(&document).iter().any(|line| line.starts_with("Same event")));
}

#[test]
fn pages_have_names_and_dated_events() {
    let head = HeadDate::of_written(Some(&date("2024-02")));
    let titles = |en: &str, ru: &str| [en.to_owned(), ru.to_owned()];
    let event =
        |is_present| PageEvent {
            id: EventId(1), titles: titles("Talks", "Переговоры"), date: head, is_present
        };
    let target = Target::Entity("us-state".into());
    let partner = |number: u32| Partner {
        target: Target::Pair(Box::new([target.clone(), Target::Name(number.to_string())])),
        names: titles(&format!("Person {number}"), &format!("Лицо {number}")),
        acts_for: String::new(),
        events: 20 - number,
    };
    let said = |kind| PageQuote {
        event: EventId(1),
        number: 0,
        speaker: None,
        date: head,
        quote: Quote { kind, text: Text::plain("«да»"), ..Quote::default() },
    };
    let person = Page {
        titles: vec![titles("US Department of State", "Государственный департамент США")],
        entity: Some(state_department()),
        events: vec![event(true), event(false)],
        total: 9,
        present: 8,
        span: Some([head, head]),
        partners: (1..=12).map(partner).collect(),
        quotes: vec![said(QuoteType::Direct), said(QuoteType::Indirect)],
        quoted: 3,
        leads_to: vec![Target::Partners(Box::new(target.clone()))],
        ..Page::default()
    };
    // Columns are as wide as the pane lets them be.
    let squeezed = |document: &Document| -> Vec<String> {
        lines(document).iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let document = written(&Detail::Page(Box::new(person.clone())), 60, "", Lang::Ru, false);
    assert_has(
        &squeezed(&document),
        &[
            "Государственный департамент США US Department of State",
            "public body · США · 8 events · Feb 2024",
            "Took part with 12 people",
            "Лицо 1 19 ━━━━━━━━━━━━",
            "Лицо 8 12 ━━━━━━━━",
            "all 12 people",
            "Said newest 2, 3 events with some",
            "Feb 2024 ▌ «да»",
            "Feb 2024 ≈ да",
            "Events newest 1 of 8",
            "Feb 2024 Переговоры",
            "Only named 1",
            "Feb 2024 Переговоры",
            "Also written",
            "US Department of State (en) · Госдеп",
        ],
    );
    let leads: Vec<&Target> = document.lines.iter().filter_map(|line| line.target.as_ref()).collect();
    assert_eq!(leads[0], &partner(1).target);
    assert_eq!(leads[8], &Target::Partners(Box::new(target.clone())));
    assert_eq!(leads[9], &Target::Quote(EventId(1), 0));
    let all = Page { is_of_partners: true, leads_to: vec![target], ..person };
    let document = written(&Detail::Page(Box::new(all)), 60, "", Lang::En, false);
    assert_has(&squeezed(&document), &["Took part with 12", "Person 1 19 ━━━━━━━━━━━━", "Person 12 8 ━━━━━━"]);
    let country = Country::from_code("KZ");
    let country = Page {
        titles: vec![titles("Kazakhstan", "Казахстан")],
        country,
        events: vec![event(true)],
        total: 1,
        present: 1,
        quotes: vec![PageQuote { speaker: Some(titles("Tokayev", "Токаев")), ..said(QuoteType::Direct) }],
        quoted: 1,
        is_unfinished: true,
        ..Page::default()
    };
    let document = written(&Detail::Page(Box::new(country)), 60, "", Lang::En, false);
    let expected = [
        "Kazakhstan Казахстан",
        "1 event so far",
        "Said 1",
        "Feb 2024 ▌ Tokayev: «да»",
        "Events 1 so far",
        "Feb 2024 Talks",
        "Also written",
        "KZ · KAZ · Казахстан (ru)",
    ];
    assert_has(&squeezed(&document), &expected);
}

#[test]
fn a_person_has_offices_and_people_beside_countries_which_the_cursor_goes_down_one_by_one() {
    let date = |text: &str| HeadDate::of_written(Some(&date(text)));
    let names = |name: &str| [name.to_owned(), name.to_owned()];
    let partner =
        |target, name: &str, of: &str, events| Partner { target, names: names(name), acts_for: of.to_owned(), events };
    let person = |name: &str, events| partner(Target::Name(name.into()), name, "TJ", events);
    let country = |code: &str, events| partner(Target::Country(code.into()), code, "", events);
    let page = Page {
        titles: vec![names("Somebody")],
        present: 3,
        total: 3,
        acts_for: vec!["KZ".into()],
        offices: vec![Office {
            title: names("President"),
            body: names("Presidency"),
            span: Some([date("2022-10-27"), date("2025-12-19/2025-12-20")]),
            events: 3,
        }],
        offices_of: 3,
        partners: vec![person("One", 3), person("Two", 1)],
        countries: vec![country("KG", 2)],
        leads_to: vec![Target::Partners(Box::new(Target::Name("Somebody".into())))],
        ..Page::default()
    };
    let document = written(&Detail::Page(Box::new(page)), 90, "", Lang::En, false);
    let squeezed: Vec<String> =
        lines(&document).iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_has(
        &squeezed,
        &[
            "Somebody",
            "President · Kazakhstan · 3 events",
            "Offices 1",
            "President Presidency 27 Oct 2022 – 19–20 Dec 2025 3",
            "Took part with 2 people · 1 country",
            "One TJ 3 ━━━━━━━━━━ KG KG 2 ━━━━━━━",
            "Two TJ 1 ━━━━",
        ],
    );
    let goes_to = |stop: &Stop| {
        let line = &document.lines[stop.line];
        line.links.get(stop.link).map(|link| &link.target).or(line.target.as_ref())
    };
    let targets: Vec<_> = document.stops.iter().filter_map(goes_to).collect();
    assert_eq!(targets, [&Target::Name("One".into()), &Target::Name("Two".into()), &Target::Country("KG".into())]);
}

#[test]
fn no_line_is_wider_than_the_pane_and_ascii_signs_are_ascii() {
    for detail in [event(), article()] {
        for width in 12..120 {
            for line in &written(&detail, width, "", Lang::Ru, false).lines {
                assert!(line.indent + crate::text::width(&line.text()) <= width, "{width}: {line:?}");
            }
        }
        for width in 0..12 {
            assert!(!written(&detail, width, "", Lang::En, false).lines.is_empty());
        }
    }
    let own = |document: Document| {
        let texts = document.lines.into_iter().flat_map(|line| line.spans).map(|span| span.text);
        texts
            .flat_map(|text| text.chars().collect::<Vec<_>>())
            .filter(|c| !c.is_ascii() && !c.is_alphabetic())
            .collect::<String>()
    };
    // What is left are the marks of the data: guillemets in a quote and in the article's text.
    assert_eq!(own(written(&event(), 80, "", Lang::En, true)), "«»«»");
}

#[test]
fn an_empty_event_is_a_title_and_an_id() {
    let event = Event { id: "x".into(), summary: Text::plain("Something"), ..Event::default() };
    let detail =
        EventDetail { id: EventId(0), event, articles: Vec::new(), related: Vec::new(), names: HashMap::new() };
    let document = written(&Detail::Event(Box::new(detail)), 60, "", Lang::En, false);
    assert_eq!(lines(&document), ["Something", "no date", "", "Note", "Id         x"]);
}

#[track_caller]
fn assert_cited(detail: &Detail, quote: Option<usize>, glyphs: &Glyphs, lines: &[&str]) {
    let quote = quote.map(|quote| QuoteAt { event: 0, quote });
    let cited = citation(detail, quote, Lang::En, glyphs);
    assert_eq!(cited.block().lines().collect::<Vec<_>>(), lines);
    assert_eq!(cited.line(), lines.join(if quote.is_some() { " " } else { "; " }));
}

#[test]
fn a_citation_has_title_date_publisher_address_and_id() {
    let unicode = &Glyphs::UNICODE;
    assert_cited(
        &event(),
        None,
        unicode,
        &[
            "Critical Minerals Dialogue (8 February 2024, date known from elsewhere)",
            "“Добычу обсудили в Госдепе”, Orda.kz, 12–18 February 2024, https://orda.kz/1",
            "State, no date, ftp://state.gov/2 [2024-02-08-dialogue]",
        ],
    );
    assert_cited(
        &article(),
        None,
        unicode,
        &["Добычу обсудили в Госдепе", "Orda.kz, 12–18 февраля 2024, https://orda.kz/1 [orda]"],
    );
}

#[test]
fn a_quote_is_cited_in_its_own_language_with_its_translation() {
    assert_cited(
        &event(),
        Some(0),
        &Glyphs::UNICODE,
        &[
            "«CMD будет стремиться расширить участие региона»",
            "[перевод: “The CMD will seek to expand the region's participation”]",
            "— Государственный департамент США (Диалог по минералам, 8 февраля 2024, дата известна из других источников); \
             «Добычу обсудили в Госдепе», Orda.kz, 12–18 февраля 2024, https://orda.kz/1 [2024-02-08-dialogue]",
        ],
    );
    assert_cited(
        &event(),
        Some(1),
        &Glyphs::UNICODE,
        &[
            "The states want investment. (paraphrase)",
            "— US Department of State (Critical Minerals Dialogue, 8 February 2024, date known from elsewhere) \
             [2024-02-08-dialogue]",
        ],
    );
    assert_cited(
        &event(),
        Some(0),
        &Glyphs::ASCII,
        &[
            "\"CMD будет стремиться расширить участие региона\"",
            "[перевод: \"The CMD will seek to expand the region's participation\"]",
            "-- Государственный департамент США (Диалог по минералам, 8 февраля 2024, дата известна из других \
             источников); \"Добычу обсудили в Госдепе\", Orda.kz, 12-18 февраля 2024, https://orda.kz/1 \
             [2024-02-08-dialogue]",
        ],
    );
}

#[test]
fn days_in_short_name_no_day_that_was_not_meant() {
    let day = |year, month, day| crate::model::Day::from_ymd(year, month, day).unwrap();
    let (open, end) = (crate::model::Day::MIN, crate::model::Day::MAX);
    for (first, last, words) in [
        (day(2024, 2, 8), day(2024, 2, 8), "8 Feb 2024"),
        (day(2024, 2, 5), day(2024, 2, 11), "5–11 Feb 2024"),
        (day(2026, 2, 23), day(2026, 3, 1), "23 Feb–1 Mar 2026"),
        (day(2025, 12, 29), day(2026, 1, 4), "29 Dec–4 Jan 2026"),
        (day(2024, 2, 1), day(2024, 2, 29), "Feb 2024"),
        (day(2024, 1, 1), day(2024, 3, 31), "Jan–Mar 2024"),
        (day(2024, 6, 1), day(2025, 12, 31), "Jun 2024 – Dec 2025"),
        (day(2024, 1, 1), day(2024, 12, 31), "2024"),
        (day(2020, 1, 1), day(2029, 12, 31), "2020 – 2029"),
        (day(2024, 2, 8), day(2024, 3, 20), "8 Feb 2024 – 20 Mar 2024"),
        (open, day(2022, 8, 31), "until Aug 2022"),
        (day(2022, 1, 1), end, "since 2022"),
        (day(2022, 1, 9), end, "since 9 Jan 2022"),
        (open, end, "at any time"),
    ] {
        assert_eq!(dates::short_of_days(first, last, Ui::ENGLISH), words);
    }
}

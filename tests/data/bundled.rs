//! The bundled dataset is what its description says, and holds what the two articles that were read whole report.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use oreline::door::dataset::{Dataset, load};
use oreline::door::language::name_key;
use oreline::door::load::Input;
use oreline::door::load::schema::schema;
use oreline::door::model::{Article, ArticleLink, Entity, Event, Lang, Participant, Quote, QuoteType, Schema};
use oreline::door::query::{Query, Request, answer};
use oreline::door::text::is_clean;
use serde_json::Value;

const FILE: &str = include_str!("../../data/critical-minerals.json");
const DESCRIPTION: &str = include_str!("../../data/README.md");

/// The two articles that were read whole.
const ORDA: &str = "orda-kz-2024-02-c5plus1-dialogue";
const CENTRALASIA: &str = "centralasia-media-2026-02-07-battsetseg";

/// The events that they report.
const DIALOGUE: &str = "2024-02-08-c5plus1-critical-minerals-dialogue";
const MACRON: &str = "2023-11-01-macron-visit-kazakhstan";
const ANNOUNCEMENT: &str = "2026-02-02-us-media-advisory-ministerial";
const MINISTERIAL: &str = "2026-02-04-critical-minerals-ministerial-washington";
const BATTSETSEG: &str = "2026-02-04-mongolia-battsetseg-at-ministerial";
const AVIATION: &str = "2026-02-05-ustda-mongolia-cat1-agreement";

fn file() -> Value {
    serde_json::from_str(FILE).unwrap()
}

fn records(file: &Value, list: &str) -> Vec<Value> {
    file[list].as_array().unwrap().clone()
}

fn ids(records: &[Value]) -> Vec<String> {
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

fn loaded() -> Arc<Dataset> {
    load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap()
}

fn events(dataset: &Dataset) -> Vec<Event> {
    dataset.order().iter().map(|id| dataset.event(*id).unwrap()).collect()
}

#[track_caller]
fn event(dataset: &Dataset, id: &str) -> Event {
    let number = dataset.event_by_id(id).unwrap_or_else(|| panic!("there is no event {id}"));
    dataset.event(number).unwrap()
}

#[track_caller]
fn article(dataset: &Dataset, id: &str) -> Article {
    let number = dataset.article_by_id(id).unwrap_or_else(|| panic!("there is no article {id}"));
    dataset.article(number).unwrap()
}

/// The ids of the events that a query selects.
fn selected(dataset: &Dataset, query: &str) -> BTreeSet<String> {
    let request = Request { query: Query::parse(query).unwrap(), ..Request::default() };
    let answer = answer(dataset, &request, &|| false).unwrap();
    answer.events.whole().iter().map(|id| dataset.head(id).id.to_owned()).collect()
}

fn article_ids(event: &Event) -> Vec<&str> {
    event.articles.iter().map(ArticleLink::id).collect()
}

/// The countries of an event with their parts: `US host`.
fn countries(event: &Event) -> Vec<String> {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    event.countries.iter().map(|entry| format!("{} {}", entry.country.code(), part(&entry.part))).collect()
}

/// The id of the entity that takes part, else the Russian name as printed.
fn who(participant: &Participant) -> &str {
    participant.who.entity.as_deref().unwrap_or_else(|| participant.who.name.shown(Lang::Ru))
}

/// Those that an article names in an event: `who part`.
fn named_by<'a>(event: &'a Event, article: &str) -> BTreeSet<String> {
    let tied = |participant: &&'a Participant| participant.articles.iter().any(|id| id == article);
    let words = |participant: &Participant| format!("{} {}", who(participant), participant.part.as_deref().unwrap());
    event.participants.iter().filter(tied).map(words).collect()
}

fn set<const N: usize>(words: [&str; N]) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// What an event has from an article: its basis and date, and who is named there.
#[track_caller]
fn assert_reported<const N: usize>(event: &Event, article: &str, date: &str, basis: &str, named: [&str; N]) {
    let written = event.date.as_ref().unwrap();
    assert_eq!(written.text, date, "{}", event.id);
    assert!(written.date.is_some(), "{}: {date} is no date", event.id);
    assert_eq!(event.date_basis.as_deref(), Some(basis), "{}", event.id);
    assert!(article_ids(event).contains(&article), "{}", event.id);
    assert_eq!(named_by(event, article), set(named), "{}", event.id);
}

/// A quote as it stands in its article: the type, who speaks and how the article calls them, the verb, the words, and
/// the code points where they stand.
struct Said {
    kind: QuoteType,
    speaker: &'static str,
    named_as: &'static str,
    cue: &'static str,
    text: &'static str,
    start: usize,
    prefix: &'static str,
    suffix: &'static str,
}

#[track_caller]
fn assert_quotes<const N: usize>(event: &Event, article: &str, expected: [Said; N]) {
    let quotes: Vec<&Quote> =
        event.quotes.iter().filter(|quote| quote.articles.iter().any(|id| id == article)).collect();
    assert_eq!(quotes.len(), N, "{}", event.id);
    for (quote, said) in quotes.into_iter().zip(expected) {
        let text = quote.text.shown(Lang::Ru);
        assert_eq!(text, said.text);
        assert_eq!(quote.kind, said.kind, "{text}");
        assert_eq!(quote.language.as_deref(), Some("ru"), "{text}");
        let speaker = quote.speaker.as_ref().unwrap();
        assert_eq!(who(speaker), said.speaker, "{text}");
        assert_eq!(speaker.named_as.shown(Lang::Ru), said.named_as, "{text}");
        assert_eq!(quote.cue.shown(Lang::Ru), said.cue, "{text}");
        assert!(!quote.translation.shown(Lang::En).is_empty(), "{text}");
        let selector = quote.selector.as_ref().unwrap();
        assert_eq!(selector.start, Some(said.start), "{text}");
        assert_eq!(selector.end, Some(said.start + text.chars().count()), "{text}");
        assert!(selector.prefix.ends_with(said.prefix), "{:?} before {text}", selector.prefix);
        assert!(selector.suffix.starts_with(said.suffix), "{:?} after {text}", selector.suffix);
    }
}

/// The counts of the file, by the words of the description's table.
fn counts() -> BTreeMap<&'static str, usize> {
    let file = file();
    let (events, entities) = (records(&file, "events"), records(&file, "entities"));
    let of_events = |list: &str| -> Vec<Value> {
        events.iter().filter_map(|event| event[list].as_array()).flatten().cloned().collect()
    };
    let quotes = of_events("quotes");
    let of_type = |kind: &str| quotes.iter().filter(|quote| quote["type"] == kind).count();
    let people = entities.iter().filter(|entity| entity["schema"] == "Person").count();
    let named = |items: &[Value], field: &str| {
        let ids = items.iter().flat_map(|item| match &item[field] {
            Value::Array(ids) => ids.clone(),
            Value::Null => Vec::new(),
            id => vec![id.clone()],
        });
        ids.map(|id| id.as_str().unwrap().to_owned()).collect::<BTreeSet<_>>().len()
    };
    let code = |country: &Value| country.as_str().or_else(|| country["code"].as_str()).unwrap().to_owned();
    let codes: BTreeSet<String> = of_events("countries").iter().map(code).collect();
    BTreeMap::from([
        ("events", events.len()),
        ("articles", records(&file, "articles").len()),
        ("entities", entities.len()),
        ("people", people),
        ("bodies", entities.len() - people),
        ("quotes", quotes.len()),
        ("direct quotes", of_type("direct")),
        ("indirect quotes", of_type("indirect")),
        ("mixed quotes", of_type("mixed")),
        ("participants", of_events("participants").len()),
        ("countries", codes.len()),
        ("undated events", events.iter().filter(|event| event["date"].is_null()).count()),
        ("articles with a quote of their own", named(&quotes, "article")),
        ("articles with a participant of their own", named(&of_events("participants"), "articles")),
    ])
}

#[test]
fn the_description_counts_right() {
    let row = |line: &'static str| {
        let (what, number) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some((what, number.parse().ok()?))
    };
    let described: BTreeMap<&str, usize> = DESCRIPTION.lines().filter_map(row).collect();
    assert_eq!(described, counts());
}

#[test]
fn the_program_reads_all_of_it() {
    let (dataset, counts) = (loaded(), counts());
    assert_eq!(dataset.problems(), []);
    assert_eq!(dataset.skipped(), 0);
    assert_eq!(dataset.event_count(), counts["events"]);
    assert_eq!(dataset.undated_count(), counts["undated events"]);
    assert_eq!(dataset.article_count(), counts["articles"]);
    let entities = dataset.entities().all();
    assert_eq!(entities.len(), counts["entities"]);
    let is_person = |entity: &&Entity| entity.schema.as_ref().unwrap().is_person();
    assert_eq!(entities.iter().filter(is_person).count(), counts["people"]);

    let events = events(&dataset);
    let quotes: Vec<&Quote> = events.iter().flat_map(|event| &event.quotes).collect();
    assert_eq!(quotes.len(), counts["quotes"]);
    for (kind, what) in [
        (QuoteType::Direct, "direct quotes"),
        (QuoteType::Indirect, "indirect quotes"),
        (QuoteType::Mixed, "mixed quotes"),
    ] {
        assert_eq!(quotes.iter().filter(|quote| quote.kind == kind).count(), counts[what]);
    }
    assert_eq!(events.iter().map(|event| event.participants.len()).sum::<usize>(), counts["participants"]);
    let codes: BTreeSet<&str> =
        events.iter().flat_map(|event| &event.countries).map(|entry| entry.country.country.unwrap().code()).collect();
    assert_eq!(codes.len(), counts["countries"]);
}

#[test]
fn it_fits_the_schema() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let file = file();
    let faults: Vec<String> =
        validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn records_stand_in_order_and_each_id_once() {
    let (file, dataset) = (file(), loaded());
    for list in ["entities", "articles", "events"] {
        let ids = ids(&records(&file, list));
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{list}");
    }
    assert!(ids(&records(&file, "articles")).is_sorted());
    let (people, bodies): (Vec<Value>, Vec<Value>) =
        records(&file, "entities").into_iter().partition(|entity| entity["schema"] == "Person");
    assert!(ids(&people).is_sorted() && ids(&bodies).is_sorted());
    // Events stand in the order of time, the earliest first.
    let first_day = |id: String| dataset.head(dataset.event_by_id(&id).unwrap()).date.first;
    assert!(ids(&records(&file, "events")).into_iter().map(first_day).is_sorted());
}

#[test]
fn a_name_belongs_to_one_entity() {
    let dataset = loaded();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for entity in dataset.entities().all() {
        let mut names = Vec::new();
        names.extend(entity.names().map(name_key));
        assert!(!names.is_empty(), "{} has no name", entity.id);
        let aliases: BTreeSet<&String> = entity.alias.iter().collect();
        assert_eq!(aliases.len(), entity.alias.len(), "{} has an alias twice", entity.id);
        for name in names {
            let owner = owners.entry(name.clone()).or_insert(&entity.id);
            assert_eq!(*owner, entity.id, "{name}");
        }
    }
}

#[test]
fn texts_are_clean_and_each_word_keeps_to_one_alphabet() {
    fn walk(value: &Value, text: &mut dyn FnMut(&str)) {
        match value {
            Value::String(string) => text(string),
            Value::Array(values) => {
                for value in values {
                    walk(value, text);
                }
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    text(name);
                    walk(value, text);
                }
            }
            _ => {}
        }
    }
    let is_private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\u{fffd}');
    walk(&file(), &mut |text| {
        assert!(is_clean(text), "{text:?}");
        assert!(!text.contains(is_private), "{text:?}");
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let latin = word.chars().any(|c| c.is_ascii_alphabetic());
            let cyrillic = word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
            assert!(!(latin && cyrillic), "{word:?} in {text:?}");
        }
        // No file of the machine on which it was made.
        for word in text.split_whitespace() {
            let begins_path = ["/", "~/", "file:", "./", "../"].iter().any(|start| word.starts_with(start));
            assert!(!begins_path || word == "/", "{word:?} in {text:?}");
        }
    });
}

#[test]
fn every_event_can_be_traced_to_pages() {
    let dataset = loaded();
    for event in events(&dataset) {
        assert!(!event.articles.is_empty(), "{}", event.id);
        assert!(!event.label.shown(Lang::En).is_empty() && !event.summary.shown(Lang::En).is_empty(), "{}", event.id);
        assert!(event.date_basis.is_some() && event.confidence.is_some(), "{}", event.id);
        for quote in &event.quotes {
            assert!(quote.speaker.is_some(), "{}: a quote without a speaker", event.id);
        }
    }
    for id in dataset.article_order() {
        let article = dataset.article(*id).unwrap();
        let url = article.url.as_deref().unwrap();
        assert!(url.starts_with("https://") || url.starts_with("http://"), "{url}");
        assert!(!dataset.events_of_article(*id).is_empty(), "{url} reports nothing");
    }
}

/// A reader of either language meets no gap: what the compilers wrote stands there in both. Words that a page printed
/// keep their language and have the other as a translation.
#[test]
fn everything_is_told_in_both_languages() {
    let in_both =
        |text: &Value| ["en", "ru"].iter().all(|lang| text[lang].as_str().is_some_and(|words| !words.is_empty()));
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for event in records(&file(), "events") {
        let place = event.get("place").map(|place| place["name"].clone());
        let texts = [event["label"].clone(), event["summary"].clone()].into_iter().chain(place);
        let one_by_one = list(&event["outcomes"]).into_iter().chain(list(&event["topics"]));
        let roles = list(&event["participants"]).into_iter().filter_map(|person| person.get("role").cloned());
        for text in texts.chain(one_by_one).chain(roles) {
            assert!(in_both(&text), "{}: {text}", event["id"]);
        }
        for quote in list(&event["quotes"]) {
            let (written, other) = if quote["language"] == "ru" { ("ru", "en") } else { ("en", "ru") };
            assert_eq!(quote["language"], written, "{}: {quote}", event["id"]);
            assert!(
                quote["translation"][other].as_str().is_some_and(|words| !words.is_empty()),
                "{}: {quote}",
                event["id"]
            );
        }
    }
}

#[test]
fn articles_say_what_they_say() {
    let dataset = loaded();
    let mut own: BTreeSet<String> = BTreeSet::new();
    for event in events(&dataset) {
        let sources: BTreeSet<&str> = article_ids(&event).into_iter().collect();
        let of_quotes = event.quotes.iter().flat_map(|quote| &quote.articles);
        for id in of_quotes.chain(event.participants.iter().flat_map(|participant| &participant.articles)) {
            assert!(sources.contains(id.as_str()), "{} has something of {id}, which is none of its sources", event.id);
            own.insert(id.clone());
        }
        for quote in &event.quotes {
            let ids: BTreeSet<&String> = quote.articles.iter().collect();
            assert_eq!(ids.len(), quote.articles.len(), "{}", event.id);
        }
    }
    assert!(own.len() >= 500, "{}", own.len());
}

#[test]
fn no_text_of_a_page_is_copied_but_the_quotations() {
    let dataset = loaded();
    let own = [ORDA, CENTRALASIA];
    for id in dataset.article_order() {
        let article = dataset.article(*id).unwrap();
        assert!(article.body.is_empty(), "{} has a text", article.id);
        assert_eq!(own.contains(&article.id.as_str()), !article.headline.is_empty(), "{}", article.id);
    }
    for event in events(&dataset) {
        for quote in event.quotes.iter().filter(|quote| quote.kind != QuoteType::Indirect) {
            let article = &quote.articles[0];
            assert!(own.contains(&article.as_str()), "{}: the words of {article}", event.id);
        }
    }
    // The furniture of the two pages: a menu, other headlines, an advertisement of a channel.
    for words in ["Читайте также", "Лента новостей", "Казахмыс", "елеграм", "Коронавирус", "Карта распространения"]
    {
        assert!(!FILE.contains(words), "{words}");
    }
}

#[test]
fn the_article_of_orda() {
    let dataset = loaded();
    let orda = article(&dataset, ORDA);
    assert_eq!(
        orda.headline.shown(Lang::Ru),
        "Добычу критических важных минералов обсудили со странами Центральной Азии в Госдепе США"
    );
    let house = orda.publisher.as_ref().unwrap();
    assert_eq!(house.name.shown(Lang::En), "Orda.kz");
    assert_eq!(house.country.as_ref().unwrap().code(), "KZ");
    assert_eq!(orda.language.as_deref(), Some("ru"));
    let published = orda.date_published.as_ref().unwrap();
    assert_eq!(published.text, "2024-02-12/2024-02-18");
    assert!(published.date.is_some());
    assert_eq!(orda.date_basis.as_deref(), Some("inferred"));
    assert!(orda.date_note.shown(Lang::En).contains("prints no date"));
    // The photographer is credited, and took part in nothing.
    assert!(orda.credit.as_deref().unwrap().contains("Ашикбаев"));
    for id in [DIALOGUE, MACRON] {
        let event = event(&dataset, id);
        let mut named = event.participants.iter().chain(event.quotes.iter().filter_map(|quote| quote.speaker.as_ref()));
        assert!(named.all(|one| !who(one).contains("шикбаев")), "{id}");
    }

    let events: BTreeSet<String> = dataset
        .events_of_article(dataset.article_by_id(ORDA).unwrap())
        .into_iter()
        .map(|id| dataset.head(id).id.to_owned())
        .collect();
    assert_eq!(events, set([DIALOGUE, MACRON]));
}

#[test]
fn the_dialogue_of_february_2024() {
    let dataset = loaded();
    let dialogue = event(&dataset, DIALOGUE);
    assert_reported(
        &dialogue,
        ORDA,
        "2024-02-08",
        "stated",
        [
            "joe-biden initiator",
            "kanat-sharlapaev attendee",
            "высшие чиновники Госдепа attendee",
            "представители самих государств ЦА attendee",
            "us-state host",
            "c5plus1 mentioned",
        ],
    );
    assert_eq!(dialogue.kind.as_deref(), Some("dialogue"));
    assert!(dialogue.online);
    assert_eq!(dialogue.date_text.shown(Lang::Ru), "в конце прошлой недели");
    assert_eq!(
        countries(&dialogue),
        ["US host", "KZ attendee", "KG attendee", "TJ attendee", "TM attendee", "UZ attendee"]
    );
    let minister = dialogue.participants.iter().find(|participant| who(participant) == "kanat-sharlapaev").unwrap();
    assert_eq!(minister.country.as_ref().unwrap().code(), "KZ");
    assert_eq!(minister.role.shown(Lang::Ru), "министр промышленности и строительства");
    let groups: Vec<&Participant> =
        dialogue.participants.iter().filter(|participant| participant.who.entity.is_none()).collect();
    assert_eq!(groups.len(), 2);
    assert!(groups.iter().all(|group| group.who.schema == Some(Schema::Group)));
    assert_quotes(
        &dialogue,
        ORDA,
        [
            Said {
                kind: QuoteType::Direct,
                speaker: "us-state",
                named_as: "на сайте Госдепа",
                cue: "говорится",
                text: "CMD будет стремиться расширить участие региона в глобальных цепочках поставок важнейших \
                       полезных ископаемых, укрепить экономическое сотрудничество и способствовать переходу к \
                       экологически чистой энергетике, одновременно защищая уникальные экосистемы Центральной Азии",
                start: 567,
                prefix: "Шарлапаев.\n«",
                suffix: "», говорится на сайте Госдепа",
            },
            // In the reporter's words: no quotation.
            Said {
                kind: QuoteType::Indirect,
                speaker: "us-state",
                named_as: "американское ведомство",
                cue: "сообщает",
                text: "представители стран ЦА выразили заинтересованность развитием инвестиций в добычу критически \
                       важных материалов, отвечающую самым высоким экологическим, социальным и управленческим \
                       стандартам",
                start: 940,
                prefix: "американское ведомство, ",
                suffix: ".\n«В духе",
            },
            Said {
                kind: QuoteType::Direct,
                speaker: "us-state",
                named_as: "в сообщении Госдепа",
                cue: "говорится",
                text: "В духе сотрудничества C5+1 каждая страна подчеркнула пользу совместной работы для достижения \
                       наших общих важнейших целей в области полезных ископаемых, включая диверсификацию рынков и \
                       развитие технологий таким образом, чтобы это принесло пользу всем нашим гражданам",
                start: 1132,
                prefix: "стандартам.\n«",
                suffix: "»,говорится в сообщении Госдепа",
            },
            Said {
                kind: QuoteType::Indirect,
                speaker: "us-state",
                named_as: "в Госдепе",
                cue: "сообщают",
                text: "инициатором Диалогам по критически важным минералам (CMD) стал лично президент США Джо Байден",
                start: 221,
                prefix: "Как сообщают в Госдепе, ",
                suffix: ". На первую встречу",
            },
        ],
    );
}

#[test]
fn the_visit_of_november_2023() {
    let dataset = loaded();
    let visit = event(&dataset, MACRON);
    assert_reported(&visit, ORDA, "2023-11-01", "stated", ["emmanuel-macron attendee", "kassym-jomart-tokayev host"]);
    assert_eq!(visit.kind.as_deref(), Some("visit"));
    assert_eq!(visit.date_text.shown(Lang::Ru), "в ноябре прошлого года");
    assert_eq!(countries(&visit), ["FR attendee", "KZ host"]);
    assert!(visit.related.iter().any(|id| id == DIALOGUE));
}

#[test]
fn the_article_of_centralasia() {
    let dataset = loaded();
    let article = article(&dataset, CENTRALASIA);
    assert_eq!(
        article.headline.shown(Lang::Ru),
        "Батцэцэг приняла участие в министерской конференции, организованной госсекретарем Марко Рубио"
    );
    assert_eq!(article.date_published.as_ref().unwrap().text, "2026-02-07");
    assert_eq!(article.date_basis.as_deref(), Some("stated"));
    assert_eq!(article.language.as_deref(), Some("ru"));

    let events: BTreeSet<String> = dataset
        .events_of_article(dataset.article_by_id(CENTRALASIA).unwrap())
        .into_iter()
        .map(|id| dataset.head(id).id.to_owned())
        .collect();
    assert_eq!(events, set([ANNOUNCEMENT, MINISTERIAL, BATTSETSEG, AVIATION]));
}

#[test]
fn the_announcement_before_the_ministerial() {
    let dataset = loaded();
    let announcement = event(&dataset, ANNOUNCEMENT);
    assert_reported(
        &announcement,
        CENTRALASIA,
        "2026-02-02",
        "stated",
        ["marco-rubio host", "us-state speaker", "иностранные делегации mentioned"],
    );
    assert_eq!(announcement.kind.as_deref(), Some("announcement"));
    assert_eq!(announcement.date_text.shown(Lang::Ru), "ранее");
    // The whole sentence: what is in the reporter's words, and within its guillemets what is not.
    assert_quotes(
        &announcement,
        CENTRALASIA,
        [Said {
            kind: QuoteType::Mixed,
            speaker: "us-state",
            named_as: "Госдепартамент",
            cue: "объявил",
            text: "госсекретарь Марко Рубио примет в Вашингтоне иностранные делегации, «чтобы продвинуть совместные \
                   усилия по укреплению и диверсификации цепочек поставок критически важных полезных ископаемых»",
            start: 414,
            prefix: "Госдепартамент объявил, что ",
            suffix: ".\n\nГлава МИД",
        }],
    );
}

#[test]
fn the_ministerial_of_february_2026() {
    let dataset = loaded();
    let ministerial = event(&dataset, MINISTERIAL);
    assert_reported(
        &ministerial,
        CENTRALASIA,
        "2026-02-04",
        "stated",
        [
            "marco-rubio host",
            "battsetseg-batmunkh attendee",
            "us-state host",
            "mn-foreign mentioned",
            "55 делегаций, в том числе из Монголии attendee",
            "представители ключевых стран-производителей и потребителей минеральных ресурсов attendee",
        ],
    );
    assert_quotes(
        &ministerial,
        CENTRALASIA,
        [Said {
            kind: QuoteType::Indirect,
            speaker: "MiddleAsianNews",
            named_as: "",
            cue: "сообщает",
            text: "Государственный департамент США провел министерскую конференцию по критически важным полезным \
                   ископаемым, организованную госсекретарем Марко Рубио, в которой приняли участие 55 делегаций, в \
                   том числе из Монголии",
            start: 132,
            prefix: "CentralAsia (MNG) - ",
            suffix: ". Об этом сообщает",
        }],
    );
    // Nobody is named as the speaker of the aims: they are told in the summary, in other words.
    for language in [Lang::En, Lang::Ru] {
        assert!(ministerial.summary.shown(language).contains("CentralAsia.media"));
    }
    assert!(ministerial.place.as_ref().unwrap().name.shown(Lang::En).contains("Washington"));
    assert!(countries(&ministerial).contains(&"US host".to_owned()));
    assert!(countries(&ministerial).contains(&"MN attendee".to_owned()));
    assert!(ministerial.note.shown(Lang::En).contains("55 delegations"));
    assert!(ministerial.related.iter().any(|id| id == BATTSETSEG));

    let battsetseg = event(&dataset, BATTSETSEG);
    assert_reported(
        &battsetseg,
        CENTRALASIA,
        "2026-02-04",
        "external",
        ["battsetseg-batmunkh attendee", "marco-rubio mentioned", "us-state mentioned", "mn-foreign mentioned"],
    );
    // One meeting of 55 delegations: its hosts are hosts in its own record, else Mongolia and the United States would
    // have met alone.
    assert_eq!(countries(&battsetseg), ["MN attendee", "US mentioned"]);
    assert!(battsetseg.related.iter().any(|id| id == MINISTERIAL));
    assert!(battsetseg.summary.shown(Lang::En).contains("55 delegations"));
    assert_quotes(
        &battsetseg,
        CENTRALASIA,
        [Said {
            kind: QuoteType::Indirect,
            speaker: "battsetseg-batmunkh",
            named_as: "Глава МИД Монголии, Батцэцэг Батмөнх",
            cue: "договорилась",
            text: "предпринять значительные шаги в направлении повышения экономической и национальной безопасности \
                   путем совместного укрепления устойчивости цепочек поставок критически важных минералов",
            start: 729,
            prefix: "минералам и договорилась ",
            suffix: " в Вашингтоне.",
        }],
    );
    assert!(battsetseg.outcomes[0].shown(Lang::Ru).contains("договорилась предпринять значительные шаги"));
    // The name of the meeting stands in guillemets too, and is nobody's quotation.
    for event in [&ministerial, &battsetseg] {
        assert!(event.quotes.iter().all(|quote| quote.kind == QuoteType::Indirect), "{}", event.id);
    }
}

#[test]
fn the_aviation_matter() {
    let dataset = loaded();
    let aviation = event(&dataset, AVIATION);
    assert_reported(
        &aviation,
        CENTRALASIA,
        "2026-02-05",
        "stated",
        ["mn-civil-aviation mentioned", "us-faa mentioned"],
    );
    assert_eq!(aviation.date_text.shown(Lang::Ru), "ранее");
    assert_quotes(
        &aviation,
        CENTRALASIA,
        [Said {
            kind: QuoteType::Indirect,
            speaker: "CentralAsia.media",
            named_as: "мы",
            cue: "сообщали",
            text: "Управление гражданской авиации Монголии согласилось получить рейтинг категории 1 (CAT 1) от \
                   Федерального управления гражданской авиации США",
            start: 1697,
            prefix: "Ранее мы сообщали, что ",
            suffix: ". Получение статуса",
        }],
    );
    for language in [Lang::En, Lang::Ru] {
        assert!(aviation.summary.shown(language).contains("CentralAsia.media"));
    }
    let note = aviation.note.shown(Lang::En);
    assert!(note.contains("only an assistance agreement, signed on 5 February 2026"), "{note}");
    assert!(aviation.label.shown(Lang::En).contains("Category 1"));
}

#[test]
fn the_spellings_of_a_name_are_one_person() {
    let dataset = loaded();
    for (id, spellings) in [
        ("kassym-jomart-tokayev", &["Токаев", "Tokayev", "Касым-Жомарт Токаев", "kassym-jomart tokayev"][..]),
        ("battsetseg-batmunkh", &["Батцэцэг", "Battsetseg", "Батцэцэг Батмөнх", "Batmunkh Battsetseg"]),
        ("us-state", &["Госдеп", "Госдепартамент", "State Department", "US Department of State"]),
    ] {
        for spelling in spellings {
            let entity = dataset.entities().by_name(spelling);
            assert_eq!(entity.map(|entity| entity.id.as_str()), Some(id), "{spelling}");
        }
    }
    let tokayev = selected(&dataset, "person:Tokayev");
    assert!(tokayev.contains(MACRON) && tokayev.len() > 5, "{tokayev:?}");
    assert_eq!(selected(&dataset, "person:Токаев"), tokayev);
    for word in ["Токаев", "Tokayev"] {
        assert!(selected(&dataset, word).is_superset(&tokayev), "{word}");
    }
}

#[test]
fn minerals_are_found_in_both_languages() {
    let dataset = loaded();
    for (english, russian) in
        [("lithium", "литий"), ("copper", "медь"), ("rare earths", "редкоземельные металлы"), ("uranium", "уран")]
    {
        let tagged: BTreeSet<String> = events(&dataset)
            .into_iter()
            .filter(|event| event.topics.iter().any(|topic| topic.shown(Lang::En) == english))
            .map(|event| event.id)
            .collect();
        assert!(tagged.len() > 5, "{english}: {}", tagged.len());
        for words in [english, russian] {
            assert!(selected(&dataset, words).is_superset(&tagged), "{words}");
        }
        for topic in [english, russian] {
            assert!(selected(&dataset, &format!("topic:\"{topic}\"")).is_superset(&tagged), "topic:{topic}");
        }
    }
    for event in events(&dataset) {
        for topic in &event.topics {
            assert_eq!(topic.versions().filter_map(|(tag, _)| tag).collect::<Vec<_>>(), ["en", "ru"], "{}", event.id);
        }
    }
}

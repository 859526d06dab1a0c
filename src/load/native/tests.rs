//! The reader rules, each foreign name, each kind of fault with its place, and hostile text.

use super::*;
use crate::model::article_id::article_key;
use crate::model::{Article, ArticleLink, Entity, Event, Lang, QuoteType, Text, WrittenCountry};

struct Read {
    record: Record,
    problems: Vec<RecordProblem>,
}

#[track_caller]
fn read(json: &str, kind: Option<Kind>) -> Read {
    let mut problems = Vec::new();
    match record(json, kind, &mut problems) {
        Ok(record) => Read { record, problems },
        Err(problem) => panic!("{json} was skipped: {problem:?}"),
    }
}

#[track_caller]
fn event(json: &str) -> (Event, Vec<RecordProblem>) {
    match read(json, Some(Kind::Event)) {
        Read { record: Record::Event(event), problems } => (event, problems),
        Read { record, .. } => panic!("{json} is no event: {record:?}"),
    }
}

#[track_caller]
fn article(json: &str) -> (Article, Option<Event>, Vec<RecordProblem>) {
    match read(json, Some(Kind::Article)) {
        Read { record: Record::Article(article, mut events), problems } => {
            assert!(events.len() < 2, "{json} carries {} events", events.len());
            (article, events.pop(), problems)
        }
        Read { record, .. } => panic!("{json} is no article: {record:?}"),
    }
}

#[track_caller]
fn entity(json: &str) -> (Entity, Vec<RecordProblem>) {
    match read(json, Some(Kind::Entity)) {
        Read { record: Record::Entity(entity), problems } => (entity, problems),
        Read { record, .. } => panic!("{json} is no entity: {record:?}"),
    }
}

fn names(event: &Event) -> Vec<&str> {
    event.participants.iter().map(|one| one.who.name.shown(Lang::En)).collect()
}

fn codes(event: &Event) -> Vec<&str> {
    event.countries.iter().map(|one| one.country.code()).collect()
}

#[test]
fn a_record_of_the_format_is_read_whole_and_without_a_problem() {
    let json = r#"{"id": "c5", "label": {"en": "C5+1 dialogue", "ru": "Диалог C5+1"}, "kind": "dialogue",
        "date": "2024-02-08", "dateText": "в конце прошлой недели", "dateBasis": "external", "dateNote": "known",
        "place": {"name": {"en": "Washington"}, "country": "US"}, "online": true,
        "countries": ["US", {"code": "KZ", "part": "attendee"}, {"code": "CN", "part": "mentioned"}],
        "participants": [{"entity": "rubio", "part": "host", "role": {"en": "Secretary of State"}, "organization": "us-state"},
            {"name": "Батцэцэг Батмөнх", "schema": "Person", "part": "attendee", "country": "MN", "articles": ["a1"]}],
        "topics": ["rare earths"], "summary": {"en": "line\nline"}, "outcomes": [{"en": "a launch"}],
        "articles": ["a1", {"headline": "In place", "url": "https://orda.kz/1"}],
        "related": ["e2"], "confidence": "high", "note": "doubt",
        "quotes": [{"type": "mixed", "speaker": {"entity": "us-state", "as": "на сайте Госдепа"}, "cue": "говорится",
            "text": "слова", "translation": {"en": "words"}, "language": "ru", "article": "a1",
            "selector": {"start": 567, "end": 833, "prefix": "до", "suffix": "после"}}]}"#;
    let (event, problems) = event(json);
    assert_eq!(problems, []);
    assert_eq!((event.id.as_str(), event.id_filled), ("c5", false));
    assert_eq!(event.label.shown(Lang::Ru), "Диалог C5+1");
    assert_eq!(event.kind.as_deref(), Some("dialogue"));
    assert!(event.date.as_ref().unwrap().date.is_some());
    assert_eq!(event.date_text.shown(Lang::En), "в конце прошлой недели");
    assert_eq!(event.date_basis.as_deref(), Some("external"));
    assert_eq!(event.place.as_ref().unwrap().country.as_ref().unwrap().code(), "US");
    assert!(event.online && !event.countries_filled);
    assert_eq!(codes(&event), ["US", "KZ", "CN"]);
    assert_eq!(event.countries[2].part.as_deref(), Some("mentioned"));
    let rubio = &event.participants[0];
    assert_eq!(rubio.who.entity.as_deref(), Some("rubio"));
    assert_eq!(rubio.organization.as_ref().unwrap().name.shown(Lang::En), "us-state");
    assert_eq!(event.participants[1].articles, ["a1"]);
    assert_eq!(event.topics[0].shown(Lang::En), "rare earths");
    assert_eq!(event.summary.shown(Lang::En), "line\nline");
    assert_eq!(event.outcomes.len(), 1);
    assert_eq!(event.articles[0], ArticleLink::Id("a1".to_owned()));
    assert!(matches!(&event.articles[1], ArticleLink::Inline(article) if article.id_filled));
    assert_eq!((event.related[0].as_str(), event.confidence.as_deref()), ("e2", Some("high")));
    let quote = &event.quotes[0];
    assert_eq!(quote.kind, QuoteType::Mixed);
    assert_eq!(quote.speaker.as_ref().unwrap().named_as.shown(Lang::En), "на сайте Госдепа");
    assert_eq!((quote.cue.shown(Lang::En), quote.translation.shown(Lang::En)), ("говорится", "words"));
    assert_eq!((quote.language.as_deref(), quote.articles.as_slice()), (Some("ru"), &["a1".to_owned()][..]));
    let selector = quote.selector.as_ref().unwrap();
    assert_eq!((selector.start, selector.end, selector.prefix.as_str()), (Some(567), Some(833), "до"));
    assert_eq!(event.unread, []);
}

#[test]
fn a_quote_names_one_article_or_several() {
    for (written, read) in [
        (r#""a1""#, &["a1"][..]),
        (r#"["a1", "a2"]"#, &["a1", "a2"]),
        (r#"["a1", null, 7]"#, &["a1", "7"]),
        ("7", &["7"]),
        ("[]", &[]),
        ("null", &[]),
    ] {
        let (event, _) = event(&format!(r#"{{"label": "l", "quotes": [{{"text": "t", "article": {written}}}]}}"#));
        assert_eq!(event.quotes[0].articles, read, "{written}");
    }
}

#[test]
fn an_article_an_entity_and_a_head_are_read_whole() {
    let (article, one_event, problems) = article(
        r#"{"id": "orda", "headline": {"ru": "Заголовок"}, "publisher": {"name": "Orda.kz", "country": "KZ"}, "url": null,
        "language": "ru", "author": [], "credit": "фото", "datePublished": "2024-02-12/2024-02-18",
        "dateBasis": "inferred", "dateNote": "why", "abstract": {"en": "short"}, "articleBody": "one\ntwo"}"#,
    );
    assert_eq!((problems, one_event), (vec![], None));
    assert_eq!(article.publisher.as_ref().unwrap().country.as_ref().unwrap().code(), "KZ");
    assert_eq!((article.url.as_deref(), article.credit.as_deref()), (None, Some("фото")));
    assert_eq!(article.body.shown(Lang::En), "one\ntwo");
    assert_eq!(article.date_published.as_ref().unwrap().text, "2024-02-12/2024-02-18");

    let (entity, problems) = entity(
        r#"{"id": "us-state", "schema": "PublicBody", "name": {"en": "Department of State"}, "alias": ["Госдеп"], "country": "US"}"#,
    );
    assert_eq!(problems, []);
    assert_eq!((entity.id.as_str(), entity.alias.as_slice()), ("us-state", &["Госдеп".to_owned()][..]));

    let head = read(
        r#"{"oreline": 2, "title": {"en": "T"}, "language": "ru", "license": "CC0", "generator": "g", "entities": [1], "events": []}"#,
        Some(Kind::About),
    );
    let Record::About(about) = head.record else { panic!("no head") };
    assert_eq!((about.version, about.title.shown(Lang::En), head.problems), (Some(2), "T", vec![]));
}

#[test]
fn the_kind_is_the_field_record_else_what_the_fields_say() {
    for (json, kind) in [
        (r#"{"record":"dataset"}"#, Kind::About),
        (r#" { "record" : "entity", "url": "x"}"#, Kind::Entity),
        (r#"{"headline": "h", "record": "event"}"#, Kind::Event),
        (r#"{"record": "art\u0069cle"}"#, Kind::Article),
        (r#"{"articleBody": "b"}"#, Kind::Article),
        (r#"{"body": "b"}"#, Kind::Article),
        (r#"{"headline": "h"}"#, Kind::Article),
        (r#"{"publisher": "p"}"#, Kind::Article),
        (r#"{"source": "s"}"#, Kind::Article),
        (r#"{"url": "u"}"#, Kind::Article),
        (r#"{"title": "t", "date": "2024"}"#, Kind::Event),
        (r#"{"oreline": 1, "title": "t"}"#, Kind::About),
        (r#"{"title": "t", "URL": "u"}"#, Kind::Article),
        (r#"{"title": "t", "url": "u", "event_type": "meeting"}"#, Kind::Event),
        (r#"{"source": "s", "location": "Astana"}"#, Kind::Event),
        (r#"{"title": "t", "source_url": "u"}"#, Kind::Event),
        (r#"{"headline": "h", "type": "news"}"#, Kind::Article),
    ] {
        assert_eq!(guess(json), Ok(kind), "{json}");
    }
    let strange = guess(r#"{"record": "opinion", "label": "l"}"#).unwrap_err();
    assert_eq!(strange.reason.to_string(), "no kind of record is called opinion: dataset, entity, article, event");
}

#[test]
fn a_string_stands_for_an_object_and_one_value_for_a_list() {
    let (event, problems) = event(
        r#"{"label": "l", "countries": "KZ", "participants": "Марко Рубио", "place": "Astana", "topics": "litium",
        "outcomes": {"en": "o"}, "articles": "a1", "related": "e2", "quotes": {"text": "q", "speaker": "Rubio"}}"#,
    );
    assert_eq!(problems, []);
    assert_eq!((codes(&event), names(&event)), (vec!["KZ"], vec!["Марко Рубио"]));
    assert_eq!(event.place.as_ref().unwrap().name.shown(Lang::En), "Astana");
    assert_eq!((event.topics.len(), event.outcomes.len(), event.related.len()), (1, 1, 1));
    assert_eq!(event.articles, [ArticleLink::Id("a1".to_owned())]);
    assert_eq!(event.quotes[0].speaker.as_ref().unwrap().who.name.shown(Lang::En), "Rubio");

    let (article, _, problems) = article(r#"{"headline": "h", "publisher": "Orda.kz", "author": {"name": "A"}}"#);
    assert_eq!((problems, article.author), (vec![], vec!["A".to_owned()]));
    assert_eq!(article.publisher.unwrap().name, Text::plain("Orda.kz"));
    let (quoted, problems) = self::event(r#"{"label": "l", "quotes": ["one\u0021", "two"]}"#);
    assert_eq!((quoted.quotes.len(), quoted.quotes[0].text.shown(Lang::En), problems.len()), (2, "one!", 0));
}

#[test]
fn foreign_names_mean_the_fields_of_the_format() {
    for (json, expected) in [
        (r#"{"title": "T"}"#, "T||None|None|None"),
        (r#"{"title": "T", "text": "B"}"#, "T|B|None|None|None"),
        (r#"{"headline": "T", "body": "B"}"#, "T|B|None|None|None"),
        (r#"{"title": "T", "date": "2024"}"#, r#"T||Some("2024")|None|None"#),
        (r#"{"title": "T", "published": "2024"}"#, r#"T||Some("2024")|None|None"#),
        (r#"{"title": "T", "source": "https://x.kz/a"}"#, r#"T||None|Some("https://x.kz/a")|None"#),
        (r#"{"title": "T", "source": "Orda.kz"}"#, r#"T||None|None|Some("Orda.kz")"#),
    ] {
        let (article, event, problems) = article(json);
        let seen = format!(
            "{}|{}|{:?}|{:?}|{:?}",
            article.headline.shown(Lang::En),
            article.body.shown(Lang::En),
            article.date_published.map(|date| date.text),
            article.url,
            article.publisher.map(|publisher| publisher.name.shown(Lang::En).to_owned()),
        );
        assert_eq!((seen.as_str(), event, problems), (expected, None, vec![]), "{json}");
    }

    let (event, problems) = event(
        r#"{"title": "T", "text": "S", "source": "https://x.kz/a", "persons": ["P"], "actors": [{"name": "A"}],
        "participants": ["Q"], "quotes": [{"quote": "W", "who": "P"}]}"#,
    );
    assert_eq!(problems, []);
    assert_eq!((event.label.shown(Lang::En), event.summary.shown(Lang::En)), ("T", "S"));
    assert_eq!(names(&event), ["Q", "P", "A"]);
    assert!(
        matches!(&event.articles[..], [ArticleLink::Inline(article)] if article.url.as_deref() == Some("https://x.kz/a"))
    );
    assert_eq!(event.quotes[0].text.shown(Lang::En), "W");
    assert_eq!(event.quotes[0].speaker.as_ref().unwrap().who.name.shown(Lang::En), "P");
}

#[test]
fn names_of_fields_are_known_in_any_case_and_with_or_without_a_line() {
    let (event, problems) = event(
        r#"{"Title": "T", "Event_Type": "meeting", "START_DATE": "2024-02-05", "end_date": "2024-02-08", "Country": "KZ; MN",
        "Description": "S", "Location": "Astana, Kazakhstan", "tags": "lithium; copper", "source_URL": "https://x.kz/a", "source": "Orda",
        "Persons": "Ann Lee; Bo Chen (Mongolia)", "quotations": 1}"#,
    );
    assert_eq!(problems.iter().map(|problem| problem.pointer.as_str()).collect::<Vec<_>>(), ["/quotations"]);
    assert_eq!((event.label.shown(Lang::En), event.kind.as_deref()), ("T", Some("meeting")));
    assert_eq!(event.date.as_ref().unwrap().text, "2024-02-05/2024-02-08");
    assert_eq!((codes(&event), names(&event)), (vec!["KZ", "MN"], vec!["Ann Lee", "Bo Chen (Mongolia)"]));
    assert_eq!(event.place.as_ref().unwrap().country.as_ref().unwrap().code(), "KZ");
    assert_eq!(event.participants[1].country.as_ref().unwrap().code(), "MN");
    assert_eq!((event.topics.len(), event.summary.shown(Lang::En)), (2, "S"));
    let [ArticleLink::Inline(article)] = &event.articles[..] else { panic!("{:?}", event.articles) };
    assert_eq!(article.url.as_deref(), Some("https://x.kz/a"));
    assert_eq!(article.publisher.as_ref().unwrap().name.shown(Lang::En), "Orda");
    // Two spellings of one field are two names of it.
    let (twice, problems) = self::event(r#"{"Label": "first", "label": "second"}"#);
    assert_eq!((twice.label.shown(Lang::En), problems.len()), ("first", 1));
}

#[test]
fn a_country_in_brackets_or_last_in_a_place_is_read_when_it_is_one() {
    for (place, country) in [
        ("Astana, Kazakhstan", Some("KZ")),
        ("Алматы, Казахстан", Some("KZ")),
        ("Paris (France)", Some("FR")),
        ("Astana", None),
        ("Kazakhstan", None),
        ("Springfield, IL", Some("IL")),
        ("Meeting room 5, second floor", None),
        ("Room 2, to", None),
    ] {
        let (event, _) = event(&format!(r#"{{"label": "l", "place": "{place}"}}"#));
        let read = event.place.unwrap();
        assert_eq!(read.country.as_ref().map(WrittenCountry::code), country, "{place}");
        assert_eq!(read.name.shown(Lang::En), place);
    }
    for (name, country) in
        [("Ann Lee (Kazakhstan)", Some("KZ")), ("Ann Lee (KZ)", Some("KZ")), ("Ann (it)", None), ("(Kazakhstan)", None)]
    {
        let (event, _) = event(&format!(r#"{{"label": "l", "participants": ["{name}"]}}"#));
        let read = event.participants[0].country.as_ref();
        assert_eq!((read.map(WrittenCountry::code), names(&event)), (country, vec![name]), "{name}");
    }
    let (online, _) = event(r#"{"label": "l", "location": "Online"}"#);
    assert_eq!((online.online, online.place), (true, None));
}

#[test]
fn a_place_may_have_its_position() {
    for (place, expected, problem) in [
        (r#""name": "Astana", "latitude": 51.13, "longitude": 71.43"#, Some((51.13, 71.43)), None),
        (r#""latitude": -90, "longitude": 180"#, Some((-90.0, 180.0)), None),
        (r#""lat": "51.13", "lng": " 71.43 ""#, Some((51.13, 71.43)), None),
        (
            r#""name": "Astana", "latitude": 51.13"#,
            None,
            Some("/place/latitude the latitude has no longitude beside it"),
        ),
        (
            r#""longitude": 181, "latitude": 5"#,
            None,
            Some("/place/longitude 181 is no longitude, which is from -180 to 180"),
        ),
        (r#""lon": 5, "lat": 91.5"#, None, Some("/place/lat 91.5 is no latitude, which is from -90 to 90")),
        (
            r#""lat": "51°N", "lon": 5"#,
            None,
            Some("/place/lat the value cannot be read: `51°N` is no number of degrees"),
        ),
    ] {
        let (event, problems) = event(&format!(r#"{{"label": "l", "place": {{{place}}}}}"#));
        let position = event.place.and_then(|place| place.position);
        assert_eq!(position.map(|it| (it.latitude(), it.longitude())), expected, "{place}");
        let told = problems.first().map(|problem| format!("{} {}", problem.pointer, problem.reason));
        assert_eq!(told.as_deref(), problem, "{place}");
    }
    // It may stand beside the place, or instead of one; what is said in the place counts first, and a blank is none.
    for (fields, expected, problem) in [
        (r#""place": "Astana", "lat": 51.13, "lon": 71.43"#, Some((51.13, 71.43)), None),
        (r#""Latitude": "51.13", "Longitude": "71.43""#, Some((51.13, 71.43)), None),
        (r#""place": {"latitude": 1, "longitude": 2}, "lat": 3, "lng": 4"#, Some((1.0, 2.0)), None),
        (r#""lat": "", "lon": """#, None, None),
        (r#""lat": 51.13"#, None, Some("/lat the latitude has no longitude beside it")),
        (r#""lat": 51.13, "lon": 200"#, None, Some("/lon 200 is no longitude, which is from -180 to 180")),
    ] {
        let (event, problems) = event(&format!(r#"{{"label": "l", {fields}}}"#));
        let position = event.place.and_then(|place| place.position);
        assert_eq!(position.map(|it| (it.latitude(), it.longitude())), expected, "{fields}");
        let told = problems.first().map(|problem| format!("{} {}", problem.pointer, problem.reason));
        assert_eq!(told.as_deref(), problem, "{fields}");
    }
    let at = |degrees: &str| {
        let json =
            format!(r#"{{"label": "l", "place": {{"name": "Astana", "latitude": {degrees}, "longitude": 71.43}}}}"#);
        event(&json).0
    };
    let mut one = event(r#"{"label": "l", "place": "Astana"}"#).0;
    assert_eq!(merge_event(&mut one, &at("51.13")), Vec::<String>::new());
    assert_eq!(one.place, at("51.130").place);
    assert_eq!(merge_event(&mut one, &at("51.14")), ["place"]);
}

#[test]
fn an_article_carries_the_events_that_it_reports() {
    let read_events = |json: &str| match read(json, Some(Kind::Article)) {
        Read { record: Record::Article(article, events), problems } => (article, events, problems),
        Read { record, .. } => panic!("{record:?}"),
    };
    let (article, events, problems) = read_events(
        r#"{"id": "a", "title": "T", "published": "2024-02-12", "events": [{"type": "meeting", "date": "2024-02-08", "description": "D",
        "country": ["KZ"], "participants": ["Anna"]}], "quotes": [{"author": "State", "text": "W"}], "country": ["KZ", "US"], "persons": "Bo"}"#,
    );
    assert_eq!(problems, []);
    let [event] = &events[..] else { panic!("{events:?}") };
    assert_eq!((codes(event), names(event)), (vec!["KZ", "US"], vec!["Anna", "Bo"]));
    assert_eq!((event.date.as_ref().unwrap().text.as_str(), event.date_basis.as_deref()), ("2024-02-08", None));
    assert_eq!(event.quotes[0].speaker.as_ref().unwrap().who.name.shown(Lang::En), "State");
    assert_eq!((event.quotes[0].articles.as_slice(), article.id.as_str()), (&["a".to_owned()][..], "a"));
    assert_eq!(event.articles, [ArticleLink::Id("a".to_owned())]);

    // With several, what stands at the article is an event of its own; two that are equal but for their place are two.
    let (_, events, problems) = read_events(
        r#"{"id": "a", "title": "T", "published": "2024-02-12", "events": [{"label": "one", "place": "Astana"},
        {"label": "one", "place": "Paris"}, {"date": "2024"}], "quotes": ["W"]}"#,
    );
    assert_eq!((events.len(), problems.len(), problems[0].pointer.as_str()), (3, 1, "/events/2"));
    assert_ne!(events[0].id, events[1].id);
    assert_eq!((events[2].label.shown(Lang::En), events[2].quotes.len()), ("T", 1));
    assert_eq!(events[2].date_basis.as_deref(), Some("published"));
}

#[test]
fn an_article_with_people_or_quotes_has_one_event() {
    let (article, event, problems) = article(
        r#"{"id": "a1", "title": "Talks", "date": "2024-02-08", "country": ["KZ", "US"], "persons": ["Rubio"], "actors": "C5",
        "participants": [{"name": "Tokayev", "country": "KZ"}], "quotes": [{"who": "Rubio", "quote": "Yes"}]}"#,
    );
    let event = event.unwrap();
    assert_eq!(problems, []);
    assert_eq!((event.label.shown(Lang::En), event.id_filled), ("Talks", true));
    assert_eq!(
        (event.date.as_ref().unwrap().text.as_str(), event.date_basis.as_deref()),
        ("2024-02-08", Some("published"))
    );
    assert_eq!((codes(&event), names(&event)), (vec!["KZ", "US"], vec!["Tokayev", "Rubio", "C5"]));
    assert_eq!(event.articles, [ArticleLink::Id("a1".to_owned())]);
    assert_eq!(event.quotes[0].articles, ["a1"]);
    assert_eq!(article.id, "a1");

    let (_, event, _) = self::article(r#"{"url": "https://x.kz/a", "country": "KZ"}"#);
    let event = event.unwrap();
    assert_eq!((event.label.shown(Lang::En), event.date_basis.as_deref()), ("https://x.kz/a", None));
    let (_, event, _) =
        self::article(r#"{"body": "\n First line. \nMore", "persons": [{"name": "N", "country": "MN"}]}"#);
    let event = event.unwrap();
    assert_eq!((event.label.shown(Lang::En), codes(&event), event.countries_filled), ("First line.", vec!["MN"], true));
}

#[test]
fn absent_countries_come_from_participants_and_place() {
    let people = r#""participants": [{"name": "A", "country": "MN", "part": "mentioned"},
        {"name": "B", "country": "MN", "part": "attendee"}, {"name": "C", "country": "CN", "part": "mentioned"}],
        "place": {"country": "US"}"#;
    let (filled, _) = event(&format!(r#"{{"label": "l", {people}}}"#));
    assert_eq!((codes(&filled), filled.countries_filled), (vec!["MN", "CN", "US"], true));
    assert_eq!(filled.countries[0].part.as_deref(), Some("attendee"));
    assert_eq!(filled.countries[1].part.as_deref(), Some("mentioned"));
    let (given, _) = event(&format!(r#"{{"label": "l", "countries": [], {people}}}"#));
    assert_eq!((given.countries.len(), given.countries_filled), (0, false));
}

#[test]
fn two_names_of_one_field_keep_the_first() {
    let json = r#"{"title": "first", "label": "second"}"#;
    let (event, problems) = event(json);
    assert_eq!(event.label.shown(Lang::En), "first");
    assert_eq!(event.unread, [("label".to_owned(), "\"second\"".to_owned())]);
    assert_eq!((problems.len(), problems[0].level), (1, Level::Note));
    assert!(problems[0].reason.to_string().contains("`label` says the same as `title`"), "{}", problems[0].reason);
}

/// A fault: the event around it, what stands at the offset, level, pointer, and a part of the reason.
#[test]
fn a_bad_field_is_reported_at_its_place_and_the_record_stays() {
    use Level::{Note, Warning};
    for (field, at, level, pointer, reason) in [
        (r#""countries": ["US", "ZZ9"]"#, "\"ZZ9\"", Warning, "/countries/1", "no country code"),
        (r#""countries": ["US", {"code": "Q"}]"#, "{\"code\"", Warning, "/countries/1", "no country code"),
        (r#""countries": "ZZ9""#, "\"ZZ9\"", Warning, "/countries", "no country code"),
        (r#""countries": ["kz"]"#, "\"kz\"", Note, "/countries/0", "is read as the country KZ"),
        (r#""countries": ["Kazakhstan"]"#, "\"Kaz", Note, "/countries/0", "is read as the country KZ"),
        (r#""countries": ["KZ", 5]"#, "5]", Warning, "/countries/1", "cannot be read: invalid type"),
        (r#""countries": {"code": "KZ", "part": 7}"#, "7}", Warning, "/countries/part", "expected a string"),
        (r#""countries": [{"part": "host"}]"#, "{\"part\"", Warning, "/countries/0", "has no code"),
        (
            r#""countries": [{"code": "KZ", "part": "host"}, {"code": "KZ", "part": "mentioned"}]"#,
            "[{",
            Note,
            "/countries",
            "stands twice",
        ),
        (r#""date": "last week""#, "\"last week\"", Warning, "/date", "is no date"),
        (r#""date": [2024]"#, "[2024]", Warning, "/date", "expected a string"),
        (r#""date": 20240208"#, "20240208", Note, "/date", "is read as the date 2024-02-08"),
        (r#""date": "2024-02-08 10:00""#, "\"2024", Note, "/date", "is read as the date 2024-02-08T10:00:00"),
        (r#""startDate": "2024", "end_date": "2023""#, "\"2023\"", Warning, "/end_date", "cannot be the end of a time"),
        (r#""date": {"year": 2024}"#, "{\"year\"", Warning, "/date", "expected a string"),
        (r#""dateBasis": "guessed""#, "\"guessed\"", Note, "/dateBasis", "unusual word"),
        (r#""confidence": "sure""#, "\"sure\"", Note, "/confidence", "unusual word"),
        (r#""kind": "party""#, "\"party\"", Note, "/kind", "unusual word"),
        (r#""online": "yes""#, "\"yes\"", Warning, "/online", "cannot be read"),
        (r#""summary": {"en": "s", "ru": 5}"#, "5}", Warning, "/summary/ru", "expected a string"),
        (r#""summary": ["s"]"#, "[\"s\"]", Warning, "/summary", "by language tag"),
        (r#""participants": [{"name": "A"}, 7]"#, "7]", Warning, "/participants/1", "cannot be read"),
        (
            r#""participants": [{"name": "A"}, {"part": "host"}]"#,
            "{\"part\"",
            Warning,
            "/participants/1",
            "neither entity nor name",
        ),
        (
            r#""participants": [{"name": "A", "schema": "Robot"}]"#,
            "\"Robot\"",
            Note,
            "/participants/0/schema",
            "unusual word",
        ),
        (
            r#""participants": [{"name": "A", "part": "guest"}]"#,
            "\"guest\"",
            Note,
            "/participants/0/part",
            "unusual word",
        ),
        (
            r#""participants": [{"name": "A", "country": 7}]"#,
            "7}",
            Warning,
            "/participants/0/country",
            "cannot be read",
        ),
        (
            r#""participants": [{"name": "A", "age~/": 7}]"#,
            "7}",
            Note,
            "/participants/0/age~0~1",
            "unknown field `age~/`",
        ),
        (r#""persons": [{"name": "A", "country": "Q"}]"#, "\"Q\"", Warning, "/persons/0/country", "no country code"),
        (r#""topics": ["a", null, 3]"#, "3]", Warning, "/topics/2", "cannot be read"),
        (r#""outcomes": [{"en": 1}]"#, "1}", Warning, "/outcomes/0/en", "cannot be read"),
        (r#""articles": [{"language": "ru"}]"#, "{\"lang", Warning, "/articles/0", "neither headline"),
        (
            r#""summary": {"en": "s", "html": "<p>s"}"#,
            "\"<p>s\"",
            Warning,
            "/summary/html",
            "`html` is no language tag",
        ),
        (
            r#""articles": [{"url": "https://x.kz", "published": "soon"}]"#,
            "\"soon\"",
            Warning,
            "/articles/0/published",
            "is no date",
        ),
        (r#""articles": [{"url": "https://x.kz", "persons": "P"}]"#, "{\"url\"", Note, "/articles/0", "are not read"),
        (r#""articles": [12]"#, "12]", Note, "/articles/0", "the id is a number"),
        (r#""quotes": ["said", {"who": "A"}]"#, "{\"who\"", Warning, "/quotes/1", "has no text"),
        (
            r#""quotes": [{"text": "t", "type": "roughly"}]"#,
            "\"roughly\"",
            Warning,
            "/quotes/0/type",
            "no type of a quote",
        ),
        (
            r#""quotes": [{"text": "t", "who": {"part": "host"}}]"#,
            "{\"part\"",
            Warning,
            "/quotes/0/who",
            "neither entity",
        ),
        (
            r#""quotes": [{"text": "t", "selector": {"start": 9, "end": 2}}]"#,
            "{\"start\"",
            Warning,
            "/quotes/0/selector",
            "ends before",
        ),
        (
            r#""quotes": [{"text": "t", "selector": {"start": -9}}]"#,
            "-9",
            Warning,
            "/quotes/0/selector/start",
            "cannot be read",
        ),
        (r#""quotes": [{"text": "t", "selector": 5}]"#, "5}", Warning, "/quotes/0/selector", "cannot be read"),
        (r#""colour": {"red": [1, 2]}"#, "{\"red\"", Note, "/colour", "unknown field `colour`"),
        (r#""id": 17"#, "17", Note, "/id", "the id is a number"),
        (r#""id": [17]"#, "[17]", Warning, "/id", "cannot be read"),
    ] {
        let json = format!("{{\"label\": \"метка\",\n {field}, \"note\": \"kept\"}}");
        let (event, problems) = event(&json);
        assert_eq!(event.note.shown(Lang::En), "kept", "{field}");
        assert_eq!(event.label.shown(Lang::En), "метка", "{field}");
        assert_eq!(problems.len(), 1, "{field}: {problems:?}");
        let problem = &problems[0];
        assert_eq!((problem.level, problem.pointer.as_str()), (level, pointer), "{field}");
        assert!(json[problem.offset..].starts_with(at), "{field}: {}", &json[problem.offset..]);
        assert!(problem.reason.to_string().contains(reason), "{field}: {}", problem.reason);
    }
}

#[test]
fn what_could_not_be_read_is_kept_as_text() {
    for (field, name, kept) in [
        (r#""colour": {"red": [1, 2]}"#, "colour", r#"{"red": [1, 2]}"#),
        (r#""date": [2024]"#, "/date", "[2024]"),
        (r#""participants": ["A", 7]"#, "/participants/1", "7"),
        (r#""participants": ["A", {"part": "host"}]"#, "/participants/1", r#"{"part": "host"}"#),
        (r#""quotes": [{"text": "t", "tone": "dry"}]"#, "/quotes/0/tone", "\"dry\""),
        (r#""quotes": [{"text": "t", "type": "roughly"}]"#, "/quotes/0/type", "\"roughly\""),
    ] {
        let (event, _) = event(&format!("{{\"label\": \"l\", {field}}}"));
        assert_eq!(event.unread, [(name.to_owned(), kept.to_owned())], "{field}");
    }
    let (event, problems) =
        event(r#"{"label": "l", "date": [5], "kind": "visit", "countries": ["KZ", 1, "ZZ9"], "x": 1}"#);
    assert_eq!((codes(&event), event.kind.as_deref()), (vec!["KZ", "ZZ9"], Some("visit")));
    let pointers: Vec<&str> = problems.iter().map(|problem| problem.pointer.as_str()).collect();
    assert_eq!(pointers, ["/date", "/countries/1", "/countries/2", "/x"]);
}

#[test]
fn an_unknown_country_and_a_date_that_is_none_keep_their_words() {
    let (event, _) = event(r#"{"label": "l", "date": "в марте", "countries": ["Нарния"]}"#);
    let date = event.date.unwrap();
    assert_eq!((date.text.as_str(), date.date), ("в марте", None));
    let country = &event.countries[0].country;
    assert_eq!((country.text.as_str(), country.country), ("Нарния", None));
}

#[test]
fn a_strange_type_of_quote_is_never_a_quotation() {
    for (json, kind) in [
        (r#"{"text": "t"}"#, QuoteType::Direct),
        (r#"{"text": "t", "type": "indirect"}"#, QuoteType::Indirect),
        (r#"{"text": "t", "type": "Direct-ish"}"#, QuoteType::Indirect),
        (r#"{"text": "t", "type": 7}"#, QuoteType::Indirect),
    ] {
        let (event, _) = event(&format!("{{\"label\": \"l\", \"quotes\": [{json}]}}"));
        assert_eq!(event.quotes[0].kind, kind, "{json}");
    }
}

#[test]
fn an_address_that_is_not_of_the_web_is_kept_and_noted() {
    for url in ["ftp://x.kz/a", "javascript:alert(1)", "file:///etc/passwd", "httpx://a"] {
        let (article, _, problems) = article(&format!(r#"{{"headline": "h", "url": "{url}"}}"#));
        assert_eq!(article.url.as_deref(), Some(url));
        assert_eq!((problems[0].level, problems[0].pointer.as_str()), (Level::Note, "/url"));
    }
    let (_, _, problems) = article(r#"{"url": "HTTPS://X.kz/a"}"#);
    assert_eq!(problems, []);
    let (article, _, problems) = article(r#"{"url": "https://a.kz", "source": "https://b.kz"}"#);
    assert_eq!((article.url.as_deref(), problems[0].pointer.as_str()), (Some("https://a.kz"), "/source"));
}

#[test]
fn a_record_that_must_be_skipped_says_why_and_where() {
    let deep = format!(r#"{{"label": "l", "x": {}1{}}}"#, "[".repeat(200), "]".repeat(200));
    for (json, kind, offset, pointer, reason) in [
        ("", Kind::Event, 0, "", "breaks off"),
        ("{\"label\": \"l\"", Kind::Event, 12, "", "breaks off"),
        ("{\"label\": \"l\",\n \"date\" \"2024\"}", Kind::Event, 23, "/date", "this is no JSON"),
        ("{\"label\": \"l\"} x", Kind::Event, 15, "", "this is no JSON"),
        ("[1, 2]", Kind::Event, 0, "", "not an object"),
        ("\"text\"", Kind::Article, 0, "", "not an object"),
        (r#"{"label": "a", "label": "b"}"#, Kind::Event, 21, "/label", "the key `label` stands twice"),
        (r#"{"label": {"en": "a", "en": "b"}}"#, Kind::Event, 25, "/label/en", "the key `en` stands twice"),
        (r#"{"label": "a", "x": {"k": 1, "k": 2}}"#, Kind::Event, 31, "/x/k", "the key `k` stands twice"),
        (r#"{"label": "a", "x": 1, "x": 2}"#, Kind::Event, 25, "/x", "the key `x` stands twice"),
        (r#"{"label": "a \ud800 b"}"#, Kind::Event, 20, "/label", "half of a surrogate pair"),
        (r#"{"label": "a", "x": ["\udc00"]}"#, Kind::Event, 28, "/x/0", "half of a surrogate pair"),
        (r#"{"date": "2024"}"#, Kind::Event, 0, "", "neither label nor summary"),
        (r#"{"label": 5}"#, Kind::Event, 0, "", "neither label nor summary; /label"),
        (r#"{"language": "kk"}"#, Kind::Article, 0, "", "neither headline nor url nor articleBody"),
        (r#"{"alias": ["x"]}"#, Kind::Entity, 0, "", "neither id nor name"),
    ] {
        let mut problems = Vec::new();
        let problem = record(json, Some(kind), &mut problems).expect_err(json);
        assert_eq!(problem.level, Level::Error, "{json}");
        assert!(problem.reason.to_string().contains(reason), "{json}: {}", problem.reason);
        assert_eq!(problem.pointer, pointer, "{json}");
        assert!(problem.offset.abs_diff(offset) <= 3, "{json}: offset {} instead of {offset}", problem.offset);
        assert_eq!(problems, [], "{json}");
        assert!(record(json, None, &mut problems).is_err() || kind != Kind::Event, "{json}");
    }
    let problem = record(&deep, Some(Kind::Event), &mut Vec::new()).unwrap_err();
    assert!(problem.reason.to_string().contains("deeper than 128"), "{}", problem.reason);
}

#[test]
fn what_is_blank_is_not_there() {
    let russian = |text: &str| Text::from_versions(vec![(Some("ru".to_owned()), text.to_owned())]);
    let (event, problems) = event(
        r#"{"label": {"en": " ", "ru": "Медь"}, "topics": ["", " ", {"en": "", "ru": "Литий"}, {"kk": "\t"}],
            "place": {"name": " "}, "participants": [{"name": {"en": "\n", "ru": "Анна"}}, " "], "kind": " ",
            "quotes": [{"text": " ", "translation": {"en": "yes"}}, {"text": " "}],
            "articles": [{"headline": "H", "publisher": " "}]}"#,
    );
    assert_eq!(event.label, russian("Медь"));
    assert_eq!(event.topics, [russian("Литий")]);
    assert_eq!((event.place, event.kind), (None, None));
    assert_eq!((event.participants.len(), &event.participants[0].who.name), (1, &russian("Анна")));
    assert_eq!((event.quotes.len(), event.quotes[0].text.is_empty()), (1, true));
    let ArticleLink::Inline(article) = &event.articles[0] else { panic!("{:?}", event.articles) };
    assert_eq!(article.publisher, None);
    let reasons: Vec<&str> = problems.iter().map(|problem| problem.pointer.as_str()).collect();
    assert_eq!(reasons, ["/participants/1", "/quotes/1"], "what had to be something is missed");
    let (entity, _) = entity(r#"{"id": "e", "name": "E", "alias": ["", " ", "Ё"]}"#);
    assert_eq!(entity.alias, ["Ё"]);
    let problem = record(r#"{"label": " "}"#, Some(Kind::Event), &mut Vec::new()).unwrap_err();
    assert!(problem.reason.to_string().contains("neither label nor summary"), "{}", problem.reason);
}

#[test]
fn ids_are_filled_from_the_address_or_the_content_and_stay_the_same() {
    let id = |json: &str| article(json).0.id;
    let by_address = id(r#"{"url": "https://Orda.kz/News/1#comments", "headline": "A"}"#);
    assert_eq!(by_address, "a-038c681dea164d54");
    assert_eq!(by_address, id(r#"{"url": "HTTPS://orda.kz/News/1", "headline": "B"}"#));
    assert_ne!(by_address, id(r#"{"url": "https://orda.kz/news/1"}"#));
    let by_words = id(r#"{"headline": "A", "publisher": "P", "date": "2024"}"#);
    assert_eq!(by_words, id(r#"{"date":"2024","record":"article","publisher":"P","headline":"A"}"#));
    assert_ne!(by_words, id(r#"{"headline": "A", "publisher": "P", "date": "2024", "mine": 1}"#));
    assert_ne!(by_words, id(r#"{"headline": "A", "publisher": "P", "date": "2025"}"#));
    assert_ne!(id(r#"{"body": "one"}"#), id(r#"{"body": "two"}"#));

    let id = |json: &str| event(json).0.id;
    let first = id(r#"{"label": "L", "date": "2024", "countries": ["KZ"], "participants": ["P"]}"#);
    assert!(first.starts_with("e-") && first.len() == 18, "{first}");
    assert_eq!(first, id(r#"{"participants":["P"],"countries":["KZ"],"date":"2024","label":"L","record":"event"}"#));
    assert_ne!(first, id(r#"{"label": "L", "date": "2024", "countries": ["KZ"], "participants": ["P"], "mine": 1}"#));
    assert_ne!(first, id(r#"{"label": "L", "date": "2024", "countries": ["KZ"], "participants": ["Q"]}"#));
    let (entity, problems) = entity(r#"{"name": "N", "alias": "M"}"#);
    assert!(entity.id.starts_with("n-") && problems[0].level == Level::Note);
}

#[test]
fn an_address_is_compared_without_what_does_not_matter() {
    for (url, key) in [
        (" HTTPS://Orda.KZ/News/ ", "https://orda.kz/News/"),
        ("https://orda.kz/news?ID=1#top", "https://orda.kz/news?ID=1"),
        ("https://orda.kz?Next=/", "https://orda.kz?Next=/"),
        ("https://orda.kz/", "https://orda.kz"),
        ("Orda.kz/News", "Orda.kz/News"),
        ("", ""),
        ("https://", "https://"),
    ] {
        assert_eq!(article_key(url), key, "{url}");
    }
}

#[test]
fn equal_ids_merge_and_name_what_was_dropped() {
    let (mut first, _) = event(
        r#"{"id": "e", "label": {"en": "A"}, "date": "2024", "countries": ["KZ", "US"], "topics": ["x"], "articles": ["a"]}"#,
    );
    let (other, _) = event(
        r#"{"id": "e", "label": {"en": "B", "ru": "Б"}, "date": "2025", "kind": "visit", "summary": "S", "online": true,
        "countries": [{"code": "US", "part": "host"}, "CN"], "topics": ["x", "y"], "articles": ["a", "b"], "extra": 1}"#,
    );
    assert_eq!(merge_event(&mut first, &other), ["label", "date"]);
    assert_eq!((first.label.shown(Lang::En), first.label.shown(Lang::Ru)), ("A", "Б"));
    assert_eq!((first.kind.as_deref(), first.date.as_ref().unwrap().text.as_str()), (Some("visit"), "2024"));
    assert_eq!((codes(&first), first.countries[1].part.as_deref()), (vec!["KZ", "US", "CN"], Some("host")));
    assert_eq!((first.topics.len(), first.articles.len(), first.online, first.unread.len()), (2, 2, true, 1));
    let same = first.clone();
    assert_eq!(merge_event(&mut first, &same), Vec::<String>::new());
    assert_eq!(first, same);

    let (mut first, ..) = article(r#"{"id": "a", "url": "https://X.kz/1", "publisher": "P"}"#);
    let (other, ..) = article(
        r#"{"id": "a", "url": "https://x.kz/1", "headline": "H", "author": "N", "publisher": {"name": "Q", "country": "KZ"}}"#,
    );
    assert_eq!(merge_article(&mut first, &other), ["publisher"]);
    assert_eq!((first.headline.shown(Lang::En), first.author.len()), ("H", 1));

    let (mut first, _) = entity(r#"{"id": "n", "name": {"ru": "Рубио"}, "alias": ["Р"], "country": "US"}"#);
    let (other, _) =
        entity(r#"{"id": "n", "name": {"en": "Rubio"}, "alias": ["Р", "R"], "country": "KZ", "schema": "Person"}"#);
    assert_eq!(merge_entity(&mut first, &other), ["country"]);
    assert_eq!((first.name.shown(Lang::En), first.alias.len(), first.country.unwrap().code()), ("Rubio", 2, "US"));
    assert!(first.schema.is_some());
}

/// Escape sequences, a bell, a bidi override and a zero-width space, as characters and as JSON escapes.
const HOSTILE: [&str; 2] = ["a\u{202e}b\u{200b}c\u{9b}d\u{7f}", r"\u001b[31m\u0007\u202e\u2066\u200b\ufeff\u0000"];

#[test]
fn hostile_text_is_harmless_in_every_field() {
    for evil in HOSTILE {
        let part = format!(
            r#"{{"entity": "{evil}", "name": {{"{evil}": "{evil}"}}, "schema": "{evil}", "part": "{evil}", "role": "{evil}",
            "organization": {{"entity": "{evil}", "name": "{evil}", "schema": "{evil}", "{evil}": 1}}, "country": "{evil}",
            "as": "{evil}", "articles": ["{evil}"], "{evil}": "{evil}"}}"#
        );
        let quote = format!(
            r#"{{"type": "{evil}", "speaker": {part}, "cue": "{evil}", "text": "{evil}", "translation": "{evil}",
            "language": "{evil}", "article": "{evil}", "selector": {{"prefix": "{evil}", "suffix": "{evil}", "{evil}": 1}}}}"#
        );
        let article = format!(
            r#"{{"id": "{evil}", "headline": "{evil}", "publisher": {{"name": "{evil}", "country": "{evil}"}}, "url": "{evil}",
            "language": "{evil}", "author": "{evil}", "credit": "{evil}", "datePublished": "{evil}", "dateBasis": "{evil}",
            "dateNote": "{evil}", "abstract": "{evil}", "articleBody": "{evil}", "source": "{evil}", "country": "{evil}",
            "participants": [{part}, ["{evil}"]], "quotes": [{quote}], "{evil}": "{evil}"}}"#
        );
        let event = format!(
            r#"{{"id": "{evil}", "label": "{evil}", "kind": "{evil}", "date": "{evil}", "dateText": "{evil}", "dateBasis": "{evil}",
            "dateNote": "{evil}", "place": {{"name": "{evil}", "country": "{evil}"}}, "online": "{evil}",
            "countries": ["{evil}", {{"code": "{evil}", "part": "{evil}"}}], "participants": [{part}], "topics": "{evil}",
            "summary": "{evil}", "outcomes": "{evil}", "articles": ["{evil}", {article}], "related": "{evil}",
            "confidence": "{evil}", "note": "{evil}", "quotes": [{quote}], "{evil}": ["{evil}"]}}"#
        );
        let entity = format!(
            r#"{{"id": "{evil}", "schema": "{evil}", "name": "{evil}", "alias": ["{evil}", 7], "country": "{evil}", "{evil}": 1}}"#
        );
        let about = format!(
            r#"{{"oreline": "{evil}", "title": "{evil}", "language": "{evil}", "license": "{evil}", "generator": "{evil}", "{evil}": 1}}"#
        );
        let duplicate = format!(r#"{{"label": "l", "{evil}": 1, "{evil}": 2}}"#);
        for (json, kind) in [
            (&event, Kind::Event),
            (&article, Kind::Article),
            (&entity, Kind::Entity),
            (&about, Kind::About),
            (&duplicate, Kind::Event),
        ] {
            let mut problems = Vec::new();
            let read = record(json, Some(kind), &mut problems);
            // Debug writes such a character as one backslash and its code; a backslash of the text itself is doubled.
            let seen = format!("{read:?}{problems:?}").replace(r"\\", "");
            for bad in
                ["\\u{202e}", "\\u{200b}", "\\u{1b}", "\\u{7}", "\\u{9b}", "\\u{2066}", "\\u{feff}", "\\0", "\\u{7f}"]
            {
                assert!(!seen.contains(bad), "{bad} in {seen}");
            }
            assert!(read.is_err() == (json == &duplicate));
        }
    }
}

#[test]
fn many_faults_in_one_record_take_no_longer_than_their_number() {
    let countries: Vec<String> = (0..5_000).map(|number| format!("\"Q{number}\"")).collect();
    let unknown: Vec<String> = (0..9_000).map(|number| format!("\"x{number}\": {number}")).collect();
    let json = format!(
        r#"{{"label": "l", "date": 5, "countries": [{}, {}], {}}}"#,
        countries.join(","),
        vec!["7"; 5_000].join(","),
        unknown.join(",")
    );
    let (event, problems) = event(&json);
    assert_eq!((event.countries.len(), problems.len(), event.unread.len()), (5_000, 19_001, 14_000));
}

#[test]
fn of_very_many_parts_the_first_are_read_and_the_rest_is_said() {
    let names: Vec<String> = (0..30_000).map(|number| format!("\"Name {number}\"")).collect();
    let json = format!(
        r#"{{"id": "a", "label": "A", "participants": [{}], "kind": 7, "mine": [{}], "countries": ["KZ"]}}"#,
        names.join(","),
        names.join(",")
    );
    let (read, problems) = event(&json);
    assert_eq!((read.participants.len(), read.countries.len()), (10_000, 1));
    assert_eq!(
        read.unread.iter().find(|(name, _)| name == "mine").map(|(_, json)| json.matches(',').count()),
        Some(29_999)
    );
    let said = "this list has 30000 items, of which the first 10000 are read";
    assert!(
        problems.iter().any(|problem| problem.reason.to_string() == said && problem.pointer == "/participants"),
        "{problems:?}"
    );
    // A place behind what is left out is that of the record as it stands.
    let kind = problems.iter().find(|problem| problem.pointer == "/kind").unwrap();
    assert_eq!(kind.offset, json.find("7, \"mine").unwrap());

    // No two different records are merged, wherever they differ.
    let without_id = |last: &str| event(&json.replace("\"id\": \"a\", ", "").replace("\"Name 29999\"", last)).0.id;
    assert_ne!(without_id("\"Name 29999\""), without_id("\"Another\""));
}

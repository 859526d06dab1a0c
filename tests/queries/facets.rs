//! The counts of every facet against a count that is made here from the JSON alone: no code of the program is asked
//! what a name means, what a person is, or which article an event has.
//!
//! The data are the bundled dataset and events that are made here with everything that makes counting hard.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use crate::common::folded::folded;
use oreline::door::dataset::{Dataset, load};
use oreline::door::load::Input;
use oreline::door::query::{
    AnyOrAll, Facet, FacetAnswer, FacetOrder, FacetRequest, FacetRow, Pick, Query, Request, View, answer,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The records as the test sees them.
struct Data {
    events: Vec<Value>,
    articles: HashMap<String, Value>,
    entities: HashMap<String, Value>,
    /// Whose a name, alias or id is.
    owners: HashMap<String, BTreeSet<String>>,
}

impl Data {
    fn new(document: &Value) -> Data {
        let list = |name: &str| document[name].as_array().cloned().unwrap_or_default();
        let by_id = |name: &str| -> HashMap<String, Value> {
            list(name).into_iter().map(|one| (one["id"].as_str().unwrap().to_owned(), one)).collect()
        };
        let entities = by_id("entities");
        let mut owners: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (id, entity) in &entities {
            let aliases = entity["alias"].as_array().cloned().unwrap_or_default();
            let aliases = aliases.iter().flat_map(versions);
            for name in versions(&entity["name"]).into_iter().chain(aliases).chain([id.clone()]) {
                owners.entry(folded(&name)).or_default().insert(id.clone());
            }
        }
        Data { events: list("events"), articles: by_id("articles"), entities, owners }
    }

    /// The entity that is meant: by its id, or by a name that no other has.
    fn entity(&self, who: &Value) -> Option<&Value> {
        if let Some(id) = who["entity"].as_str() {
            return self.entities.get(id);
        }
        if let Some(entity) = who.as_str().and_then(|id| self.entities.get(id)) {
            return Some(entity);
        }
        versions(name(who)).iter().find_map(|name| {
            let owners = self.owners.get(&folded(name))?;
            (owners.len() == 1).then(|| &self.entities[owners.first().unwrap()])
        })
    }

    /// The names of the persons, or of the bodies, that an event names.
    fn named(&self, event: &Value, persons: bool) -> BTreeSet<String> {
        let list = |field: &str| event[field].as_array().cloned().unwrap_or_default();
        let speakers = list("quotes").into_iter().map(|quote| quote["speaker"].clone());
        let mut names = BTreeSet::new();
        for who in list("participants").into_iter().chain(speakers).filter(|who| !who.is_null()) {
            let body = who["organization"].clone();
            for (who, acts_for) in [(who, false), (body, true)] {
                if who.is_null() {
                    continue;
                }
                let entity = self.entity(&who);
                let schema = match (entity, who["schema"].as_str()) {
                    (Some(entity), _) => entity["schema"].as_str().unwrap_or("Person"),
                    (None, Some(schema)) => schema,
                    (None, None) if acts_for => "Organization",
                    (None, None) => "Person",
                };
                if (schema == "Person") == persons {
                    names.insert(match entity {
                        Some(entity) => format!("#{}", entity["id"].as_str().unwrap()),
                        None => folded(&versions(name(&who))[0]),
                    });
                }
            }
        }
        names
    }

    /// What a row of a facet has as its value, for each value of an event.
    fn values(&self, facet: Facet, event: &Value) -> BTreeSet<String> {
        let list = |field: &str| event[field].as_array().cloned().unwrap_or_default();
        let articles: Vec<Value> = list("articles")
            .into_iter()
            .map(|link| link.as_str().map_or(link.clone(), |id| self.articles[id].clone()))
            .collect();
        let first = |text: &Value| versions(text).first().map(|text| folded(text));
        match facet {
            Facet::Countries => countries(event),
            Facet::People => self.named(event, true),
            Facet::Organisations => self.named(event, false),
            Facet::Topics => list("topics").iter().filter_map(first).collect(),
            Facet::Kinds => first(&event["kind"]).into_iter().collect(),
            Facet::Publishers => articles.iter().filter_map(|article| first(name(&article["publisher"]))).collect(),
            Facet::Languages => {
                let tags = articles.iter().chain(&list("quotes")).filter_map(|one| first(&one["language"])).collect();
                // Who asks for a language asks for its varieties.
                let wider = |tag: &String| tag.match_indices('-').map(|(at, _)| tag[..at].to_owned()).collect();
                let tags: Vec<String> = tags;
                tags.iter().flat_map(|tag| -> Vec<String> { wider(tag) }).chain(tags.clone()).collect()
            }
        }
    }

    /// The first version of a printed name, given any of them.
    fn first_version(&self, name_given: &str) -> String {
        let participants = self.events.iter().flat_map(|event| event["participants"].as_array().into_iter().flatten());
        let printed = participants.map(|who| versions(name(who)));
        let mut found = printed.filter(|all| all.iter().any(|version| version == name_given));
        folded(found.next().and_then(|all| all.into_iter().next()).as_deref().unwrap_or(name_given))
    }

    /// What the row of a facet with this value means, as [`Data::values`] has it.
    fn meant(&self, facet: Facet, value: &str) -> String {
        match facet {
            Facet::Countries => value.to_owned(),
            Facet::People | Facet::Organisations => match self.entity(&json!(value)) {
                Some(entity) => format!("#{}", entity["id"].as_str().unwrap()),
                None => self.first_version(value),
            },
            _ => folded(value),
        }
    }
}

fn name(who: &Value) -> &Value {
    if who.is_string() { who } else { &who["name"] }
}

fn versions(text: &Value) -> Vec<String> {
    match text {
        Value::String(text) => vec![text.clone()],
        Value::Object(versions) => {
            // What is shown in English comes first.
            let mut all: Vec<(&String, &Value)> = versions.iter().collect();
            all.sort_by_key(|(tag, _)| *tag != "en");
            all.into_iter().filter_map(|(_, text)| text.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

/// The codes of an event's countries.
fn countries(event: &Value) -> BTreeSet<String> {
    let code = |country: &Value| country.as_str().or(country["code"].as_str()).map(str::to_owned);
    if let Some(list) = event["countries"].as_array() {
        return list.iter().filter_map(code).collect();
    }
    let named = event["participants"].as_array().into_iter().flatten().map(|who| &who["country"]);
    named.chain([&event["place"]["country"]]).filter_map(code).collect()
}

fn facet(dataset: &Dataset, query: &str, asked: FacetRequest) -> FacetAnswer {
    let query = Query::parse(query).unwrap();
    let request = Request { query, facet: Some(asked), ..Request::default() };
    answer(dataset, &request, &|| false).unwrap().facet.unwrap()
}

fn loaded(text: &str) -> Arc<Dataset> {
    let mut file = tempfile::NamedTempFile::with_suffix(".jsonl").unwrap();
    file.write_all(text.as_bytes()).unwrap();
    load(&[Input::Path(file.path().to_owned())], &mut |_| ControlFlow::Continue(())).unwrap()
}

/// A query, the facet that it ticks, and what it asks for in the words of the test.
struct Asked {
    query: &'static str,
    ticked: Option<Facet>,
    selects: fn(&Data, &Value) -> bool,
}

/// Asserts that every facet counts, under each query, what the test counts, and that no value is missing.
fn assert_facets(data: &Data, dataset: &Dataset, queries: &[Asked]) {
    for Asked { query, ticked, selects } in queries {
        let selected: Vec<&Value> = data.events.iter().filter(|event| selects(data, event)).collect();
        assert!(!selected.is_empty() && (ticked.is_none() || selected.len() < data.events.len()), "{query}");
        for of in Facet::ALL {
            // Beside a value stands what it would show alone: what else is included of its facet does not matter.
            let is_own = *ticked == Some(of) && !query.starts_with('-');
            let events = if is_own { data.events.iter().collect() } else { selected.clone() };
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for event in events {
                data.values(of, event).into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
            }
            let found = facet(dataset, query, FacetRequest { facet: of, ..FacetRequest::default() });
            let (excluded, rows): (Vec<&FacetRow>, Vec<&FacetRow>) =
                found.rows.iter().filter(|row| !row.is_group).partition(|row| row.state == Pick::Excluded);
            let with_events = rows.into_iter().filter(|row| row.count > 0);
            let rows: BTreeMap<String, usize> =
                with_events.map(|row| (data.meant(of, &row.value), row.count)).collect();
            // Of languages the rows are those that are written somewhere.
            counts.retain(|value, _| of != Facet::Languages || rows.contains_key(value));
            let wrong: Vec<_> = rows.iter().filter(|(value, count)| counts.get(*value) != Some(count)).collect();
            let missing: Vec<_> = counts.iter().filter(|(value, _)| !rows.contains_key(*value)).collect();
            assert!(wrong.is_empty() && missing.is_empty(), "{of:?} of {query:?}: {wrong:?}, missing {missing:?}");
            for row in excluded {
                let value = data.meant(of, &row.value);
                let hidden = data.events.iter().filter(|event| data.values(of, event).contains(&value)).count();
                assert_eq!(row.count, hidden, "{of:?} of {query:?}: {row:?}");
            }
        }
    }
}

#[test]
fn the_bundled_dataset_is_counted_right() {
    let document = serde_json::from_str(include_str!("../../data/critical-minerals.json")).unwrap();
    let dataset = load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap();
    assert_facets(
        &Data::new(&document),
        &dataset,
        &[
            Asked { query: "", ticked: None, selects: |_, _| true },
            Asked {
                query: "country:KZ,MN",
                ticked: Some(Facet::Countries),
                selects: |_, event| ["KZ", "MN"].iter().any(|code| countries(event).contains(*code)),
            },
            Asked {
                query: "-kind:meeting",
                ticked: Some(Facet::Kinds),
                selects: |_, event| event["kind"] != "meeting",
            },
            Asked {
                query: "person:\"Marco Rubio\"",
                ticked: Some(Facet::People),
                selects: |data, event| data.named(event, true).contains("#marco-rubio"),
            },
            Asked {
                query: "org:\"US Department of State\"",
                ticked: Some(Facet::Organisations),
                selects: |data, event| data.values(Facet::Organisations, event).contains("#us-state"),
            },
            Asked {
                query: "lang:ru",
                ticked: Some(Facet::Languages),
                selects: |data, event| data.values(Facet::Languages, event).contains("ru"),
            },
            Asked {
                query: "-topic:\"rare earths\"",
                ticked: Some(Facet::Topics),
                selects: |data, event| !data.values(Facet::Topics, event).contains("rare earths"),
            },
        ],
    );
}

/// A linear congruential generator (Knuth's MMIX), so that the data is the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn some(&mut self, list: &[Value], most: usize) -> Vec<Value> {
        (0..self.below(most + 1)).map(|_| list[self.below(list.len())].clone()).collect()
    }
}

/// Events with names that are hard to tell apart, to write and to read.
fn made() -> (String, Value) {
    let random = &mut Random(7);
    let people = [
        json!({"entity": "p1"}),
        json!("Токаев"),
        json!({"entity": "p1", "organization": "body"}),
        json!({"name": "Ann Lee", "schema": "Person"}),
        json!("Ann Lee Smith"),
        json!("Lee Ann"),
        json!({"name": {"en": "Peter Orlov", "ru": "Пётр Орлов"}, "organization": "The Ministry"}),
        json!({"entity": "j1"}),
        json!({"entity": "j2", "organization": {"name": "Mine, (Ltd) \"Deep\""}}),
        json!("John Smith"),
        json!({"entity": "nobody", "name": "Ann Lee"}),
        json!("—"),
        json!({"name": "Some Group", "schema": "Group"}),
        json!("The Ministry"),
        json!({"name": "Ёлкин  И.", "organization": "j1"}),
    ];
    let topics = [
        json!("Copper"),
        json!("copper ore"),
        json!("COPPER"),
        json!({"en": "Lithium", "ru": "Литий"}),
        json!("Литий"),
        json!("gold, silver (and «tin»)"),
        json!("OR"),
        json!("-minus"),
    ];
    let articles = [
        json!("a1"),
        json!("a2"),
        json!("a3"),
        json!({"url": "https://x.example/1", "publisher": "Wire", "language": "en"}),
        json!({"url": "https://y.example/2", "publisher": {"name": "Wire Service"}, "language": "ru-KZ"}),
    ];
    let quotes = [
        json!({"text": "q", "language": "ru"}),
        json!({"text": "q", "speaker": "Nobody There"}),
        json!({"text": "q", "speaker": {"entity": "p1"}, "language": "uz-Latn-UZ"}),
    ];
    let kinds = [json!("visit"), json!("Visit"), json!("round table"), json!("x,y")];
    let countries = [json!(["KZ"]), json!(["US", "MN"]), json!(["MN"]), json!([])];
    let mut events = Vec::new();
    for number in 0..400 {
        let mut event = json!({"record": "event", "id": format!("e{number:03}"), "label": "x"});
        event["participants"] = random.some(&people, 5).into();
        event["topics"] = random.some(&topics, 3).into();
        event["articles"] = random.some(&articles, 2).into();
        event["quotes"] = random.some(&quotes, 2).into();
        event["countries"] = countries[random.below(4)].clone();
        if let Some(kind) = random.some(&kinds, 1).pop() {
            event["kind"] = kind;
        }
        events.push(event);
    }
    let document = json!({
        "entities": [
            {"record": "entity", "id": "p1", "schema": "Person", "name": {"en": "Kassym-Jomart Tokayev", "ru": "Касым-Жомарт Токаев"}, "alias": ["Токаев"]},
            {"record": "entity", "id": "j1", "schema": "Person", "name": "John Smith"},
            {"record": "entity", "id": "j2", "name": "John Smith"},
            {"record": "entity", "id": "body", "schema": "PublicBody", "name": "Ministry", "alias": ["The Ministry"]},
        ],
        "articles": [
            {"record": "article", "id": "a1", "headline": "One", "publisher": {"name": "Wire"}, "language": "ru"},
            {"record": "article", "id": "a2", "headline": "Two", "language": "en"},
            {"record": "article", "id": "a3", "headline": "Three", "publisher": "Orda.kz"},
        ],
        "events": events,
    });
    let records = ["entities", "events", "articles"].into_iter().flat_map(|list| document[list].as_array().unwrap());
    let text = records.fold(String::new(), |text, record| text + &record.to_string() + "\n");
    (text, document)
}

const MADE: [Asked; 6] = [
    Asked { query: "", ticked: None, selects: |_, _| true },
    Asked {
        query: "person:\"Ann Lee\"",
        ticked: Some(Facet::People),
        selects: |data, event| data.named(event, true).contains("ann lee"),
    },
    Asked {
        query: "-person:\"j2\"",
        ticked: Some(Facet::People),
        selects: |data, event| !data.named(event, true).contains("#j2"),
    },
    Asked {
        query: "topic:\"Copper\"",
        ticked: Some(Facet::Topics),
        selects: |data, event| data.values(Facet::Topics, event).contains("copper"),
    },
    Asked {
        query: "publisher:\"Wire\"",
        ticked: Some(Facet::Publishers),
        selects: |data, event| data.values(Facet::Publishers, event).contains("wire"),
    },
    Asked {
        query: "kind:\"round table\"",
        ticked: Some(Facet::Kinds),
        selects: |_, event| event["kind"] == "round table",
    },
];

#[test]
fn made_events_are_counted_right() {
    let (text, document) = made();
    assert_facets(&Data::new(&document), &loaded(&text), &MADE);
}

/// What a tick writes is read back as the same query and selects what was counted, though other names have its words.
#[test]
fn a_tick_selects_exactly_what_was_counted() {
    let (text, _) = made();
    let dataset = loaded(&text);
    for of in Facet::ALL {
        for row in facet(&dataset, "", FacetRequest { facet: of, ..FacetRequest::default() }).rows {
            let ticked = Query::default().including(of.field(), &row.value, AnyOrAll::Any);
            let written = ticked.to_string();
            assert_eq!(Query::parse(&written).as_ref(), Ok(&ticked), "{row:?}");
            let request = Request { query: ticked, ..Request::default() };
            assert_eq!(answer(&dataset, &request, &|| false).unwrap().events.len(), row.count, "{written}");
            let rows = facet(&dataset, &written, FacetRequest { facet: of, ..FacetRequest::default() }).rows;
            let ticked: Vec<&FacetRow> = rows.iter().filter(|row| row.state == Pick::Included).collect();
            assert_eq!(ticked, [&FacetRow { state: Pick::Included, ..row.clone() }], "{written}");
        }
    }
}

#[test]
fn articles_without_events_are_of_the_publisher_that_is_ticked() {
    let dataset = loaded(
        r#"{"record":"event","id":"e","label":"x","articles":["a"]}
{"record":"article","id":"a","headline":"h","publisher":"Orda"}
{"record":"article","id":"b","headline":"h","publisher":{"name":{"ru":"Орда","en":"ORDA"}}}
{"record":"article","id":"c","headline":"h","publisher":"Orda News"}
{"record":"article","id":"d","headline":"h","publisher":"News of Orda"}
{"record":"article","id":"n","headline":"h"}
"#,
    );
    for (query, expected) in [
        ("publisher:\"Orda\"", "a b"),
        ("publisher:\"orda news\"", "c"),
        ("publisher:\"of Orda\"", "d"),
        ("publisher:orda", "a b c d"),
        ("publisher:\"Orda\",\"Orda News\"", "a b c"),
        ("-publisher:\"Orda\"", "c d n"),
        ("publisher:\"Orda\" OR id:n", "a b n"),
    ] {
        let request = Request { query: Query::parse(query).unwrap(), view: View::Articles, ..Request::default() };
        let answer = answer(&dataset, &request, &|| false).unwrap();
        let ids: Vec<_> = answer.rows.articles().whole().iter().map(|id| dataset.article_head(*id).id()).collect();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
}

#[test]
fn an_event_of_several_records_is_counted_once() {
    let lines = r#"{"id":"x","label":"x","participants":["Ann",{"entity":"p"}],"topics":["t"],"articles":[{"url":"https://a.example","publisher":"P"}]}
{"id":"y","label":"y","participants":["Ann"],"topics":["t"]}
{"id":"x","label":"x","participants":["Ann","Bo"],"topics":["t","u"],"articles":[{"url":"https://b.example","publisher":"P"}]}
{"record":"entity","id":"p","schema":"Person","name":"Paul","alias":["Bo"]}
"#;
    let dataset = loaded(lines);
    let counted = |of: Facet, query: &str| -> Vec<(String, usize)> {
        let rows = facet(&dataset, query, FacetRequest { facet: of, ..FacetRequest::default() }).rows;
        rows.into_iter().map(|row| (row.value, row.count)).collect()
    };
    let is = |rows: &[(&str, usize)]| -> Vec<(String, usize)> {
        rows.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    };
    assert_eq!(counted(Facet::People, ""), is(&[("Ann", 2), ("Paul", 1)]));
    assert_eq!(counted(Facet::Topics, ""), is(&[("t", 2), ("u", 1)]));
    assert_eq!(counted(Facet::Publishers, ""), is(&[("P", 1)]));
    assert_eq!(counted(Facet::Topics, "id:x"), is(&[("t", 1), ("u", 1)]));
}

#[test]
fn of_a_long_facet_what_is_typed_and_what_is_kept_is_there_too() {
    let mut lines = String::new();
    for number in 0..1500 {
        let people = [number, number / 2].map(|person| format!("Person {person:04}"));
        let event = json!({"id": format!("e{number}"), "label": "x", "participants": people});
        lines = lines + &event.to_string() + "\n";
    }
    let dataset = loaded(&lines);
    let asked = FacetRequest { facet: Facet::People, ..FacetRequest::default() };
    let found = facet(&dataset, "", asked.clone());
    assert_eq!((found.rows.len(), found.total, found.is_cut), (1000, 1500, true));
    assert!(found.rows.iter().take(700).all(|row| row.count > 1), "most events first");
    let has = |found: &FacetAnswer, value: &str| found.rows.iter().any(|row| row.value == value);
    assert!(!has(&found, "Person 1499"));
    let typed = facet(&dataset, "", FacetRequest { typed: "-1499".to_owned(), ..asked.clone() });
    assert!(has(&typed, "Person 1499") && typed.rows.len() == 1001);
    let kept = facet(&dataset, "", FacetRequest { keep: vec!["Person 1498".to_owned()], ..asked.clone() });
    assert!(has(&kept, "Person 1498") && kept.rows.len() == 1001);
    let ticked = facet(&dataset, "-person:\"Person 1499\"", asked.clone());
    assert!(has(&ticked, "Person 1499"));
    let by_name = facet(&dataset, "", FacetRequest { order: FacetOrder::Name, ..asked });
    assert_eq!(by_name.rows[999].value, "Person 0999");
}

//! `pairs`, `stats`, people, quotes and pages against a count that is made here from the JSON alone, row by row: no code
//! of the program is asked what took part, what a name means, or when something was.
//!
//! The data are the bundled dataset and events that are made here with everything that makes counting hard.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::folded::folded;
use oreline::door::app::Settings;
use oreline::door::dataset::{self, Dataset};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Country;
use oreline::door::query::{self, Detail, Page, Target};
use ratatui::layout::Size;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The rows that a command prints, as JSON.
fn rows(arguments: &[&str], input: &str) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let command = command.args(arguments).args(["--format", "jsonl", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    let writing = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Where the test keeps the country of a participant's entity.
const COUNTRY_OF_ENTITY: &str = "country of the entity";

/// The data as the test sees it.
struct Data {
    text: String,
    events: Vec<Value>,
    articles: HashMap<String, Value>,
    entities: HashMap<String, Value>,
    /// Who has a name or alias.
    named: HashMap<String, BTreeSet<String>>,
    skipped: usize,
    faults: usize,
}

impl Data {
    fn new(text: &str, document: &Value) -> Data {
        let list = |name: &str| document[name].as_array().cloned().unwrap_or_default();
        let by_id =
            |list: Vec<Value>| list.into_iter().map(|one| (one["id"].as_str().unwrap().to_owned(), one)).collect();
        let entities: HashMap<String, Value> = by_id(list("entities"));
        let mut named: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (id, entity) in &entities {
            let aliases = entity["alias"].as_array().cloned().unwrap_or_default();
            for name in versions(&entity["name"])
                .into_iter()
                .chain(aliases.iter().map(|alias| alias.as_str().unwrap().to_owned()))
            {
                named.entry(folded(&name)).or_default().insert(id.clone());
            }
        }
        let mut data = Data {
            text: text.to_owned(),
            events: list("events"),
            articles: by_id(list("articles")),
            entities,
            named,
            skipped: 0,
            faults: 0,
        };
        let mut events = std::mem::take(&mut data.events);
        for who in events.iter_mut().filter_map(|event| event["participants"].as_array_mut()).flatten() {
            if who["country"].is_null()
                && let Some(country) = data.entity(who).map(|entity| entity["country"].clone())
            {
                *who = if who.is_string() { json!({ "name": who }) } else { who.take() };
                who[COUNTRY_OF_ENTITY] = country;
            }
        }
        data.events = events;
        data
    }

    fn bundled() -> Data {
        let text = include_str!("../../data/critical-minerals.json");
        Data::new(text, &serde_json::from_str(text).unwrap())
    }

    /// The data without the events that `keep` does not want; the program is told the same by a query.
    fn only(&self, keep: impl Fn(&Value) -> bool) -> Vec<&Value> {
        self.events.iter().filter(|event| keep(event)).collect()
    }

    fn entity(&self, who: &Value) -> Option<&Value> {
        if let Some(id) = who["entity"].as_str() {
            return self.entities.get(id);
        }
        let owners = self.named.get(&folded(&shown(name(who), "en")))?;
        (owners.len() == 1).then(|| &self.entities[owners.first().unwrap()])
    }

    /// Who took part as a person: what makes them one, and their name.
    fn people(&self, event: &Value, lang: &str) -> BTreeMap<String, String> {
        let mut people = BTreeMap::new();
        for who in event["participants"].as_array().into_iter().flatten() {
            let entity = self.entity(who);
            let schema = who["schema"].as_str().or(entity.and_then(|entity| entity["schema"].as_str()));
            if took_part(who) && schema.is_none_or(|schema| schema == "Person") {
                match entity {
                    Some(entity) => people.insert(format!("#{}", entity["id"]), shown(&entity["name"], lang)),
                    None => people.insert(folded(&versions(name(who))[0]), shown(name(who), lang)),
                };
            }
        }
        people
    }
}

fn name(who: &Value) -> &Value {
    if who.is_string() { who } else { &who["name"] }
}

fn took_part(who: &Value) -> bool {
    !matches!(who["part"].as_str(), Some("mentioned" | "initiator"))
}

fn versions(text: &Value) -> Vec<String> {
    match text {
        Value::String(text) => vec![text.clone()],
        Value::Object(versions) => versions.values().map(|text| text.as_str().unwrap().to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn shown(text: &Value, lang: &str) -> String {
    match text {
        Value::Object(versions) => {
            let version = versions.get(lang).or_else(|| versions.get("en")).or_else(|| versions.values().next());
            version.unwrap().as_str().unwrap().to_owned()
        }
        _ => text.as_str().unwrap_or_default().to_owned(),
    }
}

/// The countries of an event, and whether each took part.
fn countries(event: &Value) -> BTreeMap<String, bool> {
    let mut countries: BTreeMap<String, bool> = BTreeMap::new();
    if let Some(list) = event["countries"].as_array() {
        for country in list {
            let code = country.as_str().or(country["code"].as_str()).unwrap();
            countries.insert(code.to_owned(), took_part(country));
        }
        return countries;
    }
    for who in event["participants"].as_array().into_iter().flatten() {
        if let Some(code) = who["country"].as_str().or(who[COUNTRY_OF_ENTITY].as_str()) {
            *countries.entry(code.to_owned()).or_default() |= took_part(who);
        }
    }
    if let Some(code) = event["place"]["country"].as_str() {
        countries.insert(code.to_owned(), true);
    }
    countries
}

/// The first and the last day of a date as numbers that ascend; what is open is at the end of time.
fn days(date: &str) -> (i64, i64) {
    let day = |year: i64, month: i64, day: i64| (year * 100 + month) * 100 + day;
    let length = |year: i64, month: i64| match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let one = |text: &str| {
        let text = text.split('T').next().unwrap().trim_end_matches(['?', '~']);
        if let Some(decade) = text.strip_suffix('X') {
            let start: i64 = decade.parse::<i64>().unwrap() * 10;
            return (day(start, 1, 1), day(start + 9, 12, 31));
        }
        let parts: Vec<i64> = text.split('-').map(|part| part.parse().unwrap()).collect();
        match parts[..] {
            [year] => (day(year, 1, 1), day(year, 12, 31)),
            [year, month] => (day(year, month, 1), day(year, month, length(year, month))),
            [year, month, of_month] => (day(year, month, of_month), day(year, month, of_month)),
            _ => panic!("{date}"),
        }
    };
    match date.split_once('/') {
        Some((first, last)) => {
            (if first == ".." { i64::MIN } else { one(first).0 }, if last == ".." { i64::MAX } else { one(last).1 })
        }
        None => one(date),
    }
}

/// When an event was, if it says so.
fn time(event: &Value) -> Option<(i64, i64)> {
    event["date"].as_str().filter(|date| date.starts_with(|c: char| c.is_ascii_digit() || c == '.')).map(days)
}

#[derive(Default)]
struct Together<'e> {
    events: usize,
    alone: usize,
    dated: Vec<&'e Value>,
}

/// The rows of `pairs`, from who took part in each event.
fn pairs(events: &[&Value], present: impl Fn(&Value) -> BTreeMap<String, String>) -> Vec<Value> {
    let mut pairs: HashMap<(String, String), Together<'_>> = HashMap::new();
    let mut names: HashMap<String, String> = HashMap::new();
    for event in events {
        let present = present(event);
        let keys: Vec<&String> = present.keys().collect();
        for (at, a) in keys.iter().enumerate() {
            for b in &keys[at + 1..] {
                let pair = pairs.entry(((*a).clone(), (*b).clone())).or_default();
                pair.events += 1;
                pair.alone += usize::from(keys.len() == 2);
                pair.dated.extend(time(event).map(|_| *event));
            }
        }
        names.extend(present);
    }
    let mut rows: Vec<(usize, [String; 4], Value)> = Vec::new();
    for ((a, b), mut together) in pairs {
        let mut two = [&names[&a], &names[&b]].map(|name| (folded(name), name.clone()));
        two.sort();
        together.dated.sort_by_key(|event| (time(event), event["id"].as_str()));
        let date = |event: Option<&&Value>| event.map_or(Value::Null, |event| event["date"].clone());
        let row = json!({
            "a": two[0].1, "b": two[1].1, "events": together.events, "alone": together.alone,
            "first": date(together.dated.first()), "last": date(together.dated.last()),
        });
        let [(a_key, a), (b_key, b)] = two;
        rows.push((together.events, [a_key, a, b_key, b], row));
    }
    rows.sort_by(|(in_x, x, _), (in_y, y, _)| in_y.cmp(in_x).then_with(|| x.cmp(y)));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// The rows of `stats`.
fn stats(data: &Data, events: &[&Value]) -> Vec<Value> {
    let row = |what: &str, value: &str, events: usize| json!({"what": what, "value": value, "events": events});
    let mut rows = vec![row("total", "", events.len())];
    let count = |what: &str, values: &dyn Fn(&Value) -> Vec<String>| {
        // Of several spellings the first in the data is shown.
        let mut shown: BTreeMap<String, (Option<usize>, String)> = BTreeMap::new();
        for value in data.events.iter().flat_map(values) {
            let place = data.text.find(&Value::from(value.as_str()).to_string());
            let first = shown.entry(folded(&value)).or_insert((place, value.clone()));
            if place < first.0 {
                *first = (place, value);
            }
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for event in events {
            let found: BTreeSet<String> = values(event).iter().map(|value| folded(value)).collect();
            for key in found {
                *counts.entry(key).or_default() += 1;
            }
        }
        let mut counts: Vec<(String, usize)> =
            counts.into_iter().map(|(key, events)| (shown[&key].1.clone(), events)).collect();
        counts.sort_by(|(a, in_a), (b, in_b)| in_b.cmp(in_a).then_with(|| a.cmp(b)));
        counts.into_iter().map(|(value, events)| row(what, &value, events)).collect::<Vec<Value>>()
    };
    let articles = |event: &Value| -> Vec<Value> {
        let links = event["articles"].as_array().cloned().unwrap_or_default();
        links.into_iter().map(|link| link.as_str().map_or(link.clone(), |id| data.articles[id].clone())).collect()
    };
    let text = |value: &Value| versions(value).first().map(|_| shown(value, "en"));
    rows.extend(count("country", &|event| countries(event).into_keys().collect()));

    let year = |day: i64| day.div_euclid(10_000);
    let ends = || events.iter().filter_map(|event| time(event)).flat_map(|(first, last)| [first, last]);
    let closed = || ends().filter(|day| *day != i64::MIN && *day != i64::MAX).map(year);
    let mut years: BTreeMap<i64, usize> = BTreeMap::new();
    for (first, last) in events.iter().filter_map(|event| time(event)) {
        let first = if first == i64::MIN { closed().min().unwrap() } else { year(first) };
        let last = if last == i64::MAX { closed().max().unwrap() } else { year(last) };
        (first..=last).for_each(|year| *years.entry(year).or_default() += 1);
    }
    rows.extend(years.into_iter().map(|(year, events)| row("year", &year.to_string(), events)));

    rows.extend(count("kind", &|event| text(&event["kind"]).into_iter().collect()));
    rows.extend(count("topic", &|event| event["topics"].as_array().into_iter().flatten().filter_map(text).collect()));
    rows.extend(count("publisher", &|event| {
        let publisher = |article: Value| text(name(&article["publisher"]));
        articles(event).into_iter().filter_map(publisher).collect()
    }));
    rows.extend(count("language", &|event| {
        let quotes = event["quotes"].as_array().cloned().unwrap_or_default();
        articles(event).into_iter().chain(quotes).filter_map(|one| text(&one["language"])).collect()
    }));
    rows.push(row("undated", "", events.iter().filter(|event| time(event).is_none()).count()));
    rows.push(row("skipped", "", data.skipped));
    rows.push(row("problems", "", data.faults));
    rows
}

/// The rows of the view *People*: name, countries, events, first and last date. Bodies are no rows; who is a person in one
/// event is one.
fn people(data: &Data, events: &[&Value], lang: &str) -> Vec<[String; 5]> {
    #[derive(Default)]
    struct Person<'e> {
        name: String,
        is_human: bool,
        own: Option<String>,
        acts_for: BTreeSet<String>,
        events: BTreeMap<String, &'e Value>,
    }
    let mut people: HashMap<String, Person<'_>> = HashMap::new();
    for event in &data.events {
        for who in event["participants"].as_array().into_iter().flatten().filter(|who| took_part(who)) {
            let entity = data.entity(who);
            let (key, named) = match entity {
                Some(entity) => (format!("#{}", entity["id"]), &entity["name"]),
                None => (folded(&versions(name(who))[0]), name(who)),
            };
            let counted = people.entry(key).or_default();
            counted.name = shown(named, lang);
            let schema = entity.and_then(|entity| entity["schema"].as_str()).or(who["schema"].as_str());
            counted.is_human |= schema.is_none_or(|schema| schema == "Person");
            counted.own = entity.and_then(|entity| entity["country"].as_str()).map(str::to_owned);
            counted.acts_for.extend(who["country"].as_str().map(str::to_owned));
            if events.iter().any(|selected| selected["id"] == event["id"]) {
                counted.events.insert(event["id"].to_string(), event);
            }
        }
    }
    let mut rows = Vec::new();
    let is_row = |person: &Person<'_>| person.is_human && !person.events.is_empty();
    for Person { name, own, acts_for, events, .. } in people.into_values().filter(is_row) {
        let mut in_time: Vec<&Value> = events.values().copied().filter(|event| time(event).is_some()).collect();
        in_time.sort_by_key(|event| (time(event), event["id"].as_str()));
        let written = |event: Option<&&Value>| event.map_or("", |event| event["date"].as_str().unwrap()).to_owned();
        let countries = own.unwrap_or_else(|| acts_for.into_iter().collect::<Vec<_>>().join("; "));
        rows.push([name, countries, events.len().to_string(), written(in_time.first()), written(in_time.last())]);
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row[2].parse::<usize>().unwrap()), folded(&row[0]), row[0].clone()));
    rows
}

/// The people that `oreline list` prints.
fn printed_people(data: &Data, lang: &str, filter: &[&str]) -> Vec<[String; 5]> {
    let arguments = [&["list", "--view", "people", "--lang", lang, "--format", "plain", "-"], filter].concat();
    let mut child = Command::new(env!("CARGO_BIN_EXE_oreline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut stdin, text) = (child.stdin.take().unwrap(), data.text.clone());
    let writing = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(cells).collect()
}

/// The data as the browser has it.
fn loaded(data: &Data) -> (tempfile::NamedTempFile, Arc<Dataset>) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(data.text.as_bytes()).unwrap();
    let input = [Input::Path(file.path().to_owned())];
    let dataset = dataset::load(&input, &mut |_| ControlFlow::Continue(())).unwrap();
    (file, dataset)
}

fn page(dataset: &Dataset, target: &Target) -> Box<Page> {
    match query::detail(dataset, target).unwrap() {
        Detail::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

/// Holds the page of everybody in a pair, and those of the pairs, to the rows of `pairs`.
#[track_caller]
fn assert_pages(
    dataset: &Dataset,
    pairs: &[Value],
    targets: &BTreeMap<String, Target>,
    shown: impl Fn(&str) -> String,
) {
    for (name, target) in targets {
        let page = page(dataset, target);
        let mut listed: Vec<(String, u64)> =
            page.partners.iter().map(|partner| (partner.names[0].clone(), partner.events.into())).collect();
        listed.sort();
        let other = |row: &Value| match (&row["a"], &row["b"]) {
            (a, b) if a == name.as_str() => Some(shown(b.as_str().unwrap())),
            (a, b) if b == name.as_str() => Some(shown(a.as_str().unwrap())),
            _ => None,
        };
        let counted = pairs.iter().filter_map(|row| Some((other(row)?, row["events"].as_u64().unwrap())));
        let mut counted: Vec<(String, u64)> = counted.collect();
        counted.sort();
        assert_eq!(listed, counted, "{name}");
        let order: Vec<u32> = page.partners.iter().map(|partner| partner.events).collect();
        assert!(order.is_sorted_by(|a, b| a >= b), "{name}: most events first");
        for partner in page.partners.iter().take(3) {
            let of_both = self::page(dataset, &partner.target);
            assert_eq!((of_both.total, of_both.present), (partner.events as usize, partner.events as usize), "{name}");
            assert_eq!(of_both.events.len(), of_both.total, "{name}");
        }
    }
}

/// Whether the speaker of a quote speaks for a country: acts for it in the quote, or as a participant of the same name
/// in the event, or is an entity that belongs to it.
fn speaks_for(data: &Data, event: &Value, quote: &Value, code: &str) -> bool {
    let speaker = &quote["speaker"];
    let is_same = |who: &&Value| match (who["entity"].as_str(), speaker["entity"].as_str()) {
        (None, None) => !speaker.is_null() && name(who) == name(speaker),
        (one, other) => one == other,
    };
    let mut same = event["participants"].as_array().into_iter().flatten().filter(is_same);
    let belongs = |who: &Value| data.entity(who).is_some_and(|entity| entity["country"] == code);
    speaker["country"] == code
        || same.any(|who| who["country"] == code)
        || belongs(speaker)
        || belongs(&json!({"name": speaker["as"]}))
}

#[test]
fn a_country_has_the_quotes_of_whoever_speaks_for_it() {
    for data in [Data::bundled(), made()] {
        let (_file, dataset) = loaded(&data);
        let codes: BTreeSet<String> = data.events.iter().flat_map(|event| countries(event).into_keys()).collect();
        let (mut some, mut few) = (0, 0);
        for code in codes {
            let page = page(&dataset, &Target::Country(code.clone()));
            let mut said: BTreeSet<(String, u32)> = BTreeSet::new();
            for event in &data.events {
                let quotes = (0..).zip(event["quotes"].as_array().into_iter().flatten());
                let its = quotes.filter(|(_, quote)| speaks_for(&data, event, quote, &code));
                said.extend(its.map(|(number, _)| (event["id"].as_str().unwrap().to_owned(), number)));
            }
            let events: BTreeSet<&String> = said.iter().map(|(event, _)| event).collect();
            assert_eq!(page.quoted, events.len(), "{code}");
            let quote = |quote: &query::PageQuote| (dataset.head(quote.event).id.to_owned(), quote.number);
            let listed: BTreeSet<(String, u32)> = page.quotes.iter().map(quote).collect();
            assert!(listed.is_subset(&said), "{code}: {listed:?}");
            assert_eq!(listed.len(), said.len().min(10), "{code}");
            assert!(page.quotes.iter().all(|quote| quote.speaker.is_some()), "{code}: who said it is named");
            let of_id = |id: &str| data.events.iter().find(|event| event["id"] == id).unwrap();
            let times: Vec<_> = page.quotes.iter().map(|said| time(of_id(dataset.head(said.event).id))).collect();
            assert!(times.is_sorted_by(|a, b| a >= b), "{code}: newest first");
            some += usize::from(!said.is_empty());
            few += usize::from((1..10).contains(&said.len()));
        }
        assert!(some > 4, "countries with quotes");
        assert!(few > 0 || some < 10, "countries with few");
    }
}

fn assert_all_pages(data: &Data) {
    let (_file, dataset) = loaded(data);
    let all = data.only(|_| true);
    let people = pairs(&all, |event| data.people(event, "en"));
    let mut targets = BTreeMap::new();
    let mut codes = BTreeMap::new();
    for event in &all {
        for (key, name) in data.people(event, "en") {
            let id = key.strip_prefix("#\"").and_then(|id| id.strip_suffix('"'));
            targets.insert(name.clone(), id.map_or(Target::Name(name), |id| Target::Entity(id.to_owned())));
        }
        codes.extend(countries(event).into_keys().map(|code| (code.clone(), Target::Country(code))));
    }
    assert_pages(&dataset, &people, &targets, str::to_owned);
    let present = |event: &Value| -> BTreeMap<String, String> {
        let present = countries(event).into_iter().filter(|(_, took_part)| *took_part);
        present.map(|(code, _)| (code.clone(), code)).collect()
    };
    let named = |code: &str| Country::from_code(code).map_or(code, |country| country.name_en()).to_owned();
    assert_pages(&dataset, &pairs(&all, present), &codes, named);
    for (code, target) in codes {
        let page = page(&dataset, &target);
        let there = |is: &dyn Fn(bool) -> bool| {
            all.iter().filter(|event| countries(event).get(&code).is_some_and(|was| is(*was))).count()
        };
        assert_eq!((page.total, page.present), (there(&|_| true), there(&|was| was)), "{code}");
    }
}

#[test]
fn pages_have_the_counts_of_pairs() {
    assert_all_pages(&Data::bundled());
    assert_all_pages(&made());
}

/// Whether a quote of an event is counted.
type Is<'a> = &'a dyn Fn(&Value, &Value) -> bool;

#[test]
fn quotes_are_counted_by_themselves() {
    let data = made();
    let (file, _) = loaded(&data);
    let input = || vec![Input::Path(file.path().to_owned())];
    let mut browser = Headless::new(input(), Settings::default(), Size::new(120, 40)).unwrap();
    browser.press("3").unwrap();
    let kazakh = |event: &Value, _: &Value| countries(event).contains_key("KZ");
    let cases: [(&str, Is<'_>); 5] = [
        ("", &|_, _| true),
        ("country:KZ", &kazakh),
        ("by:Nobody", &|_, quote| quote["speaker"] == "Nobody There"),
        ("country:KZ lang:ru", &|event, quote| kazakh(event, quote) && quote["language"] == "ru"),
        ("by:Nobody lang:ru", &|_, quote| quote["speaker"] == "Nobody There" && quote["language"] == "ru"),
    ];
    for (query, is) in cases {
        let of = |event: &Value| event["quotes"].as_array().unwrap().iter().filter(|quote| is(event, quote)).count();
        let counted: usize = data.events.iter().map(of).sum();
        browser.press("/<C-e><C-u>").unwrap();
        browser.paste(query);
        browser.press("<Enter>").unwrap();
        assert_eq!(browser.app().rows().unwrap().len(), counted, "{query}");
        while !browser.app().query().is_empty() {
            browser.press("<Esc>").unwrap();
        }
    }
}

#[track_caller]
fn assert_rows(printed: &[Value], counted: &[Value], what: &str) {
    for (at, (printed, counted)) in printed.iter().zip(counted).enumerate() {
        assert_eq!(printed, counted, "{what}, row {at}");
    }
    assert_eq!(printed.len(), counted.len(), "{what}");
    assert!(!counted.is_empty(), "{what}: nothing was counted");
}

fn assert_counts(data: &Data) {
    let all = data.only(|_| true);
    let in_kazakhstan = data.only(|event| countries(event).contains_key("KZ"));
    for (events, filter) in [(&all, &[][..]), (&in_kazakhstan, &["-c", "KZ"])] {
        let printed = |arguments: &[&str]| rows(&[arguments, filter].concat(), &data.text);
        let present = |event: &Value| -> BTreeMap<String, String> {
            let present = countries(event).into_iter().filter(|(_, took_part)| *took_part);
            present.map(|(code, _)| (code.clone(), code)).collect()
        };
        assert_rows(&printed(&["pairs"]), &pairs(events, present), "countries");
        for lang in ["en", "ru"] {
            let people = pairs(events, |event| data.people(event, lang));
            assert_rows(&printed(&["pairs", "--people", "--lang", lang]), &people, lang);
        }
        assert_rows(&printed(&["stats"]), &stats(data, events), "stats");
        for lang in ["en", "ru"] {
            assert_eq!(printed_people(data, lang, filter), people(data, events, lang), "{lang} {filter:?}");
        }
    }
}

#[test]
fn the_bundled_dataset_is_counted_right() {
    assert_counts(&Data::bundled());
}

/// A linear congruential generator (Knuth's MMIX), so that the data is the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// Events with every form of country, participant, date, topic and article.
fn made() -> Data {
    let random = &mut Random(2024);
    let parts = [json!("attendee"), json!("host"), json!("mentioned"), json!("initiator"), Value::Null, json!("envoy")];
    let people = [
        json!({"entity": "p1"}),
        json!({"entity": "p2"}),
        json!({"name": "Токаев"}),
        json!({"name": "Ann Lee", "schema": "Person"}),
        json!({"name": {"ru": "Пётр Орлов", "en": "Peter Orlov"}}),
        json!({"name": "Жанна"}),
        json!({"entity": "body"}),
        json!({"name": "The Ministry"}),
        json!({"name": "Some Group", "schema": "Group"}),
        json!({"name": "Both"}),
    ];
    let dates = [
        "2021-03-04",
        "2021-03",
        "2021",
        "2020-12-30/2021-01-02",
        "2019~",
        "2022-05?",
        "201X",
        "../2018",
        "2023/..",
        "2021-03-04/2021-03-09",
        "2022-02-28",
        "2022-02",
    ];
    let codes = ["KZ", "US", "MN", "EU", "CN", "DE", "Atlantis"];
    let mut faults = 0;
    let mut events = Vec::new();
    for number in 0..600 {
        let participants: Vec<Value> = (0..random.below(6))
            .map(|_| {
                let mut who = random.of(&people);
                who["part"] = random.of(&parts);
                if random.below(2) == 0 {
                    who["country"] = json!(random.of(&codes[..6]));
                }
                who
            })
            .collect();
        let mut event =
            json!({"record": "event", "id": format!("e{number:03}"), "label": "x", "participants": participants});
        if random.below(4) > 0 {
            let named: BTreeSet<&str> = (0..random.below(5)).map(|_| random.of(&codes)).collect();
            faults += usize::from(named.contains("Atlantis"));
            let list = named.iter().map(|code| match random.below(3) {
                0 => json!(code),
                _ => json!({"code": code, "part": random.of(&parts)}),
            });
            event["countries"] = list.collect();
        } else if random.below(2) == 0 {
            event["place"] = json!({"name": "Astana", "country": random.of(&codes[..6])});
        }
        if random.below(8) > 0 {
            event["date"] = json!(random.of(&dates));
        } else if random.below(4) == 0 {
            event["date"] = json!("soon");
            faults += 1;
        }
        if random.below(3) > 0 {
            event["kind"] = json!(random.of(&["visit", "summit", "other"]));
        }
        let topics =
            [json!("Copper"), json!("copper"), json!({"en": "Lithium", "ru": "Литий"}), json!({"en": "Uranium"})];
        event["topics"] = (0..random.below(3)).map(|_| random.of(&topics)).collect();
        let articles = [
            json!("a1"),
            json!("a2"),
            json!({"url": format!("https://x.example/{number}"), "publisher": "Wire", "language": "en"}),
            json!({"url": format!("https://y.example/{number}"), "publisher": {"name": "Orda"}, "language": "kk"}),
        ];
        event["articles"] = (0..random.below(3)).map(|_| random.of(&articles)).collect();
        let quotes = [
            json!({"text": "q", "language": "ru"}),
            json!({"text": "q", "speaker": "Nobody There"}),
            json!({"text": "q", "speaker": {"name": "Ann Lee"}}),
            json!({"text": "q", "speaker": {"name": "Жанна", "country": "MN"}}),
            json!({"text": "q", "speaker": {"entity": "body", "as": "ё last"}}),
            json!({"text": "q", "speaker": {"name": "Somebody", "as": "the ministry"}}),
        ];
        event["quotes"] = (0..random.below(3)).map(|_| random.of(&quotes)).collect();
        events.push(event);
    }
    let document = json!({
        "entities": [
            {"record": "entity", "id": "p1", "schema": "Person", "name": {"en": "Kassym-Jomart Tokayev", "ru": "Касым-Жомарт Токаев"}, "alias": ["Токаев"]},
            {"record": "entity", "id": "p2", "name": "ё Last", "alias": ["Both"], "country": "CN"},
            {"record": "entity", "id": "p3", "schema": "Person", "name": "Third", "alias": ["Both"]},
            {"record": "entity", "id": "body", "schema": "PublicBody", "name": "Ministry", "alias": ["The Ministry"], "country": "DE"},
        ],
        "articles": [
            {"record": "article", "id": "a1", "headline": "One", "publisher": {"name": "Wire"}, "language": "ru"},
            {"record": "article", "id": "a2", "headline": "Two", "language": "en"},
        ],
        "events": events,
    });
    let mut text = String::new();
    for list in ["entities", "events", "articles"] {
        for record in document[list].as_array().unwrap() {
            text.push_str(&record.to_string());
            text.push('\n');
        }
    }
    // Neither a record nor a line of JSON.
    text.push_str("{\"record\":\"event\",\"id\":\"empty\"}\nno JSON\n");
    let mut data = Data::new(&text, &document);
    data.skipped = 2;
    data.faults = faults + 2;
    data
}

#[test]
fn made_events_are_counted_right() {
    assert_counts(&made());
}

#[test]
fn an_event_of_several_records_is_counted_once() {
    // Lists are united; a country that took part does not lose that by being mentioned elsewhere, and countries that are
    // named stand in for those that would be filled in.
    let lines = r#"{"id":"x","label":"x","date":"2024","countries":["KZ",{"code":"US","part":"host"},"FR"],"participants":["Ann",{"name":"Bob","part":"mentioned"}]}
{"id":"y","label":"y","participants":[{"name":"Ann","country":"DE"},{"name":"Bob","country":"CN"}]}
{"id":"x","label":"x","date":"2024","countries":[{"code":"KZ","part":"mentioned"},{"code":"US","part":"mentioned"},"MN"],"participants":["Bob","Cid"]}
{"id":"y","label":"y","countries":["EU","UN"]}
"#;
    let row = |a: &str, b: &str, events: usize, alone: usize, date: Value| json!({"a": a, "b": b, "events": events, "alone": alone, "first": date, "last": date});
    let year = || json!("2024");
    assert_eq!(
        rows(&["pairs"], lines),
        [
            row("EU", "UN", 1, 1, Value::Null),
            row("FR", "KZ", 1, 0, year()),
            row("FR", "MN", 1, 0, year()),
            row("FR", "US", 1, 0, year()),
            row("KZ", "MN", 1, 0, year()),
            row("KZ", "US", 1, 0, year()),
            row("MN", "US", 1, 0, year()),
        ]
    );
    assert_eq!(
        rows(&["pairs", "--people"], lines),
        [row("Ann", "Bob", 2, 1, year()), row("Ann", "Cid", 1, 0, year()), row("Bob", "Cid", 1, 0, year())]
    );
    let counted = rows(&["stats"], lines);
    assert_eq!(counted[0]["events"], 2);
    let names: Vec<&str> =
        counted.iter().filter(|row| row["what"] == "country").map(|row| row["value"].as_str().unwrap()).collect();
    assert_eq!(names, ["EU", "FR", "KZ", "MN", "UN", "US"]);
}

#[test]
fn a_name_is_one_whatever_the_order_of_its_languages() {
    // Written as text: a map of values would have an order of its own.
    let event = |id: &str, name: &str, topic: &str, publisher: &str| {
        format!(
            r#"{{"id":"{id}","label":"x","date":"2024","countries":["KZ"],"topics":[{topic}],"participants":[{{"name":{name},"country":"KZ"}},"Ann"],"quotes":[{{"text":"q","speaker":{{"name":{name}}}}}],"articles":[{{"url":"https://a.example/{id}","publisher":{{"name":{publisher}}}}}]}}"#
        )
    };
    let lines = [
        event("a", r#"{"ru":"Пётр","en":"Peter"}"#, r#"{"ru":"Медь","en":"Copper"}"#, r#"{"zh":"新","kk":"Жаңа"}"#),
        event("b", r#"{"en":"Peter","ru":"Пётр"}"#, r#"{"en":"Copper","ru":"Медь"}"#, r#"{"kk":"Жаңа","zh":"新"}"#),
        event("c", r#"{"kk":"Пётір","en-GB":"Peter"}"#, r#""copper""#, r#""Жаңа""#),
    ]
    .join("\n");
    let stats = rows(&["stats"], &lines);
    let of = |what: &str| -> Vec<(&str, u64)> {
        let of = stats.iter().filter(|row| row["what"] == what);
        of.map(|row| (row["value"].as_str().unwrap(), row["events"].as_u64().unwrap())).collect()
    };
    assert_eq!((of("topic"), of("publisher")), (vec![("Copper", 3)], vec![("Жаңа", 3)]));
    let pair = json!({"a": "Ann", "b": "Peter", "events": 3, "alone": 3, "first": "2024", "last": "2024"});
    assert_eq!(rows(&["pairs", "--people"], &lines), [pair]);
    let data = Data { text: lines.clone(), ..Data::new("", &json!({})) };
    let people = printed_people(&data, "ru", &[]);
    let row = |name: &str, country: &str| [name, country, "3", "2024", "2024"].map(str::to_owned);
    assert_eq!(people, [row("Ann", ""), row("Пётр", "KZ")]);
    let (_file, dataset) = loaded(&data);
    for name in ["Peter", "Пётр"] {
        let page = page(&dataset, &Target::Name(name.to_owned()));
        assert_eq!((page.total, page.quoted), (3, 3), "{name}");
    }
    assert_eq!(page(&dataset, &Target::Country("KZ".to_owned())).quoted, 3, "speakers are the participants");
}

#[test]
fn what_is_blank_is_no_value() {
    let lines = r#"{"id":"a","label":{"en":" ","ru":"Медь"},"topics":[""," ",{"en":"","ru":"Литий"}],"kind":" ","countries":["KZ"],"participants":["",{"name":" "},{"name":{"en":"","ru":"Анна"}}],"place":{"name":" "},"articles":[{"url":"https://a.example/1","publisher":" ","language":" "},{"url":"https://a.example/2","publisher":"","language":""},{"url":"https://a.example/3","publisher":{"name":{"en":"","ru":"Орда"}}}],"quotes":[{"text":"q","speaker":" "}]}
{"record":"article","id":"r","headline":"H","publisher":" "}
"#;
    let counted = rows(&["stats"], lines);
    let of = |what: &str| -> Vec<&str> {
        counted.iter().filter(|row| row["what"] == what).map(|row| row["value"].as_str().unwrap()).collect()
    };
    assert_eq!(
        (of("topic"), of("kind"), of("publisher"), of("language")),
        (vec!["Литий"], vec![], vec!["Орда"], vec![])
    );
    let data = Data { text: lines.to_owned(), ..Data::new("", &json!({})) };
    let (file, _) = loaded(&data);
    let input = vec![Input::Path(file.path().to_owned())];
    let mut browser = Headless::new(input, Settings::default(), Size::new(120, 40)).unwrap();
    assert!(browser.text().contains("Медь"), "{}", browser.text());
    let mut shown = Vec::new();
    for _ in 0..7 {
        let facet = browser.app().facet();
        shown.push((facet.facet().word(), facet.rows().iter().map(|row| row.name_en.clone()).collect::<Vec<_>>()));
        browser.press("f").unwrap();
    }
    let row = |name, values: &[&str]| (name, values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
    let expected = [
        row("countries", &["Central Asia", "Kazakhstan"]),
        row("people", &["Анна"]),
        row("organisations", &[]),
        row("topics", &["Литий"]),
        row("kinds", &[]),
        row("publishers", &["Орда"]),
        row("languages", &[]),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn an_event_with_too_many_people_is_left_out_and_said() {
    let crowd: Vec<String> = (0..2_001).map(|number| format!("Person {number}")).collect();
    let data = json!({"events": [{"id": "crowd", "label": "x", "participants": crowd}, {"label": "y", "participants": ["A", "B"]}]});
    let mut child = Command::new(env!("CARGO_BIN_EXE_oreline"))
        .args(["pairs", "--people", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(data.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "A\tB\t1\t1\t\t\n");
    assert!(String::from_utf8(output.stderr).unwrap().contains("1 event with more than 2000"));
}

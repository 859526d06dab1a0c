//! What the browser asks the engine, with no data few enough to be read whole: each part of an answer is that of the file.

mod articles;
mod crossed;
mod listed;
mod pages;
mod typed;
mod windows;

use super::answers::{QUERIES, loaded};
use super::{Files, bundled, node, odd, push, stored};
use crate::common::generate;
use oreline::door::app::Settings;
use oreline::door::dataset::{Dataset, EventId};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::{Answer, Facet, FacetOrder, FacetRequest, Query, Request, Unit, View, Zoom, answer};
use oreline::door::store::{Access, Address, Browsed, Remote, Store, Told, Wait};
use oreline::door::worker::Resources;
use ratatui::layout::Size;
use std::path::Path;
use std::sync::Arc;

/// The data of this name, asked whatever their size.
pub fn browsed(node: &str, name: &str) -> Browsed {
    let address = Address::parse(&format!("{node}/{name}"), false).unwrap();
    let store = Store::open(&address, &Access::default()).unwrap();
    Browsed { few: 0, ..Browsed::new(store, name.to_owned()) }
}

/// Data here and in the store, with what was found to differ.
struct Compared<'d> {
    name: &'d str,
    here: Arc<Dataset>,
    there: Remote,
    count: usize,
    whole: usize,
    differ: Vec<String>,
}

/// What the rows of a view say.
fn rows(dataset: &Dataset, answer: &Answer) -> String {
    let articles: Vec<_> = answer.rows.articles().whole().iter().map(|id| dataset.article_head(*id).id()).collect();
    let quotes = answer.rows.quotes();
    let quotes: Vec<(String, u32)> = (0..quotes.len())
        .filter_map(|row| quotes.quote(row, true))
        .map(|(event, at)| (id(dataset, event), at))
        .collect();
    let people: Vec<String> = answer
        .rows
        .people()
        .iter()
        .map(|row| {
            format!("{} {} {} {:?}", dataset.people().name(row.number, Lang::En), row.is_named, row.events, row.days)
        })
        .collect();
    format!("{articles:?} {} {:?} {quotes:?} {people:?}", answer.rows.articles().dated(), answer.with_words)
}

fn counts(answer: &Answer) -> (usize, usize) {
    (answer.events.len(), answer.events.dated())
}

fn id(dataset: &Dataset, event: EventId) -> String {
    dataset.head(event).id.to_owned()
}

impl Compared<'_> {
    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, query: &Query, here: &T, there: &T) {
        self.count += 1;
        if here != there {
            let (mut here, mut there) = (format!("{here:?}"), format!("{there:?}"));
            let at = here.char_indices().zip(there.chars()).find(|((_, a), b)| a != b).map_or(0, |((at, _), _)| at);
            let from = (0..=at.saturating_sub(120)).rev().find(|at| here.is_char_boundary(*at)).unwrap_or(0);
            for text in [&mut here, &mut there] {
                *text = text.get(from..).unwrap_or_default().chars().take(400).collect();
            }
            self.differ.push(format!("{}: {what} of {query:?}\n  {here}\n  {there}", self.name));
        }
    }

    /// The answers of both; `None` where the store says that only all data tell.
    fn ask(&mut self, request: &Request) -> Option<(Answer, Arc<Dataset>, Answer)> {
        let here = answer(&self.here, request, &|| false).unwrap();
        match self.there.answer(request, &Wait { stop: &|| false, tell: &|_| {} }).unwrap() {
            Told::Answer(seen, there) => Some((here, seen, there)),
            Told::Whole => {
                self.whole += 1;
                None
            }
            Told::Stopped => panic!("nobody has stopped it"),
        }
    }

    /// Everything that the browser shows of a query in the view of events.
    fn ask_all(&mut self, query: &Query, at: usize) {
        self.ask_some(query, at, &Facet::ALL, &[View::Articles, View::Quotes, View::People]);
    }

    /// The same with these facets and views.
    fn ask_some(&mut self, query: &Query, at: usize, facets: &[Facet], views: &[View]) {
        let request = Request { query: query.clone(), histogram_columns: 60, ..Request::default() };
        let Some((here, seen, there)) = self.ask(&request) else { return };
        self.same("count", query, &counts(&here), &counts(&there));
        self.same("histogram", query, &here.histogram, &there.histogram);
        self.same("undated", query, &here.undated_hidden, &there.undated_hidden);
        self.same("drops", query, &here.drops, &there.drops);
        self.same("total", query, &here.total, &there.total);
        self.same("offers", query, &here.offers, &there.offers);
        self.same("spellings", query, &here.spellings, &there.spellings);
        self.pages(query, &here, (seen, there), [1, 7, 60][at % 3]);
        for &facet in facets {
            for all_of in [false, true] {
                let order = if all_of { FacetOrder::Name } else { FacetOrder::Count };
                let facet = Some(FacetRequest { facet, all_of, order, ..FacetRequest::default() });
                let Some((here, _, there)) = self.ask(&Request { facet, ..request.clone() }) else { return };
                self.same("facet", query, &here.facet, &there.facet);
            }
        }
        self.ask_crossed(query, at, &request, facets.len() == 1);
        for &view in views {
            let Some((here, seen, there)) = self.ask(&Request { view, ..request.clone() }) else { continue };
            self.same("rows of a view", query, &rows(&self.here, &here), &rows(&seen, &there));
            self.same("bars of a view", query, &here.histogram, &there.histogram);
        }
        let unit = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century][at % 7];
        let time = self.here.time_order().time();
        for first in time.into_iter().flat_map(|(first, last)| [first, last]) {
            let zoom = Some(Zoom { unit, first });
            let Some((here, _, there)) = self.ask(&Request { zoom, ..request.clone() }) else { return };
            self.same("zoomed", query, &here.histogram, &there.histogram);
            let over = self.there.over_time(query, (31, zoom), &|| false).unwrap().unwrap();
            self.same("over time", query, &here.over_time(31, zoom), &over);
        }
    }

    /// The rows, so many at a time, from one end or the other; those that are no hits by themselves.
    fn pages(&mut self, query: &Query, here: &Answer, (mut seen, mut there): (Arc<Dataset>, Answer), page: usize) {
        let len = here.events.len();
        let starts: Vec<usize> = (0..len).step_by(page).collect();
        // Pages of one row are many; some from each end and from the middle tell.
        let few = if starts.len() > 40 {
            let middle = starts.len() / 2;
            [&starts[..8], &starts[middle - 4..middle + 4], &starts[starts.len() - 8..]].concat()
        } else {
            starts
        };
        let turned = few.iter().rev();
        for start in few.iter().chain(turned) {
            let places = *start..(start + page).min(len);
            match self.there.with_rows(&there, places.clone(), &|| false).unwrap() {
                Told::Answer(more, answer) => (seen, there) = (more, answer),
                other => panic!("{other:?}"),
            }
            let ids = |dataset: &Dataset, answer: &Answer| -> Vec<Option<String>> {
                places.clone().map(|place| answer.events.get(place).map(|event| id(dataset, event))).collect()
            };
            let (expected, found) = (ids(&self.here, here), ids(&seen, &there));
            self.same("rows", query, &expected, &found);
        }
        let listed: Vec<EventId> = (0..len).filter_map(|place| there.events.get(place)).collect();
        let found: Vec<bool> = listed.iter().map(|event| there.in_article.contains(event.0)).collect();
        let here_too = listed.iter().map(|event| self.here.event_by_id(seen.head(*event).id));
        let expected: Vec<bool> =
            here_too.map(|event| event.is_some_and(|event| here.in_article.contains(event.0))).collect();
        self.same("in articles", query, &expected, &found);
        let titles = |dataset: &Dataset, event: EventId| {
            let head = dataset.head(event);
            format!("{:?} {:?}", head.title(Lang::En), head.countries().collect::<Vec<_>>())
        };
        let heads: Vec<String> = listed.iter().map(|event| titles(&seen, *event)).collect();
        let expected = listed.iter().filter_map(|event| self.here.event_by_id(seen.head(*event).id));
        let expected: Vec<String> = expected.map(|event| titles(&self.here, event)).collect();
        self.same("heads", query, &expected, &heads);
    }
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn term(&mut self) -> String {
        const WORDS: &[&str] = &[
            "uranium",
            "минералы",
            "Tokayev",
            "Токаев",
            "talks",
            "rare",
            "copper",
            "meeting",
            "Japan",
            "Госдеп",
            "lithium",
            "соглашение",
            "Rubio",
            "minister",
            "C5+1",
            "Person",
            "deal",
            "na",
            "к",
        ];
        const PARTS: &[&str] = &[
            "country:KZ",
            "country:US,MN",
            "country:C5",
            "kind:meeting",
            "kind:visit",
            "topic:copper",
            "lang:ru",
            "publisher:orda",
            "person:Tokayev",
            "person:\"Ann\"",
            "org:ministry",
            "by:Rubio",
            "said:minerals",
            "place:London",
            "has:quotes",
            "has:problem",
            "date:2024",
            "date:2023-05..2025-02",
            "date:none",
            "confidence:low",
            "basis:inferred",
            "\"rare earths\"",
            "person:\"Person 3\"",
            "topic:\"Topic 2\"",
        ];
        let term = if self.below(3) == 0 { self.of(WORDS) } else { self.of(PARTS) };
        let sign = if self.below(5) == 0 { "-" } else { "" };
        format!("{sign}{term}")
    }

    fn query(&mut self) -> String {
        let mut terms: Vec<String> = (0..=self.below(3)).map(|_| self.term()).collect();
        if self.below(4) == 0 {
            let (one, other) = (self.term(), self.term());
            terms.push(format!("({one} OR {other})"));
        }
        terms.join(" ")
    }
}

#[test]
fn the_engine_tells_what_the_file_tells() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let odd = files.file("odd.jsonl", &odd());
    let made = files.file("made.jsonl", &generate::lines(1_000));
    // Each query of all three data takes minutes: it is asked of one of them, and of all by `just store`.
    let is_whole = std::env::var_os("STORE_QUERIES").is_some_and(|which| which == "all");
    let data = [("test-engine", &bundled(), "1"), ("test-engine-odd", &odd, "3"), ("test-engine-made", &made, "5")];
    let mut differ = Vec::new();
    for (number, (name, file, shards)) in data.into_iter().enumerate() {
        push(&node, name, &[file], &["--replace", "--shards", shards]);
        let there = browsed(&node, name).open().unwrap().unwrap();
        let here = loaded(Input::Path(file.clone()));
        let mut compared = Compared { name, here, there, count: 0, whole: 0, differ: Vec::new() };
        for (at, text) in QUERIES.iter().enumerate().filter(|(at, _)| is_whole || at % 3 == number) {
            compared.ask_all(&Query::parse(text).unwrap(), at);
        }
        let mut random = Random(7);
        let mut asked = 0;
        while asked < if is_whole { 70 } else { 24 } {
            let text = random.query();
            if let Ok(query) = Query::parse(&text) {
                let view = [View::Articles, View::Quotes, View::People][asked % 3];
                compared.ask_some(&query, asked, &[Facet::ALL[asked % 7]], &[view]);
                asked += 1;
            }
        }
        let Compared { count, whole, .. } = compared;
        println!("{name}: {count} parts of answers are compared, {whole} questions want all data");
        assert_eq!(whole, 0, "{name}: the engine tells all of it");
        differ.append(&mut compared.differ);
    }
    let mut kinds: Vec<&str> = differ.iter().filter_map(|one| one.split(" of Query").next()).collect();
    kinds.dedup();
    assert!(differ.is_empty(), "{} differ: {kinds:?}\n{}", differ.len(), differ[..differ.len().min(30)].join("\n"));
}

/// A browser of a file, and one of what was pushed of it into a store, which reads at most so many events for what the engine
/// can count; by the usual bound where none is given.
pub fn both(node: &str, name: &str, file: &Path, most_read: Option<usize>) -> [Headless; 2] {
    let size = Size::new(120, 40);
    push(node, name, &[file], &["--replace", "--shards", "2"]);
    let here = Headless::new(vec![Input::Path(file.to_owned())], Settings::default(), size).unwrap();
    let usual = browsed(node, name);
    let browsed = Some(Browsed { most_read: most_read.unwrap_or(usual.most_read), ..usual });
    let resources = Resources { inputs: vec![stored(node, name)], browsed, ..Resources::default() };
    [here, Headless::with(resources, Settings::default(), size).unwrap()]
}

#[test]
fn what_the_browser_exports_of_a_store_is_what_it_exports_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let [mut here, mut there] = both(&node, "test-exported", &bundled(), None);
    let queries = ["", "uranium", "person:Токаев", "country:KZ -person:Tokayev", "topic:lithium date:2024.."];
    for (at, query) in queries.into_iter().enumerate() {
        for (ending, view) in [("csv", "1"), ("jsonl", "1"), ("csv", "3"), ("json", "3"), ("csv", "2"), ("md", "1")] {
            let mut written = Vec::new();
            for (browser, whose) in [(&mut here, "here"), (&mut there, "there")] {
                let path = files.file(&format!("{whose}-{at}-{view}.{ending}"), "");
                std::fs::remove_file(&path).unwrap();
                browser.press(&format!("{view}/<C-u>")).unwrap();
                browser.paste(query);
                browser.press("<Enter>e").unwrap();
                browser.paste(path.to_str().unwrap());
                browser.press("<Enter>").unwrap();
                written.push(std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", browser.text())));
            }
            assert_eq!(written[0], written[1], "{query} {view} {ending}");
            assert!(!written[0].is_empty());
        }
    }
}

#[test]
fn a_frame_of_the_browser_that_asks_is_that_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let made = files.file("made.jsonl", &generate::lines(1_000));
    for (name, file) in [("test-asked", &bundled()), ("test-asked-made", &made)] {
        let [here, there] = both(&node, name, file, None);
        assert_same_frames(name, [here, there], &KEYS);
    }
}

/// That two browsers show the same after all of the keys.
#[track_caller]
fn assert_same_frames(name: &str, [mut here, mut there]: [Headless; 2], all: &[&str]) {
    let (mut count, mut differ) = (0, Vec::new());
    for keys in all {
        here.press(keys).unwrap();
        there.press(keys).unwrap();
        count += 1;
        if here.frame() != there.frame() {
            let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
            let (here, there) = (lines(&here.text()), lines(&there.text()));
            let lines = here.iter().zip(&there).enumerate().filter(|(_, (a, b))| a != b);
            let lines: Vec<String> = lines.map(|(at, (a, b))| format!("{at}\n  {a}\n  {b}")).collect();
            differ.push(format!("{name} after {keys}: {}", lines[..lines.len().min(4)].join("\n")));
        }
    }
    println!("{count} frames of a browser that asks are compared");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(12)].join("\n"));
}

/// What is pressed one after the other: rows, filters, words, then each of the other views.
const KEYS: [&str; 98] = [
    "",
    "jjj",
    "G",
    "gg",
    "d2024-03<Enter>",
    "d2019-07-01<Enter>",
    "<PageDown>",
    "<PageDown><PageDown>",
    "<Enter>",
    "<Esc>",
    "o",
    "o",
    "/Токаев<Enter>",
    "jj",
    "<Esc><Esc>",
    "cKZ<Space>",
    "<Enter>",
    "<Esc>",
    "f",
    "f",
    "f",
    "f",
    "f",
    "f",
    "f",
    "G",
    "/uranium OR copper<Enter>",
    "jj",
    "/nothing-has-this<Enter>",
    "<Esc>",
    "/date:2024 country:KZ<Enter>",
    "G",
    "t<Left><Left><Space>",
    "<Enter>",
    "<Esc>",
    "/\"rare earths\"<Enter>",
    "w",
    "2jk",
    "3",
    "4",
    "5jk",
    "1",
    "4",
    "jj",
    "o",
    "G",
    "gg",
    "<Enter>",
    "<Esc>",
    "5",
    "jj",
    "ll",
    "z",
    "hh",
    "o",
    "Z",
    "f",
    "j",
    "l",
    "f",
    "f",
    "f",
    "f",
    "f",
    "a",
    "<Tab>",
    "jj",
    "<Enter>",
    "<Esc>",
    "6",
    "jl",
    "a",
    "a",
    "f",
    "jj",
    "o",
    "f",
    "l",
    "7",
    "jj",
    "a",
    "G",
    "5",
    "/Токаев<Enter>",
    "6",
    "4",
    "<Esc><Esc>",
    "5",
    "d2024<Enter>",
    "/country:KZ date:2023..2024<Enter>",
    "o",
    "7",
    "6",
    "<Tab>",
    "jjjj",
    "G",
    "<Esc>",
    "1",
];

/// What is pressed in a view of records: both ends and both orders, far jumps, dates, words, filters.
const KEYS_OF_ROWS: [&str; 37] = [
    "3",
    "jjj",
    "G",
    "kk",
    "gg",
    "<PageDown><PageDown><PageDown><PageDown>",
    "<PageDown><PageDown><PageDown><PageDown><PageDown><PageDown>",
    "j",
    "<PageUp>",
    "o",
    "o",
    "d2021-06<Enter>",
    "jj",
    "d2005<Enter>",
    "o",
    "d2013-01-01<Enter>",
    "gg",
    "G",
    "o",
    "<Enter>",
    "<Esc>",
    "/plant<Enter>",
    "jjjj",
    "G",
    "gg",
    "/by:Ann<Enter>",
    "G",
    "/lang:ru<Enter>",
    "d2021<Enter>",
    "o",
    "/country:KZ<Enter>",
    "jjjjj",
    "G",
    "w",
    "1",
    "3",
    "<Esc><Esc>",
];

//! Of every answer each part is compared, and what commands print byte for byte.

use super::{Files, bundled, node, odd, oreline, push, stored};
use crate::common::generate;
use oreline::door::app::Settings;
use oreline::door::dataset::{Dataset, load};
use oreline::door::headless::Headless;
use oreline::door::load::{Input, Stream, Wanted};
use oreline::door::model::Lang;
use oreline::door::query::{
    Answer, Facet, FacetOrder, FacetRequest, Query, Request, Unit, View, Zoom, answer, pairs, stats, wanted,
};
use ratatui::layout::Size;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// Forms, scripts, aliases, groups, not, or, phrases, fields, dates; what finds nothing among them.
pub const QUERIES: &[&str] = &[
    "",
    "uranium",
    "урановый",
    "минералов",
    "Tokayev",
    "Токаев",
    "Батцэцэг",
    "Battsetseg",
    "Госдеп",
    "Rubio",
    "Рубио",
    "rare earths",
    "\"rare earths\"",
    "\"редкие земли\"",
    "\"critical mineral*\"",
    "literal:on minerals",
    "critical-minerals",
    "country:KZ",
    "country:C5",
    "country:EU27 -country:DE",
    "country:KZ,MN",
    "country:US country:C5",
    "-country:US",
    "страна:Казахстан",
    "country:\"Atlantis\"",
    "person:Tokayev",
    "лицо:Токаев",
    "person:\"Marco Rubio\"",
    "person:\"Ann\"",
    "org:state",
    "org:\"US Department of State\"",
    "by:Rubio",
    "by:Cooper",
    "said:minerals",
    "said:\"critical minerals\"",
    "-said:minerals",
    "topic:copper",
    "topic:\"copper\"",
    "тема:медь",
    "kind:visit",
    "kind:odd-kind",
    "-kind:meeting",
    "publisher:orda",
    "publisher:\"Orda.kz\"",
    "publisher:news",
    "lang:ru",
    "-lang:ru",
    "place:London",
    "place:Лондон",
    "id:span",
    "id:a1",
    "basis:inferred",
    "confidence:low",
    "has:quotes",
    "has:problem",
    "-has:quotes",
    "date:2024",
    "date:2024-02..2025",
    "date:..2023",
    "date:none",
    "-date:2024",
    "date:2024-02-05",
    "date:1900..1950",
    "-date:none",
    "uranium OR copper",
    "(литий | уран) НЕ медь",
    "uranium -China",
    "minerals country:KZ date:2024..",
    "~minerlas",
    "Tokayev 2024",
    "Kazakhstan US -China 2024..",
    "nothing-has-this-word",
    "nothing-has-this-word country:KZ",
    "w",
    "б",
    "mine*",
    "U.S.",
    "С5+1",
    "meet",
    "годы",
    "deal",
    "end",
    "lithium",
    "cobalt",
    "Person",
    "министр",
    "Koval",
    "~Tokaev",
    "~Батцецег country:MN",
    "-\"rare earths\"",
    "\"rare earths\" country:KZ,US",
    "\"critical minerals\" OR \"rare earths\"",
    "\"critical\" -\"critical minerals\" -date:2024",
    "uranium (\"talks\" | -\"of uranium\")",
    "said:\"critical minerals\",\"the\" date:2024..",
    "-said:\"the\" country:US",
    "~urnium -~coper",
];

pub fn loaded(input: Input) -> Arc<Dataset> {
    load(&[input], &mut |_| ControlFlow::Continue(())).unwrap()
}

/// All that an answer says, as text, with ids in the place of numbers.
fn told(dataset: &Dataset, answer: &Answer) -> String {
    let mut told = String::new();
    for id in answer.events.whole().newest_first() {
        let _ = write!(told, "{} ", dataset.head(id).id);
    }
    let in_article: Vec<&str> =
        dataset.order().iter().filter(|id| answer.in_article.contains(id.0)).map(|id| dataset.head(*id).id).collect();
    let articles: Vec<_> = answer.rows.articles().whole().iter().map(|id| dataset.article_head(*id).id()).collect();
    let quotes = answer.rows.quotes();
    let quotes: Vec<(&str, u32)> =
        (0..quotes.len()).filter_map(|row| quotes.quote(row, true)).map(|(id, at)| (dataset.head(id).id, at)).collect();
    let people: Vec<String> = answer
        .rows
        .people()
        .iter()
        .map(|row| format!("{} {}", dataset.people().name(row.number, Lang::En), row.events))
        .collect();
    let _ = write!(
        told,
        "\n{in_article:?}\n{articles:?} {} {:?}\n{quotes:?}\n{people:?}\n{:?}\n{:?}\n{} {:?}\n{:?}\n{:?} {} {}",
        answer.rows.articles().dated(),
        answer.with_words,
        answer.facet,
        answer.histogram,
        answer.undated_hidden,
        answer.drops,
        answer.explanations,
        answer.offers,
        answer.total,
        answer.is_checking,
    );
    told
}

/// Compares the answers of two datasets to a request; counts how many were compared.
struct Compared<'d> {
    name: &'d str,
    here: Arc<Dataset>,
    there: Arc<Dataset>,
    count: usize,
}

impl Compared<'_> {
    #[track_caller]
    fn ask(&mut self, request: &Request) {
        let told = |dataset: &Dataset| told(dataset, &answer(dataset, request, &|| false).unwrap());
        let (here, there) = (told(&self.here), told(&self.there));
        if here != there {
            let differ = here.lines().zip(there.lines()).find(|(a, b)| a != b);
            panic!("{}: {} in {:?}: {differ:#?}", self.name, request.query, request.view);
        }
        self.count += 1;
    }

    /// Every view, facet, any and all, order, unit of time under each query.
    fn ask_all(&mut self, queries: &[&str]) {
        let views = View::ALL;
        for (at, text) in queries.iter().enumerate() {
            let request = Request { query: Query::parse(text).unwrap(), histogram_columns: 60, ..Request::default() };
            for view in views {
                let facet = Some(FacetRequest::default());
                self.ask(&Request { view, facet, ..request.clone() });
            }
            for facet in Facet::ALL {
                for all_of in [false, true] {
                    let order = if all_of { FacetOrder::Name } else { FacetOrder::Count };
                    let facet = Some(FacetRequest { facet, all_of, order, ..FacetRequest::default() });
                    self.ask(&Request { facet, ..request.clone() });
                }
            }
            // The units of time, one after the other.
            let unit =
                [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century][at % 7];
            if let Some((first, _)) = self.here.time_order().time() {
                self.ask(&Request { zoom: Some(Zoom { unit, first }), ..request.clone() });
            }
            let selected = |dataset: &Dataset| {
                answer(dataset, &request, &|| false).unwrap().events.whole().iter().map(|id| id.0).collect()
            };
            let counted = |dataset: &Dataset| {
                let events = selected(dataset);
                let countries = pairs::pairs(dataset, &events, pairs::Who::Countries, request.lang);
                let people = pairs::pairs(dataset, &events, pairs::Who::People, request.lang);
                let names = |pairs: &pairs::Pairs| -> Vec<String> {
                    let name = |at: u32| pairs.parties[at as usize].name.clone();
                    pairs
                        .rows
                        .iter()
                        .map(|pair| format!("{} {} {} {}", name(pair.a), name(pair.b), pair.events, pair.alone))
                        .collect()
                };
                format!(
                    "{:?} {:?} {:?}",
                    names(&countries),
                    names(&people),
                    stats::stats(dataset, &events, request.lang)
                )
            };
            assert_eq!(counted(&self.here), counted(&self.there), "{}: {text}", self.name);
            self.count += 3;
        }
    }
}

#[test]
fn every_part_of_an_answer_is_that_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let odd = files.file("odd.jsonl", &odd());
    let made = files.file("made.jsonl", &generate::lines(1_000));
    let mut total = 0;
    for (name, file, shards) in [("test-bundled", &bundled(), "1"), ("test-odd", &odd, "3"), ("test-made", &made, "5")]
    {
        push(&node, name, &[file], &["--replace", "--shards", shards]);
        let (here, there) = (loaded(Input::Path(file.clone())), loaded(stored(&node, name)));
        let mut compared = Compared { name, here, there, count: 0 };
        compared.ask_all(QUERIES);
        println!("{name}: {} answers are equal", compared.count);
        total += compared.count;
    }
    assert!(total > 6_000, "{total}");
}

/// What the rows of events and quotes say, and what is said beside them.
fn rows_told(dataset: &Dataset, query: &Query) -> String {
    let mut told = String::new();
    for view in [View::Events, View::Quotes] {
        let answer = answer(dataset, &Request { query: query.clone(), view, ..Request::default() }, &|| false).unwrap();
        let ids: Vec<&str> = answer.events.whole().newest_first().map(|id| dataset.head(id).id).collect();
        let quotes = answer.rows.quotes();
        let quotes: Vec<(&str, u32)> = (0..quotes.len())
            .filter_map(|row| quotes.quote(row, true))
            .map(|(id, at)| (dataset.head(id).id, at))
            .collect();
        let _ = writeln!(told, "{ids:?} {quotes:?} {} {:?}", answer.undated_hidden, answer.spellings);
    }
    told
}

#[test]
fn a_part_that_the_engine_finds_answers_as_all_of_it() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let odd = files.file("odd.jsonl", &odd());
    let made = files.file("made.jsonl", &generate::lines(1_000));
    let mut total = 0;
    for (name, file) in [("test-part", &bundled()), ("test-part-odd", &odd), ("test-part-made", &made)] {
        push(&node, name, &[file], &["--replace", "--shards", "3"]);
        let here = loaded(Input::Path(file.clone()));
        let Input::Stream(all) = stored(&node, name) else { panic!() };
        let mut fewer = 0;
        let mut count = 0;
        for text in QUERIES {
            let query = Query::parse(text).unwrap();
            let wanted = wanted(&query);
            if wanted == Wanted::All {
                continue;
            }
            let there = loaded(Input::Stream(Stream { wanted, ..all.clone() }));
            assert_eq!(rows_told(&here, &query), rows_told(&there, &query), "{name}: {text}");
            fewer += usize::from(there.event_count() < here.event_count() / 2);
            count += 2;
        }
        assert!(fewer > 10, "{name}: the engine leaves most of the events out of few answers: {fewer}");
        println!("{name}: {count} lists of a part are equal, {fewer} queries asked for less than half");
        total += count;
    }
    assert!(total > 150, "{total}");
}

#[track_caller]
pub fn assert_prints_the_same(words: &[&str], file: &Path, url: &str) {
    let with = |data: OsString| {
        let mut arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
        // The data stand behind an id and before options.
        arguments.insert(if words[0] == "show" { 2 } else { 1 }, data);
        oreline(&arguments)
    };
    let (mut here, there) = (with(file.into()), with(url.into()));
    // A file can be checked.
    let check = format!("; `oreline check {}` lists what is wrong", file.display());
    here.said = here.said.replace(&check, "");
    assert_eq!(here, there, "{words:?}");
}

#[test]
fn commands_print_what_they_print_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let odd = files.file("odd.jsonl", &odd());
    let mut count = 0;
    for (name, file, ids) in [
        (
            "test-printed",
            &bundled(),
            ["2026-02-26-kosherbayev-cooper-bilateral", "orda-kz-2024-02-c5plus1-dialogue", "event:2024"],
        ),
        ("test-printed-odd", &odd, ["by-entity", "a1", "p2"]),
    ] {
        push(&node, name, &[file], &["--replace"]);
        let url = format!("{node}/{name}");
        for query in [
            "",
            "uranium",
            "Токаев",
            "country:KZ date:2024..",
            "\"rare earths\"",
            "nothing-has-this-word",
            "date:2024 -country:US",
            "by:Rubio",
        ] {
            let mut all: Vec<Vec<&str>> = vec![
                vec!["list", "--format", "csv"],
                vec!["list", "--format", "json"],
                vec!["list", "--view", "quotes", "--format", "jsonl"],
                vec!["pairs"],
            ];
            if query.len() < 10 {
                all.push(vec!["list", "--view", "articles"]);
                all.push(vec!["list", "--view", "people"]);
                all.push(vec!["list", "--format", "md"]);
                all.push(vec!["pairs", "--people"]);
                all.push(vec!["stats", "--format", "json"]);
            }
            for mut words in all {
                words.extend(["-q", query]);
                assert_prints_the_same(&words, file, &url);
                count += 1;
            }
        }
        for id in ids.into_iter().chain(["no-such-id"]) {
            for format in ["plain", "json", "cite"] {
                assert_prints_the_same(&["show", id, "--format", format], file, &url);
                count += 1;
            }
        }
    }
    println!("{count} outputs are equal byte for byte");
    assert!(count > 100, "{count}");
}

#[test]
fn a_frame_of_the_browser_is_that_of_the_file() {
    let Some(node) = node() else { return };
    push(&node, "test-frames", &[&bundled()], &["--replace"]);
    let size = Size::new(120, 40);
    let open = |input: Input| Headless::new(vec![input], Settings::default(), size).unwrap();
    let (mut here, mut there) = (open(Input::Path(bundled())), open(stored(&node, "test-frames")));
    let mut count = 0;
    for keys in [
        "",
        "jjj",
        "<Enter>",
        "<Tab><Tab>j",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "1",
        "/Токаев<Enter>",
        "jj<Enter>",
        "<Esc><Esc>",
        "cKZ<Space>",
        "<Enter>",
        "t<Space><Right><Space>",
        "<Esc>",
        "f",
        "f",
        "G",
        "s",
        "u",
        "p",
        "<Esc>",
        "/\"rare earths\"<Enter>",
        "n",
        "n",
        "<Esc>",
        "/Kazakhstan US -China 2024..",
        "<Tab>",
        "<Enter>",
        "w",
        "m",
        "R",
        "?",
        "<Esc>",
        "<F5>",
    ] {
        here.press(keys).unwrap();
        there.press(keys).unwrap();
        assert_eq!(here.frame(), there.frame(), "after {keys}");
        count += 1;
    }
    println!("{count} frames are equal");
}

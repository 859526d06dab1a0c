//! Facets of many values: of as many as an engine counts at once all is as of the file, over 1, 3 and 5 shards; of more it
//! is said that there are more, and the numbers beside those that are shown are exact.

use super::answers::loaded;
use super::engine::browsed;
use super::lost::browsers;
use super::{Files, node, push};
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::{Facet, FacetOrder, FacetRequest, Query, Request, View, answer};
use oreline::door::store::{Told, Wait};
use std::collections::HashMap;
use std::fmt::Write as _;

/// So many events, each with so many of some topics, of persons with their bodies, and of publishers; a few are frequent.
fn lines(events: usize, of_each: [usize; 3], values: usize) -> String {
    let mut state = 7_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let mut lines = String::new();
    for entity in 0..20 {
        let _ = writeln!(
            lines,
            r#"{{"record":"entity","id":"e{}","schema":"Person","name":{{"en":"Entity {entity}","ru":"Лицо {entity}"}}}}"#,
            (entity * 7) % 20
        );
    }
    for event in 0..events {
        // Of two draws the lower one: low numbers come more often.
        let mut draw = || below(values).min(below(values));
        let mut many =
            |some: usize, of: &dyn Fn(usize) -> String| (0..some).map(|_| of(draw())).collect::<Vec<_>>().join(",");
        let topics = many(of_each[0], &|n| format!(r#""{} {n}""#, ["Topic", "Тема"][n % 2]));
        let persons = many(of_each[1], &|n| match n % 500 {
            0 => format!(r#"{{"entity":"e{}","part":"speaker"}}"#, n / 500 % 20),
            _ => format!(
                r#"{{"name":"{} {n}","part":"attendee","organization":"Body {n}"}}"#,
                ["Person", "Персона"][n % 2]
            ),
        });
        let articles = many(of_each[2], &|n| {
            format!(r#"{{"url":"https://example.org/{event}/{n}","publisher":"Publisher {n}"}}"#)
        });
        let country = ["KZ", "MN", "US"][event % 3];
        let _ = writeln!(
            lines,
            r#"{{"record":"event","id":"e-{event}","label":"Event {event}","date":"20{:02}-05","countries":["{country}"],"topics":[{topics}],"participants":[{persons}],"articles":[{articles}]}}"#,
            event % 26
        );
    }
    lines
}

const WAIT: Wait<'static> = Wait { stop: &|| false, tell: &|_| {} };

#[test]
fn a_facet_of_five_thousand_values_is_that_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let file = files.file("many.jsonl", &lines(24, [900, 600, 300], 5_000));
    let here = loaded(Input::Path(file.clone()));
    let (mut count, mut most, mut differ) = (0, 0, Vec::new());
    for shards in ["1", "3", "5"] {
        let name = "test-cut";
        push(&node, name, &[&file], &["--replace", "--shards", shards]);
        let there = browsed(&node, name).open().unwrap().unwrap();
        for (at, query) in [
            "",
            "country:KZ",
            "topic:\"Topic 12\"",
            "-topic:\"Тема 3\" date:2005..",
            "person:\"Person 8\",\"Person 4\"",
            "org:\"Body 8\" -org:\"Body 6\"",
        ]
        .into_iter()
        .enumerate()
        {
            let query = Query::parse(query).unwrap();
            for facet in [Facet::Topics, Facet::People, Facet::Organisations, Facet::Publishers] {
                // What is typed is looked for in all names: one for each query and one without.
                let typed = ["12", "тема 3", "lic 1", "pesron", "q", "body 49"][at];
                for (typed, all_of) in [("", at % 2 == 1), (typed, false)] {
                    let order = if at % 2 == 0 { FacetOrder::Count } else { FacetOrder::Name };
                    let lang = if at % 3 == 0 { Lang::En } else { Lang::Ru };
                    let keep = vec!["Topic 4998".to_owned(), "Person 4442".to_owned()];
                    let asked = FacetRequest { facet, order, all_of, lang, typed: typed.to_owned(), keep };
                    let request = Request { query: query.clone(), facet: Some(asked), ..Request::default() };
                    let expected = answer(&here, &request, &|| false).unwrap().facet.unwrap();
                    let Told::Answer(_, told) = there.answer(&request, &WAIT).unwrap() else { panic!("{query:?}") };
                    let found = told.facet.unwrap();
                    (count, most) = (count + 1, expected.total.max(most));
                    if found != expected {
                        let first = found.rows.iter().zip(&expected.rows).find(|(a, b)| a != b);
                        let numbers =
                            |of: &oreline::door::query::FacetAnswer| (of.rows.len(), of.total, of.is_cut, of.goes_on);
                        differ.push(format!(
                            "{shards} {query:?} {facet:?} {typed} {order:?}: {:?} {:?} {first:?}",
                            numbers(&found),
                            numbers(&expected)
                        ));
                    }
                }
            }
        }
    }
    println!("{count} facets are compared, of {most} values at most");
    assert!(most > 4_000, "{most}");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(12)].join("\n"));
}

#[test]
fn of_more_values_than_are_counted_it_is_said_that_there_are_more() {
    let Some(node) = node() else { return };
    let files = Files::new();
    // Of each shard's list an end is missing in what the engine joins, so that its own numbers are too small.
    let file = files.file("more.jsonl", &lines(24, [5_000, 0, 0], 30_000));
    push(&node, "test-cut-more", &[&file], &["--replace", "--shards", "3"]);
    let here = loaded(Input::Path(file.clone()));
    let there = browsed(&node, "test-cut-more").open().unwrap().unwrap();
    let mut total = 0;
    for (facet, typed) in [(Facet::Topics, ""), (Facet::Topics, "29")] {
        let asked = FacetRequest { facet, typed: typed.to_owned(), ..FacetRequest::default() };
        let request = Request { facet: Some(asked), ..Request::default() };
        let expected = answer(&here, &request, &|| false).unwrap().facet.unwrap();
        let Told::Answer(_, told) = there.answer(&request, &WAIT).unwrap() else { panic!("{facet:?}") };
        let found = told.facet.unwrap();
        assert!(expected.total > 12_000, "{}", expected.total);
        total = expected.total;
        assert!(found.is_cut && found.at_least, "{facet:?}");
        assert!((10_000..10_300).contains(&found.total), "{}", found.total);
        // Whatever is shown beside a value is what it has.
        let listed = FacetRequest {
            keep: found.rows.iter().map(|row| row.value.clone()).collect(),
            ..request.facet.clone().unwrap()
        };
        let all = answer(&here, &Request { facet: Some(listed), ..request.clone() }, &|| false).unwrap().facet.unwrap();
        let of_file: HashMap<&str, usize> = all.rows.iter().map(|row| (row.value.as_str(), row.count)).collect();
        for row in &found.rows {
            assert_eq!(of_file.get(row.value.as_str()), Some(&row.count), "{facet:?} {typed}: {row:?}");
        }
        if typed.is_empty() {
            assert_eq!(found.rows, expected.rows, "{facet:?}: the first thousand are the same");
        }
    }
    let of_all = format!(" of {total}");
    // Fewer that a query leaves are counted whole.
    let request = Request {
        query: Query::parse("id:e-7").unwrap(),
        facet: Some(FacetRequest { facet: Facet::Topics, ..FacetRequest::default() }),
        ..Request::default()
    };
    let expected = answer(&here, &request, &|| false).unwrap().facet.unwrap();
    let Told::Answer(_, told) = there.answer(&request, &WAIT).unwrap() else { panic!() };
    assert_eq!(told.facet, Some(expected));
    let [mut here, mut there] = browsers(&node, "test-cut-more", &file);
    for (keys, of_file, of_store) in [("fff", "Topics", "≥ 10000"), ("5", &of_all[..], " of ≥ 10000")] {
        here.press(keys).unwrap();
        there.press(keys).unwrap();
        assert!(here.text().contains(of_file) && !here.text().contains('≥'), "{}", here.text());
        assert!(there.text().contains(of_store), "{}", there.text());
        // All else is the same.
        let without = |text: String| {
            text.lines()
                .filter(|line| !line.contains("Topics") && !line.contains("topics"))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(without(here.text()), without(there.text()));
    }
    assert_eq!(there.app().timeline().view(), View::Lanes);
}

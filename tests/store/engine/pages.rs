//! Pages: what is counted and read for them is what the file says, though not all of their events are read.

use super::{Compared, browsed, id};
use crate::answers::loaded;
use crate::common::generate;
use crate::{Files, bundled, node, odd, push};
use oreline::door::dataset::Dataset;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::target::target_of_person;
use oreline::door::query::{Detail, Page, Query, Request, Target, answer, detail_within, histogram};
use oreline::door::store::{Around, Browsed, Told};

/// What a page says.
fn told(dataset: &Dataset, page: &Page) -> Vec<String> {
    let strip = match &page.over_time {
        _ if page.attended.is_empty() => None,
        Some(strip) => Some(strip.clone()),
        None => Some(histogram(&page.attended, 60, None)),
    };
    let events: Vec<_> =
        page.events.iter().map(|event| (id(dataset, event.id), &event.titles, event.date, event.is_present)).collect();
    let quotes: Vec<_> =
        page.quotes.iter().map(|of| (id(dataset, of.event), of.number, &of.speaker, of.date, &of.quote)).collect();
    vec![
        format!("titles {:?} {:?} {:?}", page.titles, page.entity, page.country),
        format!("numbers {} {} {} {}", page.total, page.present, page.present_in_all, page.quoted),
        format!("span {:?}", page.span),
        format!("partners {:?}", page.partners),
        format!("countries {:?} {:?}", page.countries, page.acts_for),
        format!("offices {:?} of {}", page.offices, page.offices_of),
        format!("leads {:?} {:?} {:?} {}", page.leads_to, page.whole, page.query, page.is_of_partners),
        format!("quotes {quotes:?}"),
        format!("events {events:?}"),
        format!("strip {strip:?}"),
    ]
}

impl Compared<'_> {
    /// A page, within what a query selects.
    fn page(&mut self, target: &Target, query: Option<&Query>) {
        let none = Query::default();
        let request = Request { query: query.unwrap_or(&none).clone(), ..Request::default() };
        let here = answer(&self.here, &request, &|| false).unwrap();
        let page_of = |dataset: &Dataset, detail: Detail| match detail {
            Detail::Page(page) => told(dataset, &page),
            other => panic!("{other:?}"),
        };
        let expected = detail_within(&self.here, target, query.map(|query| (query, here.events.whole()))).unwrap();
        let expected = page_of(&self.here, expected);
        let (seen, around) = match self.there.read_around(target, query, (60, None), &|| false).unwrap() {
            Told::Answer(seen, around) => (seen, around),
            other => panic!("{target:?}: {other:?}"),
        };
        let Around::Page(found) = around else { panic!("{target:?} is no page") };
        let found = page_of(&seen, *found);
        for (expected, found) in expected.iter().zip(&found) {
            self.same(&format!("page of {target:?}"), query.unwrap_or(&none), expected, found);
        }
    }
}

#[test]
fn a_page_is_that_of_the_file_however_few_events_are_read() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let odd = files.file("odd.jsonl", &odd());
    let made = files.file("made.jsonl", &generate::lines(600));
    let mut differ = Vec::new();
    for (name, file, shards) in
        [("test-pages", &bundled(), "1"), ("test-pages-odd", &odd, "2"), ("test-pages-made", &made, "3")]
    {
        push(&node, name, &[file], &["--replace", "--shards", shards]);
        let here = loaded(Input::Path(file.clone()));
        let there = Browsed { most_read: 0, ..browsed(&node, name) }.open().unwrap().unwrap();
        let people = here.people();
        let mut targets: Vec<Target> =
            (0..people.len() as u32).step_by(people.len() / 16 + 1).map(|at| target_of_person(people, at)).collect();
        let most = (0..people.len() as u32).max_by_key(|at| people.name(*at, Lang::En).len());
        targets.extend(most.map(|at| target_of_person(people, at)));
        let (first, second) = (targets[0].clone(), targets[1].clone());
        let country = |code: &str| Target::Country(code.to_owned());
        targets.extend(["KZ", "MN", "US", "JP"].map(country));
        targets.push(Target::Pair(Box::new([country("KZ"), country("US")])));
        targets.push(Target::Pair(Box::new([first.clone(), second])));
        for of in [first, country("KZ")] {
            targets.push(Target::Partners(Box::new(of.clone())));
            targets.push(Target::Whole(Box::new(of)));
        }
        let mut compared = Compared { name, here, there, count: 0, whole: 0, differ: Vec::new() };
        let queries: Vec<Query> = ["uranium OR minerals OR talks", "date:2024..", "-country:CN"]
            .iter()
            .map(|text| Query::parse(text).unwrap())
            .collect();
        for (at, target) in targets.iter().enumerate() {
            compared.page(target, None);
            compared.page(target, Some(&queries[at % queries.len()]));
        }
        println!("{name}: {} parts of {} pages are compared", compared.count, targets.len() * 2);
        differ.append(&mut compared.differ);
    }
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(12)].join("\n"));
}

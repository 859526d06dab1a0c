//! Views of more events than are read: of the rows those are here that were asked for, and each is the row of the file.

use super::{Compared, KEYS_OF_ROWS, assert_same_frames, both, browsed, id};
use crate::answers::{QUERIES, loaded};
use crate::common::generate;
use crate::{Files, bundled, node, odd, push};
use oreline::door::dataset::Dataset;
use oreline::door::load::Input;
use oreline::door::query::{Answer, Query, Request, View, answer};
use oreline::door::store::{Browsed, Told, Wait};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

/// Events with none, one or several quotes: many of one day, many without a date.
fn quoted(count: usize, of_one_day: Range<usize>) -> String {
    let mut lines = String::from(
        r#"{"record":"entity","id":"ann","schema":"Person","name":{"en":"Ann Lee","ru":"Анна Ли"},"country":"US"}
{"record":"article","id":"ru","headline":"О минералах","publisher":"Orda","language":"ru","articleBody":"Завод построят."}
"#,
    );
    for n in 0..count {
        let date = match n {
            _ if n % 5 == 0 => "null".to_owned(),
            _ if of_one_day.contains(&n) => r#""2021-06-01""#.to_owned(),
            _ => format!("\"20{:02}-{:02}\"", n * 7 % 30, n % 12 + 1),
        };
        let quotes: Vec<String> = (0..n % 7)
            .map(|at| {
                let who = [r#"{"entity":"ann"}"#, r#"{"name":"Bob Roe"}"#, r#"{"name":"Ким"}"#][(n + at) % 3];
                let words = ["We will build the plant", "No uranium is left", "Завод построят"][(n / 3 + at) % 3];
                let article = if at % 4 == 1 { r#","article":"ru""# } else { "" };
                let language = if at % 3 == 2 { r#","language":"ru""# } else { "" };
                format!(r#"{{"type":"direct","speaker":{who},"text":"{words} {at}"{language}{article}}}"#)
            })
            .collect();
        let articles = if n % 4 == 0 { r#","articles":["ru"]"# } else { "" };
        let country = ["KZ", "MN", "US"][n % 3];
        let _ = writeln!(
            lines,
            r#"{{"record":"event","id":"q{n}","label":"Talks {n}","date":{date},"countries":["{country}"],"quotes":[{}]{articles}}}"#,
            quotes.join(",")
        );
    }
    lines
}

/// Queries in which a quote must satisfy what is asked by itself, and others.
const OF_QUOTES: &[&str] = &[
    "",
    "country:KZ",
    "country:KZ,MN date:2021..",
    "date:none",
    "-date:none",
    "has:quotes",
    "plant",
    "uranium",
    "by:Ann",
    "by:\"Bob Roe\" date:2021",
    "lang:ru",
    "said:uranium",
    "-said:uranium",
    "plant -by:Ann",
    "(plant | uranium) country:KZ",
    "\"build the plant\"",
    "Ким date:none",
    "завод",
    "минералах",
    "nothing-has-this-word",
];

impl Compared<'_> {
    /// The same answer of the store with these rows, in the order of time.
    fn with_rows(&self, answer: &Answer, places: Range<usize>) -> (Arc<Dataset>, Answer) {
        match self.there.with_rows(answer, places, &|| false).unwrap() {
            Told::Answer(seen, answer) => (seen, answer),
            other => panic!("{other:?}"),
        }
    }

    /// The quotes under a query: from both ends, far off, around a day and around an event.
    fn quotes(&mut self, query: &Query) {
        let request = Request { query: query.clone(), view: View::Quotes, ..Request::default() };
        let Some((here, seen, there)) = self.ask(&request) else { return };
        let expected = here.rows.quotes();
        let (len, dated) = (expected.len(), expected.dated());
        self.same("quotes", query, &(len, dated), &(there.rows.quotes().len(), there.rows.quotes().dated()));
        self.same("bars of quotes", query, &here.histogram, &there.histogram);
        self.same("spellings of quotes", query, &here.spellings, &there.spellings);
        if len == 0 || there.rows.quotes().len() != len {
            return;
        }
        let shown = |dataset: &Dataset, answer: &Answer, rows: Range<usize>, newest_first: bool| -> Vec<_> {
            let quote = |row| answer.rows.quotes().quote(row, newest_first);
            rows.map(|row| quote(row).map(|(event, number)| (id(dataset, event), number))).collect()
        };
        for newest_first in [false, true] {
            let first = 0..len.min(30);
            let (expected, found) =
                (shown(&self.here, &here, first.clone(), newest_first), shown(&seen, &there, first, newest_first));
            self.same("the first quotes", query, &expected, &found);
        }
        // Of each of these alone, and then of all of them one after the other.
        let starts =
            [0, 1, len / 7, len / 3, len / 2, dated.saturating_sub(5), dated, usize::midpoint(dated, len), len];
        let (mut more, mut last) = (there.clone(), Arc::clone(&seen));
        for (at, start) in starts.map(|start| start.min(len - 1)).into_iter().enumerate() {
            let rows = start..(start + 9).min(len);
            let (seen, one) = self.with_rows(&there, rows.clone());
            (last, more) = self.with_rows(&more, rows.clone());
            let expected = shown(&self.here, &here, rows.clone(), false);
            self.same("quotes at a place", query, &expected, &shown(&seen, &one, rows.clone(), false));
            self.same("quotes at places", query, &expected, &shown(&last, &more, rows.clone(), false));
            if rows.end <= dated {
                // In the other order these are the rows, but for those of events that stand across a bound.
                let turned = dated - rows.end..dated - rows.start;
                let expected = shown(&self.here, &here, turned.clone(), true);
                self.same("quotes turned", query, &expected, &shown(&seen, &one, turned, true));
            }
            if at % 3 != 2 {
                continue;
            }
            let expected_events = here.rows.quotes().quote(start, false).unwrap().0;
            let near = last.event_by_id(self.here.head(expected_events).id);
            self.quotes_near(&Request { near, ..request.clone() }, &here, start);
            let date = self.here.head(expected_events).date;
            if start < dated {
                let near_days = Some((date.first, date.last));
                self.quotes_near(&Request { near_days, ..request.clone() }, &here, start);
            }
        }
        let (seen, whole) = self.with_rows(&more, 0..len);
        let expected = shown(&self.here, &here, 0..len, true);
        self.same("all quotes", query, &expected, &shown(&seen, &whole, 0..len, true));
        drop(last);
    }

    /// That a row and those beside it come with the answer to a request.
    fn quotes_near(&mut self, request: &Request, here: &Answer, row: usize) {
        let Some((_, seen, there)) = self.ask(request) else { return };
        let (mine, theirs) = (here.rows.quotes(), there.rows.quotes());
        let event = mine.quote(row, false).unwrap().0;
        let first =
            mine.events().iter().position(|listed| *listed == event).map(|at| mine.first_row(at, false)).unwrap();
        let beside = first.saturating_sub(6)..(first + 6).min(mine.len());
        let expected: Vec<_> = beside
            .clone()
            .map(|row| mine.quote(row, false).map(|(event, number)| (id(&self.here, event), number)))
            .collect();
        let found: Vec<_> =
            beside.map(|row| theirs.quote(row, false).map(|(event, number)| (id(&seen, event), number))).collect();
        self.same("quotes nearby", &request.query, &expected, &found);
    }
}

#[test]
fn quotes_of_events_that_are_not_read_are_those_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let quoted = files.file("quoted.jsonl", &quoted(600, 200..400));
    let odd = files.file("odd.jsonl", &odd());
    let made = files.file("made.jsonl", &generate::lines(1_000));
    let (mut differ, mut total) = (Vec::new(), 0);
    for (name, file, shards, queries) in [
        ("test-windows", &quoted, "2", OF_QUOTES),
        ("test-windows-bundled", &bundled(), "1", QUERIES),
        ("test-windows-odd", &odd, "3", QUERIES),
        ("test-windows-made", &made, "3", OF_QUOTES),
    ] {
        push(&node, name, &[file], &["--replace", "--shards", shards]);
        let there = Browsed { most_read: 0, ..browsed(&node, name) }.open().unwrap().unwrap();
        let here = loaded(Input::Path(file.clone()));
        let mut compared = Compared { name, here, there, count: 0, whole: 0, differ: Vec::new() };
        for (_, text) in queries.iter().enumerate().filter(|(at, _)| queries.len() < 40 || at % 8 == 0) {
            compared.quotes(&Query::parse(text).unwrap());
        }
        assert_eq!(compared.whole, 0, "{name}: the engine tells all of it");
        total += compared.count;
        differ.append(&mut compared.differ);
    }
    println!("{total} parts of lists of quotes are compared");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(20)].join("\n"));
    assert!(total > 800, "{total}");
}

#[test]
fn quotes_that_must_be_read_come_in_steps_that_only_grow() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let quoted = files.file("quoted.jsonl", &quoted(1_600, 200..400));
    push(&node, "test-windows-steps", &[&quoted], &["--replace"]);
    let there = Browsed { most_read: 0, ..browsed(&node, "test-windows-steps") }.open().unwrap().unwrap();
    let here = loaded(Input::Path(quoted));
    let request = Request { query: Query::parse("by:Ann").unwrap(), view: View::Quotes, ..Request::default() };
    let steps: RefCell<Vec<(Arc<Dataset>, Answer)>> = RefCell::default();
    let wait = Wait { stop: &|| false, tell: &|_| {} };
    let told = there.answer_in_steps(&request, &wait, &|| true, &mut |seen, answer| {
        if answer.rows.view() == View::Quotes && answer.is_checking {
            steps.borrow_mut().push((seen, answer));
        }
    });
    let Told::Answer(seen, last) = told.unwrap() else { panic!("no answer") };
    let steps = steps.into_inner();
    assert!(steps.len() > 2 && last.is_whole());
    let counts: Vec<usize> =
        steps.iter().map(|(_, step)| step.rows.quotes().len()).chain([last.rows.quotes().len()]).collect();
    assert!(counts.is_sorted() && counts[0] < counts[counts.len() - 1], "{counts:?}");
    let expected = answer(&here, &request, &|| false).unwrap();
    assert_eq!(
        (counts[counts.len() - 1], last.rows.quotes().dated()),
        (expected.rows.quotes().len(), expected.rows.quotes().dated())
    );
    let newest = |dataset: &Dataset, answer: &Answer| -> Vec<_> {
        let rows = (0..20).filter_map(|row| answer.rows.quotes().quote(row, true));
        rows.map(|(event, number)| (id(dataset, event), number)).collect()
    };
    for (so_far, step) in &steps {
        let (found, expected) = (newest(so_far, step), newest(&here, &expected));
        assert_eq!(found[..], expected[..found.len()], "the newest come first");
        // A row of an answer so far is asked for when more was read since.
        let Told::Answer(seen, with) = there.with_rows(step, 0..5, &|| false).unwrap() else { panic!("no rows") };
        assert_eq!(with.rows.quotes().len(), step.rows.quotes().len());
        let oldest: Vec<_> = (0..5).filter_map(|row| with.rows.quotes().quote(row, false)).collect();
        assert!(
            oldest.len() == 5.min(with.rows.quotes().len())
                && oldest.iter().all(|(event, _)| !id(&seen, *event).is_empty())
        );
    }
    assert_eq!(newest(&seen, &last), newest(&here, &expected));
    // Of more than are kept those that were found are listed, and it is said that there are more.
    let few = Browsed { most_read: 0, most_found: 7, ..browsed(&node, "test-windows-steps") }.open().unwrap().unwrap();
    let Told::Answer(seen, cut) = few.answer(&request, &wait).unwrap() else { panic!("no answer") };
    assert!(cut.is_cut && !cut.is_checking && cut.unread.is_some());
    assert!((8..expected.rows.quotes().len()).contains(&cut.rows.quotes().len()));
    assert_eq!(newest(&seen, &cut), newest(&here, &expected));
}

#[test]
fn frames_of_views_of_events_that_are_not_read_are_those_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    // Under a heading of which not all rows have come it says that there are more.
    let quoted = files.file("quoted.jsonl", &quoted(600, 200..210));
    for (name, file) in [("test-windows-frames", &quoted), ("test-windows-frames-bundled", &bundled())] {
        let [here, there] = both(&node, name, file, Some(0));
        assert_same_frames(name, [here, there], &KEYS_OF_ROWS);
    }
}

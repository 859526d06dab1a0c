//! The articles of more events than are read: of the rows those are here that were asked for, and each is the row of the file.

use super::{Compared, KEYS_OF_ROWS, assert_same_frames, both, browsed};
use crate::answers::{QUERIES, loaded};
use crate::common::generate;
use crate::{Files, bundled, node, odd, push};
use oreline::door::dataset::Dataset;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::{Answer, Query, Request, View, answer};
use oreline::door::store::{Browsed, Told, Wait};
use std::cell::RefCell;
use std::sync::Arc;

/// Events with articles of every sort: records of their own, with and without a headline, written in one event, in several of
/// one address, of one day, without a date; articles that report nothing, among them one older and one newer than all; and
/// events without any. Those that are written in events have ids there, or are known by their addresses.
fn reported(events: usize, with_ids: bool) -> String {
    let mut lines = String::new();
    let mut record = |line: String| lines.push_str(&(line + "\n"));
    for n in 0..events / 3 {
        let date = match n % 6 {
            0 => String::new(),
            1 => r#","datePublished":"2021-06-01""#.to_owned(),
            _ => format!(r#","datePublished":"20{:02}-{:02}-{:02}""#, n * 7 % 30, n % 12 + 1, n % 28 + 1),
        };
        let headline = if n % 5 == 0 { String::new() } else { format!(r#","headline":"Of uranium {n}""#) };
        let (paper, language) = (["Orda", "Mining Weekly", "Урановый вестник"][n % 3], ["ru", "en"][n % 2]);
        record(format!(
            r#"{{"record":"article","id":"own{n}","url":"https://own.org/{n}","publisher":"{paper}","language":"{language}"{headline}{date}}}"#
        ));
    }
    // One of many events, and one of two records.
    record(
        r#"{"record":"article","id":"many","headline":"Of many","publisher":"Orda","datePublished":"2019"}"#.to_owned(),
    );
    for (id, headline) in [("x", "First"), ("y", "Second")] {
        record(format!(
            r#"{{"record":"article","id":"{id}","url":"https://two.org/","headline":"{headline}","publisher":"Orda","datePublished":"2018"}}"#
        ));
    }
    for (n, date) in ["1899-01-01", "2020-05-05", "2021-06-01", "2090-01-01", ""].into_iter().enumerate() {
        let date = if date.is_empty() { String::new() } else { format!(r#","datePublished":"{date}""#) };
        record(format!(
            r#"{{"record":"article","id":"alone{n}","headline":"Copper alone {n}","publisher":"Orda","language":"en"{date}}}"#
        ));
    }
    for n in 0..events {
        let own = format!(r#""own{}""#, n / 3);
        let inline = |n: usize, headline: &str| {
            let date = match n % 4 {
                0 => String::new(),
                _ => format!(r#","datePublished":"20{:02}-0{}""#, n % 29, n % 9 + 1),
            };
            let id = if with_ids { format!(r#""id":"in{n}","#) } else { String::new() };
            let (site, publisher) = (["a", "b"][n % 2], ["Orda", "Daily"][n % 2]);
            format!(r#"{{{id}"url":"https://{site}.org/{n}"{headline},"publisher":"{publisher}"{date}}}"#)
        };
        let articles = match n % 7 {
            0 => Vec::new(),
            1 => vec![own],
            2 => vec![own, inline(n, "")],
            3 => vec![inline(n, ""), inline(n + 10_000, "")],
            // One address in several events, which call it otherwise.
            _ => vec![inline(n / 8 * 8 + 20_000, &format!(r#","headline":"As {n} calls it""#)), own],
        };
        let articles = match n {
            70 => vec![r#""y""#.to_owned()],
            _ if n % 2 == 0 => [articles, vec![r#""many""#.to_owned()]].concat(),
            _ => articles,
        };
        // What only a quote names is not reported.
        let quote = match n % 50 {
            7 => format!(r#","quotes":[{{"type":"direct","speaker":"Ann","text":"we met","article":"own{}"}}]"#, n / 5),
            _ => String::new(),
        };
        let date = if n % 9 == 0 { "null".to_owned() } else { format!("\"20{:02}-{:02}\"", n * 11 % 30, n % 12 + 1) };
        record(format!(
            r#"{{"record":"event","id":"e{n}","label":"Talks {n} of {}","date":{date},"countries":["{}"],"articles":[{}]{quote}}}"#,
            ["uranium", "copper"][n % 2],
            ["KZ", "MN", "US"][n % 3],
            articles.join(",")
        ));
    }
    lines
}

/// Queries of which some hold for an article itself.
const OF_ARTICLES: &[&str] = &[
    "",
    "country:KZ",
    "date:2021..",
    "date:none",
    "uranium",
    "copper",
    "copper alone",
    "publisher:Orda",
    "publisher:\"Mining Weekly\"",
    "publisher:daily country:MN",
    "publisher:урановый",
    "-publisher:Orda",
    "lang:ru",
    "lang:en,ru publisher:orda",
    "-lang:ru date:2010..2020",
    "uranium -country:US",
    "\"of copper\"",
    "id:e7",
    "nothing-has-this-word",
];

/// What a row says.
fn told(dataset: &Dataset, answer: &Answer, place: usize) -> Option<String> {
    let article = answer.rows.articles().get(place)?;
    let (head, derived) = (dataset.article_head(article), dataset.derived_title(article));
    let derived = derived.map(|derived| [Lang::En, Lang::Ru].map(|lang| derived.words(lang, "-")));
    let has_words = answer.with_words.as_ref().is_some_and(|places| places.contains(place as u32));
    Some(format!(
        "{has_words} {} {} {} {:?} {} {derived:?}",
        head.id(),
        head.publisher,
        head.language,
        head.date,
        head.title(Lang::En)
    ))
}

impl Compared<'_> {
    /// The articles under a query: at both ends, far off, around a day and around an article.
    fn articles(&mut self, query: &Query) {
        let request = Request { query: query.clone(), view: View::Articles, ..Request::default() };
        let Some((here, seen, there)) = self.ask(&request) else { return };
        let (mine, theirs) = (here.rows.articles(), there.rows.articles());
        let (len, dated) = (mine.len(), mine.dated());
        self.same("articles", query, &(len, dated), &(theirs.len(), theirs.dated()));
        self.same("bars of articles", query, &here.histogram, &there.histogram);
        if len == 0 || theirs.len() != len {
            return;
        }
        assert!(theirs.is_elsewhere() != here.events.is_empty() && !there.is_checking);
        let expected =
            |places: std::ops::Range<usize>| -> Vec<_> { places.map(|place| told(&self.here, &here, place)).collect() };
        let found = |(dataset, answer): (&Dataset, &Answer), places: std::ops::Range<usize>| -> Vec<_> {
            places.map(|place| told(dataset, answer, place)).collect()
        };
        let mut pairs = Vec::new();
        for places in
            [0..len.min(30), dated.saturating_sub(30)..dated, dated..len.min(dated + 30), len.saturating_sub(30)..len]
        {
            pairs.push(("the first articles", expected(places.clone()), found((&seen, &there), places)));
        }
        // Of each of these alone, and then of all of them one after the other.
        let starts = [1, len / 3, dated.saturating_sub(5), dated, usize::midpoint(dated, len)];
        let (mut more, mut last) = (there.clone(), Arc::clone(&seen));
        for start in starts.map(|start| start.min(len - 1)) {
            let places = start..(start + 9).min(len);
            for answer in [&there, &more.clone()] {
                let Told::Answer(seen, with) = self.there.with_rows(answer, places.clone(), &|| false).unwrap() else {
                    panic!()
                };
                pairs.push(("articles at a place", expected(places.clone()), found((&seen, &with), places.clone())));
                (last, more) = (seen, with);
            }
            let id = mine.get(start).unwrap();
            let head = self.here.article_head(id);
            let near_article = last.article_by_id(&head.id());
            assert!(near_article.is_some());
            let near_days = (start < dated).then_some((head.date.first, head.date.last));
            for request in [Request { near_article, ..request.clone() }, Request { near_days, ..request.clone() }] {
                if request.near_article.is_none() && request.near_days.is_none() {
                    continue;
                }
                let Told::Answer(seen, answer) = self.there.answer(&request, &WAIT).unwrap() else { panic!() };
                let beside = start.saturating_sub(6)..(start + 6).min(len);
                pairs.push(("articles nearby", expected(beside.clone()), found((&seen, &answer), beside)));
            }
        }
        let Told::Answer(seen, whole) = self.there.with_rows(&more, 0..len, &|| false).unwrap() else { panic!() };
        pairs.push(("all articles", expected(0..len), found((&seen, &whole), 0..len)));
        drop(last);
        let Some((_, _, again)) = self.ask(&request) else { return };
        let of_again = (again.rows.articles().len(), again.rows.articles().dated());
        self.same("articles again", query, &(len, dated), &of_again);
        for (what, expected, found) in pairs {
            self.same(what, query, &expected, &found);
        }
    }
}

const WAIT: Wait<'static> = Wait { stop: &|| false, tell: &|_| {} };

#[test]
fn articles_of_events_that_are_not_read_are_those_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let reported = files.file("reported.jsonl", &reported(1_400, false));
    let odd = files.file("odd.jsonl", &odd());
    let made = files.file("made.jsonl", &generate::lines(1_000));
    let (mut differ, mut total) = (Vec::new(), 0);
    for (name, file, shards, queries) in [
        ("test-articles", &reported, "2", OF_ARTICLES),
        ("test-articles-bundled", &bundled(), "1", QUERIES),
        ("test-articles-odd", &odd, "3", QUERIES),
        ("test-articles-made", &made, "3", OF_ARTICLES),
    ] {
        push(&node, name, &[file], &["--replace", "--shards", shards]);
        let there = Browsed { most_read: 0, ..browsed(&node, name) }.open().unwrap().unwrap();
        let here = loaded(Input::Path(file.clone()));
        let mut compared = Compared { name, here, there, count: 0, whole: 0, differ: Vec::new() };
        for (_, text) in queries.iter().enumerate().filter(|(at, _)| name == "test-articles" || at % 4 == 0) {
            compared.articles(&Query::parse(text).unwrap());
        }
        let of_ids = queries.iter().filter(|text| text.starts_with("id:")).count();
        assert!(compared.whole <= of_ids, "{name}: the engine tells all but articles with an id");
        total += compared.count;
        differ.append(&mut compared.differ);
    }
    println!("{total} parts of lists of articles are compared");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(20)].join("\n"));
    assert!(total > 800, "{total}");
}

#[test]
fn articles_come_in_steps_that_only_grow() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let reported = files.file("reported.jsonl", &reported(4_000, false));
    push(&node, "test-articles-steps", &[&reported], &["--replace"]);
    let there = Browsed { most_read: 0, ..browsed(&node, "test-articles-steps") }.open().unwrap().unwrap();
    let here = loaded(Input::Path(reported));
    let request = Request { view: View::Articles, ..Request::default() };
    let steps: RefCell<Vec<(Arc<Dataset>, Answer)>> = RefCell::default();
    let told_in_steps = there.answer_in_steps(&request, &WAIT, &|| true, &mut |seen, answer| {
        if answer.rows.view() == View::Articles && answer.is_checking {
            steps.borrow_mut().push((seen, answer));
        }
    });
    let Told::Answer(seen, last) = told_in_steps.unwrap() else { panic!("no answer") };
    let steps = steps.into_inner();
    assert!(steps.len() > 1 && last.is_whole());
    let counts: Vec<usize> =
        steps.iter().map(|(_, step)| step.rows.articles().len()).chain([last.rows.articles().len()]).collect();
    assert!(counts.is_sorted() && counts[0] < counts[counts.len() - 1], "{counts:?}");
    let expected = answer(&here, &request, &|| false).unwrap();
    assert_eq!(counts[counts.len() - 1], expected.rows.articles().len());
    let newest = |dataset: &Dataset, answer: &Answer| -> Vec<_> {
        let dated = answer.rows.articles().dated();
        (dated - 20..dated).rev().map(|place| told(dataset, answer, place)).collect()
    };
    for (so_far, step) in &steps {
        assert_eq!(newest(so_far, step), newest(&here, &expected), "the newest come first");
        // A row of an answer so far is asked for when more was listed since.
        let Told::Answer(seen, with) = there.with_rows(step, 0..5, &|| false).unwrap() else { panic!("no rows") };
        assert_eq!(with.rows.articles().len(), step.rows.articles().len());
        assert!((0..5).all(|place| told(&seen, &with, place).is_some()));
    }
    assert_eq!(newest(&seen, &last), newest(&here, &expected));
}

#[test]
fn frames_of_articles_of_events_that_are_not_read_are_those_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let reported = files.file("reported.jsonl", &reported(900, true));
    let keys: Vec<&str> = KEYS_OF_ROWS
        .into_iter()
        .filter(|keys| !matches!(*keys, "/plant<Enter>" | "/by:Ann<Enter>"))
        .map(|keys| if keys == "3" { "2" } else { keys })
        .chain(["/publisher:Orda<Enter>", "G", "jj", "o", "<Enter>"])
        .collect();
    // Of months with more articles than have come a heading says that there are more, so these have fewer.
    let odd = files.file("odd.jsonl", &odd());
    for (name, file) in [("test-articles-frames", &reported), ("test-articles-frames-odd", &odd)] {
        let [here, there] = both(&node, name, file, Some(0));
        assert_same_frames(name, [here, there], &keys);
    }
}

#[test]
fn the_next_article_with_the_words_is_that_of_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let reported = files.file("reported.jsonl", &reported(1_400, false));
    let [mut here, mut there] = both(&node, "test-articles-words", &reported, Some(0));
    let at_hit = |browser: &Headless| {
        let row = browser.app().timeline().cursor().selected();
        browser.app().rows().filter(|rows| rows.has_words(row)).map(|_| row)
    };
    for (start, key) in [("gg", "n"), ("G", "N")] {
        let walk = |browser: &mut Headless, presses: usize| -> Vec<usize> {
            browser.press(&format!("2/<C-u>uranium<Enter>{start}")).unwrap();
            let mut rows = Vec::new();
            for _ in 0..presses {
                browser.press(key).unwrap();
                rows.extend(at_hit(browser));
            }
            rows.dedup();
            rows
        };
        // The store goes to rows that have not come too.
        let (expected, found) = (walk(&mut here, 90), walk(&mut there, 120));
        assert!(expected.len() > 80, "{}", expected.len());
        assert_eq!(found[..80], expected[..80], "{key}");
    }
}

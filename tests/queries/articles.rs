//! Which of the listed articles the words of a query find in themselves: records of their own, one or several written
//! inside an event, several records of one article.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::door::dataset::{Dataset, load};
use oreline::door::load::Input;
use oreline::door::query::{Query, Request, View, answer};
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};

const LINES: &str = r#"{"record":"event","id":"one","label":"Nickel accord","date":"2024-01-01","articles":[{"id":"i1","url":"https://a.example/1","headline":"Nickel for all"}]}
{"record":"event","id":"two","label":"Nickel and cobalt","date":"2024-02-01","articles":[{"id":"i2","url":"https://a.example/2","headline":"Nickel rises","body":"The price of cobalt falls."},{"id":"i3","url":"https://a.example/3","headline":"Ministers met"},{"id":"i4","url":"https://a.example/4"}]}
{"record":"event","id":"three","label":"Кобальт и никель","date":"2024-03-01","articles":["r1","r2"]}
{"record":"article","id":"r1","url":"https://a.example/5","headline":"Добыча никеля выросла"}
{"record":"article","id":"r2","url":"https://a.example/6","headline":"Встреча"}
{"record":"article","id":"r3","url":"https://a.example/6","headline":"Встреча","body":"О кобальте и никеле."}
{"record":"article","id":"alone","url":"https://a.example/7","headline":"Nickel without an event"}"#;

static DATA: LazyLock<Arc<Dataset>> = LazyLock::new(|| {
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    std::fs::write(file.path(), LINES).unwrap();
    load(&[Input::Path(file.path().to_owned())], &mut |_| ControlFlow::Continue(())).unwrap()
});

/// The ids of the listed articles that have the words themselves, `None` when nothing is said of it; and how many are
/// listed.
fn with_words(text: &str) -> (Option<Vec<String>>, usize) {
    let request = Request { query: Query::parse(text).unwrap(), view: View::Articles, ..Request::default() };
    let answer = answer(&DATA, &request, &|| false).unwrap();
    let id = |place: u32| DATA.article_head(answer.rows.articles().get(place as usize).unwrap()).id().into_owned();
    let found = answer.with_words.map(|places| {
        let mut ids: Vec<String> = places.iter().map(id).collect();
        ids.sort_unstable();
        ids
    });
    (found, answer.rows.articles().len())
}

#[test]
fn the_words_are_found_in_the_article_itself() {
    for (text, expected, listed) in [
        ("nickel", Some(&["alone", "i1", "i2"][..]), 5),
        ("никеля", Some(&["r1", "r2"]), 2),
        ("никель кобальт", Some(&["r2"]), 2),
        ("nickel cobalt", Some(&["i2"]), 3),
        ("nickel -cobalt", Some(&["alone", "i1"]), 2),
        ("\"price of cobalt\"", Some(&["i2"]), 3),
        ("\"nickel for\" OR \"ministers met\"", Some(&["i1", "i3"]), 4),
        ("accord", Some(&[]), 1),
        ("literal:on никел", Some(&["r1", "r2"]), 2),
        ("literal:on никеля", Some(&["r1"]), 2),
        ("~nickle", Some(&["alone", "i1", "i2"]), 5),
        ("nickel date:2024-01", Some(&["i1"]), 1),
        ("-nickel", None, 2),
        ("date:2024", None, 6),
    ] {
        let (found, count) = with_words(text);
        assert_eq!(found.map(|ids| ids.join(" ")), expected.map(|ids| ids.join(" ")), "{text}");
        assert_eq!(count, listed, "{text}");
    }
}

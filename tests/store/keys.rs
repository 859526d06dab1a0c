//! What happens between a key and its answer: how much is asked, what is given meanwhile, and what is given up.

use super::answers::loaded;
use super::engine::browsed;
use super::{bundled, node, push};
use oreline::door::dataset::Dataset;
use oreline::door::load::Input;
use oreline::door::query::{Answer, Query, Request, answer};
use oreline::door::store::{Remote, Told, Wait};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

fn request(text: &str) -> Request {
    Request { query: Query::parse(text).unwrap(), histogram_columns: 60, ..Request::default() }
}

fn opened(node: &str, name: &str) -> (Remote, Arc<Dataset>) {
    push(node, name, &[&bundled()], &["--replace", "--shards", "2"]);
    (browsed(node, name).open().unwrap().unwrap(), loaded(Input::Path(bundled())))
}

#[test]
fn a_phrase_is_answered_in_steps_that_only_grow_and_end_as_at_home() {
    let Some(node) = node() else { return };
    let (there, here) = opened(&node, "test-keys-phrase");
    for text in ["\"the\"", "\"critical minerals\" -\"of\"", "-\"the\" country:US", "said:\"the\""] {
        let request = request(text);
        let steps: RefCell<Vec<Answer>> = RefCell::default();
        let wait = Wait { stop: &|| false, tell: &|_| {} };
        let told = there.answer_in_steps(&request, &wait, &|| true, &mut |_, answer| steps.borrow_mut().push(answer));
        let Told::Answer(seen, last) = told.unwrap() else { panic!("{text}") };
        let steps = steps.into_inner();
        assert!(steps.iter().all(|step| step.is_checking) && !last.is_checking, "{text}");
        let counts: Vec<usize> = steps.iter().chain([&last]).map(|step| step.events.len()).collect();
        assert!(counts.is_sorted(), "{text}: {counts:?}");
        let expected = answer(&here, &request, &|| false).unwrap();
        let ids = |dataset: &Dataset, answer: &Answer| -> Vec<String> {
            let events = (0..answer.events.len()).filter_map(|place| answer.events.get(place));
            events.map(|event| dataset.head(event).id.to_owned()).take(5).collect()
        };
        assert_eq!(ids(&seen, &last), ids(&here, &expected), "{text}: {counts:?}");
        assert_eq!((last.events.len(), &last.histogram), (expected.events.len(), &expected.histogram), "{text}");
        if text == "\"the\"" {
            assert!(counts.len() > 1, "{text} has more candidates than are read at once: {counts:?}");
        }
    }
}

#[test]
fn what_is_read_for_a_phrase_is_not_kept_and_ends_when_told_to() {
    let Some(node) = node() else { return };
    let (there, _) = opened(&node, "test-keys-stop");
    let (asked, given) = (Cell::new(0), Cell::new(0));
    let before = there.here().event_count();
    let wait = Wait { stop: &|| given.get() > 0, tell: &|_| {} };
    let due = || {
        asked.set(asked.get() + 1);
        true
    };
    let told = there.answer_in_steps(&request("\"the\""), &wait, &due, &mut |_, _| given.set(given.get() + 1));
    assert!(matches!(told.unwrap(), Told::Stopped), "the next key has come");
    assert_eq!(given.get(), 1);
    let rows = there.here().event_count() - before;
    assert!(rows <= 256, "only the rows in sight are kept: {rows}");
}

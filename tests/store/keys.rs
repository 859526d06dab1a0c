//! What happens between a key and its answer: how much is asked, what is given meanwhile, and what is given up.

use super::answers::loaded;
use super::engine::{both, browsed};
use super::{Files, bundled, curl, first_of, node, push, stored};
use crate::common::generate;
use oreline::door::app::Settings;
use oreline::door::dataset::Dataset;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::query::{Answer, Facet, FacetRequest, Query, Request, answer};
use oreline::door::store::{Browsed, Remote, Told, Wait};
use oreline::door::worker::Resources;
use ratatui::layout::Size;
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const WAIT: Wait<'static> = Wait { stop: &|| false, tell: &|_| {} };

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
        assert!(steps.iter().all(|step| !step.is_whole()) && last.is_whole(), "{text}");
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
fn of_more_events_than_are_kept_it_is_said_that_there_are_more() {
    let Some(node) = node() else { return };
    let (_, here) = opened(&node, "test-keys-most");
    let there = Browsed { most_read: 0, most_found: 7, ..browsed(&node, "test-keys-most") }.open().unwrap().unwrap();
    for text in ["\"the\"", "\"the\" country:US"] {
        let request = request(text);
        let Told::Answer(_, told) = there.answer(&request, &WAIT).unwrap() else { panic!("{text}") };
        let expected = answer(&here, &request, &|| false).unwrap();
        assert!(told.is_cut && !told.is_checking && expected.events.len() > 7, "{text}");
        assert!((1..expected.events.len()).contains(&told.events.len()), "{text}: {}", told.events.len());
        let why = told.unread.as_ref().map(ToString::to_string).unwrap_or_default();
        assert!(why.contains('7'), "{text}: {why}");
    }
    // What may have an excluded phrase is left out, and what is listed has it not.
    let request = request("-\"the\"");
    let Told::Answer(seen, told) = there.answer(&request, &WAIT).unwrap() else { panic!() };
    let expected = answer(&here, &request, &|| false).unwrap();
    assert!(
        told.is_cut && told.events.len() <= expected.events.len(),
        "{} {} {}",
        told.is_cut,
        told.events.len(),
        expected.events.len()
    );
    for event in (0..told.events.len()).filter_map(|place| told.events.get(place)) {
        let same = here.event_by_id(seen.head(event).id).unwrap();
        assert!(expected.events.contains(same));
    }
    // Few enough of them are all told, though bars around them are of fewer than have it.
    let request = Request { query: Query::parse("\"rare earths\" date:2024-02").unwrap(), ..request };
    let Told::Answer(_, told) = there.answer(&request, &WAIT).unwrap() else { panic!() };
    assert_eq!((told.is_cut, told.events.len()), (false, answer(&here, &request, &|| false).unwrap().events.len()));
    assert!(told.unread.is_some());
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

/// What was asked of a node, seen from before it.
#[derive(Default)]
struct Seen {
    paths: Mutex<Vec<String>>,
    came: Condvar,
    /// So many questions are to be there before one of them is answered.
    together: AtomicUsize,
    /// Whether numbers are kept from who asked for them.
    are_numbers_held: AtomicBool,
}

impl Seen {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.paths.lock().unwrap())
    }

    fn note(&self, sent: &str) {
        let paths = sent.split("POST ").skip(1).filter_map(|rest| rest.split_once(" HTTP/1.1"));
        self.paths.lock().unwrap().extend(paths.map(|(path, _)| path.to_owned()));
        self.came.notify_all();
    }

    /// Waits until numbers are let through.
    fn wait_for_numbers(&self) {
        let is_held = |_: &mut Vec<String>| self.are_numbers_held.load(Ordering::SeqCst);
        let held = self.came.wait_timeout_while(self.paths.lock().unwrap(), Duration::from_secs(30), is_held);
        assert!(!held.unwrap().1.timed_out(), "rows are given before numbers are there");
    }

    fn let_numbers_through(&self) {
        self.are_numbers_held.store(false, Ordering::SeqCst);
        self.came.notify_all();
    }

    /// Waits until as many questions are there as are to come together.
    fn wait(&self) {
        let questions = |paths: &[String]| paths.iter().filter(|path| *path == "/_msearch").count();
        let is_alone = |paths: &mut Vec<String>| {
            let questions = questions(paths);
            questions > 0 && questions < self.together.load(Ordering::SeqCst)
        };
        let (_paths, waited) =
            self.came.wait_timeout_while(self.paths.lock().unwrap(), Duration::from_secs(30), is_alone).unwrap();
        assert!(!waited.timed_out(), "rows and counts are asked at the same time");
    }
}

/// The address of something before a node that hands everything on, and what it has seen.
fn before(node: &str) -> (String, Arc<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let node = first_of(node).trim_start_matches("http://").to_owned();
    let seen = Arc::new(Seen::default());
    let noted = Arc::clone(&seen);
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (client, server) = (client.unwrap(), TcpStream::connect(&node).unwrap());
            let ways = [(client.try_clone().unwrap(), server.try_clone().unwrap(), true), (server, client, false)];
            let asks_numbers = Arc::new(AtomicBool::new(false));
            for (mut from, mut to, is_question) in ways {
                let (noted, asks_numbers) = (Arc::clone(&noted), Arc::clone(&asks_numbers));
                std::thread::spawn(move || {
                    let mut buffer = vec![0; 1 << 20];
                    while let Ok(length) = from.read(&mut buffer)
                        && length > 0
                    {
                        if is_question {
                            let sent = String::from_utf8_lossy(&buffer[..length]);
                            noted.note(&sent);
                            if sent.contains("POST ") || sent.contains("\"aggs\"") {
                                asks_numbers.store(sent.contains("\"aggs\""), Ordering::SeqCst);
                            }
                        } else {
                            noted.wait();
                            if asks_numbers.load(Ordering::SeqCst) {
                                noted.wait_for_numbers();
                            }
                        }
                        if to.write_all(&buffer[..length]).is_err() {
                            break;
                        }
                    }
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        }
    });
    (address, seen)
}

#[test]
fn rows_and_numbers_of_a_key_are_there_after_two_round_trips() {
    let Some(node) = node() else { return };
    push(&node, "test-keys-trips", &[&bundled()], &["--replace", "--shards", "2"]);
    let (address, seen) = before(&node);
    let there = browsed(&address, "test-keys-trips").open().unwrap().unwrap();
    let typed = ["u", "ur", "ura", "uran", "urani", "uraniu", "uranium", "uraniu", "uranium talks", "талк", "~uranim"];
    for (at, text) in typed.into_iter().enumerate() {
        let facet = Some(FacetRequest { facet: Facet::Countries, ..FacetRequest::default() });
        let request = Request { facet, ..request(text) };
        seen.take();
        seen.together.store(2, Ordering::SeqCst);
        let mut asked = None;
        let mut publish = |_, answer: Answer| {
            seen.together.store(0, Ordering::SeqCst);
            if asked.is_none() && !answer.counting.facet && !answer.counting.over_time {
                asked = Some(seen.take());
            }
        };
        let wait = Wait { stop: &|| false, tell: &|_| {} };
        let told = there.answer_in_steps(&request, &wait, &|| true, &mut publish).unwrap();
        assert!(matches!(told, Told::Answer(_, last) if last.is_whole()), "{text}");
        let asked = asked.unwrap();
        let (questions, words): (Vec<&String>, Vec<&String>) = asked.iter().partition(|path| *path == "/_msearch");
        assert_eq!(questions.len(), 2, "{text}: rows and counts, at the same time: {asked:?}");
        assert!(words.len() <= 1 && words.iter().all(|path| path.contains("-words/_search")), "{text}: {asked:?}");
        assert!(at != 7 || words.is_empty(), "{text}: words are asked for once");
    }
}

#[test]
fn rows_come_before_numbers_that_take_long() {
    let Some(node) = node() else { return };
    push(&node, "test-keys-rows", &[&bundled()], &["--replace"]);
    let (address, seen) = before(&node);
    let there = browsed(&address, "test-keys-rows").open().unwrap().unwrap();
    let facet = Some(FacetRequest { facet: Facet::Countries, ..FacetRequest::default() });
    let request = Request { facet, ..request("uranium") };
    seen.are_numbers_held.store(true, Ordering::SeqCst);
    let mut first = None;
    let mut publish = |_, answer: Answer| {
        seen.let_numbers_through();
        first.get_or_insert(answer);
    };
    let wait = Wait { stop: &|| false, tell: &|_| {} };
    let told = there.answer_in_steps(&request, &wait, &|| true, &mut publish).unwrap();
    let (Told::Answer(_, last), Some(first)) = (told, first) else { panic!("no answer") };
    assert!(first.counting.facet && first.counting.over_time && first.facet.is_none());
    assert!(!last.events.is_empty() && first.events.get(0).is_some());
    assert_eq!((first.events.len(), first.undated_hidden), (last.events.len(), last.undated_hidden));
}

#[test]
fn twenty_keys_leave_at_most_one_search_running() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let made = files.file("made.jsonl", &generate::lines(1_000));
    push(&node, "test-keys-tasks", &[&made], &["--replace", "--shards", "2"]);
    let there = browsed(&node, "test-keys-tasks").open().unwrap().unwrap();
    let tasks = format!("{}/_tasks?actions=*search&detailed", first_of(&node));
    // Each key has one question for rows and one for counts; what these make of shards has a parent.
    let running = || -> usize {
        let nodes = curl(&[&tasks]);
        let tasks = nodes["nodes"].as_object().unwrap().values().flat_map(|node| node["tasks"].as_object().unwrap());
        let is_ours = |task: &serde_json::Value| {
            task["parent_task_id"].is_null() && task["description"].to_string().contains("test-keys-tasks")
        };
        tasks.filter(|(_, task)| is_ours(task)).count()
    };
    let newest = AtomicUsize::new(0);
    let text = "uranium copper talks";
    let (keys, typed) = channel();
    let (most, answered) = std::thread::scope(|scope| {
        let (newest, there) = (&newest, &there);
        let worker = scope.spawn(move || {
            let mut answered = Vec::new();
            while let Ok((number, request)) = typed.recv() {
                let stop = || newest.load(Ordering::SeqCst) != number;
                let wait = Wait { stop: &stop, tell: &|_| {} };
                if let Ok(Told::Answer(_, answer)) = there.answer(&request, &wait) {
                    answered.push((number, answer.query));
                }
            }
            answered
        });
        let mut most = 0;
        for number in 1..=text.len() {
            newest.store(number, Ordering::SeqCst);
            keys.send((number, request(&text[..number]))).unwrap();
        }
        drop(keys);
        while !worker.is_finished() {
            most = most.max(running());
        }
        (most, worker.join().unwrap())
    });
    assert!(most <= 2, "{most} searches of one key at most: rows and counts");
    let last = Query::parse(text).unwrap();
    assert_eq!(answered.last(), Some(&(text.len(), last)), "the last key is answered");
    assert!(answered.len() < text.len(), "those before it were given up");
    for _ in 0..1_000 {
        if running() == 0 {
            return;
        }
    }
    panic!("a search goes on that nobody waits for");
}

#[test]
fn data_that_grow_are_said_to_and_read_again() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let event = |id: &str| format!(r#"{{"record":"event","id":"{id}","label":"Talks {id}","date":"2024-05-01"}}"#);
    let (one, two) = (files.file("one.jsonl", &event("one")), files.file("two.jsonl", &event("two")));
    push(&node, "test-keys-grown", &[&one], &["--replace"]);
    let resources = Resources {
        inputs: vec![stored(&node, "test-keys-grown")],
        browsed: Some(browsed(&node, "test-keys-grown")),
        ..Resources::default()
    };
    let mut there = Headless::with(resources, Settings::default(), Size::new(120, 30)).unwrap();
    assert!(there.text().contains("Talks one") && !there.text().contains("F5 reads"), "{}", there.text());
    push(&node, "test-keys-grown", &[&two], &[]);
    there.press("/talks<Enter>").unwrap();
    assert!(there.text().contains("F5 reads them again"), "{}", there.text());
    there.press("<F5>").unwrap();
    assert!(there.text().contains("Talks two"), "{}", there.text());
    there.press("<Esc>").unwrap();
    assert!(!there.text().contains("F5 reads"), "{}", there.text());
}

#[test]
fn data_that_change_under_the_browser_are_said_to_have_changed() {
    let Some(node) = node() else { return };
    let (files, name) = (Files::new(), "test-keys-changed");
    let event = |id: &str, more: &str| {
        format!(
            r#"{{"record":"event","id":"{id}","label":"Talks {id}","date":"2024-05-01","countries":["KZ"],"articles":[{{"url":"https://a.org/{id}","headline":"Talks of {id}"}}],"quotes":[{{"type":"direct","speaker":"Ann","text":"talks {id}"}}]{more}}}"#
        )
    };
    let two = [event("one", ""), event("two", "")].join("\n");
    let file = files.file("two.jsonl", &two);
    let [_, mut there] = both(&node, name, &file, Some(0));
    let changed = |text: &str| text.contains("F5");
    there.press("/talks<Enter>").unwrap();
    assert!(!changed(&there.text()), "{}", there.text());
    // As many events as before, of which one says more; then one more; then others in their place.
    let more = files.file("more.jsonl", &event("two", r#","topics":["lithium"]"#));
    let third = files.file("third.jsonl", &event("three", ""));
    let others = files.file("others.jsonl", &[event("four", ""), event("five", "")].join("\n"));
    for (file, options, shown, query) in [
        (&more, &[][..], "Talks two", "topic:lithium"),
        (&third, &[][..], "Talks three", "three"),
        (&others, &["--replace"][..], "Talks five", "five"),
    ] {
        push(&node, name, &[file], options);
        for view in ["1", "2", "3", "1"] {
            there.press(&format!("{view}/<C-u>talks<Enter>Gj")).unwrap();
            assert!(changed(&there.text()), "{query} {view}: {}", there.text());
        }
        // Numbers of what was read before mean nothing in what is read then.
        for view in ["2", "3", "1"] {
            there.press(&format!("<Esc>{view}Gk<F5>")).unwrap();
        }
        there.press("/<C-u>").unwrap();
        there.paste(query);
        there.press("<Enter>").unwrap();
        assert!(there.text().contains(shown) && !changed(&there.text()), "{query}: {}", there.text());
    }
}

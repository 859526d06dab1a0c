//! Answers that come late, data that comes in parts: what `update` does with what the worker sends.

use super::*;
use crate::catalogue::{Notice, Noun, Ui};
use crate::dataset;
use crate::load::Input;
use crate::query::{self, Request};
use std::borrow::Cow;
use std::io::Write;
use std::ops::ControlFlow;

const SIZE: Size = Size { width: 120, height: 30 };

/// A dataset of events `e0`, `e1`, … with these dates.
fn events(dates: &[&str]) -> Arc<Dataset> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for (number, date) in dates.iter().enumerate() {
        writeln!(file, r#"{{"record":"event","id":"e{number}","label":"Event {number}","date":"{date}"}}"#).unwrap();
    }
    let inputs = [Input::Path(file.path().to_owned())];
    dataset::load(&inputs, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn answered(ticket: Ticket, dataset: &Arc<Dataset>, request: &Request) -> Report {
    let answer = query::answer(dataset, request, &|| false).unwrap();
    Report::Answered { ticket, data: Arc::clone(dataset).into(), answer: Arc::new(answer) }
}

/// A browser whose jobs are done when a test says so.
struct Held {
    app: App,
    searches: Vec<(Ticket, Arc<Dataset>, Request)>,
    reads: Vec<(Ticket, Arc<Dataset>, query::Target)>,
    loads: Vec<Ticket>,
    counts: Vec<Job>,
}

impl Held {
    fn new() -> Held {
        let mut held = Held {
            app: App::new(Settings::default(), SIZE),
            searches: vec![],
            reads: vec![],
            loads: vec![],
            counts: vec![],
        };
        let effects = held.app.start();
        held.keep(effects);
        held
    }

    fn with(dataset: &Arc<Dataset>) -> Held {
        let mut held = Held::new();
        held.load(dataset);
        held.answer_newest();
        held.read_newest();
        held
    }

    fn keep(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Job(Job::Load { ticket, .. }) => self.loads.push(ticket),
                Effect::Job(Job::ReadKept | Job::ReadTyped { .. } | Job::Preview { .. }) => {}
                Effect::Job(Job::Search { ticket, data, request, .. }) => {
                    self.searches.push((ticket, Arc::clone(data.here()), request));
                }
                Effect::Job(Job::ReadDetail { ticket, data, target, .. }) => {
                    self.reads.push((ticket, Arc::clone(data.here()), target));
                }
                Effect::Job(job @ Job::CountTime { .. }) => self.counts.push(job),
                _ => panic!("an effect that no test here calls for"),
            }
        }
    }

    fn send(&mut self, message: impl Into<Message>) {
        let effects = self.app.update(message.into());
        self.keep(effects);
    }

    fn press(&mut self, keys: &str) {
        for key in keymap::parse_keys(keys).unwrap() {
            if let Some(message) = keymap::resolve(self.app.mode(), key) {
                self.send(message);
            }
        }
    }

    fn load(&mut self, dataset: &Arc<Dataset>) {
        let ticket = *self.loads.last().unwrap();
        self.send(Report::Loaded { ticket, data: Arc::clone(dataset).into() });
    }

    fn answer(&mut self, search: usize) {
        let (ticket, dataset, request) = self.searches[search].clone();
        self.send(answered(ticket, &dataset, &request));
    }

    fn answer_newest(&mut self) {
        self.answer(self.searches.len() - 1);
    }

    fn count(&mut self, count: usize) {
        let Job::CountTime { ticket, answer, columns, zoom, .. } = self.counts[count].clone() else { panic!() };
        let histogram = answer.over_time(columns, zoom);
        self.send(Report::TimeCounted { ticket, histogram, lanes: None });
    }

    fn read_newest(&mut self) {
        let (ticket, dataset, target) = self.reads.last().unwrap().clone();
        let detail = query::detail(&dataset, &target).map(Arc::new).map_err(Arc::new);
        self.send(Report::DetailRead { ticket, detail });
    }

    fn selected_id(&self) -> Option<&str> {
        match self.app.selected()?.text_id(self.app.dataset()?) {
            Cow::Borrowed(id) => Some(id),
            Cow::Owned(_) => None,
        }
    }

    fn shown_id(&self) -> Option<&str> {
        match self.app.detail().detail()? {
            query::Detail::Event(event) => Some(&event.event.id),
            _ => None,
        }
    }
}

#[test]
fn a_count_of_time_that_is_not_the_newest_is_ignored() {
    let mut held = Held::with(&events(&["2020-01-01", "2022-05-05", "2024-03-01"]));
    held.press("tzz");
    assert_eq!(held.counts.len(), 2);
    assert!(held.app.histogram().counted().is_whole, "what was counted stays until more is");
    held.count(1);
    let shown = held.app.histogram().counted().clone();
    assert_eq!((shown.zoom, shown.total()), (held.app.histogram().zoom(), 3));
    held.count(0);
    assert_eq!(*held.app.histogram().counted(), shown);
}

#[test]
fn an_answer_that_was_asked_for_before_a_zoom_is_counted_again() {
    let mut held = Held::with(&events(&["2020-01-01", "2022-05-05", "2024-03-01"]));
    held.press("/1<Enter>tz");
    let before = held.counts.len();
    held.answer_newest();
    assert_eq!(held.counts.len(), before + 1);
    // The count about the answer before is of no use any more.
    held.count(before - 1);
    assert!(held.app.histogram().counted().is_whole);
    held.count(before);
    let counted = held.app.histogram().counted();
    assert_eq!((counted.zoom, counted.total()), (held.app.histogram().zoom(), 1));
    assert!(!counted.is_whole);
    // What is asked for from now on is asked for as it is shown.
    held.press("<Esc><Esc>");
    held.answer_newest();
    assert_eq!(held.counts.len(), before + 1);
}

#[test]
fn an_answer_that_is_not_the_newest_is_ignored() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01", "2024-03-01"]));
    held.press("/1");
    held.press("<BS>2");
    let newest = held.searches.len() - 1;
    held.answer(newest - 2);
    assert_eq!(held.app.rows().unwrap().len(), 3, "an answer to an older query changes nothing");
    held.answer(newest);
    assert_eq!(held.app.rows().unwrap().len(), 1);
    held.answer(newest - 1);
    assert_eq!(held.app.rows().unwrap().len(), 1, "an answer that comes late changes nothing");
    assert_eq!(held.selected_id(), Some("e2"));
    assert_eq!(held.app.answer().unwrap().query.to_string(), "2");
}

#[test]
fn a_record_that_is_no_longer_asked_for_is_ignored() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01", "2024-03-01"]));
    assert_eq!(held.shown_id(), Some("e2"));
    held.press("jj");
    let (ticket, dataset, target) = held.reads[held.reads.len() - 2].clone();
    let late = query::detail(&dataset, &target).map(Arc::new).map_err(Arc::new);
    held.send(Report::DetailRead { ticket, detail: late });
    assert_eq!(held.shown_id(), None, "the head stands until the newest comes");
    held.read_newest();
    assert_eq!(held.shown_id(), Some("e0"));
}

#[test]
fn the_cursor_stays_on_the_first_row_until_the_user_moves() {
    let mut held = Held::new();
    assert!(held.app.rows().is_none());
    held.press("jk<Enter><BS>");
    held.load(&events(&["2024-01-01"]));
    held.answer_newest();
    assert_eq!(held.selected_id(), Some("e0"));
    held.load(&events(&["2024-01-01", "2024-05-01"]));
    held.answer_newest();
    assert_eq!(held.selected_id(), Some("e1"), "still the first row, which is another record now");
}

#[test]
fn the_cursor_stays_on_its_record_when_more_comes() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01"]));
    held.press("j");
    assert_eq!(held.selected_id(), Some("e0"));
    held.load(&events(&["2024-01-01", "2024-02-01", "2023-06-01", "2024-06-01"]));
    held.answer_newest();
    assert_eq!(held.selected_id(), Some("e0"));
    assert_eq!(held.app.timeline().cursor().selected(), 2);
}

#[test]
fn a_search_under_way_is_not_overtaken_by_more_data() {
    let mut held = Held::new();
    for length in 1..=3 {
        held.load(&events(&["2024-01-01", "2024-02-01", "2024-03-01"][..length]));
    }
    assert_eq!(held.searches.len(), 1, "else steady news would keep any search from ending");
    held.answer(0);
    assert_eq!(held.app.rows().unwrap().len(), 1);
    assert_eq!(held.searches.len(), 2, "one more for all that came meanwhile");
    held.answer(1);
    assert_eq!(held.app.rows().unwrap().len(), 3);
    assert_eq!(held.searches.len(), 2);
}

#[test]
fn data_read_again_takes_the_place_of_the_old_with_the_cursor_on_the_same_record() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01", "2024-03-01"]));
    held.press("j");
    assert_eq!(held.selected_id(), Some("e1"));
    let old = Arc::clone(held.app.dataset().unwrap());
    held.press("<F5>");
    assert!(Arc::ptr_eq(held.app.dataset().unwrap(), &old), "the old data stays until the new is there");
    // The same ids with other numbers in another order.
    held.load(&events(&["2024-04-01", "2022-02-01", "2024-03-01", "2021-01-01"]));
    held.answer_newest();
    assert_eq!(held.selected_id(), Some("e1"));
    held.read_newest();
    assert_eq!(held.shown_id(), Some("e1"));
}

#[test]
fn while_data_is_read_again_the_old_is_searched() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01"]));
    held.press("j<F5>");
    held.press("/event<Enter>");
    held.answer_newest();
    // Nothing new has come: the same data was searched, and nothing is said of other data.
    assert_eq!((held.selected_id(), held.app.status()), (Some("e0"), None));
    held.load(&events(&["2024-01-01", "2024-02-01", "2024-03-01"]));
    held.answer_newest();
    assert_eq!(held.selected_id(), Some("e0"));
    let change = Box::new(Notice::EventsMore { n: 1 });
    assert_eq!(held.app.status(), Some(&Status::Info(Notice::ReadAgain { change })));
}

#[test]
fn after_a_failed_reload_the_data_are_the_old_ones() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01"]));
    held.press("j<F5>");
    let ticket = *held.loads.last().unwrap();
    let reason = Arc::new(Error::Usage("no such file".to_owned().into()));
    held.send(Report::LoadFailed { ticket, reason });
    held.press("cKZ<Esc>/event<Enter>");
    held.answer_newest();
    assert_eq!((held.selected_id(), held.app.status()), (Some("e0"), None));
}

#[test]
fn news_of_an_older_load_is_ignored() {
    let mut held = Held::with(&events(&["2024-01-01"]));
    let old = held.loads[0];
    held.press("<F5>");
    let searches = held.searches.len();
    held.send(Report::Loaded { ticket: old, data: events(&["2024-01-01", "2024-02-01"]).into() });
    assert_eq!(held.searches.len(), searches);
    let reason = Arc::new(Error::Usage("late".to_owned().into()));
    held.send(Report::LoadFailed { ticket: old, reason });
    assert_eq!(held.app.status(), Some(&Status::Info(Notice::ReadingAgain)));
}

#[test]
fn a_load_that_fails_ends_the_program_only_when_there_is_nothing_to_show() {
    let failure = || Arc::new(Error::Usage("no such file".to_owned().into()));
    let mut app = App::new(Settings::default(), SIZE);
    let Some(Effect::Job(Job::Load { ticket, .. })) = app.start().pop() else { panic!("no load") };
    let effects = app.update(Report::LoadFailed { ticket, reason: failure() }.into());
    assert!(matches!(effects[..], [Effect::Fail(_)]));

    // It may fail after a long time of unpacking, of which the progress was shown.
    let mut app = App::new(Settings::default(), SIZE);
    let Some(Effect::Job(Job::Load { ticket, .. })) = app.start().pop() else { panic!("no load") };
    app.update(
        Report::Loaded { ticket, data: Arc::new(Dataset::default().at(Phase::Reading, 1 << 20, 1 << 30)).into() }
            .into(),
    );
    let effects = app.update(Report::LoadFailed { ticket, reason: failure() }.into());
    assert!(matches!(effects[..], [Effect::Fail(_)]));

    let mut held = Held::with(&events(&["2024-01-01"]));
    held.press("<F5>");
    let ticket = *held.loads.last().unwrap();
    held.send(Report::LoadFailed { ticket, reason: failure() });
    assert_eq!(held.app.status(), Some(&Status::Error(Notice::Words { words: "no such file".to_owned() })));
    assert_eq!(held.app.rows().unwrap().len(), 1);
}

#[test]
fn a_record_that_cannot_be_read_says_why() {
    let mut held = Held::with(&events(&["2024-01-01", "2024-02-01"]));
    held.press("j");
    let ticket = held.reads.last().unwrap().0;
    let shrank = Error::Usage("the file shrank".to_owned().into());
    held.send(Report::DetailRead { ticket, detail: Err(Arc::new(shrank)) });
    assert_eq!(held.app.detail().failure().map(ToString::to_string).as_deref(), Some("the file shrank"));
    held.press("y");
    assert_eq!(held.app.status(), Some(&Status::Error(Notice::Words { words: "the file shrank".to_owned() })));
}

#[test]
fn an_export_that_ends_after_its_prompt_was_closed_is_told() {
    let mut held = Held::with(&events(&["2024-01-01"]));
    let mut export = |keys: &str| {
        held.press(keys);
        let effects = held.app.update(Command::SendExport.into());
        let [Effect::Job(Job::Export { ticket, replace: false, .. })] = &effects[..] else { panic!("no export") };
        *ticket
    };
    let (closed, changed) = (export("ea.csv"), export("<Esc>eb.csv"));
    assert!(held.app.update(Command::SendExport.into()).is_empty(), "one is under way");
    held.press("x");
    for (ticket, outcome, told) in [
        (
            closed,
            Exported::Written(Notice::Written { what: Noun::Event.count(1), place: "a.csv".to_owned() }),
            "1 event written to a.csv",
        ),
        (changed, Exported::Exists("b.csv".to_owned()), "error: b.csv exists and was left as it is"),
        (changed, Exported::Refused(Notice::Words { words: "no room".to_owned() }), "error: no room"),
    ] {
        held.send(Report::Exported { ticket, outcome });
        let status = match held.app.status() {
            Some(Status::Info(notice)) => Ui::ENGLISH.say(notice).to_string(),
            Some(Status::Error(notice)) => format!("error: {}", Ui::ENGLISH.say(notice)),
            None => String::new(),
        };
        assert_eq!(status, told);
        // What is being typed now stays as it is.
        let popup = held.app.popup().unwrap();
        let Content::Export { stage, .. } = &popup.content else { panic!("no prompt") };
        assert_eq!((popup.text(), stage), ("b.csvx", &popup::ExportStage::Asked));
    }
}

#[test]
fn standard_input_is_read_once() {
    let mut app = App::new(Settings { data: vec!["-".into()], ..Settings::default() }, SIZE);
    let _ = app.start();
    assert!(app.update(Command::Reload.into()).is_empty());
    assert_eq!(app.status(), Some(&Status::Info(Notice::StdinOnce)));
}

#[test]
fn quitting_needs_no_data() {
    for keys in ["q", "<C-c>"] {
        let mut app = App::new(Settings::default(), SIZE);
        let _ = app.start();
        let key = keymap::parse_keys(keys).unwrap()[0];
        let effects = app.update(keymap::resolve(app.mode(), key).unwrap());
        assert!(matches!(effects[..], [Effect::Quit]), "{keys}");
    }
}

/// Events with the words of a phrase; only those with an even number have them in its order.
fn with_phrase(count: usize) -> Arc<Dataset> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for number in 0..count {
        let label = if number % 2 == 0 { "rare earths" } else { "earths are rare" };
        writeln!(file, r#"{{"record":"event","id":"e{number}","label":"{label}","date":"2024"}}"#).unwrap();
    }
    let inputs = [Input::Path(file.path().to_owned())];
    dataset::load(&inputs, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// What the worker sends for a search when an answer so far is always due.
fn in_steps(ticket: Ticket, dataset: &Arc<Dataset>, request: &Request) -> Vec<Report> {
    let mut messages = Vec::new();
    let job = Job::Search { ticket, data: Arc::clone(dataset).into(), request: request.clone(), kept: Arc::default() };
    let control = query::Control { stop: &|| false, due: &|| true };
    crate::worker::perform(job, &crate::worker::Resources::default(), &mut |message| messages.push(message), &control);
    messages
}

fn screen(app: &App) -> String {
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(SIZE.width, SIZE.height)).unwrap();
    terminal.draw(|frame| crate::ui::view(app, frame)).unwrap();
    crate::headless::text_of(terminal.backend().buffer())
}

#[test]
fn while_a_phrase_is_checked_the_screen_says_so_and_the_list_grows() {
    let dataset = with_phrase(300);
    let mut held = Held::with(&dataset);
    held.press("/\"rare earths\"<Enter>");
    let (ticket, dataset, request) = held.searches.last().unwrap().clone();
    let mut steps = in_steps(ticket, &dataset, &request).into_iter();
    held.send(steps.next().unwrap());
    assert_eq!(held.app.rows().unwrap().len(), 0);
    let shown = screen(&held.app);
    assert!(shown.contains("≥ 0 of 300 events, checking") && shown.contains("No events found yet."), "{shown}");
    assert!(!shown.contains("Leave one out"), "{shown}");
    held.press("<Enter>j<Tab><Tab>");
    held.send(steps.next().unwrap());
    held.send(steps.next().unwrap());
    let shown = screen(&held.app);
    assert!(shown.contains("≥ 1 of 300 events, checking"), "{shown}");
    let last = steps.next_back().unwrap();
    for step in steps {
        held.send(step);
    }
    let searches = held.searches.len();
    held.load(&dataset);
    assert_eq!(held.searches.len(), searches, "news waits for the whole answer");
    held.send(last);
    let shown = screen(&held.app);
    assert!(shown.contains(" 150 of 300 events") && !shown.contains("checking"), "{shown}");
    assert_eq!(held.searches.len(), searches + 1, "and is searched then");
}

#[test]
fn rows_come_before_the_counts_beside_them_which_stand_dim_and_named_as_old_meanwhile() {
    // Of three events: by a word, by a date, by a value.
    for (keys, rows) in [("/2<Enter>", 1), ("/date:2024-02<Enter>", 1), ("/-date:2024-02<Enter>", 2)] {
        let dataset = events(&["2024-01-01", "2024-02-01", "2024-03-01"]);
        let mut held = Held::with(&dataset);
        let before = screen(&held.app);
        assert!(before.contains("3 events") && !before.contains("counting"), "{before}");
        let counted = held.app.histogram().counted().clone();
        let facet = held.app.facet().rows().to_vec();
        held.press(keys);
        let (ticket, dataset, request) = held.searches.last().unwrap().clone();
        let mut steps = in_steps(ticket, &dataset, &request);
        assert_eq!(steps.len(), 2, "{keys}: the rows, then all of it");
        let whole = steps.pop().unwrap();
        held.send(steps.pop().unwrap());
        assert_eq!(held.app.rows().unwrap().len(), rows, "{keys}");
        assert_eq!(*held.app.histogram().counted(), counted, "{keys}: what was counted stays");
        assert_eq!(held.app.facet().rows(), facet, "{keys}");
        assert_eq!(held.app.counting(), Counting { facet: true, over_time: true, rest: false });
        let shown = screen(&held.app);
        assert_eq!(shown.matches("counting").count(), 2, "{keys}: the facet and the sum say so: {shown}");
        assert!(shown.contains(&format!("{rows} of 3 events")), "{keys}: {shown}");
        assert!(held.app.suggestions().is_empty(), "what may be offered is not known yet");
        let searches = held.searches.len();
        held.load(&dataset);
        assert_eq!(held.searches.len(), searches, "news waits for the whole answer");
        held.send(whole);
        assert_eq!(held.app.counting(), Counting::default());
        assert!(!screen(&held.app).contains("counting"));
        let Report::Answered { answer, .. } = answered(ticket, &dataset, &request) else { unreachable!() };
        assert_eq!(*held.app.histogram().counted(), answer.histogram, "{keys}");
    }
}

#[test]
fn before_anything_was_counted_nothing_is_said_of_it() {
    let dataset = events(&["2024-01-01", "2024-02-01"]);
    let mut held = Held::new();
    held.load(&dataset);
    let (ticket, dataset, request) = held.searches.last().unwrap().clone();
    let mut steps = in_steps(ticket, &dataset, &request).into_iter();
    held.send(steps.next().unwrap());
    let shown = screen(&held.app);
    assert!(shown.contains("Event 1") && shown.contains("2 events"), "{shown}");
    assert!(!shown.contains("No event has") && !shown.contains("No country has"), "{shown}");
    held.send(steps.next().unwrap());
    assert!(screen(&held.app).contains("No country has events"), "now it is known");
}

#[test]
fn steps_of_an_older_search_are_ignored() {
    let mut held = Held::with(&with_phrase(300));
    held.press("/\"rare earths\"");
    let (ticket, dataset, request) = held.searches.last().unwrap().clone();
    let mut steps = in_steps(ticket, &dataset, &request).into_iter();
    held.send(steps.next().unwrap());
    assert!(held.app.answer().unwrap().is_checking);
    held.press("<C-u>");
    for step in steps {
        held.send(step);
    }
    assert!(held.app.answer().unwrap().is_checking, "the old search's answers come too late");
    held.answer_newest();
    assert_eq!(held.app.rows().unwrap().len(), 300);
}

#[test]
fn a_suggestion_is_taken_from_the_answer_to_the_query_as_it_is() {
    let dataset = events(&["2024-01-01", "2024-02-01"]);
    let mut held = Held::with(&dataset);
    held.press("/evant");
    assert_eq!(held.app.suggestions(), [], "the answer is still that of the empty query");
    held.press("<Tab>");
    assert_eq!(held.app.status(), Some(&Status::Info(Notice::NothingSuggested)));
    held.answer_newest();
    held.press("<Tab>");
    assert_eq!(held.app.query().to_string(), "event");
    held.press("<Tab>");
    assert_eq!(held.app.query().to_string(), "event", "it is not taken twice");
    held.answer_newest();
    assert_eq!(held.app.rows().unwrap().len(), 2);
    held.press("x<Esc>");
    assert_eq!(held.app.query().to_string(), "");
}

/// A dataset whose words are not indexed yet.
fn unindexed(lines: &str) -> Arc<Dataset> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(lines.as_bytes()).unwrap();
    let inputs = [Input::Path(file.path().to_owned())];
    let mut unindexed = None;
    dataset::load(&inputs, &mut |dataset| {
        if dataset.progress().phase == Phase::Indexing {
            unindexed.get_or_insert(dataset);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    unindexed.unwrap()
}

/// A dataset with everything.
fn loaded(lines: &str) -> Arc<Dataset> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(lines.as_bytes()).unwrap();
    let inputs = [Input::Path(file.path().to_owned())];
    dataset::load(&inputs, &mut |_| ControlFlow::Continue(())).unwrap()
}

const TALKS: &str = r#"{"record":"event","id":"e1","label":"Talks on lithium","date":"2024-01-01","countries":["KZ"],"participants":[{"name":"Ann Lee"}]}
{"record":"event","id":"e2","label":"Talks on zinc","date":"2024-01-02","countries":["MN"],"participants":[{"name":"Ann Lee"}]}
"#;

#[test]
fn until_the_words_are_indexed_a_count_is_only_so_far() {
    let unindexed = unindexed(TALKS);
    assert_eq!(unindexed.progress().phase, Phase::Indexing);
    let mut held = Held::with(&Arc::new(unindexed.at(Phase::Indexing, 40, 100)));
    assert!(!screen(&held.app).contains("so far"), "without words the list is whole");
    held.press("/lithium<Enter>");
    held.answer_newest();
    let shown = screen(&held.app);
    for words in ["indexing 40%", "No events found so far.", "40% indexed", "0 of 2 events so far, 40% indexed"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    for words in ["Nothing matches", "Leave one out", "Did you mean"] {
        assert!(!shown.contains(words), "{words}: {shown}");
    }
    // What the heads know is known.
    held.press("/<C-u>country:KZ date:2024<Enter>");
    held.answer_newest();
    assert!(screen(&held.app).contains(" 1 of 2 events\n"), "{}", screen(&held.app));
    held.press("/lithium<Enter>");
    held.answer_newest();
    let ticket = *held.loads.last().unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(TALKS.as_bytes()).unwrap();
    let inputs = [Input::Path(file.path().to_owned())];
    let ready = dataset::load(&inputs, &mut |_| ControlFlow::Continue(())).unwrap();
    held.send(Report::Loaded { ticket, data: ready.into() });
    assert!(screen(&held.app).contains("so far"), "the answer on the screen is still of the unindexed data");
    held.answer_newest();
    let shown = screen(&held.app);
    assert!(shown.contains(" 1 of 2 events\n") && !shown.contains("so far"), "{shown}");
}

#[test]
fn while_records_are_read_every_count_of_a_query_is_so_far() {
    let reading = unindexed(TALKS).at(Phase::Reading, 45, 100);
    let mut held = Held::with(&Arc::new(reading));
    assert!(screen(&held.app).contains("reading 45%"));
    held.press("/country:CN<Enter>");
    held.answer_newest();
    let shown = screen(&held.app);
    assert!(shown.contains("No events found so far.") && shown.contains("0 of 2 events so far, 45% read"), "{shown}");
    held.press("p");
    assert_eq!(held.app.status(), Some(&Status::Info(Notice::NoProblemsSoFar)));
}

#[test]
fn a_country_is_suggested_before_its_name_is_indexed() {
    let mut held = Held::with(&unindexed(TALKS));
    held.press("/Казахстан<Enter>");
    held.answer_newest();
    let shown = screen(&held.app);
    assert!(shown.contains("so far") && shown.contains("Did you mean (Enter does it):"), "{shown}");
    held.press("<Enter>");
    held.answer_newest();
    assert_eq!(held.app.query().to_string(), "country:KZ");
    assert_eq!(held.app.rows().unwrap().len(), 1);
}

#[test]
fn a_facet_of_names_comes_with_the_index() {
    let ready = loaded(TALKS);
    let mut held = Held::with(&Arc::new(unindexed(TALKS).at(Phase::Indexing, 40, 100)));
    held.press("cKZ<Esc>f<Space>");
    assert_eq!(held.app.query().to_string(), "", "of a facet that was not counted nothing can be ticked");
    held.answer_newest();
    let shown = screen(&held.app);
    assert!(shown.contains("The people come with") && shown.contains("40% indexed"), "{shown}");
    assert!(shown.contains("0/0 so far"), "{shown}");
    held.load(&ready);
    held.answer_newest();
    let shown = screen(&held.app);
    assert!(shown.contains(" Ann Lee") && shown.contains(" 1/1 ") && !shown.contains("so far"), "{shown}");
    held.press("<Space>");
    held.answer_newest();
    assert_eq!(held.app.rows().unwrap().len(), 2);
}

#[test]
fn a_page_read_too_early_is_read_again_when_all_is_indexed() {
    let ready = loaded(TALKS);
    let mut held = Held::with(&Arc::new(ready.at(Phase::Indexing, 1, 2)));
    held.press("<Enter>");
    let line = |held: &Held| held.app.detail().meant_target().cloned();
    while line(&held) != Some(query::Target::Name("Ann Lee".to_owned())) {
        held.press("j");
    }
    held.press("<Enter>");
    held.read_newest();
    assert!(screen(&held.app).contains("Events  2 so far"), "{}", screen(&held.app));
    held.load(&ready);
    held.answer_newest();
    held.read_newest();
    let shown = screen(&held.app);
    assert!(shown.contains("Events  2") && shown.contains("Ann Lee"), "{shown}");
}

//! What a store may do in the midst of a question or of a push: each ends in bounded time and memory, in a message that says what
//! to do, and nothing secret is in it.

use super::server::{ABOUT, Asked, response, serve, server, until_records, with_headers};
use super::{Files, command, oreline};
use oreline::door::app::Settings;
use oreline::door::headless::Headless;
use oreline::door::query::Request;
use oreline::door::store::{Access, Address, Browsed, Store, Told, Wait};
use oreline::door::worker::Resources;
use ratatui::layout::Size;
use std::fs;
use std::io::{BufRead as _, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

/// The last page of records: there is none; there is an event.
const NOTHING: &str =
    r#"{"timed_out":false,"_shards":{"total":1,"successful":1,"failed":0},"hits":{"total":{"value":0},"hits":[]}}"#;
const PAGE: &str = r#"{"timed_out":false,"_shards":{"total":1,"successful":1,"failed":0},"hits":{"total":{"value":1},"hits":
    [{"_id":"a","sort":[0],"_source":{"seq":0,"raw":["{\"record\":\"event\",\"id\":\"a\",\"label\":\"A meeting\"}"]}}]}}"#;

/// What the data say of themselves: there are a few events.
const FACTS: &str =
    r#"{"events":7,"undated":0,"articles":0,"quotes":0,"persons":0,"time":[0,9],"skipped":0,"countries":[]}"#;

/// A server that has data and says how much there is of them; `answer` tells what else is asked for.
fn at_records(answer: impl Fn(&Asked, &mut dyn Write) + Send + Sync + 'static) -> String {
    serve(move |asked, stream| match until_records(&asked.first) {
        Some(known) => stream.write_all(&known).unwrap(),
        None if asked.body.contains("facts") => {
            let hit = serde_json::json!({"_id": "f", "sort": [0], "_source": {"seq": 0, "raw": [FACTS]}});
            stream.write_all(&response("200 OK", &NOTHING.replace("[]", &format!("[{hit}]")))).unwrap();
        }
        None => answer(asked, stream),
    })
}

#[test]
fn what_comes_in_the_midst_of_a_question_is_told_as_well() {
    for (status, body, says) in [
        ("401 Unauthorized", "", "ORELINE_USER"),
        ("403 Forbidden", r#"{"error":{"type":"security_exception","reason":"no"}}"#, "right"),
        ("404 Not Found", r#"{"error":{"type":"index_not_found_exception","reason":"no such index"}}"#, "ask again"),
        ("503 Service Unavailable", r#"{"error":{"type":"too_many_buckets_exception","reason":"65536"}}"#, "narrow"),
        // As a real cluster says it when a node has gone with the only copy.
        (
            "503 Service Unavailable",
            r#"{"error":{"root_cause":[],"type":"search_phase_execution_exception","reason":"","phase":"indices:data/read/search[phase/query]","grouped":true,"failed_shards":[],"caused_by":{"type":"search_phase_execution_exception","reason":"Search rejected due to missing shards [[x][2]]. Consider using `allow_partial_search_results` setting to bypass this error."}},"status":503}"#,
            "out of reach",
        ),
        (
            "503 Service Unavailable",
            r#"{"error":{"root_cause":[],"type":"x","reason":"all shards failed"}}"#,
            "out of reach",
        ),
        (
            "503 Service Unavailable",
            r#"{"error":{"type":"no_shard_available_action_exception","reason":"null"}}"#,
            "out of reach",
        ),
        ("200 OK", "{\"_shards\":{\"total\":1,\"successful\":1},\"hits\":{}}", "OpenSearch"),
        ("200 OK", "{\"took\":3", "OpenSearch"),
        ("200 OK", "", "OpenSearch"),
        ("200 OK", "[]", "out of reach"),
    ] {
        let node = at_records(move |_, stream| stream.write_all(&response(status, body)).unwrap());
        let ended = oreline(&["list", &format!("{node}/x")]);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{status} {body}: {}", ended.said);
        assert!(ended.said.contains(says), "{status} {body}: {}", ended.said);
    }
    // A page that somebody has put before the store.
    let node = at_records(|_, stream| {
        stream.write_all(&with_headers("200 OK", "content-type: text/html", "<html>Log in</html>")).unwrap();
    });
    let ended = oreline(&["stats", &format!("{node}/x")]);
    assert!(ended.status == 1 && ended.said.contains("OpenSearch"), "{}", ended.said);
}

#[test]
fn who_has_too_much_to_do_is_asked_again_when_it_says() {
    for (refusals, status) in [(1, 0), (3, 0), (usize::MAX, 1)] {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let node = at_records(move |_, stream| {
            let answer = if counted.fetch_add(1, Ordering::Relaxed) < refusals {
                with_headers("429 Too Many Requests", "retry-after: 0\r\ncontent-type: application/json", "{}")
            } else {
                response("200 OK", PAGE)
            };
            stream.write_all(&answer).unwrap();
        });
        let started = Instant::now();
        let ended = oreline(&["list", &format!("{node}/x"), "--format", "jsonl"]);
        assert_eq!(ended.status, status, "{refusals}: {}", ended.said);
        assert_eq!(ended.said.contains("too much to do"), status == 1, "{}", ended.said);
        assert!(asked.load(Ordering::Relaxed) > refusals.min(4));
        // Its own pauses would be 20 seconds.
        assert!(
            started.elapsed() < Duration::from_secs(15),
            "the pause that it names is kept: {:?}",
            started.elapsed()
        );
    }
    let asked = Arc::new(AtomicUsize::new(0));
    let node = at_records(move |_, stream| {
        let answer = match asked.fetch_add(1, Ordering::Relaxed) {
            0 => with_headers("429 Too Many Requests", "retry-after: 2", ""),
            _ => response("200 OK", PAGE),
        };
        stream.write_all(&answer).unwrap();
    });
    let started = Instant::now();
    assert_eq!(oreline(&["list", &format!("{node}/x"), "--format", "jsonl"]).status, 0);
    assert!(started.elapsed() >= Duration::from_secs(2));
}

/// What the nodes that are left say of one that goes while it is asked for its part, as real ones say it.
const NODE_LOST: [&str; 4] = [
    r#"{"error":{"root_cause":[{"type":"node_disconnected_exception","reason":"[node-2][127.0.0.1:9302][indices:data/read/search[phase/fetch/id]] disconnected"}],"type":"search_phase_execution_exception","reason":"","phase":"fetch","grouped":true,"failed_shards":[],"caused_by":{"type":"node_disconnected_exception","reason":"disconnected"}},"status":500}"#,
    r#"{"error":{"root_cause":[{"type":"node_not_connected_exception","reason":"[node-2][127.0.0.1:9302] Node not connected"}],"type":"node_not_connected_exception","reason":"not connected"},"status":500}"#,
    r#"{"error":{"root_cause":[],"type":"search_phase_execution_exception","reason":"all shards failed","phase":"query","failed_shards":[{"shard":0,"reason":{"type":"receive_timeout_transport_exception","reason":"request_id [5] timed out after [15000ms]"}}]},"status":503}"#,
    r#"{"error":{"root_cause":[{"type":"node_closed_exception","reason":"node closed"}],"type":"node_closed_exception","reason":"node closed"},"status":500}"#,
];

/// A store of so many addresses that has data; the first `spoilt` answers to what is asked of them are `body`.
fn spoilt(addresses: usize, spoilt: usize, body: &'static str) -> (String, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let hosts: Vec<String> = (0..addresses)
        .map(|_| {
            let counted = Arc::clone(&asked);
            let node = at_records(move |_, stream| {
                let answer = match counted.fetch_add(1, Ordering::Relaxed) {
                    number if number < spoilt && body.contains(r#""status":503"#) => {
                        response("503 Service Unavailable", body)
                    }
                    number if number < spoilt => response("500 Internal Server Error", body),
                    _ => response("200 OK", PAGE),
                };
                stream.write_all(&answer).unwrap();
            });
            node.trim_start_matches("http://").to_owned()
        })
        .collect();
    (format!("http://{}/x", hosts.join(",")), asked)
}

#[test]
fn a_node_that_goes_in_the_midst_of_a_search_is_no_error_of_the_search() {
    for body in NODE_LOST {
        for addresses in [1, 3] {
            // Each node that is left says it once: the same is asked once more, and nothing is seen of it.
            let (url, _) = spoilt(addresses, addresses, body);
            let ended = oreline(&["list", &url, "--format", "jsonl"]);
            assert_eq!((ended.status, &ended.said[..]), (0, ""), "{addresses}: {body}");
            assert!(ended.printed.contains("A meeting"), "{}", ended.printed);
            // Whoever goes on saying it has lost a part of the data.
            let (url, asked) = spoilt(addresses, usize::MAX, body);
            let ended = oreline(&["list", &url]);
            assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{}", ended.said);
            assert!(ended.said.contains("out of reach"), "{addresses}: {}", ended.said);
            assert_eq!(asked.load(Ordering::Relaxed), 2 * addresses, "each is asked, and once more");
        }
    }
    // Another fault of a node is none of these, whatever stands in the data.
    let other =
        r#"{"error":{"root_cause":[{"type":"null_pointer_exception","reason":"it broke"}],"type":"x"},"status":500}"#;
    for addresses in [1, 3] {
        let (url, asked) = spoilt(addresses, usize::MAX, other);
        let ended = oreline(&["list", &url]);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{}", ended.said);
        assert!(ended.said.contains("500: null_pointer_exception: it broke"), "{}", ended.said);
        assert_eq!(asked.load(Ordering::Relaxed), 1, "it is shown at once");
    }
}

/// A store of 7 events that are counted; of several searches at once the second is answered by `item`, the first time or always.
fn counts(item: &'static str, always: bool) -> (String, Arc<AtomicUsize>) {
    const COUNTED: &str = r#"{"status":200,"timed_out":false,"_shards":{"total":1,"successful":1},"hits":{"total":{"value":7},"hits":[]}}"#;
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let node = at_records(move |asked, stream| {
        let answer = if asked.first.contains("/_msearch") {
            let number = counted.fetch_add(1, Ordering::Relaxed);
            let answers = (0..asked.body.lines().count() / 2).map(|at| match at {
                1 if number == 0 || always => item,
                _ => COUNTED,
            });
            format!(r#"{{"took":1,"responses":[{}]}}"#, answers.collect::<Vec<_>>().join(","))
        } else {
            NOTHING.to_owned()
        };
        stream.write_all(&response("200 OK", &answer)).unwrap();
    });
    (node, asked)
}

#[test]
fn of_several_searches_one_may_be_spoilt_by_a_node_that_goes() {
    const LOST: [&str; 3] = [
        r#"{"error":{"root_cause":[{"type":"node_disconnected_exception","reason":"gone"}],"type":"x"},"status":500}"#,
        r#"{"error":{"root_cause":[],"type":"search_phase_execution_exception","reason":"all shards failed","failed_shards":[{"reason":{"type":"receive_timeout_transport_exception","reason":"late"}}]},"status":503}"#,
        r#"{"error":{"type":"no_node_available_exception","reason":"none"},"status":500}"#,
    ];
    const OTHER: &str =
        r#"{"error":{"root_cause":[{"type":"boom","reason":"node_closed"}],"type":"boom"},"status":400}"#;
    let ask = |item: &'static str, always: bool, addresses: usize| {
        let (nodes, asked): (Vec<String>, Vec<_>) = (0..addresses).map(|_| counts(item, always)).unzip();
        let hosts: Vec<&str> = nodes.iter().map(|node| node.trim_start_matches("http://")).collect();
        let address = Address::parse(&format!("http://{}/x", hosts.join(",")), false).unwrap();
        let store = Store::open(&address, &Access::default()).unwrap();
        let there = Browsed { few: 0, ..Browsed::new(store, "x".to_owned()) }.open().unwrap().unwrap();
        let told = there.answer(&Request::default(), &Wait { stop: &|| false, tell: &|_| {} });
        let asked: usize = asked.iter().map(|asked| asked.load(Ordering::Relaxed)).sum();
        let told = told.map(|told| match told {
            Told::Answer(_, answer) => answer.events.len(),
            other => panic!("{other:?}"),
        });
        (told.map_err(|error| error.to_string()), asked)
    };
    for addresses in [1, 3] {
        for item in LOST {
            let (told, asked) = ask(item, false, addresses);
            assert_eq!(told, Ok(7), "{item}");
            assert!(asked > addresses, "each is asked, and the first once more: {asked}");
        }
        let (told, asked) = ask(LOST[0], true, addresses);
        assert!(told.as_ref().is_err_and(|error| error.contains("out of reach")), "{told:?}");
        assert!(asked >= 2 * addresses, "{asked}");
        // Rows and counts are two requests.
        let (told, asked) = ask(OTHER, true, addresses);
        assert!(told.as_ref().is_err_and(|error| error.contains("400: boom: node_closed")), "{told:?}");
        assert!(asked <= 2, "{asked}");
    }
}

#[test]
fn each_fault_under_the_browser_is_a_line_and_the_rows_stay() {
    const HIT: &str = r#"{"_id":"a","sort":[9,9,"a"],"_source":{"id":"a","raw":["{\"record\":\"event\",\"id\":\"a\",\"label\":\"A meeting\",\"date\":\"2024\"}"]}}"#;
    let page = |hit: &str| NOTHING.replace(r#""value":0"#, r#""value":1"#).replace("[]", &format!("[{hit}]"));
    let found = page(HIT).replacen('{', r#"{"status":200,"#, 1);
    let fault: Arc<Mutex<Option<Vec<u8>>>> = Arc::default();
    let now = Arc::clone(&fault);
    let node = at_records(move |asked, stream| {
        let answer = now.lock().unwrap().clone().unwrap_or_else(|| {
            let several = || vec![&found[..]; asked.body.lines().count() / 2].join(",");
            let answer = match asked {
                asked if asked.first.contains("/_msearch") => format!(r#"{{"responses":[{}]}}"#, several()),
                _ => NOTHING.to_owned(),
            };
            response("200 OK", &answer)
        });
        let _ = stream.write_all(&answer);
    });
    let address = Address::parse(&format!("{node}/x"), false).unwrap();
    let store = Store::open(&address, &Access::default()).unwrap();
    let resources = Resources {
        inputs: vec![super::stored(&node, "x")],
        browsed: Some(Browsed { few: 0, ..Browsed::new(store, "x".to_owned()) }),
        ..Resources::default()
    };
    let mut browser = Headless::with(resources, Settings::default(), Size::new(240, 40)).unwrap();
    let gone = r#"{"error":{"type":"index_not_found_exception","reason":"no such index"}}"#;
    let lost = r#"{"error":{"type":"search_phase_execution_exception","reason":"all shards failed"}}"#;
    for (answer, says) in [
        (response("401 Unauthorized", ""), "ORELINE_USER"),
        (response("403 Forbidden", "{}"), "right"),
        (response("404 Not Found", gone), "ask again"),
        (with_headers("429 Too Many Requests", "retry-after: 0", "{}"), "too much to do"),
        (response("503 Service Unavailable", lost), "out of reach"),
        (response("500 Internal Server Error", NODE_LOST[0]), "out of reach"),
        (with_headers("302 Found", "location: http://127.0.0.1:1/", ""), "302"),
        (response("200 OK", "<html>Log in</html>"), "OpenSearch"),
        (response("200 OK", "{\"took\":3"), "OpenSearch"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"took\":".to_vec(), "does not answer"),
        (Vec::new(), "does not answer"),
    ] {
        browser.press("<Esc><Esc><Esc>/meeting<Enter>").unwrap();
        assert!(browser.text().contains("A meeting"), "{says}:\n{}", browser.text());
        *fault.lock().unwrap() = Some(answer);
        browser.press("/date:2024<Enter>").unwrap();
        let text = browser.text();
        let below: String = text.lines().rev().take(2).collect();
        assert!(below.contains(says), "{says}:\n{text}");
        assert!(text.contains("A meeting"), "{says}: what was read stays\n{text}");
        *fault.lock().unwrap() = None;
        browser.press("<Esc><Esc>/2024<Enter>").unwrap();
        let text = browser.text();
        let below: String = text.lines().rev().take(2).collect();
        assert!(!below.contains(says) && text.contains("A meeting"), "it recovers:\n{text}");
    }
}

#[test]
fn an_answer_without_an_end_takes_bounded_memory() {
    for head in ["content-length: 1073741824", "transfer-encoding: chunked"] {
        let node = at_records(move |_, stream| {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{head}\r\n\r\n");
            let piece = vec![b' '; 1 << 20];
            let is_chunked = head.starts_with("transfer");
            // Until the other side has enough.
            for _ in 0..1_024 {
                let done = if is_chunked { write!(stream, "{:x}\r\n", piece.len()) } else { Ok(()) };
                let done = done.and_then(|()| stream.write_all(&piece));
                if done.and_then(|()| if is_chunked { stream.write_all(b"\r\n") } else { Ok(()) }).is_err() {
                    return;
                }
            }
        });
        // With less memory than the answer would take it says what is wrong.
        let program = command(&["list", &format!("{node}/x")]);
        let mut bounded = Command::new("sh");
        bounded.args(["-c", "ulimit -v 900000; exec \"$@\"", "sh"]).arg(program.get_program()).args(program.get_args());
        let output = bounded.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{head}: {said}");
        assert!(said.contains("longer than 256 MB"), "{head}: {said}");
    }
}

#[test]
fn silence_and_drops_are_no_hang() {
    let silent: fn(&Asked, &mut dyn Write) = |_, _| std::thread::sleep(Duration::from_secs(60));
    let half: fn(&Asked, &mut dyn Write) = |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"cluster_uuid\":");
        let _ = stream.flush();
        std::thread::sleep(Duration::from_secs(60));
    };
    let drops: fn(&Asked, &mut dyn Write) = |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n");
        for _ in 0..600 {
            if stream.write_all(b" ").and_then(|()| stream.flush()).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    };
    for (name, answer) in [("silence", silent), ("half an answer", half), ("drops", drops)] {
        let address = Address::parse(&serve(answer), false).unwrap();
        let access = Access { patience: Some(Duration::from_secs(1)), ..Access::default() };
        let started = Instant::now();
        let Err(error) = Store::open(&address, &access) else { panic!("{name}") };
        assert!(error.to_string().contains("no answer after 1 s"), "{name}: {error}");
        assert!(started.elapsed() < Duration::from_secs(20), "{name}");
    }
}

#[test]
fn a_redirect_leads_nowhere() {
    let was_asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&was_asked);
    let other = server(move |_, _| {
        counted.fetch_add(1, Ordering::Relaxed);
        response("200 OK", ABOUT)
    });
    for status in
        ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        let location = format!("location: {other}/");
        let node = server(move |_, _| with_headers(status, &location, ""));
        let output = command(&["list", &format!("{node}/x")]).env("ORELINE_API_KEY", "geheim").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains(&status[..3]), "{said}");
    }
    assert_eq!(was_asked.load(Ordering::Relaxed), 0, "a secret goes to nobody else");
}

#[test]
fn a_node_that_fails_is_passed_over_for_a_while() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let tried = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tried);
    // It takes what is asked and is gone before it has answered.
    let failing = serve(move |_, _| {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    let leaderless =
        server(|_, _| response("503 Service Unavailable", r#"{"error":{"type":"cluster_manager_not_discovered"}}"#));
    let good = at_records(|_, stream| stream.write_all(&response("200 OK", PAGE)).unwrap());
    let host = |url: &str| url.trim_start_matches("http://").to_owned();
    let url = format!("http://{gone},{},{},{}/x", host(&failing), host(&leaderless), host(&good));
    let ended = oreline(&["list", &url, "--format", "jsonl"]);
    assert_eq!((ended.status, &ended.said[..]), (0, ""));
    // Some ten requests.
    assert_eq!(tried.load(Ordering::Relaxed), 1, "it is tried once, and not again within 30 s");
    // None is left.
    let ended = oreline(&["list", &format!("http://{gone},{}/x", host(&failing))]);
    assert!(ended.status == 1 && ended.said.contains("does not answer"), "{}", ended.said);
}

/// A store that is empty and takes what is pushed; `items` tells what each document gets for an answer, by how often bulk was asked.
fn takes(items: impl Fn(usize, usize) -> String + Send + Sync + 'static) -> (String, Arc<Mutex<Vec<usize>>>) {
    let portions: Arc<Mutex<Vec<usize>>> = Arc::default();
    let seen = Arc::clone(&portions);
    let node = serve(move |asked, stream| {
        let first = &asked.first;
        let answer = if first.starts_with("GET / ") {
            response("200 OK", ABOUT)
        } else if first.contains("/_mapping") {
            let name = first.split(['/', ' ']).nth(2).unwrap();
            let language = oreline::door::store::language();
            response("200 OK", &format!(r#"{{"{name}":{{"mappings":{{"_meta":{{"language":"{language}"}}}}}}}}"#))
        } else if first.starts_with("GET") {
            response("404 Not Found", "{}")
        } else if first.contains("/_bulk") {
            let lines = asked.body.lines().filter(|line| line.starts_with("{\"index\"")).count();
            let count = {
                let mut portions = seen.lock().unwrap();
                portions.push(lines);
                portions.len()
            };
            let items: Vec<String> = (0..lines).map(|at| items(count, at)).collect();
            response("200 OK", &format!("{{\"items\":[{}]}}", items.join(",")))
        } else if first.contains("/_search") {
            response("200 OK", NOTHING)
        } else {
            response("200 OK", "{}")
        };
        stream.write_all(&answer).unwrap();
    });
    (node, portions)
}

fn push(node: &str, file: &Path) -> (Option<i32>, String) {
    let output =
        command(&["push", &file.to_string_lossy(), "--to", &format!("{node}/x"), "--replace"]).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn every_item_of_a_bulk_is_looked_at() {
    let files = Files::new();
    let file = files.file("few.jsonl", &crate::common::generate::lines(20));
    let good = r#"{"index":{"_id":"a","status":201}}"#;
    let (node, _) = takes(move |_, _| good.to_owned());
    assert_eq!(push(&node, &file).0, Some(0));
    // One of many is refused for good.
    let bad = r#"{"index":{"_id":"ev-7","status":400,"error":{"type":"mapper_parsing_exception","reason":"failed to parse"}}}"#;
    let (node, _) = takes(move |_, at| if at == 3 { bad } else { good }.to_owned());
    let (status, said) = push(&node, &file);
    assert!(
        status == Some(1) && said.contains("ev-7 was not taken: mapper_parsing_exception: failed to parse"),
        "{said}"
    );
    // Some come at a bad time, the first time: they alone are sent again, half at a time.
    for refused in [429, 503] {
        let later = format!(r#"{{"index":{{"_id":"a","status":{refused},"error":{{"type":"x","reason":"later"}}}}}}"#);
        let (node, portions) =
            takes(move |count, at| if count == 1 && at > 3 { later.clone() } else { good.to_owned() });
        let (status, said) = push(&node, &file);
        assert_eq!(status, Some(0), "{said}");
        let portions = portions.lock().unwrap();
        let (first, again) = (portions[0], portions[0] - 4);
        assert!(portions[1..].iter().any(|portion| *portion <= first.div_ceil(2)), "{portions:?}");
        assert!(portions.iter().sum::<usize>() > again + first, "{portions:?}");
    }
    // Fewer answers than documents.
    let (node, _) = takes(|_, at| if at == 0 { good.to_owned() } else { String::new() });
    let (status, said) = push(&node, &file);
    assert!(status == Some(1) && said.contains("cannot be read"), "{said}");
}

/// All files under a folder as one text.
fn all_of(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            text.push_str(&all_of(&entry.path()));
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(entry.path()).unwrap()));
        }
    }
    text
}

#[test]
fn a_secret_is_repeated_nowhere() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = Files::new();
    let state = files.0.path().join("state");
    let secret = files.file("secret", "anna:geheim\n");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let few = files.file("few.jsonl", &crate::common::generate::lines(3));
    // It sends back in its error all that it was sent, as some do.
    let (sender, asked) = mpsc::channel();
    let (sender, go_on) = (Mutex::new(sender), Arc::new(Mutex::new(())));
    let wait = Arc::clone(&go_on);
    let node = serve(move |asked, stream| {
        let header = asked.sent.lines().find(|line| line.to_lowercase().starts_with("authorization: ")).unwrap();
        sender.lock().unwrap().send(()).unwrap();
        drop(wait.lock().unwrap());
        let taken_apart = if header.contains("Basic") { "anna:geheim and geheim" } else { "" };
        let told = serde_json::json!({"error": {"type": "x", "reason": format!("{header} {taken_apart}")}}).to_string();
        stream.write_all(&response("500 Internal Server Error", &told)).unwrap();
    });
    let url = format!("{node}/x");
    let of_file = ["--auth-file", secret.to_str().unwrap()];
    for (words, variables) in [
        (vec!["list", &url, of_file[0], of_file[1]], vec![]),
        (vec![&url[..], of_file[0], of_file[1], "--print", "80x24"], vec![]),
        (vec!["push", few.to_str().unwrap(), "--to", &url, of_file[0], of_file[1]], vec![]),
        (vec!["stats", &url], vec![("ORELINE_USER", "anna"), ("ORELINE_PASSWORD", "geheim")]),
        (vec!["show", "a", &url], vec![("ORELINE_API_KEY", "Z2VoZWlt")]),
    ] {
        let held = go_on.lock().unwrap();
        let mut child = command(&words);
        child.env("XDG_STATE_HOME", &state).envs(variables).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = child.spawn().unwrap();
        asked.recv_timeout(Duration::from_secs(60)).unwrap();
        // What `ps` shows of it while it asks.
        let line = fs::read(format!("/proc/{}/cmdline", child.id())).unwrap_or_default();
        drop(held);
        let output = child.wait_with_output().unwrap();
        let told =
            [&line, &output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).to_lowercase()).concat();
        assert!(output.status.code() == Some(1) && told.contains("***"), "{words:?}: {told}");
        for secret in ["geheim", "yw5uytpnzwhlaw0=", "z2vozwlt"] {
            assert!(!told.contains(secret), "{words:?}: {told}");
            assert!(!all_of(&state).to_lowercase().contains(secret), "{words:?}: the state");
        }
        while asked.try_recv().is_ok() {}
    }
}

#[test]
fn the_command_that_is_copied_names_the_file_of_the_secret() {
    let node = at_records(|_, stream| stream.write_all(&response("200 OK", PAGE)).unwrap());
    let address = Address::parse(&format!("{node}/x"), false).unwrap();
    let access = Access { secret: Some("anna:geheim".to_owned()), ..Access::default() };
    let options = ["--auth-file", "my secret"].map(Into::into).to_vec();
    let stream = Store::open(&address, &access).unwrap().stream(options).unwrap();
    let mut browser =
        Headless::new(vec![oreline::door::load::Input::Stream(stream)], Settings::default(), Size::new(120, 40))
            .unwrap();
    browser.press("Y").unwrap();
    let copied = browser.copied().concat();
    assert!(copied.contains("--auth-file 'my secret'") && !copied.contains("geheim"), "{copied}");
    assert!(!browser.text().contains("geheim"));
}

#[test]
fn a_file_with_a_secret_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = Files::new();
    let secret = files.file("secret", "anna:geheim\n");
    for mode in [0o644, 0o640, 0o606] {
        fs::set_permissions(&secret, fs::Permissions::from_mode(mode)).unwrap();
        // Nobody is asked: nobody listens there.
        let ended = oreline(&["list", "https://127.0.0.1:1/x", "--auth-file", secret.to_str().unwrap()]);
        assert_eq!((ended.status, &ended.printed[..]), (2, ""), "{}", ended.said);
        assert!(ended.said.contains("chmod 600") && !ended.said.contains("geheim"), "{}", ended.said);
    }
}

#[test]
fn a_secret_in_an_address_is_refused_and_not_repeated() {
    for words in [
        &["list", "https://anna:geheim@127.0.0.1:1/x"][..],
        &["https://geheim@127.0.0.1:1"],
        &["push", "--to", "https://anna:geheim@127.0.0.1:1/x"],
        &["stats", "https://127.0.0.1:1,anna:geheim@127.0.0.1:2/x"],
    ] {
        let ended = oreline(words);
        assert_eq!((ended.status, &ended.printed[..]), (2, ""), "{words:?}: {}", ended.said);
        assert!(!ended.said.contains("geheim") && ended.said.contains("ORELINE_PASSWORD"), "{words:?}: {}", ended.said);
    }
}

#[test]
fn a_signal_that_ends_waits_for_no_store() {
    // A key that quits is tried in a terminal, by tests/terminal. Not INT: who runs the tests may have them ignore it.
    let (asked, is_asked) = mpsc::channel();
    let node = at_records(move |_, _| {
        let _ = asked.send(());
        std::thread::sleep(Duration::from_secs(120));
    });
    let mut child =
        command(&["list", &format!("{node}/x")]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    is_asked.recv_timeout(Duration::from_secs(60)).unwrap();
    let started = Instant::now();
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    child.wait().unwrap();
    assert!(started.elapsed() < Duration::from_secs(10));
    let said: Vec<String> = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok).collect();
    assert!(said.is_empty(), "{said:?}");
}

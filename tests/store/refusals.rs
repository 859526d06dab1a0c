//! What a store may say or do instead of an answer, told by a small server of the test's own: each is a message that says
//! what to do, and none is a hang, a wrong list or a secret that is repeated.

use super::oreline;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

/// The first answer of a store.
const ABOUT: &str = r#"{"cluster_uuid":"u","version":{"distribution":"opensearch","number":"2.19.6"}}"#;

/// A server that answers each request by `answer`, which is given its first line and its headers. It lasts as long as the test.
fn server(answer: impl Fn(&str, &str) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut first, mut headers, mut length) = (String::new(), String::new(), 0);
            reader.read_line(&mut first).unwrap_or(0);
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                    break;
                }
                let line = line.to_lowercase();
                if let Some(number) = line.strip_prefix("content-length:") {
                    length = number.trim().parse().unwrap();
                }
                headers.push_str(&line);
            }
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let _ = stream.write_all(&answer(first.trim(), &headers));
        }
    });
    format!("http://{address}")
}

fn response(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// What is there until records are asked for, as this version of the program has made it.
fn until_records(first: &str) -> Option<Vec<u8>> {
    let language = oreline::door::store::language();
    if first.starts_with("GET / ") {
        return Some(response("200 OK", ABOUT));
    }
    if first.starts_with("GET /_alias/oreline-x ") {
        return Some(response("200 OK", r#"{"oreline-x-v1-1-events":{"aliases":{"oreline-x":{}}}}"#));
    }
    first.contains("/_mapping").then(|| {
        let body = format!(r#"{{"oreline-x-v1-1-events":{{"mappings":{{"_meta":{{"language":"{language}"}}}}}}}}"#);
        response("200 OK", &body)
    })
}

#[test]
fn each_refusal_says_what_to_do() {
    for (status, body, says) in [
        ("401 Unauthorized", "Unauthorized", "ORELINE_USER"),
        ("403 Forbidden", r#"{"error":{"type":"security_exception","reason":"no"}}"#, "right"),
        ("404 Not Found", "{}", "version"),
        ("500 Internal Server Error", r#"{"error":{"type":"boom","reason":"it broke"}}"#, "boom: it broke"),
        (
            "503 Service Unavailable",
            r#"{"error":{"type":"search_phase_execution_exception","reason":"all shards failed"}}"#,
            "out of reach",
        ),
        ("503 Service Unavailable", r#"{"error":{"type":"too_many_buckets_exception","reason":"too many"}}"#, "503"),
        ("302 Found", "", "302"),
        ("200 OK", "<html>a page</html>", "OpenSearch"),
        ("200 OK", r#"{"cluster_uuid":"u","version":{"distribution":"opensearch","number":"1.3.0"}}"#, "2.19"),
        ("200 OK", r#"{"cluster_uuid":"u","version":{"number":"7.10.2"}}"#, "2.19"),
    ] {
        let node = server(move |_, _| response(status, body));
        let ended = oreline(&["list", &format!("{node}/x")]);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{status}: {}", ended.said);
        assert!(ended.said.contains(says), "{status}: {}", ended.said);
    }
}

#[test]
fn half_an_answer_and_none_are_told() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"cluster_uuid\":", "no HTTP at all\r\n\r\n"] {
        let node = server(move |_, _| answer.as_bytes().to_vec());
        let ended = oreline(&["list", &format!("{node}/x")]);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{answer}: {}", ended.said);
    }
    // Nobody listens there.
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ended = oreline(&["stats", &format!("http://{gone}/x")]);
    assert_eq!(ended.status, 1);
    assert!(ended.said.contains("does not answer"), "{}", ended.said);
}

#[test]
fn a_lost_shard_is_never_a_shorter_list() {
    let lost = r#"{"timed_out":false,"_shards":{"total":3,"successful":2,"failed":0},"hits":{"hits":[]}}"#;
    let node = server(move |first, _| {
        if let Some(answer) = until_records(first) {
            return answer;
        }
        assert!(first.contains("allow_partial_search_results=false"), "{first}");
        response("200 OK", lost)
    });
    for words in [&["list"][..], &["stats"], &["pairs"]] {
        let url = format!("{node}/x");
        let ended = oreline(&[words, &[&url]].concat());
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{}", ended.said);
    }
}

#[test]
fn a_node_that_fails_is_passed_over() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let node = server(|first, _| match first {
        "GET / HTTP/1.1" => response("200 OK", ABOUT),
        _ => response("200 OK", r#"{"oreline-b-v1-1-events":{"aliases":{"oreline-b":{}}},"other":{"aliases":{}}}"#),
    });
    let ended = oreline(&[&format!("http://{gone},{}", node.trim_start_matches("http://"))]);
    assert_eq!((ended.status, &ended.printed[..]), (0, "b\n"), "{}", ended.said);
}

#[test]
fn a_secret_goes_to_the_store_and_nowhere_else() {
    let node = server(|_, headers| {
        // `user:geheim` in base64, in small letters as the header came.
        let is_known = headers.contains(&"dXNlcjpnZWhlaW0=".to_lowercase());
        if is_known { response("403 Forbidden", "{}") } else { response("401 Unauthorized", "{}") }
    });
    let output = super::command(&["list", &format!("{node}/x")])
        .envs([("ORELINE_USER", "user"), ("ORELINE_PASSWORD", "geheim")])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("may not") && !said.contains("geheim"), "{said}");
    let ended = oreline(&["list", "https://user:geheim@127.0.0.1:1/x"]);
    assert_eq!(ended.status, 2);
    assert!(!ended.said.contains("geheim") && ended.said.contains("ORELINE_PASSWORD"), "{}", ended.said);
}

#[test]
fn wrong_usage_is_told_before_anything_is_asked() {
    for (words, says) in [
        (&["list", "http://example.org:9200/x"][..], "https"),
        (&["list", "https://127.0.0.1:1/X"], "a-z"),
        (&["list", "https://127.0.0.1:1"], "NAME"),
        (&["list", "https://127.0.0.1:1/x", "a.json"], "alone"),
        (&["check", "https://127.0.0.1:1/x"], "--format jsonl"),
        (&["convert", "https://127.0.0.1:1/x"], "--format jsonl"),
        (&["list", "https://127.0.0.1:1/x", "--map", "gdelt"], "--map"),
        (&["push", "--to", "https://127.0.0.1:1"], "NAME"),
        (&["push", "https://127.0.0.1:1/y", "--to", "https://127.0.0.1:1/x"], "--format jsonl"),
    ] {
        let ended = oreline(words);
        assert_eq!((ended.status, &ended.printed[..]), (2, ""), "{words:?}: {}", ended.said);
        assert!(ended.said.contains(says), "{words:?}: {}", ended.said);
    }
}

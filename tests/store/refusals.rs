//! What a store may say or do instead of an answer, told by a small server of the test's own: each is a message that says
//! what to do, and none is a hang, a wrong list or a secret that is repeated.

use super::oreline;
use super::server::{response, server, until_records};
use std::net::TcpListener;

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
        ("503 Service Unavailable", r#"{"error":{"type":"too_many_buckets_exception","reason":"too many"}}"#, "narrow"),
        ("429 Too Many Requests", r#"{"error":{"type":"circuit_breaking_exception","reason":"too large"}}"#, "narrow"),
        (
            "503 Service Unavailable",
            r#"{"error":{"type":"cluster_manager_not_discovered_exception","reason":null}}"#,
            "503",
        ),
        ("502 Bad Gateway", "<html>a proxy</html>", "502"),
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
        assert!(ended.said.contains("out of reach"), "{}", ended.said);
    }
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

//! What is handed on: a page for a browser, a file for `TimelineJS`, a picture of the screen.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Hostile text in every place that a page shows, and dates of every form.
const DATA: &str = r#"{"oreline": 1, "title": "<b>Talks</b> & more",
 "articles": [{"id": "a1", "headline": "<script>alert(1)</script>", "publisher": "Wire & Co", "url": "https://wire.example/?a=1&b=\"2\""},
  {"id": "a2", "headline": "No link", "url": "javascript:alert(1)"}],
 "events": [
 {"id": "e1", "label": "Ministers <i>meet</i>", "date": "2024-02-08", "kind": "meeting", "countries": ["US", "KZ"], "summary": "First line.\nSecond & last.",
  "articles": ["a1", "a2"], "quotes": [{"type": "direct", "speaker": "Ann \"Q\" Lee", "text": "</blockquote>We agree", "language": "en", "article": "a1"},
   {"type": "indirect", "speaker": "B", "text": "said so"}]},
 {"id": "e2", "label": "A fair", "date": "2024-02-05/2024-02-07", "place": {"name": "Astana"}},
 {"id": "e3", "label": "A month", "date": "2024-02~"},
 {"id": "e4", "label": "A year", "date": "2023"},
 {"id": "e5", "label": "Since then", "date": "2022-05/.."},
 {"id": "e6", "label": "No date"}]}"#;

fn run(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writing = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writing.join().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_page_is_one_file_without_script_and_hostile_text_is_text() {
    let page = run(&["list", "--format", "html", "-q", "-kind:visit", "-"], DATA);
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    // Everything that could run, load or break out of its place.
    for hostile in
        ["<script", "<i>meet", "<b>Talks", "</blockquote>We", "href=\"javascript", "src=", "onerror", "@import"]
    {
        assert!(!page.contains(hostile), "{hostile}: {page}");
    }
    for shown in [
        "<h1>&lt;b&gt;Talks&lt;/b&gt; &amp; more</h1>",
        "6 of 6, <code>-kind:visit</code>",
        "<h2 id=\"m2024-02\">February 2024</h2>",
        "<h3>Ministers &lt;i&gt;meet&lt;/i&gt;</h3>",
        "8 February 2024",
        "<p>First line.</p>",
        "&lt;/blockquote&gt;We agree",
        "Ann &quot;Q&quot; Lee",
        "≈ said so",
        "<a href=\"https://wire.example/?a=1&amp;b=&quot;2&quot;\" rel=\"noopener noreferrer\">&lt;script&gt;alert(1)&lt;/script&gt;</a>",
        "No link (javascript:alert(1))",
        "No date",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // Every element that is opened is closed.
    for tag in ["article", "blockquote", "ul", "li", "main", "h1", "h2", "h3", "code", "ol"] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    assert_eq!(page.matches("<article>").count(), 6);
    let table = run(&["stats", "--format", "html", "-"], DATA);
    assert!(table.contains("<th>what</th>") && table.contains("<td>total</td>"), "{table}");
    let quotes = run(&["list", "--view", "quotes", "--format", "html", "-"], DATA);
    assert!(quotes.contains("<td>&lt;/blockquote&gt;We agree</td>"), "{quotes}");
}

#[test]
fn what_timelinejs_shows_opens_again_as_data() {
    let written = run(&["list", "--format", "timelinejs", "-"], DATA);
    let timeline: Value = serde_json::from_str(&written).unwrap();
    let events = timeline["events"].as_array().unwrap();
    assert_eq!(events.len(), 5);
    assert!(timeline["title"]["text"]["text"].as_str().unwrap().contains("left out: 1"));
    let of = |id: &str| events.iter().find(|event| event["unique_id"] == id).unwrap();
    assert_eq!(of("e1")["start_date"], serde_json::json!({"year": 2024, "month": 2, "day": 8}));
    assert_eq!(of("e1")["text"]["headline"], "Ministers &lt;i&gt;meet&lt;/i&gt;");
    assert_eq!(of("e2")["end_date"], serde_json::json!({"year": 2024, "month": 2, "day": 7}));
    assert_eq!(of("e3")["start_date"]["month"], 2);
    assert!(of("e3")["start_date"]["day"].is_null(), "no day that was not written");
    assert_eq!(of("e4")["start_date"], serde_json::json!({"year": 2023}));
    assert_eq!(of("e5")["start_date"]["year"], 2022);
    // It is data again: the same events on the same days.
    let again = run(&["list", "--format", "csv", "-"], &written);
    for row in ["e1,2024-02-08,", "e2,2024-02-05/2024-02-07,", "e3,2024-02,", "e4,2023,"] {
        assert!(again.lines().any(|line| line.starts_with(row)), "{row}: {again}");
    }
    assert!(again.contains("Ministers <i>meet</i>") && again.contains("Second & last."), "{again}");
    let bundled = run(&["list", "--format", "timelinejs"], "");
    let count = |text: &str| text.lines().count();
    assert_eq!(
        count(&run(&["list", "--format", "plain", "-"], &bundled)),
        count(&run(&["list", "--format", "plain"], ""))
    );
}

#[test]
fn a_frame_is_printed_as_a_picture_in_the_colours_of_a_theme() {
    let frame = |more: &[&str]| run(&[&["--print", "80x24", "--format", "svg"], more].concat(), "");
    let dark = frame(&["--keys", "5jjjj"]);
    assert!(dark.starts_with("<svg ") && dark.ends_with("</svg>\n"));
    assert!(dark.contains("Kazakhstan") && dark.contains("#14161b") && dark.contains("#005f87"), "tints of numbers");
    let light = frame(&["--theme", "light"]);
    assert!(light.contains("fill=\"#ffffff\"") && !light.contains("#14161b"));
    let plain = frame(&["--color", "never"]);
    assert!(!plain.contains("#005f87") && plain.contains("Kazakhstan"));
    assert!(run(&["--print", "80x24", "--format", "text"], "").contains("oreline"));
}

//! Every record that is in the data is read, and what is no record is named: forms of data that once gave a wrong list
//! or no word at all.
//!
//! Each input stands in the test, with what a careful reader would expect of it. No test needs a terminal.

#![allow(clippy::unwrap_used)]

use super::trust::{ids, in_folder, oreline};
use std::fs;
use std::process::Command;

#[cfg(unix)]
#[test]
fn a_pipe_or_a_socket_in_a_folder_is_left_out_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), r#"{"events":[{"id":"a","label":"A"}]}"#).unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("b.json")).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("c.json")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("d.json")).unwrap();
    let ended = in_folder(folder.path(), &["list", "."]);
    assert!(ended.printed.starts_with("a\t") && ended.printed.lines().count() == 1, "{}", ended.printed);
    assert!(in_folder(folder.path(), &["check", "."]).printed.contains('3'));
}

/// What a shell command says with 64 files that may be open, in a folder of 400 files of an event each.
#[cfg(unix)]
fn with_few_files_open(arguments: &str) -> super::trust::Ended {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..400 {
        let event = format!("{{\"id\":\"e{n}\",\"label\":\"Event {n}\",\"summary\":\"rare earths of mine {n}\"}}\n");
        fs::write(folder.path().join(format!("{n:03}.jsonl")), event).unwrap();
    }
    let command = format!("ulimit -n 64; LC_ALL=C exec '{}' {arguments}", env!("CARGO_BIN_EXE_oreline"));
    let output = Command::new("sh").args(["-c", &command]).current_dir(folder.path()).output().unwrap();
    super::trust::Ended {
        printed: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_more_files_than_may_be_open_is_read_whole() {
    // What is listed, what is read again for a phrase, and what is printed as it stands.
    for (arguments, lines) in [
        ("list .", 400),
        ("list . -q '\"rare earths\"'", 400),
        ("convert .", 401),
        ("check .", 0),
        ("show e399 . --format jsonl", 2),
    ] {
        let ended = with_few_files_open(arguments);
        assert_eq!((ended.status, ended.printed.lines().count(), &ended.said[..]), (0, lines, ""), "{arguments}");
    }
    let frame = with_few_files_open(". --print 100x30 --keys '/\"mine 7\"<Enter><Enter>'").printed;
    assert!(frame.contains("rare earths of mine 7") && frame.contains("1 of 400 events"), "{frame}");
}

/// What `list` and `check` say in a folder, with 64 files that may be open.
#[cfg(unix)]
fn listed_and_checked(folder: &std::path::Path) -> [String; 3] {
    ["list . --format csv", "list . --format csv -q 'uranium id:e7'", "check ."].map(|arguments| {
        let command = format!("ulimit -n 64; LC_ALL=C exec '{}' {arguments}", env!("CARGO_BIN_EXE_oreline"));
        let output = Command::new("sh").args(["-c", &command]).current_dir(folder).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    })
}

#[cfg(unix)]
#[test]
fn thousands_of_files_are_what_one_file_of_their_lines_is() {
    use serde_json::json;

    // Every file says what the data is called; ids, entities and articles come again and again, and links lead from one
    // file to another.
    let file = |n: usize| {
        let title = if n == 0 { "News" } else { "" };
        let lines = [
            json!({"record": "dataset", "oreline": 1, "title": title}),
            json!({"record": "entity", "id": format!("p{}", n % 50), "name": format!("Person {}", n % 50), "country": "KZ"}),
            json!({"record": "event", "id": format!("e{}", if n % 10 == 9 { n / 7 } else { n }), "label": "Talk",
                "date": format!("20{:02}-{:02}", n % 25, n % 12 + 1), "summary": format!("uranium of mine {n}"),
                "participants": [format!("Person {}", n % 60)], "articles": [format!("a{}", n / 2)],
                "related": [format!("e{}", n / 3)]}),
            json!({"record": "article", "id": format!("a{}", n / 3), "headline": format!("Article {}", n / 3),
                "url": format!("https://example.org/{}", n / 3)}),
        ];
        lines.map(|line| line.to_string()).join("\n") + "\n"
    };
    let (many, one) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for n in 0..2_500 {
        fs::write(many.path().join(format!("{n:05}.jsonl")), file(n)).unwrap();
    }
    fs::write(one.path().join("all.jsonl"), (0..2_500).map(file).collect::<String>()).unwrap();
    let ([list, found, check], [one_list, one_found, one_check]) =
        (listed_and_checked(many.path()), listed_and_checked(one.path()));
    assert!(list == one_list, "the rows are the same");
    assert!(found == one_found && found.lines().count() == 2, "{found}\n{one_found}");
    // Each says the same of the same records, in the file in which they are.
    let faults = |said: &str| {
        let mut faults: Vec<String> =
            said.lines().filter_map(|line| Some(line.splitn(5, ':').nth(4)?.to_owned())).collect();
        faults.sort();
        faults
    };
    assert_eq!(faults(&check), faults(&one_check));
    assert!(check.contains("another `date`") && check.contains("no article has the id"), "{check}");
}

#[test]
fn a_file_that_is_no_text_is_refused_before_it_is_kept() {
    #[cfg(target_os = "linux")]
    {
        let ended = oreline(&[], &["list", "/dev/zero"]);
        assert!(ended.status == 1 && ended.said.contains("no text"), "{}", ended.said);
    }
    for bytes in [vec![0; 100_000], vec![7; 3_000_000], b"\x1b[2J".repeat(50_000)] {
        let ended = oreline(&[("d.bin", &bytes)], &["list", "d.bin"]);
        assert!(ended.status == 1 && ended.said.contains("no text"), "{}", ended.said);
        // What is shown of it fits a line.
        assert!(ended.said.lines().all(|line| line.chars().count() < 120), "{}", ended.said);
    }
}

#[cfg(unix)]
#[test]
fn a_stream_without_end_that_is_no_data_is_refused_as_a_file_is() {
    let said = |stream: &str| {
        let command = format!("{stream} | LC_ALL=C '{}' list -", env!("CARGO_BIN_EXE_oreline"));
        let output = Command::new("sh").args(["-c", &command]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{stream}");
        String::from_utf8(output.stderr).unwrap()
    };
    for (line, stream) in [("just words", "yes 'just words'"), ("", "yes ''"), ("\u{1}", "yes \u{1}")] {
        let said = said(stream).replace("standard input", "d.json");
        let whole = format!("{line}\n").repeat(1 << 20);
        assert_eq!(said, oreline(&[("d.json", whole.as_bytes())], &["list", "d.json"]).said, "{stream}");
    }
}

fn labels(file: &str, contents: &[u8]) -> String {
    let ended = oreline(&[(file, contents)], &["list", "--format", "plain", file]);
    let mut labels: Vec<&str> = ended.printed.lines().map(|line| line.split('\t').nth(3).unwrap()).collect();
    labels.sort_unstable();
    labels.join(" ")
}

#[test]
fn every_record_of_concatenated_data_is_read() {
    // A dataset a line, with and without its version or the word `record`.
    let set = |label: &str| format!("{{\"oreline\":1,\"title\":\"T\",\"events\":[{{\"label\":\"{label}\"}}]}}\n");
    assert_eq!(labels("two.jsonl", format!("{}{}", set("A"), set("B")).as_bytes()), "A B");
    let mixed = format!("{}{}", set("A"), "{\"record\":\"event\",\"label\":\"B\"}\n");
    assert_eq!(labels("mixed.jsonl", mixed.as_bytes()), "A B");
    let with_record = "{\"record\":\"dataset\",\"oreline\":1,\"events\":[{\"label\":\"A\"}]}\n{\"label\":\"B\"}\n";
    assert_eq!(labels("with-record.jsonl", with_record.as_bytes()), "A B");
    let bare = "{\"events\":[{\"label\":\"A\"}]}\n{\"articles\":[],\"events\":[{\"label\":\"B\"}]}\n";
    assert_eq!(labels("without-version.jsonl", bare.as_bytes()), "A B");
    // Objects over several lines, as `jq '.events[]'` prints them; lines that end in a comma; arrays; several a line.
    assert_eq!(labels("two.json", b"{\n \"label\": \"A\"\n}\n{\n \"label\": \"B\"\n}\n"), "A B");
    assert_eq!(labels("commas.jsonl", b"{\"label\":\"A\"},\n{\"label\":\"B\"},\n"), "A B");
    assert_eq!(labels("arrays.jsonl", b"[{\"label\":\"A\"}]\n[{\"label\":\"B\"},{\"label\":\"C\"}]\n"), "A B C");
    assert_eq!(labels("one-line.jsonl", b"{\"label\":\"A\"} {\"label\":\"B\"}\n{\"label\":\"C\"}\n"), "A B C");
    assert_eq!(labels("before.jsonl", b"{\"label\":\"A\"}\n,{\"label\":\"B\"}\n , {\"label\":\"C\"}\n"), "A B C");
    // What stands in a line and what stands in several, in turn.
    let several = |label: &str| set(label).replace("{\"label\"", "\n  {\"label\"").replacen('{', "{\n  ", 1);
    assert_eq!(labels("turns.json", format!("{}{}{}", set("A"), several("B"), set("C")).as_bytes()), "A B C");
    assert_eq!(labels("later.json", format!("{}{}{}", set("A"), set("B"), several("C")).as_bytes()), "A B C");
    // A record that was cut is lost alone.
    assert_eq!(labels("cut.jsonl", b"{\"label\":\"A\"}\n{\"label\":\n{\"label\":\"C\"}\n"), "A C");
    assert_eq!(labels("marks.jsonl", "\u{feff}{\"label\":\"A\"}\n\u{feff}{\"label\":\"B\"}\n".as_bytes()), "A B");
}

/// The problems of `check`, a line each, and its status.
fn check(data: &str) -> (String, i32) {
    let ended = oreline(&[("d.json", data.as_bytes())], &["check", "d.json"]);
    (ended.printed, ended.status)
}

#[test]
fn what_is_no_record_is_named_and_the_rest_kept() {
    let (said, status) = check("{\"record\":\"quote\",\"label\":\"A\"}\n{\"record\":\"event\",\"label\":\"B\"}\n");
    assert!(said.contains("no kind of record is called quote: dataset, entity, article, event"), "{said}");
    assert_eq!(status, 1);
    let ended = oreline(&[("d.json", b"{\"oreline\":1,\"event\":[{\"label\":\"A\"}]}")], &["list", "d.json"]);
    assert!(ended.status == 1 && ended.said.contains("events"), "{}", ended.said);
    let (said, _) = check(
        "{\"events\":[{\"label\":\"A\",\"contries\":[\"KZ\"]},{\"label\":\"B\",\"contries\":[\"US\"]},{\"label\":\"C\",\"particpants\":[\"X\"]}]}",
    );
    assert!(said.contains("contries") && said.contains("countries") && said.contains('2'), "{said}");
    assert!(said.contains("particpants") && said.contains("participants"), "{said}");
    // Of short names only two letters that have changed places.
    let (said, _) = check(
        r#"{"events":[{"label":"A","dtae":"2024","participants":[{"nmae":"Bo","rloe":"x"}],"quotes":[{"txet":"q"}],"mine":1,"names":2}]}"#,
    );
    for (written, likely) in [("dtae", "date"), ("nmae", "name"), ("rloe", "role"), ("txet", "text")] {
        assert!(said.contains(&format!("unknown field `{written}`; `{likely}` may be meant")), "{written}: {said}");
    }
    assert!(said.contains("unknown field `mine`; it is kept"), "{said}");
}

#[test]
fn words_of_the_format_are_read_whatever_their_case() {
    let data = r#"{"events":[{"id":"a","label":"A","date":"2024","kind":"Export Control","dateBasis":"Stated","confidence":"LOW",
        "countries":["US",{"code":"KZ","part":"Mentioned"},{"code":"MN","part":"HOST"}],
        "participants":[{"name":"Mint","schema":"public body","part":"Mentioned"},{"name":"Bo","schema":"person"}],
        "quotes":[{"text":"q","type":"Indirect"}],"articles":[{"headline":"H","dateBasis":"Published"}]}]}"#;
    assert_eq!(check(data), (String::new(), 0));
    for (query, found) in
        [("kind:export-control", "a"), ("confidence:low", "a"), ("basis:stated", "a"), ("org:Mint", "a")]
    {
        assert_eq!(ids(data, &["list", "-q", query]), found, "{query}");
    }
    let run = |arguments: &[&str]| oreline(&[("d.json", data.as_bytes())], &[arguments, &["d.json"]].concat()).printed;
    assert_eq!(run(&["pairs"]), "MN\tUS\t1\t1\t2024\t2024\n", "a country that is only mentioned took no part");
    assert_eq!(run(&["list", "--view", "people"]), "Bo\t\t1\t2024\t2024\n");
    let written = run(&["convert"]);
    for word in [
        "export-control",
        "\"stated\"",
        "\"low\"",
        "\"mentioned\"",
        "\"host\"",
        "PublicBody",
        "\"indirect\"",
        "\"published\"",
    ] {
        assert!(written.contains(word), "{word}: {written}");
    }
    assert_eq!(oreline(&[("w.jsonl", written.as_bytes())], &["convert", "w.jsonl"]).printed, written);
}

#[test]
fn a_word_for_person_is_read_whatever_its_case() {
    let data = r#"{"events":[{"id":"a","label":"A","participants":[{"name":"Ann Lee","schema":"person"},{"name":"Acme","schema":"company"}]}]}"#;
    assert_eq!(check(data), (String::new(), 0));
    assert_eq!(ids(data, &["list", "-q", "org:Acme"]), "a");
    assert_eq!(ids(data, &["list", "-q", "org:Lee"]), "");
}

#[test]
fn a_mention_takes_no_part_away() {
    let one: &[u8] = br#"{"events":[{"id":"e1","label":"Pact","date":"2024","countries":["KZ","US"]}]}"#;
    let two: &[u8] =
        br#"{"events":[{"id":"e1","label":"Pact","date":"2024","countries":[{"code":"KZ","part":"mentioned"}]}]}"#;
    for order in [["one.json", "two.json"], ["two.json", "one.json"]] {
        let ended = oreline(&[("one.json", one), ("two.json", two)], &["pairs", order[0], order[1]]);
        assert_eq!(ended.printed, "KZ\tUS\t1\t1\t2024\t2024\n", "{order:?}");
    }
    for list in [r#"["KZ","US",{"code":"KZ","part":"mentioned"}]"#, r#"[{"code":"KZ","part":"mentioned"},"US","KZ"]"#] {
        let data = format!(r#"{{"events":[{{"id":"e1","label":"Pact","date":"2024","countries":{list}}}]}}"#);
        let ended = oreline(&[("d.json", data.as_bytes())], &["pairs", "d.json"]);
        assert_eq!(ended.printed, "KZ\tUS\t1\t1\t2024\t2024\n", "{list}");
    }
}

#[test]
fn facts_of_two_datasets_that_differ_are_listed() {
    let one: &[u8] =
        br#"{"oreline":1,"title":{"en":"My set"},"license":"CC BY 4.0","events":[{"id":"e1","label":"L"}]}"#;
    let two: &[u8] = br#"{"oreline":1,"title":"Second","license":"ODbL","events":[{"id":"e9","label":"Z"}]}"#;
    let ended = oreline(&[("one.json", one), ("two.json", two)], &["check", "one.json", "two.json"]);
    assert!(ended.printed.contains("title") && ended.printed.contains("license"), "{}", ended.printed);
    assert_eq!(ended.status, 1);
    let written = oreline(&[("one.json", one), ("two.json", two)], &["convert", "one.json", "two.json"]).printed;
    let first = written.lines().next().unwrap();
    assert!(first.contains("My set") && !first.contains("Second") && first.contains("CC BY 4.0"), "{first}");
}

#[test]
fn two_records_that_differ_in_an_unknown_field_are_two() {
    let data = r#"{"events":[{"label":"A","date":"2024","mine":1},{"label":"A","date":"2024","mine":2},{"label":"B","date":"2024"},{"date":"2024","label":"B"}]}"#;
    assert_eq!(ids(data, &["list"]).split(' ').count(), 3);
}

/// Two records of one article, and events that name one or the other, or write it in place.
const ONE_ADDRESS: &str = r#"{"record":"article","id":"a1","url":"https://x.example/1","headline":"First headline","articleBody":"alpha words here"}
{"record":"article","id":"a2","url":"HTTPS://X.example/1#top","headline":"Second headline","articleBody":"beta words there"}
{"record":"event","id":"e1","label":"One","articles":["a1"]}
{"record":"event","id":"e2","label":"Two","articles":["a2",{"url":"https://x.example/1","headline":"Third headline"}],"participants":[{"name":"Ann Lee","articles":["a2","a1"]}],"quotes":[{"type":"direct","speaker":"Ann Lee","text":"beta words","article":"a2"}]}
"#;

#[test]
fn articles_of_one_address_are_one_and_their_headlines_and_texts_are_warnings() {
    let (printed, status) = check(ONE_ADDRESS);
    for (place, field) in [("d.json:2", "headline"), ("d.json:2", "articleBody"), ("d.json:4", "headline")] {
        let is_named = |line: &str| line.contains(place) && line.contains(&format!("`{field}`"));
        assert!(printed.lines().any(is_named), "{place} {field} in {printed}");
    }
    let warnings = printed.lines().filter(|line| line.contains("with this address")).count();
    assert_eq!((status, warnings), (1, 3), "{printed}");
    assert_eq!(ids(ONE_ADDRESS, &["list", "-q", "has:problem"]), "e2", "the article in it has another headline");
}

#[test]
fn each_text_of_an_article_is_searched_and_none_is_shown_twice() {
    for query in ["alpha", "beta", "\"beta words there\"", "\"alpha words\"", "first", "second"] {
        assert_eq!(ids(ONE_ADDRESS, &["list", "-q", query]), "e1 e2", "{query}");
    }
    assert_eq!(ids(ONE_ADDRESS, &["list", "-q", "third"]), "e2", "what is written inside an event is of that event");
    let shown = oreline(&[("d.jsonl", ONE_ADDRESS.as_bytes())], &["show", "e2", "d.jsonl"]).printed;
    assert_eq!(shown.matches("https://x.example/1").count(), 1, "{shown}");
    assert!(!shown.contains("a2"), "{shown}");
    let listed = oreline(&[("d.jsonl", ONE_ADDRESS.as_bytes())], &["list", "d.jsonl"]).printed;
    assert!(listed.lines().all(|line| line.split('\t').nth(7) == Some("a1")), "{listed}");
    assert_eq!(ids(ONE_ADDRESS, &["list", "--view", "articles"]), "a1");
}

#[test]
fn articles_of_one_address_that_agree_are_no_warning() {
    let agree = ONE_ADDRESS
        .replace("Second", "First")
        .replace("Third", "First")
        .replace(r#","articleBody":"beta words there""#, "")
        .replace(r#""beta words""#, r#""alpha words""#);
    assert_eq!(check(&agree), (String::new(), 0));
}

/// Articles without a headline: of two events, of one without a publisher, of none; and one with a headline.
const UNTITLED: &str = r#"{"record":"article","id":"a1","url":"https://www.x.example/1","publisher":"Orda.kz"}
{"record":"article","id":"a2","url":"https://www.y.example/2"}
{"record":"article","id":"a3","url":"https://z.example/3","publisher":"Alone"}
{"record":"article","id":"a4","headline":"Its own","publisher":"Orda.kz"}
{"record":"event","id":"late","label":{"en":"Signing","ru":"Подписание"},"date":"2024-05-01","articles":["a1","a4"]}
{"record":"event","id":"early","label":{"en":"Talks","ru":"Переговоры"},"date":"2024-02-01","articles":["a1","a2"]}
{"record":"event","id":"undated","label":"Later","articles":["a1"]}
"#;

#[test]
fn an_article_without_a_headline_is_called_by_publisher_and_first_event() {
    let run = |arguments: &[&str]| oreline(&[("d.jsonl", UNTITLED.as_bytes())], &[arguments, &["d.jsonl"]].concat());
    let listed = |arguments: &[&str]| run(&[&["list", "--view", "articles"], arguments].concat()).printed;
    let expected = [
        (&[][..], ["[Orda.kz — Talks (+2)]", "[y.example — Talks]"]),
        (&["--lang", "ru"], ["[Orda.kz — Переговоры (+2)]", "[y.example — Переговоры]"]),
        (&["--format", "csv"], ["[Orda.kz — Talks (+2)]", "[y.example — Talks]"]),
        (&["--format", "md"], ["Orda.kz — Talks (+2)", "y.example — Talks"]),
    ];
    for (arguments, titles) in expected {
        let listed = listed(arguments);
        assert!(titles.iter().all(|title| listed.contains(title)), "{arguments:?}: {listed}");
        assert!(listed.contains("Its own") && !listed.contains("[Alone"), "{arguments:?}: {listed}");
    }
    assert!(run(&["show", "a1"]).printed.contains("title\t[Orda.kz — Talks (+2)]"));
    let json = listed(&["--format", "jsonl"]);
    assert!(!json.contains("+2") && json.matches("headline").count() == 1, "{json}");
}

#[test]
fn articles_that_differ_in_an_unknown_field_are_two() {
    // Records, written in place (as an event that is read in one walk, and as one that is not), and what they carry.
    let two = |one: &str| format!("{},{}", one.replace("MINE", "1"), one.replace("MINE", "2"));
    let articles = |data: &str| ids(data, &["list", "--view", "articles"]).split(' ').count();
    let record = two(r#"{"headline":"H","publisher":"P","mine":MINE}"#);
    assert_eq!(articles(&format!(r#"{{"articles":[{record},{record}]}}"#)), 2);
    for foreign in ["", r#","mood":"fine""#] {
        let place = two(r#"{"headline":"H","datePublished":"2024","credit":"MINE"}"#);
        let data = format!(r#"{{"events":[{{"id":"e","label":"L","articles":[{place}]{foreign}}}]}}"#);
        assert_eq!(articles(&data), 2, "{data}");
        let place = two(r#"{"headline":"H","datePublished":"2024","mine":MINE}"#);
        let data = format!(r#"{{"events":[{{"id":"e","label":"L","articles":[{place}]{foreign}}}]}}"#);
        assert_eq!(articles(&data), 2, "{data}");
    }
    // One article by its address, and two events that it carries.
    let carried = two(r#"{"headline":"H","url":"https://a.example/1","persons":["Ann"],"date":"2024","mine":MINE}"#);
    let data = format!(r#"{{"articles":[{carried},{carried}]}}"#);
    assert_eq!((articles(&data), ids(&data, &["list"]).split(' ').count()), (1, 2));
}

#[test]
fn ids_that_were_filled_in_stay_when_the_data_is_written_and_read_again() {
    let data = r#"{"articles":[{"title":"H","persons":["Ann"],"date":"2024","mine":{"b":[1,2.50,"\u0416"],"a":null}}],"events":[{"title":"L","mood":1,"articles":[{"title":"T","mine":1},{"url":"https://a.example/1"}]}]}"#;
    let written = oreline(&[("d.json", data.as_bytes())], &["convert", "d.json"]).printed;
    for view in ["events", "articles"] {
        assert_eq!(ids(data, &["list", "--view", view]), ids(&written, &["list", "--view", view]), "{written}");
    }
    // Order and blanks do not matter, nor how a letter or a number is written.
    let other = r#"{ "articles":[ { "date":"2024","mine":{"a":null, "b":[1,2.5,"Ж"]},"persons":["Ann"],"title":"H"}],"events":[]}"#;
    assert!(ids(data, &["list", "--view", "articles"]).contains(&ids(other, &["list", "--view", "articles"])));
}

#[test]
fn an_object_without_events_is_an_error_that_names_the_likely_field() {
    for (data, name, likely) in [
        (r#"{"event":[{"label":"A"}]}"#, "event", "events"),
        ("{\n  \"artcles\": [{\"headline\": \"A\"}]\n}", "artcles", "articles"),
        ("{\n  \"title\": \"T\",\n  \"evnets\": [{\"label\": \"A\"}]\n}", "evnets", "events"),
        // A title alone is that of a dataset as well as of an event.
        (r#"{"title":"T","evnets":[{"label":"A"}]}"#, "evnets", "events"),
        (r#"{"title":{"en":"T"},"language":"en","aricles":[{"headline":"A"}]}"#, "aricles", "articles"),
        (r#"{"description":"D","entites": [ {"id":"a","name":"A"} ]}"#, "entites", "entities"),
    ] {
        let ended = oreline(&[("d.json", data.as_bytes())], &["list", "d.json"]);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{data}");
        let said = format!("no list of records is called {name}; {likely} is meant?");
        assert!(ended.said.contains(&said), "{data}: {}", ended.said);
    }
    for (data, said) in [
        (r#"{"oreline":1,"event":{"label":"A"}}"#, "no list of records is called event; events is meant?"),
        (
            r#"{"oreline":1,"records":[{"label":"A"}]}"#,
            "no list of records is called records: events, articles, entities",
        ),
        ("{\"oreline\": 1,\n \"title\": \"T\",\n \"items\": [\n {\"label\": \"A\"}]\n}", "is called items"),
    ] {
        let ended = oreline(&[("d.json", data.as_bytes())], &["list", "d.json"]);
        assert!(ended.status == 1 && ended.said.contains(said), "{data}: {} {}", ended.printed, ended.said);
    }
    // A dataset may carry along what it likes beside a list that is one.
    assert_eq!(ids(r#"{"oreline":1,"records":[{"x":1}],"events":[{"id":"a","label":"A"}]}"#, &["list"]), "a");
    for line in [r#"{"title":"T","evnets":[{"label":"A"}]}"#, r#"{"title":"T","articels":[{"headline":"A"}]},"#] {
        let lines = format!("{{\"id\":\"b\",\"label\":\"B\"}}\n{line}\n{{\"id\":\"c\",\"label\":\"C\"}}\n");
        assert_eq!(ids(&lines, &["list"]), "b c", "{line}");
        let (said, _) = check(&lines);
        assert!(said.contains("d.json:2:") && said.contains("error: no list of records is called"), "{said}");
    }
    // What is a record is one, whatever else it has.
    for record in [
        r#"{"label":"A","evnets":[{"label":"B"}]}"#,
        r#"{"title":"A","date":"2024","evnets":[{"label":"B"}]}"#,
        r#"{"title":"A","evnets":["B"]}"#,
    ] {
        assert!(check(record).0.contains("/evnets: unknown field `evnets`"), "{}", check(record).0);
    }
    // Beside records it costs its own line only.
    let lines = "{\"event\":[{\"label\":\"A\"}]}\n{\"id\":\"b\",\"label\":\"B\"}\n";
    assert_eq!(ids(lines, &["list"]), "b");
    assert!(check(lines).0.contains("d.json:1:10: error: no list of records is called event"), "{}", check(lines).0);
}

#[test]
fn a_first_line_may_be_long() {
    let long = "мир ".repeat(200_000);
    let (event, article) = (r#"{"id":"a","label":"A","summary":"LONG"}"#, r#"{"title":"A","text":"LONG"}"#);
    for record in [event, article] {
        let record = record.replace("LONG", &long);
        let more = "{\"id\":\"b\",\"label\":\"B\"}\n";
        let count = |data: &str| ids(data, &["list"]).split(' ').count();
        assert_eq!(count(&format!("{record}\n{more}")), 2);
        assert_eq!(count(&format!("{record},\n{more}")), 2);
        assert_eq!(count(&format!("{more}{record}\n{more}")), 2);
        assert_eq!(count(&record), 1);
    }
    let document = format!("{{\"events\":[{}]}}", event.replace("LONG", &long));
    assert_eq!(ids(&document, &["list"]), "a");
    assert_eq!(ids(&format!("{document}\n{document}\n"), &["list"]), "a");
}

/// The most memory that `oreline check FILE` had, in bytes.
#[cfg(target_os = "linux")]
fn most_memory(file: &std::path::Path) -> u64 {
    most_memory_of(&["check"], file)
}

/// The most memory that a command had with a file, in bytes.
#[cfg(target_os = "linux")]
fn most_memory_of(command: &[&str], file: &std::path::Path) -> u64 {
    let arguments = [command, &["--no-cache"]].concat();
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    command.env("LC_ALL", "C");
    let mut child = command.args(arguments).arg(file).stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        // A process that has just ended has no such line.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        most = most.max(1024 * kilobytes.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    most
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_line_costs_at_most_twice_its_length() {
    const LENGTH: usize = 24 << 20;
    let file = |record: &str, text: &str| {
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        let line = record.replace("LONG", &text.repeat(LENGTH / text.len()));
        std::io::Write::write_all(&mut file, format!("{line}\n{{\"id\":\"b\",\"label\":\"B\"}}\n").as_bytes()).unwrap();
        file
    };
    let short = file(r#"{"id":"a","label":"A"}"#, "x");
    let without = most_memory(short.path());
    for (record, text) in [
        (r#"{"id":"a","label":"A","summary":"LONG"}"#, "uranium deal, Talks in Astana. "),
        (r#"{"record":"article","id":"a","headline":"A","articleBody":"LONG"}"#, "мир и труд "),
        (r#"{"id":"a","label":"A","mine":"LONG"}"#, "whatever "),
        (r#"{"id":"a","label":"LONG"}"#, "Talks on uranium "),
    ] {
        let most = most_memory(file(record, text).path()) - without;
        // Some of what is read in pieces comes on top.
        assert!(most <= 2 * LENGTH as u64 + (8 << 20), "{record}: {} MB for {} MB", most >> 20, LENGTH >> 20);
    }
}

/// Shown in the browser too, of which the first million characters are.
#[cfg(target_os = "linux")]
#[test]
fn a_long_line_costs_little_more_where_it_is_shown() {
    const LENGTH: usize = 18 << 20;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.jsonl");
    let text = "Talks on uranium in Astana. ";
    let write = |record: &str, length: usize| {
        let words = text.repeat(length / text.len());
        let lines = format!("{}\n{{\"id\":\"b\",\"label\":\"B\"}}\n", record.replace("LONG", &words));
        fs::write(&path, lines).unwrap();
    };
    let summary = r#"{"id":"a","label":"A","date":"2024","summary":"LONG"}"#;
    let said = r#"{"id":"a","label":"A","date":"2024","quotes":[{"text":"LONG"}]}"#;
    for (record, command) in [(summary, &["--print", "100x30"]), (said, &["--print", "100x30"]), (said, &["show", "a"])]
    {
        write(record, 2 << 20);
        let without = most_memory_of(command, &path);
        write(record, LENGTH);
        let cost = most_memory_of(command, &path) - without.min(40 << 20);
        assert!(cost <= 2 * LENGTH as u64 + (8 << 20), "{command:?}: {} MB, {record}", cost >> 20);
    }
    write(summary, 2 << 20);
    let shown = in_folder(folder.path(), &["--print", "80x24", "--keys", "<Enter>G", "d.jsonl"]).printed;
    assert!(shown.contains("more characters"), "{shown}");
}

/// Each word has a place in the index, which costs many times what a short word is long.
#[cfg(target_os = "linux")]
#[test]
fn a_text_of_words_that_all_differ_costs_a_few_times_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.jsonl");
    let codes: Vec<String> = (0..600_000_u64).map(|n| format!("x{:x}", n * 7_919)).collect();
    let last = codes.last().unwrap();
    let record = |field: &str| format!("{{\"id\":\"a\",\"title\":\"A\",\"{field}\":\"{}\"}}\n", codes.join(" "));
    fs::write(&path, "{\"id\":\"a\",\"label\":\"A\"}\n").unwrap();
    let without = most_memory(&path);
    for field in ["summary", "articleBody"] {
        let line = record(field);
        fs::write(&path, &line).unwrap();
        let most = most_memory(&path) - without;
        // What stands in the index is bounded.
        assert!(most <= 3 * line.len() as u64 + (24 << 20), "{} MB for {}", most >> 20, line.len() >> 20);
        // What is not found is said, and shown and written all the same.
        let (said, status) = check(&line);
        assert!(said.contains("so many different words that 4") && status == 1, "{said}");
        assert_eq!(ids(&line, &["list", "-q", &codes[0]]).split(' ').count(), 1);
        assert!(in_folder(folder.path(), &["convert", "d.jsonl"]).printed.contains(last));
    }
    let event = record("summary");
    assert_eq!(ids(&event, &["list", "-q", "has:problem"]), "a");
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_very_many_parts_costs_little_more_than_its_length() {
    const LENGTH: usize = 3 << 20;
    let many = |part: &dyn Fn(usize) -> String| {
        let count = LENGTH / (part(100_000).len() + 1);
        (0..count).map(|at| part(100_000 + at)).collect::<Vec<_>>().join(",")
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.jsonl");
    let text = |at: usize| format!("\"Some{at}\"");
    let records = [
        ("participants", format!("[{}]", many(&text))),
        ("related", format!("[{}]", many(&text))),
        ("articles", format!("[{}]", many(&|at| format!("{{\"headline\":\"H{at}\"}}")))),
        (
            "quotes",
            format!("[{}]", many(&|at| format!("{{\"type\":\"indirect\",\"speaker\":\"S{at}\",\"text\":\"w{at}\"}}"))),
        ),
        ("label", format!("{{{}}}", many(&|at| format!("\"l-{at}\":\"x\"")))),
        ("unknown", format!("0,{}", many(&|at| format!("\"f{at}\":1")))),
        ("nested", format!("[{}]", many(&|_| "[[[[]]]]".to_owned()))),
    ];
    let mut without = 0;
    for (field, parts) in [("topics", "[]".to_owned())].into_iter().chain(records) {
        let line =
            format!("{{\"id\":\"a\",\"summary\":\"A\",\"{field}\":{parts}}}\n{{\"id\":\"b\",\"label\":\"B\"}}\n");
        fs::write(&path, &line).unwrap();
        let most = most_memory(&path);
        if without == 0 {
            without = most;
        }
        // Of parts that are read, each takes its place in the index: that does not grow with the line.
        let allowed = 2 * line.len() as u64 + (48 << 20);
        assert!(most - without <= allowed, "{field}: {} MB for {} MB", (most - without) >> 20, line.len() >> 20);
        let (said, status) = check(&line);
        let is_left_out = !["topics", "nested"].contains(&field);
        assert_eq!(said.contains("of which the first 10000 are read"), is_left_out, "{field}: {said:.200}");
        assert_eq!(status, i32::from(is_left_out), "{field}");
    }
}

#[test]
fn a_direct_quote_that_is_not_in_its_article_is_a_warning() {
    let article = |id: &str, body: &str| format!(r#"{{"id":"{id}","headline":"H","articleBody":"{body}"}}"#);
    let quote = |event: &str, text: &str, more: &str| {
        format!(r#"{{"id":"{event}","label":"L","articles":["whole","cut"],"quotes":[{{"text":"{text}"{more}}}]}}"#)
    };
    let text = "He said: «We will build\\n it here, in the steppe, in two years».";
    let carried = format!(
        r#"{{"id":"own","headline":"H","articleBody":"{text}","quotes":[{{"text":"We sold it"}},{{"text":"We will build it"}}]}}"#
    );
    let events = [
        quote("right", "We will build it here", r#","article":"whole""#),
        quote("left-out", "We will build it […] in two years", r#","article":"whole""#),
        quote("wrong", "We will sell it", r#","article":"whole""#),
        quote("paraphrase", "They will sell it", r#","article":"whole","type":"indirect""#),
        quote("of-two", "We will sell it", r#","article":["whole","other"]"#),
        quote("of-neither", "We will burn it", r#","article":["whole","other"]"#),
        quote("cut", "We will sell it", r#","article":"cut""#),
        quote("no-text", "We will sell it", r#","article":["whole","bare"]"#),
        quote("untied", "We will sell it", ""),
        r#"{"id":"only","label":"L","articles":["whole"],"quotes":[{"text":"We will"},{"text":"Gone"}]}"#.to_owned(),
        format!(
            r#"{{"id":"inline","label":"L","articles":[{}],"quotes":[{{"text":"Gone"}}]}}"#,
            article("in-place", "Here it is.")
        ),
    ];
    let data = format!(
        r#"{{"articles":[{},{},{},{{"id":"bare","headline":"H"}},{carried}],"events":[{}]}}"#,
        article("whole", text),
        article("cut", "The beginning of it…"),
        article("other", "We will sell it, said another."),
        events.join(","),
    );
    let (said, status) = check(&data);
    assert_eq!((said.lines().count(), status), (5, 1), "{said}");
    for (pointer, article) in [
        ("wrong /quotes/0", "whole"),
        ("of-neither /quotes/0", "whole"),
        ("only /quotes/1", "whole"),
        ("inline /quotes/0", "in-place"),
        ("/quotes/0", "own"),
    ] {
        let line =
            format!("{pointer}: the words of this direct quote do not stand in the text of the article {article};");
        assert!(said.contains(&line) && said.contains("d.json:1:"), "{line}: {said}");
    }
    let found = ids(&data, &["list", "-q", "has:problem"]);
    assert!(found.ends_with("inline of-neither only wrong") && found.split(' ').count() == 5, "{found}");
    // Lines, whose articles come after their events.
    let lines: Vec<String> =
        [&events[2], &events[0], &article("whole", text).replacen('{', "{\"record\":\"article\",", 1)]
            .map(|line| line.replace(",\"cut\"", "") + "\n")
            .to_vec();
    let (said, _) = check(&lines.concat());
    assert!(said.starts_with("d.json:1:1: warning: wrong /quotes/0") && said.lines().count() == 1, "{said}");
}

/// A small file that unpacks to 64 MB: an event, and blanks.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"{\"id\":\"a\",\"label\":\"A\"}\n").unwrap();
    let mut blanks = vec![b' '; 1 << 20];
    blanks[0] = b'\n';
    (0..64).for_each(|_| packed.write_all(&blanks).unwrap());
    packed.write_all(b"\n{\"id\":\"b\",\"label\":\"B\"}\n").unwrap();
    packed.finish().unwrap()
}

#[test]
fn unpacking_stops_where_it_is_far_more_than_was_packed() {
    let bomb = bomb();
    let run = |arguments: &[&str]| oreline(&[("d.gz", &bomb)], arguments);
    for command in ["list", "stats", "check", "convert"] {
        let ended = run(&[command, "d.gz", "--unpack-limit", "1M"]);
        assert_eq!(ended.status, 1, "{command}: {}", ended.said);
        assert!(
            ended.said.contains("d.gz: unpacking has stopped") && ended.said.contains("--unpack-limit"),
            "{}",
            ended.said
        );
    }
    // Below the limit, which is 4 GB if nobody says otherwise, all of it is there.
    assert_eq!(run(&["list", "d.gz"]).printed.lines().count(), 2);
    assert_eq!(run(&["list", "d.gz", "--unpack-limit", "1G"]).printed.lines().count(), 2);
    // What is packed as texts are has no limit.
    let line =
        |n: u64| format!("{{\"label\":\"Deal {n}\",\"summary\":\"{:x}\"}}\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let text: String = (0..20_000).map(line).collect();
    let packed = ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let ended = oreline(&[("d.zst", &packed)], &["check", "d.zst", "--unpack-limit", "1K"]);
    assert_eq!((ended.status, &ended.said[..]), (0, ""));
    // The browser shows what came before, and says so in a box.
    let frame = run(&["d.gz", "--unpack-limit", "1M", "--print", "100x30"]).printed;
    assert!(frame.contains("[Not all of the data]") && frame.contains("--unpack-limit 20G"), "{frame}");
    assert!(frame.contains("1 of 1 event"), "{frame}");
    for size in ["80x24", "120x40", "200x60"] {
        let frame = run(&["d.gz", "--ui", "ru", "--unpack-limit", "1M", "--print", size]).printed;
        assert!(frame.contains("[Не все данные]") && frame.contains("распаковка остановлена"), "{frame}");
    }
    let ended = run(&["list", "d.gz", "--unpack-limit", "much"]);
    assert!(ended.status == 2 && ended.said.contains("a size such as 500M or 20G"), "{}", ended.said);
}

/// The ids of the events that `list` has with these arguments where the clocks are so many hours before those of UTC.
fn ids_at(hours: i64, arguments: &[&str], data: &std::path::Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_oreline"))
        .env("LC_ALL", "C")
        .args(["list", "--format", "plain"])
        .args(arguments)
        .arg(data)
        .env("TZ", format!("<here>-{hours}"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    printed.lines().filter_map(|line| line.split('\t').next().map(str::to_owned)).collect()
}

/// `today` is the day of the calendar where the user is, and so is what is counted from it.
#[test]
fn days_are_counted_from_the_local_day() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("days.jsonl");
    let seconds = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    for hours in [0, 14] {
        loop {
            let today = |seconds: i64| i32::try_from((seconds + hours * 3_600).div_euclid(86_400)).unwrap();
            let day = today(seconds());
            let line = |back: i32| {
                let (year, month, day) = oreline::door::model::Day(day - back).ymd();
                let date = format!("{year:04}-{month:02}-{day:02}");
                format!("{{\"record\":\"event\",\"id\":\"d{back}\",\"label\":\"E\",\"date\":\"{date}\"}}\n")
            };
            fs::write(&file, (-1..40).map(line).collect::<String>()).unwrap();
            let asked = |arguments: &[&str]| ids_at(hours, arguments, &file);
            let found = [
                asked(&["-q", "date:today"]),
                asked(&["-q", "date:yesterday"]),
                asked(&["--since", "-2d"]),
                asked(&["-q", "date:-1w..today -date:today"]),
                asked(&["--until", "-39d"]),
            ];
            // At midnight the day changes while it is asked.
            if today(seconds()) != day {
                continue;
            }
            let ids = |days: std::ops::RangeInclusive<i32>| days.map(|back| format!("d{back}")).collect::<Vec<_>>();
            assert_eq!(found, [ids(0..=0), ids(1..=1), ids(-1..=2), ids(1..=7), ids(39..=39)], "{hours}");
            break;
        }
    }
}

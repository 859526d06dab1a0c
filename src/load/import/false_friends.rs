//! Files that look like data of events and are none: what a server said instead of data, pages, counts for a month. They are
//! named for what they are, so that nobody looks for the fault in a map.

use super::names::{Meaning, meaning};
use super::outline::Outline;
use super::value::folded;
use crate::catalogue::Unmapped;

/// What a text that begins with markup is.
pub(super) fn of_markup(text: &str) -> Unmapped {
    let start: String = text.chars().take(400).collect::<String>().to_lowercase();
    if start.starts_with("<!doctype html")
        || start.contains("<html")
        || super::xml::beginning(text).0.is_some_and(is_of_page)
    {
        Unmapped::Page
    } else if start.contains("<teicorpus") {
        Unmapped::HeadOfCorpus
    } else if start.contains("<error") || start.contains("<fault") {
        Unmapped::ServerError
    } else {
        Unmapped::XmlOfNoMap
    }
}

/// Elements with which a page may begin, when only a part of it was saved.
const OF_PAGES: [&str; 22] = [
    "html", "head", "body", "meta", "link", "script", "style", "noscript", "div", "p", "span", "section", "article",
    "main", "header", "nav", "table", "ul", "h1", "h2", "iframe", "form",
];

/// Whether an element is one of pages.
pub(super) fn is_of_page(root: &str) -> bool {
    OF_PAGES.iter().any(|name| name.eq_ignore_ascii_case(root))
}

/// Whether a text with a tag at its beginning is a page.
pub(super) fn is_page(body: &str) -> bool {
    let start: String = body.chars().take(400).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.contains("<html")
}

/// What JSON is that holds no events: what a server says of a fault, or counts.
pub(super) fn of_json(outline: &Outline) -> Option<Unmapped> {
    let has = |name: &str| outline.has("", name);
    let is_list = |name: &str| outline.has_list(name);
    let holds_records = ["events", "articles", "data", "results", "items"].into_iter().any(is_list);
    let faults = ["error", "errors", "fault", "faults", "exception", "errormessage", "errorcode"];
    let says_more = [
        "status",
        "statuscode",
        "code",
        "documentationurl",
        "requestid",
        "success",
        "detail",
        "type",
        "timestamp",
        "path",
    ];
    let top = outline.names_at("");
    // What Django and others say, and nothing beside it.
    let is_only = !top.is_empty()
        && !is_list("")
        && top
            .iter()
            .all(|name| faults.contains(name) || says_more.contains(name) || ["message", "reason"].contains(name));
    let is_only =
        is_only && top.iter().any(|name| ["detail", "message", "reason"].contains(name) || faults.contains(name));
    let says_fault = faults.into_iter().any(has) || (has("message") && says_more.into_iter().any(has));
    if (says_fault || is_only) && !holds_records && !["title", "date", "label", "text"].into_iter().any(has) {
        return Some(Unmapped::ServerError);
    }
    let has_inside = |names: &[&str]| outline.lists().any(|list| names.iter().all(|name| outline.has(list, name)));
    if has_inside(&["start", "end", "text"]) && !has("date") && !has("title") {
        return Some(Unmapped::Transcript);
    }
    if has_inside(&["starttime", "endtime", "alternatives"]) || has_inside(&["start", "duration", "text"]) {
        return Some(Unmapped::Transcript);
    }
    if has("schema") && has_inside(&["prop", "value"]) {
        return Some(Unmapped::Statements);
    }
    if outline.lists().any(|list| is_filter(&outline.names_at(list))) {
        return Some(Unmapped::ListsOfWords);
    }
    if outline.lists().any(|list| are_counts(outline, list)) {
        return Some(Unmapped::CountsByPlace);
    }
    if has("sources") && is_list("sources") && outline.has("sources", "category") {
        return Some(Unmapped::ListOfSources);
    }
    if outline.only_lists_of_words() {
        return Some(Unmapped::ListsOfWords);
    }
    let is_volume = outline.has("timeline", "series") && outline.has("timeline.data", "value");
    is_volume.then_some(Unmapped::OnlyCounts)
}

/// What a table is that holds counts: a country, a year or a month, and numbers of events, but no words about any of them.
pub(super) fn of_table(header: &[String]) -> Option<Unmapped> {
    let (counts, times, places) = (OF_COUNTS, OF_TIMES, OF_PLACES);
    let name = |cell: &String| folded(cell.trim()).collect::<String>();
    let names: Vec<String> = header.iter().map(name).filter(|name| !name.is_empty()).collect();
    let is_one_of =
        |name: &String, words: &[&str]| words.contains(&name.trim_end_matches(|c: char| c.is_ascii_digit()));
    let has = |words: &[&str]| names.iter().any(|name| is_one_of(name, words));
    let says_more = header.iter().any(|cell| {
        matches!(
            meaning(cell.trim()),
            Some(
                Meaning::Label
                    | Meaning::Summary
                    | Meaning::Body
                    | Meaning::Headline
                    | Meaning::Url
                    | Meaning::Quote
                    | Meaning::Participants
                    | Meaning::Note
            )
        ) && !is_one_of(&name(cell), &counts)
            && !is_one_of(&name(cell), &places)
    });
    let is_counts = has(&counts) && has(&times) && has(&places) && !says_more;
    if is_counts {
        return Some(Unmapped::CountsByPlace);
    }
    let is_statements = ["prop", "value", "schema"].iter().all(|wanted| names.iter().any(|name| name == wanted));
    is_statements.then_some(Unmapped::Statements)
}

const OF_COUNTS: [&str; 10] =
    ["events", "fatalities", "incidents", "deaths", "count", "counts", "total", "number", "average", "value"];
const OF_TIMES: [&str; 7] = ["year", "month", "week", "quarter", "date", "period", "monthyear"];
const OF_PLACES: [&str; 10] =
    ["country", "countryname", "iso", "iso3", "admin1", "admin2", "region", "location", "state", "province"];

/// Whether the objects of a list have a time, numbers, perhaps a place, and nothing else.
fn are_counts(outline: &Outline, list: &str) -> bool {
    let names = outline.names_at(list);
    let has = |words: &[&str]| names.iter().any(|name| words.contains(name));
    let is_known = |name: &&str| OF_COUNTS.contains(name) || OF_TIMES.contains(name) || OF_PLACES.contains(name);
    let is_plain = |name: &&str| {
        let path = if list.is_empty() { (*name).to_owned() } else { format!("{list}.{name}") };
        !outline.has_list(&path)
    };
    has(&OF_COUNTS) && has(&OF_TIMES) && names.iter().all(|name| is_known(name) && is_plain(name))
}

/// Whether objects with these names are what one may choose from.
fn is_filter(names: &[&str]) -> bool {
    let has = |words: &[&str]| names.iter().any(|name| words.contains(name));
    let is_known = |name: &&str| {
        [
            "name", "label", "key", "field", "id", "title", "type", "values", "options", "choices", "buckets", "count",
            "selected",
        ]
        .contains(name)
    };
    has(&["values", "options", "choices", "buckets"])
        && has(&["name", "label", "key", "field", "id"])
        && names.iter().all(is_known)
}

/// What a text is that is neither data nor markup: subtitles.
pub(super) fn of_text(text: &str) -> Option<Unmapped> {
    let is_cue = text
        .lines()
        .take(6)
        .any(|line| line.split_once(" --> ").is_some_and(|(start, end)| start.contains(':') && end.contains(':')));
    is_cue.then_some(Unmapped::Subtitles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_from_events() {
        let header = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        for counts in
            ["Country,Year,incidents,average", "Country,Admin1,ISO3,Month,Year,Events,Fatalities", "iso,month,count"]
        {
            assert!(of_table(&header(counts)).is_some(), "{counts}");
        }
        for events in [
            "date,country,event,fatalities",
            "event_date,country,notes,fatalities",
            "Year,Country,Title",
            "date,country,city,perpetrator_group,fatalities",
            "year,event,category",
            "when,what,where",
        ] {
            assert!(of_table(&header(events)).is_none(), "{events}");
        }
    }

    #[test]
    fn what_a_server_says_is_told_from_data() {
        for fault in [
            r#"{"status":"error","code":"apiKeyMissing","message":"Your API key is missing"}"#,
            r#"{"error":{"code":429,"message":"Too many requests"}}"#,
            r#"{"timeline":[{"series":"Volume Intensity","data":[{"date":"20240208T000000Z","value":1.5}]}]}"#,
        ] {
            assert!(of_json(&Outline::of(fault)).is_some(), "{fault}");
        }
        for data in [
            r#"{"status":"ok","articles":[{"title":"Talks","message":"m"}]}"#,
            r#"{"title":"Talks","date":"2024","error":"none","message":"x"}"#,
            r#"[{"label":"Talks","code":1,"message":"m"}]"#,
        ] {
            assert_eq!(of_json(&Outline::of(data)), None, "{data}");
        }
        for other in [
            r#"{"message":"API rate limit exceeded","documentation_url":"https://example.org"}"#,
            r#"{"fault":{"faultstring":"Rate limit quota violation"}}"#,
            r#"{"segments":[{"start":0.0,"end":2.0,"text":"Hello"}],"text":"Hello"}"#,
            r#"{"status":"ok","sources":[{"id":"abc","name":"ABC","category":"general"}]}"#,
            r#"{"countries":["KZ","US"],"languages":["en"]}"#,
            r#"["KZ","US"]"#,
            r#"{"filters":[{"name":"country","values":["KZ"]},{"name":"topic","values":["x"]}]}"#,
            r#"{"facets":[{"field":"year","buckets":[{"key":"2024","count":3}]}]}"#,
            r#"{"detail":"Authentication credentials were not provided."}"#,
            r#"{"Message":"not authorized","__type":"AccessDenied"}"#,
            r#"{"error":"invalid_token","error_description":"it expired"}"#,
            r#"{"errors":[{"detail":"Not found","status":"404"}]}"#,
            r#"[{"country":"KZ","year":2024,"month":1,"events":3}]"#,
            r#"{"data":[{"date":"2024-02-08","count":4}]}"#,
            r#"{"results":[{"iso":"KZ","year":2024,"fatalities":4,"events":1}]}"#,
            r#"[{"text":"hello","start":0.0,"duration":2.0}]"#,
            r#"{"results":{"items":[{"start_time":"0.0","end_time":"1.0","alternatives":[{"content":"x"}]}]}}"#,
            r#"{"id":"Q1","schema":"Person","statements":[{"prop":"name","value":"Ann Lee"}]}"#,
        ] {
            assert!(of_json(&Outline::of(other)).is_some(), "{other}");
        }
        for data in [
            r#"{"events":[{"label":"Talks","topics":["a"]}]}"#,
            r#"{"countries":["KZ"],"label":"Talks"}"#,
            r#"{"countries":["KZ"],"people":[{"name":"Ann"}]}"#,
            r#"{"quotes":[{"start":1,"end":2,"text":"x"}],"date":"2024","title":"Talks"}"#,
            r#"[{"country":"KZ","year":2024,"events":[{"title":"Talks","date":"2024"}]}]"#,
            r#"[{"date":"2024-02-08","count":4,"title":"Talks"}]"#,
            r#"{"detail":"d","title":"Talks"}"#,
            r#"{"events":[{"name":"Talks","values":["x"],"date":"2024"}]}"#,
            "{}",
            "[]",
        ] {
            assert_eq!(of_json(&Outline::of(data)), None, "{data}");
        }
        for subtitles in
            ["WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nHello\n", "1\n00:00:00,000 --> 00:00:02,000\nHello\n"]
        {
            assert!(of_text(subtitles).is_some(), "{subtitles}");
        }
        assert_eq!(of_text("when,what\n2024,a --> b\n"), None);
        let statements = "canonical_id,entity_id,prop,prop_type,schema,value,dataset".split(',').map(str::to_owned);
        assert!(of_table(&statements.collect::<Vec<_>>()) == Some(Unmapped::Statements));
        assert!(of_markup("<?xml version=\"1.0\"?><svg>") == Unmapped::XmlOfNoMap);
        assert!(of_markup("<!DOCTYPE html><html>") == Unmapped::Page);
        assert!(of_markup("<?xml version=\"1.0\"?><teiCorpus xmlns=\"x\">") == Unmapped::HeadOfCorpus);
        assert!(of_markup("<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>") == Unmapped::ServerError);
    }
}

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
    // Some servers put all that they say into one field.
    let wrapped = match &outline.names_at("")[..] {
        [only] if !is_list(only) && !is_list("") => outline.names_at(only),
        _ => Vec::new(),
    };
    let says_wrapped = wrapped.contains(&"status") && wrapped.contains(&"message") || wrapped.contains(&"error");
    if says_wrapped && !outline.lists().any(|list| !list.is_empty()) {
        return Some(Unmapped::ServerError);
    }
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
        "title",
        "instance",
        "traceid",
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
    // A problem as RFC 9457 has it has a title too.
    let is_problem = has("title") && has("detail") && (has("status") || has("type"));
    let is_only = is_only && (!has("title") || is_problem || faults.into_iter().any(has));
    let says_fault = faults.into_iter().any(has) || (has("message") && says_more.into_iter().any(has));
    let is_record = (!is_only || has("date")) && ["title", "date", "label", "text"].into_iter().any(has);
    if (says_fault || is_only) && !holds_records && !is_record {
        return Some(Unmapped::ServerError);
    }
    let has_inside = |names: &[&str]| outline.lists().any(|list| names.iter().all(|name| outline.has(list, name)));
    if has_inside(&["start", "end", "text"]) && !has("date") && !has("title") {
        return Some(Unmapped::Transcript);
    }
    let is_of_seconds = has_inside(&["starttime", "endtime", "alternatives"])
        || has_inside(&["start", "duration", "text"])
        || has_inside(&["tstartms", "segs"])
        || (outline.has("results", "channels") && has_inside(&["alternatives"]))
        || (has_inside(&["transcript"]) && (has_inside(&["confidence"]) || has_inside(&["words"])));
    if is_of_seconds {
        return Some(Unmapped::Transcript);
    }
    if has("schema") && has_inside(&["prop", "value"]) {
        return Some(Unmapped::Statements);
    }
    let all_are = |is_one: &dyn Fn(&[&str]) -> bool| {
        outline.lists().next().is_some() && outline.lists().all(|list| is_one(&outline.names_at(list)))
    };
    if outline.lists().any(|list| is_filter(&outline.names_at(list))) || all_are(&is_choice) {
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
pub(super) fn of_table(header: &[String], rows: &[Vec<String>]) -> Option<Unmapped> {
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
    if is_volume(&names, rows) {
        return Some(Unmapped::OnlyCounts);
    }
    let is_transcript = ["start", "end", "text"].iter().all(|wanted| names.iter().any(|name| name == wanted))
        && names.len() <= 5
        && !rows.is_empty()
        && rows.iter().all(|row| row.first().is_some_and(|cell| is_second(cell)));
    if is_transcript {
        return Some(Unmapped::Transcript);
    }
    let is_statements = ["prop", "value", "schema"].iter().all(|wanted| names.iter().any(|name| name == wanted));
    is_statements.then_some(Unmapped::Statements)
}

/// Whether a table has a time in its first column and numbers in all others, and these do not say where or how an event was.
fn is_volume(names: &[String], rows: &[Vec<String>]) -> bool {
    let is_of = |words: &[&str], name: &String| words.contains(&name.as_str());
    let Some(first) = names.first().filter(|name| is_of(&OF_TIMES, name) || is_of(&["day", "time", "timestamp"], name))
    else {
        return false;
    };
    let says_more =
        |name: &String| name != first && (name.starts_with("lat") || name.starts_with("lon") || name == "id");
    let is_number = |cell: &String| {
        let cell = cell.trim().trim_start_matches('<').trim_end_matches('%');
        cell.is_empty() || cell.replace(',', ".").parse::<f64>().is_ok()
    };
    let series = names.iter().position(|name| name == "series");
    let counts = |row: &Vec<String>| {
        let others = row.iter().enumerate().skip(1).filter(|(at, _)| Some(*at) != series);
        row.len() > 1
            && others.clone().any(|(_, cell)| !cell.trim().is_empty())
            && others.map(|(_, cell)| cell).all(is_number)
    };
    rows.len() > 1 && !names.iter().any(says_more) && rows.iter().all(counts)
}

/// Whether a cell is a second of a recording: a number, or hours, minutes and seconds.
fn is_second(cell: &str) -> bool {
    let cell = cell.trim();
    cell.parse::<f64>().is_ok_and(|number| cell.len() != 4 || !(1000.0..2100.0).contains(&number))
        || (cell.contains(':') && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',')))
}

const OF_COUNTS: [&str; 16] = [
    "events",
    "fatalities",
    "incidents",
    "deaths",
    "count",
    "counts",
    "total",
    "number",
    "average",
    "value",
    "numberofevents",
    "numberofincidents",
    "reportedfatalities",
    "eventcount",
    "totalcount",
    "casecount",
];
const OF_TIMES: [&str; 10] = [
    "year",
    "month",
    "week",
    "quarter",
    "date",
    "period",
    "monthyear",
    "eventmonth",
    "yearmonth",
    "referenceperiodstart",
];
const OF_PLACES: [&str; 12] = [
    "country",
    "countryname",
    "iso",
    "iso3",
    "admin1",
    "admin2",
    "region",
    "location",
    "state",
    "province",
    "locationcode",
    "locationname",
];

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

/// Whether objects with these names are each a word, and how often it is there or how it is meant.
fn is_choice(names: &[&str]) -> bool {
    let has = |words: &[&str]| names.iter().any(|name| words.contains(name));
    let is_known = |name: &&str| {
        [
            "value",
            "label",
            "name",
            "key",
            "keyasstring",
            "term",
            "text",
            "slug",
            "code",
            "id",
            "count",
            "doccount",
            "selected",
            "disabled",
            "checked",
        ]
        .contains(name)
    };
    (has(&["value", "key", "term"]) && has(&["label", "name", "text", "count", "doccount"]))
        && names.iter().all(is_known)
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
            assert!(of_table(&header(counts), &[]).is_some(), "{counts}");
        }
        for events in [
            "date,country,event,fatalities",
            "event_date,country,notes,fatalities",
            "Year,Country,Title",
            "date,country,city,perpetrator_group,fatalities",
            "year,event,category",
            "when,what,where",
        ] {
            assert!(of_table(&header(events), &[]).is_none(), "{events}");
        }
    }

    #[test]
    fn a_table_of_a_time_and_numbers_holds_counts() {
        let table = |text: &str| {
            let mut rows: Vec<Vec<String>> =
                text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
            let header = rows.remove(0);
            of_table(&header, &rows)
        };
        for counts in [
            "Date,Series,Value\n2024-02-08,Volume Intensity,0.1\n2024-02-09,Volume Intensity,0.2",
            "date,count,total_count,ratio\n2024-02-08,3,100,0.03\n2024-02-09,4,100,0.04",
            "Week,lithium: (Worldwide)\n2024-02-04,50\n2024-02-11,<1",
            "month,KZ,US\n2024-01,4,\n2024-02,,7",
            "country,event_month,event_type,number_of_events\nKazakhstan,2024-01,Protests,4\nKazakhstan,2024-02,Protests,4",
        ] {
            assert!(matches!(table(counts), Some(Unmapped::OnlyCounts | Unmapped::CountsByPlace)), "{counts}");
        }
        for events in [
            "date,latitude,longitude,fatalities\n2024-02-08,51.1,71.4,0\n2024-02-09,51.1,71.4,1",
            "date,what\n2024-02-08,12\n2024-02-09,Talks",
            "date,id\n2024-02-08,1\n2024-02-09,2",
            "date,title\n2024-02-08,",
            "start,end,text\n2024-02-08,2024-02-09,Talks",
            "start,end,text\n1999,2001,Talks",
        ] {
            assert_eq!(table(events), None, "{events}");
        }
        for transcript in ["start,end,text\n0,2000,Hello", "start,end,speaker,text\n00:00:01.5,00:00:03,A,Hello"] {
            assert!(table(transcript) == Some(Unmapped::Transcript), "{transcript}");
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
            r#"{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}"#,
            r#"{"errors":[{"message":"Invalid"}],"title":"Invalid Request","detail":"One","type":"https://example.org/p"}"#,
            r#"{"response":{"status":"error","message":"The requested resource could not be found."}}"#,
            r#"{"took":3,"hits":{"total":1,"hits":[]},"aggregations":{"by":{"buckets":[{"key":"KZ","doc_count":3}]}}}"#,
            r#"{"facets":{"country":[{"value":"KZ","count":3}],"year":[{"value":"2024","count":3}]}}"#,
            r#"[{"label":"Kazakhstan","value":"KZ"},{"label":"Mongolia","value":"MN"}]"#,
            r#"{"events":[{"tStartMs":0,"dDurationMs":2000,"segs":[{"utf8":"Hello"}]}]}"#,
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"hello","confidence":0.9}]}]}}"#,
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
            r#"{"title":"Talks","detail":"Ministers met.","type":"meeting","date":"2024"}"#,
            r#"{"response":{"status":"ok","message":"m","results":[{"title":"Talks","date":"2024"}]}}"#,
            r#"[{"label":"Talks","value":"5 million","date":"2024"}]"#,
            r#"{"entities":[{"id":"p1","name":"Ann Lee"}]}"#,
            r#"[{"transcript":"I open the sitting.","date":"2024","title":"Sitting"}]"#,
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
        assert!(of_table(&statements.collect::<Vec<_>>(), &[]) == Some(Unmapped::Statements));
        assert!(of_markup("<?xml version=\"1.0\"?><svg>") == Unmapped::XmlOfNoMap);
        assert!(of_markup("<!DOCTYPE html><html>") == Unmapped::Page);
        assert!(of_markup("<?xml version=\"1.0\"?><teiCorpus xmlns=\"x\">") == Unmapped::HeadOfCorpus);
        assert!(of_markup("<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>") == Unmapped::ServerError);
    }
}

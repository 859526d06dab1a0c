//! Events for `TimelineJS` (version 3, JSON), which this program reads again.
//!
//! It shows HTML, so text of the data is escaped. A date has what was written and no more; what it cannot say (a range
//! without an end, a digit that is missing) stands in words beside the days that it spans. Events without a date have no
//! place on such a timeline: how many they are is said under its title. What selected them is not known here.

use super::cannot_write;
use super::markup::escaped;
use crate::catalogue::Ui;
use crate::dataset::{Dataset, EventId};
use crate::document::dates;
use crate::error::Result;
use crate::model::{Day, Event, Lang};
use crate::text::address::host;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes events, the newest first; returns how many have a place in time.
pub(super) fn write(
    dataset: &Dataset,
    events: &[EventId],
    (lang, title, query): (Lang, &str, &str),
    out: &mut dyn Write,
) -> Result<usize> {
    let ui = Ui::new(lang.tongue());
    let undated = events.iter().filter(|id| dataset.head(**id).date.is_undated()).count();
    let mut about = Vec::new();
    if !query.is_empty() {
        about.push(format!("<code>{}</code>", escaped(query)));
    }
    if undated > 0 {
        about.push(ui.page_undated_left_out(undated).to_string());
    }
    let headline = if title.is_empty() { ui.view_events() } else { title };
    let slide = json!({ "text": { "headline": escaped(headline), "text": about.join("<br>") } });
    let put = |out: &mut dyn Write, text: &str| out.write_all(text.as_bytes()).map_err(cannot_write);
    put(out, &format!("{{\"title\":{slide},\n\"events\":[\n"))?;
    let mut written = 0;
    for id in events.iter().filter(|id| !dataset.head(**id).date.is_undated()) {
        let event = dataset.event(*id)?;
        let slide = slide_of(dataset, *id, &event, lang)?;
        put(out, &format!("{}{slide}", if written > 0 { ",\n" } else { "" }))?;
        written += 1;
    }
    put(out, "\n]}\n")?;
    out.flush().map_err(cannot_write)?;
    Ok(written)
}

/// One event.
fn slide_of(dataset: &Dataset, id: EventId, event: &Event, lang: Lang) -> Result<Value> {
    let mut slide = Map::new();
    let date = dataset.head(id).date;
    let written = event.date.as_ref().map_or("", |date| date.text.as_str());
    let words = event.date.as_ref().map_or(String::new(), |date| dates::long(date, Ui::new(lang.tongue())));
    let sides: Vec<&str> = written.split('/').collect();
    let plain: Option<Vec<Value>> = sides.iter().map(|side| parts(side)).collect();
    let (mut start, end) = match plain.as_deref() {
        Some([start]) => (start.clone(), None),
        Some([start, end]) => (start.clone(), Some(end.clone())),
        // What has no such form, as the days that it spans.
        _ => {
            let end = (date.last != Day::MAX && date.last != date.first).then(|| of_day(date.last));
            (of_day(if date.first == Day::MIN { date.last } else { date.first }), end)
        }
    };
    if plain.is_none() || written.contains(['~', '?']) {
        start["display_date"] = json!(escaped(&words));
    }
    slide.insert("start_date".to_owned(), start);
    if let Some(end) = end {
        slide.insert("end_date".to_owned(), end);
    }
    let summary = event.summary.shown(lang);
    let title = event.title(lang);
    let text = if summary == title { String::new() } else { escaped(summary) };
    slide.insert("text".to_owned(), json!({ "headline": escaped(title), "text": text }));
    slide.insert("unique_id".to_owned(), json!(event.id));
    if let Some(kind) = event.kind.as_deref().filter(|kind| !kind.is_empty()) {
        slide.insert("group".to_owned(), json!(escaped(kind)));
    }
    if let Some(place) = event.place.as_ref().map(|place| place.name.shown(lang)).filter(|name| !name.is_empty()) {
        slide.insert("location".to_owned(), json!({ "name": escaped(place) }));
    }
    // The first source that can be opened.
    for link in &event.articles {
        let article = dataset.article_by_id(link.id()).map(|id| dataset.article(id)).transpose()?;
        let url = article.and_then(|article| article.url).filter(|url| host(url).is_some());
        if let Some(url) = url {
            slide.insert("media".to_owned(), json!({ "url": url, "link": url }));
            break;
        }
    }
    Ok(Value::Object(slide))
}

/// `2024-02-08`, `2024-02~` or `2024` as the parts of a date; `None` of any other form.
fn parts(text: &str) -> Option<Value> {
    let text = text.trim_end_matches(['~', '?', '%']);
    let text = text.split('T').next().unwrap_or(text);
    let numbers: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let date = match numbers?.as_slice() {
        [year] => json!({ "year": year }),
        [year, month @ 1..=12] => json!({ "year": year, "month": month }),
        [year, month @ 1..=12, day] => json!({ "year": year, "month": month, "day": day }),
        _ => return None,
    };
    Some(date)
}

fn of_day(day: Day) -> Value {
    let (year, month, day) = day.ymd();
    json!({ "year": year, "month": month, "day": day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_what_was_written_and_no_more() {
        assert_eq!(parts("2024-02-08"), Some(json!({ "year": 2024, "month": 2, "day": 8 })));
        assert_eq!(parts("2024-02~"), Some(json!({ "year": 2024, "month": 2 })));
        assert_eq!(parts("2024?"), Some(json!({ "year": 2024 })));
        assert_eq!(parts("2024-02-08T10:00Z"), Some(json!({ "year": 2024, "month": 2, "day": 8 })));
        for other in ["202X", "2024-21", "", "..", "Y20000", "-0043-03-15"] {
            assert_eq!(parts(other), None, "{other}");
        }
    }
}

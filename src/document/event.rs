//! The detail of an event.
//!
//! First what it is and when, then what was said, then who was there, then which article says so; doubts at the end.

use super::locate::body;
use super::names::{Names, country_name, country_runs, country_target, joined, other_version};
use super::quote::{Articles, office};
use super::writer::{Paragraph, Run, Writer, run};
use super::{QuoteAt, Role, dates, quote};
use crate::dataset::{ArticleId, EventId, HeadDate};
use crate::model::date::Precision;
use crate::model::{Article, ArticleLink, Event, Lang, Participant, Text, WrittenDate, took_part};
use crate::query::matches::Where;
use crate::query::{EventDetail, Target};
use crate::text;
use crate::text::address::host;

/// Excerpts of an article's text that are shown when only it has the hits.
const MOST_EXCERPTS: usize = 3;
/// Characters around a hit in an excerpt.
const AROUND: usize = 60;

pub(super) fn write(writer: &mut Writer<'_>, detail: &EventDetail) {
    let event = &detail.event;
    let names = Names { event: detail, lang: writer.lang() };
    title(writer, if event.label.is_empty() { &event.summary } else { &event.label });
    writer.mark();
    facts(writer, event);
    if !event.label.is_empty() && !event.summary.is_empty() {
        writer.blank();
        writer.text(0, false, Role::Plain, &event.summary);
    }
    if !event.quotes.is_empty() {
        writer.heading(format!("Quotes ({})", event.quotes.len()));
        for (number, said) in event.quotes.iter().enumerate() {
            quote::write(writer, names, said, QuoteAt { event: 0, quote: number }, &detail.articles, true);
        }
    }
    participants(writer, names, event, &detail.articles);
    if !event.outcomes.is_empty() {
        writer.heading("Outcomes");
        for outcome in &event.outcomes {
            writer.text(1, true, Role::Plain, outcome);
        }
    }
    countries(writer, event);
    articles(writer, detail);
    related(writer, detail);
    if !event.note.is_empty() {
        writer.heading("Note");
        writer.text(1, false, Role::Plain, &event.note);
    }
    unread(writer, &event.unread);
    writer.blank();
    id(writer, &event.id, event.id_filled);
}

/// A title with its other language beneath.
pub(super) fn title(writer: &mut Writer<'_>, text: &Text) {
    let shown = text.shown(writer.lang());
    writer.paragraph(Paragraph { runs: vec![run(Role::Title, shown)], ..Paragraph::default() });
    if let Some((_, other)) = other_version(text, writer.lang()) {
        writer.paragraph(Paragraph { runs: vec![run(Role::Dim, other)], ..Paragraph::default() });
    }
}

fn facts(writer: &mut Writer<'_>, event: &Event) {
    writer.blank();
    date(writer, "Date", event.date.as_ref(), event.date_basis.as_deref(), &event.date_note);
    let date_text = writer.inline(&event.date_text);
    if !date_text.is_empty() {
        writer.fact("", vec![run(Role::Label, "source says: "), run(Role::Plain, date_text)]);
    }
    let mut place = Vec::new();
    if let Some(at) = &event.place {
        place.push(run(Role::Plain, writer.within(Where::Place, |writer| writer.inline(&at.name))));
        if let Some(country) = &at.country {
            let comma = if at.name.is_empty() { "" } else { ", " };
            place.push(run(Role::Plain, format!("{comma}{}", country_name(country, writer.lang()))));
            if country.country.is_none() {
                place.push(run(Role::Mark, " (not a known country)"));
            }
        }
    }
    if event.online {
        let dot = if place.is_empty() { "" } else { writer.glyphs().dot };
        place.push(run(Role::Plain, format!("{dot}online")));
    }
    writer.within(Where::Place, |writer| writer.fact("Place", place));
    writer.fact("Kind", vec![run(Role::Plain, event.kind.clone().unwrap_or_default())]);
    let codes: Vec<&str> = event.countries.iter().map(|country| country.country.code()).collect();
    writer.fact("Countries", vec![run(Role::Plain, codes.join(" "))]);
    writer.within(Where::Topic, |writer| {
        let topics: Vec<String> = event.topics.iter().map(|topic| writer.inline(topic)).collect();
        writer.fact("Topics", vec![run(Role::Plain, topics.join(", "))]);
    });
    if let Some(confidence) = event.confidence.as_deref().filter(|confidence| *confidence != "high") {
        let sign = if confidence == "low" { "! " } else { "" };
        writer.fact("Confidence", vec![run(Role::Mark, format!("{sign}{confidence}"))]);
    }
}

/// A date in words with its basis, as it is written unless that is plain, and the note to it.
pub(super) fn date(writer: &mut Writer<'_>, label: &str, date: Option<&WrittenDate>, basis: Option<&str>, note: &Text) {
    match date {
        Some(WrittenDate { text, date: Some(date) }) => {
            let words = dates::long(&WrittenDate { text: text.clone(), date: Some(*date) }, writer.glyphs(), Lang::En);
            let basis = basis.map_or("", basis_words);
            let sign = if basis.is_empty() || basis == STATED { "" } else { "* " };
            let written = if date.precision() == Precision::Day { "" } else { text.as_str() };
            let more = joined([&format!("{sign}{basis}"), written], writer.glyphs());
            let dot = if more.is_empty() { "" } else { writer.glyphs().dot };
            writer.fact(label, vec![run(Role::Plain, words), run(Role::Dim, format!("{dot}{more}"))]);
        }
        Some(written) => writer.fact(label, vec![run(Role::Problem, dates::long(written, writer.glyphs(), Lang::En))]),
        None => {
            writer.fact(label, vec![run(Role::Mark, "no date")]);
            writer.fact("", vec![run(Role::Dim, basis.map_or("", basis_words))]);
        }
    }
    let note = writer.inline(note);
    writer.fact("", vec![run(Role::Dim, note)]);
}

const STATED: &str = "stated";

/// What a word of the data for the basis of a date means.
fn basis_words(basis: &str) -> &str {
    match basis {
        "stated" => STATED,
        "inferred" => "inferred from the article",
        "external" => "external, known from elsewhere",
        "published" => "only the publication date is known",
        other => other,
    }
}

fn participants(writer: &mut Writer<'_>, names: Names<'_>, event: &Event, articles: &Articles) {
    let (there, absent): (Vec<_>, Vec<_>) =
        event.participants.iter().partition(|participant| took_part(participant.part.as_deref()));
    for (heading, people) in [("Took part", there), ("Named", absent)] {
        if people.is_empty() {
            continue;
        }
        writer.heading(format!("{heading} ({})", people.len()));
        for who in people {
            let sources = if articles.len() > 1 { sources(writer, who, articles) } else { String::new() };
            writer.within(Where::Name, |writer| participant(writer, names, who, &sources));
        }
    }
}

/// The publishers of the articles that name somebody.
fn sources(writer: &Writer<'_>, who: &Participant, articles: &Articles) -> String {
    let named_by = |article: &&(Option<ArticleId>, Article)| who.articles.contains(&article.1.id);
    let publishers: Vec<&str> = articles
        .iter()
        .filter(named_by)
        .filter_map(|(_, article)| article.publisher.as_ref())
        .map(|publisher| publisher.name.shown(writer.lang()))
        .collect();
    if publishers.is_empty() { String::new() } else { format!("in {}", publishers.join(", ")) }
}

/// Somebody with part, office, body and country.
pub(super) fn participant(writer: &mut Writer<'_>, names: Names<'_>, who: &Participant, sources: &str) {
    let mut runs = names.runs(writer, &who.who);
    if let Some(part) = &who.part {
        runs.push(run(Role::Label, format!("{}{part}", writer.glyphs().dot)));
    }
    let facts = office(writer, names, who);
    let facts = joined(facts.iter().map(String::as_str).chain([sources]), writer.glyphs());
    if !facts.is_empty() {
        runs.push(run(Role::Plain, format!("{}{facts}", writer.glyphs().dot)));
    }
    item(writer, runs, names.target(&who.who));
}

/// An item of a list on which the cursor rests.
pub(super) fn item(writer: &mut Writer<'_>, runs: Vec<Run>, target: Option<Target>) {
    let first = Some(run(Role::Dim, format!("{} ", writer.glyphs().bullet)));
    writer.paragraph(Paragraph { indent: 1, first, runs, target, ..Paragraph::default() });
}

fn countries(writer: &mut Writer<'_>, event: &Event) {
    if event.countries.is_empty() {
        return;
    }
    let filled = if event.countries_filled { ", filled from participants and place" } else { "" };
    writer.heading(format!("Countries ({}{filled})", event.countries.len()));
    for country in &event.countries {
        let mut runs = country_runs(&country.country, writer.lang());
        if let Some(part) = &country.part {
            runs.push(run(Role::Label, format!("{}{part}", writer.glyphs().dot)));
        }
        item(writer, runs, Some(country_target(&country.country)));
    }
}

fn articles(writer: &mut Writer<'_>, detail: &EventDetail) {
    let articles = &detail.articles;
    if detail.event.articles.is_empty() {
        return;
    }
    writer.heading(format!("Articles ({})", detail.event.articles.len()));
    for (id, article) in articles {
        let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(writer.lang()));
        let publisher = if publisher.is_empty() { "publisher not stated" } else { publisher };
        let sign = match article.date_basis.as_deref() {
            None | Some("stated") => "",
            Some(_) => "*",
        };
        let date = article.date_published.as_ref().map_or_else(
            || "no date".to_owned(),
            |date| format!("{}{sign}", dates::long(date, writer.glyphs(), Lang::En)),
        );
        let language = article.language.as_deref().unwrap_or("");
        let facts = joined([date.as_str(), language], writer.glyphs());
        let facts = run(Role::Plain, format!("{}{facts}", writer.glyphs().dot));
        let words = vec![run(Role::Name, publisher), facts];
        writer.within(Where::Publisher, |writer| item(writer, words, id.map(Target::Article)));
        writer.text(3, false, Role::Plain, &article.headline);
        address(writer, article);
        if !writer.is_hit(article.headline.shown(writer.lang())) {
            excerpts(writer, body(article));
        }
    }
    missing_articles(writer, detail);
}

/// Articles that the event names and the data does not have.
fn missing_articles(writer: &mut Writer<'_>, detail: &EventDetail) {
    let there = |link: &&ArticleLink| detail.articles.iter().any(|(_, article)| article.id == link.id());
    for link in detail.event.articles.iter().filter(|link| !there(link)) {
        item(writer, vec![run(Role::Problem, link.id()), run(Role::Mark, " (not in the data)")], None);
    }
}

/// The address of an article, on one line: the article's own detail has it whole.
fn address(writer: &mut Writer<'_>, article: &Article) {
    if let Some(url) = &article.url {
        let shown = text::truncate(url, writer.columns(3), writer.glyphs().ellipsis);
        let runs = vec![run(Role::Address, shown)];
        writer.paragraph(Paragraph { indent: 3, runs, target: web_target(url), ..Paragraph::default() });
    }
}

/// Where an address leads: only http and https are ever opened.
pub(super) fn web_target(url: &str) -> Option<Target> {
    host(url).map(|_| Target::Url(url.to_owned()))
}

/// The first hits in an article's text, with the words around them.
fn excerpts(writer: &mut Writer<'_>, body: &str) {
    let ellipsis = writer.glyphs().ellipsis;
    let mut from = 0;
    let mut shown = 0;
    for hit in writer.hits(body) {
        if hit.start < from || shown == MOST_EXCERPTS {
            continue;
        }
        let start = body[..hit.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
        let end = body[hit.end..].char_indices().nth(AROUND).map_or(body.len(), |(at, _)| hit.end + at);
        // Whole words: a cut one would be read as another word.
        let start = if start == 0 { 0 } else { body[start..hit.start].find(' ').map_or(start, |at| start + at + 1) };
        let end = if end == body.len() { end } else { body[hit.end..end].rfind(' ').map_or(end, |at| hit.end + at) };
        let words = body[start..end].replace('\n', " ");
        let runs = vec![run(Role::Dim, format!("{ellipsis}{words}{ellipsis}"))];
        let first = (shown == 0).then(|| run(Role::Label, "in the article: "));
        writer.paragraph(Paragraph {
            indent: 3,
            runs: first.into_iter().chain(runs).collect(),
            ..Paragraph::default()
        });
        from = end;
        shown += 1;
    }
}

fn related(writer: &mut Writer<'_>, detail: &EventDetail) {
    if detail.related.is_empty() {
        return;
    }
    writer.heading(format!("Related ({})", detail.related.len()));
    for related in &detail.related {
        if let Some((event, titles, date)) = &related.event {
            dated_event(writer, *event, title_in(titles, writer.lang()), date, "");
        } else {
            let runs = vec![run(Role::Problem, related.id.clone()), run(Role::Mark, " (not in the data)")];
            item(writer, runs, None);
        }
    }
}

/// The title of a row in English and Russian, in `lang`.
pub(super) fn title_in(titles: &[String; 2], lang: Lang) -> &str {
    let [english, russian] = titles;
    if lang == Lang::Ru { russian } else { english }
}

/// An event in a list: its date and title, and a remark if there is one.
pub(super) fn dated_event(writer: &mut Writer<'_>, id: EventId, title: &str, date: &HeadDate, remark: &str) {
    let dot = writer.glyphs().dot;
    let words = dates::of_head(date, writer.glyphs());
    let mut runs = vec![run(Role::Dim, format!("{words}{dot}")), run(Role::Name, title)];
    if !remark.is_empty() {
        runs.push(run(Role::Mark, format!("{dot}{remark}")));
    }
    item(writer, runs, Some(Target::Event(id)));
}

/// Fields that were not understood, as they were written.
pub(super) fn unread(writer: &mut Writer<'_>, fields: &[(String, String)]) {
    if fields.is_empty() {
        return;
    }
    writer.heading("Not understood");
    for (name, value) in fields {
        let value = text::sanitise(value);
        item(writer, vec![run(Role::Label, format!("{name}: ")), run(Role::Problem, value)], None);
    }
}

/// The record's id, as `id:` finds it.
pub(super) fn id(writer: &mut Writer<'_>, id: &str, filled: bool) {
    let remark = if filled { " (made from its content)" } else { "" };
    writer.fact("Id", vec![run(Role::Dim, id), run(Role::Dim, remark)]);
}

//! The detail of an event.
//!
//! What it is and when stays at the top; then what was said, who was there, which article says so; doubts at the end.

use super::locate::body;
use super::names::{Names, country_name, joined};
use super::participants::{self, counted};
use super::writer::{Cell, Paragraph, Run, Writer, run};
use super::{QuoteAt, Role, countries, dates, quote};
use crate::catalogue::{Noun, Ui};
use crate::dataset::{EventId, HeadDate};
use crate::model::date::Precision;
use crate::model::{Article, Event, Lang, Participant, Text, WrittenDate, took_part};
use crate::query::matches::Where;
use crate::query::{EventDetail, Target};
use crate::text;
use crate::text::address::host;

/// Excerpts of an article's text that are shown when only it has the hits.
const MOST_EXCERPTS: usize = 3;
/// Characters around a hit in an excerpt.
const AROUND: usize = 60;
/// Lines of a title.
const TITLE: usize = 3;
/// Columns of countries beside the other facts.
const COUNTRIES: usize = 24;
/// Columns of the title of an event in a list beside its date; with fewer it stands below.
const BESIDE_DATE: usize = 24;

pub(super) fn write(writer: &mut Writer<'_>, detail: &EventDetail) {
    let (event, ui) = (&detail.event, writer.ui());
    let names = Names { event: detail, lang: writer.lang() };
    let asked = writer.quote().filter(|number| *number < event.quotes.len());
    let label = if event.label.is_empty() { &event.summary } else { &event.label };
    // Under a quote the title says only where it is from.
    title(writer, label, if asked.is_some() { 1 } else { TITLE });
    facts(writer, event);
    writer.end_head();
    writer.mark();
    if let Some(asked) = asked {
        writer.begin(ui.part_quote());
        quote::write(writer, names, &event.quotes[asked], QuoteAt { event: 0, quote: asked }, true);
        quotes(writer, names, detail, ui.part_same_event(), |number| number != asked);
    }
    summary(writer, event, asked.is_some());
    if asked.is_none() {
        quotes(writer, names, detail, ui.part_quotes(), |_| true);
    }
    participants(writer, names, event);
    outcomes(writer, event);
    articles(writer, detail);
    related(writer, detail);
    note(writer, event);
    unread(writer, &event.unread);
}

/// The title of a record, cut after some lines; a hit in its other language stands beneath.
pub(super) fn title(writer: &mut Writer<'_>, text: &Text, most: usize) {
    let shown = text.shown(writer.lang());
    writer.at_most(most, Paragraph { runs: vec![run(Role::Title, shown)], ..Paragraph::default() });
    writer.beneath(0, text);
}

/// `8 February 2024 * known from elsewhere · online · dialogue · US C5`
fn facts(writer: &mut Writer<'_>, event: &Event) {
    let mut runs = date(writer, event.date.as_ref(), event.date_basis.as_deref());
    let dot = || run(Role::Label, writer.glyphs().dot);
    if event.confidence.as_deref() == Some("low") {
        runs.extend([run(Role::Plain, " "), run(Role::Sign, "!"), run(Role::Label, writer.ui().low_confidence())]);
    }
    if let Some(at) = &event.place {
        let name = at.name.shown(writer.lang());
        let country = at.country.as_ref().filter(|country| {
            let is_among = event.countries.iter().any(|of| of.country.code() == country.code());
            name.is_empty() || !is_among
        });
        let country_words = country.map_or("", |country| country_name(country, writer.lang()));
        let comma = if name.is_empty() || country_words.is_empty() { "" } else { ", " };
        if !name.is_empty() || !country_words.is_empty() {
            runs.push(dot());
            runs.push(run(Role::Plain, format!("{}{comma}{country_words}", writer.inline(&at.name))));
        } else if let Some(position) = at.position {
            runs.extend([dot(), run(Role::Plain, position.to_string())]);
        }
        if country.is_some_and(|country| country.country.is_none()) {
            runs.push(run(Role::Mark, writer.ui().not_a_known_country()));
        }
    }
    if event.online {
        runs.extend([dot(), run(Role::Plain, writer.ui().online())]);
    }
    if let Some(kind) = event.kind.as_ref().filter(|kind| !kind.is_empty()) {
        runs.extend([dot(), run(Role::Plain, writer.ui().kind(kind))]);
    }
    let codes: Vec<&str> = event.countries.iter().map(|country| country.country.code()).collect();
    if !codes.is_empty() {
        let used: usize = runs.iter().map(Run::width).sum();
        let room = writer.width().saturating_sub(used + text::width(writer.glyphs().dot)).max(COUNTRIES);
        runs.extend([dot(), run(Role::Name, codes_in(&codes, room, writer.ui()))]);
    }
    writer.within(Where::Place, |writer| writer.at_most(2, Paragraph { runs, ..Paragraph::default() }));
}

/// As many countries as fit, and how many more there are.
fn codes_in(codes: &[&str], columns: usize, ui: Ui) -> String {
    let signs = countries::signs(codes);
    let (shown, more) = countries::fitting(&signs, columns);
    let mut words: Vec<String> = signs[..shown].iter().map(|sign| sign.code.to_owned()).collect();
    match (shown, more) {
        (0, _) if codes.len() == 1 => words.push(codes[0].to_owned()),
        (0, _) => words.push(ui.say(&Noun::Country.count(codes.len())).to_string()),
        (_, 0) => {}
        (_, more) => words.push(format!("+{more}")),
    }
    words.join(" ")
}

/// A date in words; when it is not stated, how it is known.
pub(super) fn date(writer: &Writer<'_>, date: Option<&WrittenDate>, basis: Option<&str>) -> Vec<Run> {
    let is_stated = basis == Some("stated");
    let basis = basis.map_or("", |basis| writer.ui().basis(basis));
    match date {
        Some(written) => {
            let role = if written.date.is_some() { Role::Name } else { Role::Problem };
            let mut runs = vec![run(role, dates::long(written, writer.ui()))];
            if written.date.is_some() && !basis.is_empty() && !is_stated {
                runs.extend([run(Role::Plain, " "), run(Role::Sign, "*"), run(Role::Label, format!(" {basis}"))]);
            }
            runs
        }
        None => vec![run(Role::Name, writer.ui().no_date())],
    }
}

/// The summary; its heading stands only where something else comes before it.
fn summary(writer: &mut Writer<'_>, event: &Event, has_heading: bool) {
    if event.label.is_empty() || event.summary.is_empty() {
        return;
    }
    if has_heading {
        writer.section(writer.ui().part_summary(), "");
    } else {
        writer.begin(writer.ui().part_summary());
    }
    writer.text(0, false, Role::Plain, &event.summary);
}

/// Quotes under a heading, with an empty line between them.
fn quotes(
    writer: &mut Writer<'_>,
    names: Names<'_>,
    detail: &EventDetail,
    name: &'static str,
    is_shown: impl Fn(usize) -> bool,
) {
    let listed: Vec<_> = detail.event.quotes.iter().enumerate().filter(|(number, _)| is_shown(*number)).collect();
    if listed.is_empty() {
        return;
    }
    writer.section(name, &listed.len().to_string());
    for (at, (number, said)) in listed.into_iter().enumerate() {
        if at > 0 {
            writer.blank();
        }
        quote::write(writer, names, said, QuoteAt { event: 0, quote: number }, true);
    }
}

fn participants(writer: &mut Writer<'_>, names: Names<'_>, event: &Event) {
    let is_there = |participant: &&Participant| took_part(participant.part.as_deref());
    let (there, absent): (Vec<_>, Vec<_>) = event.participants.iter().partition(is_there);
    let (countries, only_named) = participants::by_part(&event.countries);
    if !there.is_empty() || !countries.is_empty() {
        let mut count = counted(countries.len(), there.len(), writer.ui());
        if event.countries_filled {
            count = joined([count.as_str(), writer.ui().countries_filled()], writer.glyphs());
        }
        writer.section(writer.ui().part_took_part(), &count);
        participants::write(writer, names, &countries, &there);
    }
    if !absent.is_empty() || !only_named.is_empty() {
        writer.section(writer.ui().part_named(), &(absent.len() + only_named.len()).to_string());
        participants::only_named(writer, names, &only_named, &absent);
    }
}

fn outcomes(writer: &mut Writer<'_>, event: &Event) {
    if event.outcomes.is_empty() {
        return;
    }
    writer.section(writer.ui().part_outcomes(), &event.outcomes.len().to_string());
    for outcome in &event.outcomes {
        writer.text(0, true, Role::Plain, outcome);
    }
}

/// What the record says of itself: its note, how its date is known and written, topics, confidence, id.
fn note(writer: &mut Writer<'_>, event: &Event) {
    writer.section(writer.ui().part_note(), "");
    writer.text(0, false, Role::Plain, &event.note);
    date_facts(writer, event.date.as_ref(), event.date_basis.as_deref(), &event.date_note);
    let date_text = writer.inline(&event.date_text);
    writer.fact(writer.ui().fact_in_source(), vec![run(Role::Plain, date_text)]);
    writer.within(Where::Topic, |writer| {
        let topics: Vec<String> = event.topics.iter().map(|topic| writer.inline(topic)).collect();
        writer.fact(writer.ui().fact_topics(), vec![run(Role::Plain, topics.join(", "))]);
    });
    let confidence = event.confidence.as_deref().filter(|confidence| *confidence != "high");
    let ui = writer.ui();
    writer.fact(ui.fact_confidence(), vec![run(Role::Plain, confidence.map_or("", |word| ui.confidence(word)))]);
    id(writer, &event.id, event.id_filled);
}

/// What is known of a date beyond its words: as it was written, unless that is plain, and the note to it.
pub(super) fn date_facts(writer: &mut Writer<'_>, date: Option<&WrittenDate>, basis: Option<&str>, note: &Text) {
    let written = match date {
        Some(WrittenDate { text, date: Some(date) }) if date.precision() != Precision::Day => text.as_str(),
        _ => "",
    };
    let basis = basis.filter(|_| date.is_none()).map_or("", |basis| writer.ui().basis(basis));
    let note = writer.inline(note);
    writer.fact(
        writer.ui().fact_date(),
        vec![run(Role::Plain, joined([written, basis, note.as_str()], writer.glyphs()))],
    );
}

fn articles(writer: &mut Writer<'_>, detail: &EventDetail) {
    let articles = &detail.articles;
    if detail.event.articles.is_empty() {
        return;
    }
    writer.section(writer.ui().part_sources(), &detail.event.articles.len().to_string());
    for (id, article) in articles {
        let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(writer.lang()));
        let publisher = if publisher.is_empty() { writer.ui().publisher_not_stated() } else { publisher };
        let sign = match article.date_basis.as_deref() {
            None | Some("stated") => "",
            Some(_) => "*",
        };
        let date = article.date_published.as_ref().map_or_else(
            || writer.ui().no_date().to_owned(),
            |date| format!("{}{sign}", dates::long_in_table(date, writer.ui())),
        );
        let language = article.language.as_deref().unwrap_or("");
        let facts = joined([date.as_str(), language], writer.glyphs());
        let facts = run(Role::Plain, format!("{}{facts}", writer.glyphs().dot));
        let words = vec![run(Role::Name, publisher), facts];
        writer.within(Where::Publisher, |writer| {
            writer.paragraph(Paragraph { runs: words, target: id.map(Target::Article), ..Paragraph::default() });
        });
        writer.text(2, false, Role::Plain, &article.headline);
        address(writer, article);
        if !writer.is_hit(article.headline.shown(writer.lang())) {
            excerpts(writer, body(article));
        }
    }
    missing_articles(writer, detail);
}

/// Articles that the event names and the data does not have.
fn missing_articles(writer: &mut Writer<'_>, detail: &EventDetail) {
    for id in detail.missing() {
        writer.item(vec![run(Role::Problem, id), run(Role::Mark, writer.ui().not_in_the_data())], None);
    }
}

/// The address of an article, on one line: the article's own detail has it whole.
fn address(writer: &mut Writer<'_>, article: &Article) {
    if let Some(url) = &article.url {
        let shown = text::truncate(url, writer.columns(2), writer.glyphs().ellipsis);
        let runs = vec![run(Role::Address, shown)];
        writer.paragraph(Paragraph { indent: 2, runs, target: web_target(url), ..Paragraph::default() });
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
        let first = (shown == 0).then(|| run(Role::Label, writer.ui().in_the_article_words()));
        writer.paragraph(Paragraph {
            indent: 2,
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
    writer.section(writer.ui().part_related(), &detail.related.len().to_string());
    let there = detail.related.iter().filter_map(|related| related.event.as_ref());
    let listed = there.map(|(event, titles, date)| DatedEvent {
        id: *event,
        title: title_in(titles, writer.lang()),
        date: *date,
    });
    dated_events(writer, &listed.collect::<Vec<_>>());
    for related in detail.related.iter().filter(|related| related.event.is_none()) {
        let runs = vec![run(Role::Problem, related.id.clone()), run(Role::Mark, writer.ui().not_in_the_data())];
        writer.item(runs, None);
    }
}

/// The title of a row in English and Russian, in `lang`.
pub(super) fn title_in(titles: &[String; 2], lang: Lang) -> &str {
    let [english, russian] = titles;
    if lang == Lang::Ru { russian } else { english }
}

/// An event in a list.
pub(super) struct DatedEvent<'a> {
    /// Where it leads.
    pub id: EventId,
    /// Its title.
    pub title: &'a str,
    /// Its date.
    pub date: HeadDate,
}

/// Events in a list, each in one line: dates end in one column, titles begin in one.
pub(super) fn dated_events(writer: &mut Writer<'_>, events: &[DatedEvent<'_>]) {
    let dates: Vec<String> = events.iter().map(|event| dates::of_list(&event.date, writer.ui())).collect();
    let width = dates.iter().map(|date| text::width(date)).max().unwrap_or(0);
    let at = 2 + width + 2;
    let room = writer.width().saturating_sub(at);
    for (event, date) in events.iter().zip(dates) {
        let target = Some(Target::Event(event.id));
        if room < BESIDE_DATE {
            let date = run(Role::Label, format!("{date}{}", writer.glyphs().dot));
            writer.item(vec![date, run(Role::Name, event.title)], target);
            continue;
        }
        let date = Cell::new(2, width, vec![run(Role::Label, date)]).flushed_right();
        let title = text::truncate(event.title, room, writer.glyphs().ellipsis);
        // Hits are counted in what is shown.
        writer.cells(false, &[date, Cell::new(at, room, vec![run(Role::Plain, title).to(target)])]);
    }
}

/// Fields that were not understood, as they were written.
pub(super) fn unread(writer: &mut Writer<'_>, fields: &[(String, String)]) {
    if fields.is_empty() {
        return;
    }
    writer.section(writer.ui().part_not_understood(), &fields.len().to_string());
    for (name, value) in fields {
        let value = text::sanitise(value);
        writer.item(vec![run(Role::Label, format!("{name}: ")), run(Role::Problem, value)], None);
    }
}

/// The record's id, as `id:` finds it.
pub(super) fn id(writer: &mut Writer<'_>, id: &str, filled: bool) {
    let remark = if filled { writer.ui().id_filled() } else { "" };
    writer.fact(writer.ui().fact_id(), vec![run(Role::Dim, id), run(Role::Dim, remark)]);
}

//! The detail of an article: what it says first, then what is known of its events from elsewhere.

use super::event::{DatedEvent, date, date_facts, dated_events, id, title, unread, web_target};
use super::locate::{body, locate};
use super::names::{Names, country_name};
use super::participants::{self, counted};
use super::writer::{Paragraph, Run, Writer, run};
use super::{QuoteAt, Role, quote};
use crate::dataset::HeadDate;
use crate::model::Text;
use crate::query::detail::{Origin, Told};
use crate::query::matches::Where;
use crate::query::{ArticleDetail, EventDetail};

/// Lines of a title.
const TITLE: usize = 3;

pub(super) fn write(writer: &mut Writer<'_>, detail: &ArticleDetail) {
    let article = &detail.article;
    match &detail.derived_title {
        Some(derived) => title(writer, &Text::plain(derived.words(writer.lang(), writer.glyphs().said_by)), TITLE),
        None if article.headline.is_empty() => {
            title(writer, &Text::plain(article.url.as_deref().unwrap_or(&article.id)), TITLE);
        }
        None => title(writer, &article.headline, TITLE),
    }
    facts(writer, detail);
    writer.end_head();
    // It can be followed, so it is not among what stays at the top.
    if let Some(url) = &article.url {
        let runs = vec![run(Role::Address, url.clone())];
        writer.paragraph(Paragraph { runs, target: web_target(url), ..Paragraph::default() });
    }
    writer.mark();
    if !article.summary.is_empty() {
        writer.begin(writer.ui().part_summary());
        writer.text(0, false, Role::Plain, &article.summary);
    }
    said_and_named(writer, detail, Origin::Here);
    if !detail.events.is_empty() {
        writer.section(writer.ui().part_events(), &detail.events.len().to_string());
        let lang = writer.lang();
        let listed = detail.events.iter().map(|event| DatedEvent {
            id: event.id,
            title: event.event.title(lang),
            date: HeadDate::of_written(event.event.date.as_ref()),
        });
        dated_events(writer, &listed.collect::<Vec<_>>());
    }
    said_and_named(writer, detail, Origin::NotStated);
    said_and_named(writer, detail, Origin::Elsewhere);
    text(writer, detail);
    writer.section(writer.ui().part_note(), "");
    date_facts(writer, article.date_published.as_ref(), article.date_basis.as_deref(), &article.date_note);
    writer.fact(writer.ui().fact_author(), vec![run(Role::Plain, article.author.join(", "))]);
    writer.fact(writer.ui().fact_credit(), vec![run(Role::Plain, article.credit.clone().unwrap_or_default())]);
    id(writer, &article.id, article.id_filled);
    unread(writer, &article.unread);
}

/// `CentralAsia.media, Kyrgyzstan · 7 February 2026 · ru`
fn facts(writer: &mut Writer<'_>, detail: &ArticleDetail) {
    let article = &detail.article;
    let mut runs = Vec::new();
    if let Some(publisher) = &article.publisher {
        let country = publisher.country.as_ref().map_or("", |country| country_name(country, writer.lang()));
        let name = writer.within(Where::Publisher, |writer| writer.inline(&publisher.name));
        let comma = if name.is_empty() || country.is_empty() { "" } else { ", " };
        runs.push(run(Role::Name, name));
        runs.push(run(Role::Plain, format!("{comma}{country}{}", writer.glyphs().dot)));
    }
    runs.extend(date(writer, article.date_published.as_ref(), article.date_basis.as_deref()));
    if let Some(language) = &article.language {
        runs.push(run(Role::Plain, format!("{}{language}", writer.glyphs().dot)));
    }
    writer.within(Where::Publisher, |writer| writer.at_most(2, Paragraph { runs, ..Paragraph::default() }));
}

/// The quotes and participants of one origin, under headings of their own.
fn said_and_named(writer: &mut Writer<'_>, detail: &ArticleDetail, origin: Origin) {
    let told: Vec<Told<'_>> = detail.told(origin).collect();
    let quote_count: usize = told.iter().map(|told| told.quotes.len()).sum();
    let people_count: usize = told.iter().map(|told| told.people.len()).sum();
    if quote_count + people_count == 0 {
        return;
    }
    let ui = writer.ui();
    match origin {
        Origin::Here => {}
        Origin::NotStated => writer.section(ui.part_same_event(), ui.source_not_stated()),
        Origin::Elsewhere => writer.section(ui.part_other_articles(), ui.of_the_same_event()),
    }
    let is_own = origin == Origin::Here;
    if quote_count > 0 {
        part(writer, is_own, ui.part_quotes(), &quote_count.to_string());
        let mut is_first = true;
        for (at, Told { event, quotes, .. }) in told.iter().enumerate() {
            of_event(writer, detail, event, quotes.len());
            for &(number, said) in quotes {
                if !std::mem::take(&mut is_first) && detail.events.len() == 1 {
                    writer.blank();
                }
                let place = QuoteAt { event: at, quote: number };
                let names = Names { event, lang: writer.lang() };
                quote::write(writer, names, said, place, !is_own);
            }
        }
    }
    if people_count > 0 {
        part(writer, is_own, ui.part_participants(), &counted(0, people_count, ui));
        for Told { event, people, .. } in &told {
            of_event(writer, detail, event, people.len());
            let names = Names { event, lang: writer.lang() };
            participants::write(writer, names, &[], people);
        }
    }
}

/// The heading of quotes or participants; only the article's own can be gone to by name.
fn part(writer: &mut Writer<'_>, is_own: bool, name: &'static str, count: &str) {
    if is_own { writer.section(name, count) } else { writer.heading(name, count) }
}

/// Which event the following belongs to, when the article has several.
fn of_event(writer: &mut Writer<'_>, detail: &ArticleDetail, event: &EventDetail, items: usize) {
    if detail.events.len() > 1 && items > 0 {
        let runs = vec![run(Role::Label, writer.ui().at_the_event()), run(Role::Dim, event.event.title(writer.lang()))];
        writer.paragraph(Paragraph { runs, ..Paragraph::default() });
    }
}

/// The article's text, where the data has it, with its quotes in their places.
fn text(writer: &mut Writer<'_>, detail: &ArticleDetail) {
    let body = body(&detail.article);
    if body.is_empty() {
        return;
    }
    let quotes = detail.told(Origin::Here).flat_map(|told| told.quotes).map(|(_, quote)| quote);
    let mut places: Vec<_> = quotes.filter_map(|quote| Some((locate(body, quote)?, quote.kind))).collect();
    places.sort_by_key(|(range, _)| (range.start, range.end));
    writer.section(writer.ui().part_text(), "");
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    for (range, kind) in places {
        // Quotes that overlap: the earlier one keeps its words.
        let start = range.start.max(at);
        if start >= range.end {
            continue;
        }
        runs.push(run(Role::Plain, &body[at..start]));
        runs.push(run(quote::role(kind), &body[start..range.end]));
        at = range.end;
    }
    runs.push(run(Role::Plain, &body[at..]));
    writer.paragraph(Paragraph { runs, ..Paragraph::default() });
}

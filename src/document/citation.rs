//! A citation of the shown record, or of the quote under the cursor: one line of plain text to paste.
//!
//! `title (date); publisher, date, address [id]`, and of a quote before that `«words» — speaker, role (title, date)`. A paraphrase never gets quotation marks.

use super::names::Names;
use super::page::title_of_page;
use super::quote::{more_sources, original, source, unmarked};
use super::{Glyphs, QuoteAt, dates};
use crate::model::{Article, Event, Lang, Quote, QuoteType, WrittenDate};
use crate::query::quotes::role_of;
use crate::query::{ArticleDetail, Detail, EventDetail};
use crate::text::sanitise_line;

/// The citation of a record, or of one of its quotes. Texts of the data stay as they are, but for line ends and tabs, which
/// become blanks: pasted into a shell, a line end would run what stands before it. What stands around the texts is of the
/// set of signs.
pub fn citation(detail: &Detail, quote: Option<QuoteAt>, lang: Lang, glyphs: &Glyphs) -> String {
    sanitise_line(&cited(detail, quote, lang, glyphs)).into_owned()
}

fn cited(detail: &Detail, quote: Option<QuoteAt>, lang: Lang, glyphs: &Glyphs) -> String {
    let events: &[EventDetail] = match detail {
        Detail::Event(event) => std::slice::from_ref(&**event),
        Detail::Article(article) => &article.events,
        Detail::Page(page) => return title_of_page(page, lang),
    };
    let chosen = quote.and_then(|at| {
        let event = events.get(at.event)?;
        Some((event, event.event.quotes.get(at.quote)?))
    });
    match (chosen, detail) {
        (Some((event, quote)), _) => of_quote(event, quote, lang, glyphs),
        (None, Detail::Article(detail)) => article_words(detail, lang, glyphs),
        (None, _) => events.first().map_or(String::new(), |event| of_event(event, lang, glyphs)),
    }
}

fn of_event(detail: &EventDetail, lang: Lang, glyphs: &Glyphs) -> String {
    let mut parts = vec![event_words(&detail.event, lang, glyphs)];
    parts.extend(detail.articles.iter().map(|(_, article)| source_words(article, lang, glyphs)));
    format!("{} [{}]", parts.join("; "), detail.event.id)
}

fn of_quote(detail: &EventDetail, quote: &Quote, lang: Lang, glyphs: &Glyphs) -> String {
    let names = Names { event: detail, lang };
    let words = original(quote).1;
    let words = match quote.kind {
        QuoteType::Direct => format!("{}{}{}", glyphs.marks.0, unmarked(words), glyphs.marks.1),
        QuoteType::Indirect => format!("{} (paraphrase)", unmarked(words)),
        QuoteType::Mixed => format!("{words} (partly a paraphrase)"),
    };
    let speaker = quote.speaker.as_ref().map_or_else(
        || "speaker not stated".to_owned(),
        |speaker| {
            let role = role_of(&detail.event, speaker).shown(lang);
            let name = names.printed(&speaker.who);
            if role.is_empty() { name } else { format!("{name}, {role}") }
        },
    );
    let (title, date) = (detail.event.title(lang), date_words(detail.event.date.as_ref(), glyphs));
    let mut parts = vec![format!("{words} {} {speaker} ({title}, {date})", glyphs.said_by)];
    parts.extend(
        source(quote, &detail.articles)
            .map(|(_, article)| format!("{}{}", source_words(article, lang, glyphs), more_sources(quote))),
    );
    format!("{} [{}]", parts.join("; "), detail.event.id)
}

/// `title (8 February 2024)`.
fn event_words(event: &Event, lang: Lang, glyphs: &Glyphs) -> String {
    format!("{} ({})", event.title(lang), date_words(event.date.as_ref(), glyphs))
}

/// `headline; publisher, date, address [id]`; a headline that the program made stands in brackets.
fn article_words(detail: &ArticleDetail, lang: Lang, glyphs: &Glyphs) -> String {
    let article = &detail.article;
    let derived = detail.derived_title.as_ref().map(|title| title.words(lang, glyphs.said_by));
    let headline = derived.as_deref().unwrap_or_else(|| article.headline.shown(lang));
    let source = source_words(article, lang, glyphs);
    let parts: Vec<&str> = [headline, &source].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} [{}]", parts.join("; "), article.id)
}

/// `publisher, date, address`.
fn source_words(article: &Article, lang: Lang, glyphs: &Glyphs) -> String {
    let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(lang));
    let date = date_words(article.date_published.as_ref(), glyphs);
    let url = article.url.as_deref().unwrap_or("");
    [publisher, &date, url].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn date_words(date: Option<&WrittenDate>, glyphs: &Glyphs) -> String {
    date.map_or_else(|| "no date".to_owned(), |date| dates::long(date, glyphs))
}

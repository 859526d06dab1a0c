//! What a page to hand on says of the selected events, whatever its markup: what happened, what was said, which sources say
//! so.
//!
//! Of an event its date and name, the facts, the summary, words that were said, what was said in other words apart from
//! these, sources, and the user's own note, named as one. How any of it is marked up, which events there are and where the
//! page goes is not known here.

use super::cannot_write;
use crate::catalogue::Ui;
use crate::dataset::{Dataset, EventId};
use crate::document::{dates, quote};
use crate::error::Result;
use crate::model::{Article, Event, Lang, Quote, QuoteType};
use crate::query::detail::{EventDetail, event_detail};
use crate::query::quotes::{name_of, role_of, words};
use crate::query::{Answer, OwnMark};
use crate::text::{joined, sanitise_line};
use std::io;

/// A piece of a page. Texts come as they stand in the data.
#[derive(Clone, Copy)]
pub(super) enum Piece<'p> {
    /// The data, how many of its events there are, and the query that selected them, empty for all.
    Head { source: &'p str, counted: &'p str, query: &'p str },
    /// An event begins: its name, when it was, and the facts, which may be none.
    Event { id: EventId, title: &'p str, date: &'p str, facts: &'p str },
    /// A text, each line of which is a paragraph.
    Paragraphs(&'p str),
    /// What came of it.
    Items(&'p [&'p str]),
    /// Nobody's very words; `kind` says so.
    Paraphrase { said: &'p str, kind: &'p str, by: &'p str },
    /// Words that were said, in a language with this tag, and a translation with what it is called.
    Quotation { said: &'p str, tag: Option<&'p str>, translation: Option<(&'p str, &'p str)>, by: &'p str },
    /// The articles: of each what it is called where it is linked to, its address, and what stands behind it.
    Sources { name: &'p str, sources: &'p [(&'p str, Option<&'p str>, String)] },
    /// Something of the user's own; the text may be empty.
    Remark(&'p str, &'p str),
    /// The event ends, with its id and what that is called.
    End { name: &'p str, id: &'p str },
    /// The page ends.
    Foot,
}

/// Writes a piece in one markup. Whatever would be markup in its texts is escaped there.
pub(super) type Markup<'m> = dyn FnMut(Piece<'_>) -> io::Result<()> + 'm;

/// Writes the selected events, the newest first, under what selected them; says how many they are. Fails when a record
/// cannot be read again, or the page cannot be written.
pub(super) fn write(
    dataset: &Dataset,
    answer: &Answer,
    (lang, source): (Lang, &str),
    markup: &mut Markup<'_>,
) -> Result<usize> {
    let ui = Ui::new(lang.tongue());
    let source = if source.is_empty() { ui.view_events() } else { source };
    let events = answer.events.len();
    let counted = if answer.query.is_empty() {
        ui.page_of_all(events).to_string()
    } else {
        ui.page_of_some(events, answer.total).to_string()
    };
    let query = answer.query.to_string();
    markup(Piece::Head { source, counted: &counted, query: &query }).map_err(cannot_write)?;
    for id in answer.events.whole().newest_first() {
        let detail = event_detail(dataset, id)?;
        let page = Page { dataset, detail: &detail, lang, ui };
        page.write(answer.marked.own_of_event(id), markup).map_err(cannot_write)?;
    }
    markup(Piece::Foot).map_err(cannot_write)?;
    Ok(events)
}

/// One event and the language of its texts, which what the page says itself is in too.
struct Page<'a> {
    dataset: &'a Dataset,
    detail: &'a EventDetail,
    lang: Lang,
    ui: Ui,
}

impl Page<'_> {
    fn write(&self, own: OwnMark<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
        let event = &self.detail.event;
        let title = event.title(self.lang);
        let (date, facts) = (date_words(event, self.ui), self.facts());
        markup(Piece::Event { id: self.detail.id, title, date: &date, facts: &facts })?;
        // An event without a label has its summary for a title.
        let summary = event.summary.shown(self.lang);
        if summary != title {
            markup(Piece::Paragraphs(summary))?;
        }
        let outcomes: Vec<&str> = event.outcomes.iter().map(|outcome| outcome.shown(self.lang)).collect();
        if !outcomes.is_empty() {
            markup(Piece::Items(&outcomes))?;
        }
        for quote in &event.quotes {
            self.quote(quote, markup)?;
        }
        let sources: Vec<_> = self.detail.articles.iter().map(|(_, article)| self.named(article)).collect();
        if !sources.is_empty() {
            markup(Piece::Sources { name: self.ui.part_sources(), sources: &sources })?;
        }
        if own.is_bookmarked {
            markup(Piece::Remark(self.ui.page_bookmarked(), ""))?;
        }
        if !own.note.is_empty() {
            markup(Piece::Remark(self.ui.page_my_note(), own.note))?;
        }
        markup(Piece::End { name: self.ui.page_id(), id: &event.id })
    }

    /// `London · ministerial · GB C5`.
    fn facts(&self) -> String {
        let event = &self.detail.event;
        let place = event.place.as_ref().map_or("", |place| place.name.shown(self.lang));
        let online = if event.online { self.ui.online() } else { "" };
        let countries: Vec<&str> = event.countries.iter().map(|country| country.country.code()).collect();
        let countries = countries.join(" ");
        let kind = self.ui.kind(event.kind.as_deref().unwrap_or_default());
        let facts = [place, online, kind, &countries];
        joined(facts, " · ")
    }

    fn quote(&self, quote: &Quote, markup: &mut Markup<'_>) -> io::Result<()> {
        let said = words(quote, self.lang);
        let (tag, translation) = quote.translation.shown_with_tag(self.lang);
        let by = format!("{}{}", self.speaker(quote), self.source(quote));
        if quote.kind == QuoteType::Indirect {
            // Nobody's very words: those of the reader's language do as well.
            let is_read = !translation.is_empty() && tag == Some(self.lang.tag());
            let said = if is_read { translation } else { said };
            return markup(Piece::Paraphrase { said, kind: self.ui.cited_paraphrase(), by: &by });
        }
        let by = match quote.kind {
            QuoteType::Mixed => format!("{by} ({})", self.ui.cited_mixed()),
            _ => by,
        };
        let is_another = !translation.is_empty() && translation != said;
        let translation = is_another.then(|| (self.ui.page_translation(), translation));
        markup(Piece::Quotation { said, tag: quote.language.as_deref(), translation, by: &by })
    }

    fn speaker(&self, quote: &Quote) -> String {
        let Some(speaker) = &quote.speaker else {
            return self.ui.speaker_not_stated().to_owned();
        };
        let name = name_of(self.dataset, &speaker.who, self.lang);
        let role = role_of(&self.detail.event, speaker).shown(self.lang);
        let words = if role.is_empty() { name.to_owned() } else { format!("{name}, {role}") };
        sanitise_line(&words).into_owned()
    }

    /// ` · Orda.kz +1`: which source has a quote; empty when none is named.
    fn source(&self, quote: &Quote) -> String {
        let article = quote::source(quote, self.detail);
        article.map_or_else(String::new, |(_, article)| {
            format!(" · {}{}", sanitise_line(quote::source_words(article, self.lang)), quote::more_sources(quote))
        })
    }

    /// What an article is called where it is linked to, its address, and `, Orda.kz, 9 February 2024` behind that. Without a
    /// headline the publisher leads to it: the event's title stands above.
    fn named<'t>(&self, article: &'t Article) -> (&'t str, Option<&'t str>, String) {
        let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(self.lang));
        let names = [article.headline.shown(self.lang), publisher, &article.id];
        let title = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let date = article.date_published.as_ref();
        let date = date.map_or(String::new(), |date| dates::long(date, self.ui));
        let about = [publisher, &date].into_iter().filter(|fact| !fact.is_empty() && *fact != title);
        let about = about.fold(String::new(), |text, fact| format!("{text}, {}", sanitise_line(fact)));
        (title, article.url.as_deref(), about)
    }
}

/// `8 February 2024`, and where that is from when its source does not state it.
fn date_words(event: &Event, ui: Ui) -> String {
    let Some(date) = &event.date else { return ui.heading_no_date().to_owned() };
    let words = dates::long(date, ui);
    let basis = match event.date_basis.as_deref() {
        Some("inferred") => ui.page_inferred(),
        Some("external") => ui.page_external(),
        Some("published") => ui.page_published(),
        _ => "",
    };
    format!("{}{basis}", sanitise_line(&words))
}

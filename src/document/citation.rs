//! A citation of the shown record, or of the quote under the cursor: plain text to paste, on one line or on a few.
//!
//! `title (date); publisher, date, address [id]`, and of a quote before that `«words» [translation: “words”] — speaker,
//! role (title, date)`. A paraphrase never gets quotation marks. What is said around the texts is in the language of the
//! text that is cited, in English where that is neither English nor Russian. It knows nothing of clipboards.

use super::names::Names;
use super::page::title_of_page;
use super::quote::{more_sources, original, source, unmarked};
use super::{Glyphs, QuoteAt, dates};
use crate::catalogue::Ui;
use crate::dataset::DerivedTitle;
use crate::model::{Article, Event, Lang, Quote, QuoteType, Text, WrittenDate, primary_subtag};
use crate::query::quotes::role_of;
use crate::query::{ArticleDetail, Detail, EventDetail};
use crate::text::sanitise_line;

/// A citation in parts: the words, their translation, who said them and which source has them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Citation {
    parts: Vec<String>,
    joint: &'static str,
}

impl Citation {
    /// Texts of the data stay as they are, but for line ends and tabs, which become blanks: pasted into a shell, a line end
    /// would run what stands before it.
    fn new(parts: impl IntoIterator<Item = String>, joint: &'static str) -> Citation {
        let parts = parts.into_iter().map(|part| sanitise_line(&part).into_owned());
        Citation { parts: parts.filter(|part| !part.is_empty()).collect(), joint }
    }

    /// It on one line.
    pub fn line(&self) -> String {
        self.parts.join(self.joint)
    }

    /// It on a line for each part; no line end is of the data.
    pub fn block(&self) -> String {
        self.parts.join("\n")
    }
}

/// The citation of a record, or of one of its quotes. `lang` is the language of data texts shown first.
pub fn citation(detail: &Detail, quote: Option<QuoteAt>, lang: Lang, glyphs: &Glyphs) -> Citation {
    let events: &[EventDetail] = match detail {
        Detail::Event(event) => std::slice::from_ref(&**event),
        Detail::Article(article) => &article.events,
        Detail::Page(page) => return Citation::new([title_of_page(page, lang)], ""),
    };
    let chosen = quote.and_then(|at| {
        let event = events.get(at.event)?;
        Some((event, event.event.quotes.get(at.quote)?))
    });
    match (chosen, detail) {
        (Some((event, quote)), _) => of_quote(event, quote, lang, glyphs),
        (None, Detail::Article(detail)) => of_article(detail, glyphs),
        (None, _) => events.first().map_or_else(Citation::default, |event| of_event(event, lang, glyphs)),
    }
}

/// The language of what is said around a text with this tag.
fn language(tag: Option<&str>) -> Lang {
    if tag.is_some_and(|tag| primary_subtag(tag) == Lang::Ru.tag()) { Lang::Ru } else { Lang::En }
}

/// Writes in one language.
#[derive(Clone, Copy)]
struct Citer<'g> {
    lang: Lang,
    glyphs: &'g Glyphs,
}

fn of_event(detail: &EventDetail, lang: Lang, glyphs: &Glyphs) -> Citation {
    let citer = Citer::new(language(detail.event.label.shown_with_tag(lang).0), glyphs);
    let event = &detail.event;
    let mut parts = vec![format!("{} ({})", event.title(lang), citer.event_date(event))];
    parts.extend(detail.articles.iter().map(|(_, article)| citer.source(article)));
    Citation::new(with_id(parts, &event.id), "; ")
}

fn of_article(detail: &ArticleDetail, glyphs: &Glyphs) -> Citation {
    let article = &detail.article;
    let citer = Citer::new(language(article.language.as_deref()), glyphs);
    let parts = vec![citer.headline(article, detail.derived_title.as_ref()), citer.about_source(article)];
    Citation::new(with_id(parts, &article.id), "; ")
}

fn of_quote(detail: &EventDetail, quote: &Quote, reader: Lang, glyphs: &Glyphs) -> Citation {
    let (tag, words) = original(quote);
    let citer = Citer::new(language(quote.language.as_deref().or(tag)), glyphs);
    let (lang, said) = (citer.lang, citer.ui());
    let own = |words: &str, marks: (&str, &str)| match quote.kind {
        QuoteType::Direct => format!("{}{}{}", marks.0, unmarked(words), marks.1),
        QuoteType::Indirect => format!("{} ({})", unmarked(words), said.cited_paraphrase()),
        QuoteType::Mixed => format!("{words} ({})", said.cited_mixed()),
    };
    let is_read = reader == lang && (quote.language.is_some() || tag.is_some());
    let translated = translation(quote, words, reader).filter(|_| !is_read).map(|(tag, text)| {
        let marks = if glyphs.is_ascii { glyphs.marks } else { marks_of(language(tag)) };
        let text = if quote.kind == QuoteType::Direct {
            format!("{}{}{}", marks.0, unmarked(text), marks.1)
        } else {
            text.to_owned()
        };
        format!("[{}: {text}]", said.translation())
    });
    let speaker = quote.speaker.as_ref().map_or_else(
        || said.cited_no_speaker().to_owned(),
        |speaker| {
            let role = role_of(&detail.event, speaker).shown(lang);
            let name = Names { event: detail, lang }.printed(&speaker.who);
            if role.is_empty() { name } else { format!("{name}, {role}") }
        },
    );
    let event = &detail.event;
    let mut last = format!("{} {speaker} ({}, {})", glyphs.said_by, event.title(lang), citer.event_date(event));
    if let Some((_, article)) = source(quote, detail) {
        last = format!("{last}; {}{}", citer.source(article), more_sources(quote));
    }
    let words = if words.is_empty() { String::new() } else { own(words, glyphs.marks) };
    let parts = vec![words, translated.unwrap_or_default(), last];
    Citation::new(with_id(parts, &event.id), " ")
}

/// The translation that a reader of this language has most of, with its tag.
fn translation<'q>(quote: &'q Quote, original: &str, reader: Lang) -> Option<(Option<&'q str>, &'q str)> {
    let is_other = |(_, text): &(Option<&str>, &str)| !text.is_empty() && *text != original;
    let shown = |text: &'q Text, lang| Some(text.shown_with_tag(lang)).filter(is_other);
    let versions = quote.translation.versions().chain(quote.text.versions());
    shown(&quote.translation, reader).or_else(|| versions.into_iter().find(is_other))
}

/// The id stands in brackets at the end, so that whoever has the data finds the record.
fn with_id(mut parts: Vec<String>, id: &str) -> Vec<String> {
    if let Some(last) = parts.last_mut() {
        *last = if last.is_empty() { format!("[{id}]") } else { format!("{last} [{id}]") };
    }
    parts
}

/// Around words of a language.
fn marks_of(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => ("“", "”"),
        Lang::Ru => ("«", "»"),
    }
}

impl<'g> Citer<'g> {
    fn new(lang: Lang, glyphs: &'g Glyphs) -> Citer<'g> {
        Citer { lang, glyphs }
    }

    /// The date of an event, and where it is from when its source does not state it.
    fn event_date(self, event: &Event) -> String {
        let date = self.date(event.date.as_ref());
        let basis = match event.date_basis.as_deref() {
            Some("inferred") => self.ui().cited_inferred(),
            Some("external") => self.ui().cited_external(),
            Some("published") => self.ui().cited_published(),
            _ => "",
        };
        if basis.is_empty() || event.date.is_none() { date } else { format!("{date}, {basis}") }
    }

    /// A citation speaks the language of its text.
    fn ui(self) -> Ui {
        Ui { tongue: self.lang.tongue(), ascii: self.glyphs.is_ascii }
    }

    fn date(self, date: Option<&WrittenDate>) -> String {
        date.map_or_else(|| self.ui().no_date().to_owned(), |date| dates::long(date, self.ui()))
    }

    /// The headline as it was printed, else what the program calls the article, which stands in brackets.
    fn headline(self, article: &Article, derived: Option<&DerivedTitle>) -> String {
        let printed = article.headline.versions().find(|(tag, _)| tag.is_some() && *tag == article.language.as_deref());
        let headline = printed.map_or_else(|| article.headline.shown(self.lang), |(_, headline)| headline);
        match derived {
            Some(title) if headline.is_empty() => title.words(self.lang, self.glyphs.said_by),
            _ => headline.to_owned(),
        }
    }

    /// `publisher, date, address`.
    fn about_source(self, article: &Article) -> String {
        let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(self.lang));
        let date = self.date(article.date_published.as_ref());
        let url = article.url.as_deref().unwrap_or("");
        [publisher, &date, url].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// `“headline”, publisher, date, address`.
    fn source(self, article: &Article) -> String {
        let headline = self.headline(article, None);
        let about = self.about_source(article);
        let marks = if self.glyphs.is_ascii { self.glyphs.marks } else { marks_of(self.lang) };
        if headline.is_empty() { about } else { format!("{}{}{}, {about}", marks.0, unmarked(&headline), marks.1) }
    }
}

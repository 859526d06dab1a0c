//! Events as a Markdown page to hand on: what happened, what was said, which sources say so.
//!
//! `## date · title`, the facts, the summary, words that were said as block quotes and what was said in other words
//! not as such, sources as links, and the user's own note, marked as one. Text of the data stays text: whatever would
//! be Markdown in it is escaped. Which events there are and where the page goes is not known here.

use super::cannot_write;
use super::markdown::{escaped, escaped_line};
use crate::catalogue::Ui;
use crate::dataset::{Dataset, EventId};
use crate::document::{dates, quote};
use crate::error::Result;
use crate::model::{Article, Event, Lang, Quote, QuoteType};
use crate::query::detail::{EventDetail, event_detail};
use crate::query::quotes::{name_of, role_of, words};
use crate::query::{Answer, Marked, OwnMark};
use crate::text::address::host;
use crate::text::sanitise_line;
use std::io::{self, Write};

/// Writes the selected events, the newest first, under what selected them.
pub(super) fn write(
    dataset: &Dataset,
    answer: &Answer,
    (lang, source): (Lang, &str),
    out: &mut dyn Write,
) -> Result<usize> {
    head(answer, source, lang, out).map_err(cannot_write)?;
    for id in answer.events.newest_first() {
        event(dataset, id, &answer.marked, lang, out)?;
    }
    out.flush().map_err(cannot_write)?;
    Ok(answer.events.len())
}

/// Which data and which query made the page, and how many events it has of how many.
fn head(answer: &Answer, source: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let source = if source.is_empty() { pick(lang, "Events", "События") } else { source };
    writeln!(out, "# {}\n", escaped_line(source))?;
    let (events, total) = (answer.events.len(), answer.total);
    let query = code(&answer.query.to_string());
    match (lang, answer.query.is_empty()) {
        (Lang::En, true) => writeln!(out, "Events: {events}, without a filter.\n"),
        (Lang::En, false) => writeln!(out, "Events: {events} of {total}, {query}\n"),
        (Lang::Ru, true) => writeln!(out, "Событий: {events}, без фильтра.\n"),
        (Lang::Ru, false) => writeln!(out, "Событий: {events} из {total}, {query}\n"),
    }
}

/// What the page says itself, in the language of its texts.
pub(super) fn pick<'t>(lang: Lang, english: &'t str, russian: &'t str) -> &'t str {
    match lang {
        Lang::En => english,
        Lang::Ru => russian,
    }
}

fn event(dataset: &Dataset, id: EventId, marked: &Marked, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let detail = event_detail(dataset, id)?;
    let page = Page { dataset, detail: &detail, lang };
    page.write(marked.own_of_event(id), out).map_err(cannot_write)
}

/// One event and the language of its texts.
pub(super) struct Page<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) detail: &'a EventDetail,
    pub(super) lang: Lang,
}

impl Page<'_> {
    fn write(&self, own: OwnMark<'_>, out: &mut dyn Write) -> io::Result<()> {
        let event = &self.detail.event;
        writeln!(out, "## {} · {}\n", event_date(event, self.lang), escaped(&sanitise_line(event.title(self.lang))))?;
        let facts = self.facts();
        if !facts.is_empty() {
            writeln!(out, "{}\n", escaped_line(&facts))?;
        }
        // An event without a label has its summary for a title.
        let summary = event.summary.shown(self.lang);
        if summary != event.title(self.lang) {
            paragraphs(summary, "", out)?;
        }
        for outcome in &event.outcomes {
            writeln!(out, "- {}", escaped_line(outcome.shown(self.lang)))?;
        }
        if !event.outcomes.is_empty() {
            writeln!(out)?;
        }
        for quote in &event.quotes {
            self.quote(quote, out)?;
        }
        self.sources(out)?;
        self.own(own, out)
    }

    /// `London · ministerial · GB C5`.
    pub(super) fn facts(&self) -> String {
        let event = &self.detail.event;
        let place = event.place.as_ref().map_or("", |place| place.name.shown(self.lang));
        let online = if event.online { pick(self.lang, "online", "онлайн") } else { "" };
        let countries: Vec<&str> = event.countries.iter().map(|country| country.country.code()).collect();
        let countries = countries.join(" ");
        let facts = [place, online, event.kind.as_deref().unwrap_or_default(), &countries];
        facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn quote(&self, quote: &Quote, out: &mut dyn Write) -> io::Result<()> {
        let said = words(quote, self.lang);
        let (tag, translation) = quote.translation.shown_with_tag(self.lang);
        let speaker = format!("{}{}", self.speaker(quote), self.source(quote));
        if quote.kind == QuoteType::Indirect {
            // Nobody's very words: those of the reader's language do as well.
            let is_read = !translation.is_empty() && tag == Some(self.lang.tag());
            let said = escaped_line(if is_read { translation } else { said });
            let kind = pick(self.lang, "paraphrase", "пересказ");
            return writeln!(out, "{said} ({kind}) — {}\n", escaped(&speaker));
        }
        paragraphs(said, "> ", out)?;
        if !translation.is_empty() && translation != said {
            let word = pick(self.lang, "Translation", "Перевод");
            writeln!(out, ">\n> {word}: {}", escaped(&sanitise_line(translation)))?;
        }
        let mixed = if quote.kind == QuoteType::Mixed {
            pick(self.lang, " (partly a paraphrase)", " (пересказ с цитатой)")
        } else {
            ""
        };
        writeln!(out, ">\n> — {}{mixed}\n", escaped(&speaker))
    }

    pub(super) fn speaker(&self, quote: &Quote) -> String {
        let Some(speaker) = &quote.speaker else {
            return pick(self.lang, "speaker not stated", "кто сказал, не указано").to_owned();
        };
        let name = name_of(self.dataset, &speaker.who, self.lang);
        let role = role_of(&self.detail.event, speaker).shown(self.lang);
        let words = if role.is_empty() { name.to_owned() } else { format!("{name}, {role}") };
        sanitise_line(&words).into_owned()
    }

    /// ` · Orda.kz +1`: which source has a quote; empty when none is named.
    pub(super) fn source(&self, quote: &Quote) -> String {
        let article = quote::source(quote, &self.detail.articles);
        article.map_or_else(String::new, |(_, article)| {
            format!(" · {}{}", sanitise_line(quote::source_words(article, self.lang)), quote::more_sources(quote))
        })
    }

    /// What an article is called where it is linked to, and `, Orda.kz, 9 February 2024` behind that. Without a headline
    /// the publisher leads to it: the event's title stands above.
    pub(super) fn named<'t>(&self, article: &'t Article) -> (&'t str, String) {
        let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(self.lang));
        let names = [article.headline.shown(self.lang), publisher, &article.id];
        let title = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let date = article.date_published.as_ref();
        let date = date.map_or(String::new(), |date| dates::long(date, Ui::new(self.lang.tongue())));
        let about = [publisher, &date].into_iter().filter(|fact| !fact.is_empty() && *fact != title);
        (title, about.fold(String::new(), |text, fact| format!("{text}, {}", sanitise_line(fact))))
    }

    fn sources(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.detail.articles.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}:\n", pick(self.lang, "Sources", "Источники"))?;
        for (_, article) in &self.detail.articles {
            let (title, about) = self.named(article);
            writeln!(out, "- {}{}", link(title, article.url.as_deref()), escaped(&about))?;
        }
        writeln!(out)
    }

    fn own(&self, own: OwnMark<'_>, out: &mut dyn Write) -> io::Result<()> {
        if own.is_bookmarked {
            writeln!(out, "{}\n", pick(self.lang, "Bookmarked.", "В закладках."))?;
        }
        if !own.note.is_empty() {
            let word = pick(self.lang, "My note", "Моя заметка");
            writeln!(out, "{word}: {}\n", escaped(&sanitise_line(own.note)))?;
        }
        writeln!(out, "Id: {}\n", code(&self.detail.event.id))
    }
}

/// `8 February 2024`, and where that is from when its source does not state it.
fn event_date(event: &Event, lang: Lang) -> String {
    escaped(&date_words(event, lang))
}

/// The same as text.
pub(super) fn date_words(event: &Event, lang: Lang) -> String {
    let Some(date) = &event.date else { return pick(lang, "No date", "Без даты").to_owned() };
    let words = dates::long(date, Ui::new(lang.tongue()));
    let basis = match event.date_basis.as_deref() {
        Some("inferred") => pick(lang, " (inferred)", " (определена по тексту)"),
        Some("external") => pick(lang, " (known from elsewhere)", " (известна из других источников)"),
        Some("published") => pick(lang, " (the day it was published)", " (день публикации)"),
        _ => "",
    };
    format!("{}{basis}", sanitise_line(&words))
}

/// Each line of a text as a paragraph of its own, after `before`.
fn paragraphs(text: &str, before: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut is_first = true;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !is_first && !before.is_empty() {
            writeln!(out, "{}", before.trim_end())?;
        }
        is_first = false;
        let end = if before.is_empty() { "\n" } else { "" };
        writeln!(out, "{before}{}{end}", escaped_line(line))?;
    }
    Ok(())
}

/// A link when the address is one of the web, else both as text.
fn link(title: &str, url: Option<&str>) -> String {
    let title = escaped(&sanitise_line(title)).replace(']', "\\]");
    match url.filter(|url| !url.is_empty()) {
        None => title,
        Some(url) if host(url).is_some() => {
            // What would end the address, or is not seen, by its number.
            let mut address = String::with_capacity(url.len());
            for c in url.chars() {
                if c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '\\') {
                    let mut bytes = [0; 4];
                    address.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
                } else {
                    address.push(c);
                }
            }
            format!("[{title}](<{}>)", sanitise_line(&address))
        }
        Some(url) => format!("{title} ({})", escaped(&sanitise_line(url))),
    }
}

/// A text as code: nothing in it is Markdown.
fn code(text: &str) -> String {
    let text = sanitise_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_its_link_does() {
        assert_eq!(link("A [b] c", Some("https://x.example/a b>c")), "[A \\[b\\] c](<https://x.example/a%20b%3Ec>)");
        assert_eq!(link("A", Some("javascript:alert(1)")), "A (javascript:alert(1))");
        assert_eq!(link("A", None), "A");
        assert_eq!(link("A", Some("https://x.example/я\nrm")), "[A](<https://x.example/я%0Arm>)");
    }

    #[test]
    fn code_is_longer_fenced_than_what_it_holds() {
        assert_eq!(code("country:KZ"), "`country:KZ`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
    }
}

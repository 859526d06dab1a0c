//! A page for a browser in one file: what happened over time, what was said, which sources say so.
//!
//! It needs no script and loads nothing. Text of the data stays text: whatever would be markup in it is escaped, and only
//! addresses of the web become links. Its head says which data and which query made it. Which events there are and where
//! the page goes is not known here.

use super::cannot_write;
use super::markup::{END, begin, escaped, link};
use super::page::{Page, date_words, pick};
use crate::catalogue::Ui;
use crate::dataset::{Dataset, HeadDate};
use crate::document::dates::{self, Heading};
use crate::error::Result;
use crate::model::{Event, Lang, Quote, QuoteType};
use crate::query::detail::event_detail;
use crate::query::quotes::words;
use crate::query::{Answer, Bucket, OwnMark, histogram};
use std::io::{self, Write};

/// Writes the selected events, the newest first, under what selected them.
pub(super) fn write(
    dataset: &Dataset,
    answer: &Answer,
    (lang, source): (Lang, &str),
    out: &mut dyn Write,
) -> Result<usize> {
    let source = if source.is_empty() { pick(lang, "Events", "События") } else { source };
    let head = |out: &mut dyn Write| -> io::Result<()> {
        begin(source, lang, out)?;
        writeln!(out, "<header>\n<h1>{}</h1>", escaped(source))?;
        let (events, total) = (answer.events.len(), answer.total);
        let of = pick(lang, "of", "из");
        let (noun, without) = (pick(lang, "Events", "Событий"), pick(lang, "without a filter", "без фильтра"));
        if answer.query.is_empty() {
            writeln!(out, "<p>{noun}: {events}, {without}.</p>")?;
        } else {
            let query = escaped(&answer.query.to_string());
            writeln!(out, "<p>{noun}: {events} {of} {total}, <code>{query}</code></p>")?;
        }
        bars(dataset, answer, lang, out)?;
        writeln!(out, "</header>\n<main>")
    };
    head(out).map_err(cannot_write)?;
    let mut heading: Option<Heading> = None;
    for id in answer.events.newest_first() {
        let date = dataset.head(id).date;
        let here = Heading::of(date);
        let begins = (heading != Some(here)).then_some(here);
        heading = Some(here);
        let detail = event_detail(dataset, id)?;
        let page = Page { dataset, detail: &detail, lang };
        event(&page, begins.map(|begins| (begins, date)), answer.marked.own_of_event(id), out).map_err(cannot_write)?;
    }
    out.write_all(b"</main>\n").and_then(|()| out.write_all(END.as_bytes())).map_err(cannot_write)?;
    out.flush().map_err(cannot_write)?;
    Ok(answer.events.len())
}

/// The place in the page of what begins in the month of a day.
fn anchor(date: &HeadDate) -> String {
    if date.is_undated() {
        return "undated".to_owned();
    }
    let (year, month, _) = date.first.ymd();
    format!("m{year}-{month:02}")
}

/// Events over time: a bar for each bucket, which leads to its first month.
fn bars(dataset: &Dataset, answer: &Answer, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    const BARS: usize = 60;
    let counted = histogram(&answer.events, BARS, None);
    let all = |bucket: &Bucket| bucket.placed + bucket.spread;
    let most = counted.buckets.iter().map(all).max().unwrap_or(0);
    if most == 0 {
        return Ok(());
    }
    writeln!(out, "<ol class=\"bars\">")?;
    for bucket in &counted.buckets {
        let days = dates::short_of_days(bucket.first, bucket.last, Ui::ENGLISH);
        let words = match bucket.spread {
            0 => format!("{days}: {}", bucket.placed),
            spread => format!("{days}: {}, {} {spread}", bucket.placed, pick(lang, "perhaps", "возможно")),
        };
        let first = answer.events.newest_first().find(|id| {
            let date = dataset.head(*id).date;
            date.first <= bucket.last && date.first >= bucket.first
        });
        let place = first.map_or_else(String::new, |id| format!(" href=\"#{}\"", anchor(&dataset.head(id).date)));
        let class = if bucket.placed == 0 { " class=\"perhaps\"" } else { "" };
        let height = all(bucket) * 100 / most;
        if all(bucket) > 0 {
            writeln!(out, "<li><a{place}{class} style=\"height:{height}%\" title=\"{}\"></a></li>", escaped(&words))?;
        } else {
            writeln!(out, "<li></li>")?;
        }
    }
    let edge = |bucket: Option<&Bucket>| {
        let bucket = bucket.map(|bucket| dates::short_of_days(bucket.first, bucket.last, Ui::ENGLISH));
        escaped(&bucket.unwrap_or_default())
    };
    let (first, last) = (edge(counted.buckets.first()), edge(counted.buckets.last()));
    writeln!(out, "</ol>\n<p class=\"axis by\"><span>{first}</span><span>{last}</span></p>")
}

/// One event; `begins` when a month begins with it.
fn event(
    page: &Page<'_>,
    begins: Option<(Heading, HeadDate)>,
    own: OwnMark<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = page.lang;
    let event: &Event = &page.detail.event;
    if let Some((heading, date)) = begins {
        writeln!(out, "<h2 id=\"{}\">{}</h2>", anchor(&date), escaped(&heading.words(Ui::ENGLISH)))?;
    }
    writeln!(out, "<article>\n<h3>{}</h3>", escaped(event.title(lang)))?;
    let facts = page.facts();
    let dot = if facts.is_empty() { "" } else { " · " };
    writeln!(out, "<p class=\"facts\">{}{dot}{}</p>", escaped(&date_words(event, lang)), escaped(&facts))?;
    let summary = event.summary.shown(lang);
    if summary != event.title(lang) {
        paragraphs(summary, "", out)?;
    }
    if !event.outcomes.is_empty() {
        writeln!(out, "<ul>")?;
        for outcome in &event.outcomes {
            writeln!(out, "<li>{}</li>", escaped(outcome.shown(lang)))?;
        }
        writeln!(out, "</ul>")?;
    }
    for quote in &event.quotes {
        self::quote(page, quote, out)?;
    }
    sources(page, out)?;
    if own.is_bookmarked {
        writeln!(out, "<p class=\"by\">{}</p>", pick(lang, "Bookmarked.", "В закладках."))?;
    }
    if !own.note.is_empty() {
        writeln!(out, "<p class=\"by\">{}: {}</p>", pick(lang, "My note", "Моя заметка"), escaped(own.note))?;
    }
    writeln!(out, "<p class=\"by\">Id: <code>{}</code></p>\n</article>", escaped(&event.id))
}

fn quote(page: &Page<'_>, quote: &Quote, out: &mut dyn Write) -> io::Result<()> {
    let said = words(quote, page.lang);
    let (tag, translation) = quote.translation.shown_with_tag(page.lang);
    let by = escaped(&format!("{}{}", page.speaker(quote), page.source(quote)));
    if quote.kind == QuoteType::Indirect {
        // Nobody's very words: those of the reader's language do as well.
        let is_read = !translation.is_empty() && tag == Some(page.lang.tag());
        let kind = pick(page.lang, "paraphrase", "пересказ");
        let said = escaped(if is_read { translation } else { said });
        return writeln!(out, "<p class=\"paraphrase\">≈ {said} <span class=\"by\">({kind}) — {by}</span></p>");
    }
    let tag_of = quote.language.as_deref().map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
    writeln!(out, "<blockquote>")?;
    paragraphs(said, &tag_of, out)?;
    if !translation.is_empty() && translation != said {
        let word = pick(page.lang, "Translation", "Перевод");
        writeln!(out, "<p class=\"by\">{word}: {}</p>", escaped(translation))?;
    }
    let mixed = if quote.kind == QuoteType::Mixed {
        pick(page.lang, " (partly a paraphrase)", " (пересказ с цитатой)")
    } else {
        ""
    };
    writeln!(out, "<footer>— {by}{mixed}</footer>\n</blockquote>")
}

fn sources(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    if page.detail.articles.is_empty() {
        return Ok(());
    }
    writeln!(out, "<div class=\"sources\">{}:<ul>", pick(page.lang, "Sources", "Источники"))?;
    for (_, article) in &page.detail.articles {
        let (title, about) = page.named(article);
        let about = escaped(&about);
        writeln!(out, "<li>{}{about}</li>", link(title, article.url.as_deref()))?;
    }
    writeln!(out, "</ul></div>")
}

/// Each line of a text as a paragraph.
fn paragraphs(text: &str, attributes: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        writeln!(out, "<p{attributes}>{}</p>", escaped(line))?;
    }
    Ok(())
}

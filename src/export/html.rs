//! A page for a browser in one file, with a bar for each piece of time that leads to its month.
//!
//! It needs no script and loads nothing. Text of the data stays text: whatever would be markup in it is escaped, and only
//! addresses of the web become links. What the page says of an event, which events there are and where the page goes is not
//! known here.

use super::markup::{END, begin, escaped, link};
use super::page::Piece;
use crate::catalogue::Ui;
use crate::dataset::{Dataset, HeadDate};
use crate::document::dates::{self, Heading};
use crate::model::Lang;
use crate::query::{Answer, Bucket, histogram};
use std::io::{self, Write};

/// A page of the events of an answer that is written to `out`.
pub(super) struct Html<'a> {
    pub dataset: &'a Dataset,
    pub answer: &'a Answer,
    pub lang: Lang,
    /// The month that began last.
    pub heading: Option<Heading>,
    pub out: &'a mut dyn Write,
}

impl Html<'_> {
    /// Writes a piece of it.
    pub fn write(&mut self, piece: Piece<'_>) -> io::Result<()> {
        let out = &mut *self.out;
        match piece {
            Piece::Head { source, counted, query } => {
                begin(source, self.lang, out)?;
                writeln!(out, "<header>\n<h1>{}</h1>", escaped(source))?;
                let query = if query.is_empty() { String::new() } else { format!("<code>{}</code>", escaped(query)) };
                writeln!(out, "<p>{counted}{query}</p>")?;
                bars(self.dataset, self.answer, self.lang, out)?;
                writeln!(out, "</header>\n<main>")
            }
            Piece::Event { id, title, date, facts } => {
                let begins = self.dataset.head(id).date;
                let heading = Heading::of(begins);
                if self.heading.replace(heading) != Some(heading) {
                    let words = escaped(&heading.words(Ui::new(self.lang.tongue())));
                    writeln!(out, "<h2 id=\"{}\">{words}</h2>", anchor(&begins))?;
                }
                writeln!(out, "<article>\n<h3>{}</h3>", escaped(title))?;
                let dot = if facts.is_empty() { "" } else { " · " };
                writeln!(out, "<p class=\"facts\">{}{dot}{}</p>", escaped(date), escaped(facts))
            }
            Piece::Paragraphs(text) => paragraphs(text, "", out),
            Piece::Items(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>\n", escaped(item))).collect();
                writeln!(out, "<ul>\n{}</ul>", items.concat())
            }
            Piece::Paraphrase { said, kind, by } => {
                let (said, by) = (escaped(said), escaped(by));
                writeln!(out, "<p class=\"paraphrase\">≈ {said} <span class=\"by\">({kind}) — {by}</span></p>")
            }
            Piece::Quotation { said, tag, translation, by } => {
                let lang = tag.map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
                writeln!(out, "<blockquote>")?;
                paragraphs(said, &lang, out)?;
                if let Some((word, translation)) = translation {
                    writeln!(out, "<p class=\"by\">{word}: {}</p>", escaped(translation))?;
                }
                writeln!(out, "<footer>— {}</footer>\n</blockquote>", escaped(by))
            }
            Piece::Sources { name, sources } => {
                writeln!(out, "<div class=\"sources\">{name}:<ul>")?;
                for (title, url, about) in sources {
                    writeln!(out, "<li>{}{}</li>", link(title, *url), escaped(about))?;
                }
                writeln!(out, "</ul></div>")
            }
            Piece::Remark(words, "") => writeln!(out, "<p class=\"by\">{words}</p>"),
            Piece::Remark(words, own) => writeln!(out, "<p class=\"by\">{words}: {}</p>", escaped(own)),
            Piece::End { name, id } => {
                writeln!(out, "<p class=\"by\">{name}: <code>{}</code></p>\n</article>", escaped(id))
            }
            Piece::Foot => write!(out, "</main>\n{END}").and_then(|()| out.flush()),
        }
    }
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
    let ui = Ui::new(lang.tongue());
    let counted = histogram(answer.events.whole(), BARS, None);
    let all = |bucket: &Bucket| bucket.placed + bucket.spread;
    let most = counted.buckets.iter().map(all).max().unwrap_or(0);
    if most == 0 {
        return Ok(());
    }
    writeln!(out, "<ol class=\"bars\">")?;
    for bucket in &counted.buckets {
        let days = dates::short_of_days(bucket.first, bucket.last, ui);
        let words = match bucket.spread {
            0 => ui.page_bar(&days, bucket.placed).to_string(),
            spread => ui.page_bar_perhaps(&days, bucket.placed, spread).to_string(),
        };
        let first = answer.events.whole().newest_first().find(|id| {
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
        let bucket = bucket.map(|bucket| dates::short_of_days(bucket.first, bucket.last, ui));
        escaped(&bucket.unwrap_or_default())
    };
    let (first, last) = (edge(counted.buckets.first()), edge(counted.buckets.last()));
    writeln!(out, "</ol>\n<p class=\"axis by\"><span>{first}</span><span>{last}</span></p>")
}

/// Each line of a text as a paragraph.
fn paragraphs(text: &str, attributes: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        writeln!(out, "<p{attributes}>{}</p>", escaped(line))?;
    }
    Ok(())
}

//! A row of the view *Quotes*: who and in which office, beside the words themselves.
//!
//! Only a direct quotation stands in quotation marks and beside a bar, and a paraphrase has a sign of its own.

use ratatui::style::Style;
use ratatui::text::Span;
use std::borrow::Cow;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use super::who_what::WhoWhat;
use crate::app::App;
use crate::dataset::{Dataset, EventId};
use crate::model::{Lang, QuoteType};
use crate::query::matches::Where;
use crate::query::{Spoken, hits_in};
use crate::text;

/// What the row says after mark and day; `base` is the style of its words.
pub(super) fn row<'a>(
    canvas: &Canvas<'_, '_>,
    app: &'a App,
    (dataset, id, number): (&'a Dataset, EventId, u32),
    (day, base): (Vec<Span<'a>>, Style),
    who_columns: usize,
) -> WhoWhat<'a> {
    let lang = app.lang();
    let (blank, dim) = (canvas.words("  ", Look::Plain), canvas.theme.style(Look::Dim));
    let Some(quote) = app.row_texts().quote(id, number) else {
        // Until it is read there is only its event to tell.
        let words = Cow::Borrowed(dataset.head(id).title(lang));
        let who = [Vec::new(), Vec::new()];
        return WhoWhat { day, who, signs: [blank.clone(), blank], words, hits: Vec::new(), style: dim };
    };
    let glyphs = canvas.theme.glyphs;
    let speaker = shown(&quote.speaker, lang);
    let speaker = if speaker.is_empty() { canvas.ui.speaker_not_stated() } else { speaker };
    // What is cut is cut before its hits are looked for: the ellipsis belongs to the name.
    let name = text::truncate(speaker, who_columns, glyphs.ellipsis);
    let of_speaker = hits_in(app.query(), app.spellings(), Where::Speaker, &name);
    let bold = base.patch(canvas.theme.style(Look::Strong));
    let name = owned(highlighted(&name, &of_speaker, bold, canvas.theme.style(Look::Hit)));
    let role = shown(&quote.role, lang);
    let named_as = shown(&quote.named_as, lang);
    let office = match (role.is_empty(), named_as.is_empty()) {
        (false, _) => role.to_owned(),
        (true, false) => format!("{}{named_as}{}", glyphs.quoted.0, glyphs.quoted.1),
        (true, true) => String::new(),
    };
    let blank_between = if quote.country.is_empty() || office.is_empty() { "" } else { " " };
    let below = canvas.words(format!("{}{blank_between}{office}", quote.country), Look::Dim);
    let bar = |sign: &'static str| canvas.words(format!("{sign} "), Look::Included);
    let signs = match quote.kind {
        QuoteType::Direct => [bar(glyphs.bar), bar(glyphs.bar)],
        QuoteType::Mixed => [bar(glyphs.broken_bar), bar(glyphs.broken_bar)],
        QuoteType::Indirect => [canvas.words(format!("{} ", glyphs.in_other_words), Look::Dim), blank],
    };
    let words = marked(canvas, quote, lang);
    let hits = hits_in(app.query(), app.spellings(), Where::Quote, &words);
    WhoWhat { day, who: [name, vec![below]], signs, words, hits, style: base }
}

fn shown(texts: &[String; 2], lang: Lang) -> &str {
    &texts[lang as usize]
}

/// The words, in quotation marks when they are a direct quotation.
fn marked<'a>(canvas: &Canvas<'_, '_>, quote: &'a Spoken, lang: Lang) -> Cow<'a, str> {
    let words = shown(&quote.words, lang);
    match quote.kind {
        QuoteType::Direct => {
            let (open, close) = canvas.theme.glyphs.marks;
            let inner = words.strip_prefix('«').and_then(|words| words.strip_suffix('»')).unwrap_or(words);
            Cow::Owned(format!("{open}{inner}{close}"))
        }
        QuoteType::Indirect | QuoteType::Mixed => Cow::Borrowed(words),
    }
}

fn owned(spans: Vec<Span<'_>>) -> Vec<Span<'static>> {
    spans.into_iter().map(|span| Span::styled(span.content.into_owned(), span.style)).collect()
}

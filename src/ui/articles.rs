//! A row of the view *Articles*: who published it, beside its headline.
//!
//! An article without a headline has the title of an event that it reports, marked as such; its address stands in the
//! detail only.

use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use std::borrow::Cow;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use super::who_what::WhoWhat;
use crate::app::App;
use crate::dataset::{ArticleId, Dataset};
use crate::model::Lang;
use crate::query;
use crate::query::hits_in;
use crate::query::matches::Where;

/// What the row says after mark and day; `base` is the style of its words. `has_words`: the query finds it in itself.
pub(super) fn row<'a>(
    canvas: &Canvas<'_, '_>,
    app: &'a App,
    (dataset, id): (&'a Dataset, ArticleId),
    (day, base, has_words): (Vec<Span<'a>>, Style, bool),
) -> WhoWhat<'a> {
    let glyphs = canvas.theme.glyphs;
    let head = dataset.article_head(id);
    let derived = dataset.derived_title(id);
    let title_in = |lang: Lang| -> Cow<'a, str> {
        match &derived {
            Some(derived) => Cow::Owned(derived.event(lang).clone()),
            None => without_scheme(head.title(lang)),
        }
    };
    let (mut words, other) = (title_in(app.lang()), title_in(app.lang().next()));
    let mut hits = query::hits(app.query(), app.spellings(), &words);
    if hits.is_empty() && app.query().search().is_some() && other != words {
        // A hit in a language that is not shown is shown.
        let of_other = query::hits(app.query(), app.spellings(), &other);
        if let Some(first) = of_other.first() {
            let before = words.len() + " / ".len();
            let moved = before + first.start..before + first.end;
            words = Cow::Owned(format!("{words} / {other}"));
            hits = vec![moved];
        }
    }
    let is_named = !head.publisher.is_empty();
    let name = match (is_named, head.host()) {
        (true, _) => head.publisher,
        (false, "") => canvas.ui.publisher_not_stated(),
        (false, host) => host,
    };
    let bold = base.patch(canvas.theme.style(Look::Strong));
    let of_name = hits_in(app.query(), app.spellings(), Where::Publisher, name);
    let name = highlighted(name, &of_name, bold, canvas.theme.style(Look::Hit));
    let language = if head.language == "en" { "" } else { head.language };
    let host = if is_named { head.host() } else { "" };
    let blank = if language.is_empty() || host.is_empty() { "" } else { " " };
    let below = canvas.words(format!("{language}{blank}{}", host.strip_prefix("www.").unwrap_or(host)), Look::Dim);
    let (sign, style) = if derived.is_some() {
        (format!("{} ", glyphs.of_event), base.add_modifier(Modifier::ITALIC))
    } else {
        (String::new(), base)
    };
    // The sign of an article that has the words stands in the place of the other, which is in the style of the words too.
    let first = if has_words {
        canvas.words(format!("{} ", glyphs.with_words), Look::Strong)
    } else {
        canvas.words(sign, Look::Dim)
    };
    let signs = [first, canvas.words("", Look::Dim)];
    WhoWhat { day, who: [name, vec![below]], signs, words, hits, style }
}

/// An address stands for a headline that is missing; its beginning says nothing.
fn without_scheme(title: Cow<'_, str>) -> Cow<'_, str> {
    let rest = title.strip_prefix("https://").or_else(|| title.strip_prefix("http://"));
    match rest.map(|rest| rest.strip_prefix("www.").unwrap_or(rest).to_owned()) {
        Some(address) => Cow::Owned(address),
        None => title,
    }
}

//! A quote in the detail: the original, the translation, then who said it and where it is from.
//!
//! Only a direct quotation stands in quotation marks and beside a bar; a paraphrase has a sign of its own and neither.

use std::ops::Range;

use super::locate::{body, locate};
use super::names::{Names, joined};
use super::writer::{Paragraph, Run, Writer, run};
use super::{QuoteAt, Role};
use crate::dataset::ArticleId;
use crate::model::{Article, Lang, Participant, Quote, QuoteType};
use crate::query::matches::Where;
use crate::query::quotes::role_of;
use crate::query::{EventDetail, Target};

/// Characters that are shown before and after a quote in its article.
const AROUND: usize = 160;

/// Writes one quote. `with_source` says which article has it.
pub(super) fn write(writer: &mut Writer<'_>, names: Names<'_>, quote: &Quote, at: QuoteAt, with_source: bool) {
    let source = source(quote, names.event);
    let target = source
        .and_then(|(id, _)| id.map(Target::Article))
        .or_else(|| quote.speaker.as_ref().and_then(|speaker| names.target(&speaker.who)));
    let (tag, original) = original(quote);
    let language = quote.language.as_deref().or(tag);
    let mut begins = Some((at, target));
    writer.within(Where::Quote, |writer| {
        words(writer, quote.kind, None, original, &mut begins);
        for (tag, translation) in translations(writer, quote, original, language == Some(writer.lang().tag())) {
            words(writer, quote.kind, Some(tag.unwrap_or(writer.ui().translation())), translation, &mut begins);
        }
    });
    let by = writer.within(Where::Speaker, |writer| speaker(writer, names, quote));
    let continues = begins.is_none();
    let (quote_at, target) = begins.take().map_or((None, None), |(at, target)| (Some(at), target));
    let mut from = from(writer, quote, source, names.event, with_source);
    // Hits in the name of the publisher are of another field; they stand on a line of their own when they are asked for.
    let publisher_is_hit = writer.within(Where::Publisher, |writer| from.iter().any(|run| writer.is_hit(run.text())));
    let mut runs = by;
    if !publisher_is_hit {
        for part in from.drain(..) {
            runs.push(run(Role::Label, writer.glyphs().dot));
            runs.push(part);
        }
    }
    let first = Some(run(Role::Label, format!("{} ", writer.glyphs().said_by)));
    writer.within(Where::Speaker, |writer| {
        writer.paragraph(Paragraph {
            indent: 2,
            first,
            runs,
            target,
            quote: quote_at,
            continues,
            ..Paragraph::default()
        });
    });
    writer.within(Where::Publisher, |writer| {
        writer.paragraph(Paragraph { indent: 4, runs: from, continues: true, ..Paragraph::default() });
    });
    if let Some((_, article)) = source.filter(|_| with_source) {
        writer.within(Where::Article, |writer| in_sentence(writer, quote, body(article)));
    }
}

/// Who said it: the name, the office as it was written, what the source calls them.
fn speaker(writer: &Writer<'_>, names: Names<'_>, quote: &Quote) -> Vec<Run> {
    let dot = writer.glyphs().dot;
    let mut runs = match &quote.speaker {
        Some(speaker) => named(writer, names, speaker),
        None => vec![run(Role::Label, writer.ui().speaker_not_stated())],
    };
    let cue = quote.cue.shown(writer.lang());
    if writer.is_hit(cue) {
        runs.extend([run(Role::Label, format!("{dot}{}", writer.ui().cue())), run(Role::Dim, cue)]);
    }
    if quote.kind == QuoteType::Mixed {
        runs.push(run(Role::Label, format!("{dot}{}", writer.ui().partly_in_other_words())));
    }
    runs
}

fn named(writer: &Writer<'_>, names: Names<'_>, speaker: &Participant) -> Vec<Run> {
    let glyphs = writer.glyphs();
    let mut runs = names.short(writer, &speaker.who);
    let named_as = writer.inline(&speaker.named_as);
    let role = writer.inline(role_of(&names.event.event, speaker));
    let body = speaker.organization.as_ref().map(|body| names.shown(body)).unwrap_or_default();
    if runs.iter().all(|run| run.text().is_empty()) {
        return vec![run(Role::Name, named_as)];
    }
    let office = joined([role.as_str(), body.as_str()], glyphs);
    if !office.is_empty() {
        runs.extend([run(Role::Label, glyphs.dot), run(Role::Dim, office)]);
    }
    // Mostly the source calls them by their office.
    if !named_as.is_empty() && named_as.to_lowercase() != role.to_lowercase() {
        runs.push(run(Role::Label, format!("{}{}", glyphs.dot, glyphs.quoted.0)));
        runs.push(run(Role::Dim, named_as));
        runs.push(run(Role::Label, glyphs.quoted.1));
    }
    runs
}

/// Which article has it, and whether its words are there.
fn from(
    writer: &Writer<'_>,
    quote: &Quote,
    source: Option<&(Option<ArticleId>, Article)>,
    event: &EventDetail,
    with_source: bool,
) -> Vec<Run> {
    let mut from = match (with_source, source) {
        (true, Some((_, article))) => {
            vec![run(Role::Dim, format!("{}{}", source_words(article, writer.lang()), more_sources(quote)))]
        }
        (true, None) if !quote.articles.is_empty() && event.articles.len() > 1 => {
            vec![run(Role::Problem, writer.ui().articles_not_in_data(&quote.articles.join(", ")).to_string())]
        }
        _ => Vec::new(),
    };
    if source.is_some_and(|(_, article)| is_missing(quote, article)) {
        from.push(run(Role::Mark, writer.ui().not_located()));
    }
    from
}

/// ` +2` where a quote names two articles more than the one that is shown.
pub fn more_sources(quote: &Quote) -> String {
    match quote.articles.len() {
        0 | 1 => String::new(),
        several => format!(" +{}", several - 1),
    }
}

/// The article that a quote is from: the first that it names, or the only one that its event names.
pub fn source<'a>(quote: &Quote, event: &'a EventDetail) -> Option<&'a (Option<ArticleId>, Article)> {
    let with_id = |id: &String| event.articles.iter().find(|(_, article)| article.id == *id);
    match quote.articles.as_slice() {
        [] if event.event.articles.len() == 1 => event.articles.first(),
        named => named.iter().find_map(with_id),
    }
}

/// The words of a quote in the language in which they were said or printed, with the tag of that language.
pub(super) fn original(quote: &Quote) -> (Option<&str>, &str) {
    let said_in = |tag: Option<&str>| tag.is_some() && tag == quote.language.as_deref();
    let first = quote.text.versions().next();
    quote.text.versions().find(|(tag, _)| said_in(*tag)).or(first).unwrap_or((None, ""))
}

/// The version of the translation that is shown, unless the original `is_read` in the language that is shown; and any other
/// that alone has a hit.
fn translations<'q>(
    writer: &Writer<'_>,
    quote: &'q Quote,
    original: &str,
    is_read: bool,
) -> Vec<(Option<&'q str>, &'q str)> {
    let all = || quote.translation.versions().chain(quote.text.versions()).filter(|(_, text)| *text != original);
    let shown = quote.translation.shown_with_tag(writer.lang());
    let first = if shown.1.is_empty() { all().next() } else { Some(shown) };
    let first = first.filter(|(_, text)| !is_read && *text != original && !text.is_empty());
    let mut chosen: Vec<_> = first.into_iter().collect();
    if !writer.is_hit(original) && !chosen.iter().any(|(_, text)| writer.is_hit(text)) {
        chosen.extend(all().find(|(_, text)| writer.is_hit(text)));
    }
    chosen
}

/// The words themselves; `translated` is the language of a translation. The quote begins with the first that are written.
fn words(
    writer: &mut Writer<'_>,
    kind: QuoteType,
    translated: Option<&str>,
    text: &str,
    begins: &mut Option<(QuoteAt, Option<Target>)>,
) {
    if text.is_empty() {
        return;
    }
    let glyphs = writer.glyphs();
    let bar = match kind {
        QuoteType::Direct => glyphs.bar,
        QuoteType::Mixed => glyphs.broken_bar,
        QuoteType::Indirect => "",
    };
    let role = if translated.is_some() { Role::Dim } else { role(kind) };
    let tag = translated.map_or(String::new(), |tag| format!("{tag} "));
    let runs = match (kind, translated) {
        (QuoteType::Direct, None) => {
            vec![run(role, glyphs.marks.0), run(role, unmarked(text)), run(role, glyphs.marks.1)]
        }
        (QuoteType::Direct, Some(_)) => {
            vec![run(role, glyphs.quoted.0), run(role, unmarked(text)), run(role, glyphs.quoted.1)]
        }
        (QuoteType::Indirect, _) => vec![run(role, unmarked(text))],
        (QuoteType::Mixed, _) => vec![run(role, text)],
    };
    let (quote, target) = begins.take().map_or((None, None), |(at, target)| (Some(at), target));
    let continues = quote.is_none();
    let beside = Paragraph { runs, target, quote, continues, ..Paragraph::default() };
    let blank = " ".repeat(crate::text::width(&tag));
    writer.paragraph(if bar.is_empty() {
        let sign = if translated.is_some() { tag } else { format!("{} ", glyphs.in_other_words) };
        let indent = if translated.is_some() { 4 } else { 2 };
        Paragraph { indent, first: Some(run(Role::Label, sign)), ..beside }
    } else {
        let first = Some(run(Role::Bar, format!("{bar} {tag}")));
        Paragraph { first, rest: Some(run(Role::Bar, format!("{bar} {blank}"))), ..beside }
    });
}

/// The quote in its sentence, where the data has the article's text; an article's own detail has all of the text.
fn in_sentence(writer: &mut Writer<'_>, quote: &Quote, body: &str) {
    let Some(found) = locate(body, quote) else { return };
    let sentence = sentence(body, &found);
    if sentence == found {
        return;
    }
    let ellipsis = writer.glyphs().ellipsis;
    let cut = |is_cut: bool| if is_cut { ellipsis } else { "" };
    let one_line = |range: Range<usize>| body[range].replace('\n', " ");
    let before = format!("{}{}", cut(!starts_sentence(body, sentence.start)), one_line(sentence.start..found.start));
    let after = format!("{}{}", one_line(found.end..sentence.end), cut(!ends_sentence(body, sentence.end)));
    let runs = vec![
        run(Role::Label, writer.ui().in_the_article_words()),
        run(Role::Dim, before),
        run(Role::Located, one_line(found)),
        run(Role::Dim, after),
    ];
    writer.paragraph(Paragraph { indent: 4, runs, continues: true, ..Paragraph::default() });
}

/// The bytes from the beginning of the sentence in which a range begins to the end of that in which it ends, but no more
/// than [`AROUND`] characters around the range, and whole words.
fn sentence(body: &str, range: &Range<usize>) -> Range<usize> {
    let mut start = range.start;
    for (at, _) in body[..range.start].char_indices().rev().take(AROUND) {
        if starts_sentence(body, start) {
            break;
        }
        start = at;
    }
    if !starts_sentence(body, start) {
        start = body[start..range.start].find(' ').map_or(range.start, |at| start + at + 1);
    }
    let mut end = range.end;
    for (at, c) in body[range.end..].char_indices().take(AROUND) {
        if ends_sentence(body, end) {
            break;
        }
        end = range.end + at + c.len_utf8();
    }
    if !ends_sentence(body, end) {
        end = body[range.end..end].rfind(' ').map_or(range.end, |at| range.end + at);
    }
    start..end
}

/// Whether a sentence begins at a byte: at the beginning of a line, or after a full stop and a blank.
fn starts_sentence(body: &str, at: usize) -> bool {
    let before = &body[..at];
    let stands_after_blank = before.trim_end_matches(' ').len() < at;
    before.is_empty()
        || before.ends_with('\n')
        || stands_after_blank
            && before.trim_end().ends_with(['.', '!', '?', '…'])
            && !body[at..].starts_with(|c: char| c.is_lowercase() || c.is_whitespace() || matches!(c, '—' | '–' | '-'))
}

/// Whether a sentence ends before a byte.
fn ends_sentence(body: &str, at: usize) -> bool {
    let rest = &body[at..];
    let next = rest.trim_start_matches(' ');
    let begins = at + (rest.len() - next.len());
    rest.is_empty() || rest.starts_with('\n') || begins > at && starts_sentence(body, begins)
}

/// A text without one pair of quotation marks around the whole of it: marks are drawn according to what the quote is.
pub(super) fn unmarked(text: &str) -> &str {
    [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close).filter(|inside| !inside.contains(open)))
        .unwrap_or(text)
}

/// The role of a quote's words.
pub(super) fn role(kind: QuoteType) -> Role {
    match kind {
        QuoteType::Direct => Role::QuoteDirect,
        QuoteType::Mixed => Role::QuoteMixed,
        QuoteType::Indirect => Role::Paraphrase,
    }
}

/// Whether the data has the article's text and the words do not stand in it.
fn is_missing(quote: &Quote, article: &Article) -> bool {
    let body = body(article);
    let is_verbatim = quote.selector.is_some() || quote.kind == QuoteType::Direct;
    is_verbatim && !body.is_empty() && locate(body, quote).is_none()
}

/// Who published an article; else its headline, address or id.
pub fn source_words(article: &Article, lang: Lang) -> &str {
    let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(lang));
    let title = if publisher.is_empty() { article.headline.shown(lang) } else { publisher };
    if title.is_empty() { article.url.as_deref().unwrap_or(&article.id) } else { title }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[track_caller]
    fn assert_sentence(body: &str, quoted: &str, expected: &str) {
        let at = body.find(quoted).unwrap();
        assert_eq!(&body[sentence(body, &(at..at + quoted.len()))], expected);
    }

    #[test]
    fn a_quote_stands_in_its_sentence() {
        let body = "Первое. «Мы готовы. Ждём», — сказал он в г. Астана. Третье.\nДальше";
        assert_sentence(body, "Мы готовы. Ждём", "«Мы готовы. Ждём», — сказал он в г.");
        assert_sentence("One. Two «three» four? Five.", "three", "Two «three» four?");
        assert_sentence("A line\nthe words\nanother", "the words", "the words");
        assert_sentence("the words", "the words", "the words");
        assert_sentence("", "", "");
    }

    #[test]
    fn a_sentence_without_an_end_is_cut_between_words() {
        let body = format!("{} quoted {}", "before ".repeat(60), "after ".repeat(60));
        let at = body.find("quoted").unwrap();
        let range = sentence(&body, &(at..at + 6));
        assert!(body[range.clone()].starts_with("before ") && body[range.clone()].ends_with("after"));
        assert!(range.len() < 340, "{}", range.len());
    }
}

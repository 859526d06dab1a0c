//! A quote in the detail: who, how it relates to what was said, the original, the translation, where it is from.
//!
//! Only a direct quotation stands in quotation marks and beside a bar; a paraphrase has neither, and each says which
//! it is in words.

use std::ops::Range;

use super::locate::{body, locate};
use super::names::{Names, country_name, joined};
use super::writer::{Paragraph, Run, Writer, run};
use super::{QuoteAt, Role, dates};
use crate::dataset::ArticleId;
use crate::model::{Article, Lang, Participant, Quote, QuoteType, Text};
use crate::query::Target;
use crate::query::matches::Where;

/// Characters that are shown before and after a quote in its article.
const AROUND: usize = 160;

/// The articles of an event, with their numbers where they are in the data.
pub(super) type Articles = [(Option<ArticleId>, Article)];

/// Writes one quote. `with_source` says which article has it.
pub(super) fn write(
    writer: &mut Writer<'_>,
    names: Names<'_>,
    quote: &Quote,
    at: QuoteAt,
    articles: &Articles,
    with_source: bool,
) {
    let source = source(quote, articles);
    let target = source
        .and_then(|(id, _)| id.map(Target::Article))
        .or_else(|| quote.speaker.as_ref().and_then(|speaker| names.target(&speaker.who)));
    let glyphs = writer.glyphs();
    let (tag, original) = original(quote);
    let mut head = match &quote.speaker {
        Some(speaker) => writer.within(Where::Speaker, |writer| names.runs(writer, &speaker.who)),
        None => vec![run(Role::Dim, "speaker not stated")],
    };
    let language = quote.language.as_deref().or(tag).unwrap_or("");
    head.push(run(Role::Label, format!("{}{}", glyphs.dot, joined([kind_word(quote.kind), language], glyphs))));
    writer.within(Where::Speaker, |writer| {
        writer.paragraph(Paragraph { indent: 1, runs: head, target, quote: Some(at), ..Paragraph::default() });
        if let Some(speaker) = &quote.speaker {
            about_speaker(writer, names, speaker, &quote.cue);
        }
    });
    writer.within(Where::Quote, |writer| {
        words(writer, quote.kind, None, original);
        for (tag, translation) in translations(writer, quote, original) {
            words(writer, quote.kind, Some(tag.unwrap_or("translation")), translation);
        }
    });
    if let Some((_, article)) = source.filter(|_| with_source) {
        writer.within(Where::Article, |writer| in_sentence(writer, quote, body(article)));
    }
    let mut from = match (with_source, source) {
        (true, Some((_, article))) => {
            vec![run(Role::Dim, format!("{}{}", source_words(writer, article), more_sources(quote)))]
        }
        (true, None) if !quote.articles.is_empty() && articles.len() > 1 => {
            vec![run(Role::Problem, format!("article {} is not in the data", quote.articles.join(", ")))]
        }
        _ => Vec::new(),
    };
    if source.is_some_and(|(_, article)| is_missing(quote, article)) {
        if !from.is_empty() {
            from.push(run(Role::Dim, glyphs.dot));
        }
        from.push(run(Role::Mark, "not located in the article's text"));
    }
    if !from.is_empty() {
        let from = Paragraph { indent: 3, runs: from, continues: true, ..Paragraph::default() };
        writer.within(Where::Publisher, |writer| writer.paragraph(from));
    }
}

/// ` +2` where a quote names two articles more than the one that is shown.
pub(super) fn more_sources(quote: &Quote) -> String {
    match quote.articles.len() {
        0 | 1 => String::new(),
        several => format!(" +{}", several - 1),
    }
}

/// The article that a quote is from: the first that it names, or the only one of its event.
pub(super) fn source<'a>(quote: &Quote, articles: &'a Articles) -> Option<&'a (Option<ArticleId>, Article)> {
    let with_id = |id: &String| articles.iter().find(|(_, article)| article.id == *id);
    match quote.articles.as_slice() {
        [] if articles.len() == 1 => articles.first(),
        named => named.iter().find_map(with_id),
    }
}

/// The words of a quote in the language in which they were said or printed, with the tag of that language.
pub(super) fn original(quote: &Quote) -> (Option<&str>, &str) {
    let said_in = |tag: Option<&str>| tag.is_some() && tag == quote.language.as_deref();
    let first = quote.text.versions().next();
    quote.text.versions().find(|(tag, _)| said_in(*tag)).or(first).unwrap_or((None, ""))
}

/// The version of the translation that is shown, and any other that alone has a hit.
fn translations<'q>(writer: &Writer<'_>, quote: &'q Quote, original: &str) -> Vec<(Option<&'q str>, &'q str)> {
    let all = || quote.translation.versions().chain(quote.text.versions()).filter(|(_, text)| *text != original);
    let shown = quote.translation.shown_with_tag(writer.lang());
    let first = if shown.1.is_empty() { all().next() } else { Some(shown) };
    let mut chosen: Vec<_> = first.into_iter().filter(|(_, text)| *text != original && !text.is_empty()).collect();
    if !writer.is_hit(original) && !chosen.iter().any(|(_, text)| writer.is_hit(text)) {
        chosen.extend(all().find(|(_, text)| writer.is_hit(text)));
    }
    chosen
}

fn kind_word(kind: QuoteType) -> &'static str {
    match kind {
        QuoteType::Direct => "direct",
        QuoteType::Indirect => "paraphrase",
        QuoteType::Mixed => "mixed, partly in other words",
    }
}

/// Office, body, country, the source's name for the speaker, and the cue.
fn about_speaker(writer: &mut Writer<'_>, names: Names<'_>, speaker: &Participant, cue: &Text) {
    let mut facts = office(writer, names, speaker);
    let named_as = writer.inline(&speaker.named_as);
    if !named_as.is_empty() {
        facts.push(format!("named as: {named_as}"));
    }
    let cue = writer.inline(cue);
    if !cue.is_empty() {
        facts.push(format!("cue: {cue}"));
    }
    let line = joined(facts.iter().map(String::as_str), writer.glyphs());
    writer.paragraph(Paragraph {
        indent: 3,
        runs: vec![run(Role::Dim, line)],
        continues: true,
        ..Paragraph::default()
    });
}

/// Office, body and country of somebody.
pub(super) fn office(writer: &Writer<'_>, names: Names<'_>, who: &Participant) -> Vec<String> {
    let mut facts = vec![writer.inline(&who.role)];
    facts.extend(who.organization.as_ref().map(|body| names.printed(body)));
    facts.extend(who.country.as_ref().map(|country| country_name(country, writer.lang()).to_owned()));
    facts
}

/// The words themselves; `translated` is the language of a translation.
fn words(writer: &mut Writer<'_>, kind: QuoteType, translated: Option<&str>, text: &str) {
    if text.is_empty() {
        return;
    }
    let glyphs = writer.glyphs();
    let bar = match kind {
        QuoteType::Direct => Some(glyphs.bar),
        QuoteType::Mixed => Some(glyphs.broken_bar),
        QuoteType::Indirect => None,
    };
    let role = if translated.is_some() { Role::Dim } else { role(kind) };
    let mut runs: Vec<Run> = translated.map(|tag| run(Role::Label, format!("{tag}: "))).into_iter().collect();
    if kind == QuoteType::Direct {
        runs.push(run(role, glyphs.marks.0));
        runs.push(run(role, unmarked(text)));
        runs.push(run(role, glyphs.marks.1));
    } else if kind == QuoteType::Indirect {
        runs.push(run(role, unmarked(text)));
    } else {
        runs.push(run(role, text));
    }
    let beside = || bar.map(|bar| run(Role::Bar, format!("{bar} ")));
    writer.paragraph(Paragraph {
        indent: 3,
        first: beside(),
        rest: beside(),
        runs,
        continues: true,
        ..Paragraph::default()
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
        run(Role::Label, "in the article: "),
        run(Role::Dim, before),
        run(Role::Located, one_line(found)),
        run(Role::Dim, after),
    ];
    writer.paragraph(Paragraph { indent: 3, runs, continues: true, ..Paragraph::default() });
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

/// `Orda.kz · 12–18 February 2024`, or its headline or address when nobody published it.
fn source_words(writer: &Writer<'_>, article: &Article) -> String {
    let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(writer.lang()));
    let title = if publisher.is_empty() { article.headline.shown(writer.lang()) } else { publisher };
    let title = if title.is_empty() { article.url.as_deref().unwrap_or(&article.id) } else { title };
    let date =
        article.date_published.as_ref().map_or(String::new(), |date| dates::long(date, writer.glyphs(), Lang::En));
    joined([title, &date], writer.glyphs())
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

//! Direct quotes held against the texts of their articles (reader rule 7): whose words do not stand there is a warning.
//!
//! A text that its source cut is not whole, and tells nothing. How problems are listed, and when this is asked, is not
//! known here.

use super::{ArticleId, ColumnOf, Dataset};
use crate::model::{Article, ArticleLink, Event, Quote, QuoteType};
use crate::parallel::both;
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// Records from which on two threads read them.
const MANY: usize = 64;

/// Bytes of texts that are held at a time.
const HELD: usize = 16 << 20;

/// A quote that does not stand in the text of its articles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Astray {
    /// The number of the event's record.
    pub(super) event: u32,
    /// Which quote of the record it is, from 0.
    pub(super) quote: usize,
    /// The id of the article, the first where several are named.
    pub(super) article: String,
}

/// The quotes that do not stand where they are said to, in the order of their records; `with_text` are the articles that
/// have a text, by their numbers.
pub(super) fn astray(dataset: &Dataset, with_text: &RoaringBitmap) -> Vec<Astray> {
    if with_text.is_empty() {
        return Vec::new();
    }
    let mut events = RoaringBitmap::new();
    for number in with_text {
        let mut note = |event| {
            events.insert(event);
        };
        dataset.each_record_of_article(dataset.first_article(number), &mut note);
        dataset.each_record_with(ColumnOf::Cites, &dataset.article_head(ArticleId(number)).id(), &mut note);
    }
    let mut direct = RoaringBitmap::new();
    dataset.each_record_with(ColumnOf::QuoteType, QuoteType::Direct.word(), &mut |event| {
        direct.insert(event);
    });
    let events: Vec<u32> = (events & direct).into_iter().collect();
    let (one, other) = events.split_at(events.len() / 2);
    let of = |events: &[u32]| {
        let mut texts = Texts { dataset, known: HashMap::new(), bytes: 0 };
        events.iter().flat_map(|event| texts.astray_in(*event)).collect::<Vec<_>>()
    };
    let (mut astray, others) = both(events.len() > MANY, || of(one), || of(other));
    astray.extend(others);
    astray
}

/// The texts of the articles that were asked for last.
struct Texts<'d> {
    dataset: &'d Dataset,
    /// The whole texts of an article, with single blanks; none when it has no text, or one that is not whole.
    known: HashMap<u32, Vec<String>>,
    bytes: usize,
}

impl Texts<'_> {
    /// What cannot be read any more is told when it is asked for.
    fn astray_in(&mut self, number: u32) -> Vec<Astray> {
        let Ok(event) = self.dataset.event_record(number) else { return Vec::new() };
        let direct = event.quotes.iter().enumerate().filter(|(_, quote)| quote.kind == QuoteType::Direct);
        let is_astray = |(at, quote): (usize, &Quote)| {
            let articles = articles_of(&event, quote);
            let article = (*articles.first()?).to_owned();
            (!articles.iter().any(|id| self.may_have(id, quote))).then_some(Astray {
                event: number,
                quote: at,
                article,
            })
        };
        direct.filter_map(is_astray).collect()
    }

    /// Whether an article has the words of a quote, or nobody can tell.
    fn may_have(&mut self, id: &str, quote: &Quote) -> bool {
        let Some(ArticleId(number)) = self.dataset.article_by_id(id) else { return true };
        if self.bytes > HELD {
            self.known.clear();
            self.bytes = 0;
        }
        let dataset = self.dataset;
        let bytes = &mut self.bytes;
        let texts = self.known.entry(number).or_insert_with(|| {
            let texts = dataset.article_versions(ArticleId(number)).map(|all| whole_texts(&all)).unwrap_or_default();
            *bytes += texts.iter().map(String::len).sum::<usize>();
            texts
        });
        let words: Vec<String> = quote.text.versions().map(|(_, words)| spaced(words)).collect();
        texts.is_empty() || words.iter().any(|words| texts.iter().any(|text| stands_in(text, words)))
    }
}

/// The articles that a quote is of: those it names, else the only one of its event.
fn articles_of<'e>(event: &'e Event, quote: &'e Quote) -> Vec<&'e str> {
    match &event.articles[..] {
        _ if !quote.articles.is_empty() => quote.articles.iter().map(String::as_str).collect(),
        [only] => vec![ArticleLink::id(only)],
        _ => Vec::new(),
    }
}

/// The texts of all records of an article; none when one of them is cut.
fn whole_texts(records: &[Article]) -> Vec<String> {
    let texts: Vec<String> =
        records.iter().flat_map(|article| article.body.versions()).map(|(_, text)| spaced(text)).collect();
    let is_cut = |text: &String| {
        let text = text.trim_end_matches([']', ')', ' ']);
        text.ends_with('…') || text.ends_with("...")
    };
    if texts.iter().any(is_cut) { Vec::new() } else { texts }
}

/// A text with single blanks between its words, and with one kind of quotation mark, apostrophe and dash: who copies a
/// quote changes these without changing a word.
fn spaced(text: &str) -> String {
    let plain = |sign: char| match sign {
        '«' | '»' | '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' | '\u{2bc}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(plain).collect()
}

/// Whether the words stand in a text; where they are left out, what is between must stand in their order.
fn stands_in(text: &str, words: &str) -> bool {
    let mut rest = text;
    words.replace("...", "…").split('…').map(|piece| piece.trim_matches(['[', ']', '(', ')', ' '])).all(|piece| {
        let found = rest.find(piece);
        rest = found.map_or("", |at| &rest[at + piece.len()..]);
        found.is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    #[test]
    fn words_stand_in_a_text_whatever_the_space_and_what_is_left_out() {
        let text = spaced("He said: «We will\n  build it here, in the steppe, in two years».");
        for words in ["We will build it", "We\u{a0}will build it […] in two years", "We will… in two years", ""] {
            assert!(stands_in(&text, &spaced(words)), "{words}");
        }
        for words in ["We will sell it", "in two years … We will", "we will"] {
            assert!(!stands_in(&text, &spaced(words)), "{words}");
        }
    }

    #[test]
    fn another_kind_of_mark_or_dash_is_no_other_word() {
        let text = spaced("He said: \u{201c}It’s a “win – win”, for «Tau-Ken» too — we think\u{201d}.");
        for words in ["It's a \"win - win\"", "for “Tau‑Ken” too – we think", "It‘s a «win — win»"] {
            assert!(stands_in(&text, &spaced(words)), "{words}");
        }
        for words in ["Its a", "winwin", "win, win"] {
            assert!(!stands_in(&text, &spaced(words)), "{words}");
        }
    }

    #[test]
    fn a_text_that_is_cut_is_not_whole() {
        let article = |body: &str| Article { body: Text::plain(body), ..Article::default() };
        for (body, count) in [("All of it.", 1), ("Some of it…", 0), ("Some of it...", 0), ("Some [...]", 0), ("", 1)]
        {
            assert_eq!(whole_texts(&[article(body)]).len(), count, "{body}");
        }
        assert_eq!(whole_texts(&[article("All of it."), article("Some …")]).len(), 0);
    }
}

//! Heads of articles, in columns: what a row of the articles shows, without their texts.
//!
//! A file of a million events may carry as many articles, so what many share (publisher, language and host of the
//! address together) is held once, and the rest of an article is one string. An id that was made from the address is made
//! again when it is asked for. How an article is read is not known here.

use super::bytes::{Reader, Writer};
use super::dates::{Dates, HeadDate};
use super::heads::{Strings, is_not_stated, titles};
use super::interner::Interner;
use super::numbers::Numbers;
use crate::model::article_id::{article_id, host_start};
use crate::model::{Article, Lang, Str};
use hashbrown::HashMap;
use memchr::memchr;
use std::borrow::Cow;
use std::io;

/// The heads of articles: article records of a segment, or articles written inside its events.
#[derive(Debug, Default)]
pub struct ArticleHeads {
    /// Id unless it is made from the address, title in English, title in Russian when it is another, address after its host.
    texts: Strings,
    shared: Strings,
    /// What comes together: the numbers in `shared` of publisher, language, and scheme and host of the address.
    origins: Vec<[u32; 3]>,
    /// The number of each article's in `origins`.
    origin: Numbers,
    dates: Dates,
}

/// What articles share with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shared {
    /// Who published them.
    Publisher,
    /// BCP 47 tag of their language.
    Language,
}

/// Heads while articles are added.
#[derive(Default)]
pub struct ArticleHeadsBuilder {
    heads: ArticleHeads,
    shared: Interner,
    numbers: HashMap<[u32; 3], u32>,
}

/// One article's head.
#[derive(Clone, Copy, Debug)]
pub struct ArticleHead<'a> {
    titles: [&'a str; 2],
    /// Scheme and host of its address, and the rest.
    url: [&'a str; 2],
    /// Its id; empty when that is made from the address.
    written_id: &'a str,
    /// When it was published.
    pub date: HeadDate,
    /// Who published it; empty when not said.
    pub publisher: &'a str,
    /// BCP 47 tag of its language; empty when not said.
    pub language: &'a str,
    /// Whether the date's basis is another than `stated`.
    pub basis_not_stated: bool,
    /// Whether the record has the article's text.
    pub has_text: bool,
}

impl<'a> ArticleHead<'a> {
    /// The article's id, written or filled in.
    pub fn id(&self) -> Cow<'a, str> {
        if self.is_id_made() { Cow::Owned(article_id(&self.url())) } else { Cow::Borrowed(self.written_id) }
    }

    /// Whether its id is made from its address.
    pub fn is_id_made(&self) -> bool {
        self.written_id.is_empty()
    }

    /// Whether everything that this head says, `whole` says too.
    pub fn is_part_of(&self, whole: &ArticleHead<'_>) -> bool {
        let is_said = |own: &str, whole: &str| own.is_empty() || own == whole;
        self.titles.iter().zip(whole.titles).all(|(own, whole)| is_said(own, whole))
            && is_said(self.publisher, whole.publisher)
            && is_said(self.language, whole.language)
            && (self.date.is_undated() || self.date == whole.date)
    }

    /// The headline in `lang`, else in another language, else the address, else the id.
    pub fn title(&self, lang: Lang) -> Cow<'a, str> {
        let headline = if lang == Lang::Ru && !self.titles[1].is_empty() { self.titles[1] } else { self.titles[0] };
        if !headline.is_empty() {
            return Cow::Borrowed(headline);
        }
        let url = self.url();
        if url.is_empty() { self.id() } else { Cow::Owned(url) }
    }

    /// Whether it has a headline of its own.
    pub fn has_headline(&self) -> bool {
        !self.titles[0].is_empty()
    }

    /// The host of its address; empty when it has none.
    pub fn host(&self) -> &'a str {
        self.url[0].split_once("://").map_or(self.url[0], |(_, host)| host)
    }

    /// Its address; empty when it has none.
    pub fn url(&self) -> String {
        self.url.concat()
    }
}

impl ArticleHeadsBuilder {
    /// Adds one article; its number is the count before.
    pub fn push<T: Str, W: Str>(&mut self, article: &Article<T, W>) {
        let date = HeadDate::of_written(article.date_published.as_ref());
        let [en, ru] = titles(&article.headline);
        let url = article.url.as_deref().unwrap_or("");
        let (host, path) = url.split_at(host_end(url));
        let id = if article.id_filled && !url.is_empty() { "" } else { &*article.id };
        self.heads.texts.push_parts(&[id, en, if ru == en { "" } else { ru }, path]);
        let publisher = article.publisher.as_ref().and_then(|publisher| publisher.name.main()).unwrap_or_default();
        let mut shared = |text: &str| self.shared.number(text).0;
        let origin = [shared(publisher), shared(article.language.as_deref().unwrap_or("")), shared(host)];
        self.heads.push_origin(&mut self.numbers, origin);
        self.heads.dates.push(date, is_not_stated(article.date_basis.as_deref()), !article.body.is_empty());
    }

    /// The finished heads.
    pub fn finish(mut self) -> ArticleHeads {
        self.heads.shared = self.shared.strings().clone();
        self.heads.shrink();
        self.heads
    }
}

/// Where scheme and host of an address end.
fn host_end(url: &str) -> usize {
    let start = host_start(url);
    memchr(b'/', &url.as_bytes()[start..]).map_or(url.len(), |length| start + length)
}

impl ArticleHeads {
    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.dates.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the origin of the next article; `numbers` are those of the origins so far.
    fn push_origin(&mut self, numbers: &mut HashMap<[u32; 3], u32>, origin: [u32; 3]) {
        let number = *numbers.entry(origin).or_insert_with(|| {
            self.origins.push(origin);
            self.origins.len() as u32 - 1
        });
        self.origin.push(number);
    }

    /// Several heads as one, one after the other.
    pub fn merged(all: &[&ArticleHeads]) -> ArticleHeads {
        let mut merged = ArticleHeads::default();
        let (mut shared, mut numbers) = (Interner::default(), HashMap::new());
        for heads in all {
            let translated = |origin: &[u32; 3]| origin.map(|at| shared.number(heads.shared.get(at as usize)).0);
            let origins: Vec<[u32; 3]> = heads.origins.iter().map(translated).collect();
            heads.origin.iter().for_each(|at| merged.push_origin(&mut numbers, origins[at as usize]));
            merged.texts.append(&heads.texts);
            merged.dates.append(&heads.dates);
        }
        merged.shared = shared.strings().clone();
        merged.shrink();
        merged
    }

    /// Gives back the memory that was kept for growing.
    fn shrink(&mut self) {
        self.texts.shrink();
        self.shared.shrink();
        self.origins.shrink_to_fit();
        self.origin.shrink();
        self.dates.shrink();
    }

    /// For each article the number of what it shares with others, and what the numbers mean.
    pub fn shared(&self, shared: Shared) -> (impl Iterator<Item = u32>, &Strings) {
        let of = match shared {
            Shared::Publisher => 0,
            Shared::Language => 1,
        };
        (self.origin.iter().map(move |origin| self.origins[origin as usize][of]), &self.shared)
    }

    /// Writes the heads.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.texts.save(writer)?;
        self.shared.save(writer)?;
        writer.column(&self.origins)?;
        self.origin.save(writer)?;
        self.dates.save(writer)
    }

    /// Reads the heads of `count` articles.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<ArticleHeads> {
        let (texts, shared) = (Strings::read(reader, count)?, Strings::read_all(reader)?);
        let origins: Vec<[u32; 3]> = reader.column()?;
        let origin = Numbers::read_below(reader, count, u32::try_from(origins.len()).ok()?)?;
        let are_sound = origins.iter().flatten().all(|number| (*number as usize) < shared.len());
        let heads = ArticleHeads { texts, shared, origins, origin, dates: Dates::read(reader, count)? };
        are_sound.then_some(heads)
    }

    /// Bytes of the texts of its articles.
    pub fn size(&self) -> u64 {
        self.texts.text().len() as u64
    }

    /// The date of article `at`, which must be below [`ArticleHeads::len`].
    pub fn date(&self, at: usize) -> HeadDate {
        self.dates.get(at).0
    }

    /// The id of article `at`, which must be below [`ArticleHeads::len`].
    pub fn id(&self, at: usize) -> Cow<'_, str> {
        self.head(at).id()
    }

    /// The head of article `at`, which must be below [`ArticleHeads::len`].
    pub fn head(&self, at: usize) -> ArticleHead<'_> {
        let mut parts = self.texts.parts(at);
        let mut part = || parts.next().unwrap_or_default();
        let [publisher, language, host] = self.origins[self.origin.get(at) as usize];
        let shared = |number: u32| self.shared.get(number as usize);
        let (date, basis_not_stated, has_text) = self.dates.get(at);
        ArticleHead {
            written_id: part(),
            titles: [part(), part()],
            url: [shared(host), part()],
            date,
            publisher: shared(publisher),
            language: shared(language),
            basis_not_stated,
            has_text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use compact_str::CompactString;

    #[test]
    fn a_head_says_what_the_article_says() {
        let mut builder = ArticleHeadsBuilder::default();
        let url = "https://news.example/2024/05/литий";
        builder.push(&Article::<CompactString, String> {
            id: "a".into(),
            url: Some(url.into()),
            language: Some("ru".into()),
            ..Article::default()
        });
        builder.push(&Article::<CompactString, String> {
            id: "b".into(),
            headline: Text::plain("Медь"),
            ..Article::default()
        });
        builder.push(&Article::<CompactString, String> {
            id: "c".into(),
            url: Some("no address".into()),
            ..Article::default()
        });
        let heads = builder.finish();
        assert_eq!((&*heads.head(0).id(), &*heads.head(0).title(Lang::En), heads.head(0).language), ("a", url, "ru"));
        assert_eq!(
            (&*heads.head(1).id(), &*heads.head(1).title(Lang::Ru), heads.head(1).url()),
            ("b", "Медь", String::new())
        );
        assert_eq!((&*heads.id(2), &*heads.head(2).title(Lang::Ru)), ("c", "no address"));
        assert!(heads.date(2).is_undated());
    }
}

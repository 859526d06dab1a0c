//! Heads of articles, in columns: what a row of the articles shows, without their texts.
//!
//! A file of a million events may carry as many articles, so what many share (publishers, languages, the hosts of
//! addresses) is held once, and the rest of an article is one string. How an article is read is not known here.

use super::bytes::{Reader, Writer};
use super::heads::{HeadDate, Strings, are_dates, is_not_stated, titles};
use super::interner::Interner;
use crate::model::{Article, Lang, Str};
use std::borrow::Cow;
use std::io;

/// What stands between the parts of an article's string; sanitised text has no control characters.
const BETWEEN: char = '\u{1f}';

/// The heads of articles: article records of a segment, or articles written inside its events.
#[derive(Debug, Default)]
pub struct ArticleHeads {
    /// Id, title in English, title in Russian when it is another, address after its host.
    texts: Strings,
    shared: Strings,
    /// Numbers in `shared`: publisher, language, scheme and host of the address.
    publishers: Vec<u32>,
    languages: Vec<u32>,
    hosts: Vec<u32>,
    first: Vec<i32>,
    last: Vec<i32>,
    flags: Vec<u8>,
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
    text: String,
}

/// One article's head.
#[derive(Clone, Copy, Debug)]
pub struct ArticleHead<'a> {
    titles: [&'a str; 2],
    /// Scheme and host of its address, and the rest.
    url: [&'a str; 2],
    /// The article's id, written or filled in.
    pub id: &'a str,
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
        if url.is_empty() { Cow::Borrowed(self.id) } else { Cow::Owned(url) }
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
        self.text.clear();
        for (number, part) in [&*article.id, en, if ru == en { "" } else { ru }, path].into_iter().enumerate() {
            if number > 0 {
                self.text.push(BETWEEN);
            }
            self.text.push_str(part);
        }
        let publisher = article.publisher.as_ref().and_then(|publisher| publisher.name.main()).unwrap_or_default();
        let mut shared = |text: &str| self.shared.number(text).0;
        let heads = &mut self.heads;
        heads.publishers.push(shared(publisher));
        heads.languages.push(shared(article.language.as_deref().unwrap_or("")));
        heads.hosts.push(shared(host));
        heads.texts.push(&self.text);
        heads.first.push(date.first.0);
        heads.last.push(date.last.0);
        heads.flags.push(date.flags(is_not_stated(article.date_basis.as_deref()), !article.body.is_empty()));
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
    let start = url.find("://").map_or(0, |scheme| scheme + 3);
    url[start..].find('/').map_or(url.len(), |length| start + length)
}

impl ArticleHeads {
    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Several heads as one, one after the other.
    pub fn merged(all: &[&ArticleHeads]) -> ArticleHeads {
        let mut merged = ArticleHeads::default();
        let mut shared = Interner::default();
        for heads in all {
            let numbers: Vec<u32> = (0..heads.shared.len()).map(|at| shared.number(heads.shared.get(at)).0).collect();
            let translated = |from: &[u32], to: &mut Vec<u32>| to.extend(from.iter().map(|at| numbers[*at as usize]));
            translated(&heads.publishers, &mut merged.publishers);
            translated(&heads.languages, &mut merged.languages);
            translated(&heads.hosts, &mut merged.hosts);
            merged.texts.append(&heads.texts);
            merged.first.extend_from_slice(&heads.first);
            merged.last.extend_from_slice(&heads.last);
            merged.flags.extend_from_slice(&heads.flags);
        }
        merged.shared = shared.strings().clone();
        merged.shrink();
        merged
    }

    /// Gives back the memory that was kept for growing.
    fn shrink(&mut self) {
        self.texts.shrink();
        self.shared.shrink();
        [&mut self.publishers, &mut self.languages, &mut self.hosts].into_iter().for_each(Vec::shrink_to_fit);
        [&mut self.first, &mut self.last].into_iter().for_each(Vec::shrink_to_fit);
        self.flags.shrink_to_fit();
    }

    /// For each article the number of what it shares with others, and what the numbers mean.
    pub fn shared(&self, shared: Shared) -> (&[u32], &Strings) {
        let numbers = match shared {
            Shared::Publisher => &self.publishers,
            Shared::Language => &self.languages,
        };
        (numbers, &self.shared)
    }

    /// Writes the heads.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.texts.save(writer)?;
        self.shared.save(writer)?;
        [&self.publishers, &self.languages, &self.hosts].into_iter().try_for_each(|numbers| writer.column(numbers))?;
        writer.column(&self.first)?;
        writer.column(&self.last)?;
        writer.column(&self.flags)
    }

    /// Reads the heads of `count` articles.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<ArticleHeads> {
        let heads = ArticleHeads {
            texts: Strings::read(reader, count)?,
            shared: Strings::read_all(reader)?,
            publishers: reader.column_of(count)?,
            languages: reader.column_of(count)?,
            hosts: reader.column_of(count)?,
            first: reader.column_of(count)?,
            last: reader.column_of(count)?,
            flags: reader.column_of(count)?,
        };
        let mut numbers = heads.publishers.iter().chain(&heads.languages).chain(&heads.hosts);
        let are_sound = numbers.all(|number| (*number as usize) < heads.shared.len())
            && are_dates(&heads.first, &heads.last, &heads.flags);
        are_sound.then_some(heads)
    }

    /// Bytes of the texts of its articles.
    pub fn size(&self) -> u64 {
        self.texts.text().len() as u64
    }

    /// The date of article `at`, which must be below [`ArticleHeads::len`].
    pub fn date(&self, at: usize) -> HeadDate {
        HeadDate::from_flags(self.first[at], self.last[at], self.flags[at]).0
    }

    /// The id of article `at`, which must be below [`ArticleHeads::len`].
    pub fn id(&self, at: usize) -> &str {
        self.texts.get(at).split(BETWEEN).next().unwrap_or_default()
    }

    /// The head of article `at`, which must be below [`ArticleHeads::len`].
    pub fn head(&self, at: usize) -> ArticleHead<'_> {
        let mut parts = self.texts.get(at).split(BETWEEN);
        let mut part = || parts.next().unwrap_or_default();
        let shared = |numbers: &[u32]| self.shared.get(numbers[at] as usize);
        let (date, basis_not_stated, has_text) = HeadDate::from_flags(self.first[at], self.last[at], self.flags[at]);
        ArticleHead {
            id: part(),
            titles: [part(), part()],
            url: [shared(&self.hosts), part()],
            date,
            publisher: shared(&self.publishers),
            language: shared(&self.languages),
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
        assert_eq!((heads.head(0).id, &*heads.head(0).title(Lang::En), heads.head(0).language), ("a", url, "ru"));
        assert_eq!(
            (heads.head(1).id, &*heads.head(1).title(Lang::Ru), heads.head(1).url()),
            ("b", "Медь", String::new())
        );
        assert_eq!((heads.id(2), &*heads.head(2).title(Lang::Ru)), ("c", "no address"));
        assert!(heads.date(2).is_undated());
    }
}

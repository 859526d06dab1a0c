//! What a store holds of some data, and how: three indices behind one alias, filled together and named by a number.
//!
//! ```text
//! oreline-NAME-vVERSION-N-events     a document an event: days, words, codes, ids, and its records as they are written
//! oreline-NAME-vVERSION-N-records    what the data say of themselves, entities, articles, and what was skipped
//! oreline-NAME-vVERSION-N-words      a document a word: how the data print it
//! oreline-NAME                       the alias, of the events of what is to be read
//! ```
//!
//! Nothing is taken apart there: fields are keywords and numbers that were made here, records are text that no search
//! sees. How they are filled and read is not known here.

use crate::dataset::{ColumnOf, Kept};
use crate::language::{fold, inflect, name_key};
use crate::model::Day;
use serde_json::{Value, json};
use std::hash::Hasher as _;
use twox_hash::XxHash3_64;

/// The form of the documents. Any change of a field, or of what it holds, raises it.
pub const VERSION: u32 = 7;

/// The indices of some data that were filled together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Generation {
    /// The name of the data.
    pub name: String,
    /// The form of its documents.
    pub version: u32,
    /// Which it is of those of that name.
    pub number: u32,
}

/// The alias under which data are read.
pub fn alias(name: &str) -> String {
    format!("oreline-{name}")
}

impl Generation {
    /// The generation to which an index belongs; `None` when it is not one of the data of this name.
    pub fn of_index(name: &str, index: &str) -> Option<Generation> {
        let rest = index.strip_prefix("oreline-")?.strip_prefix(name)?.strip_prefix("-v")?;
        let mut parts = rest.split('-');
        let [version, number, kind] = [parts.next()?, parts.next()?, parts.next()?];
        let is_one = parts.next().is_none() && ["events", "records", "words"].contains(&kind);
        let generation =
            Generation { name: name.to_owned(), version: version.parse().ok()?, number: number.parse().ok()? };
        is_one.then_some(generation)
    }

    /// The index of its events.
    pub fn events(&self) -> String {
        self.index("events")
    }

    /// The index of everything else.
    pub fn records(&self) -> String {
        self.index("records")
    }

    /// The index of its words.
    pub fn words(&self) -> String {
        self.index("words")
    }

    /// All three, the events last: where they are, everything is.
    pub fn indices(&self) -> [String; 3] {
        [self.words(), self.records(), self.events()]
    }

    fn index(&self, kind: &str) -> String {
        format!("oreline-{}-v{}-{}-{kind}", self.name, self.version, self.number)
    }
}

/// The field of the events in which something is kept.
pub fn field(kept: Kept) -> &'static str {
    match kept {
        Kept::Own => "w",
        Kept::Said => "s",
        Kept::OfArticles => "v",
        Kept::Person => "p",
        Kept::Org => "o",
        Kept::By => "b",
        Kept::Present => "t",
        Kept::Place => "z",
        Kept::Basis => "g",
        Kept::Confidence => "y",
        Kept::Has => "h",
        Kept::Article => "a",
        Kept::Related => "r",
        Kept::Country => "c",
        Kept::People => "P",
        Kept::Bodies => "O",
        Kept::Topics => "T",
        Kept::Kinds => "K",
        Kept::Publishers => "U",
        Kept::Languages => "L",
        Kept::PresentCountry => "C",
        Kept::Attended => "A",
        Kept::AsPerson => "B",
        Kept::PresentBody => "D",
        Kept::Company => "n",
        Kept::SpokenFor => "F",
        Kept::Position => "X",
        Kept::ArticleKey => "e",
    }
}

/// What an index of events is made with.
pub fn of_events(shards: u32) -> Value {
    let mut fields = json!({
        // The id, the days (undated ones have the last of all), the order of the data, what it was made of.
        "id": keyword(), "f": {"type": "integer"}, "l": {"type": "integer"}, "seq": {"type": "long"}, "k": keyword(),
        // Whether it lies on one day and surely so; else the units of time in one of which it surely lies.
        "x": {"type": "boolean"}, "u": keyword(), "raw": stored(),
        // Both days in one number, which sorts as events do; how many quotes there are.
        "m": {"type": "long"}, "q": {"type": "integer"},
    });
    for kept in Kept::ALL {
        fields[field(kept)] = keyword();
    }
    index(shards, &fields)
}

/// What an index of other records is made with.
pub fn of_records(shards: u32) -> Value {
    let fields = json!({
        // Of a name: what it counts for, and its words.
        "counts": keyword(), "w": keyword(),
        "kind": keyword(), "id": keyword(), "homes": keyword(), "seq": {"type": "long"}, "k": keyword(), "raw": stored(),
    });
    index(shards, &fields)
}

/// What an index of words is made with.
pub fn of_words(shards: u32) -> Value {
    index(
        shards,
        &json!({"word": keyword(), "keys": keyword(), "seq": {"type": "long"}, "k": keyword(), "print": stored()}),
    )
}

fn index(shards: u32, fields: &Value) -> Value {
    json!({
        "settings": {"index": {
            "number_of_shards": shards, "number_of_replicas": 0, "auto_expand_replicas": "0-1", "refresh_interval": "5s",
        }},
        "mappings": {"dynamic": "strict", "_meta": {"language": language()}, "properties": fields},
    })
}

fn keyword() -> Value {
    json!({"type": "keyword"})
}

/// A text that is given back and never searched.
fn stored() -> Value {
    json!({"type": "keyword", "index": false, "doc_values": false})
}

/// What this version of the program makes of words, in short: another one would not find what was pushed.
pub fn language() -> String {
    const WORDS: &str = "Токаева uranium critical-minerals l'uranium U.S. C5+1 Касым-Жомарт Батцэцэг Jeenbekov ёлка \
                         Berdimuhamedow минералов соглашениями meetings Washington Улан-Батор 稀土 แร่ Mongolia's годы";
    let mut hash = XxHash3_64::new();
    for word in WORDS.split_whitespace() {
        for part in crate::language::words(word) {
            hash.write(part.folded.as_bytes());
            hash.write(inflect::stem_prefix(&part.folded).as_bytes());
            hash.write(keys_of_name(&part.folded).join(" ").as_bytes());
        }
        hash.write(fold(word).as_bytes());
        hash.write(name_key(word).as_bytes());
    }
    format!("{:016x}", hash.finish())
}

/// The kind of the document of a name in a column.
pub fn kind_of_name(column: ColumnOf) -> &'static str {
    match column {
        ColumnOf::Person => "name:person",
        ColumnOf::Org => "name:org",
        ColumnOf::By => "name:by",
        ColumnOf::Topic => "name:topic",
        ColumnOf::Kind => "name:kind",
        ColumnOf::Place => "name:place",
        ColumnOf::Publisher => "name:publisher",
        ColumnOf::Lang => "name:lang",
        // Of those who took part: who is shown in lists of people, and for which countries they act.
        ColumnOf::Present => "name:present",
        ColumnOf::PresentBody => "name:present-body",
        ColumnOf::ActsFor => "name:acts-for",
        _ => "name:other",
    }
}

/// Days to either side of the year 1970 that [`moment`] tells apart: 91,000 years.
const FURTHEST: i64 = (1 << 25) - 1;

/// The first and the last day of an event as one number, which sorts as they do; what lies further off than days are counted
/// is as far off as an open end. The engine's least and greatest are exact up to 2^53.
pub fn moment(first: Day, last: Day) -> i64 {
    let part = |day: Day| i64::from(day.0).clamp(-FURTHEST, FURTHEST) + FURTHEST;
    part(first) << 26 | part(last)
}

/// The two days of [`moment`].
pub fn days_of_moment(moment: i64) -> (Day, Day) {
    let day = |part: i64| match part - FURTHEST {
        day if day <= -FURTHEST => Day::MIN,
        day if day >= FURTHEST => Day::MAX,
        // Within the bounds of an i32.
        day => Day(day as i32),
    };
    (day(moment >> 26), day(moment & ((1 << 26) - 1)))
}

/// The words of a name, folded.
pub fn words_of_name(shown: &str) -> Vec<String> {
    let mut words: Vec<String> =
        shown.split('\n').flat_map(crate::language::words).map(|word| term(&word.folded).to_owned()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The keys under which a folded word that is a name meets its other spellings.
pub fn keys_of_name(folded: &str) -> Vec<String> {
    let mut keys = Vec::new();
    crate::language::romanise::each_name_key(folded, &mut String::new(), &mut |key| keys.push(key.to_owned()));
    keys
}

/// Bytes of a term at most; a longer one fails its document.
const LONGEST_TERM: usize = 32_000;
/// Bytes of a document's id at most.
const LONGEST_ID: usize = 512;

/// A term as it may stand in a field: whole, or its beginning.
pub fn term(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TERM);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The id of the document of something with this id: itself, or where it is too long or empty its hash.
pub fn document_id(id: &str) -> String {
    if (1..=LONGEST_ID).contains(&id.len()) && !id.starts_with('~') {
        return id.to_owned();
    }
    format!("~{:016x}{:016x}", hash_of(id, 0), hash_of(id, 1))
}

/// A number that stands for a text.
pub fn hash_of(text: &str, seed: u64) -> u64 {
    XxHash3_64::oneshot_with_seed(seed, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_of_one_name() {
        let generation = Generation { name: "a".to_owned(), version: 1, number: 12 };
        assert_eq!(generation.events(), "oreline-a-v1-12-events");
        for index in generation.indices() {
            assert_eq!(Generation::of_index("a", &index), Some(generation.clone()));
        }
        // The data called `a-v1-2` have these.
        for other in
            ["oreline-a-v1-2-v1-12-events", "oreline-ab-v1-1-events", "oreline-a-v1-1-others", "oreline-a-v1-1"]
        {
            assert_eq!(Generation::of_index("a", other), None, "{other}");
        }
    }

    #[test]
    fn two_days_are_one_number_that_sorts_as_they_do() {
        let days = [Day::MIN, Day(-30_000_000), Day(-1), Day(0), Day(20_000), Day(30_000_000), Day::MAX];
        let all: Vec<(Day, Day)> =
            days.iter().flat_map(|first| days.iter().map(|last| (*first, *last))).filter(|(a, b)| a <= b).collect();
        for pair in all.windows(2) {
            assert!(moment(pair[0].0, pair[0].1) < moment(pair[1].0, pair[1].1), "{pair:?}");
        }
        for (first, last) in all {
            assert_eq!(days_of_moment(moment(first, last)), (first, last));
            assert!(moment(first, last) < 1 << 53);
        }
        assert_eq!(days_of_moment(moment(Day(-40_000_000), Day(5))), (Day::MIN, Day(5)));
    }

    #[test]
    fn what_is_too_long_is_cut_or_hashed() {
        assert_eq!(document_id("e1"), "e1");
        let long = "ж".repeat(300);
        assert!(document_id(&long).len() < 64 && document_id(&long) != document_id(&"ж".repeat(301)));
        assert!(document_id("").starts_with('~'));
        // An id that looks like a hash is not taken for one.
        assert!(document_id("~a").len() > 2);
        assert_eq!(term(&"ж".repeat(20_000)).len(), LONGEST_TERM);
    }
}

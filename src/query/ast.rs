//! The query as a value: the one state that selects events, typed or picked.
//!
//! A query is a list of parts joined by *and*. Parts such as `country:KZ,MN` and `date:2024..` are the ticks of the
//! facets and the brush, each a chip of its own; all the rest is one search chip. [`std::fmt::Display`] writes the
//! canonical spelling (English field names, country codes), which reads back as the same query. Editing gives a new
//! value and never fails half-way. Nothing here knows records, the index, or the screen.

mod edit;
mod written;

pub(super) use edit::add_value;
pub(super) use written::{QUOTES, ends_bare, is_language_tag};

use crate::language;
use crate::model::country::{Country, Group};
use crate::model::date::{Day, Range, parse_range};

/// What selects events. The empty query selects all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// Joined by *and*, oldest first; at most one is [`Part::Search`] and at most one [`Part::Literal`].
    pub parts: Vec<Part>,
}

/// One part of a query: a chip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// `literal:on`: words are found as they are written or as beginnings, not inflected or in another script.
    Literal,
    /// `field:a,b` or `-field:a,b`.
    Values(Values),
    /// `date:A..B` or `-date:A..B`.
    Dates(Dates),
    /// Everything that is no part of the other sorts.
    Search(Expr),
}

/// Values of one field: any of them, or with `negated` none of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Values {
    /// Which field.
    pub field: Field,
    /// At least one, no two the same.
    pub values: Vec<Value>,
    /// Whether it excludes.
    pub negated: bool,
}

/// What is asked of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    /// The code of a country or group, the word of a fixed list, or text as it was typed or picked.
    pub text: String,
    /// Whether it was quoted or picked, in the fields where that matters ([`Field::holds_text`]): of a name, the whole
    /// name if the data has it, else whole words and not beginnings; of a quote ([`Field::Said`]), the exact phrase. Of a
    /// country: a value of the data that is no known one, as it is written.
    pub exact: bool,
}

/// A range of dates: those that overlap it, or with `negated` all others, undated ones included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dates {
    /// Which dates.
    pub span: DateSpan,
    /// Whether it excludes.
    pub negated: bool,
}

/// Which dates a part asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DateSpan {
    /// `date:none`: records without a date, or whose date could not be read.
    Undated,
    /// Records whose date overlaps the range.
    Within {
        /// As it was written, with `..` between two ends.
        text: String,
        /// The days it means.
        range: Range,
    },
}

/// What the search chip asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// A word as it was typed.
    Word(String),
    /// `"exact phrase"`; it holds at least one word, and its spaces are single.
    Phrase(String),
    /// `~word`: the word and those that differ by a typing mistake.
    Near(String),
    /// `field:a,b` inside brackets or beside `OR`.
    Field(Field, Vec<Value>),
    /// `date:A..B` inside brackets or beside `OR`.
    Dates(DateSpan),
    /// All of them; two or more, none of them an `And`.
    And(Vec<Expr>),
    /// Any of them; two or more, none of them an `Or`.
    Or(Vec<Expr>),
    /// Not that; never a `Not` in a `Not`.
    Not(Box<Expr>),
}

/// A field of the query language.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// A country or a group of countries.
    Country,
    /// A human being.
    Person,
    /// A body.
    Org,
    /// Who speaks in a quote.
    By,
    /// The text of a quote.
    Said,
    /// What it was about.
    Topic,
    /// The kind of event.
    Kind,
    /// Who published an article.
    Publisher,
    /// The language of an article or a quote.
    Lang,
    /// Where it was.
    Place,
    /// The id of an event or an article.
    Id,
    /// Where the date comes from.
    Basis,
    /// How sure the data is.
    Confidence,
    /// What there is: see [`Presence`].
    Has,
}

/// What `has:` can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Presence {
    /// At least one quote.
    Quotes,
    /// A bookmark of the user's.
    Bookmark,
    /// A note of the user's.
    Note,
    /// A problem of the data.
    Problem,
}

/// How the included values of one field are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum AnyOrAll {
    /// At least one of them: `country:KZ,MN`.
    #[default]
    Any,
    /// Each of them: `country:KZ country:MN`.
    All,
}

/// A part of the query as the screen shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chip {
    /// Its canonical spelling.
    pub text: String,
    /// Its place in [`Query::parts`].
    pub part: usize,
}

/// What the parts of a query say of one field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picked<'a> {
    /// Each group is a part: any of its values must hold, and every group must.
    pub included: Vec<&'a [Value]>,
    /// None of these may hold.
    pub excluded: Vec<&'a Value>,
}

/// Field, English name, Russian name: the whole table of field names.
const FIELD_NAMES: [(Field, &str, &str); 14] = [
    (Field::Country, "country", "страна"),
    (Field::Person, "person", "лицо"),
    (Field::Org, "org", "орг"),
    (Field::By, "by", "автор"),
    (Field::Said, "said", "сказано"),
    (Field::Topic, "topic", "тема"),
    (Field::Kind, "kind", "вид"),
    (Field::Publisher, "publisher", "издание"),
    (Field::Lang, "lang", "язык"),
    (Field::Place, "place", "место"),
    (Field::Id, "id", "ид"),
    (Field::Basis, "basis", "основание"),
    (Field::Confidence, "confidence", "уверенность"),
    (Field::Has, "has", "есть"),
];

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELD_NAMES.iter().map(|row| row.0)
    }

    /// The name that chips print.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The Russian name.
    pub fn name_ru(self) -> &'static str {
        self.row().2
    }

    /// The field of an English or Russian name in any case.
    pub fn from_name(name: &str) -> Option<Field> {
        let name = name.to_lowercase();
        FIELD_NAMES.iter().find(|row| row.1 == name || row.2 == name).map(|row| row.0)
    }

    /// Whether its values are words of running text or of names, so that a quoted value differs from a bare one.
    pub fn holds_text(self) -> bool {
        matches!(
            self,
            Field::Person | Field::Org | Field::By | Field::Said | Field::Topic | Field::Publisher | Field::Place
        )
    }

    fn row(self) -> &'static (Field, &'static str, &'static str) {
        // The table follows the order of the enum; a test holds the two together.
        &FIELD_NAMES[self as usize]
    }
}

impl Presence {
    /// Everything that `has:` can ask for.
    pub const ALL: [Presence; 4] = [Presence::Quotes, Presence::Bookmark, Presence::Note, Presence::Problem];

    /// The canonical word.
    pub fn word(self) -> &'static str {
        match self {
            Presence::Quotes => "quotes",
            Presence::Bookmark => "bookmark",
            Presence::Note => "note",
            Presence::Problem => "problem",
        }
    }

    /// The words for it in English and Russian.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Presence::Quotes => ["quotes", "цитаты"],
            Presence::Bookmark => ["bookmarks", "закладки"],
            Presence::Note => ["notes", "заметки"],
            Presence::Problem => ["problems", "проблемы"],
        }
    }

    /// What an English or Russian word, singular or plural, in any case, asks for.
    pub fn from_word(word: &str) -> Option<Presence> {
        match word.to_lowercase().as_str() {
            "quotes" | "quote" | "цитаты" | "цитата" => Some(Presence::Quotes),
            "bookmark" | "bookmarks" | "закладка" | "закладки" => Some(Presence::Bookmark),
            "note" | "notes" | "заметка" | "заметки" => Some(Presence::Note),
            "problem" | "problems" | "проблема" | "проблемы" => Some(Presence::Problem),
            _ => None,
        }
    }
}

impl Value {
    /// The value of `field` that a text stands for when it is picked from a list; `None` when it stands for none:
    /// an unknown country, an unknown word of `has:`, or no text.
    ///
    /// Countries and groups become codes, from any spelling; in quotes, `"C5"`, a value of the data that is no known
    /// country stands for itself.
    pub fn picked(field: Field, text: &str) -> Option<Value> {
        let text = single_spaced(text);
        let as_written = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| !text.is_empty());
        if let (Field::Country, Some(as_written)) = (field, as_written) {
            return Some(Value { text: as_written.to_owned(), exact: true });
        }
        let text = match field {
            Field::Country => Country::find(&text)
                .map(Country::code)
                .or_else(|| Group::find(&text).map(Group::code))
                .map(str::to_owned),
            Field::Has => Presence::from_word(&text).map(|presence| presence.word().to_owned()),
            _ => Some(text).filter(|text| !text.is_empty()),
        }?;
        Some(Value { text, exact: field.holds_text() })
    }

    /// Whether both have the same text, case and the like folded.
    fn has_text_of(&self, other: &Value) -> bool {
        self.text == other.text || language::fold(&self.text) == language::fold(&other.text)
    }
}

impl DateSpan {
    /// The range as it was written; `None` for records without a date.
    pub(super) fn written(&self) -> Option<&str> {
        match self {
            DateSpan::Undated => None,
            DateSpan::Within { text, .. } => Some(text),
        }
    }

    /// From one day to another, both included; [`Day::MIN`] and [`Day::MAX`] leave that end open. The days may come
    /// in either order. Whole months and whole years are written as such. `None` when both ends are open: that asks
    /// for nothing.
    ///
    /// ```
    /// use oreline::door::model::date::Day;
    /// use oreline::door::query::ast::DateSpan;
    ///
    /// let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
    /// let written = |first, last| DateSpan::between(first, last).unwrap().to_string();
    /// assert_eq!(written(day(2024, 2, 1), day(2024, 12, 31)), "date:2024-02..2024-12");
    /// assert_eq!(written(day(2024, 1, 1), day(2024, 12, 31)), "date:2024");
    /// assert_eq!(written(day(2024, 2, 8), Day::MAX), "date:2024-02-08..");
    /// ```
    pub fn between(a: Day, b: Day) -> Option<DateSpan> {
        // Years that EDTF writes in figures alone; what lies beyond them is as good as open.
        const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;
        let written = |day: Day| Some(day.ymd()).filter(|(year, ..)| YEARS.contains(year));
        let (start, end) = (written(a.min(b)), written(a.max(b)));
        let next_day_is_first = |(year, month, day)| {
            Day::from_ymd(year, month, day).is_some_and(|last| Day(last.0.saturating_add(1)).ymd().2 == 1)
        };
        let whole_years = start.is_none_or(|(_, month, day)| (month, day) == (1, 1))
            && end.is_none_or(|(_, month, day)| (month, day) == (12, 31));
        let whole_months = start.is_none_or(|(.., day)| day == 1) && end.is_none_or(next_day_is_first);
        // `2024-02..2025`, but `2024-02..2024-12`, which does not look as if it ran backwards.
        let mixes = whole_months && start.zip(end).is_none_or(|(start, end)| start.0 != end.0);
        let written = |end: Option<(i32, u32, u32)>, bound: (u32, u32)| {
            end.map_or_else(String::new, |(year, month, day)| {
                let year = if year < 0 { format!("{year:05}") } else { format!("{year:04}") };
                match (whole_years || mixes && (month, day) == bound, whole_months) {
                    (true, _) => year,
                    (_, true) => format!("{year}-{month:02}"),
                    _ => format!("{year}-{month:02}-{day:02}"),
                }
            })
        };
        let (from, to) = (written(start, (1, 1)), written(end, (12, 31)));
        let text = if from == to { from } else { format!("{from}..{to}") };
        let range = parse_range(&text).ok()?;
        Some(DateSpan::Within { text, range })
    }
}

impl Query {
    /// Whether it selects everything.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether `literal:on` is a part of it.
    pub fn is_literal(&self) -> bool {
        self.parts.contains(&Part::Literal)
    }

    /// The part that Esc removes: the last one.
    pub fn newest(&self) -> Option<usize> {
        self.parts.len().checked_sub(1)
    }

    /// What the search chip asks for.
    pub fn search(&self) -> Option<&Expr> {
        self.parts.iter().find_map(|part| match part {
            Part::Search(expr) => Some(expr),
            _ => None,
        })
    }

    /// Whether it asks for more than dates and countries: for words, names or other values, which are found only when
    /// the records have been gone through.
    pub fn asks_texts(&self) -> bool {
        self.asks(true, &|field| field != Field::Country)
    }

    /// Whether some part asks for a field of which `is` holds or, if `words` counts, for words of no field.
    pub fn asks(&self, words: bool, is: &dyn Fn(Field) -> bool) -> bool {
        fn asks(expr: &Expr, words: bool, is: &dyn Fn(Field) -> bool) -> bool {
            match expr {
                Expr::Dates(_) => false,
                Expr::Field(field, _) => is(*field),
                Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| asks(part, words, is)),
                Expr::Not(part) => asks(part, words, is),
                Expr::Word(_) | Expr::Phrase(_) | Expr::Near(_) => words,
            }
        }
        self.parts.iter().any(|part| match part {
            Part::Literal | Part::Dates(_) => false,
            Part::Values(values) => is(values.field),
            Part::Search(expr) => asks(expr, words, is),
        })
    }

    /// Whether it asks what the user has marked: `has:bookmark`, `has:note`.
    pub fn asks_marks(&self) -> bool {
        fn is_mark(field: Field, values: &[Value]) -> bool {
            let of_user =
                |value: &Value| matches!(Presence::from_word(&value.text), Some(Presence::Bookmark | Presence::Note));
            field == Field::Has && values.iter().any(of_user)
        }
        fn asks(expr: &Expr) -> bool {
            match expr {
                Expr::Field(field, values) => is_mark(*field, values),
                Expr::And(parts) | Expr::Or(parts) => parts.iter().any(asks),
                Expr::Not(part) => asks(part),
                Expr::Dates(_) | Expr::Word(_) | Expr::Phrase(_) | Expr::Near(_) => false,
            }
        }
        self.parts.iter().any(|part| match part {
            Part::Literal | Part::Dates(_) => false,
            Part::Values(values) => is_mark(values.field, &values.values),
            Part::Search(expr) => asks(expr),
        })
    }

    /// The text of the search chip, as the search line shows it; empty without one.
    pub fn search_text(&self) -> String {
        self.search().map(Expr::to_string).unwrap_or_default()
    }

    /// What the chips say of a field.
    pub fn values(&self, field: Field) -> Picked<'_> {
        let mut picked = Picked { included: Vec::new(), excluded: Vec::new() };
        for values in self.parts_of(field) {
            if values.negated {
                picked.excluded.extend(&values.values);
            } else {
                picked.included.push(&values.values);
            }
        }
        picked
    }

    /// How the included values of a field are joined; `None` while there are fewer than two, which is either.
    pub fn mode(&self, field: Field) -> Option<AnyOrAll> {
        match self.values(field).included.as_slice() {
            [] => None,
            [group] => (group.len() > 1).then_some(AnyOrAll::Any),
            _ => Some(AnyOrAll::All),
        }
    }

    /// Every range of dates among the chips.
    pub fn dates(&self) -> impl Iterator<Item = &Dates> {
        self.parts.iter().filter_map(|part| match part {
            Part::Dates(dates) => Some(dates),
            _ => None,
        })
    }

    fn parts_of(&self, field: Field) -> impl Iterator<Item = &Values> {
        self.parts.iter().filter_map(move |part| match part {
            Part::Values(values) if values.field == field => Some(values),
            _ => None,
        })
    }
}

/// The text without outer spaces and with one space for each inner run of white space.
pub(super) fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    #[test]
    fn the_table_of_fields_follows_the_enum() {
        for field in Field::all() {
            assert_eq!(field.row().0, field);
            assert_eq!(Field::from_name(&field.name().to_uppercase()), Some(field));
            assert_eq!(Field::from_name(&field.name_ru().to_uppercase()), Some(field));
        }
        for presence in Presence::ALL {
            assert_eq!(Presence::from_word(presence.word()), Some(presence));
        }
    }

    #[test]
    fn a_field_says_what_is_picked() {
        let query = query("country:KZ,MN country:US -country:CN,RU kind:visit");
        let picked = query.values(Field::Country);
        let texts = |values: &[Value]| values.iter().map(|value| value.text.clone()).collect::<Vec<_>>();
        assert_eq!(picked.included.into_iter().map(texts).collect::<Vec<_>>(), [vec!["KZ", "MN"], vec!["US"]]);
        assert_eq!(picked.excluded.iter().map(|value| value.text.as_str()).collect::<Vec<_>>(), ["CN", "RU"]);
    }
}

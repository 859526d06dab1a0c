//! Reads the query language: what people type into the search line, `-q` and the chips.
//!
//! The grammar, loosest first: `a OR b` (`|`, `ИЛИ`), `a b`, `-a` (`NOT`, `НЕ`), brackets, then quoted phrases,
//! `field:values`, `date:range`, `~word` and words. A word before a colon and a value is a field, and one that is none is
//! said (`contry:KZ`); a colon in an address, a time or before a space is text, and
//! signs without a letter or digit are passed over among words. The parser knows countries, dates and
//! the words of closed lists; what only the data know, as which kinds there are, is not known here.

use std::fmt;

use super::ast::{
    DateSpan, Dates, Expr, Field, Part, Presence, QUOTES, Query, Value, Values, add_value, ends_bare, is_language_tag,
    single_spaced,
};
use super::combined::{all_of, any_of, none_of};
use super::dates;
use crate::catalogue::{Expectation, Near, Ui, Wanted};
use crate::language;
use crate::language::mistakes::Mistyped;
use crate::model::country::{Country, Group};
use crate::model::date::{Day, END_NOT_BEFORE, Range, parse_range};
use crate::model::languages;
use crate::model::words::{CONFIDENCES, DATE_BASES};
use crate::text;

/// How deep brackets and `NOT`s may be nested: far more than anyone types, far less than the stack holds.
const DEEPEST: usize = 50;

/// How many countries a message about an unknown one names.
const SUGGESTIONS: usize = 3;

/// Why a text is no query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueryError {
    /// The character, from 0, at which it goes wrong.
    pub at: usize,
    /// What should stand there, as it follows "expected".
    pub expected: Wanted,
    /// What was perhaps meant, where something is near.
    pub near: Option<Near>,
}

impl QueryError {
    /// What should stand there, with what was perhaps meant.
    pub fn expectation(&self) -> Expectation {
        Expectation { wanted: self.expected.clone(), near: self.near.clone() }
    }

    /// The same for where there is little room and the end is cut off: what was perhaps meant comes first.
    pub fn in_short(&self, ui: Ui) -> String {
        let expected = ui.say(&self.expected).to_string();
        self.after_near(ui.expected_at(self.at.saturating_add(1), &expected).to_string(), ui)
    }

    /// The same without its place.
    pub fn without_place(&self, ui: Ui) -> String {
        self.after_near(ui.expected_here(&ui.say(&self.expected).to_string()).to_string(), ui)
    }

    fn after_near(&self, words: String, ui: Ui) -> String {
        match &self.near {
            Some(near) => ui.near_first(near, &words).to_string(),
            None => words,
        }
    }

    /// Place, what should stand there, and what was perhaps meant.
    pub fn whole(&self, ui: Ui) -> String {
        ui.expected_at(self.at.saturating_add(1), &ui.say(&self.expectation()).to_string()).to_string()
    }

    /// Its place alone: what is wrong stands elsewhere.
    pub fn place(&self, ui: Ui) -> String {
        ui.at_character(self.at.saturating_add(1)).to_string()
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole(Ui::ENGLISH))
    }
}

/// What was expected, and what of it was perhaps meant.
pub(super) struct Expected {
    what: Wanted,
    near: Option<Near>,
}

impl Expected {
    pub(super) fn near(what: Wanted, near: Option<Near>) -> Expected {
        Expected { what, near }
    }

    /// The fault that it is at a character.
    pub(super) fn at(self, at: usize) -> QueryError {
        QueryError { at, expected: self.what, near: self.near }
    }
}

impl From<Wanted> for Expected {
    fn from(what: Wanted) -> Expected {
        Expected { what, near: None }
    }
}

impl std::error::Error for QueryError {}

impl Query {
    /// Reads a whole query. The error names the first character that does not fit, and what should stand there.
    ///
    /// ```
    /// use oreline::door::query::Query;
    ///
    /// let query = Query::parse("страна:Казахстан НЕ вид:visit токаев")?;
    /// assert_eq!(query.to_string(), "country:KZ -kind:visit токаев");
    /// assert_eq!(Query::parse("a country:").unwrap_err().at, 10);
    /// # Ok::<(), oreline::door::query::QueryError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        Parser::new(text, false).query()
    }

    /// Reads a query that is being typed: its last part is passed over while it is unfinished (`country:`, `"abc`,
    /// `date:2024-`, `(a`, `a OR`). A fault that no further typing mends comes with the query of what stands before it.
    pub fn parse_unfinished(text: &str) -> (Query, Option<QueryError>) {
        match Parser::new(text, true).query() {
            Ok(query) => (query, None),
            Err(error) => {
                let before: String = text.chars().take(error.at).collect();
                // What stands before the first fault has none of its own.
                (Parser::new(&before, true).query().unwrap_or_default(), Some(error))
            }
        }
    }

    /// This query with what was typed into the search line in place of its search chip; see
    /// [`Query::with_search_of`].
    pub fn with_search(&self, typed: &str) -> Result<Query, QueryError> {
        Ok(self.with_search_of(&Query::parse(typed)?))
    }

    /// Like [`Query::with_search`], while it is still being typed.
    #[must_use]
    pub fn with_search_unfinished(&self, typed: &str) -> (Query, Option<QueryError>) {
        let (query, error) = Query::parse_unfinished(typed);
        (self.with_search_of(&query), error)
    }

    /// The query of parts joined by *and*: fields and dates become chips, the rest one search chip, which stands
    /// where its last part stood.
    fn from_conjuncts(conjuncts: Vec<Expr>) -> Query {
        let mut query = Query::default();
        let mut search = Vec::new();
        let mut search_place = 0;
        for conjunct in conjuncts {
            match into_chip(conjunct) {
                Ok(part) => query.add(part),
                Err(expr) => {
                    search.push(expr);
                    search_place = query.parts.len();
                }
            }
        }
        if let Some(expr) = all_of(search) {
            query.parts.insert(search_place, Part::Search(expr));
        }
        query
    }
}

/// The chip that an expression is by itself, or the expression back.
fn into_chip(expr: Expr) -> Result<Part, Expr> {
    let (expr, negated) = match expr {
        Expr::Not(inner) if matches!(*inner, Expr::Field(..) | Expr::Dates(_)) => (*inner, true),
        other => (other, false),
    };
    match expr {
        Expr::Field(field, values) => Ok(Part::Values(Values { field, values, negated })),
        Expr::Dates(span) => Ok(Part::Dates(Dates { span, negated })),
        other => Err(other),
    }
}

/// What a name before a colon begins.
#[derive(Clone, Copy)]
enum Key {
    Field(Field),
    Date,
    Near,
    Literal,
}

impl Key {
    fn from_name(name: &str) -> Option<Key> {
        match name.to_lowercase().as_str() {
            "date" | "дата" => Some(Key::Date),
            "похоже" => Some(Key::Near),
            "literal" => Some(Key::Literal),
            _ => Field::from_name(name).map(Key::Field),
        }
    }
}

/// The operators that are words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
}

impl Operator {
    /// Only capitals are operators: "or" and "не" are words of every text.
    pub(super) fn from_word(word: &str) -> Option<Operator> {
        match word {
            // Not needed, but people who know other search languages type it.
            "AND" | "И" => Some(Operator::And),
            "OR" | "ИЛИ" => Some(Operator::Or),
            "NOT" | "НЕ" => Some(Operator::Not),
            _ => None,
        }
    }
}

/// A value as it was written.
struct Written {
    text: String,
    quoted: bool,
    at: usize,
}

struct Parser {
    chars: Vec<char>,
    /// The next character to read.
    at: usize,
    /// Whether the end may be unfinished.
    is_live: bool,
    is_literal: bool,
    depth: usize,
    /// Where signs stand that were passed over first.
    signs: Option<usize>,
}

type Parsed<T> = Result<T, QueryError>;

impl Parser {
    fn new(text: &str, is_live: bool) -> Parser {
        // One character gives one character, so that places stay right.
        let chars = text::sanitise_line(text).chars().collect();
        Parser { chars, at: 0, is_live, is_literal: false, depth: 0, signs: None }
    }

    fn query(mut self) -> Parsed<Query> {
        let expr = self.any()?;
        if self.at < self.chars.len() {
            return self.fault(self.at, Wanted::NothingOpen);
        }
        let conjuncts = match expr {
            Some(Expr::And(exprs)) => exprs,
            other => other.into_iter().collect(),
        };
        let mut query = Query::from_conjuncts(conjuncts);
        if let Some(place) = self.signs.filter(|_| query.is_empty() && !self.is_live) {
            return self.fault(place, Wanted::Word);
        }
        if self.is_literal {
            query.add(Part::Literal);
        }
        Ok(query)
    }

    /// `a OR b`, up to a closing bracket or the end; `None` when nothing is asked for.
    fn any(&mut self) -> Parsed<Option<Expr>> {
        let mut exprs = Vec::new();
        loop {
            let place = self.at;
            match self.all()? {
                Some(expr) => exprs.push(expr),
                None if self.next_is_or() => {
                    let at = self.at;
                    self.take_or();
                    // At the end it may become a longer word.
                    if !self.is_unfinished() {
                        return self.fault(at, Wanted::BeforeOr);
                    }
                }
                None if exprs.is_empty() => return Ok(None),
                None if self.is_unfinished() => {}
                None => return self.fault(place, Wanted::AfterOr),
            }
            if !self.next_is_or() {
                return Ok(any_of(exprs));
            }
            self.take_or();
        }
    }

    /// `a b`, up to `OR`, a closing bracket or the end.
    fn all(&mut self) -> Parsed<Option<Expr>> {
        let mut exprs = Vec::new();
        while !self.ends_conjunction() {
            exprs.extend(self.one()?);
        }
        Ok(all_of(exprs))
    }

    /// One thing asked for, where [`Parser::ends_conjunction`] does not hold; `None` for signs without a word, and for
    /// what is unfinished. It reads at least one character.
    fn one(&mut self) -> Parsed<Option<Expr>> {
        let place = self.at;
        let Some(&first) = self.chars.get(place) else { return Ok(None) };
        let next = self.chars.get(place + 1).copied();
        if first == '-' && self.begins_term() && next.is_some_and(|c| c != '-' && !ends_term(c)) {
            self.at += 1;
            return Ok(self.nested(place, Parser::one)?.map(none_of));
        }
        if first == '(' {
            self.at += 1;
            return self.nested(place, |parser| parser.group(place));
        }
        if first == '~' {
            self.at += 1;
            let Some(value) = self.value()? else { return Ok(None) };
            return match all_of(near_words(&value.text)) {
                None => self.pass_over(place, &value.text),
                near => Ok(near),
            };
        }
        if opens_quote(first) {
            let Some(value) = self.value()? else { return Ok(None) };
            if holds_word(&value.text) {
                return Ok(Some(Expr::Phrase(value.text)));
            }
            return self.pass_over(place, &value.text);
        }
        let chunk = self.bare(|_| false);
        match Operator::from_word(&chunk) {
            Some(Operator::Not) => return self.nested(place, Parser::negated),
            Some(Operator::And) => return Ok(None),
            // Or ends a conjunction, so that it is not met here.
            Some(Operator::Or) | None => {}
        }
        if let Some((name, _)) = chunk.split_once(':')
            && let Some(key) = Key::from_name(name)
        {
            self.at = place + name.chars().count() + 1;
            return self.keyed(key);
        }
        if let Some((name, value)) = chunk.split_once(':')
            && is_field_like(name)
            && (value.starts_with(|c: char| c.is_alphanumeric() || is_meant(c))
                || value.is_empty() && self.chars.get(self.at).is_some_and(|&c| opens_quote(c)))
        {
            return self.fault(place, expected_field(name));
        }
        match word_or_phrase(&chunk) {
            None => self.pass_over(place, &chunk),
            expr => Ok(expr),
        }
    }

    /// Passes over signs without a word. What may be meant, as a currency or a flag, is said to be none.
    fn pass_over(&mut self, place: usize, signs: &str) -> Parsed<Option<Expr>> {
        // At the end a sign may begin a word, as in €100; what follows a blank or is a picture begins none.
        let may_go_on = self.at == self.chars.len() && !signs.contains(is_picture);
        if signs.contains(is_meant) && !(self.is_unfinished() && may_go_on) {
            return self.fault(place, Wanted::Word);
        }
        self.signs.get_or_insert(place);
        Ok(None)
    }

    /// What follows `NOT`, up to the first thing that is asked for.
    fn negated(&mut self) -> Parsed<Option<Expr>> {
        while !self.ends_conjunction() {
            if let Some(expr) = self.one()? {
                return Ok(Some(none_of(expr)));
            }
        }
        let place = self.at;
        if self.next_is_or() {
            // At the end it may become a longer word.
            self.take_or();
        }
        let is_unfinished = self.is_unfinished();
        self.at = place;
        if is_unfinished { Ok(None) } else { self.fault(place, Wanted::AfterNot) }
    }

    /// What follows an opening bracket that stands at `open`.
    fn group(&mut self, open: usize) -> Parsed<Option<Expr>> {
        let expr = self.any()?;
        if expr.is_none() {
            // Brackets around nothing are signs without a word.
            self.signs.get_or_insert(open);
        }
        if self.at < self.chars.len() {
            self.at += 1;
            return Ok(expr);
        }
        if self.is_live {
            return Ok(None);
        }
        self.fault(self.at, Wanted::Closing { open: open + 1 })
    }

    /// What follows the colon after a name.
    fn keyed(&mut self, key: Key) -> Parsed<Option<Expr>> {
        let place = self.at;
        match key {
            Key::Field(field) => {
                let mut values = Vec::new();
                for written in self.list(|| expected_of(field))? {
                    let at = written.at;
                    match resolve(field, &written) {
                        Ok(value) => add_value(&mut values, value),
                        Err(_) if self.is_unfinished() && may_go_on(field, &written.text) => {}
                        Err(expected) => return self.fault(at, expected),
                    }
                }
                Ok((!values.is_empty()).then_some(Expr::Field(field, values)))
            }
            Key::Date => {
                let Some(mut value) = self.value()? else { return Ok(None) };
                if !value.quoted && !self.take_words_of_date(&mut value.text) {
                    return Ok(None);
                }
                match date_span(&value.text) {
                    Ok(span) => Ok(Some(Expr::Dates(span))),
                    Err((_, expected)) if self.is_unfinished() && date_may_go_on(&value.text, &expected.what) => {
                        Ok(None)
                    }
                    Err((at, expected)) => self.fault(place + usize::from(value.quoted) + at, expected),
                }
            }
            Key::Near => {
                let words = self.list(|| Wanted::AfterNear)?;
                Ok(any_of(words.iter().filter_map(|value| all_of(near_words(&value.text))).collect()))
            }
            Key::Literal => {
                let value = self.value()?.map(|value| value.text.to_lowercase()).unwrap_or_default();
                match value.as_str() {
                    "on" => self.is_literal = true,
                    "off" => {}
                    _ if self.is_unfinished() => {}
                    _ => return self.fault(place, Wanted::OnOrOff),
                }
                Ok(None)
            }
        }
    }

    /// Adds the next words to a date that they are a part of (`feb 2024`); `false` while these are the last ones and not yet
    /// a date.
    fn take_words_of_date(&mut self, text: &mut String) -> bool {
        if !dates::may_go_on(text) {
            return true;
        }
        let (first, mut words) = (self.at, text.clone());
        while dates::may_go_on(&words) {
            let place = self.at;
            while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
                self.at += 1;
            }
            let word = self.bare(|_| false);
            if word.is_empty() {
                let is_unfinished = self.is_unfinished();
                self.at = if is_unfinished { place } else { first };
                return !is_unfinished;
            }
            words = format!("{words} {word}");
            if dates::typed_range_on(&words, Day::default()).is_ok() {
                *text = words;
                return true;
            }
            // `8 fe`: the month is not typed whole.
            if self.is_unfinished() && dates::begins_month(&language::fold(&word)) {
                return false;
            }
        }
        self.at = first;
        true
    }

    /// `a,"b c"`: at least one value, unless the list is unfinished.
    fn list(&mut self, expected: impl Fn() -> Wanted) -> Parsed<Vec<Written>> {
        let mut values = Vec::new();
        loop {
            let place = self.at;
            let value = match self.chars.get(place) {
                Some(&c) if opens_quote(c) => self.value()?,
                _ => Some(Written { text: self.bare(|c| c == ','), quoted: false, at: place }),
            };
            match value {
                Some(value) if !value.text.is_empty() => values.push(value),
                _ if self.is_unfinished() => return Ok(values),
                _ => return self.fault(place, expected()),
            }
            if self.chars.get(self.at) != Some(&',') {
                return Ok(values);
            }
            self.at += 1;
        }
    }

    /// A quoted text or a bare one, which may be empty; `None` when the quotes are not closed yet.
    fn value(&mut self) -> Parsed<Option<Written>> {
        let place = self.at;
        let quotes = self.chars.get(place).and_then(|c| QUOTES.iter().find(|quotes| quotes.0 == *c));
        let Some((_, closing)) = quotes else {
            return Ok(Some(Written { text: self.bare(|_| false), quoted: false, at: place }));
        };
        let inside = &self.chars[place + 1..];
        if let Some(length) = inside.iter().position(|c| closing.contains(c)) {
            let text = single_spaced(&inside[..length].iter().collect::<String>());
            self.at = place + length + 2;
            return Ok(Some(Written { text, quoted: true, at: place }));
        }
        self.at = self.chars.len();
        if self.is_live {
            return Ok(None);
        }
        self.fault(self.at, Wanted::ClosingQuote { quote: closing[0], open: place + 1 })
    }

    /// The characters up to a space, bracket, bar or quote, or up to one that `also_ends` holds for.
    fn bare(&mut self, also_ends: impl Fn(char) -> bool) -> String {
        let rest = &self.chars[self.at..];
        let length = rest.iter().position(|&c| ends_bare(c) || also_ends(c)).unwrap_or(rest.len());
        self.at += length;
        rest[..length].iter().collect()
    }

    /// Reads something one level deeper.
    fn nested<T>(&mut self, place: usize, read: impl FnOnce(&mut Parser) -> Parsed<T>) -> Parsed<T> {
        if self.depth == DEEPEST {
            return self.fault(place, Wanted::FewerBrackets);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Whether a `-` here negates: it does not inside a word (`Касым-Жомарт`) or after a phrase.
    fn begins_term(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|place| self.chars.get(place));
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '|'))
    }

    /// Skips white space; whether `OR`, a closing bracket or the end follows.
    fn ends_conjunction(&mut self) -> bool {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).is_none_or(|&c| c == ')') || self.next_is_or()
    }

    fn next_is_or(&self) -> bool {
        self.length_of_or() > 0
    }

    fn take_or(&mut self) {
        self.at += self.length_of_or();
    }

    /// How many characters of `OR`, `ИЛИ` or bars stand here.
    fn length_of_or(&self) -> usize {
        let rest = &self.chars[self.at..];
        let bars = rest.iter().take_while(|&&c| c == '|').count();
        if bars > 0 {
            return bars;
        }
        let length = rest.iter().position(|&c| ends_bare(c)).unwrap_or(rest.len());
        // The longest operator has three letters; longer words need not be looked at.
        let is_or =
            length <= 3 && Operator::from_word(&rest[..length].iter().collect::<String>()) == Some(Operator::Or);
        if is_or { length } else { 0 }
    }

    /// Whether what was read last may still be typed on.
    fn is_unfinished(&self) -> bool {
        self.is_live && self.chars[self.at..].iter().all(|c| c.is_whitespace())
    }

    fn fault<T>(&self, at: usize, expected: impl Into<Expected>) -> Parsed<T> {
        Err(expected.into().at(at.min(self.chars.len())))
    }
}

/// Whether nothing asked for can begin with a character.
fn ends_term(c: char) -> bool {
    c.is_whitespace() || matches!(c, ')' | '|')
}

fn opens_quote(c: char) -> bool {
    QUOTES.iter().any(|quotes| quotes.0 == c)
}

/// Signs that stand for a word: money, shares, flags and pictures. Others are what a sentence has between its words.
fn is_meant(c: char) -> bool {
    matches!(c, '%' | '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

/// Signs among them with which no word begins.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

fn holds_word(text: &str) -> bool {
    language::words(text).next().is_some()
}

/// Where the words of a text stand, compound words whole.
fn spans_of_words(text: &str) -> Vec<std::ops::Range<usize>> {
    language::words(text).filter(|word| !word.part).map(|word| word.start..word.end).collect()
}

/// What bare text between spaces asks for: one word is a word; several, joined by other signs (`12:30`,
/// `https://…`), are found as they stand; none is nothing.
fn word_or_phrase(chunk: &str) -> Option<Expr> {
    let mut words = spans_of_words(chunk).into_iter();
    let first = words.next()?;
    let Some(last) = words.last() else {
        // `2024..` is found as its word, and may be meant as dates: its signs stay.
        if chunk.contains("..") && parse_range(chunk).is_ok() {
            return Some(Expr::Word(chunk.to_owned()));
        }
        let word = &chunk[first];
        // `OR,` is no operator, and must not become one when the chip is read again.
        return Some(Expr::Word(if Operator::from_word(word).is_some() {
            word.to_lowercase()
        } else {
            word.to_owned()
        }));
    };
    Some(Expr::Phrase(chunk[first.start..last.end].to_owned()))
}

/// Whether a word before a colon and a value is meant for the name of a field.
fn is_field_like(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(char::is_alphabetic)
}

/// What was expected instead of the name of no field, with the nearest.
fn expected_field(unknown: &str) -> Expected {
    let of_fields = Field::all().flat_map(|field| [field.name(), field.name_ru()]);
    let names: Vec<&str> = of_fields.chain(["date", "дата", "literal"]).collect();
    let near = nearest(unknown, &names).map(|name| Near::Word(format!("{name}:")));
    let name = unknown.to_owned();
    if near.is_some() {
        return Expected::near(Wanted::Field { name }, near);
    }
    let english: Vec<&str> = Field::all().map(Field::name).chain(["date"]).collect();
    Wanted::FieldOf { name, fields: english.join(", ") }.into()
}

/// The word of a list that was perhaps meant: the one with the fewest typing mistakes, else one that begins so.
pub(super) fn nearest<'a>(written: &str, words: &[&'a str]) -> Option<&'a str> {
    /// First letters that must agree.
    const ALIKE: usize = 3;
    let folded = language::fold(written);
    let beginning: String = folded.chars().take(ALIKE).collect();
    let begins = |word: &&str| folded.starts_with(word) || word.starts_with(&*beginning);
    mistyped(written, words).or_else(|| words.iter().copied().find(begins))
}

/// The word from which a written one differs least, by as many typing mistakes as its length allows.
pub(crate) fn mistyped<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let mistyped = Mistyped::new(&language::fold(written));
    let near = words.iter().filter_map(|&word| Some((mistyped.mistakes(&language::fold(word))?, word)));
    near.min().map(|(_, word)| word)
}

/// The words of a closed list, of a field that has one.
fn closed_list(field: Field) -> Option<&'static [&'static str]> {
    match field {
        Field::Basis => Some(&DATE_BASES),
        Field::Confidence => Some(&CONFIDENCES),
        _ => None,
    }
}

/// The words of a text, each to be found with typing mistakes.
fn near_words(text: &str) -> Vec<Expr> {
    spans_of_words(text).into_iter().map(|span| Expr::Near(text[span].to_owned())).collect()
}

/// A value of a field from what was written, or what was expected.
fn resolve(field: Field, written: &Written) -> Result<Value, Expected> {
    let exact = written.quoted && field.holds_text();
    // A whole name may be without letters; a phrase is nothing without words.
    let is_name = exact && field != Field::Said;
    if field.holds_text() && !is_name && !holds_word(&written.text) {
        return Err(expected_of(field).into());
    }
    if let Some(words) = closed_list(field)
        && !words.contains(&&*language::fold(&written.text))
    {
        return Err(expected_word(field, &written.text, words));
    }
    if field == Field::Lang && !written.quoted && !is_language_tag(&written.text) {
        let known = languages::tag_of(&written.text.to_lowercase());
        let tag = known.unwrap_or("ru");
        let near = known.map(|tag| Near::Word(format!("lang:{tag}")));
        return Err(Expected::near(Wanted::Tag { tag: tag.to_owned() }, near));
    }
    if field == Field::Country && written.quoted && Country::find(&written.text).is_none() {
        // A value of the data that is no known country, as it is written; a name of a group in quotes is that value.
        return Some(Value { text: single_spaced(&written.text), exact: true })
            .filter(|value| !value.text.is_empty())
            .ok_or_else(|| expected_of(field).into());
    }
    match Value::picked(field, &written.text) {
        Some(value) => Ok(Value { exact, ..value }),
        None if field == Field::Country => Err(expected_country(&written.text)),
        None if field == Field::Has => Err(expected_word(field, &written.text, &Presence::ALL.map(Presence::word))),
        None => Err(expected_of(field).into()),
    }
}

/// Whether a value that is none may become one when more is typed.
fn may_go_on(field: Field, begun: &str) -> bool {
    let plain = |text: &str| language::fold(text).replace(['-', '_'], " ");
    let begun = plain(begun);
    let is_begun = |word: &str| plain(word).starts_with(&begun);
    match field {
        Field::Country => {
            Country::all().flat_map(Country::spellings).any(is_begun)
                || Group::all().flat_map(Group::spellings).any(is_begun)
        }
        Field::Has => Presence::ALL.into_iter().flat_map(Presence::words).any(is_begun),
        Field::Lang => begun.ends_with(' ') || begun.chars().count() < 2,
        field => closed_list(field).is_none_or(|words| words.iter().any(|word| is_begun(word))),
    }
}

/// Whether what is no range of dates may become one when more is typed.
fn date_may_go_on(begun: &str, expected: &Wanted) -> bool {
    let folded = language::fold(begun);
    let is_word = folded.starts_with(char::is_alphabetic);
    // Whatever follows, it does not end later.
    let ends_before =
        matches!(expected, Wanted::Date { date: END_NOT_BEFORE } | Wanted::OfDate { date: END_NOT_BEFORE });
    if is_word {
        ["none", "нет"].iter().any(|word| word.starts_with(&*folded))
            || dates::begins_month(&folded)
            || dates::counted::may_become(begun)
    } else {
        !ends_before && number_may_go_on(begun)
    }
}

/// Whether what begins with a figure may become a date, or a range of dates whose end is not typed yet.
fn number_may_go_on(begun: &str) -> bool {
    /// Dates of each form: what is typed may go on as one of them does from there on.
    const FORMS: [&str; 5] = ["2024-01-01", "2024-10-10", "2024-01-00", "01.01.2024", "01.10.2024"];
    let (before, last) = match begun.rsplit_once("..").or_else(|| begun.rsplit_once('/')) {
        Some((before, last)) => (before, last),
        None => ("", begun),
    };
    let goes_on = |form: &&str| {
        let rest: String = form.chars().skip(last.chars().count()).collect();
        dates::typed_range(&format!("{last}{rest}")).is_ok()
    };
    // The first dot of the two between the ends of a range.
    if last.strip_suffix('.').is_some_and(|whole| dates::typed_range(whole).is_ok()) {
        return before.is_empty();
    }
    let is_right = before.is_empty() || dates::typed_range(before).is_ok() || dates::counted::may_become(before);
    is_right && (last.contains(' ') || dates::counted::may_become(last) || FORMS.iter().any(goes_on))
}

/// What a field expects after its colon.
fn expected_of(field: Field) -> Wanted {
    match field {
        Field::Country => Wanted::Country,
        Field::Has => one_of(field, &Presence::ALL.map(Presence::word)),
        _ => Wanted::WordOrPhrase { field: field.name().to_owned() },
    }
}

/// That a field expects a word of a closed list after its colon.
fn one_of(field: Field, words: &[&str]) -> Wanted {
    Wanted::OneOf { words: words.join(", "), field: field.name().to_owned() }
}

/// What was expected instead of a word that a closed list has not, with the nearest.
fn expected_word(field: Field, unknown: &str, words: &[&str]) -> Expected {
    let near = nearest(unknown, words).map(|word| Near::Word(word.to_owned()));
    Expected::near(one_of(field, words), near)
}

/// What was expected instead of an unknown country, with the countries whose names differ from it as by a typing mistake,
/// else those whose names begin like it.
fn expected_country(unknown: &str) -> Expected {
    /// First letters that must agree: fewer would suggest half the world.
    const ALIKE: usize = 3;
    let folded = language::fold(unknown);
    let (mistyped, wanted) = (Mistyped::new(&folded), folded.chars().take(ALIKE).collect::<String>());
    let is_mistyped = |name: &str| mistyped.mistakes(&language::fold(name)).is_some();
    let begins = |name: &str| wanted.chars().count() == ALIKE && language::fold(name).starts_with(&wanted);
    let places = || {
        let countries = Country::all().filter(|country| !country.is_gone());
        let countries = countries.map(|country| (country.code(), country.name_en(), country.name_ru()));
        countries.chain(Group::all().map(|group| (group.code(), group.name_en(), group.name_ru())))
    };
    let near = |is_near: &dyn Fn(&str) -> bool| -> Vec<_> {
        let near = places().filter(|(_, en, ru)| is_near(en) || is_near(ru)).take(SUGGESTIONS);
        near.map(|(code, en, ru)| ([en, ru], code)).collect()
    };
    let near = Some(near(&is_mistyped)).filter(|near| !near.is_empty()).unwrap_or_else(|| near(&begins));
    let near = (!near.is_empty()).then_some(Near::Places(near));
    Expected::near(Wanted::KnownCountry, near)
}

/// The dates that the text after `date:` means, or the character from 0 and what was expected there.
fn date_span(written: &str) -> Result<DateSpan, (usize, Expected)> {
    if matches!(written.to_lowercase().as_str(), "none" | "нет") {
        return Ok(DateSpan::Undated);
    }
    // Which days these are is known when the query is asked, see [`Query::on`].
    if dates::counted::runs_backwards(written) {
        return Err((0, Wanted::Date { date: END_NOT_BEFORE }.into()));
    }
    if let Some((text, _)) = dates::counted::counted(written, Day::default()) {
        return Ok(DateSpan::Within { text, range: Range { first: Day::MAX, last: Day::MIN } });
    }
    if let Ok(range) = parse_range(written) {
        return Ok(DateSpan::Within { text: with_dots(written, range), range });
    }
    let error = match dates::typed_range(written) {
        Ok(range) => {
            let all_of_time = || (0, Wanted::AnyDate.into());
            return DateSpan::between(range.first, range.last).ok_or_else(all_of_time);
        }
        Err(error) => error,
    };
    let ends_before = error.expected == END_NOT_BEFORE;
    let sides = written.split_once("..").filter(|_| ends_before);
    let near = sides.map(|(from, to)| Near::Word(format!("{to}..{from}")));
    Err((error.at, Expected::near(Wanted::OfDate { date: error.expected }, near)))
}

/// The range as chips print it: `..` between its ends, also where `/` was written.
fn with_dots(written: &str, range: Range) -> String {
    let dotted = written.split_once('/').map(|(from, to)| {
        let open = |end: &str| if end == ".." { String::new() } else { end.to_owned() };
        format!("{}..{}", open(from), open(to))
    });
    // Without ends there is nothing to stand beside the dots: that range stays as it is.
    dotted.filter(|dotted| parse_range(dotted) == Ok(range)).unwrap_or_else(|| written.to_owned())
}

#[cfg(test)]
mod tests;

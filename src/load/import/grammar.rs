//! The grammar of what stands on the right in a map: text, and in braces what is taken from the file.
//!
//! ```text
//! template  = { text | "{" take "}" | "[" template "]" }          {{ }} [[ ]] are the signs themselves
//! take      = way { "??" way }                                     the first that says something
//! way       = path { "|" filter }
//! path      = "." | "#" | [ "/" | "^" { "^" } ] step { "." step }  of the file's top; of the record around
//! step      = name [ "[" name "=" value "]" ]                      a number is a place in a list, from 0
//!                                                                  `?`, `No. of`, `it's`, ` [unit]` may stand in it
//! filter    = word [ argument ]                                    see `filters`
//! argument  = "'" anything, '' for a quote "'" | word
//! condition = template [ ( "=" | "!=" ) template ]
//! ```
//!
//! A part in square brackets vanishes when a field in it is empty; without a field it is text. What a field holds, and what
//! becomes of the value, is not known here.

use super::filters::Filter;
use super::value::Hint;
use crate::catalogue::Unmapped;

/// Text with fields in it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Template {
    pub pieces: Vec<Piece>,
}

/// A piece of a template.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Piece {
    Text(String),
    Take(Take),
    /// What vanishes when a field in it is empty.
    Optional(Vec<Piece>),
}

/// What is taken from the file: the first of these that says something.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Take {
    pub ways: Vec<Way>,
}

/// A field and what is done to it on the way.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Way {
    pub path: Path,
    pub filters: Vec<Filter>,
}

/// Where a value stands.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Path {
    pub from: From,
    pub steps: Vec<Step>,
    /// The steps as one name, when there are dots in it: a field of that name comes first.
    pub whole: Option<String>,
    /// Where its first step was found last.
    pub hint: Hint,
}

/// Where a path begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum From {
    /// The record, or the item of `each`.
    Here,
    /// So many records around it.
    Around(usize),
    /// The top of the file.
    Top,
    /// The number of the item.
    Number,
}

/// A step of a path.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Step {
    Name(String),
    At(usize),
    /// Only the items in which a field has this value.
    Having(String, String),
}

/// When something holds: every template says something, or the comparison is true.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Condition {
    pub left: Template,
    pub right: Option<(bool, Template)>,
}

/// What is wrong in a text of the map, and at which byte of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wrong {
    pub at: usize,
    pub reason: Unmapped,
}

/// How deep parts in square brackets may stand in one another.
const DEEPEST: usize = 16;

type Parsed<T> = Result<T, Wrong>;

impl Template {
    /// Reads a template.
    pub fn parse(text: &str) -> Parsed<Template> {
        let mut cursor = Cursor { text, at: 0 };
        let pieces = cursor.pieces(0)?;
        Ok(Template { pieces })
    }

    /// The only field, when there is nothing else: its value stays what it is.
    pub fn only(&self) -> Option<&Take> {
        match &self.pieces[..] {
            [Piece::Take(take)] => Some(take),
            _ => None,
        }
    }

    /// Every path in it.
    pub fn takes(&self) -> Vec<&Take> {
        fn collect<'t>(pieces: &'t [Piece], found: &mut Vec<&'t Take>) {
            for piece in pieces {
                match piece {
                    Piece::Text(_) => {}
                    Piece::Take(take) => found.push(take),
                    Piece::Optional(pieces) => collect(pieces, found),
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.pieces, &mut found);
        found
    }
}

impl Condition {
    /// Reads a condition.
    pub fn parse(text: &str) -> Parsed<Condition> {
        let Some((at, is_equal)) = comparison(text) else {
            return Ok(Condition { left: Template::parse(text)?, right: None });
        };
        let behind = at + if is_equal { 1 } else { 2 };
        let right = Template::parse(text[behind..].trim()).map_err(|wrong| Wrong { at: behind + wrong.at, ..wrong })?;
        Ok(Condition { left: Template::parse(text[..at].trim())?, right: Some((is_equal, right)) })
    }
}

/// Where `=` or `!=` stands outside of braces, and which it is.
fn comparison(text: &str) -> Option<(usize, bool)> {
    let mut depth = 0;
    let mut in_quotes = false;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\'' if depth > 0 => in_quotes = !in_quotes,
            _ if in_quotes => {}
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'!' if depth == 0 && bytes.get(at + 1) == Some(&b'=') => return Some((at, false)),
            b'=' if depth == 0 => return Some((at, true)),
            _ => {}
        }
    }
    None
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_next = self.rest().starts_with(sign);
        self.at += if is_next { sign.len() } else { 0 };
        is_next
    }

    fn wrong<T>(&self, reason: Unmapped) -> Parsed<T> {
        Err(Wrong { at: self.at, reason })
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// The pieces up to the end, or in an optional part (`depth` > 0) up to the bracket that ends it.
    fn pieces(&mut self, depth: usize) -> Parsed<Vec<Piece>> {
        if depth > DEEPEST {
            return self.wrong(Unmapped::BracketsTooDeep { levels: DEEPEST });
        }
        let start = self.at;
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut signs_open = 0;
        loop {
            let Some(letter) = self.rest().chars().next() else {
                if depth > 0 {
                    self.at = start.saturating_sub(1);
                    return self.wrong(Unmapped::BracketOpen);
                }
                break;
            };
            if self.takes("{{") {
                text.push('{');
            } else if self.takes("}}") {
                text.push('}');
            } else if self.takes("[[") {
                signs_open += 1;
                text.push('[');
            } else if self.rest().starts_with("]]") && (depth == 0 || signs_open > 0) {
                self.at += 2;
                signs_open = usize::saturating_sub(signs_open, 1);
                text.push(']');
            } else if letter == ']' && depth > 0 {
                break;
            } else if self.takes("{") {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Take(self.take()?));
            } else if letter == '}' {
                return self.wrong(Unmapped::BraceUnopened);
            } else if self.takes("[") {
                let opened = self.at - 1;
                let inside = self.pieces(depth + 1)?;
                self.at += 1;
                if inside.iter().all(|piece| matches!(piece, Piece::Text(_))) {
                    text.push_str(&self.text[opened..self.at]);
                } else {
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(Piece::Optional(inside));
                }
            } else {
                text.push(letter);
                self.at += letter.len_utf8();
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    /// What stands in braces, the closing one too.
    fn take(&mut self) -> Parsed<Take> {
        let mut ways = Vec::new();
        loop {
            ways.push(self.way()?);
            if self.takes("}") {
                return Ok(Take { ways });
            }
            if !self.takes("??") {
                return self.wrong(Unmapped::BarOrBrace);
            }
        }
    }

    fn way(&mut self) -> Parsed<Way> {
        let path = self.path()?;
        let mut filters = Vec::new();
        while self.takes("|") {
            self.skip_blanks();
            let start = self.at;
            let mut words = Vec::new();
            loop {
                self.skip_blanks();
                match self.rest().chars().next() {
                    None => return self.wrong(Unmapped::BraceOpen),
                    Some('}' | '|') => break,
                    Some('?') if self.rest().starts_with("??") => break,
                    Some(quote @ ('\'' | '"')) => words.push((true, self.quoted(quote)?)),
                    Some(_) => {
                        let is_end = |letter: char| letter.is_whitespace() || matches!(letter, '}' | '|' | '\'' | '"');
                        let length = self.rest().find(is_end).unwrap_or(self.rest().len());
                        words.push((false, self.rest()[..length].to_owned()));
                        self.at += length;
                    }
                }
            }
            let filter = Filter::of_words(&words).map_err(|reason| Wrong { at: start, reason })?;
            filters.push(filter);
        }
        Ok(Way { path, filters })
    }

    /// What stands between quotes; a doubled one is the sign itself.
    fn quoted(&mut self, quote: char) -> Parsed<String> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(letter) = self.rest().chars().next() else {
                self.at = start;
                return self.wrong(Unmapped::QuoteOpen);
            };
            self.at += letter.len_utf8();
            if letter != quote {
                text.push(letter);
            } else if self.rest().starts_with(quote) {
                text.push(quote);
                self.at += 1;
            } else {
                return Ok(text);
            }
        }
    }

    fn path(&mut self) -> Parsed<Path> {
        self.skip_blanks();
        let start = self.at;
        if self.takes("#") {
            self.skip_blanks();
            return Ok(Path { from: From::Number, steps: Vec::new(), whole: None, hint: Hint::default() });
        }
        let from = if self.takes("/") {
            From::Top
        } else {
            let mut around = 0;
            while self.takes("^") {
                around += 1;
            }
            if around == 0 { From::Here } else { From::Around(around) }
        };
        let begin = self.at;
        let mut steps = Vec::new();
        if self.takes(".") {
            // The item itself.
            self.skip_blanks();
            if matches!(self.rest().chars().next(), Some('}' | '|' | '?') | None) {
                return Ok(Path { from, steps, whole: None, hint: Hint::default() });
            }
        }
        loop {
            let length = end_of_name(self.rest());
            let name = self.rest()[..length].trim();
            if name.is_empty() {
                let is_empty = steps.is_empty();
                return self.wrong(if is_empty { Unmapped::NameWanted } else { Unmapped::NameAfterDot });
            }
            steps.push(name.parse().map_or_else(|_| Step::Name(name.to_owned()), Step::At));
            self.at += length;
            if self.takes("[") {
                let Some(end) = self.rest().find(']') else {
                    return self.wrong(Unmapped::IndexOpen);
                };
                let Some((key, value)) = self.rest()[..end].split_once('=') else {
                    return self.wrong(Unmapped::PairInBrackets);
                };
                let value = value.trim().trim_matches('\'');
                steps.push(Step::Having(key.trim().to_owned(), value.to_owned()));
                self.at += end + 1;
            }
            if !self.takes(".") {
                break;
            }
        }
        if let Some(Step::At(number)) = steps.first() {
            // A field may be called `1`.
            steps[0] = Step::Name(number.to_string());
        }
        let whole = (steps.len() > 1 && !self.text[start..self.at].contains('['))
            .then(|| self.text[begin..self.at].trim().to_owned());
        self.skip_blanks();
        Ok(Path { from, steps, whole, hint: Hint::default() })
    }
}

/// Where the name of a field ends. People write questions, words cut short and units into their headings: one `?`, a dot with nothing
/// behind it, an apostrophe within a word and a unit in brackets behind a blank are of the name.
fn end_of_name(text: &str) -> usize {
    let is_within_word =
        |at: usize| text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric);
    let is_unit = |at: usize| {
        let inside = text[at + 1..].split_once(']').map(|(inside, _)| inside);
        text[..at].ends_with(char::is_whitespace) && inside.is_some_and(|inside| !inside.contains(['=', '}']))
    };
    let mut is_in_unit = false;
    for (at, letter) in text.char_indices() {
        let is_end = match letter {
            // A dot divides names; one with a blank or a sign behind it is of a word that is cut short: `Ref. No.`
            '.' => text[at + 1..]
                .starts_with(|next: char| next.is_alphanumeric() || matches!(next, '_' | '[' | '.' | '@' | '$')),
            '|' | '}' | '{' => true,
            '?' => text[at..].starts_with("??"),
            '\'' => !is_within_word(at),
            '[' => {
                is_in_unit = is_unit(at);
                !is_in_unit
            }
            ']' => !std::mem::take(&mut is_in_unit),
            _ => false,
        };
        if is_end {
            return at;
        }
    }
    text.len()
}

//! A query as text: the canonical spelling, which reads back as the same query.
//!
//! What it selects is not known here.

use super::{Chip, DateSpan, Expr, Field, Part, Query, Value};
use std::fmt::{self, Write as _};

/// The quotes of the language, the preferred pair first: what opens, and what may close.
pub(in crate::query) const QUOTES: [(char, &[char]); 5] =
    [('"', &['"']), ('«', &['»']), ('“', &['”']), ('„', &['“', '”']), ('”', &['”'])];

/// Whether a character ends a bare word or value.
pub(in crate::query) fn ends_bare(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|') || QUOTES.iter().any(|quotes| quotes.0 == c)
}

/// Writes a text in a pair of quotes that does not occur in it.
fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    match QUOTES.iter().find(|(_, closing)| !text.contains(*closing)) {
        Some((open, closing)) => write!(f, "{open}{text}{}", closing[0]),
        // All kinds of quotes at once: the plain ones are the least loss.
        None => write!(f, "\"{}\"", text.replace('"', "'")),
    }
}

/// Writes `field:a,b`.
fn write_values(f: &mut fmt::Formatter<'_>, field: Field, values: &[Value]) -> fmt::Result {
    f.write_str(field.name())?;
    for (place, value) in values.iter().enumerate() {
        f.write_char(if place == 0 { ':' } else { ',' })?;
        let is_no_tag = field == Field::Lang && !is_language_tag(&value.text);
        if value.exact || is_no_tag || value.text.is_empty() || value.text.contains(|c| c == ',' || ends_bare(c)) {
            write_quoted(f, &value.text)?;
        } else {
            f.write_str(&value.text)?;
        }
    }
    Ok(())
}

/// Whether a text has the form of a BCP 47 tag: `ru`, `zh-Hans`, `sr-Latn-RS`.
pub(in crate::query) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A part, and whether it is the whole query: a lone search needs no brackets around its `OR`.
struct Written<'a> {
    part: &'a Part,
    alone: bool,
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Literal => f.write_str("literal:on"),
            Part::Values(values) => {
                f.write_str(if values.negated { "-" } else { "" })?;
                write_values(f, values.field, &values.values)
            }
            Part::Dates(dates) => write!(f, "{}{}", if dates.negated { "-" } else { "" }, dates.span),
            Part::Search(expr @ Expr::Or(_)) if !self.alone => write!(f, "({expr})"),
            Part::Search(expr) => write!(f, "{expr}"),
        }
    }
}

impl Query {
    /// The chips, oldest first.
    pub fn chips(&self) -> Vec<Chip> {
        let alone = self.parts.len() == 1;
        self.parts
            .iter()
            .enumerate()
            .map(|(place, part)| Chip { text: Written { part, alone }.to_string(), part: place })
            .collect()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alone = self.parts.len() == 1;
        for (place, part) in self.parts.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { " " })?;
            write!(f, "{}", Written { part, alone })?;
        }
        Ok(())
    }
}

impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateSpan::Undated => f.write_str("date:none"),
            DateSpan::Within { text, .. } => write!(f, "date:{text}"),
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, exprs: &[Expr], joint: &str| {
            for (place, expr) in exprs.iter().enumerate() {
                f.write_str(if place == 0 { "" } else { joint })?;
                match expr {
                    // A space binds tighter than `OR`.
                    Expr::Or(_) => write!(f, "({expr})")?,
                    _ => write!(f, "{expr}")?,
                }
            }
            Ok(())
        };
        match self {
            Expr::Word(word) => f.write_str(word),
            Expr::Phrase(phrase) => write_quoted(f, phrase),
            Expr::Near(word) => write!(f, "~{word}"),
            Expr::Field(field, values) => write_values(f, *field, values),
            Expr::Dates(span) => write!(f, "{span}"),
            Expr::And(exprs) => joined(f, exprs, " "),
            Expr::Or(exprs) => joined(f, exprs, " OR "),
            Expr::Not(expr) => match **expr {
                Expr::And(_) | Expr::Or(_) => write!(f, "-({expr})"),
                _ => write!(f, "-{expr}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;
    use crate::model::date::Range;

    #[test]
    fn a_span_is_written_as_short_as_it_is_exact() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        for (first, last, text) in [
            (day(2024, 2, 8), day(2024, 2, 8), "date:2024-02-08"),
            (day(2024, 2, 1), day(2024, 2, 29), "date:2024-02"),
            (day(2023, 2, 1), day(2023, 3, 1), "date:2023-02-01..2023-03-01"),
            (day(2023, 1, 1), day(2024, 12, 31), "date:2023..2024"),
            (day(2024, 2, 1), day(2025, 12, 31), "date:2024-02..2025"),
            (day(2023, 1, 1), day(2024, 5, 31), "date:2023..2024-05"),
            (day(2024, 1, 1), day(2024, 3, 31), "date:2024-01..2024-03"),
            (day(2024, 3, 1), day(2024, 12, 31), "date:2024-03..2024-12"),
            (day(2023, 1, 1), day(2024, 5, 30), "date:2023-01-01..2024-05-30"),
            (Day::MIN, day(2023, 12, 31), "date:..2023"),
            (day(2023, 12, 1), Day::MAX, "date:2023-12.."),
            (day(-44, 3, 15), day(0, 1, 1), "date:-0044-03-15..0000-01-01"),
        ] {
            let span = DateSpan::between(first, last).unwrap();
            assert_eq!(span.to_string(), text);
            let DateSpan::Within { range, .. } = span else { panic!("{text}") };
            assert_eq!(range, Range { first, last }, "{text}");
        }
        assert_eq!(DateSpan::between(Day::MIN, Day::MAX), None);
    }
}

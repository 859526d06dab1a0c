//! The dates that a query asks for. People type them, so more is taken than EDTF has: `..` for `/`, and ends that
//! do not begin in order as long as some day is left.
//!
//! Which dates lie in it is not known here.

use super::days::Day;
use super::edtf::{A_DATE, Cursor};
use super::value::{Date, DateError};
use crate::catalogue::DateWanted;

/// What is expected of an end that lies wholly before the start.
pub const END_NOT_BEFORE: DateWanted = DateWanted::EndNotBefore;

/// The days that a query asks for, both ends included; an end left out is [`Day::MIN`] or [`Day::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Range {
    /// The first day asked for.
    pub first: Day,
    /// The last day asked for.
    pub last: Day,
}

impl Range {
    /// Whether some day from `first` to `last`, both included, is asked for.
    pub fn contains_any(self, first: Day, last: Day) -> bool {
        self.first <= last && first <= self.last
    }
}

/// Reads the dates of a query: `2024`, `2024-02..2025`, `..2023`, `2024-05..`, and the same with `/`.
///
/// Either side is any EDTF date or set; the range runs from the first day of the one to the last day of the
/// other, and a single date is its whole span. All that [`Date::parse`] takes is taken. An error is a side
/// that is no date, `..` or `/` alone, or an end that lies wholly before the start.
///
/// ```
/// use oreline::door::model::date::{Day, parse_range};
///
/// let range = parse_range("2024-02..2025")?;
/// assert_eq!(Some(range.first), Day::from_ymd(2024, 2, 1));
/// assert_eq!(Some(range.last), Day::from_ymd(2025, 12, 31));
/// assert_eq!(parse_range("..2023")?.first, Day::MIN);
/// assert!(parse_range("2025..2024").is_err());
/// # Ok::<(), oreline::door::model::date::DateError>(())
/// ```
pub fn parse_range(text: &str) -> Result<Range, DateError> {
    let mut cursor = Cursor::new(text);
    let range = cursor.range()?;
    cursor.end()?;
    Ok(range)
}

impl Cursor<'_> {
    /// See [`parse_range`]. A text that is only `..` or `/` asks for nothing and is refused.
    ///
    /// ```text
    /// range = side [ ".." [ side ] | "/" [ ".." | side ] ] | ".." side | "../" [ ".." | side ] | "/" ( ".." | side )
    /// ```
    fn range(&mut self) -> Result<Range, DateError> {
        let start = if matches!(self.peek(), Some(b'.' | b'/')) { None } else { Some(self.side()?) };
        let first = start.map_or(Day::MIN, |side| side.first);
        let mut slash = self.take(b"/");
        // Of the texts without a start, `../` alone needs no end, since EDTF has it.
        let mut may_stop = start.is_some();
        if !slash {
            match (self.take(b".."), start) {
                (true, Some(_)) => {}
                (true, None) => {
                    slash = self.take(b"/");
                    may_stop = slash;
                }
                (false, Some(side)) => {
                    return Ok(Range { first, last: side.last });
                }
                (false, None) => return self.expected(A_DATE),
            }
        }
        if (may_stop && self.at_end()) || (slash && self.take(b"..")) {
            return Ok(Range { first, last: Day::MAX });
        }
        let end_at = self.at;
        let last = self.side()?.last;
        if last < first {
            self.at = end_at;
            return self.expected(END_NOT_BEFORE);
        }
        Ok(Range { first, last })
    }

    /// One side of a range.
    ///
    /// ```text
    /// side = set | instant
    /// ```
    fn side(&mut self) -> Result<Date, DateError> {
        if matches!(self.peek(), Some(b'[' | b'{')) {
            return self.set();
        }
        let part = self.part()?;
        self.alone(part)
    }
}

//! Dates as a dataset writes them: EDTF (ISO 8601-2:2019) levels 0, 1 and 2, and RFC 3339 instants.
//!
//! A [`Date`] is the days its text may mean, first to last, with how exact and how sure it is; a [`Range`] is
//! what a query asks for. Nothing here knows of records, screens, the clock or the zone of the machine: an
//! instant counts on the day written, in its own offset, and the calendar is the proleptic Gregorian one.
//!
//! Where sources differ, the test lists of unt-libraries/edtf-validate decide. The choices:
//!
//! - Accepted though a strict reading of ISO 8601-2 refuses it: negative years with `X`, with a season or with a
//!   time (`-20XX`, `-2001-34`); both ends missing (`../..`, `/..`, `../`; a bare `/` is refused); more
//!   significant digits than there are digits (`-1859S5` is that year).
//! - Accepted though EDTF has no such form: fractions of a second (`10:00:00.123Z`, RFC 3339; the fraction is
//!   dropped), a leap second at `23:59:60` UTC, and the offset `-00:00` (RFC 3339: UTC).
//! - Refused: `t` and `z` in lower case, `24:00:00`, times without seconds or within an interval or a set, and
//!   letter-prefixed years (`Y17E8`) within an interval or a set.
//! - An interval may not begin after its end begins: `0000-01-03/0000-01` is refused though its last day is
//!   later. With `X` in the end, its latest reading counts: `1984-11-12/1984-11-XX` is accepted.
//!   [`parse_range`], which serves people who type, asks only that some day is left.

mod days;
mod edtf;
mod parts;
mod range;
#[cfg(test)]
mod tests;
mod value;

pub use days::Day;
pub use range::{END_NOT_BEFORE, Range, parse_range};
pub use value::{Begins, Date, DateError, Precision};

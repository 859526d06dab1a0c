//! Which day it is where the user is. It is read where input comes in, and told to what asks; nothing else knows a clock.

use crate::model::Day;

/// The local day, by the time zone of the machine; of a machine without one, that of UTC.
pub fn today() -> Day {
    let date = jiff::Zoned::now().date();
    // Months and days of a calendar are small and above 0.
    let day =
        Day::from_ymd(i32::from(date.year()), date.month().unsigned_abs().into(), date.day().unsigned_abs().into());
    day.unwrap_or_default()
}

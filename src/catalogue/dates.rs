//! Months, seasons, and what is said of dates.

use super::saying::{Tongue, Ui, sentences};

sentences! {
    no_date = "no date", "без даты";
    not_a_date = "not a date", "не дата";
    about(when: &str) = "about {when}", "около {when}";
    uncertain = "uncertain", "предположительно";
    month_only = "month only", "день не указан";
    year_only = "year only", "месяц не указан";
    season_only = "season only", "только время года";
    at_any_time = "at any time", "в любое время";
    /// The last day belongs to it.
    until(end: &str) = "until {end}", "по {end}";
    since(start: &str) = "since {start}", "с {start}";
    until_from_unknown(end: &str) = "from an unknown day until {end}", "с неизвестного дня по {end}";
    since_until_unknown(start: &str) = "from {start} until an unknown day", "с {start} по неизвестный день";
    in_an_unknown_year = "in an unknown year", "год неизвестен";
    day_of_unknown_year(day: &str) = "{day}, year not known", "{day}, год неизвестен";
    day_in_decade(day: &str, decade: &str) = "{day} in the {decade}0s", "{day} {decade}0-х";
    decade(decade: &str) = "the {decade}0s", "{decade}0-е";
    decade_genitive(decade: &str) = "the {decade}0s", "{decade}0-х";
    or = "or", "или";
    and = "and", "и";
    or_later(date: &str) = "{date} or later", "{date} или позже";
    or_earlier(date: &str) = "{date} or earlier", "{date} или раньше";

    heading_year(year: &str) = "{year}, month not known", "{year}, месяц не указан";
    heading_unknown_year = "Year not known", "Год неизвестен";
    heading_unknown_start = "Start not known", "Начало неизвестно";
    heading_no_date = "No date", "Без даты";
}

const HEADINGS_RU: [&str; 12] = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
];

/// From spring on: as it stands alone, after «около» and «с».
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
const SEASONS_RU: [[&str; 2]; 4] = [["весна", "весны"], ["лето", "лета"], ["осень", "осени"], ["зима", "зимы"]];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// As it stands alone, and after the number of a day.
const MONTHS_RU: [[&str; 2]; 12] = [
    ["январь", "января"],
    ["февраль", "февраля"],
    ["март", "марта"],
    ["апрель", "апреля"],
    ["май", "мая"],
    ["июнь", "июня"],
    ["июль", "июля"],
    ["август", "августа"],
    ["сентябрь", "сентября"],
    ["октябрь", "октября"],
    ["ноябрь", "ноября"],
    ["декабрь", "декабря"],
];

const SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SHORT_RU: [&str; 12] = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

impl Ui {
    /// The name of a month, from 1, as it stands alone: `February`, `февраль`. Empty for another number.
    pub(crate) fn month(self, month: u32) -> &'static str {
        named(month, self.pick(MONTHS, MONTHS_RU.map(|[alone, _]| alone)))
    }

    /// After a day or after «около»: `8 February`, `8 февраля`.
    pub(crate) fn month_of_day(self, month: u32) -> &'static str {
        named(month, self.pick(MONTHS, MONTHS_RU.map(|[_, of]| of)))
    }

    /// In tables: `Feb`, `фев`.
    pub(crate) fn short_month(self, month: u32) -> &'static str {
        named(month, self.pick(SHORT, SHORT_RU))
    }

    /// After a day in tables: `8 May`, `8 мая`.
    pub(crate) fn short_month_of_day(self, month: u32) -> &'static str {
        match month {
            5 => self.pick("May", "мая"),
            _ => self.short_month(month),
        }
    }

    /// Above rows: `February`, `Февраль`.
    pub(crate) fn month_of_heading(self, month: u32) -> &'static str {
        named(month, self.pick(MONTHS, HEADINGS_RU))
    }

    /// A season, 0 for spring.
    pub(crate) fn season(self, season: u32) -> &'static str {
        named(season + 1, self.pick(SEASONS, SEASONS_RU.map(|[alone, _]| alone)))
    }

    /// After «около».
    pub(crate) fn season_genitive(self, season: u32) -> &'static str {
        named(season + 1, self.pick(SEASONS, SEASONS_RU.map(|[_, of]| of)))
    }

    /// A day of some month of a year: `a 15th in 2010`, `15-е число, 2010`; `about a 15th`, `около 15-го числа`.
    pub(crate) fn some_day(self, day: u32, is_about: bool, year: &str) -> String {
        let article = if matches!(day, 8 | 11 | 18) { "an" } else { "a" };
        let ending = match day {
            1 | 21 | 31 => "st",
            2 | 22 => "nd",
            3 | 23 => "rd",
            _ => "th",
        };
        match self.tongue {
            Tongue::En => format!("{article} {day}{ending} in {year}"),
            Tongue::Ru if is_about => format!("{day}-го числа, {year}"),
            Tongue::Ru => format!("{day}-е число, {year}"),
        }
    }
}

fn named<const N: usize>(month: u32, names: [&'static str; N]) -> &'static str {
    (month as usize).checked_sub(1).and_then(|at| names.get(at)).copied().unwrap_or_default()
}

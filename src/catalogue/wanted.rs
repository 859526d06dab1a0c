//! What should stand in a date or in a query where something else stands.

use std::fmt::{self, Formatter};

use super::saying::{Ui, Value, sentences};
use super::stored::kept_happenings;

kept_happenings! {
    /// What should stand at a place of a date, as it follows "expected".
    #[derive(Copy)]
    pub enum DateWanted {
        Date = "a date", "дата";
        EndOfDate = "the end of the date", "конец даты";
        Slash = "`/`", "`/`";
        Colon = "`:`", "`:`";
        CommaOrEndOfSet = "`,` or the end of the set", "`,` или конец набора";
        LongYear = "five digits or more, the first not 0", "пять или больше цифр, первая не 0";
        YearNotMinusZero = "a year other than -0000", "год, но не -0000";
        Exponent = "an exponent from 1", "показатель степени от 1";
        SignificantDigits = "a number of significant digits from 1", "число значащих цифр от 1";
        Year = "a year of four digits", "год из четырёх цифр";
        Month = "a month 01..12", "месяц 01..12";
        MonthOrSeason = "a month 01..12 or a season 21..41", "месяц 01..12 или время года 21..41";
        Day28 = "a day 01..28", "день 01..28";
        Day29 = "a day 01..29", "день 01..29";
        Day30 = "a day 01..30", "день 01..30";
        Day31 = "a day 01..31", "день 01..31";
        DayOfMonth = "a day that such a month has", "день, который бывает в таком месяце";
        Hour = "an hour 00..23", "час 00..23";
        Minute = "a minute 00..59", "минута 00..59";
        Second = "a second 00..59", "секунда 00..59";
        Fraction = "a digit of the fraction", "цифра дробной части";
        OffsetHour = "an hour 00..23 of the offset", "час смещения 00..23";
        OffsetMinute = "a minute 00..59 of the offset", "минута смещения 00..59";
        EndNotBeforeStart = "an end that does not begin before the start", "конец, который начинается не раньше начала";
        EndNotBefore = "an end that is not before the start", "конец не раньше начала";
        DayOfCalendar = "a day of the calendar: day.month.year", "существующий день: день.месяц.год";
    }
}

kept_happenings! {
    /// What should stand at a place of a query, as it follows "expected".
    pub enum Wanted {
        OfDate { date: DateWanted } =
            "{date}, as in date:2024-02..2025 or date:none", "{date}, например date:2024-02..2025 или date:none";
        Date { date: DateWanted } = "{date}", "{date}";
        AnyDate = "a date, as in date:2024-02..2025 or date:none", "дата, например date:2024-02..2025 или date:none";
        Word = "a word: signs alone are not found", "слово: одни знаки не ищутся";
        AfterNot = "a word after NOT", "слово после NOT";
        AfterNear = "a word after похоже:", "слово после похоже:";
        OnOrOff = "on or off after literal:", "on или off после literal:";
        Closing { open: usize } =
            "the bracket ) that closes the one at character {open}", "скобка ), которая закроет открытую (знак {open})";
        Field { name: String } = "a field before the colon, and none is called {name} (or put the text in quotes)",
            "имя поля перед двоеточием; поля {name} нет (или взять текст в кавычки)";
        FieldOf { name: String, fields: String } =
            "a field before the colon, and none is called {name}; the fields are {fields} (or put the text in quotes)",
            "имя поля перед двоеточием; поля {name} нет, есть {fields} (или взять текст в кавычки)";
        Tag { tag: String } = "the tag of a language right after lang:, such as {tag}", "код языка сразу после lang:, например {tag}";
        Country = "a country or group right after country:, such as KZ, Kazakhstan, C5",
            "страна или группа сразу после country:, например KZ, Казахстан, C5";
        KnownCountry = "a country or group such as KZ, Kazakhstan, \"South Korea\" or C5",
            "страна или группа, например KZ, Казахстан, \"Южная Корея\" или C5";
        OneOf { words: String, field: String } = "one of {words} right after {field}:", "одно из слов {words} сразу после {field}:";
        WordOrPhrase { field: String } = "a word, or a phrase in quotes, right after {field}:",
            "слово или фраза в кавычках сразу после {field}:";
        Kind = "a kind that the format lists or the data has", "вид, который есть в формате или в данных";
        ClosingQuote { quote: char, open: usize } = "the quote {quote} that closes the one at character {open}",
            "кавычка {quote}, которая закроет открытую (знак {open})";
        SuchADate = "a date such as 2024, 2024-02 or 2024-02-08", "дата, например 2024, 2024-02 или 2024-02-08";
        CountryOrGroup = "a country or a group", "страна или группа";
        BeforeOr = "a word before OR", "слово перед OR";
        AfterOr = "a word after OR", "слово после OR";
        NothingOpen = "no closing bracket here: none is open", "не закрывающая скобка: открывающей для неё нет";
        FewerBrackets = "fewer brackets in brackets", "меньше вложенных скобок";
    }
}

/// What was perhaps meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Near {
    /// A word, as it is typed.
    Word(String),
    /// Countries or groups: their names in each language, and the code.
    Places(Vec<([&'static str; 2], &'static str)>),
}

impl Value for Near {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Near::Word(word) => f.write_str(word),
            Near::Places(places) => places.iter().enumerate().try_for_each(|(at, ([en, ru], code))| {
                let comma = if at > 0 { ", " } else { "" };
                write!(f, "{comma}{} ({code})", ui.pick(en, ru))
            }),
        }
    }
}

/// What should stand somewhere, with what was perhaps meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expectation {
    /// What should stand there.
    pub wanted: Wanted,
    /// What was perhaps meant.
    pub near: Option<Near>,
}

impl Value for Expectation {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.near {
            Some(near) => write!(f, "{}", ui.wanted_or_near(&self.wanted, near)),
            None => self.wanted.say(ui, f),
        }
    }
}

sentences! {
    /// What should stand somewhere, with what was perhaps meant.
    wanted_or_near(wanted: &Wanted, near: &Near) =
        "{wanted}; did you mean {near}?", "{wanted}; возможно, имелось в виду: {near}";
    /// The other way round, for where the end is cut off.
    near_first(near: &Near, words: &str) = "did you mean {near}? {words}", "возможно, имелось в виду: {near}; {words}";
    expected_at(at: usize, wanted: &str) = "character {at}: expected {wanted}", "знак {at}, ожидалось: {wanted}";
    expected_here(wanted: &str) = "expected {wanted}", "ожидалось: {wanted}";
    at_character(at: usize) = "character {at}", "знак {at}";
}

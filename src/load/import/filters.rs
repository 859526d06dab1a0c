//! The filters of a map, a closed list: each takes a text and gives another, several, or says why it cannot.
//!
//! Where the text is from is not known here.

use super::dates::{self, Order};
use super::plain_text;
use crate::catalogue::Unmapped;
use crate::language::mistakes::Mistyped;
use crate::load::dates::{from_parts, shortest};
use crate::load::native::quoted;
use crate::model::Country;
use regex_lite::Regex;

use super::value::Value;

/// What is done to a value on the way.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    Date(DateWay),
    Day,
    Month,
    Year,
    About,
    Country(Codes),
    Language,
    Split(String),
    Join(String),
    Line(usize),
    Cut(usize),
    Html,
    Plain,
    Find(Pattern),
    Drop(Regex),
    Part(String, usize),
    Lower,
}

/// An expression that is looked for. What stands between two texts, as in `<b>(.*)</b>`, is found without it.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// The two texts, and whether as much as can be stands between them.
    between: Option<(String, String, bool)>,
}

impl Pattern {
    fn new(regex: Regex) -> Pattern {
        let between = ["(.*?)", "(.*)"].into_iter().find_map(|middle| {
            let (before, behind) = regex.as_str().split_once(middle)?;
            let is_text = |text: &str| !text.is_empty() && !text.contains(|c| "\\.+*?()|[]{}^$\n".contains(c));
            (is_text(before) && is_text(behind)).then(|| (before.to_owned(), behind.to_owned(), middle == "(.*)"))
        });
        Pattern { regex, between }
    }

    /// Every first group, else every match.
    fn find<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let Some((before, behind, is_most)) = &self.between else {
            let found = self.regex.captures_iter(text).filter_map(|found| found.get(1).or_else(|| found.get(0)));
            return found.map(|part| part.as_str()).collect();
        };
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(before.as_str()) {
            let inside = &rest[at + before.len()..];
            // A dot is no line end.
            let line = inside.split('\n').next().unwrap_or(inside);
            match if *is_most { line.rfind(behind.as_str()) } else { line.find(behind.as_str()) } {
                Some(end) => {
                    found.push(&inside[..end]);
                    rest = &inside[end + behind.len()..];
                }
                // No other beginning on this line has the end either.
                None => rest = &inside[line.len()..],
            }
        }
        found
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Filter) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

/// How a date is written.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum DateWay {
    Known(Option<Order>),
    /// Seconds, or thousandths of them, since 1970.
    Unix(i64),
    Parts,
    Pattern(String),
}

/// How a country is written, beside names and two letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Codes {
    Any,
    /// Three letters of ISO 3166-1.
    Iso3,
    /// Two letters of FIPS 10-4, as in GDELT: `CH` is China.
    Fips,
    /// A number of the United Nations.
    M49,
    /// A number of Gleditsch and Ward, as in UCDP.
    Gwn,
}

/// The names of the filters, for the nearest.
const NAMES: [&str; 17] = [
    "date", "day", "month", "year", "about", "country", "language", "split", "join", "line", "cut", "html", "plain",
    "find", "drop", "part", "lower",
];

impl Filter {
    /// The filter that these words are: its name and its arguments, each with whether it stood in quotes.
    pub fn of_words(words: &[(bool, String)]) -> Result<Filter, Unmapped> {
        let Some(((_, name), arguments)) = words.split_first() else {
            return Err(Unmapped::FilterWanted { filters: NAMES.join(", ") });
        };
        let none = |filter: Filter| match arguments {
            [] => Ok(filter),
            _ => Err(Unmapped::NothingBehind { name: name.clone() }),
        };
        let text = || match arguments {
            [(true, text)] if !text.is_empty() => Ok(text.clone()),
            _ => Err(Unmapped::OneTextBehind { name: name.clone() }),
        };
        let number = |word: &str| word.parse::<usize>().ok().filter(|number| *number > 0);
        let one_number = || match arguments {
            [(false, word)] => number(word),
            _ => None,
        };
        let counted = || one_number().ok_or_else(|| Unmapped::NumberBehind { name: name.clone() });
        let regex = || {
            let text = text()?;
            Regex::new(&text)
                .map_err(|error| Unmapped::NoRegex { text: quoted(&text), why: quoted(&error.to_string()) })
        };
        match name.as_str() {
            "date" => Ok(Filter::Date(match arguments {
                [] => DateWay::Known(None),
                [(false, word)] => match word.as_str() {
                    "ymd" => DateWay::Known(Some(Order::Ymd)),
                    "dmy" => DateWay::Known(Some(Order::Dmy)),
                    "mdy" => DateWay::Known(Some(Order::Mdy)),
                    "unix" => DateWay::Unix(1),
                    "unix-ms" => DateWay::Unix(1000),
                    "parts" => DateWay::Parts,
                    other => {
                        return Err(Unmapped::DateWays { word: quoted(other) });
                    }
                },
                [(true, pattern)] if dates::is_pattern(pattern) => DateWay::Pattern(pattern.clone()),
                _ => {
                    return Err(Unmapped::DatePattern);
                }
            })),
            "day" => none(Filter::Day),
            "month" => none(Filter::Month),
            "year" => none(Filter::Year),
            "about" => none(Filter::About),
            "country" => match arguments {
                [] => Ok(Filter::Country(Codes::Any)),
                [(false, word)] if word == "iso3" => Ok(Filter::Country(Codes::Iso3)),
                [(false, word)] if word == "fips" => Ok(Filter::Country(Codes::Fips)),
                [(false, word)] if word == "m49" => Ok(Filter::Country(Codes::M49)),
                [(false, word)] if word == "gwn" => Ok(Filter::Country(Codes::Gwn)),
                _ => Err(Unmapped::CountryWays),
            },
            "language" => none(Filter::Language),
            "split" => text().map(Filter::Split),
            "join" => text().map(Filter::Join),
            "line" => counted().map(Filter::Line),
            "cut" => counted().map(Filter::Cut),
            "html" => none(Filter::Html),
            "plain" => none(Filter::Plain),
            "find" => regex().map(|regex| Filter::Find(Pattern::new(regex))),
            "drop" => regex().map(Filter::Drop),
            "part" => match arguments {
                [(true, sign), (false, word)] if !sign.is_empty() && number(word).is_some() => {
                    Ok(Filter::Part(sign.clone(), number(word).unwrap_or(1)))
                }
                _ => Err(Unmapped::PartWays),
            },
            "lower" => none(Filter::Lower),
            other => {
                let mistyped = Mistyped::new(&other.to_lowercase());
                let near = NAMES.iter().filter_map(|name| Some((mistyped.mistakes(name)?, name))).min();
                let near = near.map_or_else(|| NAMES.join(", "), |(_, name)| (*name).to_owned());
                Err(Unmapped::NoFilter { name: quoted(other), near })
            }
        }
    }

    /// Whether it takes a list as one, and not each item by itself.
    pub fn is_of_lists(&self) -> bool {
        matches!(self, Filter::Join(_) | Filter::Plain | Filter::Line(_))
    }

    /// What becomes of a text; several, one or none. The error says why it cannot be.
    pub fn apply(&self, text: &str) -> Result<Vec<String>, Unmapped> {
        let one = |text: String| Ok(vec![text]);
        match self {
            Filter::Date(way) => date(way, text)
                .map(|date| vec![date])
                .map_err(|why| Unmapped::OfText { text: quoted(text), why: Box::new(why) }),
            Filter::Day => one(dates::no_more_exact_than(text, 10)),
            Filter::Month => one(dates::no_more_exact_than(text, 7)),
            Filter::Year => one(dates::no_more_exact_than(text, 4)),
            Filter::About => one(dates::about(text)),
            Filter::Country(codes) => {
                let found = match codes {
                    Codes::Any => Country::from_code(text.trim()).or_else(|| Country::find(text)),
                    Codes::Iso3 => Country::all().find(|country| country.alpha3().eq_ignore_ascii_case(text.trim())),
                    Codes::Fips => Country::from_fips(text.trim()),
                    Codes::M49 => text.trim().parse().ok().and_then(Country::from_m49),
                    Codes::Gwn => text.trim().parse().ok().and_then(Country::from_state),
                };
                // What is no country is shown as it is written, and listed by the reader of the format.
                one(found.map_or_else(|| text.trim().to_owned(), |country| country.code().to_owned()))
            }
            Filter::Language => dates::language(text)
                .map_or_else(|| Err(Unmapped::NoLanguage { text: quoted(text) }), |tag| Ok(vec![tag])),
            Filter::Split(sign) => Ok(text
                .split(sign.as_str())
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()),
            Filter::Join(_) | Filter::Plain => one(text.to_owned()),
            Filter::Line(number) => Ok(text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .nth(number - 1)
                .map(str::to_owned)
                .into_iter()
                .collect()),
            Filter::Cut(length) => one(cut(text, *length)),
            Filter::Html => one(plain_text::of_html(text)),
            Filter::Find(pattern) => {
                let found = pattern.find(text).into_iter().map(|part| part.trim().to_owned());
                Ok(found.filter(|part| !part.is_empty()).collect())
            }
            Filter::Drop(regex) => one(regex.replace_all(text, "").trim().to_owned()),
            Filter::Part(sign, number) => {
                Ok(text.split(sign.as_str()).nth(number - 1).map(|part| part.trim().to_owned()).into_iter().collect())
            }
            Filter::Lower => one(text.to_lowercase()),
        }
    }

    /// What becomes of a list that is taken as one.
    pub fn apply_to_list(&self, texts: &[String]) -> Result<Vec<String>, Unmapped> {
        match self {
            Filter::Join(sign) => Ok(vec![texts.join(sign)]),
            Filter::Plain => Ok(vec![texts.concat()]),
            _ => self.apply(&texts.join("\n")),
        }
    }

    /// What becomes of an object: only its parts can be a date.
    pub fn apply_to_object(&self, object: &Value<'_>) -> Result<Vec<String>, Unmapped> {
        match self {
            Filter::Date(DateWay::Parts) => parts(object).map(|date| date.into_iter().collect()),
            Filter::Plain => Ok(object.field("text").and_then(Value::words).map(str::to_owned).into_iter().collect()),
            _ => Err(Unmapped::ObjectForText),
        }
    }
}

fn date(way: &DateWay, text: &str) -> Result<String, Unmapped> {
    match way {
        DateWay::Known(order) => dates::edtf(text, *order).map(|edtf| shortest(&edtf)),
        DateWay::Unix(per_second) => {
            let whole = text.trim().split('.').next().unwrap_or_default();
            let number: Option<i64> = whole.parse().ok();
            number.and_then(|number| dates::of_unix(number.div_euclid(*per_second))).ok_or(Unmapped::NoUnixTime)
        }
        DateWay::Parts => dates::edtf(text, Some(Order::Ymd)),
        DateWay::Pattern(pattern) => {
            dates::by_pattern(text, pattern).ok_or_else(|| Unmapped::NotOfPattern { pattern: quoted(pattern) })
        }
    }
}

/// What stands before `year` and `month` in the names of an object: nothing for the most, else the same in both, as in `iyear`
/// and `imonth`.
pub(super) fn before_parts<'n>(names: &(impl Iterator<Item = &'n str> + Clone)) -> Option<String> {
    let folded = |name: &str| super::value::folded(name).collect::<String>();
    let mut years = names.clone().filter_map(|name| folded(name).strip_suffix("year").map(str::to_owned));
    years.find(|before| names.clone().any(|name| folded(name).strip_suffix("month") == Some(before)))
}

/// The date of an object or a row with fields of year, month, day, hour, minute and second; nothing when it says none.
fn parts(object: &Value<'_>) -> Result<Option<String>, Unmapped> {
    let before = match object {
        Value::Object(fields) if object.field("year").is_none() => {
            before_parts(&fields.iter().map(|(name, _)| &**name))
        }
        _ => None,
    };
    let before = before.unwrap_or_default();
    let part = |name: &str| {
        let value = if before.is_empty() { object.field(name) } else { object.field(&format!("{before}{name}")) };
        // There is no month and no day 0: it is how tables of attacks say that it is not known.
        let is_none =
            |part: &&str| part.is_empty() || (matches!(name, "month" | "day") && part.bytes().all(|byte| byte == b'0'));
        value.and_then(Value::words).map(str::trim).filter(|part| !is_none(part))
    };
    let Some(year) = part("year") else {
        let says_more = ["month", "day"].into_iter().any(|name| part(name).is_some());
        return if says_more { Err(Unmapped::NoYear) } else { Ok(None) };
    };
    let bad = || Unmapped::NoDateOfParts;
    let date = from_parts(year, part("month"), part("day")).ok_or_else(bad)?;
    let time = match (part("hour"), part("minute"), part("second")) {
        (Some(hour), minute, second) if date.len() == 10 => {
            format!("{hour:0>2}:{:0>2}:{:0>2}", minute.unwrap_or("0"), second.unwrap_or("0"))
        }
        _ => String::new(),
    };
    let whole = if time.is_empty() { date } else { format!("{date}T{time}") };
    crate::model::Date::parse(&whole).map(|_| Some(whole)).map_err(|_| bad())
}

/// A text of so many characters at most, ended at a word.
fn cut(text: &str, length: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let kept = &text[..end];
    let word_end = kept.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(kept.len());
    let at_word = if text[end..].starts_with(char::is_whitespace) { kept } else { &kept[..word_end] };
    format!("{}…", at_word.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_two_texts_is_what_the_expression_finds() {
        let texts = [
            "<t>one</t><t>two</t>",
            "<t>one\ntwo</t>\n<t>three</t>",
            "<t><t>x</t></t> <t>",
            "x<t></t>y<t>ä</t>",
            "<t>a<t>b\n<t>c</t>",
            "nothing",
            "",
        ];
        for expression in ["<t>(.*)</t>", "<t>(.*?)</t>"] {
            let pattern = Pattern::new(Regex::new(expression).unwrap());
            assert!(pattern.between.is_some());
            let slow = Pattern { between: None, ..pattern.clone() };
            for text in texts {
                assert_eq!(pattern.find(text), slow.find(text), "{expression} {text}");
            }
        }
        for expression in
            ["^(.*)</t>", "<t>(.*)", "(.*)</t>", "<t.>(.*)</t>", "a|<t>(.*)</t>", "<t>(.*)</t>(.*)</u>", "\\d(.*)x"]
        {
            assert!(Pattern::new(Regex::new(expression).unwrap()).between.is_none(), "{expression}");
        }
    }

    #[test]
    fn a_text_is_cut_at_a_word() {
        assert_eq!(cut("one two three", 20), "one two three");
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(cut("one two three", 7), "one two…");
        assert_eq!(cut("слово", 3), "сло…");
    }
}

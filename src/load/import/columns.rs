//! What stands in the columns of a foreign file: how many records have one, how many values differ, and of what kind they
//! are. What a column means is not known here.

use super::dates::Order;
use super::dates::edtf;
use super::value::Value;
use crate::model::Country;
use std::collections::{HashMap, HashSet};

/// Records of which everything is looked at; of more only what a date may be.
const LOOKED_AT: usize = 1_000;

/// Values that are told apart.
const DIFFERENT: usize = 100_000;

/// How deep objects are followed.
const DEEPEST: usize = 4;

/// A field of the records, by its path.
#[derive(Default, Debug)]
pub(super) struct Column {
    /// The names of objects and lists around it and its own, with dots.
    pub path: String,
    /// Where its own name begins in that: a name may have dots in it.
    begins: usize,
    /// The list of objects in whose items it stands.
    pub list: Option<String>,
    /// Records that have it.
    pub records: usize,
    /// Its values, and of those looked at how many are addresses, numbers, known countries (of how many parts).
    pub values: usize,
    pub looked_at: usize,
    pub addresses: usize,
    pub numbers: usize,
    pub countries: usize,
    pub parts: usize,
    /// Of these parts, the ones that are written as names of people are: two to four words with capitals; the ones that name
    /// a body (`Ministry of Energy`); and an office (`Deputy minister`).
    pub persons: usize,
    pub bodies: usize,
    pub offices: usize,
    /// Of values looked at, those that say something (four words and more, not all with capitals), and those that somebody
    /// says of himself, or that stand in quotes.
    pub sentences: usize,
    pub speeches: usize,
    /// Those of one word with digits, a file's name or yes and no: of these nobody reads.
    pub codes: usize,
    /// Those that are the name of a site: `reuters.com`.
    pub sites: usize,
    pub letters: usize,
    /// Whether a value is a list.
    pub is_list: bool,
    /// Of values looked at, those with a semicolon, a comma, a bar.
    pub signs: [usize; 3],
    pub different: HashSet<u64>,
    pub examples: Vec<String>,
    pub dates: Dates,
    last_record: usize,
}

/// What the values of a column would be as dates.
#[derive(Default, Debug)]
pub(super) struct Dates {
    /// Those that can be read in one way.
    pub sure: usize,
    /// Those that only are dates with the day first, or the month first; and those that can be either.
    pub day_first: usize,
    pub month_first: usize,
    pub either: usize,
    pub dotted: usize,
    /// Seconds, or thousandths, since 1970 within the years from 1990 to 2100.
    pub seconds: usize,
    pub thousandths: usize,
    pub none: usize,
    /// Of these, the ones whose year has two digits.
    pub short: usize,
    /// Precision: days (or instants), months, years.
    pub exact: [usize; 3],
}

impl Column {
    /// The last name of its path.
    pub fn name(&self) -> &str {
        &self.path[self.begins..]
    }

    /// The name of the object or list around it.
    pub fn around(&self) -> Option<&str> {
        let around = self.path[..self.begins].strip_suffix('.')?;
        around.rsplit('.').next()
    }

    /// Whether nearly all that stands in it is written as names of people are.
    pub fn is_of_persons(&self) -> bool {
        self.parts > 1 && self.persons * 5 >= self.parts * 4
    }

    /// Whether most of what stands in it names people or bodies.
    pub fn is_of_somebody(&self) -> bool {
        self.parts > 1
            && (self.persons.max(self.bodies) * 5 >= self.parts * 4
                || (self.persons + self.bodies) * 5 >= self.parts * 4)
    }

    /// Whether its examples are written as names are: every word with a capital, and more than one.
    pub fn is_of_names(&self) -> bool {
        let is_name = |text: &String| {
            let is_small = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() > 3;
            text.contains(' ') && !text.split_whitespace().any(is_small)
        };
        !self.examples.is_empty() && self.examples.iter().all(is_name)
    }

    /// Whether most of its values have this property, which so many have.
    pub fn mostly(&self, count: usize) -> bool {
        self.looked_at > 0 && count * 5 >= self.looked_at * 3
    }

    /// Whether its values repeat, as those of a closed list do.
    pub fn repeats(&self) -> bool {
        self.values >= 4 && self.different.len() * 3 <= self.values * 2
    }

    /// Letters of a value, on the average.
    pub fn length(&self) -> usize {
        self.letters / self.looked_at.max(1)
    }

    fn note(&mut self, words: &str, record: usize) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if self.last_record != record {
            self.records += 1;
            self.last_record = record;
        }
        self.values += 1;
        if self.different.len() < DIFFERENT {
            self.different.insert(Value::Text(words.into()).hash());
        }
        self.dates.note(words);
        if self.examples.len() < 3 && !self.examples.iter().any(|one| one == words) {
            self.examples.push(words.to_owned());
        }
        if record > LOOKED_AT {
            return;
        }
        self.looked_at += 1;
        self.letters += words.chars().count();
        self.addresses += usize::from(words.starts_with("http://") || words.starts_with("https://"));
        self.numbers += usize::from(words.parse::<f64>().is_ok());
        for (count, sign) in self.signs.iter_mut().zip([';', ',', '|']) {
            *count += usize::from(words.contains(sign));
        }
        self.sentences += usize::from(is_sentence(words));
        self.speeches += usize::from(is_speech(words));
        self.codes += usize::from(is_code(words));
        self.sites += usize::from(is_site(words));
        let is_known = |part: &&str| Country::from_code(part).or_else(|| Country::find(part)).is_some();
        if words.len() < 400 {
            let parts: Vec<&str> =
                words.split([';', ',', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
            self.persons += parts.iter().filter(|part| is_like_person(part) && !has_stem(part, BODIES)).count();
            self.bodies += parts.iter().filter(|part| is_like_body(part)).count();
            self.offices += parts.iter().filter(|part| part.len() < 80 && has_stem(part, OFFICES)).count();
            // A name of a country may have a comma in it.
            let whole = usize::from(parts.len() > 1 && is_known(&words));
            self.parts += if whole == 1 { 1 } else { parts.len() };
            self.countries += if whole == 1 { 1 } else { parts.iter().filter(|part| is_known(part)).count() };
        }
    }
}

impl Dates {
    fn note(&mut self, words: &str) {
        let number: Option<i64> = words.parse().ok();
        match number {
            Some(631_152_000..=4_102_444_800) => return self.seconds += 1,
            Some(631_152_000_000..=4_102_444_800_000) => return self.thousandths += 1,
            _ => {}
        }
        if words.len() > 60 {
            return self.none += 1;
        }
        let day_first = edtf(words, Some(Order::Dmy)).ok();
        let month_first = edtf(words, Some(Order::Mdy)).ok();
        let read = match (&day_first, &month_first) {
            (Some(one), Some(other)) if one == other => {
                self.sure += 1;
                one
            }
            (Some(one), Some(_)) => {
                self.either += 1;
                self.dotted += usize::from(words.contains('.') && !words.contains('/'));
                one
            }
            (Some(one), None) => {
                self.day_first += 1;
                one
            }
            (None, Some(other)) => {
                self.month_first += 1;
                other
            }
            (None, None) => {
                self.short += usize::from(has_short_year(words));
                return self.none += 1;
            }
        };
        let exactness = match read.split('T').next().map_or(0, str::len) {
            4 => 2,
            7 => 1,
            _ => 0,
        };
        self.exact[exactness] += 1;
    }

    /// Values that are dates in some way.
    pub fn count(&self) -> usize {
        self.sure + self.day_first + self.month_first + self.either + self.seconds + self.thousandths
    }
}

/// Whether a text is written as the name of a person is: two to four words with capitals, and between them small ones that
/// names have.
fn is_like_person(text: &str) -> bool {
    const BETWEEN: &str = "de da do dos das di del della la le el al bin ibn ben van von der den ter ten zu e y und of uulu kyzy \
        оглы улы кызы аль бин ибн де ван фон";
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let is_written =
        |word: &&str| word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '.' | '’' | '\''));
    let is_of_name = |word: &&str| is_capital(&word) || BETWEEN.split_ascii_whitespace().any(|small| small == *word);
    let capitals = words.iter().filter(is_capital).count();
    (2..=5).contains(&words.len())
        && (2..=4).contains(&capitals)
        && words.first().is_some_and(|word| is_capital(&word))
        && words.iter().all(is_written)
        && words.iter().all(is_of_name)
}

/// How words begin that are in the names of bodies.
const BODIES: &str = "minist committee commission council agency department dept bureau office embass bank group corp inc ltd llc \
    plc gmbh company compan associat federat union party court parliament senate congress army forces force police guard guards \
    brigade battalion marines navy universit institut foundation fund authorit administrat government govt cabinet ventures \
    holdings resources industries mining mines metals energy steel министерств мид минэнерго миннауки комитет комисси совет \
    агентств департамент посольств банк групп корпорац компани ассоциац федерац союз парти суд парламент сенат армия войск полици \
    университет институт фонд администрац правительств еврокомисси оао ооо зао тоо ао пао нак міністерств уряд рада суд \
    ministère société conseil gesellschaft amt verband kommission ministerio empresa gobierno";

/// How words begin that say what somebody is.
const OFFICES: &str = "minister president secretary chancellor director head chief ambassador governor chairman chairwoman chair ceo cfo \
    spokesman spokeswoman spokesperson commissioner envoy deputy senator premier mayor adviser advisor analyst professor general \
    colonel vice-president representative judge член министр премьер президент вице глава директор посол председатель депутат \
    секретарь заместитель руководитель начальник представитель эксперт аким хаким спикер министерка министр прем'єр голова \
    ministre président présidente directeur directrice secrétaire presidente ministra ministro kanzler präsident botschafter";

/// Words with which somebody speaks of himself.
const OWN: &str = "i we my our us i'm we're we'll i'll я мы мне нам нас наш наша наше наши нашей нашу ми нам наш ich wir uns unser unsere je \
    nous notre nos nosotros nuestra nuestro";

/// Whether a word of a text begins in one of these ways.
fn has_stem(text: &str, stems: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words =
        lower.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').filter(|word| !word.is_empty());
    words.any(|word| {
        stems.split_ascii_whitespace().any(|stem| {
            // Short ones are words.
            if stem.chars().count() < 5 { word == stem } else { word.starts_with(stem) }
        })
    })
}

/// Whether a text is the name of a body: a few words, one of them such as bodies have.
fn is_like_body(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=8).contains(&words)
        && text.starts_with(char::is_uppercase)
        && has_stem(text, BODIES)
        && !has_stem(text, OFFICES)
}

/// Whether a text says something: four words and more, not all with capitals.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace();
    let small = words.clone().filter(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 1).count();
    words.count() >= 4 && small >= 2
}

/// Whether somebody says it of himself, or it stands in quotes.
fn is_speech(text: &str) -> bool {
    if text.starts_with(['«', '“', '„', '"']) && text.split_whitespace().count() > 2 {
        return true;
    }
    let mut words = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    let is_own = |word: &str| {
        // `US` is no word of somebody.
        let is_abbreviation = word.len() > 1 && word.chars().all(char::is_uppercase);
        // A small `i` is a word of other languages.
        let is_abbreviation = is_abbreviation || word == "i";
        let word = word.to_lowercase();
        let word = word.split('’').next().unwrap_or(&word);
        !is_abbreviation && OWN.split_ascii_whitespace().any(|own| own == word)
    };
    text.contains(' ') && words.any(is_own)
}

/// Whether a text is one word with digits in it, the name of a file, yes or no.
fn is_code(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let lower = text.to_lowercase();
    let is_switch =
        ["yes", "no", "true", "false", "y", "n", "x", "да", "нет", "так", "ні", "ja", "nein", "high", "low", "medium"];
    is_switch.contains(&lower.as_str()) || text.contains('@') || text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a text is the name of a site: one word of Latin letters with a dot and two letters or more behind it.
fn is_site(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    text.rsplit_once('.').is_some_and(|(before, end)| {
        before.len() > 1
            && (2..=6).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_lowercase())
            && text.chars().all(is_letter)
    })
}

/// Whether a text is three numbers of two digits at most: `08.02.24`.
fn has_short_year(words: &str) -> bool {
    let parts: Vec<&str> = words.split(['.', '/', '-']).collect();
    let is_number = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}

/// The columns of the records that were read, in the order in which they came.
#[derive(Default)]
pub(super) struct Columns {
    pub all: Vec<Column>,
    places: HashMap<String, usize>,
    /// The lists of objects.
    pub lists: Vec<String>,
    pub records: usize,
}

impl Columns {
    /// Takes a record in.
    pub fn add(&mut self, record: &Value<'_>) {
        self.records += 1;
        self.within(record, ("", 0), None, 0);
    }

    fn within(&mut self, value: &Value<'_>, (path, begins): (&str, usize), list: Option<&str>, depth: usize) {
        match value {
            Value::Object(fields) if depth < DEEPEST => {
                for (name, value) in fields {
                    // A name with a dot in it is no path.
                    let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                    self.within(value, (&path, path.len() - name.len()), list, depth + 1);
                }
            }
            Value::List(items) if items.iter().any(|item| matches!(item, Value::Object(_))) => {
                if list.is_some() {
                    return;
                }
                if !self.lists.iter().any(|have| have == path) {
                    self.lists.push(path.to_owned());
                }
                for item in items {
                    self.within(item, (path, begins), Some(path), depth + 1);
                }
            }
            Value::List(items) => {
                let column = self.column((path, begins), list);
                column.is_list = true;
                let record = self.records;
                for words in items.iter().filter_map(Value::words) {
                    self.column((path, begins), list).note(words, record);
                }
            }
            value => {
                let record = self.records;
                let column = self.column((path, begins), list);
                if let Some(words) = value.words() {
                    column.note(words, record);
                }
            }
        }
    }

    fn column(&mut self, (path, begins): (&str, usize), list: Option<&str>) -> &mut Column {
        let next = self.all.len();
        let place = self.places.get(path).copied().unwrap_or_else(|| {
            self.places.insert(path.to_owned(), next);
            self.all.push(Column { path: path.to_owned(), begins, list: list.map(str::to_owned), ..Column::default() });
            next
        });
        &mut self.all[place]
    }
}

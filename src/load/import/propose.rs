//! What a file that no map knows seems to hold: what each of its columns may become, by its name and by what stands in it.
//! Each line says how many records have it, how many values differ, and examples, so that who reads it can judge; what means
//! nothing is not read.
//!
//! A date is never guessed: where day and month can be either way round in every value, that is asked. What the names mean
//! is in `names`, what is done with the proposal in `proposal`.

mod claims;
mod lists;

use super::answer::{self, Answer};
use super::columns::{Column, Columns};
use super::dates::{Order, edtf};
use super::fields::{Fields, Shape};
use super::filters::before_parts;
use super::grammar::Template;
use super::names::{Meaning, Sure, is_only_done, is_plain, meaning, senses, surely, words_of};
use super::proposal::{Entry, Proposal, ProposedField};
use super::readers::{Decoded, Form, Read_};
use super::value::{Value, is_same_name};
use super::{before_data, document, encodings, readers};
use crate::catalogue::{Exact, ExpectedFile, Finding, Known, Layout, Undecided, Unmapped};
use crate::error::{Error, Result};
use crate::text::sanitise_line;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Records that are kept to be shown as they would be.
const SAMPLES: usize = 20;

/// What is found so far.
struct Finder<'c> {
    columns: &'c Columns,
    /// Of each column what it becomes.
    found: Vec<Option<Entry>>,
    /// Of each column what is to be decided.
    remarks: Vec<Option<Undecided>>,
    lists: Vec<(&'static str, String)>,
    composed: Vec<Entry>,
    of_articles: bool,
    /// Whether the columns have no names, so that only what stands in them says what they are.
    is_nameless: bool,
}

/// A map for the records of an input; `open` gives its bytes, unpacked, each time from the beginning.
pub fn propose(name: &str, open: &dyn Fn() -> io::Result<Box<dyn Read>>) -> Result<Proposal> {
    let cannot = |source: io::Error| Error::ReadInput { name: name.to_owned(), source };
    let mut beginning = Vec::new();
    open().and_then(|stream| stream.take(super::LOOK).read_to_end(&mut beginning)).map_err(cannot)?;
    let is_answer = answer::is_one(&beginning);
    let open = || open().map(|stream| if is_answer { Box::new(Answer::new(stream)) } else { stream });
    beginning.clear();
    open().and_then(|stream| stream.take(super::LOOK).read_to_end(&mut beginning)).map_err(cannot)?;
    let is_all = (beginning.len() as u64) < super::LOOK;
    let encoding = encodings::of(&beginning);
    let text = encoding.decode(&beginning).0;
    let skipped = before_data(&text, super::built_in().iter());
    let body = text[skipped..].trim_start();
    let mut columns = Columns::default();
    let mut samples: Vec<Value<'static>> = Vec::new();
    let mut take = |read: Read_<'_>| {
        if let Read_::Record(found) = read {
            columns.add(found.record);
            if samples.len() < SAMPLES {
                samples.push(found.record.clone().into_owned());
            }
        }
        ControlFlow::Continue(())
    };
    let refused = |why: Unmapped| Error::UnknownFormat {
        name: name.to_owned(),
        line: 1,
        column: 1,
        excerpt: None,
        reason: Box::new(Finding::unmapped(why)),
        expected: ExpectedFile::TableOrList,
    };
    let decoded = Decoded::new(open().map_err(cannot)?, encoding);
    let (mut list, mut broken) = (None, None);
    let form = if body.starts_with(['{', '[']) {
        let first = body.lines().next().unwrap_or_default().trim_end_matches(',');
        let is_line = first.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
        let is_alone = is_all && body[first.len()..].trim_matches(['\n', '\r', ' ', ',']).is_empty();
        if is_line && !is_alone { Form::Lines } else { Form::Json }
    } else {
        Form::Table(readers::delimiter(body, is_all).ok_or_else(|| refused(Unmapped::NoTable))?)
    };
    let mut names = Vec::new();
    match form {
        Form::Table(sign) => {
            let (head, rows) = readers::rows_from_names(body, sign, None);
            names = names_of_nameless(&rows);
            readers::read_table(decoded, sign, None, (&names, &head), &mut |_| Ok(()), &mut take)?;
        }
        Form::Lines => readers::read_lines(BufReader::new(decoded), &mut take).map_err(cannot)?,
        Form::Xml | Form::Debates | Form::Page => return Err(refused(Unmapped::NoProposalForXml)),
        Form::Json => {
            list = document::list_of_records(Decoded::new(open().map_err(cannot)?, encoding), skipped);
            let records: Vec<Vec<String>> = list.iter().map(|path| vec![path.clone()]).collect();
            let wanted = document::Wanted { records: &records, is_record: &|_| true, skipped };
            let mut number = 0;
            let give = &mut |items| document::take_items(&items, &mut number, &mut take);
            if let Err((line, reason)) = document::items_in_batches(decoded, &wanted, give) {
                broken = Some((line, reason));
            }
        }
    }
    if columns.records == 0 {
        return Err(refused(broken.map_or(Unmapped::NoRecords, |(_, reason)| reason)));
    }
    let none = vec![None; columns.all.len()];
    let mut finder = Finder {
        found: none,
        remarks: vec![None; columns.all.len()],
        columns: &columns,
        lists: Vec::new(),
        composed: Vec::new(),
        of_articles: false,
        is_nameless: !names.is_empty(),
    };
    finder.find();
    Ok(finder.proposal(name, form, encoding.name(), list.as_deref(), samples))
}

impl Finder<'_> {
    fn find(&mut self) {
        self.of_articles = self.are_articles();
        for list in self.columns.lists.clone() {
            self.list_of_objects(&list);
        }
        self.dates();
        self.assign();
        self.by_what_stands_there();
    }

    /// The columns that stand in no list of objects and say something.
    fn own(&self) -> Vec<usize> {
        // A name with a brace or a bar in it cannot stand in a map.
        let can_stand = |path: &str| Template::parse(&format!("{{{path}}}")).is_ok();
        let is_own = |at: &usize| {
            let column = &self.columns.all[*at];
            column.list.is_none() && column.values > 0 && can_stand(&column.path)
        };
        (0..self.columns.all.len()).filter(is_own).collect()
    }

    /// Whether the records are articles and no events: they have what articles have, and nothing of an event.
    fn are_articles(&self) -> bool {
        let has = |wanted: Meaning| {
            let is_one = |column: &Column| {
                let sure = surely(column.name()).is_some_and(|(_, sure)| sure > Sure::Aside);
                column.list.is_none() && column.values > 0 && sure && sense(column) == Some(wanted)
            };
            self.columns.all.iter().any(is_one)
        };
        let of_event = [Meaning::Countries, Meaning::Participants, Meaning::Place, Meaning::Quote];
        if of_event.into_iter().any(has) || !self.columns.lists.is_empty() {
            return false;
        }
        let dated = has(Meaning::Date) || has(Meaning::Kind);
        let signs =
            [Meaning::Published, Meaning::Body, Meaning::Author, Meaning::Headline].into_iter().filter(|one| has(*one));
        // A day and a kind may be of either; who wrote it, and its text, are of an article only.
        if dated { signs.count() > 1 } else { has(Meaning::Published) || has(Meaning::Body) }
    }

    fn has(&self, section: &str, key: &str) -> bool {
        self.found.iter().flatten().any(|entry| entry.section == section && entry.key == key)
    }

    /// Whether another column stands where this line would, and there is room for one only.
    fn is_taken(&self, entry: &Entry) -> bool {
        let is_listed = |section: &str| self.lists.iter().any(|(of, _)| *of == section);
        !matches!(entry.key, "participants" | "countries") && self.has(entry.section, entry.key)
            || entry.section == "[[event.quotes]]" && is_listed(entry.section)
    }

    /// The dates of the records: when it was, until when, and when it was published.
    fn dates(&mut self) {
        let mut own = self.own();
        // A year alone says less than a date that stands behind it.
        let column = |at: &usize| &self.columns.all[*at];
        let sure = |at: &usize| surely(column(at).name()).map(|(_, sure)| sure);
        // When a form was filled in, a file read, or a line written, is the last that may be meant.
        let is_stamp = |at: &usize| matches!(&words_of(column(at).name()).concat()[..], "timestamp" | "ts" | "time");
        let is_named = |at: &usize| self.meaning_of(*at) == Some(Meaning::Date) && !is_stamp(at);
        let has_other = own.iter().any(is_named);
        own.retain(|at| !(has_other && is_stamp(at)));
        // A year whose month stands beside it is no date by itself.
        let is_part = |at: &usize| {
            let mut words = words_of(column(at).name());
            let beside = |own: &[usize], words: &[String]| own.iter().any(|at| words_of(column(at).name()) == words);
            words.last_mut().is_some_and(|last| {
                last == "year" && {
                    "month".clone_into(last);
                    true
                }
            }) && words.len() > 1
                && beside(&own, &words)
        };
        let parts: Vec<usize> = own.iter().copied().filter(is_part).collect();
        self.date_of_parts(&own);
        own.retain(|at| !parts.contains(at));
        own.sort_by_key(|at| {
            (column(at).dates.exact[0] == 0, is_only_done(column(at).name()), std::cmp::Reverse(sure(at)))
        });
        for wanted in [Meaning::Date, Meaning::End, Meaning::Published] {
            for &at in &own {
                if self.found[at].is_some() || self.meaning_of(at) != Some(wanted) {
                    continue;
                }
                match self.date_entry(at, wanted, None) {
                    Ok(Some(entry)) if !self.has(entry.section, entry.key) => {
                        // What is no date stays as the words that it is.
                        if entry.key == "date" && self.columns.all[at].dates.none > 0 {
                            let value = format!("{{{}}}", self.columns.all[at].path);
                            self.composed.push(Entry { section: entry.section, key: "dateText", value });
                        }
                        self.found[at] = Some(entry);
                    }
                    Ok(_) => {}
                    Err(why) => self.remarks[at] = Some(why),
                }
            }
        }
        // A word beside the head of a name says so where nothing but days stands: `point_in_time`.
        let section = if self.of_articles { ("[article]", "datePublished") } else { ("[event]", "date") };
        if !self.has(section.0, section.1) && self.remarks.iter().all(Option::is_none) {
            let is_day = |at: &usize| {
                let column = &self.columns.all[*at];
                let is_all = column.dates.count() == column.values && column.dates.exact[0] * 2 > column.values;
                self.found[*at].is_none() && is_all && is_plain(column.name())
            };
            let days: Vec<usize> = own.iter().copied().filter(is_day).collect();
            let says_day = |at: &usize| self.senses(&self.columns.all[*at]).contains(&Meaning::Date);
            let named = days.iter().copied().find(says_day);
            // Where no name says so, the only column of days is it, if its name is none: a letter, a number, three letters.
            // `Last seen` and `Не позже` say something, though not what was when.
            let says_else = |at: usize| {
                let is_none = |word: &String| {
                    word.chars().count() <= 3
                        || matches!(
                            word.as_str(),
                            "column" | "field" | "value" | "spalte" | "colonne" | "столбец" | "поле"
                        )
                };
                let name = self.columns.all[at].name();
                let of_end =
                    |word: &String| matches!(word.as_str(), "due" | "end" | "dob" | "exp" | "bis" | "fin" | "до");
                self.named(at).is_some()
                    || !senses(name).is_empty()
                    || !words_of(name).iter().all(|word| is_none(word) && !of_end(word))
            };
            let only = || match days[..] {
                [only] if !says_else(only) => Some(only),
                _ => None,
            };
            if let Some(at) = named.or_else(only) {
                match self.date_entry(at, Meaning::Date, None) {
                    Ok(entry) => self.found[at] = entry,
                    Err(why) => self.remarks[at] = Some(why),
                }
            }
        }
    }

    /// A date of which year, month and day stand in columns of their own.
    fn date_of_parts(&mut self, own: &[usize]) {
        let paths = own.iter().map(|at| self.columns.all[*at].path.as_str());
        let Some(before) = before_parts(&paths) else { return };
        let named = |wanted: &str| {
            let is_part = |at: &usize| {
                let column = &self.columns.all[*at];
                let is_named = is_same_name(&column.path, &format!("{before}{wanted}"));
                is_named && column.numbers == column.looked_at
            };
            own.iter().copied().find(is_part)
        };
        if let (Some(year), Some(_)) = (named("year"), named("month"))
            && !self.of_articles
        {
            self.found[year] = Some(Entry { section: "[event]", key: "date", value: "{. | date parts}".to_owned() });
        }
    }

    /// The line that reads a column of dates, in the `order` that is given; or why it is not known how.
    fn date_entry(
        &self,
        at: usize,
        wanted: Meaning,
        order: Option<&'static str>,
    ) -> std::result::Result<Option<Entry>, Undecided> {
        let (section, key) = match (self.of_articles, wanted) {
            (true, Meaning::End) => return Ok(None),
            (true, _) => ("[article]", "datePublished"),
            (false, Meaning::Date) => ("[event]", "date"),
            (false, Meaning::End) => ("[event]", "end"),
            (false, _) => ("[[event.articles]]", "datePublished"),
        };
        let column = &self.columns.all[at];
        let filter = order.map_or_else(|| date_filter(column), Ok)?;
        Ok(Some(Entry { section, key, value: format!("{{{}{filter}}}", column.path) }))
    }

    /// What a column may become: what was found, then all else that fits.
    fn choices(&self, at: usize) -> Vec<Entry> {
        let mut choices: Vec<Entry> = self.found[at].iter().cloned().collect();
        let column = &self.columns.all[at];
        if column.list.is_some() || column.values == 0 {
            return choices;
        }
        let dates = &column.dates;
        let mut add = |entry: Option<Entry>| {
            if let Some(entry) = entry.filter(|entry| !choices.contains(entry)) {
                choices.push(entry);
            }
        };
        if dates.count() * 2 > column.values {
            for wanted in [Meaning::Date, Meaning::End, Meaning::Published] {
                add(self.date_entry(at, wanted, None).ok().flatten());
                for (order, fits) in [
                    // Where some values are of one order and some of the other, each may be chosen: the rest is not read.
                    (" | date dmy", dates.day_first > 0 || dates.either > 0 && dates.month_first == 0),
                    (" | date mdy", dates.month_first > 0 || dates.either > 0 && dates.day_first == 0),
                ] {
                    if fits {
                        add(self.date_entry(at, wanted, Some(order)).ok().flatten());
                    }
                }
            }
        }
        let is_date = dates.count() * 2 > column.values;
        let is_address = column.addresses * 2 >= column.looked_at;
        for one in [
            Meaning::Label,
            Meaning::Summary,
            Meaning::Kind,
            Meaning::Countries,
            Meaning::Participants,
            Meaning::Place,
            Meaning::Topics,
            Meaning::Quote,
            Meaning::Speaker,
            Meaning::Publisher,
            Meaning::Headline,
            Meaning::Author,
            Meaning::Url,
            Meaning::Body,
            Meaning::Outcomes,
            Meaning::Note,
            Meaning::Id,
        ] {
            let is_of_words = !matches!(one, Meaning::Url | Meaning::Note | Meaning::Id);
            if is_of_words && (is_date || is_address) {
                continue;
            }
            add(self.entry(at, one));
        }
        choices
    }

    fn proposal(
        self,
        name: &str,
        form: Form,
        encoding: &str,
        list: Option<&str>,
        samples: Vec<Value<'static>>,
    ) -> Proposal {
        let shown = sanitise_line(name);
        let file = if name == "standard input" { "-" } else { shown.rsplit('/').next().unwrap_or(&shown) }.to_owned();
        let written = encoding.to_owned();
        let how = match form {
            Form::Table(b';') => Layout::Semicolons { encoding: written },
            Form::Table(b',') => Layout::Commas { encoding: written },
            Form::Table(b'\t') => Layout::Tabs { encoding: written },
            Form::Table(_) => Layout::Bars { encoding: written },
            Form::Json => Layout::Json { encoding: written },
            Form::Lines => Layout::JsonLines { encoding: written },
            Form::Xml | Form::Debates | Form::Page => Layout::Xml { encoding: written },
        };
        let mut reading: Vec<String> = Vec::new();
        // UTF-16 is read as UTF-8 before a map is asked.
        if !encoding.to_lowercase().starts_with("utf-") {
            reading.push(format!("encoding = \"{}\"", encoding.to_lowercase()));
        }
        if let Form::Table(sign) = form
            && sign != b','
        {
            reading.push(format!("delimiter = {}", serde_json::Value::from(char::from(sign).to_string())));
        }
        if self.is_nameless {
            let names: Vec<&str> = self.columns.all.iter().map(|column| column.path.as_str()).collect();
            reading.push(format!("columns = {}", serde_json::Value::from(names)));
        }
        reading.extend(list.map(|list| format!("records = {}", serde_json::Value::from(list))));
        // A list of objects that is empty in some record is no field of its own.
        let is_list = |at: &usize| {
            let column = &self.columns.all[*at];
            column.values == 0 && self.columns.lists.contains(&column.path)
        };
        let fields = (0..self.columns.all.len()).filter(|at| !is_list(at)).map(|at| self.field(at)).collect();
        let mut proposal = Proposal {
            file,
            records: self.columns.records,
            how,
            fields,
            reading,
            matching: String::new(),
            lists: self.lists,
            composed: self.composed,
            samples: Arc::new(samples),
        };
        if !self.is_nameless {
            proposal.matching = matching(&proposal, self.columns, form, list);
        }
        proposal
    }

    fn field(&self, at: usize) -> ProposedField {
        let column = &self.columns.all[at];
        let is_date = self.found[at].as_ref().is_some_and(|entry| entry.value.contains("| date"));
        let known = if is_date { self.known_dates(column) } else { self.known(column) };
        // Of dates all examples, as the order of their parts is to be judged.
        let shown = if is_date { column.examples.len() } else { 2 };
        let examples: Vec<String> = column.examples.iter().take(shown).map(|one| shortened(one)).collect();
        ProposedField {
            name: sanitise_line(&column.path).into_owned(),
            records: column.records,
            shortened: examples.join("; "),
            known,
            examples: column.examples.iter().map(|one| sanitise_line(one).into_owned()).collect(),
            // What is to be decided is no more, once another column is the date.
            remark: self.remarks[at]
                .filter(|_| !self.has("[event]", "date") && !self.has("[article]", "datePublished")),
            choices: self.choices(at),
            chosen: self.found[at].as_ref().map(|_| 0),
            yields_to: None,
            is_proposed: self.found[at].is_some(),
        }
    }

    /// How many records have a column, and how many values differ.
    fn known(&self, column: &Column) -> Known {
        let (records, of) = (column.records, self.columns.records);
        match column.different.len() {
            count if count == column.values && count > 1 => Known::AllDifferent { records, of },
            1 => Known::OneValue { records, of },
            values => Known::Different { records, of, values },
        }
    }

    /// How many records have a date, and how exact these are.
    fn known_dates(&self, column: &Column) -> Known {
        let [days, months, years] = column.dates.exact;
        let exact = [
            (days, Exact::Day { n: days }),
            (months, Exact::Month { n: months }),
            (years, Exact::Year { n: years }),
            (column.dates.none, Exact::Unread { n: column.dates.none }),
        ];
        let exact = exact.into_iter().filter(|(count, _)| *count > 0).map(|(_, exact)| exact).collect();
        Known::Dates { records: column.records, of: self.columns.records, exact }
    }
}

/// Names for the columns of a table that has none, told by its first row: an address or a day stands in it.
fn names_of_nameless(rows: &[Vec<String>]) -> Vec<String> {
    let is_value = |cell: &String| {
        let cell = cell.trim();
        let is_day = cell.bytes().filter(u8::is_ascii_digit).count() >= 5
            && (edtf(cell, Some(Order::Dmy)).is_ok() || edtf(cell, Some(Order::Mdy)).is_ok());
        is_day || cell.starts_with("http://") || cell.starts_with("https://")
    };
    let first = rows.first().filter(|first| first.iter().any(is_value));
    first.map_or_else(Vec::new, |first| (1..=first.len()).map(|number| format!("column {number}")).collect())
}

/// What a map that is kept says of the files that it reads: all columns of a table; of JSON the fields that are read.
fn matching(proposal: &Proposal, columns: &Columns, form: Form, list: Option<&str>) -> String {
    let quoted = |names: &[&str]| -> String {
        let names: Vec<String> = names.iter().map(|name| serde_json::Value::from(*name).to_string()).collect();
        format!("[{}]", names.join(", "))
    };
    if let Form::Table(_) = form {
        let names: Vec<&str> = columns.all.iter().filter_map(|column| column.path.split('.').next()).collect();
        return format!("[match]\ncolumns = {}\n", quoted(&names));
    }
    // The first record need not have what only some have.
    let is_always = |path: &&str| columns.all.iter().any(|have| have.path == **path && have.records == columns.records);
    let mut names: Vec<&str> = Vec::new();
    for path in proposal.paths().into_iter().filter(is_always) {
        let first = path.split('.').next().unwrap_or(path);
        if !names.contains(&first) {
            names.push(first);
        }
    }
    match list {
        Some(list) => {
            let list = serde_json::Value::from(list);
            format!("[match]\ninside = {{ list = {list}, keys = {} }}\n", quoted(&names))
        }
        None => format!("[match]\nkeys = {}\n", quoted(&names)),
    }
}

/// Whether nearly all that stands in a column are countries, and no codes that may be something else.
fn are_countries(column: &Column) -> bool {
    column.parts > 1 && column.countries * 4 >= column.parts * 3 && column.length() > 3 && column.numbers == 0
}

/// Whether a column holds what may have been said: words, and more of them than a name has.
fn is_speech(column: &Column) -> bool {
    let is_text = column.numbers == 0 && column.addresses == 0 && column.dates.count() == 0;
    is_text && !column.is_of_persons() && column.length() > 12 && column.examples.iter().any(|one| one.contains(' '))
}

/// What a column means by its own name; where addresses stand it is an address, whatever it is called.
fn sense(column: &Column) -> Option<Meaning> {
    let is_address = column.looked_at > 0 && column.addresses * 2 >= column.looked_at;
    meaning(column.name()).map(|found| if is_address && found != Meaning::Id { Meaning::Url } else { found })
}

/// Whether the format has places by their coordinates.
fn has_coordinates() -> bool {
    let place = Fields::of_record("event").and_then(|event| event.shape("place"));
    matches!(place, Some(Shape::Object(place)) if place.shape("latitude").is_some())
}

/// The filter that reads a column of dates, or why there is none.
fn date_filter(column: &Column) -> std::result::Result<&'static str, Undecided> {
    let dates = &column.dates;
    if dates.count() * 2 < column.values || dates.count() == 0 {
        return Err(if dates.short * 2 > column.values { Undecided::Century } else { Undecided::NoDates });
    }
    if dates.seconds * 10 >= column.values * 9 {
        return Ok(" | date unix");
    }
    if dates.thousandths * 10 >= column.values * 9 {
        return Ok(" | date unix-ms");
    }
    match (dates.day_first, dates.month_first, dates.either) {
        (0, 0, 0) => Ok(" | date"),
        (0, 0, either) if dates.dotted == either => Ok(" | date dmy"),
        (0, 0, _) => Err(Undecided::EitherWay),
        (_, 0, _) => Ok(" | date dmy"),
        (0, _, _) => Ok(" | date mdy"),
        _ => Err(Undecided::BothWays),
    }
}

/// What divides the values of a column of names: a semicolon or a bar wherever it stands often, a comma only between names.
fn separator(column: &Column, names: bool) -> String {
    if column.is_list {
        return String::new();
    }
    let [semicolons, commas, bars] = column.signs;
    let often = |count: usize| count > 0 && count * 10 >= column.looked_at;
    if often(semicolons) {
        return " | split ';'".to_owned();
    }
    if often(bars) {
        return " | split '|'".to_owned();
    }
    let are_short = |text: &String| text.split(',').all(|part| (1..=5).contains(&part.split_whitespace().count()));
    if often(commas) && column.examples.iter().all(are_short) && (!names || column.length() < 120) {
        return " | split ','".to_owned();
    }
    String::new()
}

fn country_filter(column: &Column) -> String {
    let [semicolons, commas, bars] = column.signs;
    let split = match (column.is_list, semicolons, bars, commas) {
        (true, ..) | (_, 0, 0, 0) => "",
        (_, 1.., ..) => " | split ';'",
        (_, _, 1.., _) => " | split '|'",
        _ => " | split ','",
    };
    format!("{split} | country")
}

fn shortened(text: &str) -> String {
    let line = sanitise_line(text).into_owned();
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

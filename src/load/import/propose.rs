//! What a file that no map knows seems to hold: what each of its columns may become, by its name and by what stands in it.
//! Each line says how many records have it, how many values differ, and examples, so that who reads it can judge; what means
//! nothing is not read.
//!
//! A date is never guessed: where day and month can be either way round in every value, that is asked. What the names mean
//! is in `names`, what is done with the proposal in `proposal`.

use super::answer::{self, Answer};
use super::columns::{Column, Columns};
use super::dates::{Order, edtf};
use super::fields::{Fields, Shape};
use super::grammar::Template;
use super::names::{Meaning, is_of_body, is_of_settlement, is_only_done, is_plain, meaning, words_of};
use super::proposal::{Entry, Proposal, ProposedField};
use super::readers::{Decoded, Form, Read_};
use super::value::Value;
use super::{before_data, readers};
use crate::error::{Error, Result};
use crate::text::sanitise_line;
use std::fmt::Write as _;
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
    remarks: Vec<Option<&'static str>>,
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
    let encoding = readers::encoding(&beginning);
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
    let refused = |reason: &str| Error::UnknownFormat {
        name: name.to_owned(),
        line: 1,
        column: 1,
        excerpt: None,
        reason: reason.to_owned(),
        expected: "a table, or JSON with a list of records".to_owned(),
    };
    let decoded = Decoded::new(open().map_err(cannot)?, encoding);
    let mut list = None;
    let form = if body.starts_with(['{', '[']) {
        let first = body.lines().next().unwrap_or_default().trim_end_matches(',');
        let is_line = first.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
        let is_alone = is_all && body[first.len()..].trim_matches(['\n', '\r', ' ', ',']).is_empty();
        if is_line && !is_alone { Form::Lines } else { Form::Json }
    } else {
        Form::Table(readers::delimiter(body, is_all).ok_or_else(|| refused("this is neither a table nor JSON"))?)
    };
    let mut names = Vec::new();
    match form {
        Form::Table(sign) => {
            names = names_of_nameless(body, sign);
            readers::read_table(decoded, sign, None, &names, &mut |_| Ok(()), &mut take)?;
        }
        Form::Lines => readers::read_lines(BufReader::new(decoded), &mut take).map_err(cannot)?,
        Form::Xml | Form::Debates | Form::Page => return Err(refused("a map for XML is not proposed")),
        Form::Json => {
            let mut whole = String::new();
            let mut decoded = decoded;
            decoded.read_to_string(&mut whole).map_err(cannot)?;
            let body = whole.get(skipped..).unwrap_or(&whole);
            list = readers::list_of_records(body);
            let records: Vec<Vec<String>> = list.iter().map(|path| vec![path.clone()]).collect();
            readers::read_json(body, &records, &|_| true, &mut take).map_err(|(_, reason)| refused(&reason))?;
        }
    }
    if columns.records == 0 {
        return Err(refused("it has no records"));
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
        let mut own = self.own();
        // The town is the place before the house or the province in which something was.
        own.sort_by_key(|at| {
            let column = &self.columns.all[*at];
            (!is_of_settlement(column.name()), column.around().is_some())
        });
        for at in own {
            if let Some(found) = self.meaning_of(at).filter(|_| self.found[at].is_none())
                && let Some(entry) = self.entry(at, found)
                && !self.is_taken(&entry)
            {
                self.found[at] = Some(entry);
            }
        }
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
            self.columns.all.iter().any(|column| column.list.is_none() && sense(column) == Some(wanted))
        };
        let of_event = [Meaning::Date, Meaning::Countries, Meaning::Participants, Meaning::Place, Meaning::Kind];
        (has(Meaning::Published) || has(Meaning::Body))
            && !of_event.into_iter().any(has)
            && self.columns.lists.is_empty()
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

    /// The fields of the items of a list: people, quotes, articles.
    fn list_of_objects(&mut self, list: &str) {
        // An item may be a text and not an object: its column is called as the list.
        let is_member = |column: &Column| column.list.as_deref() == Some(list) && column.path != list;
        let members: Vec<usize> = (0..self.columns.all.len()).filter(|at| is_member(&self.columns.all[*at])).collect();
        let name_of = |at: &usize| self.columns.all[*at].path[list.len() + 1..].to_owned();
        let inner: Vec<(usize, String, Option<Meaning>)> =
            members.iter().map(|at| (*at, name_of(at), meaning(&name_of(at)))).collect();
        let has =
            |wanted: &[Meaning]| inner.iter().any(|(.., found)| found.is_some_and(|found| wanted.contains(&found)));
        let own_name = list.rsplit('.').next().unwrap_or(list);
        let kind = match meaning(own_name) {
            Some(Meaning::Quote) => Meaning::Quote,
            Some(Meaning::Participants | Meaning::Speaker) => Meaning::Participants,
            Some(Meaning::Articles | Meaning::Url | Meaning::Publisher) => Meaning::Articles,
            _ if has(&[Meaning::Quote]) || has(&[Meaning::Speaker]) => Meaning::Quote,
            _ if has(&[Meaning::Role]) || has(&[Meaning::Participants]) => Meaning::Participants,
            _ if has(&[Meaning::Url]) => Meaning::Articles,
            // Somebody, and what is longer than a name.
            _ if members.iter().any(|at| self.columns.all[*at].is_of_persons())
                && members.iter().any(|at| is_speech(&self.columns.all[*at])) =>
            {
                Meaning::Quote
            }
            _ => return,
        };
        let section = match kind {
            Meaning::Quote => "[[event.quotes]]",
            Meaning::Participants => "[[event.participants]]",
            _ => "[[event.articles]]",
        };
        if self.lists.iter().any(|(of, _)| *of == section) {
            return;
        }
        let mut lines: Vec<(usize, &'static str, String)> = Vec::new();
        for (at, name, found) in &inner {
            let lower: String = words_of(name).concat();
            let key = match (kind, found) {
                (Meaning::Quote, Some(Meaning::Speaker | Meaning::Participants | Meaning::Author)) => "speaker",
                (Meaning::Quote, _) if matches!(lower.as_str(), "name" | "by" | "person" | "имя") => "speaker",
                (Meaning::Quote, Some(Meaning::Quote | Meaning::Summary | Meaning::Label | Meaning::Body)) => "text",
                (Meaning::Participants, _)
                    if matches!(lower.as_str(), "name" | "fullname" | "имя" | "фио" | "person" | "who") =>
                {
                    "name"
                }
                (Meaning::Participants, _) if matches!(lower.as_str(), "title" | "jobtitle") => "role",
                (Meaning::Participants, Some(Meaning::Role)) => "role",
                (Meaning::Participants, Some(Meaning::Countries)) => "country",
                // Whom somebody stands for is a country where countries stand there.
                (Meaning::Participants, None | Some(Meaning::Participants | Meaning::Organizations))
                    if is_of_body(name) =>
                {
                    let column = &self.columns.all[*at];
                    if are_countries(column) { "country" } else { "organization" }
                }
                (Meaning::Participants, Some(Meaning::Organizations)) => "organization",
                (Meaning::Participants, Some(Meaning::Participants)) => "name",
                (Meaning::Articles, Some(Meaning::Url)) => "url",
                (Meaning::Articles, Some(Meaning::Label | Meaning::Headline)) => "headline",
                (Meaning::Articles, Some(Meaning::Publisher)) => "publisher",
                (Meaning::Articles, Some(Meaning::Author)) => "author",
                (Meaning::Articles | Meaning::Quote, Some(Meaning::Language)) => "language",
                (Meaning::Articles, Some(Meaning::Date | Meaning::Published)) => "datePublished",
                _ => continue,
            };
            // What everybody calls so by mistake: a link where words are to stand.
            let is_address = self.columns.all[*at].addresses * 2 >= self.columns.all[*at].looked_at.max(1);
            if lines.iter().any(|(_, have, _)| *have == key) || (is_address && key != "url") {
                continue;
            }
            let filter = match key {
                "country" => " | country".to_owned(),
                "datePublished" => match date_filter(&self.columns.all[*at]) {
                    Ok(filter) => filter.to_owned(),
                    Err(_) => continue,
                },
                _ => String::new(),
            };
            lines.push((*at, key, format!("{{{name}{filter}}}")));
        }
        if kind == Meaning::Quote && !lines.iter().any(|(_, key, _)| *key == "text") {
            let free = inner.iter().filter(|(at, ..)| !lines.iter().any(|(have, ..)| have == at));
            let words = free.filter(|(at, ..)| is_speech(&self.columns.all[*at]));
            let words = words.max_by_key(|(at, ..)| self.columns.all[*at].length());
            lines.extend(words.map(|(at, name, _)| (*at, "text", format!("{{{name}}}"))));
        }
        let needed = match kind {
            Meaning::Quote => "text",
            Meaning::Participants => "name",
            _ => "url",
        };
        if !lines.iter().any(|(_, key, _)| *key == needed) && kind != Meaning::Articles {
            return;
        }
        if kind == Meaning::Quote && !lines.iter().any(|(_, key, _)| *key == "speaker") {
            let is_speaker = |(at, ..): &&(usize, String, Option<Meaning>)| {
                self.columns.all[*at].is_of_persons() && !lines.iter().any(|(have, ..)| have == at)
            };
            let speaker = inner.iter().find(is_speaker).map(|(at, name, _)| (*at, "speaker", format!("{{{name}}}")));
            lines.extend(speaker);
        }
        self.lists.push((section, list.to_owned()));
        for (at, key, value) in lines {
            self.found[at] = Some(Entry { section, key, value });
        }
    }

    /// The dates of the records: when it was, until when, and when it was published.
    fn dates(&mut self) {
        let mut own = self.own();
        // A year alone says less than a date that stands behind it.
        let column = |at: &usize| &self.columns.all[*at];
        own.sort_by_key(|at| (column(at).dates.exact[0] == 0, is_only_done(column(at).name())));
        self.date_of_parts(&own);
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
    }

    /// A date of which year, month and day stand in columns of their own.
    fn date_of_parts(&mut self, own: &[usize]) {
        let named = |wanted: &str| {
            let is_part = |at: &usize| {
                let column = &self.columns.all[*at];
                column.path.eq_ignore_ascii_case(wanted) && column.numbers == column.looked_at
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
    ) -> std::result::Result<Option<Entry>, &'static str> {
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

    /// What a column means by its name, by what lies around it, and by what stands in it.
    fn meaning_of(&self, at: usize) -> Option<Meaning> {
        match self.named(at) {
            None if self.are_countries_alone(at) => Some(Meaning::Countries),
            // Countries impose, receive and take part; they are people only where others are the countries.
            Some(Meaning::Participants) if self.are_countries_alone(at) && !self.has_countries() => {
                Some(Meaning::Countries)
            }
            // Who spoke without words that are told was there.
            Some(Meaning::Speaker) if !self.has_quotes() => Some(Meaning::Participants),
            found => found,
        }
    }

    fn are_countries_alone(&self, at: usize) -> bool {
        let column = &self.columns.all[at];
        are_countries(column) && is_plain(column.name())
    }

    fn has_countries(&self) -> bool {
        let is_one = |other: usize| self.named(other) == Some(Meaning::Countries);
        self.own().into_iter().any(is_one)
    }

    fn has_quotes(&self) -> bool {
        self.lists.iter().any(|(of, _)| *of == "[[event.quotes]]")
            || self.own().into_iter().any(|other| meaning(self.columns.all[other].name()) == Some(Meaning::Quote))
    }

    fn named(&self, at: usize) -> Option<Meaning> {
        let column = &self.columns.all[at];
        let found = sense(column);
        // `headline.main` is a headline.
        let is_general = matches!(column.name(), "main" | "original" | "rendered" | "value");
        let found = found.or_else(|| meaning(column.around().filter(|_| is_general)?));
        let Some(around) = column.around() else {
            let is_title = found == Some(Meaning::Headline) && !self.has_own_title(at);
            return if is_title { Some(Meaning::Label) } else { found };
        };
        let words = words_of(around);
        let is_article = words.iter().any(|word| matches!(word.as_str(), "article" | "source" | "publication"));
        let is_place = matches!(meaning(around), Some(Meaning::Place));
        match found {
            Some(Meaning::Label) if is_article && words_of(column.name()).concat() == "name" => {
                Some(Meaning::Publisher)
            }
            Some(Meaning::Label) if is_article => Some(Meaning::Headline),
            Some(Meaning::Date) if is_article => Some(Meaning::Published),
            Some(Meaning::Label) if is_place => Some(Meaning::Place),
            // The name of a committee is who it was, and no title of an event.
            Some(Meaning::Label) if matches!(column.name(), "name" | "title" | "имя" | "название") => {
                match meaning(around) {
                    who @ Some(Meaning::Organizations | Meaning::Participants | Meaning::Speaker | Meaning::Author) => {
                        who
                    }
                    _ => found,
                }
            }
            Some(Meaning::Headline) if !is_article && !self.has_own_title(at) => Some(Meaning::Label),
            other => other,
        }
    }

    /// Whether another column beside this one is the title of an event.
    fn has_own_title(&self, at: usize) -> bool {
        let is_title = |other: usize| {
            let column = &self.columns.all[other];
            other != at && column.around().is_none() && meaning(column.name()) == Some(Meaning::Label)
        };
        self.of_articles || self.own().into_iter().any(is_title)
    }

    /// The line that reads a column with this meaning; what stands in it must fit.
    fn entry(&self, at: usize, found: Meaning) -> Option<Entry> {
        let column = &self.columns.all[at];
        let path = &column.path;
        // Neither numbers nor dates are called something, and nobody is called so.
        let is_of_words = column.numbers * 2 < column.looked_at && column.dates.count() * 2 < column.values;
        let is_short = column.length() <= 120 && is_of_words;
        let in_place = column.around().is_some_and(|around| meaning(around) == Some(Meaning::Place));
        let several = |names: bool| separator(column, names);
        let event = if self.of_articles { "[article]" } else { "[event]" };
        let article = if self.of_articles { "[article]" } else { "[[event.articles]]" };
        let of_event = !self.of_articles;
        let has_summary =
            || self.own().into_iter().any(|other| other != at && self.meaning_of(other) == Some(Meaning::Summary));
        let (section, key, value) = match found {
            Meaning::Date | Meaning::End | Meaning::Published => return self.date_entry(at, found, None).ok()?,
            Meaning::Id if column.different.len() == column.values && column.records == self.columns.records => {
                (event, "id", format!("{{{path}}}"))
            }
            Meaning::Label if self.of_articles => (event, "headline", format!("{{{path}}}")),
            Meaning::Label if is_of_words => (event, "label", format!("{{{path}}}")),
            Meaning::Kind if is_short && of_event => (event, "kind", format!("{{{path} | lower}}")),
            Meaning::Summary if self.of_articles => (event, "abstract", format!("{{{path} | html}}")),
            Meaning::Body if self.of_articles => (event, "articleBody", format!("{{{path} | html}}")),
            Meaning::Body if has_summary() => (article, "articleBody", format!("{{{path} | html}}")),
            Meaning::Summary | Meaning::Body => (event, "summary", format!("{{{path}}}")),
            Meaning::Countries if in_place && column.countries * 2 >= column.parts => {
                (event, "place.country", format!("{{{path} | country}}"))
            }
            Meaning::Countries if of_event && column.countries * 2 >= column.parts.max(1) => {
                (event, "countries", format!("{{{path}{}}}", country_filter(column)))
            }
            Meaning::Participants | Meaning::Organizations if of_event && is_short => {
                (event, "participants", format!("{{{path}{}}}", several(true)))
            }
            Meaning::Place if is_short && of_event => (event, "place.name", format!("{{{path}}}")),
            Meaning::Topics if is_short && of_event => (event, "topics", format!("{{{path}{}}}", several(false))),
            Meaning::DateText if of_event => (event, "dateText", format!("{{{path}}}")),
            Meaning::Outcomes if of_event && is_of_words => (event, "outcomes", format!("{{{path}}}")),
            Meaning::Note if of_event => (event, "note", format!("{{{path}}}")),
            Meaning::Url | Meaning::Publisher if column.addresses * 2 >= column.looked_at => {
                (article, "url", format!("{{{path}}}"))
            }
            Meaning::Publisher if is_short => (article, "publisher", format!("{{{path}}}")),
            Meaning::Headline => (article, "headline", format!("{{{path}}}")),
            Meaning::Author if is_short => (article, "author", format!("{{{path}{}}}", several(true))),
            Meaning::Language if column.length() < 20 => (article, "language", format!("{{{path} | language}}")),
            Meaning::Quote if of_event => ("[[event.quotes]]", "text", format!("{{{path}}}")),
            Meaning::Speaker if of_event && is_short => ("[[event.quotes]]", "speaker", format!("{{{path}}}")),
            Meaning::Latitude | Meaning::Longitude
                if of_event && has_coordinates() && column.numbers == column.looked_at =>
            {
                let key = if found == Meaning::Latitude { "place.latitude" } else { "place.longitude" };
                (event, key, format!("{{{path}}}"))
            }
            _ => return None,
        };
        Some(Entry { section, key, value })
    }

    /// Columns whose names say nothing, by what stands in them: only what can be nothing else.
    fn by_what_stands_there(&mut self) {
        let (event, article) =
            if self.of_articles { ("[article]", "[article]") } else { ("[event]", "[[event.articles]]") };
        let free: Vec<usize> = self.own().into_iter().filter(|at| self.found[*at].is_none()).collect();
        let column = |at: usize| &self.columns.all[at];
        let are_addresses = |at: &usize| column(*at).addresses == column(*at).looked_at && column(*at).looked_at > 0;
        let addresses: Vec<usize> = free.iter().copied().filter(are_addresses).collect();
        let is_listed = self.lists.iter().any(|(of, _)| *of == article);
        if let ([only], false) = (&addresses[..], self.has(article, "url") || is_listed) {
            let value = format!("{{{}}}", column(*only).path);
            self.found[*only] = Some(Entry { section: article, key: "url", value });
        }
        if !self.has("[event]", "countries") && !self.of_articles {
            let known = |at: &usize| {
                let column = &self.columns.all[*at];
                column.countries == column.parts && column.parts > 1 && column.length() > 3 && column.numbers == 0
            };
            let known = free.iter().copied().filter(|at| self.found[*at].is_none()).find(known);
            if let Some(at) = known {
                let value = format!("{{{}{}}}", self.columns.all[at].path, country_filter(&self.columns.all[at]));
                self.found[at] = Some(Entry { section: "[event]", key: "countries", value });
            }
        }
        // The first column, when it counts the rows.
        if let Some(at) =
            free.first().copied().filter(|at| *at == 0 && !self.has(event, "id") && self.named(0).is_none())
            && column(at).numbers == column(at).looked_at
            && is_plain(column(at).name())
        {
            self.found[at] = self.entry(at, Meaning::Id);
        }
        if !self.has("[event]", "participants") && !self.of_articles && self.has("[event]", "label") {
            let are_persons = |at: &usize| {
                let column = column(*at);
                let is_unknown = self.found[*at].is_none() && self.named(*at).is_none() && is_plain(column.name());
                is_unknown && column.is_of_persons()
            };
            if let Some(at) = free.iter().copied().find(are_persons) {
                self.found[at] = self.entry(at, Meaning::Participants);
            }
        }
        if self.is_nameless {
            let are_dates = |at: &usize| {
                let dates = &column(*at).dates;
                self.found[*at].is_none() && dates.count() == column(*at).values && dates.exact[0] > 0
            };
            let dates: Vec<usize> = free.iter().copied().filter(are_dates).collect();
            if let [only] = dates[..] {
                match self.date_entry(only, Meaning::Date, None) {
                    Ok(entry) => self.found[only] = entry,
                    Err(why) => self.remarks[only] = Some(why),
                }
            }
        }
        let title = if self.of_articles { "headline" } else { "label" };
        if !self.has(event, title) {
            self.title(event, title, &free);
        }
    }

    /// What the records are called, when no column is named so: the column of words that differ most, else what is known of
    /// each together. Codes are no words.
    fn title(&mut self, section: &'static str, key: &'static str, free: &[usize]) {
        // A short text on what it was about is what it may be called.
        let is_short_text = |entry: &Option<Entry>| entry.as_ref().is_some_and(|entry| entry.key == "summary");
        if let Some(at) = self.found.iter().position(is_short_text)
            && self.columns.all[at].length() <= 80
            && key == "label"
        {
            self.found[at] = Some(Entry { section, key, value: format!("{{{}}}", self.columns.all[at].path) });
            return;
        }
        let is_text = |at: &usize| {
            let column = &self.columns.all[*at];
            let has_words = |text: &String| text.contains(char::is_whitespace) || !text.is_ascii();
            let is_text = column.numbers == 0 && column.addresses == 0 && column.dates.count() * 4 < column.values;
            self.found[*at].is_none()
                && !matches!(meaning(column.name()), Some(Meaning::Id | Meaning::Role))
                && is_text
                && !column.is_list
                && column.examples.iter().any(has_words)
                && (6..=160).contains(&column.length())
                && column.different.len() * 2 >= column.values
        };
        let best = free.iter().copied().filter(is_text);
        let best = best.max_by_key(|at| (self.columns.all[*at].different.len(), std::cmp::Reverse(*at)));
        if let Some(at) = best {
            self.found[at] = Some(Entry { section, key, value: format!("{{{}}}", self.columns.all[at].path) });
            return;
        }
        let path_of = |key: &str| {
            let at = self.found.iter().position(|entry| entry.as_ref().is_some_and(|entry| entry.key == key))?;
            (self.columns.all[at].list.is_none()).then(|| self.columns.all[at].path.as_str())
        };
        if let Some(text) = path_of("text") {
            let speaker = path_of("speaker").map_or_else(String::new, |speaker| format!("[{{{speaker}}}: ]"));
            self.composed.push(Entry { section, key, value: format!("{speaker}{{{text} | cut 100}}") });
            return;
        }
        let mut value = String::new();
        for (key, before) in [("kind", ""), ("participants", ": "), ("place.name", ", ")] {
            match path_of(key) {
                Some(path) if value.is_empty() => value = format!("{{{path}}}"),
                Some(path) => {
                    let _ = write!(value, "[{before}{{{path}}}]");
                }
                None => {}
            }
        }
        if !value.is_empty() && !self.has(section, "summary") {
            self.composed.push(Entry { section, key, value });
        }
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
        let how = match form {
            Form::Table(b';') => "semicolons",
            Form::Table(b',') => "commas",
            Form::Table(b'\t') => "tabs",
            Form::Table(_) => "bars",
            Form::Json => "JSON",
            Form::Lines => "JSON a line",
            Form::Xml | Form::Debates | Form::Page => "XML",
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
            how: format!("{encoding}, {how}"),
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
        ProposedField {
            name: sanitise_line(&column.path).into_owned(),
            records: column.records,
            about: if is_date { self.about_dates(column) } else { self.about(column) },
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

    /// How many records have a column, how many values differ, and an example.
    fn about(&self, column: &Column) -> String {
        let differ = match column.different.len() {
            count if count == column.values && count > 1 => "all different".to_owned(),
            1 => "1 value".to_owned(),
            count => format!("{count} different"),
        };
        let examples: Vec<String> = column.examples.iter().take(2).map(|one| shortened(one)).collect();
        format!("{} of {}, {differ}     {}", column.records, self.columns.records, examples.join("; "))
    }

    fn about_dates(&self, column: &Column) -> String {
        let [days, months, years] = column.dates.exact;
        let mut exact: Vec<String> = Vec::new();
        for (count, word) in [(days, "day"), (months, "month"), (years, "year"), (column.dates.none, "not read")] {
            if count > 0 {
                exact.push(format!("{word} {count}"));
            }
        }
        let examples: Vec<String> = column.examples.iter().map(|one| shortened(one)).collect();
        format!("{} of {}: {}     {}", column.records, self.columns.records, exact.join(", "), examples.join("; "))
    }
}

/// Names for the columns of a table that has none, told by its first row: an address or a day stands in it.
fn names_of_nameless(body: &str, sign: u8) -> Vec<String> {
    let rows = readers::rows(body, sign, None, 1);
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
fn date_filter(column: &Column) -> std::result::Result<&'static str, &'static str> {
    let dates = &column.dates;
    if dates.count() * 2 < column.values || dates.count() == 0 {
        return Err(if dates.short * 2 > column.values {
            "the year has two digits: say which century, as in date = \"20{day | part '.' 3}-{day | part '.' 2}-{day | part '.' 1}\""
        } else {
            "most values are no dates that are known"
        });
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
        (0, 0, _) => Err("day and month can be either way round in every value"),
        (_, 0, _) => Ok(" | date dmy"),
        (0, _, _) => Ok(" | date mdy"),
        _ => Err("some values have the day first and some the month"),
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

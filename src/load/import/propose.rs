//! A map proposed for a file that no map knows: what its columns seem to mean, by their names in English and Russian and by
//! what stands in them. Each line says how many records have it, how many values differ, and one example, so that who reads
//! it can judge; what means nothing stands below as a remark.
//!
//! A date is never guessed: where day and month can be either way round in every value, the line is a remark.

use super::columns::{Column, Columns};
use super::fields::{Fields, Shape};
use super::readers::{Decoded, Form, Read_};
use super::{before_data, readers};
use crate::error::{Error, Result};
use crate::text::sanitise_line;
use std::fmt::Write as _;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;

/// What a column may mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    Id,
    Label,
    Date,
    End,
    DateText,
    Kind,
    Summary,
    Countries,
    Participants,
    Organizations,
    Place,
    Topics,
    Note,
    Url,
    Headline,
    Publisher,
    Published,
    Author,
    Body,
    Language,
    Quote,
    Speaker,
    Role,
    Articles,
    Latitude,
    Longitude,
}

/// The names by which columns are known, folded: whole names, and words at their head.
const NAMES: [(Meaning, &[&str], &[&str]); 26] = [
    (
        Meaning::End,
        &["end", "enddate", "dateend", "until", "finish", "датаокончания", "конец", "окончание", "датапо"],
        &[],
    ),
    (
        Meaning::Published,
        &[
            "published",
            "publishedat",
            "pubdate",
            "seendate",
            "datepublished",
            "publicationdate",
            "posted",
            "датапубликации",
            "опубликовано",
        ],
        &[],
    ),
    (Meaning::DateText, &["datetext", "displaydate", "dateasprinted"], &[]),
    (
        Meaning::Date,
        &[
            "date",
            "when",
            "day",
            "start",
            "startdate",
            "datestart",
            "begin",
            "begindate",
            "дата",
            "когда",
            "день",
            "датаначала",
            "начало",
        ],
        &["date", "day", "дата"],
    ),
    (Meaning::Headline, &["articletitle", "sourcetitle", "headline", "заголовокстатьи"], &[]),
    (Meaning::Id, &["id", "uid", "uuid", "guid", "key", "ид", "код"], &["id"]),
    (
        Meaning::Url,
        &["url", "link", "href", "website", "sourceurl", "articleurl", "ссылка", "адресстраницы", "источникссылка"],
        &["url", "link", "ссылка", "href"],
    ),
    (
        Meaning::Publisher,
        &["source", "publisher", "outlet", "media", "newspaper", "site", "domain", "источник", "издание", "сми"],
        &["publisher", "outlet", "издание"],
    ),
    (
        Meaning::Speaker,
        &["speaker", "saidby", "attributedto", "quotedby", "спикер", "ктосказал", "авторцитаты"],
        &["speaker", "спикер"],
    ),
    (
        Meaning::Quote,
        &[
            "quote",
            "quotes",
            "quotation",
            "quotations",
            "statement",
            "said",
            "whatwassaid",
            "цитата",
            "цитаты",
            "высказывание",
        ],
        &["quote", "quotation", "quotes", "quotations", "цитата"],
    ),
    (
        Meaning::Participants,
        &[
            "participants",
            "participant",
            "people",
            "persons",
            "person",
            "actors",
            "actor",
            "who",
            "keypeople",
            "attendees",
            "names",
            "delegates",
            "участники",
            "участник",
            "лица",
            "кто",
            "персоны",
            "действующиелица",
        ],
        &["participants", "people", "persons", "actors", "attendees", "actor", "delegates", "участники", "персоны"],
    ),
    (
        Meaning::Organizations,
        &[
            "organizations",
            "organisations",
            "organization",
            "organisation",
            "companies",
            "company",
            "организации",
            "организация",
            "компании",
        ],
        &["organizations", "organisations", "companies"],
    ),
    (
        Meaning::Countries,
        &["country", "countries", "nation", "nations", "страна", "страны"],
        &["country", "countries", "involved", "страна", "страны"],
    ),
    (
        Meaning::Place,
        &["place", "location", "where", "city", "venue", "town", "место", "город", "где", "локация"],
        &["place", "location", "city", "venue", "место", "город"],
    ),
    (
        Meaning::Topics,
        &["tags", "topics", "topic", "keywords", "themes", "theme", "теги", "темы", "тема", "ключевыеслова"],
        &["tags", "topics", "keywords", "themes", "теги"],
    ),
    (
        Meaning::Kind,
        &["type", "kind", "category", "class", "тип", "вид", "категория"],
        &["type", "kind", "category", "тип", "вид"],
    ),
    (Meaning::Author, &["author", "authors", "byline", "journalist", "автор", "авторы"], &["author", "byline"]),
    (Meaning::Language, &["language", "lang", "язык"], &["language", "lang"]),
    (Meaning::Role, &["role", "position", "jobtitle", "post", "роль", "должность"], &["role", "position", "должность"]),
    (Meaning::Body, &["body", "articlebody", "fulltext", "content", "articletext", "текстстатьи"], &["body"]),
    (
        Meaning::Summary,
        &[
            "summary",
            "description",
            "text",
            "details",
            "abstract",
            "desc",
            "описание",
            "содержание",
            "текст",
            "подробности",
            "кратко",
        ],
        &["summary", "description", "details", "описание", "abstract"],
    ),
    (
        Meaning::Note,
        &["note", "notes", "comment", "comments", "remark", "примечание", "комментарий"],
        &["notes", "comment", "comments", "примечание", "комментарий"],
    ),
    (
        Meaning::Label,
        &[
            "label",
            "title",
            "event",
            "name",
            "what",
            "subject",
            "событие",
            "название",
            "заголовок",
            "что",
            "наименование",
        ],
        &["title", "label", "name", "название", "событие", "заголовок"],
    ),
    (Meaning::Articles, &["articles", "sources", "references", "источники", "статьи"], &["articles", "sources"]),
    (Meaning::Latitude, &["latitude", "lat", "широта"], &["latitude", "lat"]),
    (Meaning::Longitude, &["longitude", "lon", "lng", "long", "долгота"], &["longitude", "lon", "lng"]),
];

/// What a name means: as a whole, else by the word at its head, which stands last in English and first in Russian.
fn meaning(name: &str) -> Option<Meaning> {
    let words = words_of(name);
    let whole: String = words.concat();
    let whole = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let whole = if whole.is_empty() { return None } else { whole };
    let exact = NAMES.iter().find(|(_, names, _)| names.contains(&whole));
    let plain = || {
        // `event_date` and `date_of_event` are the date; so is what has the event before or behind it.
        let rest: String = words
            .iter()
            .filter(|word| !matches!(word.as_str(), "event" | "events" | "the" | "of" | "события"))
            .cloned()
            .collect();
        NAMES.iter().find(|(_, names, _)| !rest.is_empty() && names.contains(&rest.as_str()))
    };
    let is_russian = !whole.is_ascii();
    let head = if is_russian {
        words.first()
    } else {
        words.iter().rfind(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let by_head = || {
        let published = ["published", "publication", "pub", "posted", "seen", "публикации"];
        let is_published = words.iter().any(|word| published.contains(&word.as_str()));
        let is_end = words.iter().any(|word| matches!(word.as_str(), "end" | "окончания"));
        let other =
            ["created", "updated", "modified", "accessed", "retrieved", "download", "crawled", "birth", "изменения"];
        if words.iter().any(|word| other.contains(&word.as_str())) {
            return None;
        }
        let found = NAMES.iter().find(|(_, _, heads)| head.is_some_and(|head| heads.contains(&head.as_str())))?;
        Some(match found.0 {
            Meaning::Date if is_published => Meaning::Published,
            Meaning::Date if is_end => Meaning::End,
            Meaning::Label if words.iter().any(|word| matches!(word.as_str(), "article" | "source")) => {
                Meaning::Headline
            }
            other => other,
        })
    };
    exact.or_else(plain).map(|(meaning, ..)| *meaning).or_else(by_head)
}

/// The words of a name: `eventDate`, `event_date` and `Event date` are two.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    let mut is_new = true;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            is_new = true;
            continue;
        }
        if is_new || (was_small && letter.is_uppercase()) {
            words.push(String::new());
        }
        is_new = false;
        was_small = letter.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

/// A line of the proposal.
struct Line {
    section: &'static str,
    key: &'static str,
    value: String,
    about: String,
}

/// What is proposed so far.
struct Proposal<'c> {
    columns: &'c Columns,
    lines: Vec<Line>,
    taken: Vec<bool>,
    /// Lines that may be, below.
    perhaps: Vec<String>,
    of_articles: bool,
}

/// A map for the records of an input; `open` gives its bytes, unpacked, each time from the beginning.
pub fn propose(name: &str, open: &dyn Fn() -> io::Result<Box<dyn Read>>) -> Result<String> {
    let cannot = |source: io::Error| Error::ReadInput { name: name.to_owned(), source };
    let mut beginning = Vec::new();
    open().and_then(|stream| stream.take(super::LOOK).read_to_end(&mut beginning)).map_err(cannot)?;
    let is_all = (beginning.len() as u64) < super::LOOK;
    let encoding = readers::encoding(&beginning);
    let text = encoding.decode(&beginning).0;
    let skipped = before_data(&text, super::built_in().iter());
    let body = text[skipped..].trim_start();
    let mut columns = Columns::default();
    let mut take = |read: Read_<'_>| {
        if let Read_::Record(found) = read {
            columns.add(found.record);
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
    match form {
        Form::Table(sign) => readers::read_table(decoded, sign, None, &[], &mut |_| Ok(()), &mut take)?,
        Form::Lines => readers::read_lines(BufReader::new(decoded), &mut take).map_err(cannot)?,
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
    let mut proposal = Proposal {
        taken: vec![false; columns.all.len()],
        columns: &columns,
        lines: Vec::new(),
        perhaps: Vec::new(),
        of_articles: false,
    };
    proposal.make();
    Ok(proposal.written(name, form, encoding.name(), list.as_deref()))
}

impl Proposal<'_> {
    fn make(&mut self) {
        self.of_articles = self.are_articles();
        let lists = self.columns.lists.clone();
        for list in &lists {
            self.list_of_objects(list);
        }
        self.dates();
        for at in 0..self.columns.all.len() {
            if !self.taken[at] && self.columns.all[at].list.is_none() {
                self.column(at);
            }
        }
        self.by_what_stands_there();
    }

    /// Whether the records are articles and no events: they have what articles have, and nothing of an event.
    fn are_articles(&self) -> bool {
        let has = |wanted: Meaning| {
            self.columns.all.iter().any(|column| column.list.is_none() && meaning(column.name()) == Some(wanted))
        };
        let of_event = [Meaning::Date, Meaning::Countries, Meaning::Participants, Meaning::Place, Meaning::Kind];
        (has(Meaning::Published) || has(Meaning::Body))
            && !of_event.into_iter().any(has)
            && self.columns.lists.is_empty()
    }

    fn has(&self, section: &str, key: &str) -> bool {
        self.lines.iter().any(|line| line.section == section && line.key == key)
    }

    fn push(&mut self, at: usize, section: &'static str, key: &'static str, value: String) {
        let about = self.about(&self.columns.all[at]);
        self.lines.push(Line { section, key, value, about });
        self.taken[at] = true;
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

    /// The fields of the items of a list: people, quotes, articles.
    fn list_of_objects(&mut self, list: &str) {
        let members: Vec<usize> =
            (0..self.columns.all.len()).filter(|at| self.columns.all[*at].list.as_deref() == Some(list)).collect();
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
            _ if has(&[Meaning::Role]) => Meaning::Participants,
            _ if has(&[Meaning::Url]) => Meaning::Articles,
            _ => return,
        };
        let section = match kind {
            Meaning::Quote => "[[event.quotes]]",
            Meaning::Participants => "[[event.participants]]",
            _ => "[[event.articles]]",
        };
        if self.has(section, "each") {
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
                (Meaning::Participants, Some(Meaning::Organizations)) => "organization",
                (Meaning::Participants, _) if matches!(lower.as_str(), "affiliation" | "org" | "body") => {
                    "organization"
                }
                (Meaning::Participants, Some(Meaning::Participants)) => "name",
                (Meaning::Articles, Some(Meaning::Url)) => "url",
                (Meaning::Articles, Some(Meaning::Label | Meaning::Headline)) => "headline",
                (Meaning::Articles, Some(Meaning::Publisher)) => "publisher",
                (Meaning::Articles, Some(Meaning::Author)) => "author",
                (Meaning::Articles | Meaning::Quote, Some(Meaning::Language)) => "language",
                (Meaning::Articles, Some(Meaning::Date | Meaning::Published)) => "datePublished",
                _ => continue,
            };
            if lines.iter().any(|(_, have, _)| *have == key) {
                continue;
            }
            let filter = match key {
                "country" => " | country".to_owned(),
                "datePublished" => match date_filter(&self.columns.all[*at]) {
                    Ok(filter) => filter,
                    Err(_) => continue,
                },
                _ => String::new(),
            };
            lines.push((*at, key, format!("{{{name}{filter}}}")));
        }
        let needed = match kind {
            Meaning::Quote => "text",
            Meaning::Participants => "name",
            _ => "url",
        };
        if !lines.iter().any(|(_, key, _)| *key == needed) && kind != Meaning::Articles {
            return;
        }
        self.lines.push(Line { section, key: "each", value: format!("{{{list}}}"), about: String::new() });
        for (at, key, value) in lines {
            self.push(at, section, key, value);
        }
    }

    /// The dates of the records: when it was, until when, and when it was published.
    fn dates(&mut self) {
        let own = |at: &usize| self.columns.all[*at].list.is_none();
        let candidates: Vec<usize> = (0..self.columns.all.len()).filter(own).collect();
        for (wanted, section, key) in [
            (Meaning::Date, "[event]", "date"),
            (Meaning::End, "[event]", "end"),
            (Meaning::Published, "[[event.articles]]", "datePublished"),
        ] {
            let (section, key) = match (self.of_articles, wanted) {
                (true, Meaning::End) => continue,
                (true, _) => ("[article]", "datePublished"),
                _ => (section, key),
            };
            if self.has(section, key) {
                continue;
            }
            let named = candidates.iter().copied().filter(|at| !self.taken[*at]);
            let named: Vec<usize> = named.filter(|at| self.meaning_of(*at) == Some(wanted)).collect();
            for at in named {
                let column = &self.columns.all[at];
                if column.values == 0 {
                    continue;
                }
                match date_filter(column) {
                    Ok(filter) if !self.has(section, key) => {
                        let value = format!("{{{}{filter}}}", column.path);
                        let about = self.about_dates(column);
                        self.lines.push(Line { section, key, value, about });
                        self.taken[at] = true;
                    }
                    Ok(_) => {}
                    Err(why) => {
                        let about = self.about(column);
                        self.perhaps.push(format!("# {key} = \"{{{} | date …}}\"   {why}: {about}", column.path));
                        self.taken[at] = true;
                    }
                }
            }
        }
        // A start and an end are one date.
        if let Some(end) = self.lines.iter().position(|line| line.key == "end") {
            let end = self.lines.remove(end);
            match self.lines.iter_mut().find(|line| line.section == "[event]" && line.key == "date") {
                Some(date) => {
                    let _ = write!(date.value, "[/{}]", end.value);
                    let _ = write!(date.about, "; until {}", end.about);
                }
                None => self.lines.push(Line { key: "date", ..end }),
            }
        }
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

    /// What a column means by its name, and by what lies around it.
    fn meaning_of(&self, at: usize) -> Option<Meaning> {
        let column = &self.columns.all[at];
        let found = meaning(column.name());
        let Some((around, _)) = column.path.rsplit_once('.') else { return found };
        let around = around.rsplit('.').next().unwrap_or(around);
        let words = words_of(around);
        let is_article = words.iter().any(|word| matches!(word.as_str(), "article" | "source" | "publication"));
        let is_place = matches!(meaning(around), Some(Meaning::Place));
        match found {
            Some(Meaning::Label) if is_article => Some(Meaning::Headline),
            Some(Meaning::Date) if is_article => Some(Meaning::Published),
            Some(Meaning::Label) if is_place => Some(Meaning::Place),
            None if is_article && words_of(column.name()).concat() == "name" => Some(Meaning::Publisher),
            other => other,
        }
    }

    /// One column by its name; what stands in it must fit.
    fn column(&mut self, at: usize) {
        let column = &self.columns.all[at];
        if column.values == 0 {
            return;
        }
        let path = column.path.clone();
        let Some(found) = self.meaning_of(at) else { return };
        let is_short = column.length() <= 120;
        let in_place = path.rsplit_once('.').is_some_and(|(around, _)| {
            matches!(meaning(around.rsplit('.').next().unwrap_or(around)), Some(Meaning::Place))
        });
        let several = |names: bool| separator(column, names);
        let event = if self.of_articles { "[article]" } else { "[event]" };
        let article = if self.of_articles { "[article]" } else { "[[event.articles]]" };
        let (section, key, value) = match found {
            Meaning::Id if column.different.len() == column.values && column.records == self.columns.records => {
                (event, "id", format!("{{{path}}}"))
            }
            Meaning::Label if self.of_articles => (event, "headline", format!("{{{path}}}")),
            Meaning::Label if column.numbers * 2 < column.looked_at => (event, "label", format!("{{{path}}}")),
            Meaning::Kind if is_short && !self.of_articles => (event, "kind", format!("{{{path} | lower}}")),
            Meaning::Summary if self.of_articles => (event, "abstract", format!("{{{path} | html}}")),
            Meaning::Body if self.of_articles => (event, "articleBody", format!("{{{path} | html}}")),
            Meaning::Summary | Meaning::Body => (event, "summary", format!("{{{path}}}")),
            Meaning::Countries if in_place && column.countries * 2 >= column.parts => {
                (event, "place.country", format!("{{{path} | country}}"))
            }
            Meaning::Countries if !self.of_articles && column.countries * 2 >= column.parts.max(1) => {
                (event, "countries", format!("{{{path}{}}}", country_filter(column)))
            }
            Meaning::Participants | Meaning::Organizations if !self.of_articles && is_short => {
                (event, "participants", format!("{{{path}{}}}", several(true)))
            }
            Meaning::Place if is_short && !self.of_articles => (event, "place.name", format!("{{{path}}}")),
            Meaning::Topics if is_short && !self.of_articles => {
                (event, "topics", format!("{{{path}{}}}", several(false)))
            }
            Meaning::DateText if !self.of_articles => (event, "dateText", format!("{{{path}}}")),
            Meaning::Note if !self.of_articles => (event, "note", format!("{{{path}}}")),
            Meaning::Url | Meaning::Publisher if column.addresses * 2 >= column.looked_at => {
                (article, "url", format!("{{{path}}}"))
            }
            Meaning::Publisher if is_short => (article, "publisher", format!("{{{path}}}")),
            Meaning::Headline => (article, "headline", format!("{{{path}}}")),
            Meaning::Author if is_short => (article, "author", format!("{{{path}{}}}", several(true))),
            Meaning::Language if column.length() < 20 => (article, "language", format!("{{{path} | language}}")),
            Meaning::Quote if !self.of_articles => ("[[event.quotes]]", "text", format!("{{{path}}}")),
            Meaning::Speaker if !self.of_articles && is_short => ("[[event.quotes]]", "speaker", format!("{{{path}}}")),
            Meaning::Latitude | Meaning::Longitude if has_coordinates() && column.numbers == column.looked_at => {
                let key = if found == Meaning::Latitude { "place.latitude" } else { "place.longitude" };
                (event, key, format!("{{{path}}}"))
            }
            _ => return,
        };
        if key == "participants" && self.has(section, key) {
            // Several columns of people are one list.
            let about = self.about(&self.columns.all[at]);
            if let Some(line) = self.lines.iter_mut().find(|line| line.section == section && line.key == key) {
                line.value.push('\n');
                line.value.push_str(&value);
                let _ = write!(line.about, "; {about}");
            }
            self.taken[at] = true;
            return;
        }
        let is_there = self.has(section, key) || (section == "[[event.quotes]]" && self.has(section, "each"));
        if !is_there {
            self.push(at, section, key, value);
        }
    }

    /// Columns whose names say nothing, by what stands in them: only what can be nothing else.
    fn by_what_stands_there(&mut self) {
        let (event, article) =
            if self.of_articles { ("[article]", "[article]") } else { ("[event]", "[[event.articles]]") };
        let free: Vec<usize> = (0..self.columns.all.len())
            .filter(|at| !self.taken[*at] && self.columns.all[*at].list.is_none() && self.columns.all[*at].values > 0)
            .collect();
        let addresses: Vec<usize> = free
            .iter()
            .copied()
            .filter(|at| {
                let column = &self.columns.all[*at];
                column.addresses == column.looked_at && column.looked_at > 0
            })
            .collect();
        if let ([only], false) = (&addresses[..], self.has(article, "url") || self.has(article, "each")) {
            let path = self.columns.all[*only].path.clone();
            self.push(*only, article, "url", format!("{{{path}}}"));
        }
        if !self.has("[event]", "countries") && !self.of_articles {
            let known = free.iter().copied().filter(|at| !self.taken[*at]).find(|at| {
                let column = &self.columns.all[*at];
                column.countries == column.parts && column.parts > 1 && column.length() > 3 && column.numbers == 0
            });
            if let Some(at) = known {
                let column = &self.columns.all[at];
                let value = format!("{{{}{}}}", column.path, country_filter(column));
                self.push(at, "[event]", "countries", value);
            }
        }
        let title = if self.of_articles { "headline" } else { "label" };
        if !self.has(event, title) {
            let texts = free.iter().copied().filter(|at| !self.taken[*at]);
            let best = texts.filter(|at| {
                let column = &self.columns.all[*at];
                let is_text = column.numbers == 0 && column.addresses == 0 && column.dates.count() == 0;
                is_text && !column.is_list && (12..=160).contains(&column.length())
            });
            let best = best.max_by_key(|at| (self.columns.all[*at].different.len(), std::cmp::Reverse(*at)));
            if let Some(at) = best {
                let path = self.columns.all[at].path.clone();
                self.push(at, event, title, format!("{{{path}}}"));
            }
        }
    }

    fn written(&self, name: &str, form: Form, encoding: &str, list: Option<&str>) -> String {
        let shown = sanitise_line(name);
        let file = shown.rsplit('/').next().unwrap_or(&shown);
        let how = match form {
            Form::Table(b';') => "semicolons".to_owned(),
            Form::Table(b',') => "commas".to_owned(),
            Form::Table(b'\t') => "tabs".to_owned(),
            Form::Table(_) => "bars".to_owned(),
            Form::Json => "JSON".to_owned(),
            Form::Lines => "JSON a line".to_owned(),
        };
        let mut text = String::new();
        let _ = writeln!(
            text,
            "# Proposed for {file}: {} rows, {} columns; {encoding}, {how}. Change it, then",
            self.columns.records,
            self.columns.all.len()
        );
        let _ = writeln!(text, "#   oreline --map ./this.toml {file}            opens it");
        let _ = writeln!(text, "#   oreline convert --map ./this.toml {file}    writes it as JSONL");
        let _ = writeln!(text, "oreline-map = 1");
        let mut read: Vec<String> = Vec::new();
        if !encoding.eq_ignore_ascii_case("utf-8") {
            read.push(format!("encoding = \"{}\"", encoding.to_lowercase()));
        }
        if let Form::Table(sign) = form
            && sign != b','
        {
            read.push(format!("delimiter = {}", serde_json::Value::from(char::from(sign).to_string())));
        }
        read.extend(list.map(|list| format!("records = {}", serde_json::Value::from(list))));
        if !read.is_empty() {
            let _ = writeln!(text, "\n[read]\n{}", read.join("\n"));
        }
        for section in ["[event]", "[[event.participants]]", "[[event.quotes]]", "[article]", "[[event.articles]]"] {
            let lines: Vec<&Line> = self.lines.iter().filter(|line| line.section == section).collect();
            let says_something = lines
                .iter()
                .any(|line| !matches!(line.key, "each" | "language" | "author" | "datePublished" | "speaker"));
            if lines.is_empty() || !says_something {
                continue;
            }
            let _ = writeln!(text, "\n{section}");
            for line in lines {
                let values: Vec<String> =
                    line.value.split('\n').map(|value| serde_json::Value::from(value).to_string()).collect();
                let value = if values.len() == 1 { values.concat() } else { format!("[{}]", values.join(", ")) };
                let entry = format!("{} = {value}", line.key);
                if line.about.is_empty() {
                    let _ = writeln!(text, "{entry}");
                } else {
                    let _ = writeln!(text, "{entry:<42} # {}", line.about);
                }
            }
        }
        let unmapped: Vec<&Column> =
            (0..self.taken.len()).filter(|at| !self.taken[*at]).map(|at| &self.columns.all[at]).collect();
        if !self.perhaps.is_empty() {
            let _ = writeln!(text, "\n# To be decided:");
            self.perhaps.iter().for_each(|line| {
                let _ = writeln!(text, "{line}");
            });
        }
        if unmapped.is_empty() {
            let _ = writeln!(text, "\n# Not mapped: nothing.");
        } else {
            let _ = writeln!(text, "\n# Not mapped:");
            for column in unmapped {
                let _ = writeln!(text, "#   {}: {}", sanitise_line(&column.path), self.about(column));
            }
        }
        text
    }
}

/// Whether the format has places by their coordinates.
fn has_coordinates() -> bool {
    let place = Fields::of_record("event").and_then(|event| event.shape("place"));
    matches!(place, Some(Shape::Object(place)) if place.shape("latitude").is_some())
}

/// The filter that reads a column of dates, or why there is none.
fn date_filter(column: &Column) -> std::result::Result<String, &'static str> {
    let dates = &column.dates;
    if dates.count() * 10 < column.values * 8 || dates.count() == 0 {
        return Err("most values are no dates that are known");
    }
    if dates.seconds * 10 >= column.values * 9 {
        return Ok(" | date unix".to_owned());
    }
    if dates.thousandths * 10 >= column.values * 9 {
        return Ok(" | date unix-ms".to_owned());
    }
    match (dates.day_first, dates.month_first, dates.either) {
        (0, 0, 0) => Ok(" | date".to_owned()),
        (0, 0, either) if dates.dotted == either => Ok(" | date dmy".to_owned()),
        (0, 0, _) => Err("day and month can be either way round in every value"),
        (_, 0, _) => Ok(" | date dmy".to_owned()),
        (0, _, _) => Ok(" | date mdy".to_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_mean() {
        for (name, expected) in [
            ("event_name", Some(Meaning::Label)),
            ("Event Name", Some(Meaning::Label)),
            ("eventDate", Some(Meaning::Date)),
            ("date_of_event", Some(Meaning::Date)),
            ("Дата события", Some(Meaning::Date)),
            ("Название", Some(Meaning::Label)),
            ("countries_involved", Some(Meaning::Countries)),
            ("key_people", Some(Meaning::Participants)),
            ("actor1", Some(Meaning::Participants)),
            ("attributed_to", Some(Meaning::Speaker)),
            ("source_url", Some(Meaning::Url)),
            ("publishedAt", Some(Meaning::Published)),
            ("publication_date", Some(Meaning::Published)),
            ("end_date", Some(Meaning::End)),
            ("created_date", None),
            ("updated_at", None),
            ("what_was_said", Some(Meaning::Quote)),
            ("when", Some(Meaning::Date)),
            ("1", None),
            ("", None),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}

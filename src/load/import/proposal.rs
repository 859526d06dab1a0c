//! A map on its way: what each field of a foreign file is to become, which may be changed, and the map that says so.
//!
//! How it is found what a field seems to mean is in `propose`; how the proposal is shown is not known here.

use super::apply::Mapper;
use super::map::Map;
use super::value::Value;
use crate::catalogue::{Known, Layout, Ui, Undecided, Unmapped};
use crate::error::Result;
use crate::text::sanitise_line;
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::sync::Arc;

/// A map that is proposed for a file, and may be changed field by field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The file without its folders, sanitised.
    pub file: String,
    /// How many records were looked at.
    pub records: usize,
    /// How the file is written: its encoding, and what divides its values.
    pub how: Layout,
    /// The fields of the file, in its order.
    pub fields: Vec<ProposedField>,
    /// What the map says of how the file is read.
    pub(super) reading: Vec<String>,
    /// What the map says of how such files are recognised.
    pub(super) matching: String,
    /// The lists of objects that become people, quotes and articles of an event: the section, and the path.
    pub(super) lists: Vec<(&'static str, String)>,
    /// What is made of several fields.
    pub(super) composed: Vec<Entry>,
    /// The first records.
    pub(super) samples: Arc<Vec<Value<'static>>>,
}

/// A field of the file, and what it is to become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedField {
    /// Its name, with those around it; sanitised.
    pub name: String,
    /// Records that have it.
    pub records: usize,
    /// How many of them have it, and how many values differ.
    pub known: Known,
    /// Examples as the written map has them.
    pub(super) shortened: String,
    /// Some of its values, sanitised.
    pub examples: Vec<String>,
    /// What is to be decided about it.
    pub remark: Option<Undecided>,
    /// What it may become, the likeliest first.
    pub(super) choices: Vec<Entry>,
    pub(super) chosen: Option<usize>,
    /// The field that has taken its meaning, for as long as that one has it.
    pub(super) yields_to: Option<usize>,
    /// Whether the first choice was proposed.
    pub(super) is_proposed: bool,
}

/// A line of the map: where it stands, and what is on its left and right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub section: &'static str,
    pub key: &'static str,
    pub value: String,
}

/// A record as it would be.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sample {
    /// Its date as the format writes it; empty without one.
    pub date: String,
    /// Its title.
    pub title: String,
    /// What else is known of it, a line each.
    pub lines: Vec<String>,
    /// What of it cannot be read.
    pub faults: Vec<Unmapped>,
}

/// A line of the written map: its key, its values, and what is said of them.
type Written = (&'static str, Vec<String>, String);

/// The sections of a map, in their order.
const SECTIONS: [&str; 6] =
    ["[event]", "[[event.participants]]", "[[event.quotes]]", "[article]", "[[event.articles]]", ""];

/// Keys that several fields may fill.
const SHARED: [&str; 4] = ["participants", "countries", "topics", "author"];

/// Keys that say nothing by themselves.
const AIDS: [&str; 5] = ["each", "language", "author", "datePublished", "speaker"];

impl Entry {
    /// What a reader of news calls it.
    fn words(&self, ui: Ui) -> &'static str {
        let is_source = self.section == "[[event.articles]]";
        match (self.section, self.key) {
            ("[[event.participants]]", "name") => ui.becomes_who_took_part(),
            ("[[event.participants]]", "country") => ui.becomes_their_country(),
            ("[[event.participants]]", _) if self.key == "role" => ui.becomes_role(),
            ("[[event.participants]]", _) => ui.becomes_organisation(),
            ("[[event.quotes]]", "text") => ui.becomes_quote(),
            ("[[event.quotes]]", "speaker") => ui.becomes_who_said_it(),
            (_, "date") if self.value.contains("| date dmy") => ui.becomes_date_day_first(),
            (_, "date") if self.value.contains("| date mdy") => ui.becomes_date_month_first(),
            (_, "date") => ui.becomes_date(),
            (_, "end") => ui.becomes_last_day(),
            (_, "dateText") => ui.becomes_date_in_words(),
            (_, "label") => ui.becomes_title(),
            (_, "headline") if is_source => ui.becomes_source_headline(),
            (_, "headline") => ui.becomes_headline(),
            (_, "summary" | "abstract") => ui.becomes_summary(),
            (_, "articleBody") => ui.becomes_article_text(),
            (_, "kind") => ui.becomes_kind(),
            (_, "countries") => ui.becomes_countries(),
            (_, "participants") => ui.becomes_who_took_part(),
            (_, "place.name") => ui.becomes_place(),
            (_, "place.country") => ui.becomes_its_country(),
            (_, "place.latitude") => ui.becomes_latitude(),
            (_, "place.longitude") => ui.becomes_longitude(),
            (_, "topics") => ui.becomes_topics(),
            (_, "outcomes") => ui.becomes_outcomes(),
            (_, "note") => ui.becomes_note(),
            (_, "id") => ui.becomes_id(),
            (_, "url") => ui.becomes_source_address(),
            (_, "publisher") => ui.becomes_publisher(),
            (_, "datePublished") => ui.becomes_published(),
            (_, "author") => ui.becomes_author(),
            (_, "language") => ui.becomes_language(),
            _ => self.key,
        }
    }

    /// The path of its value: what stands before the first filter.
    fn path(&self) -> &str {
        let inside = self.value.trim_start_matches('{').trim_end_matches('}');
        inside.split(" | ").next().unwrap_or(inside)
    }
}

impl ProposedField {
    /// The line of the map that reads it.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.wanted().filter(|_| self.yields_to.is_none())
    }

    /// The line of the map that would read it if no other field had its meaning.
    fn wanted(&self) -> Option<&Entry> {
        self.chosen.and_then(|at| self.choices.get(at))
    }

    /// Goes to the next of its choices; none is one of them.
    fn turn(&mut self) {
        let count = self.choices.len();
        self.chosen = match self.chosen {
            _ if count == 0 => None,
            // None stands behind what was proposed, and behind all where nothing was.
            Some(0) if self.is_proposed => None,
            None if self.is_proposed => Some(1 % count),
            None => Some(0),
            Some(at) if self.is_proposed => Some((at + 1) % count),
            Some(at) => Some(at + 1).filter(|at| *at < count),
        };
    }

    /// What is known of it with examples, as the written map says it.
    fn about(&self, ui: Ui) -> String {
        format!("{}     {}", ui.say(&self.known), self.shortened)
    }

    /// What it becomes, in words; `None` when it is not read.
    pub fn becomes(&self, ui: Ui) -> Option<&'static str> {
        self.entry().map(|entry| entry.words(ui))
    }
}

impl Proposal {
    /// Gives a field its next meaning: first none, then the others that what stands in it allows. Another field that had
    /// that meaning alone yields it, until this one goes on to another; one that has yielded takes it back first.
    pub fn choose_next(&mut self, field: usize) {
        let Some(one) = self.fields.get_mut(field) else { return };
        if one.yields_to.take().is_none() {
            one.turn();
        }
        for other in &mut self.fields {
            other.yields_to = other.yields_to.filter(|to| *to != field);
        }
        let Some(taken) = self.fields[field].wanted().cloned().filter(|entry| !SHARED.contains(&entry.key)) else {
            return;
        };
        for (at, other) in self.fields.iter_mut().enumerate() {
            if at != field
                && other.entry().is_some_and(|entry| entry.section == taken.section && entry.key == taken.key)
            {
                other.yields_to = Some(field);
            }
        }
    }

    /// How many fields become something.
    pub fn read_count(&self) -> usize {
        self.fields.iter().filter(|field| field.entry().is_some()).count()
    }

    /// The map with remarks, as a page that may be saved and changed.
    pub fn text(&self, ui: Ui) -> String {
        let file = self.file.as_str();
        let mut text = format!(
            "# {}\n\
             #   oreline --map ./this.toml {file}            {}\n\
             #   oreline convert --map ./this.toml {file}    {}\n\
             oreline-map = 1\n",
            ui.map_proposed(file, self.records, self.fields.len(), &self.how),
            ui.map_opens(),
            ui.map_converts(),
        );
        if !self.reading.is_empty() {
            let _ = writeln!(text, "\n[read]\n{}", self.reading.join("\n"));
        }
        for (section, entries) in self.sections(ui) {
            let _ = writeln!(text, "\n{section}");
            for (key, values, about) in entries {
                let written: Vec<String> = values.iter().map(|value| Json::from(value.as_str()).to_string()).collect();
                let value = if written.len() == 1 { written.concat() } else { format!("[{}]", written.join(", ")) };
                let entry = format!("{key} = {value}");
                let _ =
                    if about.is_empty() { writeln!(text, "{entry}") } else { writeln!(text, "{entry:<42} # {about}") };
            }
        }
        let undecided = self.fields.iter().filter(|field| field.entry().is_none());
        let undecided: Vec<_> = undecided.filter_map(|field| Some((field, field.remark?))).collect();
        if !undecided.is_empty() {
            let _ = writeln!(text, "\n# {}", ui.map_undecided());
            for (field, why) in &undecided {
                let why = ui.say(why);
                let _ = writeln!(text, "# date = \"{{{} | date …}}\"   {why}: {}", field.name, field.about(ui));
            }
        }
        let left = self.fields.iter().filter(|field| field.entry().is_none() && field.remark.is_none());
        let left: Vec<String> = left.map(|field| format!("#   {}: {}\n", field.name, field.about(ui))).collect();
        if left.is_empty() {
            let _ = writeln!(text, "\n# {}", ui.map_leaves_nothing());
        } else {
            let _ = write!(text, "\n# {}\n{}", ui.map_leaves(), left.concat());
        }
        text
    }

    /// The map as it is kept in the user's folder: files that look so are read with it unasked.
    pub fn text_to_keep(&self, ui: Ui) -> String {
        self.text(ui).replacen("oreline-map = 1\n", &format!("oreline-map = 1\n\n{}", self.matching), 1)
    }

    /// The map in one line, as it may be given on a command line.
    pub fn line(&self) -> String {
        let mut entries: Vec<String> = Vec::new();
        // What is found without being said stays unsaid.
        entries.extend(self.reading.iter().filter_map(|line| {
            let list = line.strip_prefix("records = ")?;
            Some(format!("read.records={}", list.trim_matches('"')))
        }));
        let columns = self.reading.iter().find_map(|line| line.strip_prefix("columns = "));
        let columns: Vec<String> = columns.and_then(|list| serde_json::from_str(list).ok()).unwrap_or_default();
        entries.extend(columns.iter().map(|name| format!("read.columns={name}")));
        for (section, lines) in self.sections(Ui::ENGLISH) {
            let path = section.trim_matches(['[', ']']);
            let prefix = path.strip_prefix("event").map_or_else(
                || format!("{path}."),
                |rest| rest.strip_prefix('.').map_or_else(String::new, |inner| format!("{inner}.")),
            );
            for (key, values, _) in lines {
                entries.extend(values.iter().map(|value| format!("{prefix}{key}={value}")));
            }
        }
        entries.join("; ")
    }

    /// The map itself, with the words by which it may be asked for.
    pub fn map(&self) -> Result<(String, Arc<Map>)> {
        let line = self.line();
        // A name with a semicolon or a brace in it cannot stand in one line.
        let mut map =
            Map::of_line(&line).or_else(|_| Map::parse("the proposed map", &self.text(Ui::ENGLISH), false))?;
        // Nobody typed `--map`: it is read as shown, and a remark is of a line of the map shown.
        for name in [&mut map.name, &mut map.title] {
            "shown".clone_into(name);
        }
        Ok((line, Arc::new(map)))
    }

    /// The first records as the map would make them.
    pub fn preview(&self) -> Vec<Sample> {
        let Ok(map) = Map::parse("the proposed map", &self.text(Ui::ENGLISH), false) else { return Vec::new() };
        let mut mapper = Mapper::new(&map);
        let mut samples = Vec::new();
        for (at, record) in self.samples.iter().enumerate() {
            let (mut out, mut troubles) = (Vec::new(), Vec::new());
            if mapper.add(record, &Value::Null, at + 1, &mut out, &mut troubles).is_err() {
                continue;
            }
            let records = out.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
            let mut sample = records.map(|record: Json| sample_of(&record)).next().unwrap_or_default();
            sample.faults.extend(troubles.into_iter().map(|trouble| trouble.reason));
            samples.push(sample);
        }
        samples
    }

    /// The lines of each section: key, values, and what is said of them.
    fn sections(&self, ui: Ui) -> Vec<(&'static str, Vec<Written>)> {
        let mut sections = Vec::new();
        for section in SECTIONS {
            let mut lines: Vec<Written> = Vec::new();
            let chosen = self.fields.iter().filter_map(|field| Some((field.entry()?, field.about(ui))));
            let chosen = chosen.chain(self.composed.iter().map(|entry| (entry, String::new())));
            for (entry, about) in chosen.filter(|(entry, _)| entry.section == section) {
                match lines.iter_mut().find(|(key, ..)| *key == entry.key) {
                    Some((_, values, said)) => {
                        values.push(entry.value.clone());
                        let _ = write!(said, "; {about}");
                    }
                    None => lines.push((entry.key, vec![entry.value.clone()], about)),
                }
            }
            // A start and an end are one date.
            if let Some(end) = lines.iter().position(|(key, ..)| *key == "end") {
                let (_, end, about_end) = lines.remove(end);
                match lines.iter_mut().find(|(key, ..)| *key == "date") {
                    Some((_, values, about)) => {
                        for value in values {
                            let _ = write!(value, "[/{}]", end.concat());
                        }
                        let _ = write!(about, "; {}", ui.map_until(&about_end));
                    }
                    None => lines.push(("date", end, about_end)),
                }
            }
            // When it was comes first.
            lines.sort_by_key(|(key, ..)| !matches!(*key, "date" | "datePublished"));
            let is_list_of = self.lists.iter().find(|(of, _)| *of == section);
            if lines.is_empty() || lines.iter().all(|(key, ..)| AIDS.contains(key)) {
                continue;
            }
            if let Some((_, list)) = is_list_of {
                lines.insert(0, ("each", vec![format!("{{{list}}}")], String::new()));
            }
            sections.push((section, lines));
        }
        sections
    }

    /// The paths that are read, for recognising such a file.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.fields.iter().filter_map(|field| field.entry()).map(Entry::path).collect()
    }
}

/// What is shown of a record that a map has made.
fn sample_of(record: &Json) -> Sample {
    let text = |value: &Json| -> String {
        match value {
            Json::String(text) => sanitise_line(text).into_owned(),
            Json::Object(fields) => {
                let named = ["name", "headline", "url", "code"].into_iter().find_map(|key| fields.get(key)?.as_str());
                sanitise_line(named.unwrap_or_default()).into_owned()
            }
            Json::Number(number) => number.to_string(),
            _ => String::new(),
        }
    };
    let all = |value: &Json| -> String {
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        items.iter().map(text).filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let first =
        |keys: &[&str]| keys.iter().map(|key| text(&record[key])).find(|one| !one.is_empty()).unwrap_or_default();
    let mut lines = Vec::new();
    let known = [all(&record["kind"]), all(&record["place"]), all(&record["countries"]), all(&record["participants"])];
    lines.push(known.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · "));
    for quote in record["quotes"].as_array().into_iter().flatten().take(1) {
        let speaker = text(&quote["speaker"]);
        let speaker = if speaker.is_empty() { speaker } else { format!("{speaker}: ") };
        lines.push(format!("{speaker}{}", text(&quote["text"])));
    }
    let sources = if record["record"] == "article" {
        [all(&record["publisher"]), all(&record["url"])].join(" ")
    } else {
        let of_source = |article: &Json| {
            let parts = [text(&article["publisher"]), text(&article["headline"]), text(&article["url"])];
            parts.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ")
        };
        record["articles"].as_array().into_iter().flatten().map(of_source).collect::<Vec<_>>().join("; ")
    };
    lines.push(sources.trim().to_owned());
    lines.push(first(&["summary", "abstract", "articleBody", "note"]));
    lines.retain(|line| !line.trim().is_empty());
    let (date, title) = (first(&["date", "dateText", "datePublished"]), first(&["label", "headline", "url"]));
    Sample { date, title, lines, faults: Vec::new() }
}

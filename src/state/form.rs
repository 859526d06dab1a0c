//! The form of the file of the state: one JSON object, of which only what a change touches is changed.
//!
//! Whatever a newer version has added, to the whole, to a record or to a view, stays where it is; what cannot be
//! understood is passed over and written again as it was. Where the file stands is not known here.
//!
//! ```json
//! {
//!   "oreline-state": 1,
//!   "records": [{"record": "event", "id": "…", "data": "…", "title": "…", "bookmark": true, "note": "…"}],
//!   "views": [{"name": "…", "query": "country:KZ", "view": "events", "order": "newest", "lang": "en",
//!              "people": "count", "facet": "countries", "values": "count", "mode": "any"}],
//!   "places": [{"data": "…", "query": "country:KZ", "view": "events", "record": "…"}],
//!   "panes": [{"data": "…", "arrangement": "stacked", "size": "all", "turned": "events quotes"}],
//!   "mouse": true
//! }
//! ```

use super::{Change, Kept, LastPlace, MOST_LEFT, Mark, Panes, RecordKey, RecordKind, SavedView, note_of_both};
use crate::catalogue::{Finding, Unparsed};
use crate::text::sanitise_line;
use serde_json::{Map, Value, json};

/// The field that says what the file is, with the version of its form.
const VERSION_FIELD: &str = "oreline-state";
const VERSION: u64 = 1;

/// Fields that say which record is meant, and what it was called: alone they say nothing.
const IDENTITY: [&str; 4] = ["record", "id", "data", "title"];

/// The content of the file.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Form {
    root: Map<String, Value>,
}

impl Default for Form {
    fn default() -> Form {
        Form { root: Map::from_iter([(VERSION_FIELD.to_owned(), VERSION.into())]) }
    }
}

impl Form {
    /// Reads a file; what is wrong with it otherwise. An empty file is a new one.
    pub fn parse(bytes: &[u8]) -> Result<Form, Finding> {
        if bytes.trim_ascii().is_empty() {
            return Ok(Form::default());
        }
        let root: Map<String, Value> =
            serde_json::from_slice(bytes).map_err(|error| Finding::Parser { why: Unparsed::of(&error.to_string()) })?;
        if !root.get(VERSION_FIELD).is_some_and(Value::is_number) {
            return Err(Finding::NoNumberIn { field: VERSION_FIELD.to_owned() });
        }
        for list in ["records", "views", "places", "panes"] {
            if root.get(list).is_some_and(|value| !value.is_array()) {
                return Err(Finding::FieldNoList { field: list.to_owned() });
            }
        }
        Ok(Form { root })
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        // A map of values has nothing in it that JSON has not.
        let mut bytes = serde_json::to_vec_pretty(&self.root).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// What it says. Texts are made safe, whoever wrote them.
    pub fn kept(&self) -> Kept {
        let mut kept = Kept::default();
        for record in self.list("records") {
            let Some(key) = key(record) else { continue };
            let Mark { title, bookmark, note } = mark(record);
            // Of two entries of one record both hold.
            if bookmark {
                kept.apply(&Change::Bookmark { key: key.clone(), title: title.clone(), on: true });
            }
            if !note.is_empty() {
                kept.apply(&Change::Note { key, title, text: note, was: None });
            }
        }
        for view in self.list("views") {
            let name = word(view, "name");
            if !name.is_empty() {
                kept.apply(&Change::View { name, view: Some(Box::new(saved_view(view))) });
            }
        }
        for place in self.list("places") {
            let data = word(place, "data");
            if !data.is_empty() {
                kept.apply(&Change::LastPlace { data, place: Some(Box::new(self::place(place))) });
            }
        }
        for entry in self.list("panes") {
            let data = word(entry, "data");
            if !data.is_empty() {
                let panes = Panes {
                    arrangement: word(entry, "arrangement"),
                    size: word(entry, "size"),
                    turned: word(entry, "turned"),
                };
                kept.apply(&Change::Panes { data, panes: Some(Box::new(panes)) });
            }
        }
        kept.apply(&Change::Mouse(self.root.get("mouse").and_then(Value::as_bool).unwrap_or(false)));
        kept
    }

    /// Makes a change.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Bookmark { key, title, on } => self.set(key, title, "bookmark", on.then(|| true.into())),
            Change::Note { key, title, text, was } => {
                let text = note_of_both(&self.note(key), was.as_deref(), text);
                self.set(key, title, "note", Some(text).filter(|text| !text.is_empty()).map(Value::from));
            }
            Change::Move { key, data } => self.move_mark(key, data),
            Change::LastPlace { data, place } => self.set_place(data, place.as_deref()),
            Change::Panes { data, panes } => self.set_panes(data, panes.as_deref()),
            Change::Mouse(on) => drop(self.root.insert("mouse".to_owned(), (*on).into())),
            Change::View { name, view } => self.set_view(name, view.as_deref()),
        }
    }

    fn list(&self, name: &str) -> &[Value] {
        self.root.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// `None` only when it is no list, which was refused when it was read.
    fn list_mut(&mut self, name: &str) -> Option<&mut Vec<Value>> {
        self.root.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
    }

    fn set(&mut self, key: &RecordKey, title: &str, field: &str, value: Option<Value>) {
        let Some(records) = self.list_mut("records") else { return };
        let mut is_new = true;
        for record in records.iter_mut().filter(|record| self::key(record).as_ref() == Some(key)) {
            is_new = false;
            let Some(fields) = record.as_object_mut() else { continue };
            fields.insert("title".to_owned(), title.into());
            match &value {
                Some(value) => drop(fields.insert(field.to_owned(), value.clone())),
                None => drop(fields.remove(field)),
            }
        }
        if let Some(value) = value.filter(|_| is_new) {
            let RecordKey { id, kind, data } = key;
            let mut record = json!({"record": kind.word(), "id": id, "data": data, "title": title});
            record[field] = value;
            records.push(record);
        }
        // One without a mark goes, unless a newer version says something of it.
        records.retain(|record| {
            self::key(record).as_ref() != Some(key)
                || record.as_object().is_some_and(|fields| fields.keys().any(|name| !IDENTITY.contains(&name.as_str())))
        });
    }

    /// The note on a record.
    fn note(&self, key: &RecordKey) -> String {
        let entries = self.list("records").iter().filter(|record| self::key(record).as_ref() == Some(key));
        entries.map(|record| word(record, "note")).rfind(|note| !note.is_empty()).unwrap_or_default()
    }

    /// Gives the entries of a record to the same record of other data. What another entry of that says stays.
    fn move_mark(&mut self, key: &RecordKey, data: &str) {
        let Some(records) = self.list_mut("records") else { return };
        let target = RecordKey { data: data.to_owned(), ..key.clone() };
        let has_note = |record: &Value| self::key(record).as_ref() == Some(&target) && !word(record, "note").is_empty();
        let has_note = records.iter().any(has_note);
        for record in records.iter_mut().filter(|record| self::key(record).as_ref() == Some(key)) {
            let Some(fields) = record.as_object_mut() else { continue };
            fields.insert("data".to_owned(), data.into());
            if has_note {
                fields.remove("note");
            }
        }
    }

    /// The one left last stands at the end; the oldest goes where there are too many. What a newer version has said of the
    /// place before goes with it.
    fn set_place(&mut self, data: &str, place: Option<&LastPlace>) {
        self.set_left("places", data, place.map(|LastPlace { query, view, record }| {
            json!({"data": data, "query": query, "view": view, "record": record})
        }));
    }

    /// As with places.
    fn set_panes(&mut self, data: &str, panes: Option<&Panes>) {
        self.set_left("panes", data, panes.map(|Panes { arrangement, size, turned }| {
            json!({"data": data, "arrangement": arrangement, "size": size, "turned": turned})
        }));
    }

    /// Puts what was left of some data at the end of a list in place of what stood there of it.
    fn set_left(&mut self, list: &str, data: &str, entry: Option<Value>) {
        let Some(list) = self.list_mut(list) else { return };
        list.retain(|entry| word(entry, "data") != data);
        list.extend(entry);
        let too_many = list.len().saturating_sub(MOST_LEFT);
        list.drain(..too_many);
    }

    fn set_view(&mut self, name: &str, view: Option<&SavedView>) {
        let Some(views) = self.list_mut("views") else { return };
        let place = views.iter().position(|view| word(view, "name") == name);
        let Some(SavedView { query, view, oldest_first, lang, people, facet, values, mode }) = view else {
            views.retain(|view| word(view, "name") != name);
            return;
        };
        let order = if *oldest_first { "oldest" } else { "newest" };
        let saved = json!({
            "name": name, "query": query, "view": view, "order": order, "lang": lang,
            "people": people, "facet": facet, "values": values, "mode": mode,
        });
        match (place, saved) {
            (Some(at), Value::Object(saved)) => {
                if let Some(fields) = views[at].as_object_mut() {
                    fields.extend(saved);
                }
            }
            (_, saved) => views.push(saved),
        }
    }
}

fn place(place: &Value) -> LastPlace {
    LastPlace { query: word(place, "query"), view: word(place, "view"), record: word(place, "record") }
}

/// A text of an entry; empty when there is none.
fn word(entry: &Value, field: &str) -> String {
    entry.get(field).and_then(Value::as_str).map_or_else(String::new, |text| sanitise_line(text).into_owned())
}

/// What an entry belongs to; `None` for a sort of record that is not known here.
fn key(record: &Value) -> Option<RecordKey> {
    let kinds = [RecordKind::Event, RecordKind::Article];
    let written = record.get("record")?.as_str()?;
    let kind = kinds.into_iter().find(|kind| kind.word() == written)?;
    let id = word(record, "id");
    (!id.is_empty()).then(|| RecordKey { id, kind, data: word(record, "data") })
}

fn mark(record: &Value) -> Mark {
    let bookmark = record.get("bookmark").and_then(Value::as_bool).unwrap_or(false);
    Mark { title: word(record, "title"), bookmark, note: word(record, "note") }
}

fn saved_view(view: &Value) -> SavedView {
    SavedView {
        query: word(view, "query"),
        view: word(view, "view"),
        oldest_first: word(view, "order") == "oldest",
        lang: word(view, "lang"),
        people: word(view, "people"),
        facet: word(view, "facet"),
        values: word(view, "values"),
        mode: word(view, "mode"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bookmark, note, panes, place, view};
    use super::*;

    #[test]
    fn the_file_and_the_memory_make_of_changes_the_same() {
        let changes = [
            bookmark("b", "B", true),
            note("b", "seen"),
            bookmark("a", "A", true),
            bookmark("b", "B again", false),
            view("mine", Some("country:KZ")),
            note("c", "third"),
            view("other", Some("has:note")),
            note("c", ""),
            view("mine", Some("country:MN")),
            view("other", None),
            place("data", Some("country:KZ")),
            place("other", Some("uranium")),
            place("data", Some("country:MN")),
            Change::Mouse(true),
            panes("data", Some("all")),
            panes("other", Some("large")),
            panes("data", Some("large")),
            panes("other", None),
            place("other", None),
            Change::Mouse(false),
        ];
        let (mut form, mut kept) = (Form::default(), Kept::default());
        for change in changes {
            form.apply(&change);
            kept.apply(&change);
            let read = Form::parse(&form.to_bytes()).unwrap();
            assert_eq!(read.kept(), kept, "{change:?}");
        }
        assert_eq!(form.list("records").len(), 2);
    }

    #[test]
    fn a_view_of_an_older_version_is_read() {
        let older = br#"{"oreline-state": 1, "views": [
            {"name": "mine", "query": "country:KZ", "view": "articles", "order": "oldest", "lang": "ru"}]}"#;
        let kept = Form::parse(older).unwrap().kept();
        let expected = SavedView {
            query: "country:KZ".to_owned(),
            view: "articles".to_owned(),
            oldest_first: true,
            lang: "ru".to_owned(),
            ..SavedView::default()
        };
        assert_eq!(kept.view("mine"), Some(&expected));
    }

    #[test]
    fn what_a_newer_version_has_added_stays() {
        let newer = br#"{
            "oreline-state": 7, "colours": {"a": [1, 2]},
            "records": [
                {"record": "event", "id": "a", "data": "data", "title": "A", "bookmark": true, "colour": "red"},
                {"record": "person", "id": "p", "stars": 3},
                "something else"
            ],
            "views": [{"name": "mine", "query": "x", "view": "map", "zoom": 4}]
        }"#;
        let mut form = Form::parse(newer).unwrap();
        assert!(form.kept().marks()[0].1.bookmark);
        assert_eq!(form.kept().view("mine").unwrap().view, "map");
        for change in [bookmark("a", "A", false), note("a", "n"), note("a", ""), view("mine", Some("y"))] {
            form.apply(&change);
        }
        let written: Value = serde_json::from_slice(&form.to_bytes()).unwrap();
        assert_eq!(written["oreline-state"], 7);
        assert_eq!(written["colours"], json!({"a": [1, 2]}));
        let a = json!({"record": "event", "id": "a", "data": "data", "title": "title of a", "colour": "red"});
        assert_eq!(written["records"], json!([a, {"record": "person", "id": "p", "stars": 3}, "something else"]));
        assert_eq!((&written["views"][0]["zoom"], &written["views"][0]["query"]), (&json!(4), &json!("y")));
        assert_eq!(form.kept().marks(), []);
    }

    #[test]
    fn what_is_no_state_is_refused_with_a_reason() {
        for (bytes, reason) in [
            (&b"{"[..], "line 1 column 1"),
            (b"[]", "line 1"),
            (b"{\"a\": 1}", "no number `oreline-state`"),
            (b"{\"oreline-state\": 1, \"records\": {}}", "`records` are no list"),
            (b"{\"oreline-state\": 1, \"x\": \"\xff\"}", "line 1"),
        ] {
            let error = Form::parse(bytes).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
        assert_eq!(Form::parse(b" \n"), Ok(Form::default()));
    }

    #[test]
    fn hostile_texts_are_made_safe() {
        let bytes =
            br#"{"oreline-state": 1, "records": [{"record": "event", "id": "a", "note": "x\u001b[2J\ny\u202e"}]}"#;
        let kept = Form::parse(bytes).unwrap().kept();
        let note = &kept.marks()[0].1.note;
        assert!(note.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{note:?}");
    }
}

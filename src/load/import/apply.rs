//! What a map makes of one record: lines of JSON in the dataset format, and what was wrong on the way.
//!
//! Where the record stands in its file, and what becomes of the lines, is not known here.

use super::dates::language;
use super::fields::Shape;
use super::grammar::{Condition, From, Path, Piece, Step, Take, Template};
use super::map::{Block, Content, Expression, Keep, Map, MapField, Section};
use super::value::{Value, folded, is_same_name, write_text};
use crate::catalogue::{Remark, Unmapped};
use crate::load::dates::shortest;
use crate::load::native;
use crate::load::native::quoted;
use crate::model::article_id::article_id;
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// Something of a record that was not understood.
pub(super) struct Trouble {
    /// The field of the format.
    pub field: String,
    /// The line of the map.
    pub line: usize,
    pub reason: Unmapped,
}

/// A value on its way: as it stands in the file, or what filters made of it.
#[derive(Clone, Debug)]
enum Item<'v> {
    Own(&'v Value<'v>),
    Made(Cow<'v, str>),
}

/// Values of a field: one for the most.
type Items<'v> = SmallVec<[Item<'v>; 1]>;

impl Item<'_> {
    fn words(&self) -> Option<&str> {
        match self {
            Item::Own(value) => value.words(),
            Item::Made(text) => Some(text),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Item::Own(value) => value.is_empty(),
            Item::Made(text) => text.trim().is_empty(),
        }
    }
}

/// Makes records of a map, one after the other, and knows which were equal.
pub(super) struct Mapper<'m> {
    map: &'m Map,
    /// How often a record was there that needs an id of its own.
    equal: HashMap<u64, u32>,
    has_head: bool,
    /// What was made so far.
    pub made: Tally,
    /// Names of fields that the map uses, folded.
    used: HashSet<String>,
    /// Names of fields that the first records have, folded, each with whether it is read.
    seen: HashMap<String, bool>,
    looked_at: usize,
    /// Items of lists in the record that was added last which a condition left out and nothing else took.
    pub left: Vec<Left>,
    /// Of each name that is carried along in an event, and in an article, the JSON in front of its value; nothing of one
    /// that is not.
    kept: [HashMap<String, Vec<u8>>; 2],
}

/// An item of a list in a record that was left out: where it stands in the record, and the line of the map that says so.
pub(super) struct Left {
    pub pointer: String,
    pub line: usize,
}

/// What was made: how many records of each kind, and what of events says something in none of them.
#[derive(Default)]
pub(super) struct Tally {
    pub entities: usize,
    pub articles: usize,
    pub events: usize,
    has: [bool; LACKS.len()],
}

/// What most events have.
const LACKS: [&str; 2] = ["date", "place"];

impl Tally {
    fn add(&mut self, word: &str, fields: &Fields<'_>) {
        match word {
            "entity" => self.entities += 1,
            "article" => self.articles += 1,
            "event" => {
                self.events += 1;
                for (name, has) in LACKS.iter().zip(&mut self.has) {
                    *has |= fields.has(name);
                }
            }
            _ => {}
        }
    }

    /// What no event has.
    pub fn lacks(&self) -> Option<Remark> {
        match self.has {
            _ if self.events == 0 => None,
            [false, false] => Some(Remark::NoDateOrPlace),
            [false, true] => Some(Remark::NoDate),
            [true, false] => Some(Remark::NoPlace),
            [true, true] => None,
        }
    }
}

/// Records of which the names of fields are noted, and how many names.
const LOOKED_AT: usize = 1_000;
const MOST_SEEN: usize = 10_000;

/// What a map is asked with: the top of the file, and how many of the named values may be used.
#[derive(Clone, Copy)]
struct Scope<'m, 'l> {
    map: &'m Map,
    top: &'l Value<'l>,
    named: usize,
}

/// A record, or an item of `each` in one.
#[derive(Clone, Copy)]
struct Level<'v> {
    item: &'v Value<'v>,
    number: usize,
}

/// What the records of one source record have in common.
#[derive(Default)]
struct Made {
    /// The ids of its articles.
    articles: Vec<String>,
    troubles: Vec<Trouble>,
    /// The hash of the source record with its number among equal ones, once it is needed.
    hash: OnceCell<u64>,
    count: usize,
    /// Of the items of lists with conditions, by where they are in memory: those that were left out, and nothing of those of
    /// which something was made. Two sections may ask for one list.
    items: HashMap<usize, Option<(usize, Left)>>,
}

impl Made {
    /// Notes what was not understood, once.
    fn trouble(&mut self, field: &MapField, reason: Unmapped) {
        if !self.troubles.iter().any(|one| one.reason == reason) {
            self.troubles.push(Trouble { field: field.name.clone(), line: field.line, reason });
        }
    }
}

impl<'m> Mapper<'m> {
    pub fn new(map: &'m Map) -> Mapper<'m> {
        let used = map.uses.iter().flat_map(|one| &one.names).map(|name| folded(name).collect()).collect();
        Mapper {
            map,
            equal: HashMap::new(),
            has_head: false,
            made: Tally::default(),
            used,
            seen: HashMap::new(),
            looked_at: 0,
            left: Vec::new(),
            kept: <[HashMap<String, Vec<u8>>; 2]>::default(),
        }
    }

    /// How many of the fields of the records are read, and how many there are.
    pub fn fields(&self) -> (usize, usize) {
        (self.seen.values().filter(|is_read| **is_read).count(), self.seen.len())
    }

    /// Notes which fields a record has.
    fn look_at(&mut self, record: &Value<'_>) {
        let Value::Object(fields) = record else { return };
        self.looked_at += 1;
        let keeps = |name: &str| {
            self.map.sections.iter().any(|section| match &section.block.keep {
                Keep::Rest => true,
                Keep::These(names) => names.iter().any(|one| is_same_name(one, name)),
                Keep::Nothing => false,
            })
        };
        for (name, _) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let folded: String = folded(name).collect();
            if !self.seen.contains_key(&folded) && self.seen.len() < MOST_SEEN {
                let is_read = self.used.contains(&folded) || keeps(name);
                self.seen.insert(folded, is_read);
            }
        }
    }

    /// Writes what the map makes of the record `number` (from 1), a line each. Says how many records that were; none with
    /// the line of the map's condition that leaves it out.
    pub fn add(
        &mut self,
        record: &Value<'_>,
        top: &Value<'_>,
        number: usize,
        out: &mut Vec<u8>,
        troubles: &mut Vec<Trouble>,
    ) -> Result<usize, usize> {
        let scope = Scope { map: self.map, top, named: self.map.lets.len() };
        let levels = [Level { item: record, number }];
        if self.looked_at < LOOKED_AT {
            self.look_at(record);
        }
        for (condition, line) in &self.map.read.conditions {
            if !scope.holds(condition, &levels) {
                return Err(*line);
            }
        }
        let mut made = Made::default();
        for section in &self.map.sections {
            if section.word == "dataset" && std::mem::replace(&mut self.has_head, true) {
                continue;
            }
            self.section(section, scope, &levels, &mut made, out);
        }
        troubles.append(&mut made.troubles);
        let mut left: Vec<(usize, Left)> = made.items.into_values().flatten().collect();
        left.sort_by_key(|(number, _)| *number);
        self.left = left.into_iter().map(|(_, left)| left).collect();
        Ok(made.count)
    }

    fn section<'l>(
        &mut self,
        section: &'m Section,
        scope: Scope<'m, 'l>,
        levels: &[Level<'l>],
        made: &mut Made,
        out: &mut Vec<u8>,
    ) {
        let mut ordinal = 0;
        let mut written: HashSet<Vec<u8>> = HashSet::new();
        each_item(&section.block, true, scope, levels, made, &mut |scope, levels, made| {
            let start = out.len();
            out.extend_from_slice(b"{\"record\":\"");
            out.extend_from_slice(section.word.as_bytes());
            out.push(b'"');
            if section.word == "dataset" {
                out.extend_from_slice(b",\"oreline\":1");
            }
            let fields = Fields::write(&section.block, scope, levels, made, out, true);
            let is_article = section.word == "article";
            let is_nothing = !fields.has_taken
                || (is_article && !["headline", "url", "articleBody", "publisher"].iter().any(|name| fields.has(name)));
            if is_nothing {
                out.truncate(start);
                return;
            }
            if section.block.keep != Keep::Nothing {
                self.keep(section, levels, out);
            }
            if section.word == "event" && !fields.has("articles") && !made.articles.is_empty() {
                out.extend_from_slice(b",\"articles\":[");
                for (at, id) in made.articles.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    write_text(id, out);
                }
                out.push(b']');
            }
            let has_id = fields.has("id") || (is_article && fields.url.is_some());
            // Equal items of one list are one record.
            if section.block.each.is_some() && !written.insert(out[start..].to_vec()) {
                out.truncate(start);
                return;
            }
            let mut id = fields.id.clone();
            if !has_id && section.word != "dataset" {
                let hash = *made.hash.get_or_init(|| {
                    let hash = levels[0].item.hash();
                    let before = self.equal.entry(hash).or_insert(0);
                    *before += 1;
                    hash.wrapping_add(u64::from(*before - 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
                });
                let own = hash.wrapping_add((ordinal as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
                let made_id = format!("{}-{own:016x}", &section.word[..1]);
                out.extend_from_slice(b",\"id\":");
                write_text(&made_id, out);
                id = Some(made_id);
            } else if id.is_none()
                && let Some(url) = &fields.url
            {
                id = Some(article_id(url));
            }
            out.extend_from_slice(b"}\n");
            ordinal += 1;
            made.count += 1;
            if section.block.each.is_some() && !section.block.conditions.is_empty() {
                made.items.insert(address(levels), None);
            }
            self.made.add(section.word, &fields);
            if is_article && let Some(id) = id.filter(|id| !made.articles.contains(id)) {
                made.articles.push(id);
            }
        });
    }

    /// Carries fields along under their own names.
    fn keep(&mut self, section: &Section, levels: &[Level<'_>], out: &mut Vec<u8>) {
        let Some(Level { item: item @ Value::Object(fields), .. }) = levels.last() else { return };
        let Mapper { kept: known, used, .. } = self;
        let known = &mut known[usize::from(section.word == "article")];
        let mut write = |name: &str, value: &Value<'_>, is_used: &dyn Fn() -> bool| {
            if value.is_empty() {
                return;
            }
            if !known.contains_key(name) {
                let before = if is_used() { Vec::new() } else { before_kept(section.word, name) };
                known.insert(name.to_owned(), before);
            }
            if let Some(before) = known.get(name).filter(|before| !before.is_empty()) {
                out.extend_from_slice(before);
                value.write_json(out);
            }
        };
        match &section.block.keep {
            Keep::These(kept) => {
                for name in kept {
                    if let Some(value) = item.field(name) {
                        write(name, value, &|| false);
                    }
                }
            }
            Keep::Rest => {
                for (name, value) in fields {
                    write(name, value, &|| used.contains(&folded(name).collect::<String>()));
                }
            }
            Keep::Nothing => {}
        }
    }
}

/// What stands in front of a value that is carried along in a record of this kind. A name that the format or its reader
/// rules know gets `x-` before it.
fn before_kept(word: &str, name: &str) -> Vec<u8> {
    let names = if word == "article" { native::ARTICLE_FIELDS } else { native::EVENT_FIELDS };
    let is_known = native::own_name(names, name).is_some() || name == "record" || name == "oreline";
    let mut before = vec![b','];
    write_text(&if is_known { Cow::Owned(format!("x-{name}")) } else { Cow::Borrowed(name) }, &mut before);
    before.push(b':');
    before
}

/// Where the innermost record of these is in memory: what tells items of one list apart while it is walked.
fn address(levels: &[Level<'_>]) -> usize {
    levels.last().map_or(0, |level| std::ptr::from_ref(level.item).addr())
}

/// The first of the conditions that does not hold: its line.
fn failing(conditions: &[(Condition, usize)], scope: Scope<'_, '_>, levels: &[Level<'_>]) -> Option<usize> {
    conditions.iter().find(|(condition, _)| !scope.holds(condition, levels)).map(|(_, line)| *line)
}

/// A list of items as a pointer into its record, as far as its path has names.
fn pointer_of(each: &Take) -> String {
    let steps = each.ways.first().map_or(&[][..], |way| &way.path.steps);
    let names = steps.iter().filter_map(|step| match step {
        Step::Name(name) => Some(format!("/{name}")),
        Step::At(_) | Step::Having(..) => None,
    });
    names.collect()
}

/// Calls `item` for the record, or for each item of the list that the block asks for, where its conditions hold. What they
/// leave out of the list of a section is noted.
fn each_item<'m, 'v>(
    block: &'m Block,
    is_section: bool,
    scope: Scope<'m, 'v>,
    levels: &[Level<'v>],
    made: &mut Made,
    item: &mut dyn for<'l> FnMut(Scope<'m, 'l>, &[Level<'l>], &mut Made),
) {
    let Some(each) = &block.each else {
        if failing(&block.conditions, scope, levels).is_none() {
            item(scope, levels, made);
        }
        return;
    };
    let items = scope.take(each, levels, &mut |_| {});
    for (at, one) in items.into_iter().enumerate() {
        let own;
        let value = match &one {
            Item::Own(value) => *value,
            Item::Made(text) => {
                own = Value::Text(Cow::Borrowed(text));
                &own
            }
        };
        let mut inside: Vec<Level<'_>> = levels.to_vec();
        inside.push(Level { item: value, number: at + 1 });
        match failing(&block.conditions, scope, &inside) {
            None => item(scope, &inside, made),
            // Only what would be a record of its own is told.
            Some(line) if is_section && matches!(one, Item::Own(_)) => {
                let pointer = format!("{}/{at}", pointer_of(each));
                made.items.entry(address(&inside)).or_insert(Some((at, Left { pointer, line })));
            }
            Some(_) => {}
        }
    }
}

/// What was written of a block.
#[derive(Default)]
struct Fields<'m> {
    names: Vec<&'m str>,
    has_taken: bool,
    id: Option<String>,
    url: Option<String>,
}

impl<'m> Fields<'m> {
    fn has(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// Writes the fields of a block that say something, each after a comma unless it is the first of an object.
    fn write<'l>(
        block: &'m Block,
        scope: Scope<'m, 'l>,
        levels: &[Level<'l>],
        made: &mut Made,
        out: &mut Vec<u8>,
        is_record: bool,
    ) -> Fields<'m> {
        let mut fields = Fields::default();
        let mut basis = None;
        for field in &block.fields {
            if field.name == "dateBasis" {
                basis = Some(field);
                continue;
            }
            fields.write_one(field, scope, levels, made, out, is_record);
        }
        // How a date is known says nothing without one.
        if let Some(basis) = basis
            && ["date", "dateText", "datePublished"].iter().any(|name| fields.has(name))
        {
            fields.write_one(basis, scope, levels, made, out, is_record);
        }
        fields
    }

    fn write_one<'l>(
        &mut self,
        field: &'m MapField,
        scope: Scope<'m, 'l>,
        levels: &[Level<'l>],
        made: &mut Made,
        out: &mut Vec<u8>,
        is_record: bool,
    ) {
        let start = out.len();
        if is_record || !self.names.is_empty() {
            out.push(b',');
        }
        out.extend_from_slice(&field.written);
        let is_said = match &field.content {
            Content::Value(expression) => {
                let items = scope.value(expression, levels, &mut |reason| made.trouble(field, reason));
                if is_record && matches!(field.name.as_str(), "id" | "url") {
                    // An object is no id and no address.
                    let has_several = items.iter().filter(|item| item.words().is_some()).nth(1).is_some();
                    let words = items.iter().find_map(Item::words).map(|words| words.trim().to_owned());
                    let said = if field.name == "id" && has_several { Some(id_of(&items)) } else { words };
                    if let Some(words) = &said {
                        write_text(words, out);
                    }
                    let is_said = said.is_some();
                    if field.name == "id" {
                        self.id = said;
                    } else {
                        self.url = said;
                    }
                    is_said
                } else {
                    write_value(field, &items, out, made)
                }
            }
            Content::Object(inside) => {
                out.push(b'{');
                let inside = Fields::write(inside, scope, levels, made, out, false);
                out.push(b'}');
                inside.has_taken
            }
            Content::Items(blocks) => {
                out.push(b'[');
                let begin = out.len();
                let mut seen: HashSet<Vec<u8>> = HashSet::new();
                for block in blocks {
                    each_item(block, false, scope, levels, made, &mut |scope, levels, made| {
                        let start = out.len();
                        if start > begin {
                            out.push(b',');
                        }
                        let open = out.len();
                        out.push(b'{');
                        let inside = Fields::write(block, scope, levels, made, out, false);
                        if !inside.has_taken {
                            out.truncate(start);
                            return;
                        }
                        // A quote is in the article of its record, when that is the only one.
                        if let ("quotes", [only], false) =
                            (field.name.as_str(), &made.articles[..], inside.has("article"))
                        {
                            out.extend_from_slice(b",\"article\":");
                            write_text(only, out);
                        }
                        out.push(b'}');
                        if block.each.is_some() && !seen.insert(out[open..].to_vec()) {
                            out.truncate(start);
                        }
                    });
                }
                let is_said = out.len() > begin;
                out.push(b']');
                is_said
            }
        };
        if is_said {
            self.names.push(&field.name);
            self.has_taken |= field.takes;
        } else {
            out.truncate(start);
        }
    }
}

/// An id of several values.
fn id_of(items: &[Item<'_>]) -> String {
    let values = items.iter().map(|item| Value::Text(item.words().unwrap_or_default().into())).collect();
    format!("m-{:016x}", Value::List(values).hash())
}

/// A text by languages that are named by codes of three letters, as the format has it: by those of two.
fn by_languages<'v>(versions: &'v [(Cow<'_, str>, Value<'_>)]) -> Option<Value<'v>> {
    let by_tag = versions.iter().map(|(name, text)| {
        let tag = Some(name).filter(|name| name.len() == 3).and_then(|name| language(name));
        Some((Cow::Owned(tag?), Value::Text(Cow::Borrowed(text.words()?))))
    });
    by_tag.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty()).map(Value::Object)
}

/// Writes a value in the shape that the format wants; says whether anything was written.
fn write_value(field: &MapField, items: &[Item<'_>], out: &mut Vec<u8>, made: &mut Made) -> bool {
    let mut refuse = |reason: Unmapped| {
        made.trouble(field, reason);
        false
    };
    let write_item = |item: &Item<'_>, out: &mut Vec<u8>| match item {
        Item::Own(Value::Object(versions)) if let Some(versions) = by_languages(versions) => versions.write_json(out),
        Item::Own(value @ (Value::List(_) | Value::Object(_))) => value.write_json(out),
        item => {
            let words = item.words().unwrap_or_default();
            let is_date = matches!(field.name.as_str(), "date" | "datePublished") && words.contains('/');
            write_text(
                &if is_date {
                    Cow::Owned(shortest(words))
                } else if words.contains('\r') {
                    Cow::Owned(words.replace("\r\n", "\n"))
                } else {
                    Cow::Borrowed(words)
                },
                out,
            );
        }
    };
    let Some(first) = items.first() else { return false };
    match &field.shape {
        Shape::List(_) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write_item(item, out);
            }
            out.push(b']');
            true
        }
        Shape::Number => {
            let words = first.words().unwrap_or_default().trim();
            if words.parse::<f64>().is_ok_and(f64::is_finite) && !words.starts_with('+') {
                let as_json: Result<serde_json::Number, _> = serde_json::from_str(words);
                match as_json {
                    Ok(_) => out.extend_from_slice(words.as_bytes()),
                    Err(_) => return refuse(Unmapped::NoNumber { text: quoted(words) }),
                }
                true
            } else {
                refuse(Unmapped::NoNumber { text: quoted(words) })
            }
        }
        Shape::Truth => match first.words().unwrap_or_default().trim().to_lowercase().as_str() {
            "true" | "yes" | "1" | "y" | "да" => {
                out.extend_from_slice(b"true");
                true
            }
            "false" | "no" | "0" | "n" | "нет" => {
                out.extend_from_slice(b"false");
                true
            }
            other => refuse(Unmapped::NoTruth { text: quoted(other) }),
        },
        Shape::Text | Shape::Object(_) => {
            write_item(first, out);
            true
        }
    }
}

impl<'m, 'l> Scope<'m, 'l> {
    fn value(self, expression: &'m Expression, levels: &[Level<'l>], trouble: &mut dyn FnMut(Unmapped)) -> Items<'l> {
        match expression {
            Expression::All(templates) => match &templates[..] {
                [only] => self.render(only, levels, trouble),
                several => {
                    let mut all = Items::new();
                    for template in several {
                        for item in self.render(template, levels, trouble) {
                            let is_there =
                                item.words().is_some_and(|words| all.iter().any(|one| one.words() == Some(words)));
                            if !is_there {
                                all.push(item);
                            }
                        }
                    }
                    all
                }
            },
            Expression::Choice { by, cases, otherwise } => {
                let by = self.render(by, levels, trouble);
                let key = by.first().and_then(|item| item.words()).unwrap_or_default().trim();
                let case = cases.iter().find(|(case, _)| case == key).map(|(_, value)| value);
                case.or(otherwise.as_deref()).map(|value| self.value(value, levels, trouble)).unwrap_or_default()
            }
        }
    }

    /// The values of a template: those of its only field, or one text.
    fn render(self, template: &'m Template, levels: &[Level<'l>], trouble: &mut dyn FnMut(Unmapped)) -> Items<'l> {
        if let Some(take) = template.only() {
            return self.take(take, levels, trouble);
        }
        let mut text = String::new();
        if self.render_pieces(&template.pieces, levels, &mut text, trouble) && !text.trim().is_empty() {
            smallvec![Item::Made(Cow::Owned(text))]
        } else {
            Items::new()
        }
    }

    /// Adds the text of pieces; `false` when a field in them is empty.
    fn render_pieces(
        self,
        pieces: &'m [Piece],
        levels: &[Level<'l>],
        text: &mut String,
        trouble: &mut dyn FnMut(Unmapped),
    ) -> bool {
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Take(take) => {
                    let items = self.take(take, levels, trouble);
                    let Some(words) = items.iter().find_map(Item::words) else { return false };
                    text.push_str(words);
                }
                Piece::Optional(inside) => {
                    let length = text.len();
                    if !self.render_pieces(inside, levels, text, trouble) {
                        text.truncate(length);
                    }
                }
            }
        }
        true
    }

    /// The first way that says something. What a filter cannot do is told when no other way says more.
    fn take(self, take: &'m Take, levels: &[Level<'l>], trouble: &mut dyn FnMut(Unmapped)) -> Items<'l> {
        let mut failed = None;
        for (number, way) in take.ways.iter().enumerate() {
            let mut items = self.path(&way.path, levels, trouble);
            for filter in &way.filters {
                let is_nothing = items.iter().all(Item::is_empty);
                if is_nothing {
                    break;
                }
                let texts: Result<Vec<String>, Unmapped> = if filter.is_of_lists() && items.len() > 1 {
                    let text = |item: &Item<'l>| match item {
                        Item::Own(object @ Value::Object(_)) => {
                            filter.apply_to_object(object).ok().and_then(|texts| texts.into_iter().next())
                        }
                        item => item.words().map(str::to_owned),
                    };
                    let texts: Vec<String> = items.iter().filter_map(text).collect();
                    filter.apply_to_list(&texts)
                } else {
                    let mut all = Vec::with_capacity(items.len());
                    let mut error = None;
                    for item in &items {
                        let made = match item {
                            // Where a text or an object may stand, one of the ways is for each.
                            Item::Own(object @ Value::Object(_)) if number > 0 => {
                                filter.apply_to_object(object).or(Ok(Vec::new()))
                            }
                            Item::Own(object @ Value::Object(_)) => filter.apply_to_object(object),
                            item if item.is_empty() => continue,
                            item => filter.apply(item.words().unwrap_or_default()),
                        };
                        match made {
                            Ok(texts) => all.extend(texts),
                            Err(reason) => error = error.or(Some(reason)),
                        }
                    }
                    match error {
                        Some(reason) if all.is_empty() => Err(reason),
                        Some(reason) => {
                            trouble(reason);
                            Ok(all)
                        }
                        None => Ok(all),
                    }
                };
                items = match texts {
                    Ok(texts) => texts.into_iter().map(|text| Item::Made(Cow::Owned(text))).collect(),
                    Err(reason) => {
                        failed = failed.or(Some(reason));
                        Items::new()
                    }
                };
            }
            items.retain(|item| !item.is_empty() && !self.is_said_empty(item));
            if !items.is_empty() {
                return items;
            }
        }
        if let Some(reason) = failed {
            trouble(reason);
        }
        Items::new()
    }

    /// Whether the file says by a word of its own that there is nothing.
    fn is_said_empty(self, item: &Item<'_>) -> bool {
        let empty = &self.map.read.empty;
        !empty.is_empty() && item.words().is_some_and(|words| empty.iter().any(|word| word == words.trim()))
    }

    fn path(self, path: &'m Path, levels: &[Level<'l>], trouble: &mut dyn FnMut(Unmapped)) -> Items<'l> {
        let last = levels.len() - 1;
        let at = match path.from {
            From::Number => return smallvec![Item::Made(Cow::Owned(levels[last].number.to_string()))],
            From::Here => Some(last),
            From::Around(count) => last.checked_sub(count),
            From::Top => None,
        };
        if let (Some(0), Some(Step::Name(name))) = (at, path.steps.first())
            && let Some(at) = self.map.lets[..self.named].iter().position(|(have, _)| have == name)
        {
            // A named value is made of the record, and of the names before it.
            return Scope { named: at, ..self }.value(&self.map.lets[at].1, &levels[..1], trouble);
        }
        let base: &'l Value<'l> = at.map_or(self.top, |at| levels[at].item);
        if let Some(value) = path.whole.as_deref().and_then(|whole| base.field(whole)) {
            return items_of(value);
        }
        if let [Step::Name(name)] = &path.steps[..]
            && let Value::Object(_) = base
        {
            return base.field_at(name, &path.hint).map(items_of).unwrap_or_default();
        }
        let mut found = vec![base];
        for step in &path.steps {
            found = found.into_iter().flat_map(|value| step_into(value, step)).collect();
        }
        found.into_iter().flat_map(items_of).collect()
    }

    /// Whether a condition holds.
    fn holds(self, condition: &'m Condition, levels: &[Level<'l>]) -> bool {
        let left = self.render(&condition.left, levels, &mut |_| {});
        let Some((is_equal, right)) = &condition.right else { return !left.is_empty() };
        let mut text = String::new();
        if !self.render_pieces(&right.pieces, levels, &mut text, &mut |_| {}) {
            text.clear();
        }
        let is_same =
            if left.is_empty() { text.is_empty() } else { left.iter().any(|item| item.words() == Some(&text)) };
        is_same == *is_equal
    }
}

fn items_of<'v>(value: &'v Value<'v>) -> Items<'v> {
    match value {
        Value::List(items) => items.iter().flat_map(items_of).collect(),
        value => smallvec![Item::Own(value)],
    }
}

/// The values at a step; a list on the way means each of its items.
fn step_into<'v>(value: &'v Value<'v>, step: &Step) -> Vec<&'v Value<'v>> {
    match (step, value) {
        (Step::Name(name), Value::Object(_)) => value.field(name).into_iter().collect(),
        (Step::Name(_), Value::List(items)) => items.iter().flat_map(|item| step_into(item, step)).collect(),
        (Step::At(number), Value::List(items)) => items.get(*number).into_iter().collect(),
        (Step::At(number), Value::Object(_)) => value.field(&number.to_string()).into_iter().collect(),
        (Step::Having(name, wanted), Value::List(items)) => {
            items.iter().filter(|item| has(item, name, wanted)).collect()
        }
        (Step::Having(name, wanted), value @ Value::Object(_)) if has(value, name, wanted) => vec![value],
        _ => Vec::new(),
    }
}

fn has(value: &Value<'_>, name: &str, wanted: &str) -> bool {
    match value.field(name) {
        Some(Value::List(items)) => items.iter().any(|item| item.words() == Some(wanted)),
        Some(value) => value.words() == Some(wanted),
        None => false,
    }
}

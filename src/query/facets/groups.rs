//! The values of a facet that come with the index: which of them mean the same, how many events each has, their names.
//!
//! Counting walks postings, one event after the other, against the selected ones; nothing is made for a record. What
//! is ticked, and which values become rows, is not known here.

use super::{Facet, FacetRow, Pick};
use crate::dataset::{Dataset, IndexPart};
use crate::index::postings::each_entry;
use crate::index::{Column, Field as ColumnField};
use crate::model::Lang;
use crate::query::ast::Field;
use crate::query::names::{self, Meant};
use crate::query::selected::Selected;
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use std::borrow::Cow;

/// All values of a facet.
pub(super) struct Groups<'a> {
    dataset: &'a Dataset,
    field: Field,
    groups: Vec<Group<'a>>,
    numbers: HashMap<Meant<'a>, u32>,
    members: Vec<Member<'a>>,
}

/// Values that mean the same.
struct Group<'a> {
    names: Names<'a>,
    /// Whether an event may stand in several of its lists.
    is_shared: bool,
    /// The index that its last list is of.
    part: usize,
}

/// Where the names of a group stand.
enum Names<'a> {
    Entity(&'a str),
    Column(&'a Column, usize),
    Written(&'a str),
}

/// A list of events of a group.
struct Member<'a> {
    group: u32,
    events: Events<'a>,
}

enum Events<'a> {
    /// Of records, each to be raised by the number.
    Postings(&'a [u8], u32),
    /// As they are shown.
    Shown(&'a RoaringBitmap),
}

impl<'a> Groups<'a> {
    /// The values of a facet other than the countries.
    pub fn of(dataset: &'a Dataset, facet: Facet) -> Groups<'a> {
        let field = facet.field();
        let mut groups = Groups { dataset, field, groups: Vec::new(), numbers: HashMap::new(), members: Vec::new() };
        match facet {
            Facet::Publishers => groups.add_publishers(),
            Facet::Languages => groups.add_languages(),
            _ => {
                for (part, IndexPart { base, index, .. }) in dataset.indexes().iter().enumerate() {
                    for &kind in names::columns(field) {
                        groups.add_column(part, *base, (kind, index.column(kind)));
                    }
                }
            }
        }
        groups
    }

    fn add_column(&mut self, part: usize, base: u32, (kind, column): (ColumnField, &'a Column)) {
        for at in 0..column.len() {
            let Some(meant) = names::of_value(self.dataset, self.field, (kind, column), at) else { continue };
            let names = match meant {
                Meant::Entity(id) => Names::Entity(id),
                Meant::Name(_) => Names::Column(column, at),
            };
            self.add(meant, names, part, Events::Postings(column.postings(at), base));
        }
    }

    fn add_publishers(&mut self) {
        for value in self.dataset.publishers().all() {
            let meant = Meant::Name(Cow::Borrowed(&*value.key));
            self.add(meant, Names::Written(&value.name), 0, Events::Shown(&value.events));
        }
    }

    /// A language is found with all its varieties: `ru` finds `ru-KZ` too.
    fn add_languages(&mut self) {
        let languages = self.dataset.languages();
        for value in languages.all() {
            let varieties = languages.beginning_with(&format!("{}-", value.key));
            for one in std::iter::once(value).chain(varieties) {
                let meant = Meant::Name(Cow::Borrowed(&*value.key));
                self.add(meant, Names::Written(&value.name), 0, Events::Shown(&one.events));
            }
        }
    }

    fn add(&mut self, meant: Meant<'a>, names: Names<'a>, part: usize, events: Events<'a>) {
        let groups = &mut self.groups;
        let mut is_new = false;
        let group = *self.numbers.entry(meant).or_insert_with(|| {
            is_new = true;
            groups.push(Group { names, is_shared: false, part });
            groups.len() as u32 - 1
        });
        let known = &mut groups[group as usize];
        known.is_shared |= !is_new && known.part == part;
        known.part = part;
        self.members.push(Member { group, events });
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// The number of the value that a text means.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.numbers.get(&names::of_text(self.dataset, self.field, text)).map(|group| *group as usize)
    }

    /// For each value how many of `events` have it.
    pub fn counts(&self, events: &RoaringBitmap) -> Vec<u32> {
        let selected = Selected::new(self.dataset, events);
        let mut counts = vec![0; self.groups.len()];
        // Events of several records, each beside its group: a value may stand in more than one of the records.
        let mut several: Vec<(u32, u32)> = Vec::new();
        let mut shared: Vec<&Member<'_>> = Vec::new();
        for member in &self.members {
            if self.groups[member.group as usize].is_shared {
                shared.push(member);
                continue;
            }
            let count = &mut counts[member.group as usize];
            match member.events {
                Events::Shown(shown) => *count += shown.intersection_len(events) as u32,
                Events::Postings(postings, base) => each_entry(postings, |at, _| {
                    let record = base + at;
                    if selected.is_united(record) {
                        several.extend(selected.event_of(record).map(|event| (member.group, event.0)));
                    } else {
                        *count += u32::from(selected.contains(record));
                    }
                }),
            }
        }
        several.sort_unstable();
        several.dedup();
        several.iter().for_each(|(group, _)| counts[*group as usize] += 1);
        self.count_shared(shared, &selected, &mut counts);
        counts
    }

    /// Counts the groups of which an event may stand in several lists: each event has the group that it was last
    /// counted for.
    fn count_shared(&self, mut members: Vec<&Member<'_>>, selected: &Selected, counts: &mut [u32]) {
        if members.is_empty() {
            return;
        }
        members.sort_by_key(|member| member.group);
        let mut counted_for = vec![u32::MAX; self.dataset.event_bound() as usize];
        for member in members {
            let mut add = |record: u32| {
                if let Some(event) = selected.event_of(record) {
                    let last = &mut counted_for[event.0 as usize];
                    counts[member.group as usize] += u32::from(*last != member.group);
                    *last = member.group;
                }
            };
            match member.events {
                Events::Shown(shown) => shown.iter().for_each(&mut add),
                Events::Postings(postings, base) => each_entry(postings, |at, _| add(base + at)),
            }
        }
    }

    /// The name of a value in a language, else in another; an id when it has none.
    pub fn name(&self, at: usize, lang: Lang) -> &'a str {
        match self.groups[at].names {
            Names::Entity(id) => {
                let entity = self.dataset.entity(id);
                entity.map(|entity| entity.name.shown(lang)).filter(|name| !name.is_empty()).unwrap_or(id)
            }
            Names::Column(column, at) => names::printed(column, at, lang),
            Names::Written(name) => name,
        }
    }

    /// The row of a value.
    pub fn row(&self, at: usize, count: usize, state: Pick) -> FacetRow {
        let mut names = [Lang::En, Lang::Ru].map(|lang| self.name(at, lang).to_owned());
        let value = self.text(at);
        if let Names::Entity(id) = self.groups[at].names
            && value == *id
        {
            // No name is its own.
            names.iter_mut().filter(|name| **name != *id).for_each(|name| *name = format!("{name} ({id})"));
        }
        let [name_en, name_ru] = names;
        FacetRow { value, name_en, name_ru, count, state, is_group: false }
    }

    /// A text that means this value and no other: a name, else an id.
    fn text(&self, at: usize) -> String {
        let group = &self.groups[at];
        let means_it = |text: &&str| self.find(text) == Some(at);
        let own = |mut texts: Vec<&'a str>| {
            texts.retain(|text| !text.is_empty());
            texts.iter().copied().find(|text| means_it(text)).or(texts.last().copied()).unwrap_or_default().to_owned()
        };
        match group.names {
            Names::Entity(id) => {
                let Some(entity) = self.dataset.entity(id) else { return id.to_owned() };
                let mut texts = vec![entity.name.shown(Lang::En), entity.name.shown(Lang::Ru)];
                texts.extend(entity.alias.iter().map(String::as_str));
                texts.push(id);
                own(texts)
            }
            Names::Column(column, at) => {
                let mut texts: Vec<&str> = column.shown(at).split('\n').collect();
                texts.push(names::printed(column, at, Lang::En));
                texts.push(column.key(at));
                own(texts)
            }
            Names::Written(name) => name.to_owned(),
        }
    }
}

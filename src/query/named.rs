//! Values of the data by their names: the one whose whole name some words are, in any form, script or alias, and the
//! one person in whose name a word stands.
//!
//! Names are looked up in lists of their words, which each column and the entities have; none is tried after the other,
//! however many there are. What is offered or done with a value is not known here.

use super::ast::Field;
use super::names::{self, Meant, values_of};
use super::word_events::WordEvents;
use crate::catalogue::Ui;
use crate::dataset::{ColumnOf, ColumnValue, Dataset, NameList, ValuesOf};
use crate::language;
use crate::language::{inflect, name_key};
use crate::model::{Entity, Lang};
use std::collections::{HashMap, HashSet};

/// Names that are read to find the one that is meant; words that more names have all of are not looked at in other forms.
const MOST_READ: usize = 512;

/// Letters of the shortest word that means a person by itself.
const SHORTEST_NAME: usize = 4;

/// Letters of the longest abbreviation.
const LONGEST_ABBREVIATION: usize = 6;

/// Words that a kind is called by at most.
const MOST_OF_KIND: usize = 2;

/// The kind of what is of no other kind: nobody asks for it by a word.
const OTHER: &str = "other";

/// The fields by whose values words are recognised, the likeliest first.
const FIELDS: [Field; 5] = [Field::Person, Field::Org, Field::Publisher, Field::Topic, Field::Kind];

/// A value of the data, as a part of a query writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Named {
    /// The field.
    pub field: Field,
    /// The text that means it and nothing else in that field.
    pub text: String,
}

/// A list of names, and the fields whose values it has; of entities both.
#[derive(Clone, Copy)]
struct List<'a> {
    names: NameList<'a>,
    of: &'static [Field],
}

/// The lists of names of a dataset.
pub(super) struct Lists<'a> {
    words: &'a WordEvents<'a>,
    dataset: &'a Dataset,
    all: Vec<List<'a>>,
}

/// A typed word: as it was typed, and its parts between hyphens, folded.
pub(super) struct Typed<'t> {
    text: &'t str,
    atoms: Vec<String>,
}

impl<'t> Typed<'t> {
    pub(super) fn new(text: &'t str) -> Typed<'t> {
        Typed { text, atoms: atoms(text) }
    }
}

/// The words of a text, folded, compound ones in their parts.
fn atoms(text: &str) -> Vec<String> {
    let words = language::words(text).filter(|word| !word.part);
    words.flat_map(|word| word.folded.split('-').map(str::to_owned).collect::<Vec<_>>()).collect()
}

impl<'a> Lists<'a> {
    pub(super) fn new(words: &'a WordEvents<'a>) -> Lists<'a> {
        let dataset = words.dataset();
        let mut all = vec![
            List { names: dataset.names_of_entities(), of: &[Field::Person, Field::Org] },
            List { names: dataset.names_of_publishers(), of: &[Field::Publisher] },
        ];
        let columns: [(ColumnOf, &[Field]); 4] = [
            (ColumnOf::Person, &[Field::Person]),
            (ColumnOf::Org, &[Field::Org]),
            (ColumnOf::Topic, &[Field::Topic]),
            (ColumnOf::Kind, &[Field::Kind]),
        ];
        for (column, of) in columns {
            all.extend(dataset.names_in(column).map(|names| List { names, of }));
        }
        Lists { words, dataset, all }
    }

    /// The longest name that typed words are, the first of them among them, and how many they are: names of persons
    /// before those of bodies, then publishers, topics and kinds.
    pub(super) fn longest(&self, typed: &[Typed<'_>]) -> Option<(usize, Named)> {
        let mut best = None;
        let mut sets: Vec<(List<'a>, Vec<u32>)> = Vec::new();
        for (at, word) in typed.iter().enumerate() {
            if at == 0 {
                sets = self.all.iter().map(|list| (*list, self.with_atoms(*list, &word.atoms))).collect();
            } else {
                for (list, numbers) in &mut sets {
                    let more = self.with_atoms(*list, &word.atoms);
                    numbers.retain(|number| more.binary_search(number).is_ok());
                }
            }
            sets.retain(|(_, numbers)| !numbers.is_empty());
            if sets.is_empty() || word.atoms.is_empty() {
                break;
            }
            if let Some(named) = self.whole(&sets, &typed[..=at]) {
                best = Some((at + 1, named));
            }
        }
        let kind =
            (1..=MOST_OF_KIND.min(typed.len())).rev().find_map(|length| Some((length, self.kind(&typed[..length])?)));
        if let Some(kind) = kind.filter(|(length, _)| best.as_ref().is_none_or(|(of_best, _)| length > of_best)) {
            return Some(kind);
        }
        best.or_else(|| Some((1, self.only_person(typed.first()?)?)))
    }

    /// The kind that the screen calls in another language as typed words do, in any form, if the data have it.
    fn kind(&self, typed: &[Typed<'_>]) -> Option<Named> {
        let atoms: Vec<&str> = typed.iter().flat_map(|word| word.atoms.iter().map(String::as_str)).collect();
        let first = atoms.first()?.chars().next()?;
        let is_it = |called: &str| {
            let words: Vec<&str> = called.split(' ').collect();
            called.starts_with(first)
                && words.len() == atoms.len()
                && atoms.iter().zip(&words).all(|(atom, word)| inflect::same_word(atom, word))
        };
        let (word, _) = Ui::kinds_called().find(|(_, called)| is_it(called))?;
        let has = self.dataset.names_in(ColumnOf::Kind).any(|names| names.find(word).is_some());
        (has && word != OTHER).then(|| Named { field: Field::Kind, text: word.to_owned() })
    }

    /// The values whose whole name some typed words are; these are in the sets of what has all of the words.
    fn whole(&self, sets: &[(List<'a>, Vec<u32>)], typed: &[Typed<'_>]) -> Option<Named> {
        let key = name_key(&typed.iter().map(|word| word.text).collect::<Vec<_>>().join(" "));
        if self.dataset.entities().is_ambiguous(&key) {
            return None;
        }
        FIELDS.into_iter().find_map(|field| {
            let mut meant: Vec<Meant> = Vec::new();
            for (list, numbers) in sets.iter().filter(|(list, _)| list.of.contains(&field)) {
                let equal = list.names.find(&key);
                let read = match &equal {
                    Some(number) => std::slice::from_ref(number),
                    None if numbers.len() <= MOST_READ => numbers,
                    None => &[],
                };
                for number in read {
                    if self.is_whole(*list, *number, typed)
                        && let Some(found) = self.meant(*list, *number, field)
                        && !meant.contains(&found)
                    {
                        meant.push(found);
                    }
                }
            }
            // A name that several have means none of them.
            let [only] = meant.as_slice() else { return None };
            self.named(field, only)
        })
    }

    /// Whether typed words are the name of a value as it is written, in any language.
    pub(super) fn is_name(&self, typed: &[&str]) -> bool {
        let typed = typed.join(" ");
        let (key, atoms) = (name_key(&typed), atoms(&typed));
        self.all.iter().any(|list| {
            let numbers = self.with_atoms(*list, &atoms);
            let mut is_name = false;
            for number in numbers.into_iter().take(MOST_READ) {
                list.names.each_name(number, &mut |name| is_name |= name_key(name) == key);
            }
            is_name
        })
    }

    /// Whether some event has a country or a group.
    pub(super) fn has_country(&self, code: &str) -> bool {
        self.dataset.has_country(code)
    }

    /// The person in whose name a word stands, if it stands in no other's and is no word that the data print small.
    fn only_person(&self, typed: &Typed<'_>) -> Option<Named> {
        let [atom] = typed.atoms.as_slice() else { return None };
        if atom.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_NAME || self.dataset.is_printed_small(atom) {
            return None;
        }
        let mut only: Option<Meant> = None;
        for list in self.all.iter().filter(|list| list.of.contains(&Field::Person)) {
            for number in self.with_atoms(*list, &typed.atoms) {
                let Some(meant) = self.meant(*list, number, Field::Person) else { continue };
                if only.as_ref().is_some_and(|only| *only != meant) {
                    return None;
                }
                only = Some(meant);
            }
        }
        self.named(Field::Person, &only?)
    }

    /// What has all of some words in its names, in any form and spelling; ascending.
    fn with_atoms(&self, list: List<'a>, atoms: &[String]) -> Vec<u32> {
        let mut all: Option<Vec<u32>> = None;
        for atom in atoms {
            let mut numbers = self.words.with_forms(list.names, atom);
            if let Some(all) = &all {
                numbers.retain(|number| all.binary_search(number).is_ok());
            }
            all = Some(numbers);
        }
        all.unwrap_or_default()
    }

    /// What a number of a list means as a value of a field; `None` where it is no value of it, or of no event.
    fn meant(&self, list: List<'a>, number: u32, field: Field) -> Option<Meant> {
        let entities = self.dataset.entities();
        let entity = |number: u32| {
            let is_of_field = entities.all()[number as usize].may_be_person() == (field == Field::Person);
            (is_of_field && self.has_events(number)).then_some(Meant::Entity(number))
        };
        let Some(value) = list.names.value(number) else {
            let key = if field == Field::Publisher {
                self.dataset.values(ValuesOf::Publishers).key(number as usize)
            } else {
                return entity(number);
            };
            return key.map(|key| Meant::Name(key.to_owned()));
        };
        if !matches!(field, Field::Person | Field::Org) {
            return Some(Meant::Name(value.key().to_owned()));
        }
        match entities.number_of_value(value.key()) {
            Some(number) => entity(number),
            // An id that leads nowhere is no better than the name beside it.
            None => Some(Meant::Name(key_of_nobody(&value))),
        }
    }

    /// Whether some event names an entity.
    fn has_events(&self, number: u32) -> bool {
        let entities = self.dataset.entities();
        let keys = entities.keys_of(&entities.all()[number as usize]);
        let mut columns = [ColumnOf::Person, ColumnOf::Org].into_iter().flat_map(|of| self.dataset.names_in(of));
        columns.any(|names| keys.iter().any(|key| names.find(key).is_some()))
    }

    /// Whether typed words are one whole name of what a number of a list means.
    fn is_whole(&self, list: List<'a>, number: u32, typed: &[Typed<'_>]) -> bool {
        // A query has no word twice: `Ministry of Commerce of China` comes with one `of`.
        let once = |atoms: &mut Vec<String>| {
            let mut seen: Vec<String> = Vec::new();
            atoms.retain(|atom| {
                !seen.contains(atom) && {
                    seen.push(atom.clone());
                    true
                }
            });
        };
        let mut wanted: Vec<String> = typed.iter().flat_map(|word| word.atoms.clone()).collect();
        once(&mut wanted);
        let has_small = typed.iter().any(|word| word.text.contains(char::is_lowercase));
        let mut found = false;
        list.names.each_name(number, &mut |name| {
            if found || has_small && is_abbreviation(name) {
                return;
            }
            let mut of_name = atoms(name);
            once(&mut of_name);
            found = of_name.len() == wanted.len()
                && wanted.iter().zip(&of_name).all(|(wanted, word)| self.is_one_word(wanted, word));
        });
        found
    }

    fn is_one_word(&self, typed: &str, word: &str) -> bool {
        typed == word
            || inflect::same_word(typed, word)
            || self.words.spellings(typed).of_word(typed).iter().any(|spelling| spelling == word)
    }

    /// The value with a text that means it alone.
    fn named(&self, field: Field, meant: &Meant) -> Option<Named> {
        let text = written(self.dataset, field, meant)?;
        Some(Named { field, text })
    }
}

/// The key of a value that means no entity.
fn key_of_nobody(value: &ColumnValue<'_>) -> String {
    if value.key().starts_with('#') { value.printed_key() } else { value.key().to_owned() }
}

/// Whether a name is an abbreviation, which small letters do not mean.
fn is_abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    !name.contains(' ') && letters.clone().count() <= LONGEST_ABBREVIATION && !letters.clone().any(char::is_lowercase)
}

/// Values that are looked at for their events at most.
const MOST_WEIGHED: usize = 2_048;

/// A value of a column that is weighed: by its key, or where it is at hand.
pub(super) enum Weighed<'a> {
    Key(&'a str),
    Value(&'a ColumnValue<'a>),
}

/// Chooses in a list of names, and tells how many records have a value of a column.
pub(super) type Choice<'a> = (&'a dyn Fn(NameList<'_>) -> Vec<u32>, &'a dyn Fn(ColumnOf, Weighed<'_>) -> usize);

/// The values of a field that `choose` finds in the lists of the words of their names, no more than `most`: those that most
/// records have, of as many in the order of their names. Each with the name that is shown in a language.
pub(super) fn best(
    dataset: &Dataset,
    field: Field,
    (choose, weigh): Choice<'_>,
    most: usize,
    lang: Lang,
) -> Vec<(Named, String)> {
    let entities = dataset.entities();
    let mut weights: HashMap<Meant, (usize, String)> = HashMap::new();
    let mut add = |meant: Meant, weight: usize, name: &str| {
        weights.entry(meant).or_insert_with(|| (0, name.to_owned())).0 += weight;
    };
    let columns: &[ColumnOf] = match field {
        Field::By => &[ColumnOf::By],
        Field::Place => &[ColumnOf::Place],
        field => values_of(field).map_or(&[], ValuesOf::columns),
    };
    let of_people = matches!(field, Field::Person | Field::Org | Field::By);
    let is_of_field = |entity: &Entity| field == Field::By || entity.may_be_person() == (field == Field::Person);
    if of_people {
        for number in choose(dataset.names_of_entities()).into_iter().take(MOST_WEIGHED) {
            let entity = &entities.all()[number as usize];
            if !is_of_field(entity) {
                continue;
            }
            let keys = entities.keys_of(entity);
            let weight = columns.iter().flat_map(|of| keys.iter().map(|key| weigh(*of, Weighed::Key(key)))).sum();
            if weight > 0 {
                add(Meant::Entity(number), weight, entity.name.shown(lang));
            }
        }
    }
    if let Some(first) = columns.first() {
        // While data are read, several lists may have one value.
        let mut weighed: HashSet<&str> = HashSet::new();
        for names in dataset.names_in(*first) {
            let values = choose(names).into_iter().take(MOST_WEIGHED).filter_map(|at| names.value(at));
            for value in values.filter(ColumnValue::is_printed) {
                if !weighed.insert(value.key()) {
                    continue;
                }
                if !of_people {
                    add(Meant::Name(value.key().to_owned()), weigh(*first, Weighed::Value(&value)), value.name(lang));
                } else if entities.number_of_value(value.key()).is_none() {
                    add(Meant::Name(key_of_nobody(&value)), weigh(*first, Weighed::Value(&value)), value.name(lang));
                }
            }
        }
    } else if field == Field::Publisher {
        let values = dataset.values(ValuesOf::Publishers);
        for at in choose(dataset.names_of_publishers()).into_iter().map(|at| at as usize) {
            if let Some(key) = values.key(at) {
                let weight = weigh(ColumnOf::Publisher, Weighed::Key(key));
                add(Meant::Name(key.to_owned()), weight, values.name(entities, at, lang));
            }
        }
    }
    let mut best: Vec<(usize, String, Meant)> =
        weights.into_iter().map(|(meant, (weight, name))| (weight, name, meant)).collect();
    best.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)).then_with(|| a.2.cmp(&b.2)));
    let named = best.into_iter().filter_map(|(_, name, meant)| {
        let text = match values_of(field) {
            Some(_) => written(dataset, field, &meant)?,
            None => name.clone(),
        };
        Some((Named { field, text }, name))
    });
    named.take(most).collect()
}

/// The text that means a value of a field and no other: a name of it, else its id; `None` where no text does.
pub(super) fn written(dataset: &Dataset, field: Field, meant: &Meant) -> Option<String> {
    let of = values_of(field)?;
    let is_it = |text: &str| !text.is_empty() && names::meant(dataset, of, text) == *meant;
    match meant {
        Meant::Entity(number) => {
            let entity = &dataset.entities().all()[*number as usize];
            let text = entity.names().find(|name| is_it(name)).map(str::to_owned);
            text.or_else(|| is_it(&entity.id).then(|| entity.id.clone()))
        }
        Meant::Name(key) => {
            let lines = printed(dataset, of, key)?;
            lines.split('\n').find(|line| is_it(line)).map(str::to_owned)
        }
    }
}

/// A name as it is printed first, a line for each language.
fn printed(dataset: &Dataset, of: ValuesOf, key: &str) -> Option<String> {
    let Some(field) = of.columns().first() else {
        let values = dataset.values(of);
        let at = values.find_name(key)?;
        return Some(values.versions(at).collect::<Vec<_>>().join("\n"));
    };
    dataset.names_in(*field).find_map(|names| Some(names.value(names.find(key)?)?.printed().to_owned()))
}

//! The countries that took part in events, as numbers of the whole dataset.
//!
//! Heads number countries for each segment; a count of many events needs one numbering and no texts. What is counted is
//! not known here.

use super::{Dataset, EventId};
use hashbrown::HashMap;

/// One numbering of all countries of a dataset.
pub struct Countries<'a> {
    dataset: &'a Dataset,
    codes: Vec<&'a str>,
    numbers: HashMap<&'a str, u32>,
    /// For each part the numbers of its countries.
    of_part: Vec<Vec<u32>>,
}

impl<'a> Countries<'a> {
    /// The countries of a dataset. Costs what its different countries cost.
    pub fn new(dataset: &'a Dataset) -> Countries<'a> {
        let mut countries = Countries { dataset, codes: Vec::new(), numbers: HashMap::new(), of_part: Vec::new() };
        for part in &dataset.parts {
            let names = part.segment.events().country_names().iter();
            let numbers = names.map(|code| countries.add(code)).collect();
            countries.of_part.push(numbers);
        }
        for code in dataset.merged_heads.0.country_names() {
            countries.add(code);
        }
        countries
    }

    fn add(&mut self, code: &'a str) -> u32 {
        let next = self.codes.len() as u32;
        let number = *self.numbers.entry(code).or_insert(next);
        if number == next {
            self.codes.push(code);
        }
        number
    }

    /// The codes, or what was written, by number.
    pub fn codes(&self) -> &[&'a str] {
        &self.codes
    }

    /// Calls `found` with each of `events`, which are numbers under which events are shown, ascending, and the countries that took
    /// part in it.
    pub fn each_present(&self, events: impl Iterator<Item = u32>, mut found: impl FnMut(EventId, &[u32])) {
        let (merged, at_merged) = (&self.dataset.merged_heads.0, &self.dataset.merged_heads.1);
        let mut present = Vec::new();
        let mut events = events.peekable();
        for (part, numbers) in self.dataset.parts.iter().zip(&self.of_part) {
            let heads = part.segment.events();
            let end = part.base + heads.len() as u32;
            while let Some(event) = events.next_if(|event| *event < end) {
                present.clear();
                if let Some(&at) = at_merged.get(&event) {
                    let named = merged.country_numbers(at).filter(|(_, took_part)| *took_part);
                    present
                        .extend(named.map(|(number, _)| self.numbers[&*merged.country_names()[usize::from(number)]]));
                } else {
                    let named = heads.country_numbers((event - part.base) as usize).filter(|(_, took_part)| *took_part);
                    present.extend(named.map(|(number, _)| numbers[usize::from(number)]));
                }
                found(EventId(event), &present);
            }
        }
    }
}

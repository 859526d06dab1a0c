//! Which words of the data are another spelling of a name that is asked for, mostly in another script.
//!
//! Other spellings are for names: what is found must be printed as a name somewhere, and neither word be one that the
//! data print small, but for names of persons and places. That is judged of all data together, so that one word is
//! found in every record or in none. What a query is, is not known here.

use super::Dataset;
use crate::index::WordList;
use crate::language::capitals::{self, Print};
use crate::language::romanise;

impl Dataset {
    /// The other spellings that the data have of the name that a folded word may be, in the order of the alphabet.
    pub fn spellings(&self, folded: &str) -> Vec<String> {
        let mut found: Vec<&str> = Vec::new();
        if romanise::is_searchable(folded) {
            let add = &mut |key: &str| found.extend(self.judged_lists().flat_map(|list| list.names_with_key(key)));
            romanise::each_name_key(folded, &mut String::new(), add);
        }
        found.retain(|word| *word != folded && romanise::is_searchable(word) && romanise::same_name(folded, word));
        found.sort_unstable();
        found.dedup();
        if found.is_empty() {
            return Vec::new();
        }
        let asked = self.print(|list| list.print_of_forms(folded));
        if asked.is_partly_small() {
            return Vec::new();
        }
        found.retain(|word| {
            let print = self.print(|list| list.print_of_forms(word));
            let is_abbreviation = print.is_abbreviation() || asked.is_abbreviation();
            let is_name = !print.is_small() && !capitals::is_of_calendar(word);
            is_name && (!is_abbreviation || romanise::same_abbreviation(folded, word))
        });
        found.into_iter().map(str::to_owned).collect()
    }

    /// Whether the data print a folded word small often enough to doubt that who types it means a name.
    pub fn is_printed_small(&self, folded: &str) -> bool {
        self.print(|list| list.print_of_forms(folded)).is_partly_small()
    }

    /// The lists of words by which it is judged how a word is printed: those of all data.
    #[cfg(not(feature = "store"))]
    fn judged_lists(&self) -> impl Iterator<Item = &WordList> {
        self.word_lists()
    }

    fn print(&self, of: impl Fn(&WordList) -> Print) -> Print {
        let mut print = Print::default();
        self.judged_lists().for_each(|list| print.add(of(list)));
        print
    }
}

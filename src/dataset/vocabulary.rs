//! How all data print words, for a part of them: which words are spellings of a name is judged of all together.
//!
//! Where the words come from is not known here.

use super::{Dataset, Lookup};
use crate::index::WordList;
use crate::language::capitals::Print;
use crate::load::input::Printed;
use std::sync::Arc;

/// Words of all data with how they are printed.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(Arc<WordList>);

impl Vocabulary {
    /// Of folded words with their [`Print`]s as numbers, in any order.
    pub fn new(mut words: Printed) -> Vocabulary {
        words.sort_unstable();
        words.dedup();
        let print = |[occurrences, small, roles]: [u16; 3]| Print { occurrences, small, roles: roles as u8 };
        Vocabulary(Arc::new(WordList::of_prints(words.iter().map(|(word, prints)| (word.as_str(), print(*prints))))))
    }
}

impl Dataset {
    /// The same data as a part of more, which print words so.
    #[must_use]
    pub fn part_of_more(&self, vocabulary: Vocabulary) -> Dataset {
        Dataset { vocabulary: Some(vocabulary), ..self.clone() }
    }

    /// The same records, which name those whom other data know.
    #[must_use]
    pub fn naming_those_of(&self, other: &Dataset) -> Dataset {
        Dataset { entities: Arc::clone(&other.entities), ..self.clone() }
    }

    /// The lists of words by which it is judged how a word is printed.
    pub(super) fn judged_lists(&self) -> impl Iterator<Item = &WordList> {
        let own = self.vocabulary.is_none().then(|| self.word_lists()).into_iter().flatten();
        own.chain(self.vocabulary.as_ref().map(|vocabulary| &*vocabulary.0))
    }

    /// The words of all data that are forms or other spellings of a folded one, as far as the vocabulary has them.
    pub fn forms_in_all(&self, folded: &str) -> Vec<String> {
        let Some(Vocabulary(list)) = &self.vocabulary else { return Vec::new() };
        list.found_by(folded, &self.spellings(folded)).into_iter().map(|at| list.word(at).to_owned()).collect()
    }

    /// The words of all data of which something holds, as far as the vocabulary has them.
    pub fn like_in_all(&self, is: &dyn Fn(&str) -> bool) -> Vec<String> {
        let Some(Vocabulary(list)) = &self.vocabulary else { return Vec::new() };
        (0..list.len()).map(|at| list.word(at)).filter(|word| is(word)).map(str::to_owned).collect()
    }

    /// The numbers of the entities that have a word of which something holds in a name, and of those that have it in an alias
    /// alone.
    pub fn entities_with_words_like(&self, is: &dyn Fn(&str) -> bool) -> (Vec<u32>, Vec<u32>) {
        self.entities.with_words(&|list| Lookup::Like(is).numbers(list, &|| false))
    }

    /// The keys of the entities that have a word which begins with a folded one or, with `forms`, a form or spelling of it.
    pub fn keys_with_word(&self, folded: &str, forms: bool) -> Vec<String> {
        let (named, aliased) = self.entities_with_word(folded, forms);
        let found = named.into_iter().chain(aliased).map(|number| &self.entities.all()[number as usize]);
        found.flat_map(|entity| self.entities.keys_of(entity)).collect()
    }

    /// The numbers of the entities that have such a word in a name, and of those that have it in an alias alone.
    pub fn entities_with_word(&self, folded: &str, forms: bool) -> (Vec<u32>, Vec<u32>) {
        let spellings = self.spellings(folded);
        let lookup = if forms { Lookup::Wide(folded, &spellings) } else { Lookup::Beginning(folded) };
        self.entities.with_words(&|list| lookup.numbers(list, &|| false))
    }
}

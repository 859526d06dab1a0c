//! Where a query's words stand in a text on the screen.
//!
//! Only what a record is selected for is shown as a hit, never what it is excluded for: the words of negated parts
//! are passed over. A field's words are hits in texts of that field only, so that `by:` marks speakers and not every
//! mention. This module knows texts and queries, not colours or lines.

use std::ops::Range;

use super::ast::{Expr, Field, Part, Query, Value};
use super::compounds::{Compound, compounds};
use super::matcher::Matcher;
use super::matches::{Where, phrase_ranges, value_matches};
use super::spellings::Spellings;
use crate::language;

/// The byte ranges of a running text that the query's words and phrases match, in order and apart from each other.
pub fn hits(query: &Query, spellings: &Spellings, text: &str) -> Vec<Range<usize>> {
    hits_in(query, spellings, Where::Text, text)
}

/// Like [`hits`], in a text of which it is known what it is part of: the values of its fields are hits too.
pub fn hits_in(query: &Query, spellings: &Spellings, place: Where, text: &str) -> Vec<Range<usize>> {
    let mut marking = Marking { hits: Vec::new(), is_literal: query.is_literal(), spellings, place, text };
    for part in &query.parts {
        match part {
            Part::Values(values) if !values.negated => marking.mark_values(values.field, &values.values),
            Part::Search(expr) => marking.mark(expr),
            Part::Values(_) | Part::Dates(_) | Part::Literal => {}
        }
    }
    merged(marking.hits)
}

/// A text that is being marked.
struct Marking<'a> {
    hits: Vec<Range<usize>>,
    is_literal: bool,
    spellings: &'a Spellings,
    place: Where,
    text: &'a str,
}

impl Marking<'_> {
    fn mark(&mut self, expr: &Expr) {
        let (is_literal, spellings) = (self.is_literal, self.spellings);
        match expr {
            Expr::And(exprs) | Expr::Or(exprs) => exprs.iter().for_each(|expr| self.mark(expr)),
            Expr::Field(field, values) => self.mark_values(*field, values),
            Expr::Not(_) | Expr::Dates(_) => {}
            // Words do not select by a publisher, so they are no reason to mark it.
            Expr::Word(_) | Expr::Phrase(_) | Expr::Near(_) if self.place == Where::Publisher => {}
            Expr::Phrase(phrase) => self.hits.extend(phrase_ranges(self.text, phrase)),
            Expr::Near(word) if !is_literal => self.mark_words(word, |word| Matcher::near(word, spellings)),
            Expr::Word(word) | Expr::Near(word) => {
                self.mark_words(word, |word| Matcher::of_query(word, is_literal, spellings));
            }
        }
    }

    /// Marks each word, and each part of a compound one, that a word of `wanted` or a part of it finds.
    fn mark_words(&mut self, wanted: &str, matcher: impl Fn(&str) -> Matcher) {
        for Compound { whole, parts } in compounds(wanted) {
            for matcher in [&whole].into_iter().chain(&parts).map(|word| matcher(word)) {
                let found = language::words(self.text).filter(|word| matcher.matches(&word.folded).is_some());
                self.hits.extend(found.map(|word| word.start..word.end));
            }
        }
    }

    fn mark_values(&mut self, field: Field, values: &[Value]) {
        let place = self.place;
        let is_of_field = match field {
            Field::Person | Field::Org => matches!(place, Where::Name | Where::Speaker),
            Field::By => place == Where::Speaker,
            Field::Said => place == Where::Quote,
            Field::Topic => place == Where::Topic,
            Field::Place => place == Where::Place,
            Field::Publisher => place == Where::Publisher,
            Field::Country | Field::Kind | Field::Lang | Field::Id | Field::Basis | Field::Confidence | Field::Has => {
                false
            }
        };
        if !is_of_field {
            return;
        }
        let (is_literal, spellings) = (self.is_literal, self.spellings);
        // All words of a value belong to one name, so a text that has only some of them is no hit.
        let is_hit = |value: &&Value| value_matches(field, value, self.text, is_literal, spellings);
        for value in values.iter().filter(is_hit).collect::<Vec<_>>() {
            if field == Field::Said && value.exact {
                self.hits.extend(phrase_ranges(self.text, &value.text));
            } else {
                let is_literal = is_literal || value.exact;
                self.mark_words(&value.text, |word| Matcher::of_query(word, is_literal, spellings));
            }
        }
    }
}

/// The ranges in order, those that overlap or touch as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Event, Text};
    use crate::query::matches::{EventText, Marks, event_matches};

    #[track_caller]
    fn assert_marked(query: &str, place: Where, text: &str, marked: &[&str]) {
        let query = Query::parse(query).unwrap();
        let hits: Vec<&str> =
            hits_in(&query, &Spellings::default(), place, text).into_iter().map(|hit| &text[hit]).collect();
        assert_eq!(hits, marked, "{query} in {text}");
    }

    #[test]
    fn words_and_phrases_are_marked_whole() {
        for (query, text, marked) in [
            ("токаев", "Токаева и ТОКАЕВ", &["Токаева", "ТОКАЕВ"][..]),
            ("токаев -макрон", "Токаева и Макрон", &["Токаева"]),
            ("жомарт", "Касым-Жомарт Токаев", &["Жомарт"]),
            ("Касым-Жомарт", "Касым-Жомарт", &["Касым-Жомарт"]),
            ("\"редких земель*\"", "добыча РЕДКИХ\nЗЕМЕЛЬНЫХ", &["РЕДКИХ\nЗЕМЕЛЬ"]),
            ("\"ran\"", "Iran ran", &["ran"]),
            ("a OR b", "b c a", &["b", "a"]),
            ("елка", "Ёлка", &["Ёлка"]),
            ("~tokaev", "Tokayev", &["Tokayev"]),
            ("literal:on ~tokaev", "Tokayev", &[]),
            ("rubio -china (x OR -y)", "Rubio, China, x, y", &["Rubio", "x"]),
            ("country:KZ date:2024", "Kazakhstan 2024", &[]),
        ] {
            assert_marked(query, Where::Text, text, marked);
        }
    }

    #[test]
    fn values_are_marked_in_their_own_field() {
        assert_marked("by:rubio", Where::Speaker, "Marco Rubio", &["Rubio"]);
        assert_marked("by:rubio", Where::Name, "Marco Rubio", &[]);
        assert_marked("by:rubio", Where::Text, "Marco Rubio", &[]);
        assert_marked("person:\"rubio marco\"", Where::Name, "Marco Rubio", &["Marco", "Rubio"]);
        assert_marked("person:\"marco polo\"", Where::Name, "Marco Rubio", &[]);
        assert_marked("-person:rubio", Where::Name, "Marco Rubio", &[]);
        assert_marked("said:\"we will\" OR x", Where::Quote, "We  will mine", &["We  will"]);
        assert_marked("topic:lithium", Where::Topic, "lithium", &["lithium"]);
        assert_marked("publisher:orda", Where::Publisher, "Orda", &["Orda"]);
        assert_marked("orda", Where::Publisher, "Orda", &[]);
    }

    proptest! {
        #[test]
        fn hits_are_in_order_on_letters_and_apart(query in ".{0,20}", text in ".{0,60}") {
            let query = Query::parse_unfinished(&query).0;
            let mut end = None;
            for hit in hits(&query, &Spellings::default(), &text) {
                prop_assert!(hit.start < hit.end && end.is_none_or(|end| end < hit.start));
                prop_assert!(text.get(hit.clone()).is_some());
                end = Some(hit.end);
            }
        }

        #[test]
        fn a_word_that_selects_a_label_is_marked_in_it(
            word in "[a-cа-гёА-В][a-cа-гёА-В+.-]{0,3}|\"[a-b ]{1,4}\"",
            label in "[a-cа-гёА-В+. -]{0,30}",
        ) {
            let query = Query::parse_unfinished(&word).0;
            let event = Event { label: Text::plain(label.clone()), ..Event::default() };
            let event = EventText { event: &event, entities: &[], articles: &[], marks: Marks::default() };
            if !query.is_empty() && event_matches(&query, &Spellings::default(), &event) {
                prop_assert!(!hits(&query, &Spellings::default(), &label).is_empty(), "{} in {}", query, label);
            }
        }
    }
}

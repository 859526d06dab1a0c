//! How well forms of one word are told from other words, on pairs of dictionary form and printed form.
//!
//! `fixtures/words/inflected.tsv` has a pair a line: its kind, both words folded, whether they are the same word, and
//! whether the rules may be fitted to it (`tune`) or it only judges them (`held`, chosen by a hash of the first word).
//! Forms follow the grammar (checked with a dictionary); words that are other ones begin alike on purpose. Short
//! adjectives, irregular verbs and surnames that are also a plural (Морозов) are in it though the rules miss some.

use oreline::door::language::inflect::{has_same_stem, same_word, stem_prefix};

struct Pair {
    kind: &'static str,
    a: &'static str,
    b: &'static str,
    is_same: bool,
    is_held: bool,
}

fn pairs() -> Vec<Pair> {
    let lines = include_str!("../fixtures/words/inflected.tsv").lines().skip(1);
    lines
        .map(|line| {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line:?}");
            let (kind, a, b, verdict, split) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
            assert!(matches!((verdict, split), ("same" | "other", "tune" | "held")), "{line:?}");
            Pair { kind, a, b, is_same: verdict == "same", is_held: split == "held" }
        })
        .collect()
}

/// The share of pairs that are taken for one word, among those that are or are not; also printed.
#[expect(clippy::print_stdout, reason = "the figures themselves are of interest, not only that they are good enough")]
fn share_taken_for_one(kind: &str, is_same: bool, is_held: bool) -> f64 {
    let mut pairs = pairs();
    pairs.retain(|pair| pair.kind == kind && pair.is_same == is_same && pair.is_held == is_held);
    assert!(pairs.len() >= 20, "{kind}: only {} pairs", pairs.len());
    let wrong: Vec<_> = pairs.iter().filter(|pair| same_word(pair.a, pair.b) != is_same).collect();
    let right = pairs.len() - wrong.len();
    let taken = if is_same { right } else { wrong.len() };
    let share = taken as f64 / pairs.len() as f64;
    let part = if is_held { "held" } else { "tune" };
    println!("{kind} {part} {}: {share:.4} of {}", if is_same { "recall" } else { "false" }, pairs.len());
    share
}

#[track_caller]
fn assert_bounds(kind: &str, recall: f64, wrong: f64) {
    for is_held in [false, true] {
        let found = share_taken_for_one(kind, true, is_held);
        assert!(found >= recall, "{kind}: recall {found:.4}");
        let mistaken = share_taken_for_one(kind, false, is_held);
        assert!(mistaken <= wrong, "{kind}: {mistaken:.4} of other words are taken for the same");
    }
}

#[test]
fn persons() {
    assert_bounds("person", 0.98, 0.02);
}

#[test]
fn countries() {
    assert_bounds("country", 0.96, 0.012);
}

#[test]
fn cities() {
    assert_bounds("city", 0.98, 0.012);
}

#[test]
fn common_words() {
    assert_bounds("noun", 0.9, 0.02);
    assert_bounds("english", 0.95, 0.04);
    for is_held in [false, true] {
        assert!(share_taken_for_one("adj", true, is_held) >= 0.85);
        assert!(share_taken_for_one("verb", true, is_held) >= 0.8);
    }
}

#[test]
fn there_are_enough_pairs_and_enough_are_held_out() {
    let pairs = pairs();
    for is_same in [false, true] {
        let count = pairs.iter().filter(|pair| pair.is_same == is_same).count();
        let held = pairs.iter().filter(|pair| pair.is_same == is_same && pair.is_held).count();
        assert!(count >= 400 && held * 10 >= count * 3, "{held} of {count}");
    }
}

#[test]
fn order_does_not_matter_and_forms_share_the_stem() {
    for Pair { a, b, .. } in pairs() {
        let is_same = same_word(a, b);
        assert_eq!(is_same, same_word(b, a), "{a} {b}");
        assert!(same_word(a, a) && same_word(b, b));
        if has_same_stem(a, b) {
            assert!(b.starts_with(stem_prefix(a)), "{b} is outside the range of {a}");
            assert!(a.starts_with(stem_prefix(b)), "{a} is outside the range of {b}");
        }
    }
}

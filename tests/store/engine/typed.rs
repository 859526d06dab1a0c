//! What a text that is typed may go on as: the same candidates in the same order, with the same numbers, as of the file.

use super::browsed;
use crate::answers::loaded;
use crate::common::generate;
use crate::{Files, bundled, node, odd, push};
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::complete;
use oreline::door::store::Told;
use std::cell::Cell;

/// What somebody types: beginnings in two scripts and the other layout, several words, quotes, no letter at all, nothing
/// that begins so, what is no beginning of anything.
const TYPED: &[&str] = &[
    "cou",
    "стр",
    "country:",
    "country:ka",
    "country:каз",
    "country:rfp",
    "country:KZ,mong",
    "country:united st",
    "страна:\"южная к",
    "country:c5",
    "country:zz",
    "person:",
    "person:mar",
    "person:r",
    "person:руб",
    "person:т",
    "person:nj",
    "person:marco ru",
    "лицо:\"марко руб",
    "person:hei,\"Marco R",
    "-person:an",
    "person:и",
    "person:ба",
    "person:Анна с",
    "person:anna ",
    "person:zzzz",
    "org:",
    "org:м",
    "org:госдеп",
    "org:us dep",
    "org:acme",
    "by:",
    "by:ток",
    "by:r",
    "by:ко",
    "topic:",
    "topic:lith",
    "topic:с",
    "тема:me",
    "topic:topic 1",
    "kind:",
    "kind:vis",
    "kind:виз",
    "kind:od",
    "publisher:",
    "publisher:t",
    "publisher:ord",
    "publisher:новости",
    "place:",
    "place:a",
    "place:лон",
    "lang:",
    "lang:r",
    "lang:англ",
    "has:",
    "has:q",
    "basis:",
    "confidence:l",
    "date:",
    "date:20",
    "date:2024-",
    "date:-3",
    "said:li",
    "said:лит",
    "said:w",
    "said:с",
    "said:a.b(",
    "id:",
    "id:2",
    "id:n1",
    "id:я",
    "literal:",
    "(pub",
    "uranium -topic:ur",
    "uranium",
    "",
];

#[test]
fn what_is_typed_goes_on_as_with_the_file() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let generated = files.file("made.jsonl", &generate::lines(2_000));
    let (mut count, mut offered, mut differ) = (0, 0, Vec::new());
    for (name, file, shards) in [
        ("test-typed", bundled(), "1"),
        ("test-typed-odd", files.file("odd.jsonl", &odd()), "1"),
        ("test-typed-made", generated.clone(), "1"),
        ("test-typed-shards", generated, "3"),
    ] {
        push(&node, name, &[&file], &["--replace", "--shards", shards]);
        let here = loaded(Input::Path(file));
        let there = browsed(&node, name).open().unwrap().unwrap();
        // The second time all is known.
        for (lang, again) in [(Lang::En, false), (Lang::Ru, false), (Lang::En, true)] {
            for typed in TYPED {
                let expected = complete(&here, typed, lang);
                // Whoever has to ask would end here.
                let Told::Answer(_, got) = there.complete(typed, lang, &|| again).unwrap() else {
                    panic!("{name}: {typed} is asked for again")
                };
                count += 1;
                offered += usize::from(expected.is_some());
                if got != expected {
                    differ.push(format!("{name}: {typed} in {lang:?}\n  {expected:?}\n  {got:?}"));
                }
            }
        }
    }
    println!("{count} texts go on alike, {offered} of them as something");
    assert!(differ.is_empty(), "{} of {count}:\n{}", differ.len(), differ.join("\n"));
    assert!(offered > 400, "{offered}");
}

#[test]
fn what_is_typed_meanwhile_ends_it() {
    let Some(node) = node() else { return };
    push(&node, "test-typed-ends", &[&bundled()], &["--replace"]);
    let open = || browsed(&node, "test-typed-ends").open().unwrap().unwrap();
    // Names, what each of them weighs, how many events each value has.
    for after in 0..3_usize {
        let there = open();
        let left = Cell::new(after);
        let stop = || left.replace(left.get().saturating_sub(1)) == 0;
        assert!(matches!(there.complete("person:mar", Lang::En, &stop).unwrap(), Told::Stopped), "after {after}");
        let told = there.complete("person:mar", Lang::En, &|| false).unwrap();
        assert!(matches!(told, Told::Answer(_, Some(_))), "what came before is not lost");
    }
}

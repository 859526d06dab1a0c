//! What is made of a segment when it is indexed.

use super::*;
use std::ops::ControlFlow;

#[test]
fn an_article_in_an_event_is_found_by_what_a_record_of_it_is_found_by() {
    let json = r#"{"id":"e","label":"Talks","articles":[{"id":"x","url":"https://e.org/1"},"https://e.org/2",
        {"url":"https://E.org/1#part","headline":"One"},{"headline":"No address"},{"id":"y","headline":"Two"}]}"#;
    let source = Arc::new(Source::from_bytes("test", json.as_bytes()));
    let mut hashes = Vec::new();
    let _ = crate::load::read(&source, &mut |segment, _| {
        let indexed = segment.indexed(&mut RecordIndexBuilder::default(), &|| false).unwrap();
        let heads = &indexed.inline.heads;
        let of_heads: Vec<_> = (0..heads.len()).map(|at| article_hashes(&heads.head(at))).collect();
        assert_eq!(indexed.inline_hashes, of_heads);
        hashes.extend(of_heads);
        ControlFlow::Continue(())
    });
    assert_eq!(hashes.len(), 5);
    assert_eq!(hashes[0][1], hashes[2][1], "one address");
}

#[test]
fn the_place_of_a_record_is_that_in_the_text_however_far_it_is_from_the_one_before() {
    let long = "длинный текст ".repeat(2_000);
    let record = |id: &str, text: &str| format!(r#"{{"id":"{id}","label":"Talks","summary":"{text}"}}"#);
    let text = [
        "[".to_owned(),
        record("a", "x"),
        ",  ".to_owned(),
        record("b", &long),
        ",\n\n ".to_owned(),
        record("c", &long),
        ", ".to_owned(),
        record("d", "y"),
        "]".to_owned(),
    ]
    .concat();
    let source = Arc::new(Source::from_bytes("test", text.clone().into_bytes()));
    let _ = crate::load::read(&source, &mut |segment, _| {
        let expected = ["a", "b", "c", "d"].map(|id| {
            let before = &text[..text.find(&record(id, "")[..10]).unwrap()];
            let line = before.rfind('\n').map_or(0, |end| end + 1);
            (before.matches('\n').count() as u64 + 1, before[line..].chars().count() as u64 + 1)
        });
        // One after the other, and back again.
        let mut locator = segment.locator();
        for at in [0, 1, 2, 3, 1, 0] {
            let place = locator.of_event(at);
            assert_eq!((place.line, place.column), expected[at as usize], "{at}");
        }
        assert_eq!(segment.events().len(), 4);
        ControlFlow::Continue(())
    });
}

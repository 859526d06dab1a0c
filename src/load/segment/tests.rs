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

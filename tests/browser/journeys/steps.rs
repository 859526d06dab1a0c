//! How many keys it takes to see a part of a record, against the time when list and detail stood side by side.
//!
//! `tests/fixtures/keys-before.tsv` was counted on the program as it was before its screen was drawn anew, with the data
//! of today: for records all over the list, in three sizes, the fewest keys after which the heading of a part was on the
//! screen, going down from the top or up from the end by lines, half pages or pages. Nothing may take more now.

use super::*;
use std::collections::BTreeMap;
use std::path::Path;

/// What the parts were called.
const PARTS: [(&str, &str); 5] = [
    ("Quotes", "Quotes  "),
    ("Took part", "Took part  "),
    ("Named", "Named  "),
    ("Articles", "Sources  "),
    ("Related", "Related  "),
];

/// Ways to a part: what is pressed first, and then again and again.
const WAYS: [(&str, &str); 11] = [
    ("", "]"),
    ("", "["),
    ("<Enter>", "<PgDn>"),
    ("<Enter>", "<C-d>"),
    ("<Enter>", "j"),
    ("<Enter>+", "<PgDn>"),
    ("<Enter>G+", "k"),
    ("<Enter>G", "["),
    ("<Enter>G", "<PgUp>"),
    ("<Enter>G", "<C-u>"),
    ("<Enter>G", "k"),
];

/// Where one key more is taken: the sources stood on the last page, which was twice as high. `o` shows them with one.
const ONE_MORE: [(&str, &str); 5] = [
    ("80x24", "2025-06-04-uk-kazakhstan-session-astana-mining-congress"),
    ("80x24", "2025-02-19-india-catamarca-mecl-mou"),
    ("120x40", "2025-05-08-rada-ratifies-minerals-agreement"),
    ("120x40", "2025-04-04-tokayev-von-der-leyen-samarkand"),
    ("120x40", "2025-03-12-korea-mongolia-rare-metals-committee-seoul"),
];

/// Whether the heading of a part is on the screen.
fn is_seen(browser: &Headless, heading: &str) -> bool {
    let area = browser.app().layout().detail.unwrap().inner;
    let screen = browser.text();
    let rows = screen.lines().skip(usize::from(area.y)).take(usize::from(area.height));
    let begins = |row: &str| row.chars().skip(usize::from(area.x)).collect::<String>().starts_with(heading);
    rows.into_iter().any(begins)
}

#[test]
fn no_part_of_a_record_takes_more_keys_than_before() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys-before.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let mut browsers = BTreeMap::new();
    let (mut more, mut before_all, mut now_all, mut counted) = (Vec::new(), 0, 0, 0);
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let [size, id, part, before] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let before: usize = before.parse().unwrap();
        let (width, height) = size.split_once('x').unwrap();
        let new = || bundled(width.parse().unwrap(), height.parse().unwrap());
        let browser: &mut Headless = browsers.entry(size).or_insert_with(new);
        let heading = PARTS.iter().find(|(old, _)| *old == part).map(|(_, new)| *new).unwrap();
        let again = |browser: &mut Headless| {
            browser.press("<Esc><Esc><Esc>/<C-u>").unwrap();
            browser.paste(&format!("id:{id}"));
            browser.press("<Enter>").unwrap();
        };
        let mut fewest = usize::MAX;
        for (first, step) in WAYS {
            // A way that takes more is not gone to its end.
            let first_keys = oreline::door::app::keymap::parse_keys(first).unwrap().len();
            again(browser);
            let mut keys = 0;
            if !is_seen(browser, heading) {
                browser.press(first).unwrap();
                keys = first_keys;
                while !is_seen(browser, heading) && keys < fewest.min(before + 4) {
                    browser.press(step).unwrap();
                    keys += 1;
                }
            }
            if is_seen(browser, heading) {
                fewest = fewest.min(keys);
            }
            if fewest <= before {
                break;
            }
        }
        if fewest > before + usize::from(part == "Articles" && ONE_MORE.contains(&(size, id))) {
            more.push(format!("{size} {id} {part}: {before} before, {fewest} now"));
        }
        (before_all, now_all, counted) = (before_all + before, now_all + fewest.min(before + 9), counted + 1);
    }
    assert!(counted > 100, "{counted}");
    assert!(more.is_empty(), "{} of {counted}, {before_all} and {now_all} keys: {more:#?}", more.len());
    // In all it is much less.
    assert!(now_all * 10 < before_all * 6, "{before_all} keys before, {now_all} now");
}

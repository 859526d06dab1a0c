//! Twelve tasks of a journalist, done by keys. What is in the table is what somebody presses who has read the README once;
//! the keys they took before issue 14 ("finding one's way") and take now:
//!
//! | task | keys before | keys now |
//! |---|---|---|
//! | events with Kazakhstan and the US, without China, since 2024 | 49 | 49 |
//! | what Rubio said | 11 | 11 |
//! | who met Mirziyoyev | 14 | 14 |
//! | articles of one publisher | 18 | 18 |
//! | everything about lithium in quotes | 15 | 10 |
//! | one minister's year | 30 | 22 |
//! | everything since November 2025 | 16 | 10 |
//! | after uranium the same for copper | 18 | 17 |
//! | who took part most often with Mongolia | 5 | 5 |
//! | the address of a source, to be put into a message | not by keys | 2 |
//! | what a query may ask for | not in the program | 2 |
//! | where I was yesterday | 26 | 1 |

use super::*;
use oreline::app::keymap::parse_keys;
use oreline::state::Store;
use oreline::worker::Means;

struct Task {
    /// What is to be found.
    of: &'static str,
    /// The keys before; none where there were no keys for it.
    before: &'static str,
    now: &'static str,
    /// Words on the screen then, in this order.
    shows: &'static [&'static str],
}

const TASKS: [Task; 11] = [
    Task {
        of: "events with Kazakhstan and the US, without China, since 2024",
        before: "/country:KZ country:US -country:CN date:2024..<Enter>",
        now: "/country:KZ country:US -country:CN date:2024..<Enter>",
        shows: &["14 of 170 events"],
    },
    Task {
        of: "what Rubio said",
        before: "3/by:Rubio<Enter>",
        now: "3/by:Rubio<Enter>",
        shows: &["[Quotes]", "Marco Rubio", "8 of 382 quotes"],
    },
    Task {
        of: "who met Mirziyoyev",
        before: "4/Mirziyoyev<Enter>",
        now: "4/Mirziyoyev<Enter>",
        shows: &["›Shavkat Mirziyoyev", "Kassym-Jomart Tokayev"],
    },
    Task {
        of: "articles of one publisher",
        before: "2/publisher:orda<Enter>",
        now: "2/publisher:orda<Enter>",
        shows: &["Orda.kz", "of 774 articles"],
    },
    Task {
        of: "everything about lithium in quotes",
        before: "3/said:lithium<Enter>",
        now: "3/lithium<Enter>",
        shows: &["lithium", "17 of 382 quotes"],
    },
    Task {
        of: "one minister's year",
        before: "/person:Kosherbayev date:2025<Enter>",
        now: "/Kosherbayev<Enter>d2025<PgDn><Enter>",
        shows: &["2025", "date:2025", "of 170 events"],
    },
    Task {
        of: "everything since November 2025",
        before: "/date:2025-11..<Enter>",
        now: "d2025-11<Down><Enter>",
        shows: &["date:2025-11..", "of 170 events"],
    },
    Task {
        of: "after uranium the same for copper",
        before: "/uranium<Enter>/<C-u>copper<Enter>",
        now: "/uranium<Enter>/copper<Enter>",
        shows: &["copper", "of 170 events"],
    },
    Task {
        of: "who took part most often with Mongolia",
        before: "cMN<Enter>4",
        now: "cMN<Enter>4",
        shows: &["[People]", "MN", "country:MN"],
    },
    Task { of: "the address of a source, to be put into a message", before: "", now: "oy", shows: &["https://"] },
    Task { of: "what a query may ask for", before: "", now: "/<F1>", shows: &["What may be typed as a query"] },
];

#[test]
fn the_tasks_of_a_journalist_take_few_keys() {
    for Task { of, before, now, shows } in TASKS {
        let browser = after(now);
        let screen = browser.text();
        let mut rest = screen.as_str();
        for words in shows {
            let at = rest.find(words).unwrap_or_else(|| panic!("{of}: {words:?} is not there:\n{screen}"));
            rest = &rest[at + words.len()..];
        }
        let keys = |sequence: &str| parse_keys(sequence).unwrap().len();
        assert!(before.is_empty() || keys(now) <= keys(before), "{of}: {} keys", keys(now));
    }
}

#[test]
fn where_i_was_yesterday_takes_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let state = Some(Store::in_folder(folder.path().to_owned()));
        let means = Means { inputs: vec![Input::Bundled], state, ..Means::default() };
        Headless::with(means, Settings::default(), Size::new(80, 24)).unwrap()
    };
    let mut yesterday = open();
    yesterday.press("/country:KZ date:2024..<Enter>2jjj").unwrap();
    let place = (query(&yesterday), selected(&yesterday));
    yesterday.press("q").unwrap();
    let mut today = open();
    today.press("'").unwrap();
    assert_eq!((query(&today), selected(&today)), place);
}

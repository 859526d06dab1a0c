//! Tasks of a journalist, done by keys. What is in the table is what somebody presses who has read the README once; with
//! each stands how many keys that takes, and how many it took before issue 14 ("finding one's way"). Two more have tests of
//! their own: where I was yesterday, which took 26 keys and takes one, and a table for a spreadsheet.

use super::*;
use oreline::door::app::keymap::parse_keys;
use oreline::door::model::Day;
use oreline::door::state::StateFile;
use oreline::door::worker::Resources;

struct Task {
    /// What is to be found.
    of: &'static str,
    /// How many keys it took; 0 where there were none for it.
    before: usize,
    now: &'static str,
    /// How many these are.
    keys: usize,
    /// Words on the screen then, in this order.
    shows: &'static [&'static str],
}

const TASKS: [Task; 14] = [
    Task {
        of: "events with Kazakhstan and the US, without China, since 2024",
        before: 49,
        now: "/Kazakhstan US -China 2024..<Tab><Enter>",
        keys: 30,
        shows: &["country:KZ  country:US  -country:CN  date:2024..", "14 of 170 events"],
    },
    Task {
        of: "what Rubio said",
        before: 11,
        now: "3/by:Rubio<Enter>",
        keys: 11,
        shows: &["[Quotes]", "Marco Rubio", "8 of 382 quotes"],
    },
    Task {
        of: "who met Mirziyoyev",
        before: 14,
        now: "4/Mirziyoyev<Enter>",
        keys: 13,
        shows: &["›Shavkat Mirziyoyev", "Kassym-Jomart Tokayev"],
    },
    Task {
        of: "articles of one publisher",
        before: 18,
        now: "2/pub<Tab>orda<Enter>",
        keys: 11,
        shows: &["Orda.kz", "of 774 articles"],
    },
    Task {
        of: "everything about lithium in quotes",
        before: 15,
        now: "3/lithium<Enter>",
        keys: 10,
        shows: &["lithium", "17 of 382 quotes"],
    },
    Task {
        of: "one minister's year",
        before: 25,
        now: "/Saidov 2025<Tab><Enter>",
        keys: 14,
        shows: &["2025", "person:\"Bakhtiyor Saidov\"  date:2025", "3 of 170 events"],
    },
    Task {
        of: "everything since November 2025",
        before: 16,
        now: "dnov 2025<Down><Enter>",
        keys: 11,
        shows: &["date:2025-11..", "of 170 events"],
    },
    Task {
        of: "after uranium the same for copper",
        before: 18,
        now: "/uranium<Enter>/copper<Enter>",
        keys: 17,
        shows: &["copper", "of 170 events"],
    },
    Task {
        of: "who took part most often with Mongolia",
        before: 5,
        now: "cMN<Enter>4",
        keys: 5,
        shows: &["[People]", "MN", "country:MN"],
    },
    Task {
        of: "the address of a source, to be put into a message",
        before: 0,
        now: "oy",
        keys: 2,
        shows: &["https://"],
    },
    Task {
        of: "what happened last month",
        before: 16,
        now: "/date:last-m<Tab><Enter>",
        keys: 14,
        shows: &["date:last-month", "21 of 170 events"],
    },
    Task {
        of: "what Tokayev said about energy",
        before: 20,
        now: "3/by:Tokayev energy<Enter>",
        keys: 20,
        shows: &["[Quotes]", "Kassym-Jomart Tok", "green energy", "3 of 382 quotes"],
    },
    Task {
        of: "with whom Kazakhstan took part",
        before: 21,
        now: "cKZ<Enter>P",
        keys: 5,
        shows: &["Kazakhstan  Казахстан", "44 events", "Took part with", "Uzbekistan", "country:KZ"],
    },
    Task { of: "what a query may ask for", before: 0, now: "/<F1>", keys: 2, shows: &["What may be typed as a query"] },
];

#[test]
fn the_tasks_of_a_journalist_take_few_keys() {
    for Task { of, before, now, keys, shows } in TASKS {
        let settings = Settings { today: Day::from_ymd(2026, 3, 10).unwrap(), ..Settings::default() };
        let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
        browser.press(now).unwrap();
        let screen = browser.text();
        let mut rest = screen.as_str();
        for words in shows {
            let at = rest.find(words).unwrap_or_else(|| panic!("{of}: {words:?} is not there:\n{screen}"));
            rest = &rest[at + words.len()..];
        }
        assert_eq!(parse_keys(now).unwrap().len(), keys, "{of}");
        assert!(before == 0 || keys <= before, "{of}: {keys} keys");
    }
}

#[test]
fn where_i_was_yesterday_takes_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let state = Some(StateFile::in_folder(folder.path().to_owned()));
        let resources = Resources { inputs: vec![Input::Bundled], state, ..Resources::default() };
        Headless::with(resources, Settings::default(), Size::new(80, 24)).unwrap()
    };
    let mut yesterday = open();
    yesterday.press("/country:KZ date:2024..<Enter>2jjj").unwrap();
    let place = (query(&yesterday), selected(&yesterday));
    yesterday.press("q").unwrap();
    let mut today = open();
    today.press("'").unwrap();
    assert_eq!((query(&today), selected(&today)), place);
}

/// `e`, the name with its ending, Enter: what the list shows is a table that a spreadsheet opens.
#[test]
fn a_table_for_a_spreadsheet_takes_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kz.csv");
    let mut browser = after("cKZ<Enter>e");
    assert_shows(&browser, &["csv", "a table for a spreadsheet"]);
    browser.press("<C-u>").unwrap().paste(path.to_str().unwrap());
    browser.press("<Enter>").unwrap();
    assert!(in_one_line(&browser).contains("44 events written to"), "{}", browser.text());
    let table = std::fs::read_to_string(&path).unwrap();
    assert!(table.starts_with("id,date,kind,label,countries,"), "{}", &table[..80]);
}

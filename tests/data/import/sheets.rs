//! Spreadsheets: the first sheet, or the one that a map names; dates as dates, and no more memory than what is in them.

use super::maps::{converted, fixture, rows};
use super::*;

/// A map for the sheet of meetings.
const MAP: &str = "label={Title}; date={Date | date}; countries={Country | country}; participants={People | split ';'}";

#[test]
fn the_first_sheet_is_read_as_a_table_with_dates() {
    let (found, said) = converted(&["--map", MAP, &fixture("more/meetings.xlsx")]);
    assert_eq!(rows(&found), ["2024-02-08 Talks, first", "2024-02-09T12:00:00 A \"second\" visit", " Third"]);
    assert_eq!(found[1]["participants"], serde_json::json!(["Ann Lee", "Bo Chen"]));
    assert!(said.contains("3 events of 3 rows"), "{said}");
    // Rows have their numbers, and what cannot be read is told with them.
    let folder = tempfile::tempdir().unwrap();
    let checked = oreline(folder.path(), &["check", "--map", MAP, &fixture("more/meetings.xlsx")]);
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.contains("meetings.xlsx:6: warning: /date: `soon`"), "{checked}");
    // It is proposed a map as any table.
    let proposed = oreline(folder.path(), &["convert", "--propose-map", &fixture("more/meetings.xlsx")]);
    let map = String::from_utf8(proposed.stdout).unwrap();
    assert!(map.contains("date = \"{Date | date}\"") && map.contains("label = \"{Title}\""), "{map}");
}

#[test]
fn another_sheet_is_asked_for_in_the_map() {
    let (found, _) = converted(&[
        "--map",
        &format!("read.sheet=Visits; {MAP}")
            .replace("; countries={Country | country}; participants={People | split ';'}", ""),
        &fixture("more/meetings.xlsx"),
    ]);
    assert_eq!(rows(&found), ["2024-03 A visit"]);
    let folder = tempfile::tempdir().unwrap();
    let listed =
        oreline(folder.path(), &["list", "--map", "read.sheet=Vists; label={Title}", &fixture("more/meetings.xlsx")]);
    assert!(
        String::from_utf8_lossy(&listed.stderr).contains("no sheet `Vists`; it has Meetings, Visits"),
        "{listed:?}"
    );
}

#[test]
fn a_sheet_of_remarks_is_no_table_and_the_others_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let listed = oreline(folder.path(), &["list", &fixture("more/remarks-first.xlsx")]);
    let said = String::from_utf8_lossy(&listed.stderr).into_owned();
    assert!(said.contains("the sheet `Read me` holds no table; it has Read me, Data"), "{said}");
    let map = "read.sheet=Data; label={Title}; date={Date | date}";
    let (found, _) = converted(&["--map", map, &fixture("more/remarks-first.xlsx")]);
    assert_eq!(rows(&found), ["2024-02-08 Talks"]);
}

#[test]
fn a_spreadsheet_that_would_need_much_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let listed = oreline(folder.path(), &["list", "--map", MAP, &fixture("more/too-large.xlsx")]);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("over 64 MB"), "{listed:?}");
    // A cell of 8 MB of markup, in a file of a few KB: what reads sheets would have it whole in memory.
    let listed = oreline(folder.path(), &["list", "--map", MAP, &fixture("more/large-cell.xlsx")]);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("over 64 MB"), "{listed:?}");
    let bytes = fs::read(fixture("more/meetings.xlsx")).unwrap();
    for length in [4, 100, bytes.len() / 2, bytes.len() - 10] {
        fs::write(folder.path().join("cut.xlsx"), &bytes[..length]).unwrap();
        let listed = oreline(folder.path(), &["list", "--map", MAP, "cut.xlsx"]);
        assert!(!listed.status.success(), "{length}: {listed:?}");
    }
}

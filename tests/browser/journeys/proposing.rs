//! A file that no map knows: how it may be read is shown, changed, taken and saved.

use super::*;
use oreline::door::catalogue::Tongue;
use oreline::door::worker::Resources;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A table of talks as somebody might keep it.
const TALKS: &str = "Event Title,Date of Event,Host Country,Attendees,City,Event Type,Checked by,Source URL,Outlet\n\
    Road map signed,2024-02-08,Kazakhstan,Ann Lee; Bo Chen,Astana,Signing,kd,https://example.org/1,Wire\n\
    Talks on rare earths open,2024-03-11,Mongolia,Cy Dahl,Ulaanbaatar,Meeting,kd,https://example.org/2,Post\n\
    Ministers meet,2024-04,Uzbekistan,Ann Lee; Di Ek,Tashkent,Meeting,,https://example.org/3,Wire\n";

/// Dates that may be read either way round.
const EITHER: &str = "what,day\nTalks open,02/03/2024\nTalks end,04/05/2024\n";

/// The browser on a file of this name, where somebody looks at it; maps are kept in `maps`.
fn browser_on(folder: &Path, name: &str, text: &str, size: Size) -> Headless {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let resources =
        Resources { inputs: vec![Input::Path(path)], maps: Some(folder.join("maps")), ..Resources::default() };
    Headless::with(resources, Settings { proposes: true, ..Settings::default() }, size).unwrap()
}

fn talks(folder: &Path) -> Headless {
    browser_on(folder, "talks.csv", TALKS, Size::new(80, 24))
}

#[test]
fn a_table_that_no_map_knows_is_shown_as_it_would_be_read() {
    let folder = tempfile::tempdir().unwrap();
    for (name, size) in [
        ("proposal-80x24", Size::new(80, 24)),
        ("proposal-120x40", Size::new(120, 40)),
        ("proposal-200x60", Size::new(200, 60)),
    ] {
        let browser = browser_on(folder.path(), "talks.csv", TALKS, size);
        assert_shows(
            &browser,
            &["How to read this file", "Event Title", "title", "Date of Event", "date", "Host Country", "countries"],
        );
        assert_shows(&browser, &["Checked by", "not read"]);
        assert_shows(&browser, &["2024-02-08", "Road map signed", "KZ", "Wire"]);
        assert_shows(
            &browser,
            &["talks.csv: 3 records", "Event Title  in 3 of 3, all different", "8 of 9 fields are read, 1 not"],
        );
        assert_frame(name, &browser);
    }
}

#[test]
fn the_proposal_speaks_russian() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.csv");
    let settings = || Settings { proposes: true, tongue: Tongue::Ru, ..Settings::default() };
    let open = |text: &str, size: Size| {
        fs::write(&path, text).unwrap();
        Headless::new(vec![Input::Path(path.clone())], settings(), size).unwrap()
    };
    for (name, size) in [
        ("proposal-ru-80x24", Size::new(80, 24)),
        ("proposal-ru-120x40", Size::new(120, 40)),
        ("proposal-ru-200x60", Size::new(200, 60)),
    ] {
        let browser = open(TALKS, size);
        assert_shows(&browser, &["Как читать этот файл", "заголовок", "дата", "страны", "участник", "пропускается"]);
        assert_shows(&browser, &["3 записи, UTF-8, через запятую", "в записях: 3 из 3, все разные"]);
        assert_frame(name, &browser);
    }
    // Why a date is to be decided, and what of a record cannot be read.
    let mut browser = open(EITHER, Size::new(120, 40));
    browser.press("<down>").unwrap();
    assert_shows(&browser, &["нужно выбрать", "день и месяц могут стоять в любом порядке"]);
    let browser = open("what,day\nTalks open,08.02.2024\nTalks end,09.02.2024\nTalks go on,x\n", Size::new(120, 40));
    assert_shows(&browser, &["дата: день, месяц", "! `x`: это не дата"]);
}

#[test]
fn enter_opens_the_file_as_it_is_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = talks(folder.path());
    browser.press("<enter>").unwrap();
    assert_shows(&browser, &["April 2024", "Ministers meet", "March 2024", "Talks on rare earths open", "Road map"]);
    assert_hides(&browser, &["How to read this file"]);
    // Reading again reads it so, and a view that is copied names the map.
    browser.press("<f5>").unwrap();
    assert_shows(&browser, &["Ministers meet", "as many events as before"]);
    browser.press("Y").unwrap();
    let line = browser.copied().last().unwrap();
    assert!(line.contains("--map 'date={Date of Event | date}; label={Event Title};"), "{line}");
    let line = line.replacen("oreline", env!("CARGO_BIN_EXE_oreline"), 1) + " --format jsonl";
    let output = Command::new("sh").env("LC_ALL", "C").args(["-c", &line]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().filter(|line| line.contains("\"record\":\"event\"")).count(), 3, "{text}");
    assert!(text.contains("Bo Chen") && text.contains("https://example.org/2"), "{text}");
}

#[test]
fn space_goes_through_what_a_field_may_mean() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = talks(folder.path());
    browser.press("<space>").unwrap();
    assert_shows(&browser, &["Event Title", "not read", "! no title"]);
    assert_shows(&browser, &["7 of 9 fields"]);
    browser.press("<enter>").unwrap();
    assert_shows(&browser, &["How to read this file", "No field becomes a title"]);
    browser.press("<space>").unwrap();
    assert_shows(&browser, &["Event Title", "summary"]);
    // Another field takes the place of the one that had it, and all meanings come round again.
    let mut seen = 0;
    while !browser.text().lines().any(|line| line.contains("Event Title") && line.contains("  title")) {
        browser.press("<space>").unwrap();
        seen += 1;
        assert!(seen < 40, "{}", browser.text());
    }
    browser.press("<down><down><down><down><down><down>").unwrap();
    assert_shows(&browser, &["Checked by  in 2 of 3"]);
    browser.press("<space>").unwrap();
    assert_shows(&browser, &["Event Title", "not read"]);
    assert!(browser.text().lines().any(|line| line.contains("Checked by") && line.contains("title")));
}

#[test]
fn a_date_that_may_be_either_way_round_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = browser_on(folder.path(), "either.csv", EITHER, Size::new(80, 24));
    assert_shows(&browser, &["no date", "day", "? to be decided"]);
    browser.press("j").unwrap();
    assert_shows(&browser, &["! day and month can be either way round in every value"]);
    browser.press("<space>").unwrap();
    assert_shows(&browser, &["date, day first", "2024-05-04", "Talks end"][..1]);
    assert_shows(&browser, &["2024-03-02", "Talks open"]);
    browser.press("<space>").unwrap();
    assert_shows(&browser, &["2024-02-03", "Talks open"]);
    browser.press("<enter>").unwrap();
    assert_shows(&browser, &["April 2024", "Talks end", "February 2024", "Talks open"]);
}

#[test]
fn dates_of_both_orders_are_read_as_the_user_says() {
    let folder = tempfile::tempdir().unwrap();
    let table =
        "what,day,where\nTalks open,12.03.2024,Astana\nTalks go on,13.03.2024,Osh\nTalks end,12.13.2024,Almaty\n";
    let mut browser = browser_on(folder.path(), "mixed.csv", table, Size::new(80, 24));
    browser.press("j").unwrap();
    assert_shows(&browser, &["! some values have the day first and some the month"]);
    browser.press("<space>").unwrap();
    assert_shows(&browser, &["date, day first"]);
    assert_shows(&browser, &["2024-03-12", "Talks open"]);
    browser.press("<enter>").unwrap();
    assert_shows(&browser, &["March 2024", "Talks go on", "Talks open", "No date", "Talks end"]);
    // Nobody typed `--map`, so no remark says so.
    browser.press("p").unwrap();
    assert_shows(&browser, &["12.13.2024"]);
    assert_hides(&browser, &["--map"]);
}

#[test]
fn a_meaning_that_is_passed_by_goes_back_to_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = talks(folder.path());
    let before = browser.text();
    let has_title = |browser: &Headless, field: &str| {
        browser.text().lines().any(|line| line.contains(field) && line.contains("  title"))
    };
    // Round once through all that another field may mean.
    browser.press("<down><down><down><down><down><down>").unwrap();
    let at_rest = browser.text();
    let mut took = false;
    for turn in 1.. {
        browser.press("<space>").unwrap();
        took |= has_title(&browser, "Checked by");
        assert_eq!(has_title(&browser, "Event Title"), !has_title(&browser, "Checked by"));
        if took && browser.text() == at_rest {
            break;
        }
        assert!(turn < 40, "{}", browser.text());
    }
    browser.press("<up><up><up><up><up><up>").unwrap();
    assert_eq!(browser.text(), before);
    // The one that has yielded takes it back with one press.
    browser.press("<down><down><down><down><down><down>").unwrap();
    while !has_title(&browser, "Checked by") {
        browser.press("<space>").unwrap();
    }
    browser.press("<up><up><up><up><up><up><space>").unwrap();
    assert!(has_title(&browser, "Event Title") && !has_title(&browser, "Checked by"), "{}", browser.text());
}

#[test]
fn a_map_that_is_saved_reads_such_files_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = talks(folder.path());
    browser.press("w").unwrap();
    assert_shows(&browser, &["Save this map", "name: talks"]);
    browser.press("<enter>").unwrap();
    assert_shows(&browser, &["How to read this file", "Saved as"]);
    let saved = folder.path().join("maps/talks.toml");
    assert!(fs::read_to_string(&saved).unwrap().contains("[match]\ncolumns = [\"Event Title\""));
    // One that is there is replaced only when asked twice, and a bad name is said.
    browser.press("w<enter>").unwrap();
    assert_shows(&browser, &["A map of that name is there"]);
    browser.press("<enter>").unwrap();
    assert_shows(&browser, &["Saved as"]);
    browser.press("w<c-u>../talks<enter>").unwrap();
    assert_shows(&browser, &["is no name for a map"]);
    browser.press("<esc>").unwrap();
    assert_shows(&browser, &["How to read this file"]);
    // Another file with these columns opens without being asked for.
    let home = folder.path().join("home");
    fs::create_dir_all(home.join("oreline/maps")).unwrap();
    fs::copy(&saved, home.join("oreline/maps/talks.toml")).unwrap();
    let other = folder.path().join("other.csv");
    fs::write(&other, TALKS.replace("Road map", "Accord")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_oreline"))
        .env("LC_ALL", "C")
        .env("XDG_CONFIG_HOME", &home)
        .args(["list", "--format", "plain"])
        .arg(&other)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Accord signed") && output.status.success(), "{text}");
}

#[test]
fn what_is_not_to_be_read_so_stays_unread() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = talks(folder.path());
    browser.press("<esc>").unwrap();
    assert_shows(&browser, &["How to read this file", "Enter opens the file so, q leaves it unread"]);
    browser.paste("minerals");
    assert_shows(&browser, &["How to read this file"]);
    browser.press("q").unwrap();
    let said = browser.failure().unwrap().to_string();
    assert!(said.contains("no map knows it") && said.contains("convert --propose-map"), "{said}");
}

#[test]
fn where_nobody_looks_nothing_is_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.csv");
    fs::write(&path, TALKS).unwrap();
    let Err(error) = Headless::new(vec![Input::Path(path.clone())], Settings::default(), Size::new(80, 24)) else {
        panic!("it was opened")
    };
    assert!(error.to_string().contains("no map knows it"), "{error}");
    let output = Command::new(env!("CARGO_BIN_EXE_oreline"))
        .env("LC_ALL", "C")
        .args(["--print", "80x24"])
        .arg(&path)
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    // A file that is no data at all is refused as ever.
    fs::write(&path, "<!doctype html><html></html>").unwrap();
    let resources = Resources { inputs: vec![Input::Path(path)], ..Resources::default() };
    let settings = Settings { proposes: true, ..Settings::default() };
    assert!(Headless::with(resources, settings, Size::new(80, 24)).is_err());
}

#[test]
fn json_is_proposed_too_and_every_size_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"{"meta":{"n":2},"events":[{"event_name":"Ministerial","event_date":"2026-02-04","key_people":[{"full_name":"Ann Lee","role":"Secretary"}],
        "quotations":[{"text":"joint efforts","attributed_to":"Ann Lee"}]},{"event_name":"Talks","event_date":"2026-02-05"}]}"#;
    let mut browser = browser_on(folder.path(), "model.json", text, Size::new(80, 24));
    assert_shows(&browser, &["event_name", "title", "2026-02-04"]);
    assert_shows(&browser, &["key_people.full_name", "who took part"]);
    assert_shows(&browser, &["quotations.attribute…", "who said it"]);
    for (width, height) in [(1, 1), (3, 2), (20, 5), (40, 10), (63, 12), (300, 90)] {
        browser.resize(Size::new(width, height));
        browser.press("j<space>G").unwrap();
        browser.frame();
    }
    browser.resize(Size::new(80, 24));
    browser.press("<enter>").unwrap();
    assert!(!browser.text().is_empty());
}

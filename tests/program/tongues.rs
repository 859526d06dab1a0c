//! What other programs read is the same in each language; what people read is said in theirs.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::process::{Command, Output};

fn oreline(locale: &str, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", locale).env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-state"));
    command.args(arguments.split_whitespace()).output().unwrap()
}

#[test]
fn what_other_programs_read_is_the_same_bytes() {
    let mut commands: Vec<String> = Vec::new();
    for format in ["csv", "plain", "json", "jsonl", "timelinejs"] {
        for view in ["events", "articles", "quotes", "people"] {
            commands.push(format!("list --view {view} --format {format} -q country:MN"));
        }
        commands.push(format!("stats --format {format}"));
        commands.push(format!("pairs --format {format} -q country:MN"));
    }
    for command in commands {
        for lang in ["en", "ru"] {
            let [english, russian] = ["en", "ru"].map(|ui| oreline("C", &format!("{command} --lang {lang} --ui {ui}")));
            assert_eq!(english.status.code(), russian.status.code(), "{command}");
            assert!(english.stdout == russian.stdout, "{command} --lang {lang}");
        }
    }
}

#[test]
fn the_locale_the_option_and_the_texts_are_told_apart() {
    let header = |locale: &str, arguments: &str| {
        let frame = String::from_utf8(oreline(locale, &format!("--print 120x40 {arguments}")).stdout).unwrap();
        (frame.contains("170 событий"), frame.contains("Дипломатия критически"))
    };
    assert_eq!(header("C", ""), (false, false));
    assert_eq!(header("ru_RU.UTF-8", ""), (true, true));
    assert_eq!(header("C", "--ui ru"), (true, true), "texts follow the program");
    assert_eq!(header("C", "--ui ru --lang en"), (true, false));
    assert_eq!(header("ru_RU.UTF-8", "--ui en"), (false, false));
    assert_eq!(header("ru_RU.UTF-8", "--lang en"), (true, false));
}

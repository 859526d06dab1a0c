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

/// What a command says on standard error and prints, in Russian and in English.
fn said(arguments: &str) -> [String; 2] {
    ["ru", "en"].map(|ui| {
        let output = oreline("C", &format!("{arguments} --ui {ui}"));
        String::from_utf8([output.stderr, output.stdout].concat()).unwrap()
    })
}

#[test]
fn messages_of_commands_are_in_the_language_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.jsonl");
    std::fs::write(
        &bad,
        "{\"id\":\"a\",\"label\":\"one\",\"date\":\"2024-13\",\"kind\":5}\n{\"id\":\"b\"}\n{\"id\":\"c\",\"label\":\n",
    )
    .unwrap();
    let table = folder.path().join("table.csv");
    std::fs::write(&table, "a,b\n1,2\n").unwrap();
    let (bad, table) = (bad.to_str().unwrap(), table.to_str().unwrap());
    for (arguments, russian, english) in [
        (
            "list /no/such/file".to_owned(),
            "не удалось прочитать /no/such/file: такого файла или папки нет (код 2)",
            "cannot read",
        ),
        (
            "--print 80x24 --keys <foo".to_owned(),
            "--keys, знак 1: клавиши `<foo` нет; есть `<Enter>`",
            "names no key; write <Enter>",
        ),
        ("list -q contry:KZ".to_owned(), "ошибка в запросе, знак 1, ожидалось: имя поля", "the query is wrong"),
        (
            "list -q country:Mognolia".to_owned(),
            "возможно, имелось в виду: Монголия (MN)",
            "did you mean Mongolia (MN)?",
        ),
        ("list -q date:2025..2024".to_owned(), "конец не раньше начала", "an end that is not before the start"),
        ("list -q zzzz".to_owned(), "подходящих событий нет", "no event matches"),
        ("show nothing".to_owned(), "записи с id nothing нет", "no record has the id"),
        ("pairs --people --with Nobodyatall".to_owned(), "никого по имени Nobodyatall нет", "nobody is called"),
        (format!("list --map label={{what {table}"), "--map: label: ожидалось `|`, `??` или `}`", "expected `|`"),
        (format!("list {bad}"), "пропущены 2 записи; подробности выводит `oreline check", "2 records skipped"),
        (
            format!("check {bad}"),
            "предупреждение: a /date: `2024-13` не дата: знак 6, ожидалось: месяц 01..12",
            "warning: a /date",
        ),
        (
            format!("check {bad}"),
            "ошибка: у события нет ни label, ни summary; указать label",
            "neither label nor summary",
        ),
        (format!("check {bad}"), "ошибка: /label: JSON обрывается; дописать запись", "the JSON breaks off"),
    ] {
        let [ru, en] = said(&arguments);
        assert!(ru.contains(russian), "{arguments}: {ru}");
        assert!(en.contains(english) && !ru.contains(english), "{arguments}: {ru}{en}");
    }
}

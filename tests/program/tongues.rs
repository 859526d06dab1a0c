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

/// A record of each kind in the bundled data.
const EVENT: &str = "2026-02-26-kosherbayev-cooper-bilateral";
const ARTICLE: &str = "astanatimes-com-kazakhstan-uk-deepen-strategic-partnership-with";

#[test]
fn what_other_programs_read_is_the_same_bytes() {
    let mut commands: Vec<String> = Vec::new();
    for format in ["csv", "plain", "json", "jsonl", "timelinejs"] {
        for view in ["events", "articles", "quotes", "people"] {
            commands.push(format!("list --view {view} --format {format} -q country:MN"));
        }
        commands.push(format!("stats --format {format}"));
        commands.push(format!("pairs --format {format} -q country:MN"));
        for id in [EVENT, ARTICLE] {
            commands.push(format!("show {id} --format {format}"));
        }
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

/// Words in Latin letters, without addresses, ids and what stands in quotes.
fn latin(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().filter(|word| !word.contains(['/', '`', '<', '_', '-', '.']));
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()))
        .collect()
}

/// Data with one record of each kind, all of whose texts are Russian.
const ALL_RUSSIAN: &str = r#"{"oreline": 1, "entities": [{"id": "п1", "schema": "Person", "name": {"ru": "Анна Ли"}}],
"articles": [{"id": "с1", "headline": {"ru": "О литии"}, "publisher": "Вестник", "datePublished": "2024-02-09",
  "dateBasis": "inferred", "language": "ru", "author": "Орлов", "credit": "Агентство", "abstract": "Кратко", "articleBody": {"ru": "«Да»"}}],
"events": [{"id": "с-1", "label": {"ru": "Встреча"}, "date": "2024-02-08", "dateBasis": "external", "kind": "ministerial",
  "confidence": "low", "place": {"ru": "Астана"}, "online": true, "topics": ["литий"], "summary": {"ru": "Договорились."},
  "articles": ["с1", "с9"], "outcomes": [{"ru": "Меморандум"}], "related": ["с-9"], "note": {"ru": "Уточнить"},
  "participants": [{"entity": "п1", "part": "host", "country": "KZ", "role": {"ru": "министр"}, "namedAs": {"ru": "А. Ли"}}],
  "quotes": [{"type": "direct", "speaker": "п1", "text": {"ru": "Да"}, "article": "с1"},
    {"type": "indirect", "text": {"ru": "Согласилась"}, "translation": {"ru": "Перевод"}}]},
  {"id": "с-2", "label": {"ru": "Без даты"}, "articles": ["с1"], "participants": [{"name": "Ли"}], "quotes": [{"type": "mixed", "text": "да"}]}]}"#;

#[test]
fn what_people_read_of_a_record_or_of_a_list_is_russian() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.json");
    std::fs::write(&file, ALL_RUSSIAN).unwrap();
    let file = file.to_str().unwrap();
    for (arguments, words) in [
        (format!("show с-1 {file} --format table"), "вид              встреча министров"),
        (format!("show с-1 {file} --format table"), "откуда дата      известна из других источников"),
        (format!("show с-1 {file} --format table"), "цитата (дословно)  Анна Ли: «Да»"),
        (format!("show с-1 {file} --format md"), "| достоверность | низкая |"),
        (format!("show с-1 {file} --format md"), "| см. также | с-9 · нет в данных |"),
        (format!("show с-1 {file} --format html"), "принимающая сторона"),
        (format!("show с1 {file} --format table"), "опубликовано"),
        (format!("list {file} --format table"), "KZ · 2 цитаты · с-1"),
        (format!("list --view quotes {file} --format table"), "дословно · с-1"),
        (format!("list {file} --format md"), "Событий: 2, без фильтра."),
        (format!("list {file} --format html"), "<p class=\"by\">id: <code>с-1</code></p>"),
    ] {
        let [ru, en] = said(&arguments);
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(spaced(&ru).contains(&spaced(words)), "{arguments}: {words}\n{ru}");
        assert!(!spaced(&en).contains(&spaced(words)), "{arguments}: {en}");
    }
    let columns = ["field", "value", "KZ", "ru", "id", "data", "json"];
    for id in ["с-1", "с-2", "с1"] {
        for format in ["table", "md"] {
            let [shown, _] = said(&format!("show {id} {file} --format {format}"));
            let left: Vec<&str> = latin(&shown).into_iter().filter(|word| !columns.contains(word)).collect();
            assert!(left.is_empty(), "{id} {format}: {left:?}\n{shown}");
        }
    }
}

#[test]
fn wrong_arguments_are_told_in_the_language_of_the_program() {
    for (arguments, russian, english) in [
        ("list --nonsense", "неизвестный или лишний аргумент: --nonsense", "unexpected argument --nonsense"),
        ("list --viev events", "возможно, имелось в виду: --view", "did you mean --view?"),
        ("schema лишнее", "неизвестный или лишний аргумент: лишнее", "unexpected argument"),
        (
            "list --format xml",
            "xml не подходит для --format <FORMAT>, нужно одно из: table, plain",
            "possible values: table",
        ),
        ("completions tcsh", "tcsh не подходит для <SHELL>, нужно одно из: bash", "possible values: bash"),
        (
            "--print 12",
            "12 не подходит для --print <WxH>; ожидалось: число столбцов и строк от 1 до 1000",
            "columns and rows",
        ),
        ("--unpack-limit x", "ожидалось: размер, например 500M", "expected a size such as 500M"),
        ("--unpack-limit 99999999999T", "ожидалось: размер, который бывает у дисков", "a size that a disk may have"),
        ("show", "не указано: <ID>", "required and missing: <ID>"),
        ("--keys j", "не указано: --print <WxH>", "--print <WxH>"),
        (
            "convert --propose-map --list-maps",
            "--propose-map нельзя указать вместе с --list-maps",
            "cannot be used with",
        ),
        ("list --no-cache --no-cache", "--no-cache нельзя указать дважды", "--no-cache cannot be used twice"),
        ("list --no-cache=1", "--no-cache не принимает значений, а указано 1", "--no-cache takes no value"),
    ] {
        let [ru, en] = said(arguments);
        assert!(ru.contains(russian) && ru.contains("Подробнее: --help"), "{arguments}: {ru}");
        assert!(
            en.contains(english) && !en.contains(|c: char| matches!(c, 'а'..='я') && !"лишнее".contains(c)),
            "{arguments}: {en}"
        );
        // But for options, values and what is called so in the help.
        let words = latin(&ru);
        let typed = [
            "oreline",
            "Вызов",
            "OPTIONS",
            "COMMAND",
            "DATA",
            "ID",
            "SHELL",
            "show",
            "list",
            "convert",
            "schema",
            "completions",
            "xml",
            "tcsh",
            "table",
            "plain",
            "json",
            "jsonl",
            "csv",
            "md",
            "html",
            "timelinejs",
            "bash",
            "elvish",
            "fish",
            "powershell",
            "zsh",
        ];
        assert!(words.iter().all(|word| typed.contains(word)), "{arguments}: {words:?} {ru}");
    }
    let output = oreline("ru_RU.UTF-8", "list --nonsense --ui en");
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("unexpected argument"),
        "an option goes before the locale"
    );
    let output = oreline("C", "list --view --ui=ru");
    assert!(String::from_utf8(output.stderr).unwrap().contains("нужно значение"), "also where what follows is wrong");
}

#[test]
fn remarks_of_a_proposed_map_are_in_the_language_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("talks.csv");
    std::fs::write(&table, "what,from,to,checked\nTalks,2024-02-08,2024-02-09,x\nMore talks,2024-03-08,2024-03-09,y\n")
        .unwrap();
    let [ru, en] = said(&format!("convert --propose-map {}", table.display()));
    for words in [
        "# Предложено для talks.csv: строк 2, столбцов 4; UTF-8, через запятую. После правки",
        "откроет файл",
        "запишет его как JSONL",
        "2 из 2, все разные",
        "# Пропускаются:",
    ] {
        assert!(ru.contains(words), "{words}: {ru}");
    }
    assert!(en.contains("# Proposed for talks.csv: 2 rows, 4 columns; UTF-8, commas. Change it, then"), "{en}");
    let map = |text: &str| {
        text.lines()
            .map(|line| line.split(" #").next().unwrap().trim_end().to_owned())
            .filter(|line| !line.starts_with('#'))
            .collect::<Vec<_>>()
    };
    assert_eq!(map(&ru), map(&en), "only the remarks differ");
}

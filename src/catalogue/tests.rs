//! What holds of every sentence.

use super::*;

/// A sentence as it stands in the catalogue.
pub struct Listed {
    pub name: &'static str,
    pub en: &'static str,
    pub ru: &'static str,
}

/// All of them, with the file that they stand in.
fn all() -> Vec<(&'static str, &'static Listed)> {
    let files: [(&str, &[Listed]); 29] = [
        ("boxes", boxes::LISTED),
        ("dates", dates::LISTED),
        ("forms", forms::LISTED),
        ("frame", frame::LISTED),
        ("keys", keys::LISTED),
        ("records", records::LISTED),
        ("notices", Notice::LISTED),
        ("findings", Finding::LISTED),
        ("remedies", Remedy::LISTED),
        ("unparsed", Unparsed::LISTED),
        ("unexpected", unexpected::Unexpected::LISTED),
        ("wanting", wanting::Wanting::LISTED),
        ("findings", Unmapped::LISTED),
        ("findings", Remark::LISTED),
        ("expected", ExpectedFile::LISTED),
        ("wanted", DateWanted::LISTED),
        ("wanted", Wanted::LISTED),
        ("findings", SystemFault::LISTED),
        ("failures", Usage::LISTED),
        ("failures", failures::LISTED),
        ("wanted", wanted::LISTED),
        ("findings", findings::Reading::LISTED),
        ("rows", rows::LISTED),
        ("proposals", proposals::LISTED),
        ("proposals", Known::LISTED),
        ("proposals", Exact::LISTED),
        ("proposals", Undecided::LISTED),
        ("proposals", Layout::LISTED),
        ("failures", NotOpened::LISTED),
    ];
    files.into_iter().flat_map(|(file, listed)| listed.iter().map(move |one| (file, one))).collect()
}

/// The values in braces.
fn values(text: &str) -> Vec<String> {
    // A doubled one is a sign.
    let text = text.replace("{{", "").replace("}}", "");
    let pieces = text.split('{').skip(1).filter_map(|piece| piece.split(['}', ':']).next());
    let mut values: Vec<String> = pieces.map(str::to_owned).collect();
    values.sort();
    values.dedup();
    values
}

#[test]
fn a_sentence_has_the_same_values_in_each_language() {
    for (file, Listed { name, en, ru }) in all() {
        assert_eq!(values(en), values(ru), "{file}: {name}");
    }
}

/// The files of the program without their tests, as one text.
fn sources(folder: &std::path::Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = std::fs::read_to_string(&path).unwrap();
            text.push_str(file.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default());
        }
    }
}

/// Of functions the compiler says it: they are dead code.
#[test]
fn what_never_happens_is_not_listed() {
    let mut text = String::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let mut idle = Vec::new();
    for (file, Listed { name, .. }) in all().into_iter().filter(|(_, one)| one.name.starts_with(char::is_uppercase)) {
        let ends = text.match_indices(&format!("::{name}")).map(|(at, found)| at + found.len()).collect::<Vec<_>>();
        let is_longer = |end: &usize| text[*end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if ends.iter().all(is_longer) {
            idle.push(format!("{file}: nothing makes {name}"));
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

#[test]
fn numbers_ask_for_forms() {
    let events = |ui: Ui, count| ui.say(&Noun::Event.count(count)).to_string();
    let russian = Ui::new(Tongue::Ru);
    for (count, expected) in [
        (0, "0 событий"),
        (1, "1 событие"),
        (2, "2 события"),
        (4, "4 события"),
        (5, "5 событий"),
        (11, "11 событий"),
        (12, "12 событий"),
        (21, "21 событие"),
        (22, "22 события"),
        (101, "101 событие"),
        (111, "111 событий"),
        (1234, "1234 события"),
        (12_500, "12\u{202F}500 событий"),
        (1_000_001, "1\u{202F}000\u{202F}001 событие"),
    ] {
        assert_eq!(events(russian, count), expected);
    }
    assert_eq!(events(Ui { ascii: true, ..russian }, 12_500), "12 500 событий");
    assert_eq!(["1 event", "2 events", "12500 events"], [1, 2, 12_500].map(|count| events(Ui::ENGLISH, count)));
    let of = |count: usize| format!("из {:#}", russian.say(&Noun::Event.count(count)));
    assert_eq!(
        [1, 2, 5, 21, 170].map(of),
        ["из 1 события", "из 2 событий", "из 5 событий", "из 21 события", "из 170 событий"]
    );
    let people = |count: usize| format!("{0} из {0:#}", russian.say(&Noun::Person.count(count)));
    assert_eq!([1, 2, 5, 21].map(people)[3], "21 человек из 21 человека");
}

#[test]
fn signs_of_print_become_ascii_in_the_ascii_look() {
    let ui = Ui { tongue: Tongue::Ru, ascii: true };
    assert_eq!(typewritten("раздел «События» – …"), "раздел \"События\" - ...");
    assert_eq!(ui.does_show_view_events(), "раздел «События»", "fixed words are changed where they are shown");
}

#[test]
fn a_locale_names_a_language() {
    for (locale, tongue) in [
        ("ru_RU.UTF-8", Tongue::Ru),
        ("ru", Tongue::Ru),
        ("RU-ru", Tongue::Ru),
        ("run_BI", Tongue::En),
        ("en_US.UTF-8", Tongue::En),
        ("C", Tongue::En),
        ("kk_KZ", Tongue::En),
        ("", Tongue::En),
    ] {
        assert_eq!(Tongue::of_locale(locale), tongue, "{locale}");
    }
}

/// Latin words that stand in Russian sentences: names of fields and formats, words of queries, options and keys.
const LATIN: &[&str] = &[
    "202X",
    "id",
    "name",
    "url",
    "label",
    "summary",
    "headline",
    "articleBody",
    "publisher",
    "entity",
    "dataset",
    "article",
    "event",
    "events",
    "articles",
    "entities",
    "selector",
    "start",
    "end",
    "latitude",
    "longitude",
    "indirect",
    "direct",
    "mixed",
    "true",
    "false",
    "null",
    "code",
    "u",
    "http",
    "https",
    "JSON",
    "JSONL",
    "UTF",
    "EDTF",
    "ISO",
    "alpha",
    "KZ",
    "EU",
    "UN",
    "XK",
    "WGS",
    "X",
    "gzip",
    "zstd",
    "bzip2",
    "zip",
    "gz",
    "zst",
    "json",
    "jsonl",
    "ndjson",
    "CSV",
    "XML",
    "HTML",
    "LD",
    "TOML",
    "TEI",
    "ENTITY",
    "TMPDIR",
    "F5",
    "unpack",
    "limit",
    "20G",
    "FollowTheMoney",
    "ftm",
    "Iso",
    "ymd",
    "dmy",
    "mdy",
    "unix",
    "ms",
    "parts",
    "iso3",
    "fips",
    "m49",
    "gwn",
    "Y",
    "m",
    "d",
    "H",
    "M",
    "S",
    "z",
    "a",
    "b",
    "B",
    "utf",
    "windows",
    "list",
    "keys",
    "propose",
    "map",
    "TITLE",
    "DAY",
    "COUNTRY",
    "date",
    "dmy",
    "country",
    "countries",
    "NOT",
    "OR",
    "on",
    "off",
    "literal",
    "lang",
    "C5",
    "none",
    "oreline",
    "ijson",
    "u0000",
    "u001F",
    "en",
    "ru",
];

#[test]
fn what_is_said_in_russian_has_no_english_words() {
    let mut found: Vec<String> = Vec::new();
    let own = ["findings", "remedies", "unparsed", "found", "wanting", "expected", "wanted", "failures"];
    for (file, Listed { name, ru, .. }) in all().into_iter().filter(|(file, _)| own.contains(file)) {
        // Forms by a number begin with its name; what stands between backticks is typed; values are of the data.
        let texts = ru.strip_prefix('[').and_then(|forms| forms.split_once(':')).map_or(*ru, |(_, forms)| forms);
        let said: String = texts.replace("\\n", " ").split('`').step_by(2).collect();
        let words: String = said
            .split('{')
            .enumerate()
            .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('}').map_or("", |(_, rest)| rest) })
            .collect();
        let words = words.split(|c: char| !c.is_ascii_alphanumeric());
        let latin = words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()) && !LATIN.contains(word));
        found.extend(latin.map(|word| format!("{file}: {name}: {word}")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_happened_is_kept_and_read_back() {
    let findings = [
        Finding::EventEmpty,
        Finding::NoDate { text: "soon".to_owned(), wanted: DateWanted::Month, at: 3 },
        Finding::EmptyBecause {
            what: Box::new(Finding::EventEmpty),
            pointer: "/label".to_owned(),
            why: Box::new(Finding::ValueUnreadable {
                why: Unparsed::of("invalid type: integer `5`, expected a string"),
            }),
        },
        Finding::Lost {
            why: Box::new(Finding::Changed),
            what: vec![Noun::Event.count(2), Noun::Article.count(1)].into(),
        },
        Finding::read_as("a table".to_owned(), vec![Noun::Event.count(3)], 4, (2, 5), Remarks(vec![Remark::NoDate])),
    ];
    for finding in findings {
        let mut words = Vec::new();
        finding.keep(&mut words);
        assert_eq!(Finding::kept(&mut words.clone().into_iter()).as_ref(), Some(&finding));
        for end in 0..words.len() {
            assert_eq!(Finding::kept(&mut words[..end].iter().cloned()), None, "{words:?}, {end}");
        }
    }
    let russian = Ui::new(Tongue::Ru);
    let lost = Finding::Lost {
        why: Box::new(Finding::Changed),
        what: vec![Noun::Event.count(2), Noun::Article.count(1)].into(),
    };
    assert_eq!(russian.say(&lost).to_string(), "файл изменился; больше нельзя прочитать: 2 события и 1 статья");
    assert_eq!(lost.to_string(), "the file has changed: 2 events and 1 article of it cannot be read any more");
}

#[test]
fn what_a_parser_says_is_told_in_russian() {
    let russian = Ui::new(Tongue::Ru);
    for (message, said) in [
        ("EOF while parsing a string", "строка обрывается"),
        ("expected `,` or `}`", "ожидалось `,` или `}`"),
        ("invalid type: string \"x\", expected a list", "здесь строка \"x\", ожидалось: список"),
        ("invalid type: null, expected u64", "здесь null, ожидалось: целое число"),
        ("expected value at line 3 column 7", "ожидалось значение (строка 3, знак 7)"),
        ("the key `a` stands twice in one object", "поле `a` стоит в объекте дважды"),
        ("what nobody knows", "what nobody knows"),
    ] {
        let parsed = Unparsed::of(message);
        assert_eq!((parsed.to_string(), russian.say(&parsed).to_string()), (message.to_owned(), said.to_owned()));
    }
    let missing = std::io::Error::from_raw_os_error(2);
    let fault = SystemFault::of(&missing);
    assert_eq!(fault.to_string(), missing.to_string());
    assert_eq!(russian.say(&fault).to_string(), "такого файла или папки нет (код 2)");
}

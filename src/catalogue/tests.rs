//! What holds of every sentence.

use super::*;

use std::borrow::Cow;
use std::sync::Arc;

/// A value that says something in a sentence.
pub trait Sample {
    fn sample() -> Self;
}

macro_rules! samples {
    ($($type:ty: $value:expr;)*) => {
        $(impl Sample for $type {
            fn sample() -> $type {
                $value
            }
        })*
    };
}
samples! {
    String: "литий".to_owned();
    Arc<str>: "литий".into();
    char: '«';
    usize: 21;
    u64: 12_500;
    u32: 2;
    u16: 5;
    Count: Noun::Event.count(21);
    Noun: Noun::Event;
    Fixed: Fixed(Ui::view_events);
    InputName: InputName("standard input".to_owned());
    Near: Near::Word("литий".to_owned());
    Expectation: Expectation { wanted: Wanted::sample(), near: Some(Near::sample()) };
    Remarks: Remarks(vec![Remark::sample()]);
}

impl<T: Sample> Sample for Box<T> {
    fn sample() -> Box<T> {
        Box::new(T::sample())
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample() -> Vec<T> {
        vec![T::sample()]
    }
}

impl<T: Sample> Sample for stored::All<T> {
    fn sample() -> stored::All<T> {
        stored::All(vec![T::sample(), T::sample()])
    }
}

/// A sentence as it stands in the catalogue.
pub struct Listed {
    pub name: &'static str,
    pub en: &'static str,
    pub ru: &'static str,
}

/// All of them, with the file that they stand in.
fn all() -> Vec<(&'static str, &'static Listed)> {
    let files: [(&str, &[Listed]); 33] = [
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
        ("fields", fields::LISTED),
        ("pages", pages::LISTED),
        ("stores", StoreFault::LISTED),
        ("stores", PushState::LISTED),
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

/// A sentence of the source as it is read: `a | b` of its forms by a number.
fn read(written: &str) -> String {
    let text = |text: &str| {
        let text = text.trim();
        let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let joined = text.split("\\\n").map(str::trim_start).collect::<String>();
        joined.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\n", " / ")
    };
    match written.strip_prefix('[').and_then(|forms| forms.split_once(':')) {
        Some((_, forms)) => forms.trim_end_matches(']').split('|').map(text).collect::<Vec<_>>().join(" | "),
        None => text(written),
    }
}

/// `cargo test --lib the_whole_catalogue -- --nocapture` prints it: all that the program says, a line each with its translation.
#[test]
#[allow(clippy::print_stdout, reason = "it is for who reads a translation")]
fn the_whole_catalogue() {
    let mut lines: Vec<(Cow<'_, str>, String, String)> = all()
        .into_iter()
        .map(|(file, one)| (format!("{file}.{}", one.name).into(), read(one.en), read(one.ru)))
        .collect();
    let terms = terms::LISTS.into_iter().flatten();
    lines.extend(terms.map(|(word, [en, ru])| (format!("terms.{word}").into(), (*en).to_owned(), (*ru).to_owned())));
    let (english, russian) = (Ui::ENGLISH, Ui::new(Tongue::Ru));
    for noun in Noun::ALL {
        let forms = |ui: Ui| {
            let counted = [0, 1, 2, 5, 11, 21].map(|count| ui.say(&noun.count(count)).to_string());
            format!("{} | {} | {:#}", counted.join(" | "), ui.say(&noun), ui.say(&noun))
        };
        lines.push((format!("nouns.{noun:?}").into(), forms(english), forms(russian)));
    }
    for month in 1..=12 {
        let forms = |ui: Ui| {
            [
                ui.month(month),
                ui.month_of_day(month),
                ui.short_month(month),
                ui.short_month_of_day(month),
                ui.month_of_heading(month),
            ]
            .join(" | ")
        };
        lines.push((format!("dates.month {month}").into(), forms(english), forms(russian)));
    }
    for season in 0..4 {
        let forms = |ui: Ui| [ui.season(season), ui.season_genitive(season)].join(" | ");
        lines.push((format!("dates.season {season}").into(), forms(english), forms(russian)));
    }
    for name in [
        "standard input",
        "standard output",
        "bundled dataset",
        "the output",
        "the manual page",
        "a temporary file in /tmp",
    ] {
        lines.push((
            format!("failures.{name}").into(),
            english.input_name(name).into_owned(),
            russian.input_name(name).into_owned(),
        ));
    }
    assert!(lines.len() > 900, "{}", lines.len());
    for (name, en, ru) in &lines {
        assert!(!en.is_empty() && !ru.is_empty(), "{name}");
        println!("{name}: {en} — {ru}");
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

/// Latin words that stand in Russian sentences: names of fields, formats and keys, words of queries and of data, options.
const LATIN: &[&str] = &[
    "OpenSearch",
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
    "PEM",
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
    "500M",
    "120x40",
    "help",
    "30d",
    "EU27",
    "G7",
    "TimelineJS",
    "csv",
    "md",
    "dev",
    "tty",
    "TERM",
    "dumb",
    "HOME",
    "XDG",
    "CONFIG",
    "language",
    "Ctrl",
    "Enter",
    "Esc",
    "F2",
    "Tab",
    "summit",
    "ministerial",
    "dialogue",
    "meeting",
    "agreement",
    "export",
    "control",
    "stated",
    "inferred",
    "external",
    "published",
    "high",
    "medium",
    "low",
];

#[test]
fn what_is_said_in_russian_has_no_english_words() {
    let mut found: Vec<String> = Vec::new();
    for (file, Listed { name, ru, .. }) in all() {
        // Forms by a number begin with its name; what stands between backticks is typed; values are of the data.
        let texts = ru.strip_prefix('[').and_then(|forms| forms.split_once(':')).map_or(*ru, |(_, forms)| forms);
        let said: String = texts.replace("\\n", " ").split('`').step_by(2).collect();
        let words: String = said
            .split('{')
            .enumerate()
            .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('}').map_or("", |(_, rest)| rest) })
            .collect();
        let words = words.split(|c: char| !c.is_ascii_alphanumeric());
        // One letter is a key.
        let latin = words
            .filter(|word| word.len() > 1 && word.contains(|c: char| c.is_ascii_alphabetic()) && !LATIN.contains(word));
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

/// All that happens, with values: its type, and what is said of it in English and in Russian.
fn happenings() -> Vec<(&'static str, String, String)> {
    let russian = Ui::new(Tongue::Ru);
    let mut said = Vec::new();
    macro_rules! each {
        ($($type:ty)*) => {
            $(for make in <$type>::EACH {
                let value = make();
                said.push((stringify!($type), Ui::ENGLISH.say(&value).to_string(), russian.say(&value).to_string()));
            })*
        };
    }
    each!(Usage NotOpened Notice Finding findings::Reading Unmapped Remark SystemFault Remedy Unparsed unexpected::Unexpected
        wanting::Wanting ExpectedFile DateWanted Wanted Known Exact Undecided Layout);
    said
}

#[test]
fn what_happens_is_said_whole_in_each_language() {
    let all = happenings();
    assert!(all.len() > 500, "{}", all.len());
    for (of, en, ru) in all {
        assert!(!en.trim().is_empty() && !ru.trim().is_empty(), "{of}: {en} — {ru}");
        assert!(
            !en.contains(|c: char| matches!(c, 'а'..='я')) || en.contains("лит") || en.contains("похоже"),
            "{of}: {en}"
        );
        assert!(!en.contains("  ") && !ru.contains("  ") || en.contains('\n'), "{of}: {en} — {ru}");
        assert!(!ru.contains(": :") && !ru.ends_with('.') || of == "Notice", "{of}: {ru}");
    }
}

#[test]
fn all_that_is_kept_is_read_back() {
    macro_rules! each {
        ($($type:ty)*) => {
            $(for make in <$type>::EACH {
                let (value, mut words) = (make(), Vec::new());
                value.keep(&mut words);
                assert_eq!(<$type as Stored>::kept(&mut words.into_iter()).as_ref(), Some(&value));
            })*
        };
    }
    each!(Finding findings::Reading Unmapped Remark SystemFault Remedy Unparsed unexpected::Unexpected wanting::Wanting ExpectedFile
        DateWanted Wanted);
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
    // What a library says stands behind ours, where nothing else says it.
    for (kind, said) in [
        (std::io::ErrorKind::Other, "ошибка системы (no launcher)"),
        (std::io::ErrorKind::InvalidData, "данные повреждены (no launcher)"),
        (std::io::ErrorKind::UnexpectedEof, "данные обрываются"),
    ] {
        let fault = SystemFault::of(&std::io::Error::new(kind, "no launcher"));
        assert_eq!((fault.to_string().as_str(), russian.say(&fault).to_string().as_str()), ("no launcher", said));
    }
}

//! The program in each of its languages: the same screens, the same acts, other words.
//!
//! The stored frames are of small data with something for every pane and box. Of each size and language they are one
//! file; rows that are as at the start are not repeated.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;
use std::io::Write as _;

use oreline::door::app::keymap::TABLE;
use oreline::door::app::popup::FILE_FORMATS;
use oreline::door::app::{App, Settings};
use oreline::door::catalogue::{Tongue, Ui};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::model::country::Country;
use oreline::door::query::Field;
use oreline::door::query::forms::FORMS;
use oreline::door::worker::Resources;
use ratatui::layout::Size;

use crate::common::frames::assert_stored;

/// Russian data with every sign, in which no Latin letter stands but in addresses and codes.
const DATA: &str = r#"{"oreline": 1, "title": "Переговоры",
"entities": [{"id": "п1", "schema": "Person", "name": {"ru": "Анна Ли"}, "alias": ["Ли"]},
  {"id": "п2", "schema": "Person", "name": {"ru": "Пётр Орлов"}},
  {"id": "о1", "schema": "PublicBody", "name": {"ru": "Министерство"}}],
"articles": [{"id": "с1", "headline": {"ru": "Министры встретились"}, "publisher": "Вестник", "url": "https://вестник.рф/1",
  "datePublished": "2024-02-09", "language": "ru", "articleBody": {"ru": "«Мы согласны» по литию, сказали они."}},
  {"id": "с2", "headline": {"ru": "О меди"}, "publisher": "Курьер", "url": "https://курьер.рф/2", "language": "ru"}],
"events": [
 {"id": "с-1", "label": {"ru": "Министры встретились"}, "date": "2024-02-08", "kind": "ministerial", "countries": ["US", "KZ"],
  "place": {"ru": "Астана"}, "topics": ["литий"], "summary": {"ru": "Стороны договорились о поставках."}, "articles": ["с1"],
  "participants": [{"entity": "п1", "part": "host", "country": "KZ", "role": {"ru": "министр"}},
    {"entity": "п2", "part": "attendee", "country": "US"}, {"entity": "о1", "part": "signatory", "country": "KZ"}],
  "outcomes": [{"ru": "Подписан меморандум"}], "related": ["с-2"],
  "quotes": [{"type": "direct", "speaker": "п1", "text": {"ru": "Мы согласны"}, "article": "с1"},
   {"type": "indirect", "speaker": "п2", "text": {"ru": "Сказал, что работа началась"}, "article": "с1"},
   {"type": "mixed", "speaker": "п2", "text": {"ru": "Назвал день «важным»"}}]},
 {"id": "с-2", "label": {"ru": "Ярмарка трёх дней"}, "date": "2024-02-05/2024-02-07", "kind": "visit", "countries": ["KZ", "MN"],
  "participants": [{"entity": "п1", "part": "chair", "country": "KZ"}, {"entity": "п2", "part": "mentioned"}], "articles": ["с2"]},
 {"id": "с-3", "label": {"ru": "Известен месяц"}, "date": "2024-02~", "countries": ["UZ"], "kind": "agreement"},
 {"id": "с-4", "label": {"ru": "Сомнительно"}, "date": "2024-01-30?", "confidence": "low", "dateBasis": "inferred"},
 {"id": "с-5", "label": {"ru": "Известен год"}, "date": "2023"},
 {"id": "с-6", "label": {"ru": "Дата неизвестна"}, "date": "тридцать второе мая", "countries": ["QQ"]}
]}"#;

/// Keys that lead to every view, pane and box, and to messages of each kind.
const SCREENS: [&str; 99] = [
    "",
    "j",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "R",
    "s",
    "<Tab>",
    "<Tab>jjjj",
    "<Tab>]]]",
    "3<Enter>",
    "2<Enter>",
    "4<Enter>",
    "cKZ",
    "cKZ<Space>a",
    "c-K<Enter>",
    "czzz",
    "f<Tab>",
    "ff",
    "fff",
    "ffff",
    "fffff",
    "ffffff",
    "cKZ<Enter>P",
    "t",
    "tz",
    "t<Space>",
    "tG",
    "/литий",
    "/литий<Enter>",
    "/zzqx",
    "/country:ZZ",
    "/country:UZ<Enter>/литий<Enter>",
    "/date:2023<Enter>",
    "/Казахстан",
    "/coun",
    "3/ярмарка<Enter>",
    "?",
    "?zzz",
    "/<F1>",
    ":",
    ":zzz",
    "d",
    "d2024",
    "d32 мая<Enter>",
    "e",
    "e<C-u>a.zzz<Enter>",
    // A folder that is not there, and a file that is: it belongs to the tests and stays as it is.
    "e<C-u>gone/all.csv<Enter>",
    "e<C-u>tests/fixtures/country-bounds.csv<Enter>",
    "y",
    "y<Tab>",
    "Y",
    "o",
    "i",
    "m",
    "mm",
    "m:bookm<Down>",
    "p",
    "u",
    "+",
    "\\",
    // Boxes of what the user keeps.
    ":save<Enter>",
    ":save<Enter>мой<Enter>:save<Enter>мой<Enter>",
    ":save<Enter>мой<Enter>:open a saved<Enter>",
    ":save<Enter>мой<Enter>:delete a saved<Enter>",
    ":open a saved<Enter>",
    "miуточнить<Enter>:list book<Enter>",
    "iуточнить<Enter>i",
    ":export book<Enter>",
    "o<Enter>",
    // Pages.
    "ff<Tab>P",
    "f<Tab>P",
    "4<Enter>P",
    "2P",
    // Lanes, pairs, the map, and what is below them.
    "5f",
    "5s",
    "5<Enter>",
    "5<Tab>",
    "5zz",
    "6f",
    "6ff",
    "6a",
    "6l<Enter>",
    "6<Tab>",
    "7a",
    "7j<Enter>",
    "7<Tab>",
    // The query: offers, faults, what else may be meant.
    "/ли казахстан",
    "/ли казахстан<Enter>",
    "/~литей<Enter>",
    "/Orlov<Enter>",
    "/(литий",
    "/вид:",
    "/date:2024-13",
    "/country:KZ -kind:visit date:2024<Enter>",
    ":remove",
];

/// Sizes at which the layouts differ.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
/// The stored frames of each language at these sizes.
const STORED: [[&str; 3]; 2] = [
    ["every-screen-en-80x24", "every-screen-en-120x40", "every-screen-en-200x60"],
    ["every-screen-ru-80x24", "every-screen-ru-120x40", "every-screen-ru-200x60"],
];

fn lang(tongue: Tongue) -> Lang {
    match tongue {
        Tongue::En => Lang::En,
        Tongue::Ru => Lang::Ru,
    }
}

struct Opened {
    _file: tempfile::NamedTempFile,
    settings: Settings,
    input: Input,
}

impl Opened {
    fn new(tongue: Tongue, ascii: bool) -> Opened {
        // What is drawn says where the data are, so that they have one name everywhere.
        let mut file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
        file.write_all(DATA.as_bytes()).unwrap();
        let input = Input::Path(file.path().to_owned());
        Opened { settings: Settings { tongue, ascii, lang: lang(tongue), ..Settings::default() }, input, _file: file }
    }

    fn after(&self, (width, height): (u16, u16), keys: &str) -> Headless {
        let size = Size::new(width, height);
        let mut browser = Headless::new(vec![self.input.clone()], self.settings.clone(), size).unwrap();
        browser.press(keys).unwrap();
        browser
    }
}

/// A frame, without rows that are as in another one.
fn unlike(start: &[String], frame: &str) -> String {
    let mut text = String::new();
    let mut same = 0;
    let say_same = |same: &mut usize, text: &mut String| {
        if *same > 0 {
            let _ = writeln!(text, "= {same}");
        }
        *same = 0;
    };
    for (row, line) in frame.lines().enumerate() {
        if start.get(row).is_some_and(|start| start == line) {
            same += 1;
        } else {
            say_same(&mut same, &mut text);
            let _ = writeln!(text, "{line}");
        }
    }
    say_same(&mut same, &mut text);
    text
}

#[test]
fn every_screen_in_each_language() {
    for (tongue, stored) in Tongue::ALL.into_iter().zip(STORED) {
        let opened = Opened::new(tongue, false);
        for ((width, height), stored) in SIZES.into_iter().zip(stored) {
            let start = opened.after((width, height), "").text();
            let mut text = start.clone();
            let start: Vec<String> = start.lines().map(str::to_owned).collect();
            for keys in &SCREENS[1..] {
                let frame = opened.after((width, height), keys).text();
                let _ = write!(text, "\n### {keys}\n{}", unlike(&start, &without_place(&frame)));
            }
            assert_stored(stored, &text);
        }
    }
}

/// A table that no map knows, with a column that becomes nothing.
const TABLE_OF_TALKS: &str = "Событие,Дата,Страна,Проверил\n\
    Переговоры начались,2024-02-08,Казахстан,к\n\
    Переговоры закончились,2024-02-09,Монголия,к\n";

/// Keys in the box in which a map is named: a name that is there, one that is none, and no folder for maps.
const NAMING: [(bool, &str); 5] =
    [(true, ""), (true, "w"), (true, "w<Enter>w<Enter>"), (true, "w<C-u>../а<Enter>"), (false, "w<Enter>")];

/// The stored frames of naming a map, as of [`STORED`].
const STORED_NAMING: [[&str; 3]; 2] = [
    ["naming-a-map-en-80x24", "naming-a-map-en-120x40", "naming-a-map-en-200x60"],
    ["naming-a-map-ru-80x24", "naming-a-map-ru-120x40", "naming-a-map-ru-200x60"],
];

#[test]
fn naming_a_map_in_each_language() {
    let says = [
        ["", "open with it by themselves", "Enter again replaces it", "is no name for a map", "no folder for maps"],
        [
            "",
            "сами открываться по ней",
            "повторный Enter заменит",
            "карту полей не назвать",
            "Папки для карт полей нет",
        ],
    ];
    for ((tongue, stored), says) in Tongue::ALL.into_iter().zip(STORED_NAMING).zip(says) {
        for ((width, height), stored) in SIZES.into_iter().zip(stored) {
            let (mut text, mut start) = (String::new(), Vec::new());
            for ((has_folder, keys), words) in NAMING.into_iter().zip(says) {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("talks.csv");
                std::fs::write(&path, TABLE_OF_TALKS).unwrap();
                let maps = has_folder.then(|| folder.path().join("maps"));
                let resources = Resources { inputs: vec![Input::Path(path)], maps, ..Resources::default() };
                let settings = Settings { proposes: true, tongue, lang: lang(tongue), ..Settings::default() };
                let mut browser = Headless::with(resources, settings, Size::new(width, height)).unwrap();
                browser.press(keys).unwrap();
                let frame = without_place(&browser.text());
                let in_one_line =
                    frame.split(['│', '\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                assert!(in_one_line.contains(words), "{tongue:?} {keys} {words}:\n{frame}");
                let _ = write!(text, "### {keys}\n{}", unlike(&start, &frame));
                if start.is_empty() {
                    start = frame.lines().map(str::to_owned).collect();
                }
            }
            assert_stored(stored, &text);
        }
    }
}

/// The name of the temporary file is another one each time.
fn without_place(frame: &str) -> String {
    let mut text = String::new();
    for line in frame.lines() {
        match line.split_once("/tmp/") {
            Some((before, _)) => {
                let _ = writeln!(text, "{before}…");
            }
            None => {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    text
}

/// Words in Latin letters that stand on Russian frames by right: keys, codes, formats, the words of the query language, and
/// what such words begin or end with.
fn allowed() -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut allowed: Vec<String> = Vec::new();
    for binding in TABLE {
        allowed.extend(words(&binding.key_names()));
    }
    allowed.extend(Field::all().map(|field| field.name().to_owned()));
    allowed.extend(FORMS.iter().flat_map(|form| form.written.iter().flat_map(|written| words(written))));
    allowed.extend(FILE_FORMATS.iter().flat_map(|format| words(format.ending)));
    let own =
        ["oreline", "OSC", "csv", "md", "json", "jsonl", "http", "https", "fg", "TimelineJS", "FILE", "list", "view"];
    allowed.extend(own.map(str::to_owned));
    // Codes, the tags of languages, and what the data know by another name.
    let codes =
        ["US", "KZ", "KAZ", "UZ", "MN", "QQ", "C5", "G7", "EU", "EU27", "202X", "EDTF", "ru", "en", "Kazakhstan"];
    allowed.extend(codes.map(str::to_owned));
    // A kind is typed as the format writes it.
    allowed.extend(["lang", "events", "agreement", "ministerial"].map(str::to_owned));
    allowed
}

/// The words in Latin letters on a frame, apart from what was typed.
fn latin(frame: &str, typed: &str, allowed: &[String]) -> Vec<String> {
    let is_latin = |c: char| c.is_ascii_alphabetic();
    let mut found = Vec::new();
    for word in frame.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.chars().any(is_latin)) {
        let is_key = word.len() == 1;
        // On the map a number stands beside a code.
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit() && !allowed.iter().any(|one| one == word));
        if !is_key
            && !allowed.iter().any(|one| one == word)
            && !typed.contains(word)
            && !found.contains(&word.to_owned())
        {
            found.push(word.to_owned());
        }
    }
    found
}

#[test]
fn no_latin_word_stands_on_a_russian_frame() {
    let (opened, allowed) = (Opened::new(Tongue::Ru, false), allowed());
    let mut wrong = Vec::new();
    for keys in SCREENS {
        for size in [(80, 24), (200, 60)] {
            let frame = without_place(&opened.after(size, keys).text());
            let found = latin(&frame, keys, &allowed);
            if !found.is_empty() {
                wrong.push(format!("{size:?} {keys:?}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn in_the_ascii_look_russian_has_letters_and_no_other_signs() {
    let opened = Opened::new(Tongue::Ru, true);
    for keys in SCREENS {
        for size in SIZES {
            let frame = opened.after(size, keys).text();
            // The data have guillemets of their own.
            let is_own = |c: &char| !c.is_ascii() && !c.is_alphabetic() && !"«»".contains(*c);
            let other: String = frame.chars().filter(is_own).collect();
            assert_eq!(other, "", "{size:?} {keys:?}:\n{frame}");
        }
    }
}

/// What was done, whatever it is called: the query, the view, the focus, the row, the box.
fn state(app: &App) -> String {
    let popup = app.popup().map(|popup| (popup.mode(), popup.text().to_owned()));
    let (timeline, facet) = (app.timeline(), app.facet());
    format!(
        "{} | {:?} {:?} {} | {:?} | {:?} {:?} | {popup:?} | {:?}",
        app.query(),
        timeline.view(),
        timeline.order(),
        timeline.cursor().selected(),
        app.focus(),
        facet.facet(),
        facet.selected().map(|row| row.value.clone()),
        app.search().editor().map(|editor| editor.text().to_owned()),
    )
}

/// Keys, with what the last frame says in English and in Russian.
const JOURNEYS: [(&str, [&str; 2]); 14] = [
    ("/литий<Enter>", ["1 of 6 events", "1 из 6 событий"]),
    ("cKZ<Enter><Esc>", ["Removed country:KZ; u brings it back", "Убрано: country:KZ; u вернёт"]),
    (
        "cKZ<Enter>u",
        [
            "Undone: now without country:KZ; nothing more to undo",
            "Отменено: теперь без country:KZ; больше отменять нечего",
        ],
    ),
    ("mM", ["1 of 6 events", "1 из 6 событий"]),
    ("m", ["Bookmarked: ", "Закладка поставлена: "]),
    ("iпроверить<Enter>", ["Noted: ", "Заметка сохранена: "]),
    ("d2024-02<Enter>", ["1/6", "1/6"]),
    ("t<Space><Left><Enter>", ["of 6 events", "из 6 событий"]),
    (":save<Enter>мой<Enter>", ["View мой saved", "Запрос «мой» сохранён"]),
    (":save<Enter>мой<Enter>:delete a saved<Enter><Enter>", ["View мой deleted", "Запрос «мой» удалён"]),
    ("/country:UZ<Enter>/литий<Enter>", ["Nothing matches both parts.", "Ничего не найдено по обеим частям запроса."]),
    ("4<Enter>", ["[Detail]", "[Карточка]"]),
    ("6<Enter>", ["took part together", "участвовали вместе"]),
    ("M", ["There are no bookmarks yet: m sets one", "Закладок пока нет: m поставит первую"]),
];

#[test]
fn journeys_end_alike_in_each_language() {
    // The texts of the data in one language, so that the rows are the same ones.
    let opened = Tongue::ALL.map(|tongue| {
        let mut opened = Opened::new(tongue, false);
        opened.settings.lang = Lang::Ru;
        opened
    });
    for (keys, words) in JOURNEYS {
        let ended = [0, 1].map(|at| opened[at].after((120, 40), keys));
        assert_eq!(state(ended[0].app()), state(ended[1].app()), "{keys}");
        for (browser, words) in ended.iter().zip(words) {
            assert!(browser.text().contains(words), "{keys}: {words}\n{}", browser.text());
        }
    }
}

#[test]
fn the_language_changes_while_it_runs_and_back() {
    for (keys, shows) in [
        ("", ["170 events", "February 2026", "Detail", "j/k move"]),
        (":language<Enter>", ["170 событий", "Февраль 2026", "Карточка", "Язык программы русский"]),
        (
            ":language of the<Enter>:language<Enter>",
            ["170 events", "February 2026", "Detail", "The program speaks English"],
        ),
    ] {
        let mut browser = Headless::new(vec![Input::Bundled], Settings::default(), Size::new(120, 40)).unwrap();
        browser.press(keys).unwrap();
        let text = browser.text();
        for words in shows {
            assert!(text.contains(words), "{keys}: {words}\n{text}");
        }
        assert_eq!(browser.app().lang(), Lang::En, "the texts of the data stay as they are");
    }
}

#[test]
fn at_80_columns_help_and_the_way_out_stay_in_sight() {
    let opened = Opened::new(Tongue::Ru, false);
    let ui = Ui::new(Tongue::Ru);
    for keys in ["", "2", "3", "4", "5", "6", "7", "<Tab>", "t", "f<Tab>"] {
        let text = opened.after((80, 24), keys).text();
        let last = text.lines().last().unwrap();
        assert!(last.contains("? справка") && last.contains("q выход"), "{keys}: {last}");
        assert!(oreline::door::text::width(last) <= 80);
    }
    assert_eq!(ui.tongue.tag(), "ru");
}

/// The names of all countries and groups of the program, as data of one event each; counts of one to three digits.
fn every_country() -> tempfile::NamedTempFile {
    let mut events = Vec::new();
    let mut add = |codes: &[&str]| {
        let countries = codes.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(",");
        let at = events.len();
        events.push(format!(r#"{{"id":"e{at}","label":"x","date":"2024","countries":[{countries}]}}"#));
    };
    let codes: Vec<&str> = Country::all().map(Country::code).collect();
    for (at, code) in codes.iter().enumerate() {
        for _ in 0..[1, 12, 101][at % 3] {
            add(&[code]);
        }
    }
    for _ in 0..100 {
        add(&["KZ", "DE", "SA", "CF"]);
    }
    let mut file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    write!(file, r#"{{"events":[{}]}}"#, events.join(",")).unwrap();
    file
}

#[test]
fn at_120_columns_the_name_of_every_country_is_whole_or_its_short_form() {
    let file = every_country();
    for lang in [Lang::En, Lang::Ru] {
        let tongue = if lang == Lang::Ru { Tongue::Ru } else { Tongue::En };
        for (width, height, columns) in [(120, 400, 26), (80, 400, 30), (200, 400, 30)] {
            let settings = Settings { tongue, lang, ..Settings::default() };
            let input = Input::Path(file.path().to_owned());
            let mut browser = Headless::new(vec![input], settings, Size::new(width, height)).unwrap();
            browser.press(if width < 100 { "f<Tab>F" } else { "" }).unwrap();
            let text = browser.text();
            let cut: Vec<String> = text
                .lines()
                .map(|line| line.chars().take(columns).collect::<String>())
                .filter(|line| line.contains('…'))
                .collect();
            assert!(cut.is_empty(), "{lang:?} at {width}: {cut:#?}");
            for (code, name) in [("SA", "Сауд"), ("CF", "ЦАР"), ("KZ", "Казахстан")] {
                let is_shown = lang == Lang::En || width < 100 || text.contains(&format!(" {code}   {name}"));
                assert!(is_shown || width == 200, "{code}:\n{text}");
            }
        }
    }
}

#[test]
fn at_120_columns_no_title_or_label_of_the_frame_is_cut() {
    for tongue in Tongue::ALL {
        let opened = Opened::new(tongue, false);
        for keys in SCREENS {
            let frame = without_place(&opened.after((120, 40), keys).text());
            // Titles stand in lines of rules; labels of the filter, of the bars and of the axis at the left.
            for (row, line) in frame.lines().enumerate() {
                let is_title = line.contains("──") || line.contains("━━");
                let left: String = line.chars().take(26).collect();
                let is_cut = is_title && line.contains('…') || row > 0 && row < 8 && left.contains('…');
                // In the list of problems the places are too long, which are of the data.
                let is_data = keys == "p" || keys == "Y" || keys == "3<Enter>";
                assert!(!is_cut || is_data, "{tongue:?} {keys}: {line}");
            }
        }
    }
}

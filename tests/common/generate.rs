//! Made-up events, about 1 KB each, half Russian and half English: the same for the same number, in every run.
//!
//! The words are made of syllables and drawn so that a few are frequent and many are rare, as in real texts; so are names:
//! a few of everybody, and of a million events some 300,000 of persons, 60,000 of bodies, 20,000 each of publishers, topics
//! and kinds. Event `n` is the same in a small set and in a large one.

use std::fmt::Write as _;

/// A small random number generator (Steele, Lea and Flood's `SplitMix64`), so that no version of a crate changes the data.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// Low numbers often, high ones seldom.
    fn skewed(&mut self, bound: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((bound as f64 + 1.0).powf(unit) - 1.0) as usize % bound
    }
}

const COUNTRIES: [&str; 40] = [
    "US", "RU", "CN", "KZ", "UA", "GB", "DE", "FR", "UZ", "MN", "JP", "KR", "KG", "TJ", "TM", "EU", "IN", "TR", "CA",
    "AU", "IT", "PL", "IR", "SA", "BR", "ZA", "AE", "CL", "AR", "CD", "FI", "SE", "NO", "ID", "VN", "PH", "MY", "EE",
    "LV", "LT",
];
const FIRST: [[&str; 6]; 2] =
    [["Анна", "Иван", "Мария", "Сергей", "Ольга", "Фёдор"], ["Anna", "John", "Maria", "James", "Olivia", "David"]];
const LAST: [[&str; 8]; 2] = [
    ["Соловей", "Коваль", "Шевченко", "Гончар", "Мороз", "Ткач", "Мельник", "Бондарь"],
    ["Smith", "Johnson", "Brown", "Taylor", "Miller", "Wilson", "Moore", "Clark"],
];
const ROLE: [[&str; 4]; 2] =
    [["президент", "министр", "посол", "эксперт"], ["president", "minister", "ambassador", "analyst"]];
const BODY: [[&str; 4]; 2] = [
    ["Министерство недр", "Академия наук", "Центральный банк", "Суд"],
    ["Ministry of Mines", "Academy", "Central Bank", "Court"],
];
const KINDS: [&str; 5] = ["meeting", "visit", "agreement", "statement", "call"];
const LANG: [&str; 2] = ["ru", "en"];
const SYLLABLES: [[&str; 24]; 2] = [
    [
        "ба", "ве", "го", "ду", "жи", "за", "ки", "ло", "мё", "ну", "по", "ра", "сы", "та", "фе", "хо", "ца", "чу",
        "ше", "ми", "ре", "ль", "ст", "ня",
    ],
    [
        "ba", "ve", "go", "du", "ji", "za", "ki", "lo", "me", "nu", "po", "ra", "si", "ta", "fe", "ho", "ca", "chu",
        "she", "mi", "re", "la", "st", "na",
    ],
];
/// Different words of each language.
const WORDS: usize = 40_000;

/// The word that stands in the label of one event in 1000, in the text of event 13 of each thousand.
pub const NEEDLE: &str = "вороноград";

fn word(lang: usize, number: usize) -> String {
    let mut random = Random(number as u64 * 2 + lang as u64);
    let syllables = 2 + random.below(3);
    (0..syllables).map(|_| SYLLABLES[lang][random.below(24)]).collect()
}

/// Different names, besides the few that are frequent.
const PEOPLE: usize = 340_000;
const BODIES: usize = 60_000;
/// Publishers, topics and kinds, so many of each.
const VALUES: usize = 20_000;

/// A word with a capital.
fn capital(lang: usize, number: usize) -> String {
    let word = word(lang, number);
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The last name of one of the many persons.
pub fn last_name(lang: usize, number: usize) -> String {
    let end = [["ов", "ев", "ин", "ко", "ян"], ["son", "ley", "ford", "ton", "man"]];
    format!("{}{}", capital(lang, 7 * number + 1), end[lang][number % 5])
}

fn person(random: &mut Random, lang: usize) -> String {
    let first = FIRST[lang][random.below(6)];
    match random.below(6) {
        0 => format!("{first} {}", last_name(lang, random.below(PEOPLE / 12))),
        _ => format!("{first} {}", LAST[lang][random.below(8)]),
    }
}

fn body(random: &mut Random, lang: usize) -> String {
    let of = BODY[lang][random.below(4)];
    match random.below(6) {
        0 => {
            let number = random.below(BODIES / 8);
            format!("{of} {} {}", capital(lang, 3 * number + 2), word(lang, number))
        }
        _ => of.to_owned(),
    }
}

/// One of the many topics.
pub fn topic(lang: usize, number: usize) -> String {
    format!("{} {}", word(lang, number), word(lang, 5 * number + 3))
}

fn sentence(random: &mut Random, lang: usize, from: usize, more: usize) -> String {
    let mut text = String::new();
    for at in 0..from + random.below(more) {
        let word = word(lang, random.skewed(WORDS));
        if at > 0 {
            text.push(' ');
        }
        text.push_str(&word);
    }
    text
}

fn date(random: &mut Random) -> String {
    let (year, month, day) = (1990 + random.below(36), 1 + random.below(12), 1 + random.below(28));
    match random.below(20) {
        0 => format!("{year}-{month:02}"),
        1 => format!("{year}-{month:02}?"),
        2 => format!("{year}"),
        3 => format!("{year}-{month:02}-{day:02}~"),
        4 => format!("{year}-{month:02}-{day:02}/{year}-{month:02}-28"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// Event number `n` as a line of JSON without its end.
pub fn event(n: usize) -> String {
    let random = &mut Random(n as u64 + 77);
    let lang = usize::from(random.below(100) >= 55);
    let tag = LANG[lang];
    let mut label = sentence(random, lang, 5, 6);
    if n % 1000 == 13 {
        label.push(' ');
        label.push_str(NEEDLE);
    }
    let mut countries: Vec<&str> = Vec::new();
    for _ in 0..=random.below(4) {
        let code = COUNTRIES[random.skewed(COUNTRIES.len())];
        if !countries.contains(&code) {
            countries.push(code);
        }
    }
    let people: Vec<String> = (0..2 + random.below(5)).map(|_| person(random, lang)).collect();
    let mut json = String::with_capacity(1200);
    let _ = write!(
        json,
        r#"{{"record":"event","id":"made-{n:07}","date":"{}","label":{{"{tag}":"{label}"}},"summary":{{"{tag}":"{}"}},"countries":{countries:?},"participants":["#,
        date(random),
        sentence(random, lang, 12, 16),
    );
    for (at, name) in people.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(
            json,
            r#"{comma}{{"name":"{name}","role":"{}","organization":"{}","country":"{}","part":"attendee"}}"#,
            ROLE[lang][random.below(4)],
            body(random, lang),
            countries[random.below(countries.len())],
        );
    }
    json.push_str(r#"],"quotes":["#);
    for at in 0..random.below(4) {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(
            json,
            r#"{comma}{{"type":"direct","speaker":"{}","text":"{}","language":"{tag}"}}"#,
            people[random.below(people.len())],
            sentence(random, lang, 6, 9),
        );
    }
    let _ = write!(json, r#"],"topics":["{}"]"#, topic(lang, random.skewed(VALUES / 2)));
    // What the format does not list is noted for each record, and so is rare.
    let _ = match random.below(50) {
        0 => write!(json, r#","kind":"{}""#, word(1, 11 * random.below(VALUES))),
        of => write!(json, r#","kind":"{}""#, KINDS[of % KINDS.len()]),
    };
    let publisher = match random.below(2) {
        0 => format!("News {}", n % 10),
        _ => format!("{} News", capital(lang, 13 * random.below(VALUES))),
    };
    let _ = write!(
        json,
        r#","articles":[{{"url":"https://news{}.example/{n:07}","publisher":"{publisher}","language":"{tag}"}}]}}"#,
        n % 10,
    );
    json
}

/// The first `count` events, one a line.
pub fn lines(count: usize) -> String {
    let mut text = String::with_capacity(count * 1100);
    for n in 0..count {
        text.push_str(&event(n));
        text.push('\n');
    }
    text
}

/// Event `number` as somebody else might write it: a row of a table, or a line of JSON.
pub fn foreign(number: usize, is_table: bool) -> String {
    let mut random = Random(number as u64 ^ 0x5eed);
    let lang = number % 2;
    let words = |random: &mut Random, count: usize| -> String {
        (0..count).map(|_| word(lang, random.skewed(WORDS))).collect::<Vec<_>>().join(" ")
    };
    let name = |random: &mut Random| format!("{} {}", FIRST[lang][random.below(6)], LAST[lang][random.below(8)]);
    let date = format!("{:04}-{:02}-{:02}", 2000 + random.below(25), 1 + random.below(12), 1 + random.below(28));
    let (kind, countries) = (KINDS[random.below(5)], [COUNTRIES[random.skewed(40)], COUNTRIES[random.skewed(40)]]);
    let people = [name(&mut random), name(&mut random)];
    let (title, city, text) = (words(&mut random, 6), words(&mut random, 1), words(&mut random, 40));
    let outlet = capital(lang, random.skewed(VALUES));
    if is_table {
        return format!(
            "f{number},{date},\"{title}, {number}\",{kind},{}; {},{}; {},{city},\"{text}\",https://example.org/{number},{outlet}",
            countries[0], countries[1], people[0], people[1]
        );
    }
    format!(
        r#"{{"id":"f{number}","when":"{date}","name":"{title}","type":"{kind}","where":["{}","{}"],"who":["{}","{}"],"city":"{city}","text":"{text}","link":"https://example.org/{number}","outlet":"{outlet}"}}"#,
        countries[0], countries[1], people[0], people[1]
    )
}

/// Event `number` as a row of GDELT's Global Knowledge Graph: 27 columns, most of the row are numbers that nobody reads.
pub fn gkg(number: usize) -> String {
    let mut random = Random(number as u64 ^ 0x6b67);
    let words = |random: &mut Random, count: usize| -> String {
        (0..count).map(|_| word(1, random.skewed(WORDS))).collect::<Vec<_>>().join(" ")
    };
    let name = |random: &mut Random| format!("{} {}", FIRST[1][random.below(6)], LAST[1][random.below(8)]);
    let day = format!("{:04}{:02}{:02}", 2015 + random.below(10), 1 + random.below(12), 1 + random.below(28));
    let (one, other) = (COUNTRIES[random.skewed(40)], COUNTRIES[random.skewed(40)]);
    let places = format!("1#{one}#{one}#{one}#48#68#{one};1#{other}#{other}#{other}#51#71#{other}");
    let numbers: Vec<String> = (0..160).map(|at| format!("c{at}.{}:{}", random.below(300), random.below(90))).collect();
    let themes = "TAX_FNCACT;ECON_TRADE;LEADER;GENERAL_GOVERNMENT;ENV_MINING;WB_895_MINING";
    let (first, second) = (name(&mut random), name(&mut random));
    let title = words(&mut random, 8);
    let quote = words(&mut random, 12);
    [
        &format!("{day}{:06}-{number}", number % 240_000),
        &format!("{day}{:06}", number % 240_000),
        "1",
        "example.org",
        &format!("https://example.org/{number}"),
        "",
        "",
        themes,
        themes,
        &places,
        &places,
        "",
        &format!("{first},33;{second},88"),
        "",
        "State Department,50;Wire,70",
        "-1.2,2.2,3.3,5.5,20.1,0.2,433",
        "",
        &numbers.join(","),
        "https://example.org/i.jpg",
        "",
        "",
        "",
        &format!("210|70||{quote}"),
        &format!("{first},33"),
        "2,countries,33;",
        "",
        &format!("<PAGE_LINKS>https://example.org/1</PAGE_LINKS><PAGE_TITLE>{title} &amp; {number}</PAGE_TITLE>"),
    ]
    .join("\t")
}

/// Event `number` as an item of a feed (RSS 2.0), without what stands around its items.
pub fn item(number: usize) -> String {
    let mut random = Random(number as u64 ^ 0x7273);
    let lang = number % 2;
    let words = |random: &mut Random, count: usize| -> String {
        (0..count).map(|_| word(lang, random.skewed(WORDS))).collect::<Vec<_>>().join(" ")
    };
    format!(
        "<item><title>{} &amp; {number}</title><link>https://example.org/{number}</link>\
        <guid isPermaLink=\"true\">https://example.org/{number}</guid><pubDate>{:02} Feb 2024 06:30:00 +0500</pubDate>\
        <dc:creator>{} {}</dc:creator><category>Energy</category>\
        <description>&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{}&lt;/p&gt;</description></item>",
        words(&mut random, 8),
        1 + random.below(28),
        FIRST[lang][random.below(6)],
        LAST[lang][random.below(8)],
        words(&mut random, 40),
        words(&mut random, 30),
    )
}

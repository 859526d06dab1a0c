//! Names meet across scripts: pairs of one name are found by their key and then agree, other names do not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and prints its figures"
)]

use oreline::door::dataset::load;
use oreline::door::language::romanise::{name_key, same_name};
use oreline::door::language::{fold, words};
use oreline::door::load::Input;
use oreline::door::query::{Query, Request, answer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

const PAIRS: &str = include_str!("../fixtures/words/names.tsv");
const BUNDLED: &str = include_str!("../../data/critical-minerals.json");

struct Pair<'a> {
    part: &'a str,
    kind: &'a str,
    latin: String,
    cyrillic: String,
    same: bool,
}

fn pairs() -> Vec<Pair<'static>> {
    PAIRS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<_> = line.split('\t').collect();
            let &[part, kind, latin, cyrillic, same] = fields.as_slice() else { panic!("{line}") };
            Pair { part, kind, latin: fold(latin), cyrillic: fold(cyrillic), same: same == "yes" }
        })
        .collect()
}

fn key(word: &str) -> String {
    let mut key = String::new();
    name_key(word, &mut key);
    key
}

/// What a search does: words are looked up by key, and those found are compared.
fn meets(latin: &str, cyrillic: &str) -> bool {
    let key = key(latin);
    !key.is_empty() && key == self::key(cyrillic) && same_name(latin, cyrillic)
}

/// How many of some pairs meet.
#[derive(Default)]
struct Share {
    met: u32,
    of: u32,
}

impl Share {
    fn count(&mut self, met: bool) {
        self.met += u32::from(met);
        self.of += 1;
    }

    fn value(&self) -> f64 {
        f64::from(self.met) / f64::from(self.of)
    }
}

#[test]
fn names_meet_across_scripts_and_names_that_look_alike_do_not() {
    let mut same: BTreeMap<&str, Share> = BTreeMap::new();
    let mut near: BTreeMap<&str, Share> = BTreeMap::new();
    for pair in pairs() {
        let met = meets(&pair.latin, &pair.cyrillic);
        if met != pair.same && pair.part == "tuned" {
            println!("{} {} / {}: met {met}", pair.kind, pair.latin, pair.cyrillic);
        }
        if pair.same { &mut same } else { &mut near }.entry(pair.part).or_default().count(met);
    }
    for part in ["tuned", "held"] {
        let (same, near) = (&same[part], &near[part]);
        println!(
            "{part}: recall {:.3} of {}, false {:.3} of {} near names",
            same.value(),
            same.of,
            near.value(),
            near.of
        );
        assert!(same.of >= 150 && same.value() >= 0.94, "{part}: recall {:.3} of {}", same.value(), same.of);
        assert!(near.of >= 30 && near.value() <= 0.05, "{part}: false {:.3} of {}", near.value(), near.of);
    }
}

#[test]
fn names_of_different_people_of_the_bundled_data_do_not_meet() {
    let same: BTreeSet<_> =
        pairs().into_iter().filter(|pair| pair.same).map(|pair| (pair.latin, pair.cyrillic)).collect();
    let data: Value = serde_json::from_str(BUNDLED).unwrap();
    // Each word of a name with the people who bear it.
    let mut latin: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut cyrillic = latin.clone();
    let entities = data["entities"].as_array().unwrap().iter().enumerate();
    for (number, entity) in entities.filter(|(_, entity)| entity["schema"] == "Person") {
        let names = entity["name"].as_object().unwrap().values();
        let aliases = entity["alias"].as_array().into_iter().flatten();
        for word in names.chain(aliases).flat_map(|name| words(name.as_str().unwrap())) {
            let side = if word.folded.is_ascii() { &mut latin } else { &mut cyrillic };
            side.entry(word.folded.into_owned()).or_default().insert(number);
        }
    }
    let mut share = Share::default();
    let mut worst = Vec::new();
    for (one, people) in &latin {
        for (other, others) in &cyrillic {
            if people.is_disjoint(others) && !same.contains(&(one.clone(), other.clone())) {
                let met = meets(one, other);
                share.count(met);
                if met {
                    worst.push(format!("{one}/{other}"));
                }
            }
        }
    }
    println!("false {:.6}: {} of {}: {}", share.value(), share.met, share.of, worst.join(" "));
    assert!(share.of > 50_000 && share.value() <= 0.001, "{} of {}", share.met, share.of);
    // Few names may bring up any other at all.
    let confused: BTreeSet<_> = worst.iter().map(|pair| pair.split('/').next().unwrap()).collect();
    println!("{} of {} Latin words bring up another name", confused.len(), latin.len());
}

/// Names as the states themselves write them, with the Russian and the English spelling.
#[test]
fn names_of_the_region_in_each_states_spelling_find_the_same_events() {
    let dataset = load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap();
    let found = |word: &str| -> Vec<String> {
        let request = Request { query: Query::parse(word).unwrap(), ..Request::default() };
        let events = answer(&dataset, &request, &|| false).unwrap().events;
        events.whole().iter().map(|id| dataset.head(id).id.to_owned()).collect()
    };
    let mut wrong = Vec::new();
    for [own, russian, english] in [
        ["Тоқаев", "Токаев", "Tokayev"],
        ["Toqayev", "Токаев", "Tokayev"],
        ["Нұртілеу", "Нуртлеу", "Nurtleu"],
        ["Көшербаев", "Кошербаев", "Kosherbayev"],
        ["Тілеуберді", "Тлеуберди", "Tileuberdi"],
        ["Қарабаев", "Карабаев", "Karabayev"],
        ["Сәтқалиев", "Саткалиев", "Satkaliyev"],
        ["Смайылов", "Смаилов", "Smailov"],
        ["Нағаспаев", "Нагаспаев", "Nagaspayev"],
        ["Mirziyoyev", "Мирзиёев", "Mirziyoyev"],
        ["Saidov", "Саидов", "Saidov"],
        ["Qudratov", "Кудратов", "Kudratov"],
        ["Vafoyev", "Вафаев", "Vafaev"],
        ["Berdimuhamedow", "Бердымухамедов", "Berdimuhamedov"],
        ["Meredow", "Мередов", "Meredov"],
        ["Раҳмон", "Рахмон", "Rahmon"],
        ["Муҳриддин", "Мухриддин", "Muhriddin"],
        ["Жапаров", "Жапаров", "Japarov"],
        ["Кулубаев", "Кулубаев", "Kulubaev"],
        ["Хүрэлсүх", "Хурэлсух", "Khurelsukh"],
        ["Батцэцэг", "Батцэцэг", "Battsetseg"],
        ["Оюун-Эрдэнэ", "Оюун-Эрдэнэ", "Oyun-Erdene"],
        ["Занданшатар", "Занданшатар", "Zandanshatar"],
        ["Дамдинням", "Дамдинням", "Damdinnyam"],
    ] {
        let (own_found, russian_found, english_found) = (found(own), found(russian), found(english));
        println!("{own} {russian} {english}: {} events", english_found.len());
        if own_found != english_found || russian_found != english_found || english_found.is_empty() {
            wrong.push(format!(
                "{own} {}, {russian} {}, {english} {}",
                own_found.len(),
                russian_found.len(),
                english_found.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The Uzbek letter between o and u, with each apostrophe in use.
    for written in ["o'tkir", "oʻtkir", "oʼtkir", "o‘tkir", "o’tkir"] {
        assert!(meets_folded(written, "уткир"), "{written}");
        assert!(same_name(&fold(written), "utkir"), "{written}");
    }
    assert!(meets_folded("xo'jayev", "ходжаев") && !meets_folded("otkir", "уткир"));
}

fn meets_folded(latin: &str, cyrillic: &str) -> bool {
    meets(&fold(latin), &fold(cyrillic))
}

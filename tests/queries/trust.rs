//! A plain word finds what a careful reader would say it finds: the hits of frequent words that are neither the word,
//! nor a form of it, nor a name that is spelled so, are counted.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and prints its figures"
)]

use oreline::door::dataset::{Dataset, EventId, load};
use oreline::door::language::inflect::same_word;
use oreline::door::language::words;
use oreline::door::load::Input;
use oreline::door::model::{Article, ArticleLink, Entity};
use oreline::door::query::matches::{EventText, Marks};
use oreline::door::query::{Query, Request, answer};
use roaring::RoaringBitmap;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

fn loaded(input: Input) -> Arc<Dataset> {
    load(&[input], &mut |_| ControlFlow::Continue(())).unwrap()
}

fn found(dataset: &Dataset, text: &str) -> RoaringBitmap {
    let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
    answer(dataset, &request, &|| false).unwrap().events.whole().iter().map(|id| id.0).collect()
}

/// The ids of what a query finds in made-up data, sorted and joined by blanks.
fn ids(data: &str, text: &str) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(data.as_bytes()).unwrap();
    let dataset = loaded(Input::Path(file.path().to_owned()));
    let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
    let answer = answer(&dataset, &request, &|| false).unwrap();
    let mut ids: Vec<String> = answer.events.whole().iter().map(|id| dataset.head(id).id.to_owned()).collect();
    ids.sort_unstable();
    ids.join(" ")
}

/// The words of each event: of its own fields, its entities and its articles.
fn words_of_events(dataset: &Dataset) -> BTreeMap<u32, BTreeSet<String>> {
    let of_event = |id: &EventId| {
        let event = dataset.event(*id).unwrap();
        let entities: Vec<&Entity> = event.names().filter_map(|who| dataset.resolve(who)).collect();
        let of_link = |link: &ArticleLink| dataset.article(dataset.article_by_id(link.id()).unwrap()).unwrap();
        let articles: Vec<Article> = event.articles.iter().map(of_link).collect();
        let articles: Vec<&Article> = articles.iter().collect();
        let text = EventText { event: &event, entities: &entities, articles: &articles, marks: Marks::default() };
        let found = text.texts().into_iter().flat_map(|(_, text)| words(text).map(|word| word.folded.into_owned()));
        (id.0, found.collect())
    };
    dataset.order().iter().map(of_event).collect()
}

/// Counts a hit as wrong where the event has neither a word that begins so, nor a form of the word. A name in other
/// script that is spelled so is counted as wrong too: the figures are bounds.
#[track_caller]
fn assert_share(list: &str, most: f64) {
    let dataset = loaded(Input::Bundled);
    let of_events = words_of_events(&dataset);
    for part in ["tuned", "held"] {
        let (mut asked, mut hits, mut wrong) = (0, 0, 0);
        for word in list.lines().filter_map(|line| line.strip_prefix(part)).map(str::trim) {
            asked += 1;
            let all = found(&dataset, word);
            hits += all.len();
            let is_it = |other: &String| other.starts_with(word) || same_word(word, other);
            let others = all.iter().filter(|event| !of_events[event].iter().any(is_it)).count();
            wrong += others;
            if others > 0 && part == "tuned" {
                let request = Request { query: Query::parse(word).unwrap(), ..Request::default() };
                let explanations = answer(&dataset, &request, &|| false).unwrap().explanations;
                println!("{word}: {others}, {:?}", explanations.last().map(|last| &last.found));
            }
        }
        let share = wrong as f64 / hits as f64;
        println!("{part}: {wrong} of {hits} hits of {asked} words are wrong, {share:.4}");
        assert!(asked >= 900 && share <= most, "{part}: {share:.4}");
    }
}

#[test]
fn frequent_english_words_find_no_other_words() {
    assert_share(include_str!("../fixtures/words/frequent-en.tsv"), 0.005);
}

#[test]
fn frequent_russian_words_find_no_other_words() {
    assert_share(include_str!("../fixtures/words/frequent-ru.tsv"), 0.007);
}

#[test]
fn words_of_two_languages_that_sound_alike_do_not_meet() {
    let dataset = loaded(Input::Bundled);
    for (word, count) in [
        ("deal", 18),
        ("phone", 0),
        ("god", 0),
        ("tom", 4),
        ("chain", 62),
        ("case", 2),
        ("city", 1),
        ("медь", 26),
        ("газ", 4),
        ("metal", 32),
        ("meat", 0),
        ("news", 6),
    ] {
        assert_eq!(found(&dataset, word).len(), count, "{word}");
    }
    for (one, other) in [("Tokayev", "tokayev"), ("Токаевым", "Tokayev"), ("Макрона", "macron"), ("Тоқаев", "токаев")]
    {
        assert_eq!(found(&dataset, one), found(&dataset, other), "{one} {other}");
        assert!(!found(&dataset, one).is_empty(), "{one}");
    }
}

#[test]
fn common_words_in_other_script_are_no_names() {
    let noise = r#"{"events": [
 {"id": "e1", "label": "Министр иностранных дел прибыл"}, {"id": "e2", "label": "МИД сделал заявление"},
 {"id": "e3", "label": "Касым-Жомарт Токаев выступил"}, {"id": "e4", "label": "В Китае прошла встреча"},
 {"id": "e5", "label": "They met and it has more than were led"}]}"#;
    for word in ["deal", "tell", "meat", "case", "cause", "медь", "газ", "море", "вера", "лёд", "мед"]
    {
        assert_eq!(ids(noise, word), "", "{word}");
    }
}

#[test]
fn an_alias_that_is_not_printed_is_found_when_all_of_it_is_asked_for() {
    let data = r#"{"entities": [
 {"id": "jogmec", "schema": "PublicBody", "name": "JOGMEC", "alias": ["Japan Organization for Metals and Energy Security"]},
 {"id": "state", "schema": "PublicBody", "name": "US Department of State", "alias": ["Госдеп"]},
 {"id": "mr", "schema": "Person", "name": "Marco Rubio", "alias": ["Little Marco"]}],
"events": [
 {"id": "j", "label": "A", "participants": [{"entity": "jogmec"}]},
 {"id": "s", "label": "B", "participants": [{"entity": "state"}]},
 {"id": "r", "label": "C", "participants": [{"entity": "mr"}]}]}"#;
    for (text, found) in [
        ("metal", ""),
        ("metals energy", ""),
        ("japan organization for metals and energy security", "j"),
        ("jogmec", "j"),
        ("org:metals", "j"),
        ("\"energy security\"", ""),
        ("\"Japan Organization for Metals and Energy Security\"", "j"),
        ("госдепа", "s"),
        ("\"Госдеп\"", "s"),
        ("-госдеп", "j r"),
        ("little", "r"),
        ("\"little\"", "r"),
        ("-metals", "j r s"),
    ] {
        assert_eq!(ids(data, text), found, "{text}");
    }
}

/// A dataset of one event for each label, with the ids a, b, c…
fn labelled(labels: &[&str]) -> String {
    let events = labels.iter().zip('a'..).map(|(label, id)| format!(r#"{{"id": "{id}", "label": "{label}"}}"#));
    format!(r#"{{"events": [{}]}}"#, events.collect::<Vec<_>>().join(","))
}

#[track_caller]
fn assert_found(labels: &[&str], queries: &[(&str, &str)]) {
    let data = labelled(labels);
    for (text, found) in queries {
        assert_eq!(ids(&data, text), *found, "{text}");
    }
}

#[test]
fn a_phrase_is_whole_words_unless_its_end_is_open() {
    assert_found(
        &["critical mineralsoil", "He used it", "metals", "US deal", "встретились"],
        &[
            ("\"critical minerals\"", ""),
            ("\"critical minerals*\"", "a"),
            ("\"US\"", "d"),
            ("\"us*\"", "b d"),
            ("\"met\"", ""),
            ("\"встретил\"", ""),
            ("\"встретил*\"", "e"),
            ("-\"US\"", "a b c e"),
        ],
    );
}

#[test]
fn an_elided_word_is_found_by_what_follows_the_apostrophe() {
    assert_found(
        &["L'accord sur l'uranium avec l’Ukraine et la Côte d'Ivoire", "O'Neill spoke", "don't"],
        &[
            ("uranium", "a"),
            ("Ukraine", "a"),
            ("Ivoire", "a"),
            ("\"uranium\"", "a"),
            ("l'uranium", "a"),
            ("neill", "b"),
            ("o'neill", "b"),
            ("don't", "c"),
        ],
    );
    // Two letters are a word after what French, Italian and Catalan elide, and nothing after what English leaves.
    assert_found(
        &["Le prix de l'or", "Qu’il a dit", "N'a pas d'or", "We're here, it'll do"],
        &[("or", "a c"), ("il", "b"), ("\"or\"", "a c"), ("re", ""), ("ll", "")],
    );
}

#[test]
fn other_forms_of_letters_and_digits_are_these() {
    assert_found(
        &["ｶｻﾞﾌｽﾀﾝ と ﾊﾟﾘ", "𝗧𝗼𝗸𝗮𝘆𝗲𝘃 spoke", "CO₂ and m²", "Ｋａｚａｋｈｓｔａｎ ＣＲＭ１", "ﬁnance ⅩⅣ"],
        &[
            ("カザフスタン", "a"),
            ("パリ", "a"),
            ("Tokayev", "b"),
            ("CO2", "c"),
            ("m2", "c"),
            ("Kazakhstan", "d"),
            ("crm1", "d"),
            ("finance", "e"),
            ("xiv", "e"),
        ],
    );
}

#[test]
fn forms_that_no_ending_explains_are_forms() {
    assert_found(
        &["Она села за стол", "Цены росли", "Совет помог фермерам", "They met men and women", "Дочери и сыновья шли"],
        &[
            ("сесть", "a"),
            ("сядет", "a"),
            ("расти", "b"),
            ("растут", "b"),
            ("помочь", "c"),
            ("meet", "d"),
            ("woman", "d"),
            ("дочь", "e"),
            ("идти", "e"),
        ],
    );
}

#[test]
fn an_abbreviation_is_found_with_and_without_dots() {
    assert_found(
        &["The U.S. Army", "US deal", "Henry Ⅳ", "Форум С.Ш.А. и США"],
        &[
            ("US", "a b"),
            ("U.S.", "a b"),
            ("\"US\"", "a b"),
            ("\"U.S.\"", "a b"),
            ("\"the US army\"", "a"),
            ("\"U.S. deal\"", "b"),
            ("IV", "c"),
            ("США", "d"),
            ("USA", ""),
        ],
    );
}

/// Abbreviations with more than one letter between two dots, and those with one dot at the end; words of several letters
/// that dots join are none.
#[test]
fn abbreviations_of_every_kind_are_found_with_and_without_dots() {
    for (dotted, plain) in [
        ("Ph.D.", "PhD"),
        ("ph.d.", "phd"),
        ("M.Sc.", "MSc"),
        ("LL.M.", "LLM"),
        ("Psy.D.", "PsyD"),
        ("S.p.A.", "SpA"),
        ("a.k.a.", "aka"),
        ("U.S.A.", "USA"),
        ("Ltd.", "Ltd"),
        ("Dr.", "Dr"),
        ("д.э.н.", "дэн"),
        ("К.т.н.", "ктн"),
        ("в т.ч.", "в тч"),
    ] {
        let labels = [&*format!("held by {dotted} Lee"), &*format!("held by {plain} Lee")];
        for asked in [dotted, plain] {
            let phrase = format!("\"by {asked} Lee\"");
            assert_found(&labels, &[(asked, "a b"), (&phrase, "a b"), (&format!("literal:on {asked}"), "a b")]);
        }
    }
    assert_found(
        &["Phosphate by phone", "М.Ли прибыл", "It ended.I left", "akorda.kz", "We met. No deal"],
        &[("Ph.D.", ""), ("мли", ""), ("endedi", ""), ("ended", "c"), ("ли", "b"), ("kz", "d"), ("\"met no\"", "")],
    );
}

#[test]
fn runs_without_spaces_are_found_by_any_piece() {
    assert_found(
        &["哈萨克斯坦总统访问北京", "日本とカザフスタンの首脳会談", "ประธานาธิบดีคาซัคสถานเยือนไทย"],
        &[
            ("哈萨克斯坦", "a"),
            ("北京", "a"),
            ("访问", "a"),
            ("\"北京\"", "a"),
            ("日本", "b"),
            ("カザフスタン", "b"),
            ("首脳会談", "b"),
            ("คาซัคสถาน", "c"),
            ("萨克斯坦总统访问北", "a"),
            ("京北", ""),
            ("literal:on 北京", "a"),
            ("-北京", "b c"),
        ],
    );
}

#[test]
fn signs_are_said_to_be_no_word() {
    for (text, at) in [
        ("🇰🇿", 0),
        ("-🇰🇿", 1),
        ("\"€\"", 0),
        ("-\"€\"", 1),
        ("%", 0),
        ("!!!", 0),
        ("~🇰🇿", 0),
        ("deal €", 5),
        ("- …", 0),
        ("( )", 0),
        ("-(())", 2),
    ] {
        assert_eq!(Query::parse(text).map_err(|error| error.at), Err(at), "{text}");
    }
    assert_eq!(Query::parse("Rubio — Tokayev…").unwrap().to_string(), "Rubio Tokayev");
    assert_eq!(Query::parse("\"5 %\"").unwrap().to_string(), "\"5 %\"");
}

#[test]
fn a_word_that_is_repeated_is_one_condition() {
    assert_eq!(Query::parse(&"слово ".repeat(4000)).unwrap().to_string(), "слово");
    assert_eq!(Query::parse(&format!("{}b", "a OR ".repeat(4000))).unwrap().to_string(), "a OR b");
    assert_eq!(Query::parse("~a OR ~a OR a").unwrap().to_string(), "~a OR a");
    assert_eq!(Query::parse("a b a OR c c").unwrap().to_string(), "a b OR c");
}

#[test]
fn names_are_found_as_each_state_spells_them() {
    let mut missed = Vec::new();
    for (own, russian, english) in [
        ("Berdimuhamedow", "Бердымухамедов", "Berdimuhamedov"),
        ("Meredow", "Мередов", "Meredov"),
        ("Geldimyradow", "Гельдымурадов", "Geldimyradov"),
        ("Тоқаев", "Токаев", "Tokayev"),
        ("Бектенов", "Бектенов", "Bektenov"),
        ("Қошанов", "Кошанов", "Koshanov"),
        ("Қасым-Жомарт", "Касым-Жомарт", "Kassym-Jomart"),
        ("Mirziyoyev", "Мирзиёев", "Mirziyoyev"),
        ("Aripov", "Арипов", "Aripov"),
        ("G'aniyev", "Ганиев", "Ganiev"),
        ("G‘ulomov", "Гуломов", "Gulomov"),
        ("Saidov", "Саидов", "Saidov"),
        ("Раҳмон", "Рахмон", "Rahmon"),
        ("Муҳриддин", "Мухриддин", "Muhriddin"),
        ("Қоҳир", "Кохир", "Kohir"),
        ("Хүрэлсүх", "Хурэлсух", "Khurelsukh"),
        ("Батмөнх", "Батмунх", "Batmunkh"),
        ("Занданшатар", "Занданшатар", "Zandanshatar"),
        ("Жапаров", "Жапаров", "Japarov"),
        ("Кулубаев", "Кулубаев", "Kulubaev"),
    ] {
        let data = labelled(&[
            &format!("Речь: {own} и {own}"),
            &format!("Встреча с {russian} тут"),
            &format!("They met {english} here"),
        ]);
        for asked in [own, russian, english] {
            if ids(&data, asked) != "a b c" {
                missed.push(asked);
            }
        }
    }
    // Latin names in a Russian sentence are names, however many of them there are.
    for (own, russian, english) in [
        ("Berdimuhamedow", "Бердымухамедов", "Berdimuhamedov"),
        ("Yo‘ldoshev", "Юлдашев", "Yuldashev"),
        ("G‘ofurov", "Гафуров", "Gafurov"),
        ("To'rayev", "Тураев", "Turaev"),
        ("Toqaev", "Токаев", "Tokayev"),
        ("Ҷумъа", "Джума", "Juma"),
        ("Үүрийнтуяа", "Уурийнтуяа", "Uurintuya"),
        ("Сооронбай", "Сооронбай", "Sooronbay"),
    ] {
        let data = labelled(&[
            &format!("Речь держал {own} сегодня, и {own} был краток"),
            &format!("Встреча с министром {russian} прошла"),
            &format!("The visit of {english} was long"),
        ]);
        for asked in [own, russian, english] {
            if ids(&data, asked) != "a b c" {
                missed.push(asked);
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}

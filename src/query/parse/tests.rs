//! What is typed, and the query that it is.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn assert_canonical(typed: &str, canonical: &str) {
    let query = Query::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
    assert_eq!(query.to_string(), canonical, "{typed}");
    assert_eq!(Query::parse(canonical).as_ref(), Ok(&query), "{typed} read back");
    assert_eq!(Query::parse_unfinished(typed), (query, None), "{typed} while typing");
}

#[track_caller]
fn assert_fault(typed: &str, at: usize, expected: &str) {
    let error = Query::parse(typed).expect_err(typed);
    assert_eq!(error.at, at, "{typed}: {error}");
    assert!(error.to_string().contains(expected), "{typed}: {error}");
}

fn words(texts: &[&str]) -> Vec<Expr> {
    texts.iter().map(|text| Expr::Word((*text).to_owned())).collect()
}

#[test]
fn queries_have_a_canonical_spelling() {
    for (typed, canonical) in [
        ("", ""),
        ("  ", ""),
        ("токаев", "токаев"),
        ("  a   b ", "a b"),
        ("Касым-Жомарт C5+1 AT&T O'Brien", "Касым-Жомарт C5+1 AT&T O'Brien"),
        ("Rubio, Tokayev — met.", "Rubio Tokayev met"),
        ("--all", "all"),
        ("a -b", "a -b"),
        ("a NOT b НЕ c", "a -b -c"),
        ("a and not b", "a and not b"),
        ("a AND b И c", "a b c"),
        ("-(-a)", "a"),
        ("a OR b", "a OR b"),
        ("a | b ИЛИ c||d", "a OR b OR c OR d"),
        ("a b OR c", "a b OR c"),
        ("a (b OR c)", "a (b OR c)"),
        ("(a (b c)) ((d))", "a b c d"),
        ("(a OR (b OR c))", "a OR b OR c"),
        ("-(a b)", "-(a b)"),
        ("a|b", "a OR b"),
        ("foo(bar)", "foo bar"),
        ("OR, x", "or x"),
        ("() a", "a"),
        ("\"rare  earths\"", "\"rare earths\""),
        ("«редкие земли» “x y” „z“", "\"редкие земли\" \"x y\" \"z\""),
        ("«завод \"Алтын\" открыт»", "«завод \"Алтын\" открыт»"),
        ("-\"a b\"", "-\"a b\""),
        ("\"\" x", "x"),
        ("~tokaev", "~tokaev"),
        ("похоже:tokaev,rubio", "~tokaev OR ~rubio"),
        ("-~tokaev", "-~tokaev"),
        ("\"foo:bar\"", "\"foo:bar\""),
        ("a:b", "\"a:b\""),
        ("C5+1:x", "\"C5+1:x\""),
        ("mailto: x", "mailto x"),
        ("lang:zh-Hans", "lang:zh-Hans"),
        ("lang:\"Russian\"", "lang:\"Russian\""),
        ("basis:Stated", "basis:Stated"),
        ("12:30", "\"12:30\""),
        ("https://orda.kz/a", "\"https://orda.kz/a\""),
        ("note:", "note"),
    ] {
        assert_canonical(typed, canonical);
    }
}

#[test]
fn fields_take_either_language_and_print_english() {
    for (typed, canonical) in [
        ("country:KZ", "country:KZ"),
        ("COUNTRY:kazakhstan", "country:KZ"),
        ("страна:Казахстан,монголия", "country:KZ,MN"),
        ("country:\"South Korea\",KOR", "country:KR"),
        ("country:c5 country:EU", "country:C5 country:EU"),
        ("country:С5", "country:C5"),
        ("страна:США -страна:КНР", "country:US -country:CN"),
        ("NOT country:CN", "-country:CN"),
        ("лицо:Рубио автор:Токаев сказано:литий", "person:Рубио by:Токаев said:литий"),
        ("said:\"the cobalt\",ore", "said:\"the cobalt\",ore"),
        ("person:\"Marco Rubio\"", "person:\"Marco Rubio\""),
        ("орг:Госдеп тема:литий вид:визит", "org:Госдеп topic:литий kind:визит"),
        ("издание:Orda.kz язык:ru место:Астана", "publisher:Orda.kz lang:ru place:Астана"),
        ("id:2024-02-08-c5plus1 basis:inferred", "id:2024-02-08-c5plus1 basis:inferred"),
        ("kind:\"visit\" kind:\"trade mission\"", "kind:visit kind:\"trade mission\""),
        ("confidence:low,low", "confidence:low"),
        ("есть:цитаты has:Note", "has:quotes has:note"),
        ("дата:2024-02/2025", "date:2024-02..2025"),
        ("date:../2023", "date:..2023"),
        ("date:2024-02-08", "date:2024-02-08"),
        ("-date:2024", "-date:2024"),
        ("date:none дата:нет", "date:none"),
        ("date:[1667,1668]", "date:[1667,1668]"),
        ("date:../..", "date:../.."),
        ("country:KZ country:KZ", "country:KZ"),
        ("foo country:KZ bar date:2024", "country:KZ foo bar date:2024"),
        ("country:KZ rubio OR токаев", "country:KZ rubio OR токаев"),
        ("(country:KZ rubio)", "country:KZ rubio"),
        ("country:KZ (rubio OR токаев)", "country:KZ (rubio OR токаев)"),
        ("a literal:on", "literal:on a"),
        ("literal:on a OR b", "literal:on (a OR b)"),
        ("literal:off a", "a"),
    ] {
        assert_canonical(typed, canonical);
    }
}

#[test]
fn a_space_binds_tighter_than_or() {
    let query = Query::parse("a b OR -c").unwrap();
    let not_c = Expr::Not(Box::new(Expr::Word("c".to_owned())));
    assert_eq!(query.search(), Some(&Expr::Or(vec![Expr::And(words(&["a", "b"])), not_c])));
}

#[test]
fn faults_say_where_and_what() {
    for (typed, at, expected) in [
        ("country:", 8, "a country or group"),
        ("country: KZ", 8, "a country or group"),
        ("a country:Kazahstan b", 10, "Kazakhstan (KZ)"),
        ("страна:Казахстон", 7, "Kazakhstan (KZ)"),
        ("country:KZ,Atlantis", 11, "such as KZ"),
        ("country:KZ, MN", 11, "a country or group"),
        ("country:South Korea", 8, "South Korea (KR)"),
        ("person:", 7, "right after person:"),
        ("person:—", 7, "a word"),
        ("said:\"…\"", 5, "a word"),
        ("has:wings", 4, "quotes, bookmark, note, problem"),
        ("literal:maybe", 8, "on or off"),
        ("date:2024-13", 10, "a month 01..12"),
        ("date:\"2024-13\"", 11, "a month 01..12"),
        ("date:позавчера", 5, "a date"),
        ("date:2025..2024", 11, "not before the start"),
        ("foo:bar", 0, "none is called foo"),
        ("x contry:KZ", 2, "did you mean country:?"),
        ("стана:KZ", 0, "did you mean страна:?"),
        ("persn:\"Marco Rubio\"", 0, "did you mean person:?"),
        ("basis:stateed", 6, "did you mean stated?"),
        ("confidence:hi", 11, "one of high, medium, low"),
        ("has:qoutes", 4, "did you mean quotes?"),
        ("lang:Russian", 5, "such as ru"),
        ("язык:казахский", 5, "such as kk"),
        ("lang:x", 5, "the tag of a language"),
        ("x \"abc", 6, "quote \" that closes the one at character 3"),
        ("«abc", 4, "quote »"),
        ("(a", 2, "the bracket )"),
        ("a) b", 1, "no closing bracket"),
        ("a OR", 4, "after OR"),
        ("OR a", 0, "before OR"),
        ("a OR | b", 5, "before OR"),
        ("a OR ) b", 4, "after OR"),
        ("NOT", 3, "after NOT"),
        ("(NOT) a", 4, "after NOT"),
    ] {
        assert_fault(typed, at, expected);
    }
    assert_fault(&"(".repeat(5000), DEEPEST, "fewer brackets");
    assert_fault(&"NOT ".repeat(5000), DEEPEST * 4, "fewer brackets");
}

#[test]
fn an_unfinished_end_is_passed_over() {
    for (typed, canonical) in [
        ("a country:", "a"),
        ("a country:Kazak", "a"),
        ("a country:KZ,", "a country:KZ"),
        ("country:KZ,Mong", "country:KZ"),
        ("a \"abc", "a"),
        ("a person:\"Marco R", "a"),
        ("a date:2024-", "a"),
        ("a date:\"2024", "a"),
        ("a has:qu ", "a"),
        ("a literal:o", "a"),
        ("a (b", "a"),
        ("a OR", "a"),
        ("a OR (b", "a"),
        ("a OR OR", "a"),
        ("OR", ""),
        ("a -", "a"),
        ("a NOT", "a"),
        ("a NOT OR", "a"),
        ("NOT OR", ""),
        ("a ~", "a"),
        ("a похоже:", "a"),
    ] {
        let (query, error) = Query::parse_unfinished(typed);
        assert_eq!((query.to_string().as_str(), error), (canonical, None), "{typed}");
    }
}

#[test]
fn signs_that_begin_no_word_are_said_while_typing() {
    for (typed, at) in [("🇰🇿", 0), ("deal ⚡", 5), ("€ ", 0), ("deal % ", 5), ("-🇰🇿", 1), ("title:€", 0)]
    {
        assert_eq!(Query::parse_unfinished(typed).1.map(|error| error.at), Some(at), "{typed}");
    }
    for typed in ["€", "$", "€100", "5 %", "-", "(", "\"€", "deal —"] {
        assert_eq!(Query::parse_unfinished(typed).1, None, "{typed}");
    }
}

#[test]
fn a_fault_that_typing_does_not_mend_keeps_what_stands_before_it() {
    for (typed, canonical, at) in
        [("токаев country:Atlantis x", "токаев", 15), ("a) b", "a", 1), ("a date:2024-13 b", "a", 12)]
    {
        let (query, error) = Query::parse_unfinished(typed);
        assert_eq!(query.to_string(), canonical, "{typed}");
        assert_eq!(error.map(|error| error.at), Some(at), "{typed}");
    }
}

#[test]
fn the_search_line_replaces_the_search_chip_only() {
    for (before, typed, after) in [
        ("", "токаев", "токаев"),
        ("country:KZ", "токаев", "country:KZ токаев"),
        ("rubio country:KZ", "токаев", "токаев country:KZ"),
        ("rubio country:KZ", "", "country:KZ"),
        ("rubio", "country:MN x", "x country:MN"),
        ("country:KZ", "country:KZ country:MN", "country:KZ country:MN"),
        ("country:KZ", "a OR b", "country:KZ (a OR b)"),
        ("country:KZ", "literal:on a", "literal:on country:KZ a"),
    ] {
        let query = Query::parse(before).unwrap();
        assert_eq!(query.with_search(typed).unwrap().to_string(), after, "{before} / {typed}");
    }
    let query = Query::parse("rubio country:KZ").unwrap();
    assert_eq!(query.with_search("a (b").unwrap_err().at, 4);
    assert_eq!(query.with_search_unfinished("a (b").0.to_string(), "a country:KZ");
    assert_eq!(query.search_text(), "rubio");
}

#[test]
fn dangerous_characters_do_not_reach_a_chip() {
    let query = Query::parse("\"a\u{1b}[2Jb\" person:x\u{202e}y").unwrap();
    assert!(!query.to_string().contains(['\u{1b}', '\u{202e}']), "{query}");
}

/// Text of pieces that mean something, so that most of the grammar is met.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        " ",
        " ",
        " ",
        "a",
        "токаев",
        "Касым-Жомарт",
        "C5+1",
        "12:30",
        "OR",
        "ИЛИ",
        "|",
        "NOT",
        "-",
        "(",
        ")",
        "\"",
        "\"",
        "«",
        "»",
        "“",
        "”",
        "„",
        "~",
        ":",
        ",",
        "country:",
        "KZ",
        "Mongolia",
        "страна:США",
        "person:",
        "said:",
        "-topic:x",
        "has:quotes",
        "date:",
        "2024-02..",
        "/2025",
        "date:none",
        "literal:on",
        "похоже:",
        "id:",
        "—",
        "e\u{301}",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Queries without a fault, written by rule.
fn valid() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "токаев",
        "ORDER",
        "НЕФТЬ",
        "\"b c\"",
        "«г д»",
        "~e",
        "country:KZ,\"South Korea\"",
        "-country:CN",
        "person:\"Marco Rubio\"",
        "said:x",
        "date:2024-02..2025-03",
        "date:none",
        "has:note",
        "literal:on f",
        "12:30",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|exprs| exprs.join(" ")),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|exprs| exprs.join(" OR ")),
            inner.clone().prop_map(|expr| format!("({expr})")),
            inner.prop_map(|expr| format!("NOT ({expr})")),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_within_it(text in "\\PC*|.{0,40}") {
        for outcome in [Query::parse(&text).map(drop), Query::parse_unfinished(&text).1.map_or(Ok(()), Err)] {
            if let Err(error) = outcome {
                prop_assert!(error.at <= text.chars().count());
            }
        }
    }

    #[test]
    fn what_is_printed_reads_back(text in prop_oneof![typed(), valid()]) {
        if let Ok(query) = Query::parse(&text) {
            let printed = query.to_string();
            prop_assert_eq!(Query::parse(&printed), Ok(query), "{}", printed);
        }
    }

    #[test]
    fn chips_join_to_the_whole(text in prop_oneof![typed(), valid()]) {
        let query = Query::parse_unfinished(&text).0;
        let chips: Vec<String> = query.chips().into_iter().map(|chip| chip.text).collect();
        prop_assert_eq!(chips.join(" "), query.to_string());
    }

    #[test]
    fn no_beginning_of_a_valid_query_is_a_fault(text in valid()) {
        prop_assert!(Query::parse(&text).is_ok(), "{}", text);
        for (end, _) in text.char_indices() {
            prop_assert_eq!(Query::parse_unfinished(&text[..end]).1, None, "{}", &text[..end]);
        }
    }

    #[test]
    fn no_beginning_of_a_readable_text_is_a_fault(text in typed()) {
        if Query::parse(&text).is_ok() {
            for (end, _) in text.char_indices() {
                prop_assert_eq!(Query::parse_unfinished(&text[..end]).1, None, "{}", &text[..end]);
            }
        }
    }
}

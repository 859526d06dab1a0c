use super::*;

#[track_caller]
fn assert_countries(text: &str, offered: &[&str]) {
    let query = Query::parse(text).unwrap();
    let queries: Vec<String> = queries(None, &query).iter().map(Query::to_string).collect();
    assert_eq!(queries, offered, "{text}");
}

#[test]
fn a_bare_name_of_a_country_is_offered_as_the_country() {
    for (text, code) in [
        ("США", "US"),
        ("сша", "US"),
        ("UK", "GB"),
        ("US", "US"),
        ("РФ", "RU"),
        ("КНР", "CN"),
        ("кнр", "CN"),
        ("ОАЭ", "AE"),
        ("Казахстан", "KZ"),
        ("kazakhstan", "KZ"),
        ("KAZ", "KZ"),
        ("казахстана", "KZ"),
        ("Казахстаном", "KZ"),
        ("россии", "RU"),
        ("китаем", "CN"),
        ("иран", "IR"),
        ("Ирана", "IR"),
        ("монголией", "MN"),
        ("C5", "C5"),
        ("G7", "G7"),
        ("U.S.A", "US"),
    ] {
        assert_countries(text, &[&format!("country:{code}")]);
    }
    assert_countries("south korea", &["country:KR"]);
    assert_countries("Саудовская Аравия", &["country:SA"]);
    assert_countries("uranium казахстан", &["uranium country:KZ"]);
    assert_countries(
        "date:2024 литий центральная азия -китай",
        &[
            "date:2024 литий country:C5 -country:CN",
            "date:2024 литий -китай country:C5",
            "date:2024 литий центральная азия -country:CN",
        ],
    );
    assert_countries("казахстан монголия", &["country:KZ country:MN", "монголия country:KZ", "казахстан country:MN"]);
    assert_countries("country:US казахстан", &["country:US country:KZ"]);
}

#[test]
fn what_may_be_a_word_is_no_country() {
    let words = "us it in is at be as am no so to by me my de la al et do un eu uk uae kaz rus mn kz ca по на из за рф рк \
        ес ца им он ли же бы не да то ну ту те та того чад перу мир союз республика остров центр президент министр \
        states united union republic kingdom islands people nation trade minister world water energy \
        медь золото уран литий саммит встреча земли кита китов монгол китаец казах россиянин казахский русский \
        иранский малый малая кубе белая данных греческий корейский";
    for word in words.split_whitespace() {
        assert_countries(word, &[]);
    }
    for text in ["~казахстан", "\"казахстан\"", "country:KZ казахстан", "казахстан OR uranium", "лес"]
    {
        assert_countries(text, &[]);
    }
}

#[test]
fn small_words_join_what_stands_beside_them() {
    let first = |text: &str| queries(None, &Query::parse(text).unwrap()).first().map(Query::to_string);
    for (text, offered) in [
        ("Kazakhstan US -China 2024..", "country:KZ country:US -country:CN date:2024.."),
        ("not China", "-country:CN"),
        ("не Китай", "-country:CN"),
        ("lithium not China", "lithium -country:CN"),
        ("Kazakhstan not lithium", "-lithium country:KZ"),
        ("Kazakhstan and Mongolia", "country:KZ country:MN"),
        ("Kazakhstan or Uzbekistan", "country:KZ,UZ"),
        ("Казахстан или Узбекистан или Монголия", "country:KZ,UZ,MN"),
        ("not Kazakhstan or Uzbekistan", "-country:KZ,UZ"),
        ("Южной Кореей", "country:KR"),
        ("Саудовской Аравии", "country:SA"),
        ("Tokayev 2024", "Tokayev date:2024"),
        ("Tokayev in February 2024", "Tokayev date:2024-02"),
        ("Токаев с 2023 года", "Токаев date:2023.."),
        ("2023..2024 lithium", "lithium date:2023..2024"),
        ("lithium not 2024", "lithium -date:2024"),
    ] {
        assert_eq!(first(text).as_deref(), Some(offered), "{text}");
    }
    for text in ["lithium and uranium", "lithium or uranium", "Kazakhstan or lithium", "not lithium", "or", "not"] {
        assert_eq!(first(text), None, "{text}");
    }
}

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
        ("Not China", "-country:CN"),
        ("without China", "-country:CN"),
        ("Kazakhstan and the US, without China, since 2024", "country:KZ country:US -country:CN date:2024.."),
        ("Казахстан и США без Китая с 2024", "country:KZ country:US -country:CN date:2024.."),
        ("China except the US", "country:CN -country:US"),
        ("Китай кроме США", "country:CN -country:US"),
        ("Mongolia, but not China", "country:MN -country:CN"),
        ("Китай, но не США", "country:CN -country:US"),
        ("lithium without delay in Chile", "lithium without delay country:CL"),
        ("US with Kazakhstan", "country:US country:KZ"),
        ("США с Казахстаном", "country:US country:KZ"),
        ("between Japan and the US", "country:JP country:US"),
        ("между Японией и Кореей", "country:JP country:KR"),
        ("lithium in Chile", "lithium country:CL"),
        ("not the US", "-country:US"),
        ("Kazakhstan or the US", "country:KZ,US"),
        ("Kazakhstan OR Uzbekistan", "country:KZ,UZ"),
        ("Казахстан ИЛИ Южная Корея | Япония", "country:KZ,KR,JP"),
        ("lithium (Chile OR Argentina)", "lithium country:CL,AR"),
        ("-(Chile OR Argentina) lithium", "lithium -country:CL,AR"),
        ("lithium NOT South Korea", "lithium -country:KR"),
        ("НЕ Южная Корея", "-country:KR"),
        ("Mongolia's agreements", "agreements country:MN"),
        ("Kazakhstan\u{2019}s uranium", "uranium country:KZ"),
        ("Chile from 2023 to 2024", "country:CL date:2023..2024"),
        ("Чили с 2023 по 2024 год", "country:CL date:2023..2024"),
        ("Chile between 2023 and March 2024", "country:CL date:2023..2024-03"),
        ("Chile before 2024", "country:CL date:..2023"),
        ("Чили после марта 2024 года", "country:CL date:2024-04.."),
        ("lithium 2023-2025", "lithium date:2023..2025"),
        ("lithium 2023\u{2013}2025", "lithium date:2023..2025"),
    ] {
        assert_eq!(first(text).as_deref(), Some(offered), "{text}");
    }
    for text in [
        "lithium and uranium",
        "lithium or uranium",
        "Kazakhstan or lithium",
        "Kazakhstan OR lithium",
        "not lithium",
        "without lithium",
        "or",
        "not",
        "the with but without",
    ] {
        assert_eq!(first(text), None, "{text}");
    }
}

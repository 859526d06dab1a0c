use super::*;
use proptest::prelude::*;

#[track_caller]
fn assert_fold(written: &str, folded: &str) {
    assert_eq!(fold(written), folded, "fold({written:?})");
    let upper = written.to_uppercase();
    if upper.to_lowercase() == written.to_lowercase() {
        assert_eq!(fold(&upper), folded, "fold({upper:?})");
    }
}

#[track_caller]
fn assert_words(text: &str, expected: &[&str]) {
    let found: Vec<_> = words(text).map(|word| word.folded.into_owned()).collect();
    assert_eq!(found, expected, "words({text:?})");
    let mut given = Vec::new();
    for_each_word(text, &mut String::from("old"), |word, _| {
        given.push(word.to_owned());
    });
    assert_eq!(given, expected, "for_each_word({text:?})");
}

#[test]
fn case_and_yo() {
    assert_fold("Ёлка", "елка");
    assert_fold("елка", "елка");
    assert_fold("е\u{308}лка", "елка");
    assert_fold("ТОКАЕВ", "токаев");
    assert_fold("Батмөнх", "батмөнх");
    assert_fold("Қасым ӘҢҒҮҰІҺ", "қасым әңғүұіһ");
    assert_fold("İstanbul Iğdır", "istanbul igdir");
    assert_fold("Ὀδυσσεύς", "οδυσσευσ");
    assert_fold("ԱՐՄԵՆ", "արմեն");
    assert_fold("", "");
}

#[test]
fn short_i_is_a_letter_and_stress_is_none() {
    assert_fold("Мой", "мой");
    assert_fold("Мои\u{306}", "мой");
    assert_fold("мо\u{301}й за\u{300}мок", "мой замок");
    assert_fold("Киї\u{301}в Киі\u{308}в", "київ київ");
    assert_fold("ѝ Тоҷикӣ", "и тоҷики");
    assert_fold("ў у\u{306}", "ў ў");
}

#[test]
fn latin_accents() {
    // The two code points of one Greek letter with an accent, and letters that Unicode does not take apart.
    assert_fold("\u{1f71} \u{3ac} \u{1fc9}", "α α ε");
    assert_fold("Łódź Çeşme smørrebrød Đorđe ı", "lodz cesme smorrebrod dorde i");
    assert_fold("François", "francois");
    assert_fold("Franc\u{327}ois", "francois");
    assert_fold("Łódź Đặng Øre", "lodz dang ore");
    assert_fold("Straße Æsir ﬁn Œuvre", "strasse aesir fin oeuvre");
    assert_fold("Ｃ５", "c5");
}

#[test]
fn letters_of_the_other_alphabet() {
    assert_fold("Казахмыcу", "казахмысу");
    assert_fold("TOKAEВ", "tokaeb");
    assert_fold("Тоkаев", "токаев");
    assert_fold("Nаzаrbаyеv", "nazarbayev");
    assert_fold("IT-компания", "it-компания");
    assert_fold("iPhone'ы", "iphone'ы");
    assert_fold("TikTokовский", "tiktokовский");
    assert_fold("СOC", "coc");
    assert_fold("СССP", "ссср");
}

#[test]
fn one_cyrillic_letter_beside_digits() {
    assert_fold("С5+1", "c5+1");
    assert_fold("C5+1", "c5+1");
    assert_fold("с5", "c5");
    assert_fold("В2", "b2");
    assert_fold("Г20", "г20");
    assert_fold("С-300", "с-300");
    assert_fold("Ту154", "ту154");
    assert_fold("8 марта 2024 г.", "8 марта 2024 г.");
}

#[test]
fn hidden_characters_do_not_hide_a_word() {
    for hidden in "\u{ad}\u{200b}\u{200d}\u{feff}\u{202e}\u{fffd}¬".chars() {
        assert_fold(&format!("Тока{hidden}ев"), "токаев");
    }
    assert_fold("a\u{a0}b\u{200b} c", "a b c");
    assert_eq!(words("Тока\u{200b}").map(|word| word.end).collect::<Vec<_>>(), [8]);
}

#[test]
fn apostrophes_and_hyphens() {
    assert_fold("O‘zbekiston Oʻzbekiston O’zbekiston", "o'zbekiston o'zbekiston o'zbekiston");
    assert_fold("Касым‑Жомарт", "касым-жомарт");
}

#[test]
fn words_of_real_text() {
    assert_words("", &[]);
    assert_words(" — «…» ", &[]);
    assert_words("«Касым-Жомарт»", &["касым-жомарт", "касым", "жомарт"]);
    assert_words("С5+1: don't, AT&T 3.14", &["c5+1", "don't", "at&t", "3.14"]);
    assert_words("U.S. К.Токаев", &["us", "к.токаев", "токаев"]);
    assert_words("akorda.kz конец.Начало", &["akorda.kz", "akorda", "kz", "конец.начало", "конец", "начало"]);
    assert_words("-5 'quoted' C++ a--b", &["5", "quoted", "c", "a", "b"]);
    assert_words("👍🏽 ok 1\u{fe0f}\u{20e3}", &["ok", "1"]);
    assert_words("2024年中国、日本", &["2024", "年中国", "年中国", "中国", "国", "日本", "日本", "本"]);
    assert_words("مُحَمَّد كتـاب", &["محمد", "كتاب"]);
    assert_words("ـ", &[]);
    assert_words("हिन्दी", &["हिन्दी"]);
    assert_words("10-й Нью\u{2010}Йорк", &["10-й", "10", "й", "нью-йорк", "нью", "йорк"]);
    assert_words("А.С.Пушкин-Гончарова", &["а.с.пушкин-гончарова", "а.с.пушкин", "пушкин", "гончарова"]);
}

#[test]
fn elided_words_have_what_follows_the_apostrophe() {
    assert_words("l'uranium d’Ivoire O'Neill", &["l'uranium", "uranium", "d'ivoire", "ivoire", "o'neill", "neill"]);
    assert_words("don't we're it's", &["don't", "we're", "it's"]);
}

#[test]
fn abbreviations_are_their_letters() {
    assert_words("U.S. U.S.A. e.g. С.Ш.А.", &["us", "usa", "eg", "сша"]);
    assert_words("Ph.D. LL.M. non-M.Sc.", &["phd", "llm", "non-m.sc", "non", "msc"]);
    assert_words("А.С.Пушкин 3.1", &["а.с.пушкин", "пушкин", "3.1"]);
    assert_fold("the U.S. Army", "the u.s. army");
    assert_eq!(find("the U.S. Army", "u.s"), vec![4..7]);
    assert_fold("Ⅳ Ⅻ m²", "iv xii m2");
}

#[test]
fn runs_without_spaces_are_found_from_each_letter() {
    assert_words("访问北京", &["访问北京", "访问北京", "问北京", "北京", "京"]);
    assert_words("北", &["北"]);
    assert_words("ไทย", &["ไทย", "ไทย", "ทย", "ย"]);
    let found: Vec<_> = words("一二三四五六七八九十").map(|word| word.folded.chars().count()).collect();
    assert_eq!(found, [10, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1]);
}

#[test]
fn ranges_are_those_of_the_original() {
    let text = "Ёж: Касым-Жомарт и\u{306}";
    let found: Vec<_> = words(text).map(|word| &text[word.start..word.end]).collect();
    assert_eq!(found, ["Ёж", "Касым-Жомарт", "Касым", "Жомарт", "и\u{306}"]);
    assert_eq!(words(text).map(|word| word.part).collect::<Vec<_>>(), [false, false, true, true, false]);
}

#[test]
fn hits_are_found_in_the_original() {
    let at = |text: &str, phrase: &str| {
        find(text, &fold(phrase)).into_iter().map(|hit| text[hit].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(at("Ёлка, елка, е\u{308}лка", "ЁЛКА"), ["Ёлка", "елка", "е\u{308}лка"]);
    assert_eq!(at("Казахмыcу и С5+1", "казахмысу и c5+1"), ["Казахмыcу и С5+1"]);
    assert_eq!(at("Straße", "as"), ["aß"]);
    assert_eq!(at("ток\u{ad}ае\u{301}в", "кае"), ["к\u{ad}ае\u{301}"]);
    assert!(at("text", "").is_empty());
}

#[test]
fn every_character_folds_once() {
    for c in '\0'..=char::MAX {
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "{c:?}");
        let lower = fold(&c.to_lowercase().to_string());
        assert!(once == lower, "{c:?}: {once:?} {lower:?}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let pick = prop::sample::select(vec![
        "a", "c", "C", "т", "С", "Ё", "и", "у", "Я", "5", "12", "+", "-", ".", "'", "’", "&", " ", "\u{301}",
        "\u{306}", "\u{308}", "\u{ad}", "\u{200b}", "¬", "\u{fffd}", "日", "ß", "İ", "\u{2011}", "é", "ﬁ", "м", "ة",
        "\u{94d}", "\u{640}", "q", "\u{2028}", "і",
    ]);
    prop_oneof![prop::collection::vec(pick, 0..25).prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn words_are_folded_pieces_of_the_text(text in text()) {
        let mut given = Vec::new();
        for_each_word(&text, &mut String::new(), |word, range| given.push((word.to_owned(), range)));
        let found: Vec<_> = words(&text).map(|word| (word.folded.into_owned(), word.start..word.end)).collect();
        prop_assert_eq!(&given, &found);
        for (word, range) in found {
            prop_assert!(!word.is_empty());
            let is_same = fold(&text[range.clone()]) == word || text[range].contains('.');
            prop_assert!(is_same, "{}", word);
        }
    }

    #[test]
    fn found_text_folds_to_what_was_asked(text in text(), from in 0_usize..10, length in 1_usize..5) {
        let folded = fold(&text);
        let asked: String = folded.chars().skip(from).take(length).collect();
        let map = FoldMap::new(&text);
        prop_assert_eq!(&map.folded, &folded);
        prop_assert_eq!(map.origins.len(), folded.len() + 1);
        let hits = find(&text, &asked);
        prop_assert_eq!(hits.is_empty(), asked.is_empty());
        for hit in hits {
            prop_assert!(text.get(hit.clone()).is_some_and(|hit| !hit.is_empty()));
        }
    }
}

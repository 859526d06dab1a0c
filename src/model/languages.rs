//! Languages by their tags: what each is called in English and Russian, and by which codes of three letters.
//!
//! Which of them are in the data, and what a text in one of them says, is not known here.

use crate::catalogue::Tongue;

/// The tag of BCP 47, the English and the Russian name, and other names and codes.
type Language = (&'static str, &'static str, &'static str, &'static [&'static str]);

const LANGUAGES: [Language; 46] = [
    ("en", "English", "английский", &["eng"]),
    ("ru", "Russian", "русский", &["rus"]),
    ("kk", "Kazakh", "казахский", &["kaz"]),
    ("ky", "Kyrgyz", "киргизский", &["kirghiz", "kir", "кыргызский"]),
    ("uz", "Uzbek", "узбекский", &["uzb"]),
    ("tg", "Tajik", "таджикский", &["tgk"]),
    ("tk", "Turkmen", "туркменский", &["tuk"]),
    ("mn", "Mongolian", "монгольский", &["mon"]),
    ("zh", "Chinese", "китайский", &["zho", "chi"]),
    ("ja", "Japanese", "японский", &["jpn"]),
    ("ko", "Korean", "корейский", &["kor"]),
    ("de", "German", "немецкий", &["deu", "ger"]),
    ("fr", "French", "французский", &["fra", "fre"]),
    ("es", "Spanish", "испанский", &["spa"]),
    ("pt", "Portuguese", "португальский", &["por"]),
    ("it", "Italian", "итальянский", &["ita"]),
    ("uk", "Ukrainian", "украинский", &["ukr"]),
    ("be", "Belarusian", "белорусский", &[]),
    ("pl", "Polish", "польский", &["pol"]),
    ("cs", "Czech", "чешский", &[]),
    ("sk", "Slovak", "словацкий", &[]),
    ("sl", "Slovenian", "словенский", &["slovene"]),
    ("hr", "Croatian", "хорватский", &[]),
    ("sr", "Serbian", "сербский", &[]),
    ("bg", "Bulgarian", "болгарский", &[]),
    ("ro", "Romanian", "румынский", &[]),
    ("hu", "Hungarian", "венгерский", &[]),
    ("el", "Greek", "греческий", &[]),
    ("sv", "Swedish", "шведский", &[]),
    ("no", "Norwegian", "норвежский", &[]),
    ("da", "Danish", "датский", &[]),
    ("fi", "Finnish", "финский", &[]),
    ("et", "Estonian", "эстонский", &[]),
    ("lv", "Latvian", "латышский", &[]),
    ("lt", "Lithuanian", "литовский", &[]),
    ("nl", "Dutch", "нидерландский", &["nld", "dut"]),
    ("tr", "Turkish", "турецкий", &["tur"]),
    ("az", "Azerbaijani", "азербайджанский", &["aze"]),
    ("hy", "Armenian", "армянский", &[]),
    ("ka", "Georgian", "грузинский", &[]),
    ("ar", "Arabic", "арабский", &["ara"]),
    ("fa", "Persian", "персидский", &["farsi", "fas", "per"]),
    ("he", "Hebrew", "иврит", &[]),
    ("hi", "Hindi", "хинди", &["hin"]),
    ("te", "Telugu", "телугу", &[]),
    ("id", "Indonesian", "индонезийский", &[]),
];

/// The language of a tag, whatever its country or script: `pt-BR`.
fn of_tag(tag: &str) -> Option<&'static Language> {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(first))
}

/// What the language of a tag is called in a language of the program; `None` of one that is not listed here.
pub(crate) fn name(tag: &str, tongue: Tongue) -> Option<&'static str> {
    let (_, english, russian, _) = of_tag(tag)?;
    Some(match tongue {
        Tongue::En => english,
        Tongue::Ru => russian,
    })
}

/// Every name and code of the language of a tag, the English and the Russian one first.
pub(crate) fn names(tag: &str) -> impl Iterator<Item = &'static str> {
    of_tag(tag)
        .into_iter()
        .flat_map(|(_, english, russian, others)| [english, russian].into_iter().chain(others.iter()).copied())
}

/// The tag of the language that is called so in small letters, by any of its names.
pub(crate) fn tag_of(called: &str) -> Option<&'static str> {
    let is_it = |(tag, ..): &&Language| names(tag).any(|name| name.to_lowercase() == called);
    LANGUAGES.iter().find(is_it).map(|(tag, ..)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_language_has_one_row_and_each_of_its_names_means_it_alone() {
        let mut seen = HashSet::new();
        for (tag, ..) in LANGUAGES {
            for called in names(tag).chain([tag]) {
                assert!(seen.insert(called.to_lowercase()), "{tag}: {called}");
            }
            assert!(names(tag).all(|name| tag_of(&name.to_lowercase()) == Some(tag)), "{tag}");
        }
        assert_eq!(name("pt-BR", Tongue::En), Some("Portuguese"));
        assert_eq!(name("SR_Latn", Tongue::Ru), Some("сербский"));
        assert_eq!((name("tlh", Tongue::En), tag_of("klingon")), (None, None));
    }
}

//! Letters that are written by a name or a number, as `&eacute;` and `&#8211;`: those of HTML, and those that a document of XML
//! declares for itself. Of these only such are taken as stand for a few letters, because what stands for others in turn, or for
//! a file, may become gigabytes. Where the text is from is not known here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Entities by name that news texts have, beside those of Latin letters.
const NAMED: [(&str, &str); 38] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("euro", "€"),
    ("trade", "™"),
    ("dagger", "†"),
    ("Dagger", "‡"),
    ("permil", "‰"),
    ("minus", "−"),
    ("prime", "′"),
    ("Prime", "″"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("Yuml", "Ÿ"),
    ("fnof", "ƒ"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("zwnj", ""),
    ("zwj", ""),
    ("larr", "←"),
    ("rarr", "→"),
];

/// The names of the letters of Latin-1 from U+00A0 on, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml \
eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Letters that a declared entity may stand for.
const MOST_LETTERS: usize = 8;

/// Entities that one document may declare; lists of all letters of HTML have 253.
const MOST_DECLARED: usize = 4_000;

/// The entities that a document declares for itself.
#[derive(Default)]
pub(super) struct Entities {
    own: HashMap<String, String>,
}

impl Entities {
    /// Those that are declared in a document type. Nothing when one of them is more than a few letters: other entities, a
    /// file, or a part of the declarations.
    pub fn declared(kind: &str) -> Option<Entities> {
        let mut own = HashMap::new();
        let mut rest = kind;
        while let Some(at) = next_declaration(rest) {
            rest = rest[at + DECLARATION.len()..].trim_start();
            let (name, value) = rest.split_once(char::is_whitespace)?;
            let value = value.trim_start();
            let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
            let (value, behind) = value[1..].split_once(quote)?;
            if name == "%" || !behind.trim_start().starts_with('>') || own.len() >= MOST_DECLARED {
                return None;
            }
            own.insert(name.to_owned(), literal(value)?);
            rest = behind;
        }
        Some(Entities { own })
    }

    /// The letters that a name stands for, without `&` and `;`.
    pub fn letters(&self, name: &str) -> Option<Cow<'_, str>> {
        letters(name).or_else(|| self.own.get(name).map(|letters| Cow::Borrowed(letters.as_str())))
    }
}

const DECLARATION: &str = "<!ENTITY";

fn next_declaration(kind: &str) -> Option<usize> {
    let is_one = |at: &usize| {
        kind.as_bytes()[*at..]
            .get(..DECLARATION.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(DECLARATION.as_bytes()))
    };
    memchr::memchr_iter(b'<', kind.as_bytes()).find(is_one)
}

/// What a declared value says, when it is letters: as they are, or by their numbers.
fn literal(value: &str) -> Option<String> {
    let mut text = value.to_owned();
    // The signs of XML itself are declared by numbers within numbers.
    for _ in 0..2 {
        if !text.contains('&') || text == "&" {
            break;
        }
        let mut read = String::new();
        let mut rest = text.as_str();
        while let Some((before, behind)) = rest.split_once('&') {
            let (name, behind) = behind.split_once(';')?;
            read.push_str(before);
            read.push_str(&letters(name).filter(|_| name.starts_with('#'))?);
            rest = behind;
        }
        read.push_str(rest);
        text = read;
    }
    let is_short = text.chars().take(MOST_LETTERS + 1).count() <= MOST_LETTERS;
    (is_short && (text == "&" || !text.contains('&')) && (text == "<" || !text.contains('<'))).then_some(text)
}

/// The letters that a name or a number stands for, without `&` and `;`.
pub(super) fn letters(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code: u32 = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        // Careless programs write numbers of windows-1252, and browsers read them so.
        if let Some(byte) = u8::try_from(code).ok().filter(|byte| (0x80..0xa0).contains(byte)) {
            return Some(Cow::Owned(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()));
        }
        return Some(Cow::Owned(char::from_u32(code)?.to_string()));
    }
    KNOWN.get(name).map(|letters| Cow::Borrowed(letters.as_str()))
}

/// All names with their letters.
static KNOWN: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let named = NAMED.into_iter().map(|(name, letters)| (name, letters.to_owned()));
    // A soft hyphen is no letter.
    let letter = |letter: char| if letter == '\u{ad}' { String::new() } else { letter.to_string() };
    named.chain(LATIN.split(' ').zip('\u{a0}'..='\u{ff}').map(|(name, one)| (name, letter(one)))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_names_and_numbers() {
        for (name, expected) in [
            ("amp", "&"),
            ("nbsp", "\u{a0}"),
            ("shy", ""),
            ("eacute", "é"),
            ("Ntilde", "Ñ"),
            ("szlig", "ß"),
            ("yuml", "ÿ"),
            ("ndash", "–"),
            ("#233", "é"),
            ("#x41", "A"),
            ("#8211", "–"),
            ("#146", "’"),
            ("#150", "–"),
        ] {
            assert_eq!(letters(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["", "#", "#x", "#1114112", "#-1", "unknown", "nbsp iexcl", " "] {
            assert_eq!(letters(name), None, "{name}");
        }
        assert_eq!(LATIN.split(' ').count(), 96);
    }

    #[test]
    fn what_is_declared_may_be_a_few_letters_and_nothing_else() {
        let reports = "publicwhip [\n<!ENTITY ndash   \"&#8211;\">\n<!ENTITY iuml\t\"&#239;\" >\n<!ENTITY pound '£'>\
            <!ENTITY lt \"&#38;#60;\"><!ENTITY amp \"&#38;#38;\"><!ENTITY ft 'ft.'>]";
        let entities = Entities::declared(reports).unwrap();
        let found: Vec<_> =
            ["ndash", "pound", "lt", "amp", "ft", "iuml", "no"].map(|name| entities.letters(name)).into();
        assert_eq!(
            found,
            ["–", "£", "<", "&", "ft.", "ï"]
                .map(|one| Some(Cow::Borrowed(one)))
                .into_iter()
                .chain([None])
                .collect::<Vec<_>>()
        );
        assert!(Entities::declared("rss PUBLIC '-//x' 'http://example.org/x.dtd'").is_some());
        for refused in [
            "a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]",
            "a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]",
            "a [<!ENTITY x PUBLIC 'p' 'http://example.org'>]",
            "a [<!ENTITY % x \"<!ENTITY y 'z'>\"> %x;]",
            "a [<!ENTITY % x SYSTEM \"http://example.org/x.dtd\"> %x;]",
            "a [<!ENTITY x \"far too many letters to be one\">]",
            "a [<!ENTITY x \"<b/>\">]",
            "a [<!entity x \"&#38;y;\">]",
            "a [<!ENTITY x '1' NDATA gif>]",
            "a [<!ENTITY x",
            "a [<!ENTITY x \"open",
        ] {
            assert!(Entities::declared(refused).is_none(), "{refused}");
        }
    }
}

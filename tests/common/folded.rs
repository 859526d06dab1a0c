//! How counts that are made from the JSON alone compare names: letters folded by a list of their own, so that the
//! program's folding is not asked.

/// A name in small letters, without accents, ё as е.
pub fn folded(name: &str) -> String {
    let plain = |c: char| match c {
        'ё' => 'е',
        'á' | 'à' | 'ä' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ï' => 'i',
        'ó' | 'ö' | 'ő' | 'ô' => 'o',
        'ú' | 'ü' => 'u',
        'š' | 'ş' => 's',
        'č' | 'ç' => 'c',
        'ñ' => 'n',
        'ğ' => 'g',
        'ž' => 'z',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}

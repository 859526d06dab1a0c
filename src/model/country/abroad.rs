//! Names of countries in languages that nobody is shown here but in which people write tables: German, French, Spanish,
//! Italian, Portuguese, Dutch, Polish, Turkish, Ukrainian, Kazakh, Uzbek, Kyrgyz, Chinese, Arabic.
//!
//! `abroad.tsv` is made of the territories of Unicode CLDR 48 (licence Unicode-3.0) and a few names that people use beside
//! them: states only, folded as the module above folds what it looks for, in the order of their bytes, so that the file is
//! searched as it stands and costs nothing until a name is asked that the table does not know. Left out is what means
//! something else as well (`Granada`, `Maurice`, `Indie`), what the table has, and what has three letters or fewer.

const NAMES: &str = include_str!("abroad.tsv");

/// The code of the country with this folded name.
pub(super) fn code_of(folded: &str) -> Option<&'static str> {
    let (mut rest, mut end) = (0, NAMES.len());
    while rest < end {
        // The line around the middle.
        let middle = rest + (end - rest) / 2;
        let bytes = NAMES.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[rest..middle]).map_or(rest, |at| rest + at + 1);
        let stop = memchr::memchr(b'\n', &bytes[start..end]).map_or(end, |at| start + at);
        let (name, code) = NAMES[start..stop].split_once('\t')?;
        match name.as_bytes().cmp(folded.as_bytes()) {
            std::cmp::Ordering::Equal => return Some(code),
            std::cmp::Ordering::Less => rest = stop + 1,
            std::cmp::Ordering::Greater => end = start,
        }
    }
    None
}

/// Every folded name with its code.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().filter_map(|line| line.split_once('\t'))
}

//! Tags of HXL, the Humanitarian Exchange Language: a row as `#date+start, #country+name, #event` below the headings of a
//! table, or in place of them. Below headings the row says nothing that they do not, and is no record; where headings are
//! missing the tags are these, in plain words. What they mean is not known here.

/// Whether a row holds tags: a cell at least, and the others too or nothing.
pub(super) fn is_tags<'r>(row: impl Iterator<Item = &'r str>) -> bool {
    let mut tags = 0;
    for cell in row.map(str::trim).filter(|cell| !cell.is_empty()) {
        if !is_tag(cell) {
            return false;
        }
        tags += 1;
    }
    tags > 0
}

/// Whether a text is a tag: `#affected+f+children`.
fn is_tag(cell: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    cell.strip_prefix('#').is_some_and(|words| words.split('+').all(|word| is_word(word.trim())))
}

/// A tag as a heading in plain words: `#date+start` is a start date, `#geo+lat` a latitude.
pub(super) fn heading(tag: &str) -> String {
    let Some(words) = tag.trim().strip_prefix('#') else { return tag.trim().to_owned() };
    let mut words = words.split('+').map(|word| word.trim().to_lowercase());
    let first = words.next().unwrap_or_default();
    // The name of a thing is the thing.
    let kinds: Vec<String> = words.filter(|word| word != "name").collect();
    let has = |kind: &str| kinds.iter().any(|one| one == kind);
    match first.as_str() {
        "geo" if has("lat") => "latitude".to_owned(),
        "geo" if has("lon") => "longitude".to_owned(),
        "date" if !kinds.is_empty() => format!("{} date", kinds.join(" ")),
        "loc" if kinds.is_empty() => "location".to_owned(),
        "adm1" if kinds.is_empty() => "admin1".to_owned(),
        "adm2" if kinds.is_empty() => "admin2".to_owned(),
        "org" if kinds.is_empty() => "organization".to_owned(),
        "meta" if !kinds.is_empty() => kinds.join(" "),
        _ => [vec![first.clone()], kinds].concat().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_words() {
        for tags in
            [&["#event", "#date+start"][..], &["", "#adm1+name", ""], &["#affected + f", "#x_detail+num"], &["#loc"]]
        {
            assert!(is_tags(tags.iter().copied()), "{tags:?}");
        }
        for others in
            [&["", ""][..], &["#1", "#2"], &["#mining", "a post"], &["#"], &["#a+"], &["# of events", "#date"], &[]]
        {
            assert!(!is_tags(others.iter().copied()), "{others:?}");
        }
    }

    #[test]
    fn a_tag_is_a_heading_in_plain_words() {
        for (tag, expected) in [
            ("#date+start", "start date"),
            ("#date", "date"),
            ("#event+name", "event"),
            ("#event+type", "event type"),
            ("#country+name", "country"),
            ("#country+code", "country code"),
            ("#geo+lat", "latitude"),
            (" #Geo+Lon ", "longitude"),
            ("#loc+name", "location"),
            ("#adm1+code", "adm1 code"),
            ("#meta+url", "url"),
            ("#actor+name", "actor"),
            ("#affected+killed", "affected killed"),
            ("", ""),
        ] {
            assert_eq!(heading(tag), expected, "{tag}");
        }
    }
}

//! Marked-up text as plain words: HTML without its tags, with its entities read. Where the text is from is not known here.

/// Tags that end a line.
const BREAKS: [&str; 14] = ["br", "p", "/p", "div", "/div", "li", "tr", "/ul", "/ol", "h1", "h2", "h3", "/h1", "/h2"];

/// Entities by name that news texts have.
const ENTITIES: [(&str, &str); 24] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
    ("reg", "®"),
    ("deg", "°"),
    ("shy", ""),
];

/// The words of HTML. Scripts, styles and remarks are none; a paragraph ends a line.
pub(super) fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        push_words(&mut text, &rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('&') {
            if let Some((letters, length)) = entity(after) {
                text.push_str(&letters);
                rest = &after[length..];
            } else {
                text.push('&');
                rest = after;
            }
            continue;
        }
        let is_tag =
            rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?'));
        if !is_tag {
            text.push('<');
            rest = &rest[1..];
            continue;
        }
        if let Some(remark) = rest.strip_prefix("<!--") {
            rest = remark.find("-->").map_or("", |end| &remark[end + 3..]);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[1..end].trim_end_matches('>');
        let name_end = tag.char_indices().find(|(at, letter)| *at > 0 && !letter.is_ascii_alphanumeric());
        let name = tag[..name_end.map_or(tag.len(), |(at, _)| at)].to_ascii_lowercase();
        rest = &rest[end..];
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&close).map_or("", |at| &rest[at..]);
        } else if BREAKS.contains(&name.as_str()) && !text.is_empty() && !text.ends_with('\n') {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
    }
    push_words(&mut text, rest);
    text.trim().to_owned()
}

/// Adds words; runs of blanks are one, as a browser shows them.
fn push_words(text: &mut String, words: &str) {
    for letter in words.chars() {
        if !matches!(letter, ' ' | '\t' | '\n' | '\r') {
            text.push(letter);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// The value of an attribute with its entities read.
pub(super) fn of_attribute(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match entity(rest) {
            Some((letters, length)) => {
                text.push_str(&letters);
                rest = &rest[length..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    text
}

/// The letters of an entity behind its `&`, and its length there.
pub(super) fn entity(after: &str) -> Option<(String, usize)> {
    let end = after.char_indices().take(12).find(|(_, letter)| *letter == ';')?.0;
    let name = &after[..end];
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return Some((char::from_u32(code)?.to_string(), end + 1));
    }
    let (_, letters) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some(((*letters).to_owned(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_its_words() {
        for (html, words) in [
            ("<p>Two states signed a road map &amp; a protocol.</p>", "Two states signed a road map & a protocol."),
            ("<p>One</p><p>two<br>three</p>", "One\ntwo\nthree"),
            ("a < b & c", "a < b & c"),
            ("<script>if (a < b) {}</script>said <b>she</b>", "said she"),
            ("&laquo;Медь&raquo; &#8212; &#x41;&unknown;", "«Медь» — A&unknown;"),
            ("<!-- <p>no</p> -->yes <", "yes <"),
            ("no tags\n at all", "no tags at all"),
        ] {
            assert_eq!(of_html(html), words, "{html}");
        }
    }
}

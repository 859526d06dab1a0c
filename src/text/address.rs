//! Web addresses, as far as it matters before one is opened: what is one, where it leads, and what in it may mislead.
//!
//! An address is text of somebody else. Nothing is decoded or asked of a network here, and who opens it is not known.

use super::sanitise::{LINE_MARK, MARK};

/// The host of a web address (http or https); `None` when the text is no such address or names no host.
pub fn host(url: &str) -> Option<&str> {
    let (_, host) = authority(url)?;
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    host.contains(char::is_alphanumeric).then_some(host)
}

/// Why an address may lead elsewhere than it seems to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt<'u> {
    /// It has characters in it that are not seen.
    Unseen,
    /// What stands before the @ looks like a host, and this is the host.
    UserFirst(&'u str),
    /// Programs disagree on where an address with this sign leads.
    Unclear(char),
    /// This host has letters of several alphabets.
    Alphabets(&'u str),
}

/// What a reader should know before the address is opened.
pub fn doubt(url: &str) -> Option<Doubt<'_>> {
    // The pictures that stand for controls, and what stands for anything else that is not seen.
    let is_mark = |c: char| c.is_control() || matches!(c, '\u{2400}'..='\u{2426}') || [MARK, LINE_MARK].contains(&c);
    let host = host(url)?;
    if url.contains(is_mark) {
        Some(Doubt::Unseen)
    } else if authority(url).is_some_and(|(user, _)| user.is_some()) {
        Some(Doubt::UserFirst(host))
    } else if let Some(sign) = url.chars().find(|c| *c == '\\').or_else(|| host.chars().find(|c| is_unclear(*c))) {
        Some(Doubt::Unclear(sign))
    } else if host.split('.').any(mixes_scripts) {
        Some(Doubt::Alphabets(host))
    } else {
        None
    }
}

/// Signs of a host that some programs turn into others before they look it up, a dot or a slash among them.
fn is_unclear(sign: char) -> bool {
    sign == '%'
        || matches!(sign, '\u{2024}' | '\u{2044}' | '\u{2215}' | '\u{3002}' | '\u{fe52}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a part of a host has letters of the Latin alphabet beside Cyrillic or Greek ones, many of which look the same.
fn mixes_scripts(label: &str) -> bool {
    let is_alike = |letter: char| matches!(letter, '\u{370}'..='\u{52f}');
    label.contains(|letter: char| letter.is_ascii_alphabetic()) && label.contains(is_alike)
}

/// Whether a text begins as a web address does.
pub fn has_web_scheme(text: &str) -> bool {
    after_scheme(text).is_some()
}

fn after_scheme(url: &str) -> Option<&str> {
    ["http://", "https://"].iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    })
}

/// The user, if there is one, and the host with its port (RFC 3986, section 3.2). Browsers take `\` for `/`.
fn authority(url: &str) -> Option<(Option<&str>, &str)> {
    let rest = after_scheme(url)?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    Some(match rest[..end].rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, &rest[..end]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_host_is_none() {
        for url in [
            "https://",
            "http:///",
            "https://?q",
            "https://#a",
            "https://:80/",
            "https://a@/",
            "https:/a.b",
            "https://./",
        ] {
            assert_eq!(host(url), None, "{url}");
            assert_eq!(doubt(url), None, "{url}: it is never opened");
        }
        for (url, expected) in [
            ("HTTPS://Orda.KZ:443/a@b", "Orda.KZ"),
            ("http://[::1]:8080/", "[::1]"),
            ("http://[::1]/", "[::1]"),
            ("https://казахстан.рф", "казахстан.рф"),
            ("https://a:b@c@host/x", "host"),
            ("https://good.example\\@evil.example/", "good.example"),
        ] {
            assert_eq!(host(url), Some(expected), "{url}");
        }
    }

    #[test]
    fn what_misleads_is_doubted() {
        for (url, expected) in [
            ("https://good.example@evil.example/", Doubt::UserFirst("evil.example")),
            ("https://user:word@evil.example", Doubt::UserFirst("evil.example")),
            ("https://good.example/\u{2408}\u{2408}evil", Doubt::Unseen),
            ("https://good.example/\u{fffd}gro.live", Doubt::Unseen),
            ("https://good.example/\u{1b}", Doubt::Unseen),
            ("https://good.example\\@evil.example/", Doubt::Unclear('\\')),
            ("https://good.example%40evil.example/", Doubt::Unclear('%')),
            ("https://good.example。evil.example/", Doubt::Unclear('。')),
            ("https://good.example／.evil.example/", Doubt::Unclear('／')),
            ("https://good.example⁄path.evil.example/", Doubt::Unclear('⁄')),
            ("https://\u{430}pple.com/", Doubt::Alphabets("\u{430}pple.com")),
            ("https://www.g\u{3bf}\u{3bf}gle.com/", Doubt::Alphabets("www.g\u{3bf}\u{3bf}gle.com")),
        ] {
            assert_eq!(doubt(url), Some(expected), "{url}");
        }
        for url in [
            "https://казахстан.рф/%D0%B0",
            "https://новости.example.kz/a／b",
            "https://orda.kz/a@b",
            "https://x.example/?mail=a@b.example",
            "https://x.example/#:~:text=a%20b",
        ] {
            assert_eq!(doubt(url), None, "{url}");
        }
    }
}

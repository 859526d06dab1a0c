//! When two addresses are one article's, and the id that is made of an address: the same on every platform and for ever.
//!
//! Where an article is read from is not known here.

use memchr::{memchr, memchr_iter, memchr2};
use std::borrow::Cow;

/// FNV-1a with 64 bits: small, and the same everywhere and for ever, which the standard hasher does not promise.
pub(crate) struct Fnv(u64);

impl Fnv {
    pub(crate) fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Adds one part; parts are kept apart, so that `ab`, `c` differs from `a`, `bc`.
    pub(crate) fn add(&mut self, part: &str) {
        for byte in part.bytes().chain([0x1f]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The hash of all that was added.
    pub(crate) fn value(&self) -> u64 {
        self.0
    }
}

/// The address under which articles are one article: scheme and host in lower case, without fragment; a host
/// alone with and without its slash.
pub fn article_key(url: &str) -> Cow<'_, str> {
    let url = url.trim();
    let url = &url[..memchr(b'#', url.as_bytes()).unwrap_or(url.len())];
    let host_start = host_start(url);
    let host_end = memchr2(b'/', b'?', &url.as_bytes()[host_start..]).map_or(url.len(), |length| host_start + length);
    let (host, rest) = url.split_at(host_end);
    let rest = if rest == "/" { "" } else { rest };
    if host_start == 0 || host.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(&url[..host.len() + rest.len()]);
    }
    Cow::Owned(host.to_lowercase() + rest)
}

/// Where the host of an address begins: behind its scheme, or at its start when it has none.
pub(crate) fn host_start(url: &str) -> usize {
    let mut colons = memchr_iter(b':', url.as_bytes());
    colons.find(|colon| url[colon + 1..].starts_with("//")).map_or(0, |colon| colon + 3)
}

/// What articles of one address have in common: a hash of [`article_key`].
pub fn url_hash(url: &str) -> u64 {
    let mut hash = Fnv::new();
    hash.add(&article_key(url));
    hash.value()
}

/// The id of an article that has an address, by the hash of that.
pub fn made_id(url_hash: u64) -> String {
    format!("a-{url_hash:016x}")
}

/// The id of an article that has an address, which is made from that.
pub fn article_id(url: &str) -> String {
    made_id(url_hash(url))
}

//! The maps that may read a file: those of the program, the user's own, and one that is asked for. What is done with them is
//! not known here.

use super::fields::nearest;
use super::map::Map;
use crate::catalogue::{SystemFault, Unmapped};
use crate::disk::{Access, Whole, why_no_folder};
use crate::error::{Error, Result};
use crate::load::native::quoted;
use crate::text::sanitise_line;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The maps that may read a file, beside those of the program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Maps {
    /// The map that was asked for, with the words by which it was: it reads all that is not native.
    pub chosen: Option<(String, Arc<Map>)>,
    /// The user's own: each reads what looks as it says.
    pub own: Vec<Arc<Map>>,
}

/// The maps that are part of the program, in the order in which they are tried.
static BUILT_IN: LazyLock<Vec<Arc<Map>>> = LazyLock::new(|| {
    // A test holds every one of them to be a map.
    TEXTS.iter().filter_map(|(name, text)| Map::parse(name, text, true).ok().map(Arc::new)).collect()
});

/// Their names and texts.
const TEXTS: [(&str, &str); 29] = [
    ("timelinejs", include_str!("../maps/timelinejs.toml")),
    ("langextract", include_str!("../maps/langextract.toml")),
    ("telegram", include_str!("../maps/telegram.toml")),
    ("telegram-all", include_str!("../maps/telegram-all.toml")),
    ("newsapi", include_str!("../maps/newsapi.toml")),
    ("acled", include_str!("../maps/acled.toml")),
    ("jsonfeed", include_str!("../maps/jsonfeed.toml")),
    ("gdelt-doc", include_str!("../maps/gdelt-doc.toml")),
    ("eventregistry", include_str!("../maps/eventregistry.toml")),
    ("mediacloud", include_str!("../maps/mediacloud.toml")),
    ("ucdp", include_str!("../maps/ucdp.toml")),
    ("icews", include_str!("../maps/icews.toml")),
    ("gkg", include_str!("../maps/gkg.toml")),
    ("gdelt-events", include_str!("../maps/gdelt-events.toml")),
    ("gdelt-1", include_str!("../maps/gdelt-1.toml")),
    ("gdelt-named", include_str!("../maps/gdelt-named.toml")),
    ("gqg", include_str!("../maps/gqg.toml")),
    ("wikipedia-onthisday", include_str!("../maps/wikipedia-onthisday.toml")),
    ("bellingcat", include_str!("../maps/bellingcat.toml")),
    ("timesketch", include_str!("../maps/timesketch.toml")),
    ("xarchive", include_str!("../maps/xarchive.toml")),
    ("quotebank", include_str!("../maps/quotebank.toml")),
    ("ftm", include_str!("../maps/ftm.toml")),
    ("ninjs", include_str!("../maps/ninjs.toml")),
    ("rss", include_str!("../maps/rss.toml")),
    ("atom", include_str!("../maps/atom.toml")),
    ("hansard", include_str!("../maps/hansard.toml")),
    ("parlamint", include_str!("../maps/parlamint.toml")),
    ("jsonld", include_str!("../maps/jsonld.toml")),
];

/// The maps that are part of the program.
pub fn built_in() -> &'static [Arc<Map>] {
    &BUILT_IN
}

impl Map {
    /// The map that words mean: the name of one of the program, a file (with `/`, or ending in `.toml`), or a map in one
    /// line. `read` gives the text of a file.
    pub fn asked_for(words: &str, read: impl Fn(&str) -> io::Result<String>) -> Result<Arc<Map>> {
        if words.contains('{') || words.contains('=') {
            return Map::of_line(words).map(Arc::new);
        }
        if words.contains('/') || Path::new(words).extension().is_some_and(|ending| ending == "toml") {
            let place = sanitise_line(words).into_owned();
            let text = read(words).map_err(|source| Error::Map {
                place,
                reason: Unmapped::MapUnreadable { why: SystemFault::of(&source) },
            })?;
            return Map::parse(words, &text, false).map(Arc::new);
        }
        Map::named(words)
    }

    /// The map of the program with this name.
    pub fn named(name: &str) -> Result<Arc<Map>> {
        let known = built_in().iter().find(|map| map.name == name);
        known.cloned().ok_or_else(|| {
            let names = built_in().iter().map(|map| map.name.as_str());
            let near = nearest(name, names.clone());
            let near = near.map_or_else(|| names.collect::<Vec<_>>().join(", "), str::to_owned);
            let reason = Unmapped::NoSuchMap { name: quoted(name), near };
            Error::Map { place: "--map".to_owned(), reason }
        })
    }
}

/// Writes a map into the user's folder of maps, where it is tried for every file that looks like the one it was made for; says
/// where it is. `None` when it cannot be called so.
pub fn keep(folder: &Path, name: &str, text: &str, replaces: bool) -> Option<io::Result<PathBuf>> {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.');
    let stem = name.trim().trim_end_matches(".toml").trim();
    if stem.is_empty() || stem.starts_with('.') || !stem.chars().all(is_plain) {
        return None;
    }
    let path = folder.join(format!("{stem}.toml"));
    let whole = Whole { unfinished: [".map-", ".tmp"], access: Access::Usual, replaces, is_synced: false };
    let written = std::fs::create_dir_all(folder)
        .map_err(|error| why_no_folder(folder, error))
        .and_then(|()| whole.write(&path, |file| io::Write::write_all(file, text.as_bytes())));
    Some(written.map(|()| path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_map_of_the_program_is_one() {
        for (name, text) in TEXTS {
            let map = Map::parse(name, text, true).unwrap_or_else(|error| panic!("{error}"));
            assert!(!map.matching.is_empty(), "{name} says what it reads");
            assert_ne!(map.title, name, "{name} begins with what it reads");
        }
        assert_eq!(built_in().len(), TEXTS.len());
    }
}

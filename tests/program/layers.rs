//! The house keeps its order: each module of the crate uses only the layers below it, and the few rules that the
//! compiler cannot hold are held here by reading the source.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module at the top of the crate with the modules it may use. A new module needs a row here.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("language", &["text"]),
    ("model", &[]),
    ("problem", &[]),
    ("error", &[]),
    ("layout", &[]),
    ("index", &["language", "model", "text"]),
    ("load", &["index", "language", "model", "text", "problem", "error"]),
    ("dataset", &["load", "index", "language", "model", "text", "problem", "error"]),
    ("query", &["dataset", "index", "language", "model", "text", "problem", "error"]),
    ("state", &["query", "dataset", "load", "model", "text", "problem", "error"]),
    ("document", &["query", "dataset", "model", "text"]),
    ("app", &["state", "document", "query", "dataset", "language", "model", "text", "problem", "error", "layout"]),
    ("export", &["query", "dataset", "load", "index", "model", "text", "problem", "error"]),
    (
        "ui",
        &["app", "document", "language", "state", "layout", "query", "dataset", "model", "text", "problem", "error"],
    ),
    ("worker", &["app", "export", "state", "query", "dataset", "load", "model", "text", "problem", "error"]),
    (
        "headless",
        &["worker", "ui", "app", "state", "layout", "query", "dataset", "load", "model", "text", "problem", "error"],
    ),
    (
        "runtime",
        &["worker", "ui", "app", "state", "layout", "query", "dataset", "load", "model", "text", "problem", "error"],
    ),
    ("commands", &["export", "state", "query", "dataset", "load", "index", "model", "text", "problem", "error"]),
    (
        "cli",
        &[
            "commands", "runtime", "headless", "app", "ui", "export", "state", "query", "dataset", "load", "model",
            "text", "problem", "error",
        ],
    ),
];

/// Every source file, those of tests left out, with the module at the top of the crate that it belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files
        .into_iter()
        .filter(|path| path.file_stem().is_some_and(|name| name != "tests"))
        .map(|path| {
            let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
            let module = Path::new(first.as_os_str()).file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (module, path, text)
        })
        .collect()
}

/// The lines of a file before its tests, without comments.
fn code(text: &str) -> String {
    let before = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    before.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// The modules that a text names after `crate::`.
fn used(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split("};").next().unwrap_or(group);
            let mut depth = 0;
            let mut name = String::new();
            for c in inside.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => name.push(c),
                    ':' if depth == 0 && !name.is_empty() => {
                        found.insert(std::mem::take(&mut name));
                        depth = 0;
                    }
                    ',' if depth == 0 => name.clear(),
                    _ => {}
                }
            }
        } else {
            found.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found
}

#[test]
fn modules_use_only_the_layers_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut faults = Vec::new();
    for (module, path, text) in sources() {
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let Some(below) = allowed.get(module.as_str()) else {
            faults.push(format!("{}: the module {module} has no row in the table of layers", path.display()));
            continue;
        };
        for name in used(&code(&text)) {
            let known = allowed.contains_key(name.as_str());
            if known && name != module && !below.contains(&name.as_str()) {
                faults.push(format!("{}: {module} must not use {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_of_layers_has_no_circle() {
    for (at, (module, below)) in LAYERS.iter().enumerate() {
        for name in *below {
            let position = LAYERS.iter().position(|(other, _)| other == name);
            assert!(
                position.is_some_and(|position| position < at),
                "{module} uses {name}, which is not above it in the table"
            );
        }
    }
}

#[test]
fn only_the_edge_knows_threads_clocks_files_and_the_terminal() {
    let rules: [(&str, &[&str]); 4] = [
        ("std::thread", &["load", "index", "dataset", "worker", "runtime"]),
        ("std::time", &["load", "dataset", "worker", "runtime"]),
        ("std::fs", &["load", "export", "state", "commands", "cli", "runtime"]),
        ("crossterm::", &["runtime"]),
    ];
    for (module, path, text) in sources() {
        for (word, may) in rules {
            let uses = code(&text).contains(word);
            assert!(!uses || may.contains(&module.as_str()), "{}: {module} must not use {word}", path.display());
        }
    }
}

#[test]
fn a_view_never_changes_the_state() {
    for (module, path, text) in sources() {
        if module == "ui" {
            assert!(!code(&text).contains("&mut App"), "{}: a view takes &App", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (_, path, text) in sources() {
        assert!(text.starts_with("//! "), "{}: the first lines say what the file is", path.display());
    }
}

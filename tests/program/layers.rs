//! The house keeps its order: each module of the crate uses only the layers below it, and the few rules that the
//! compiler cannot hold are held here by reading the source.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module at the top of the crate with the modules it may use. A new module needs a row here.
///
/// `query` and `export` do not use `index`: how words and values are stored, that events are in parts and that records
/// may be hidden, is the business of `dataset` alone.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    // What the program says: words, numbers and plurals, nothing of what they are about.
    ("catalogue", &[]),
    ("language", &["text"]),
    ("model", &["catalogue"]),
    ("problem", &["catalogue"]),
    ("error", &["catalogue"]),
    ("layout", &[]),
    ("disk", &["catalogue", "text"]),
    ("clock", &["model"]),
    ("parallel", &[]),
    ("index", &["language", "model", "text", "parallel"]),
    ("load", &["catalogue", "index", "language", "model", "text", "problem", "error", "disk", "parallel"]),
    ("dataset", &["catalogue", "load", "index", "language", "model", "text", "problem", "error", "parallel"]),
    ("query", &["catalogue", "dataset", "language", "model", "text", "problem", "error", "parallel"]),
    ("state", &["catalogue", "query", "dataset", "load", "model", "text", "problem", "error", "disk"]),
    ("document", &["catalogue", "query", "dataset", "model", "text"]),
    // The only network code, behind its feature.
    ("store", &["catalogue", "query", "dataset", "load", "language", "model", "text", "problem", "error"]),
    ("data", &["dataset", "store"]),
    (
        "app",
        &[
            "data",
            "catalogue",
            "state",
            "document",
            "query",
            "dataset",
            "language",
            "model",
            "text",
            "problem",
            "error",
            "layout",
        ],
    ),
    (
        "export",
        &["catalogue", "document", "query", "parallel", "dataset", "load", "model", "text", "problem", "error", "disk"],
    ),
    (
        "ui",
        &[
            "catalogue",
            "app",
            "document",
            "language",
            "state",
            "layout",
            "query",
            "dataset",
            "model",
            "text",
            "problem",
            "error",
        ],
    ),
    (
        "worker",
        &[
            "data",
            "catalogue",
            "app",
            "export",
            "state",
            "store",
            "query",
            "dataset",
            "load",
            "model",
            "text",
            "problem",
            "error",
            "disk",
        ],
    ),
    (
        "headless",
        &[
            "catalogue",
            "worker",
            "ui",
            "app",
            "state",
            "layout",
            "query",
            "dataset",
            "load",
            "model",
            "text",
            "problem",
            "error",
        ],
    ),
    (
        "runtime",
        &[
            "catalogue",
            "clock",
            "worker",
            "ui",
            "app",
            "state",
            "layout",
            "query",
            "dataset",
            "load",
            "model",
            "text",
            "problem",
            "error",
        ],
    ),
    (
        "commands",
        &[
            "catalogue",
            "export",
            "document",
            "state",
            "store",
            "query",
            "dataset",
            "load",
            "model",
            "text",
            "problem",
            "error",
        ],
    ),
    (
        "cli",
        &[
            "store",
            "catalogue",
            "clock",
            "commands",
            "runtime",
            "headless",
            "app",
            "ui",
            "export",
            "state",
            "query",
            "dataset",
            "load",
            "model",
            "text",
            "problem",
            "error",
        ],
    ),
    // What the tests and the benches may name, and nothing else: it makes nothing, and nothing uses it.
    (
        "door",
        &[
            "app",
            "catalogue",
            "commands",
            "dataset",
            "error",
            "export",
            "headless",
            "language",
            "layout",
            "load",
            "model",
            "problem",
            "query",
            "state",
            "store",
            "text",
            "ui",
            "worker",
        ],
    ),
];

/// Every Rust file in a folder and in those below it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Every source file, those of tests left out, with the module at the top of the crate that it belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files_in(&root)
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
        // A lock of another program is waited for.
        // What came at a bad time is asked again a little later, and a node that failed is passed over for a while.
        ("std::thread", &["disk", "load", "parallel", "dataset", "worker", "runtime", "store"]),
        // Who waits for two threads looks now and then.
        ("std::time", &["disk", "load", "parallel", "dataset", "worker", "runtime", "store"]),
        ("std::fs", &["disk", "load", "export", "state", "commands", "cli", "runtime", "store"]),
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

/// The fields of the browser's state that a text names as its own.
fn state_in(text: &str, fields: &[&str]) -> BTreeSet<String> {
    let joined: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("self .", "self.");
    let names = |field: &&&str| {
        let named = format!("self.{field}");
        joined.match_indices(&named).any(|(at, _)| {
            let next = joined[at + named.len()..].chars().next();
            next.is_none_or(|next| !next.is_alphanumeric() && next != '_' && next != '(')
        })
    };
    fields.iter().filter(names).map(|field| (*field).to_owned()).collect()
}

#[test]
fn each_block_that_changes_the_state_says_which_of_it_it_uses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let app = fs::read_to_string(root.join("app.rs")).unwrap();
    let declared = app.split_once("pub struct App {").unwrap().1.split_once("\n}\n").unwrap().0;
    let fields: Vec<&str> = declared
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .filter_map(|line| line.trim().split_once(": ").map(|(field, _)| field))
        .collect();
    assert!(fields.contains(&"timeline") && fields.len() > 20, "{fields:?}");
    let mut blocks = 0;
    for path in files_in(&root.join("app")) {
        let text = fs::read_to_string(&path).unwrap();
        let Some((before, block)) = text.split_once("\nimpl App {\n") else { continue };
        let about: Vec<&str> = before.lines().rev().map_while(|line| line.strip_prefix("/// ")).collect();
        let said: BTreeSet<String> =
            about.iter().flat_map(|line| line.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
        let block = code(block.split_once("\n}\n").unwrap().0);
        assert_eq!(said, state_in(&block, &fields), "{}: the line above `impl App`", path.display());
        blocks += 1;
    }
    assert!(blocks > 10, "{blocks} blocks");
}

#[test]
fn the_crate_has_one_door_and_nothing_in_it_is_asked_for_by_nobody() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lib = code(&fs::read_to_string(root.join("src/lib.rs")).unwrap());
    let public: Vec<&str> = lib.lines().filter(|line| line.starts_with("pub")).collect();
    assert_eq!(public, ["pub mod door;", "pub use cli::run;"]);
    let outside = ["tests", "benches"].into_iter().flat_map(|folder| files_in(&root.join(folder)));
    let mut asked: String = outside.map(|path| fs::read_to_string(path).unwrap()).collect();
    let examples = |text: &str| -> String {
        text.lines().filter_map(|line| line.trim_start().strip_prefix("/// ")).flat_map(|line| [line, "\n"]).collect()
    };
    asked.extend(sources().iter().map(|(_, _, text)| examples(text)));
    let asked: BTreeSet<&str> = asked.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let door = code(&fs::read_to_string(root.join("src/door.rs")).unwrap());
    let unasked: Vec<String> = statements(&door)
        .0
        .into_iter()
        .filter_map(|(_, path)| path.last().cloned())
        .filter(|name| !asked.contains(name.as_str()))
        .collect();
    assert!(unasked.is_empty(), "nobody asks for {unasked:?}");
}

#[test]
fn every_file_that_a_comment_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<PathBuf> =
        ["src", "tests", "benches"].into_iter().flat_map(|folder| files_in(&root.join(folder))).collect();
    let comments = |text: &str| -> String {
        text.lines().filter(|line| line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
    };
    let texts = sources().into_iter().map(|(_, path, text)| (path, comments(&text)));
    let map = root.join("docs/architecture.md");
    let texts = texts.chain([(map.clone(), fs::read_to_string(&map).unwrap())]);
    for (path, text) in texts {
        let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
        for name in quoted
            .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "rs") && !name.contains(' '))
        {
            assert!(files.iter().any(|file| file.ends_with(name)), "{}: there is no {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (_, path, text) in sources() {
        assert!(text.starts_with("//! "), "{}: the first lines say what the file is", path.display());
    }
}

/// The place of a file in the tree of modules: `["query", "ast"]`.
type Module = Vec<String>;

/// A path from the top of the crate: the file that it leads to, and the name in it that it ends with.
type Target = (Module, Option<String>);

/// What the files of the crate import of each other. Declarations and re-exports of modules are no imports; a name that
/// is re-exported counts as imported from where it is.
struct Imports {
    files: BTreeMap<Module, String>,
    reexports: BTreeMap<Target, Target>,
}

impl Imports {
    fn new() -> Imports {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let name = |path: &Path| -> Module {
            let path = path.strip_prefix(&root).unwrap().with_extension("");
            path.iter().map(|part| part.to_str().unwrap().to_owned()).collect()
        };
        let files = sources()
            .into_iter()
            .filter(|(module, ..)| !matches!(module.as_str(), "lib" | "main"))
            .map(|(_, path, text)| (name(&path), code(&text)))
            .filter(|(module, _)| module.iter().all(|part| part != "tests"))
            .collect();
        let mut imports = Imports { files, reexports: BTreeMap::new() };
        for (module, text) in &imports.files {
            for (is_public, path) in statements(text).0 {
                let Some(name) = path.iter().rfind(|name| *name != "self") else { continue };
                if let (true, Some(target)) = (is_public, imports.resolve(module, &path)) {
                    imports.reexports.insert((module.clone(), Some(name.clone())), target);
                }
            }
        }
        imports
    }

    /// Where a path that stands in `module` leads; `None` when it leaves the crate.
    fn resolve(&self, module: &Module, path: &[String]) -> Option<Target> {
        let mut names = path.iter().peekable();
        let mut at = module.clone();
        match names.peek()?.as_str() {
            "crate" => {
                at.clear();
                names.next();
            }
            "self" => {
                names.next();
            }
            "super" => {}
            first => {
                at.push(first.to_owned());
                if !self.files.contains_key(&at) {
                    return None;
                }
                names.next();
            }
        }
        while names.next_if(|name| *name == "super").is_some() {
            at.pop();
        }
        while let Some(name) = names.peek() {
            at.push((*name).clone());
            if !self.files.contains_key(&at) {
                at.pop();
                break;
            }
            names.next();
        }
        (!at.is_empty()).then(|| (at, names.next().cloned()))
    }

    /// The files that `module` imports from.
    fn of(&self, module: &Module) -> BTreeSet<&Module> {
        let (uses, rest) = statements(&self.files[module]);
        let imported = uses.into_iter().filter(|(is_public, _)| !is_public).map(|(_, path)| path);
        imported
            .chain(paths(&rest))
            .filter_map(|path| {
                let mut target = self.resolve(module, &path)?;
                while let Some(further) = self.reexports.get(&target) {
                    target = further.clone();
                }
                self.files.get_key_value(&target.0).map(|(file, _)| file)
            })
            .filter(|file| *file != module)
            .collect()
    }
}

/// The paths of the `use` statements of a text, each with whether it is a re-export; and the text without them.
fn statements(text: &str) -> (Vec<(bool, Vec<String>)>, String) {
    let (mut found, mut rest) = (Vec::new(), String::new());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let visible = line.trim_start();
        let after = match visible.strip_prefix("pub") {
            Some(after) if after.starts_with('(') => after.split_once(')').map_or(after, |(_, after)| after),
            Some(after) => after,
            None => visible,
        };
        let Some(tree) = after.trim_start().strip_prefix("use ") else {
            rest.push_str(line);
            continue;
        };
        let mut tree = tree.to_owned();
        while !tree.contains(';') {
            tree.push_str(lines.next().unwrap());
        }
        let tree: String = tree.split(';').next().unwrap().replace(" as ", "=").split_whitespace().collect();
        let mut leaves = Vec::new();
        branches(&tree, &[], &mut leaves);
        found.extend(leaves.into_iter().map(|path| (visible.starts_with("pub"), path)));
    }
    (found, rest)
}

/// The paths of a tree of imports without blanks, nested braces resolved.
fn branches(tree: &str, before: &[String], found: &mut Vec<Vec<String>>) {
    let (stem, group) = match tree.split_once('{') {
        Some((stem, group)) => (stem, group.strip_suffix('}')),
        None => (tree, None),
    };
    let names = stem.split("::").filter(|name| !name.is_empty()).map(|name| name.split('=').next().unwrap().to_owned());
    let path: Vec<String> = before.iter().cloned().chain(names).collect();
    let Some(group) = group else {
        found.push(path);
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices().chain([(group.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if start < at {
                    branches(&group[start..at], &path, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// The paths in the code. Where a name may be seen is none.
fn paths(text: &str) -> Vec<Vec<String>> {
    text.replace("(in crate::", "(")
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter(|path| path.contains("::"))
        .map(|path| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>())
        .filter(|path| !path.is_empty())
        .collect()
}

/// The groups of files each of which leads to each other one of the group.
fn circles(imports: &Imports) -> BTreeSet<Vec<String>> {
    let direct: BTreeMap<&Module, BTreeSet<&Module>> =
        imports.files.keys().map(|module| (module, imports.of(module))).collect();
    let reached = |from: &Module| {
        let mut reached: BTreeSet<&Module> = BTreeSet::new();
        let mut open: Vec<&Module> = direct[from].iter().copied().collect();
        while let Some(module) = open.pop() {
            if reached.insert(module) {
                open.extend(&direct[module]);
            }
        }
        reached
    };
    let all: BTreeMap<&Module, BTreeSet<&Module>> = direct.keys().map(|module| (*module, reached(module))).collect();
    all.iter()
        .filter(|(module, reached)| reached.contains(*module))
        .map(|(module, reached)| {
            reached.iter().filter(|other| all[*other].contains(module)).map(|module| module.join("/")).collect()
        })
        .collect()
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found = circles(&Imports::new());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn imports_are_read_as_the_compiler_reads_them() {
    let text = "use super::{a::{B, C as D}, self};\npub(crate) use e::F;\nfn g() -> crate::h::I { super::j() }\n";
    let (uses, rest) = statements(text);
    let uses: Vec<_> = uses.iter().map(|(is_public, path)| (*is_public, path.join("::"))).collect();
    let expected = [(false, "super::a::B"), (false, "super::a::C"), (false, "super::self"), (true, "e::F")];
    assert_eq!(uses, expected.map(|(is_public, path)| (is_public, path.to_owned())));
    let paths: Vec<_> = paths(&rest).iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::h::I", "super::j"]);
}

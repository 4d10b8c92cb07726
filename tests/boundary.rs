//! The house's rules, read off the sources: who may name whom, what only the edge may touch, and how long a file may be.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// They do not know each other.
const ROOMS: &[&str] = &["flow", "token", "claims", "policy"];
/// They know nobody but themselves.
const BASE: &[&str] =
    &["base64url", "config", "error", "finding", "host", "json", "names", "order", "presets", "secret", "template", "time", "uri"];
/// They bring the rooms together; none is named by a room or a base module. `native` stands beside the edge: it is a `Signatures`.
const CONDUCTORS: &[&str] = &[
    "access",
    "admission",
    "alone",
    "answers",
    "binding",
    "diagnostics",
    "gate",
    "keeping",
    "login",
    "logout",
    "operation",
    "renewal",
    "resource",
    "session",
    "silent",
    "start",
    "store",
    "tabs",
];

/// Who may name whom: a module, and what it may name besides itself.
fn may_name(module: &str) -> Vec<&'static str> {
    match module {
        "native" | "manual" => BASE.to_vec(),
        _ if ROOMS.contains(&module) || BASE.contains(&module) => BASE.to_vec(),
        _ if CONDUCTORS.contains(&module) || module == "edge" || module == "lib" => {
            [BASE, ROOMS, CONDUCTORS, &["manual", "native"]].concat()
        }
        _ => panic!("src/{module} is new: say in tests/boundary.rs what it is"),
    }
}

/// What only the browser has.
const BROWSER: &[&str] = &["wasm_bindgen", "js_sys", "web_sys", "gloo_storage", "serde_wasm_bindgen", "talc"];
/// Clocks and randomness: `Host` has them.
const OUTSIDE: &[&str] = &["SystemTime", "Instant", "getrandom", "std::time", "std::net", "std::fs", "std::env", "thread"];

const LONGEST_FILE: usize = 300;
const LONGEST_EXPORT: usize = 10;
/// Files that are longer, with the length that they have and may not pass. The checklist is licensed to be read unbroken.
const LONGER: &[(&str, usize)] = &[("token/verify.rs", 340)];

struct Source {
    /// Below `src`.
    path: String,
    /// Without comments and without what follows `#[cfg(test)]`.
    code: String,
    /// Lines before `#[cfg(test)]`.
    lines: usize,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let own = text.split("#[cfg(test)]").next().unwrap();
        let code = own.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        Source { path: relative(&path, &root), code, lines: own.trim_end().lines().count() }
    };
    let found: Vec<Source> = files(&root, "rs").into_iter().map(read).collect();
    assert!(found.len() > 60, "only {} files were found", found.len());
    found
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

/// The modules that come after `crate::` in code, one by one or in braces.
fn named(code: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        let foreign = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            _ if foreign => {}
            Some(list) => names.extend(list.split(';').next().unwrap().split(',').map(first_word)),
            None => drop(names.insert(first_word(rest))),
        }
    }
    names.remove("");
    names
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap()
}

fn has_word(code: &str, word: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| !inside(code[..at].chars().next_back()) && !inside(code[at + word.len()..].chars().next()))
}

#[test]
fn the_reader_of_names_reads_names() {
    let code = "use crate::flow::{a, b};\nuse crate::{token, claims::Side};\nfn f() { crate::uri::form(); my_crate::gate(); }";
    assert_eq!(Vec::from_iter(named(code)), ["claims", "flow", "token", "uri"]);
    assert!(has_word("x: Instant,", "Instant") && !has_word("Instantly", "Instant"));
}

#[test]
fn modules_name_only_whom_they_may() {
    let mut faults = Vec::new();
    for source in sources() {
        let (me, allowed) = (source.module().to_owned(), may_name(source.module()));
        for name in named(&source.code) {
            // A lower-case word is a module; macros and items of the crate's root begin otherwise.
            if name != me && name.starts_with(char::is_lowercase) && !allowed.contains(&name) {
                faults.push(format!("src/{} names {name}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_way_out_of_a_room_is_not_through_its_parent() {
    // `super::super` from the top of a room would reach what `crate::` may not.
    for source in sources().iter().filter(|source| ROOMS.contains(&source.module())) {
        let depth = source.path.matches('/').count();
        let climbs = "super::".repeat(depth + 1);
        assert!(!source.code.contains(&climbs), "src/{} climbs out of its room", source.path);
    }
}

#[test]
fn only_the_edge_knows_the_browser() {
    for source in sources().iter().filter(|source| source.module() != "edge") {
        for name in BROWSER {
            assert!(!has_word(&source.code, name), "src/{} names {name}", source.path);
        }
    }
}

#[test]
fn only_the_edge_and_the_words_of_findings_depend_on_the_target() {
    let opened: Vec<String> = sources()
        .iter()
        .flat_map(|source| source.code.lines().filter(|line| line.contains("target_arch")).map(|_| source.path.clone()).collect::<Vec<_>>())
        .collect();
    assert_eq!(opened, ["finding.rs", "lib.rs"]);
}

#[test]
fn clock_randomness_and_the_rest_of_the_world_come_through_the_host() {
    for source in sources().iter().filter(|source| source.module() != "edge") {
        for name in OUTSIDE {
            assert!(!has_word(&source.code, name), "src/{} names {name}", source.path);
        }
    }
}

#[test]
fn files_are_short() {
    let mut faults = Vec::new();
    for source in sources() {
        let longest = LONGER.iter().find(|(path, _)| *path == source.path).map_or(LONGEST_FILE, |(_, lines)| *lines);
        if source.lines > longest {
            faults.push(format!("src/{} has {} lines of {longest}", source.path, source.lines));
        }
        if longest > LONGEST_FILE && source.lines <= LONGEST_FILE {
            faults.push(format!("src/{} has {} lines: it needs no exception any more", source.path, source.lines));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The body of each function, in lines, braces not counted. rustfmt closes a function where its `fn` begins.
#[test]
fn exports_only_convert() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/edge/exports.rs")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (mut exports, mut faults) = (0, Vec::new());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("pub ") && line.contains("fn ")) {
        let indent = line.len() - line.trim_start().len();
        let end = (at..lines.len()).find(|end| lines[*end].starts_with(&format!("{}}}", " ".repeat(indent)))).unwrap();
        exports += 1;
        if end - at - 1 > LONGEST_EXPORT {
            faults.push(format!("line {}: {} lines", at + 1, end - at - 1));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(exports > 20, "only {exports} exports were found");
}

#[test]
fn crate_and_package_have_one_version() {
    let package = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("package.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    let constant = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/lib/version.ts")).unwrap();
    assert!(constant.contains(&format!("VERSION = \"{}\";", env!("CARGO_PKG_VERSION"))), "{constant}");
}

#[test]
fn only_load_knows_the_generated_glue() {
    let lib = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/lib");
    let mut importers = Vec::new();
    for path in ["ts", "tsx"].iter().flat_map(|end| files(&lib, end)) {
        let name = relative(&path, &lib);
        let imports = |line: &str| (line.contains(" from ") || line.contains("import(")) && line.contains("wasm/");
        if !name.starts_with("wasm/") && fs::read_to_string(&path).unwrap().lines().any(imports) {
            importers.push(name);
        }
    }
    // The third carries, for servers and tests, what a page fetches only to say why its map is refused.
    assert_eq!(importers, ["inlined.ts", "load.ts", "policy-now.ts"]);
}

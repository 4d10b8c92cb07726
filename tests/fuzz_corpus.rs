//! The fuzz targets without a fuzzer: the corpus is replayed, and then mutated from a fixed seed, the same on every machine.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a target says by panicking what must not be")]

#[path = "support/random.rs"]
mod random;
#[path = "fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use random::Random;
use targets::{TARGETS, Target};

/// The longest mutant, in bytes.
const LONGEST: usize = 4_096;

/// What texts of one grammar are made of, so that a mutant gets past the first byte.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\\",
    "\\ud800",
    "\\u0000",
    "null",
    "true",
    "-1",
    "1e9",
    "9007199254740993",
    "*",
    "**",
    ":**",
    "{id}",
    "{a}-{b}",
    "$",
    "$authenticated",
    "x-",
    "__proto__",
    "/",
    "//",
    "..",
    "%2F",
    "%2e",
    "%zz",
    "%00",
    "?",
    "#",
    "&",
    "=",
    "+",
    ".",
    "é",
    "😀",
    "\u{2028}",
    "\u{0}",
    "\n",
    "code=",
    "state=",
    "error=",
    "iss=",
    "\"version\":1",
    "\"groups\":",
    "\"sub\":\"u\"",
    "https://",
    ":x?",
    "eyJ",
];

macro_rules! targets {
    ($($name:ident $tries:literal),* $(,)?) => {
        $(#[test] fn $name() { run(stringify!($name), targets::$name, $tries); })*

        #[test]
        fn every_target_is_tried_and_has_a_fuzzer() {
            let tried = [$(stringify!($name)),*];
            assert_eq!(TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), tried);
            let manifest = include_str!("fuzz/Cargo.toml");
            for name in tried {
                assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} has no fuzzer");
            }
        }
    };
}

// As many tries as take about a second where nothing is optimised.
targets! {
    map_text 2_000,
    claims_json 400,
    patterns 2_000,
    paths 3_000,
    jws 3_000,
    jwks 4_000,
    discovery 4_000,
    token_response 3_000,
    callback_url 4_000,
    stored_session 4_000,
    transaction 4_000,
}

fn run(name: &str, target: Target, tries: usize) {
    let corpus = corpus(name);
    for (file, bytes) in &corpus {
        try_one(target, bytes, &format!("tests/fuzz/corpus/{name}/{file}"));
    }
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for number in 0..tries {
        let mut bytes = corpus[random.below(corpus.len())].1.clone();
        for _ in 0..=random.below(6) {
            mutate(&mut bytes, &corpus[random.below(corpus.len())].1, &mut random);
        }
        bytes.truncate(LONGEST);
        try_one(target, &bytes, &format!("mutant {number} of {name}"));
    }
}

/// The text that failed is what there is to know: without it the number of a mutant says nothing.
fn try_one(target: Target, bytes: &[u8], what: &str) {
    if catch_unwind(AssertUnwindSafe(|| target(bytes))).is_err() {
        panic!("{what} failed: {:?}", String::from_utf8_lossy(bytes));
    }
}

fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap());
    let found: Vec<_> = files.iter().map(read).collect();
    assert!(found.len() >= 5, "{name} has {} seeds", found.len());
    found
}

#[test]
fn the_corpus_is_small() {
    let size: usize = TARGETS.iter().flat_map(|(name, _)| corpus(name)).map(|(_, bytes)| bytes.len()).sum();
    assert!(size < 300 * 1024, "{size} bytes");
}

fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = (at + 1 + random.below(16)).min(bytes.len());
    match random.below(7) {
        0 => bytes[at..end].iter_mut().take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        1 => drop(bytes.drain(at..end)),
        2 => drop(bytes.splice(at..at, WORDS[random.below(WORDS.len())].bytes())),
        3 => drop(bytes.splice(at..end, WORDS[random.below(WORDS.len())].bytes())),
        4 => {
            let copy = bytes[at..end].to_vec();
            let place = random.below(bytes.len() + 1);
            drop(bytes.splice(place..place, copy));
        }
        5 => {
            let from = random.below(other.len() + 1);
            let to = (from + random.below(64)).min(other.len());
            drop(bytes.splice(at..at, other[from..to].iter().copied()));
        }
        _ => bytes.truncate(at),
    }
}

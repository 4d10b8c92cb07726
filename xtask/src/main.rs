//! Generates the JavaScript glue with the pinned wasm-bindgen: installing its CLI takes minutes, building this takes seconds.

use std::{env, path::PathBuf, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(wasm), Some(directory), option) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("usage: xtask INPUT.wasm OUTPUT_DIRECTORY [--names]");
        return ExitCode::from(2);
    };
    match generate(&wasm, &directory, option.is_some_and(|option| option.as_os_str() == "--names")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen failed: {error}");
            ExitCode::FAILURE
        }
    }
}

/// With `names` the functions keep theirs, mangled: for `npm run size -- --why`.
fn generate(wasm: &PathBuf, directory: &PathBuf, names: bool) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name("claimgate")
        .typescript(true)
        // The bytes are handed to `initSync`; a default path would put a `new URL(…)` in the glue, which not every bundler survives.
        .omit_default_module_path(true)
        .remove_name_section(!names)
        .demangle(!names)
        .remove_producers_section(true);
    bindgen.web(true).map_err(|error| format!("{error:#}"))?;
    bindgen.generate(directory).map_err(|error| format!("{error:#}"))
}

//! Generates the JavaScript glue with the pinned wasm-bindgen: installing its CLI takes minutes, building this takes seconds.

use std::{env, path::PathBuf, process::ExitCode};

use walrus::{ConstExpr, ElementItems, ElementKind, FunctionId, Module, ir::Value};
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
        // `forget_described` goes by mangled names.
        .demangle(false)
        .remove_producers_section(true);
    bindgen.web(true).map_err(|error| format!("{error:#}"))?;
    let mut output = bindgen.generate_output().map_err(|error| format!("{error:#}"))?;
    forget_described(output.wasm_mut());
    output.emit(directory).map_err(|error| format!("{error:#}"))
}

/// Takes out of the table of functions what nothing calls there, so that wasm-opt finds it unused. js-sys describes each of its closures by the
/// place of what calls it, and what wasm-bindgen finds needed of them becomes an export; wakers of tasks that may be suspended are made by an
/// export that wasm-bindgen has deleted. To call such a place would be a trap.
fn forget_described(module: &mut Module) {
    let is_described = |id: &FunctionId| {
        let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
        let is_of = |path: &str, function: &str| name.contains(path) && name.contains(function);
        is_of("12wasm_bindgen7convert8closures", "__6invoke") || is_of("6js_sys7futures4jspi10task_waker", "raw_")
    };
    let (mut kept, mut whole) = (Vec::new(), Vec::new());
    for element in module.elements.iter() {
        let (ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(start)) }, ElementItems::Functions(functions)) =
            (&element.kind, &element.items)
        else {
            continue;
        };
        whole.push(element.id());
        let mut at = *start;
        for run in functions.chunk_by(|one, next| is_described(one) == is_described(next)) {
            if !run.first().is_some_and(is_described) {
                kept.push((ElementKind::Active { table: *table, offset: ConstExpr::Value(Value::I32(at)) }, run.to_vec()));
            }
            at += i32::try_from(run.len()).unwrap_or(0);
        }
    }
    for id in whole {
        module.elements.delete(id);
    }
    for (kind, functions) in kept {
        module.elements.add(kind, ElementItems::Functions(functions));
    }
}

// One fresh process: from the bytes at hand to the first answer, or only what any module of these bytes costs. Milliseconds on standard output.
import { bytes } from "../dist/wasm/inline.js";
import { firstAnswer, loadPolicy } from "./first-answer.js";

const what = process.argv[2];
const started = performance.now();
if (what === "compile") await WebAssembly.compile(bytes());
else await firstAnswer(loadPolicy);
console.log(performance.now() - started);

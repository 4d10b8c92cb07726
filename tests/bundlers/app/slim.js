import { createGate, loadPolicy } from "claimgate/slim";
import { ask } from "./ask.js";

ask({ createGate, loadPolicy }, { wasm: new URL("/claimgate.wasm", location.href) }).then(show, (error) => show(String(error)));

function show(result) {
  document.body.dataset.result = JSON.stringify(result);
}

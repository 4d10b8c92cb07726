import { createGate, loadPolicy } from "claimgate";
import { ask } from "./ask.js";

ask({ createGate, loadPolicy }).then(show, (error) => show(String(error)));

function show(result) {
  document.body.dataset.result = JSON.stringify(result);
}

// A bare page around one gate. Its configuration comes from an init script, so that it is there again after each navigation.
import { createGate, decodeToken, GateError, loadPolicy } from "claimgate";
import { verifyAccessToken, verifyIdToken } from "claimgate/token";
import { runRoleMapVectors, runTokenVectors } from "./vectors.mjs";

const EVENTS = ["signed-in", "signed-out", "renewed", "expired", "error", "step-up-required", "warning"];
const { config, autostart = true } = window.harness ?? {};
const api = { decodeToken, loadPolicy, verifyAccessToken, verifyIdToken };
const vectors = { token: (files) => runTokenVectors(files, api), roleMap: (files) => runRoleMapVectors(files, api) };
// What failed, for who looks for leaks.
const told = [];
Object.assign(window, { api, vectors, told });
if (config) mount(createGate(config));

function mount(gate) {
  const events = [];
  for (const type of EVENTS) gate.on(type, (event) => events.push(plain(event)));
  const show = () => {
    const { status, error } = gate.getSnapshot();
    document.getElementById("status").textContent = status;
    document.getElementById("error").textContent = error ? `${error.code}: ${error.message} ${error.provider?.description ?? ""}` : "";
  };
  gate.subscribe(show);
  show();
  const started = autostart ? gate.start().then(() => document.body.setAttribute("data-started", "")) : null;
  Object.assign(window, { gate, events, started, snapshot: () => plain(gate.getSnapshot()), outcome });
}

/** What a promise came to, in a form that leaves the page. */
function outcome(promise) {
  return promise.then(
    (value) => ({ value: plain(value) }),
    (error) => {
      told.push(plain(error));
      return { error: plain(error), isGateError: error instanceof GateError };
    },
  );
}

function plain(value) {
  if (value instanceof Error) return { code: value.code, ...Object.fromEntries(Object.entries(value)), message: value.message };
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

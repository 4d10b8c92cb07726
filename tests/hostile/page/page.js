// An app around one gate that signs in at once, then tells what came of it. The test's server writes `window.run` into the page.
import { createGate, GateError } from "claimgate";

const EVENTS = ["signed-in", "signed-out", "renewed", "expired", "error", "step-up-required", "warning"];

let leaving;

window.begin = begin;
if (location.pathname.endsWith("/callback")) await comeBack(window.run);

/** Leaves for the provider from the page that the last case left; where it `stays`, as {@link sentBack} says. */
async function begin({ path, config, signIn, stays, actions }) {
  history.replaceState(null, "", path);
  sessionStorage.clear();
  const [gate, events] = watched(config);
  leaving = gate;
  await gate.start();
  const listening = new AbortController();
  const back = stays ? [sentBack(listening.signal)] : [];
  const { error, address } = await Promise.race([outcome(gate.signIn(signIn)), ...back]);
  listening.abort();
  if (address) await comeBack({ address, config, actions });
  else await tell(gate, events, config, { signIn: error });
}

/** Takes the place of the browser: asks for the page that the gate goes to and reads where that would send the person. */
function sentBack(signal) {
  return new Promise((resolve) => {
    const hold = (event) => {
      if (event.destination.sameDocument) return;
      event.preventDefault();
      resolve(fetch(event.destination.url).then((response) => response.json()));
    };
    navigation.addEventListener("navigate", hold, { signal });
  });
}

/** With an `address`, the page stayed where it is, and this gate begins where a page would that was sent there. */
async function comeBack({ address, config, actions }) {
  leaving?.dispose();
  if (address) history.replaceState(null, "", address);
  const [gate, events] = watched(config);
  await gate.start();
  const done = [];
  for (const [method, ...given] of actions) done.push(await outcome(method === "reload" ? reload() : gate[method](...given)));
  await tell(gate, events, config, { done });
}

/** Once: what follows takes place in the page that comes back. */
function reload() {
  const again = window.name === "reloaded";
  window.name = again ? "" : "reloaded";
  if (again) return Promise.resolve();
  location.reload();
  return new Promise(() => {});
}

function watched(config) {
  const [gate, events] = [createGate(config), []];
  for (const type of EVENTS) gate.on(type, (event) => events.push(plain(event)));
  return [gate, events];
}

async function tell(gate, events, config, more) {
  const snapshot = plain(gate.getSnapshot());
  document.getElementById("error").textContent = `${snapshot.error?.message} ${snapshot.error?.provider?.description}`;
  const answers = {
    can: ["projects:read", "projects:write", "admin:users:manage"].filter((permission) => gate.can(permission)),
    canSome: gate.canSome("projects:*"),
    admin: gate.route("/admin").outcome,
    token: await outcome(gate.getAccessToken()),
  };
  const report = { snapshot, answers, events: [...events], kept: await kept(), ...more };
  gate.dispose();
  // As a reload would: whatever the first gate left behind, this one finds.
  const again = createGate(config);
  await again.start();
  report.again = { ...plain(again.getSnapshot()), can: again.canSome("projects:*") };
  again.dispose();
  await window.report(report);
}

async function kept() {
  return {
    address: location.href,
    document: document.documentElement.innerHTML.replace(/<script id="run">.*?<\/script>/s, ""),
    history: JSON.stringify(history.state),
    window: window.name,
    cookies: document.cookie,
    session: Object.entries(sessionStorage),
    local: Object.entries(localStorage),
    databases: await indexedDB.databases(),
  };
}

function outcome(promise) {
  return promise.then(
    (value) => ({ value: plain(value) }),
    (error) => ({ error: plain(error), isGateError: error instanceof GateError }),
  );
}

function plain(value) {
  if (value instanceof Error) return { code: value.code, ...Object.fromEntries(Object.entries(value)), message: value.message };
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

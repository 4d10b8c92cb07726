// An app around one gate that signs in at once, then tells what came of it. The test's server writes `window.run` into the page.
import { createGate, GateError } from "claimgate";
import { acts, inDatabases, unbroken, undo } from "./acts.js";

const EVENTS = ["signed-in", "signed-out", "renewed", "expired", "error", "step-up-required", "warning"];

let leaving;

window.begin = begin;
if (location.pathname.endsWith("/callback")) await comeBack(window.run);

/** Leaves for the provider from the page that the last case left; where it `stays`, as {@link sentBack} says. */
async function begin(run) {
  const { path, config, signIn, stays, first, away } = run;
  history.replaceState(null, "", path);
  sessionStorage.clear();
  const turn = enter(run);
  leaving = turn.gate;
  await act(turn, first);
  await turn.gate.start();
  const listening = new AbortController();
  const back = stays ? [sentBack(listening.signal)] : [];
  const { error, address } = await Promise.race([outcome(turn.gate.signIn(signIn)), ...back]);
  listening.abort();
  if (!address) return tell(turn, { signIn: error });
  await act({ config }, away);
  await comeBack({ ...run, address });
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
async function comeBack(run) {
  leaving?.dispose();
  if (run.address) history.replaceState(null, "", run.address);
  const turn = enter(run);
  await turn.gate.start();
  await tell(turn, { done: await act(turn, run.actions) });
}

/** What came of each: of a method of the gate, of a `restart`, or of one of {@link acts}. */
async function act(turn, list) {
  const done = [];
  for (const [name, ...given] of list) done.push(await outcome(doing(turn, name, given)));
  return done;
}

async function doing(turn, name, given) {
  if (name === "restart") return restart(turn);
  return acts[name] ? acts[name](turn, ...given) : turn.gate[name](...given);
}

/** As a reload would, without loading a page. */
async function restart(turn) {
  turn.gate.dispose();
  turn.gate = watched(turn);
  await turn.gate.start();
}

function enter({ config }) {
  const turn = { config, events: [] };
  turn.gate = watched(turn);
  return turn;
}

function watched({ config, events }) {
  const gate = createGate(config);
  for (const type of EVENTS) gate.on(type, (event) => events.push(plain(event)));
  return gate;
}

async function tell({ gate, events, config }, more) {
  const snapshot = plain(gate.getSnapshot());
  document.getElementById("error").textContent = `${snapshot.error?.message} ${snapshot.error?.provider?.description}`;
  const answers = {
    can: ["projects:read", "projects:write", "admin:users:manage"].filter((permission) => gate.can(permission)),
    canSome: gate.canSome("projects:*"),
    admin: gate.route("/admin").outcome,
    token: await outcome(gate.getAccessToken()),
  };
  const report = { snapshot, answers, events: [...events], kept: await unbroken(() => kept(config)), ...more };
  gate.dispose();
  // As a reload would: whatever the first gate left behind, this one finds.
  const again = createGate(config);
  await again.start();
  report.again = { ...plain(again.getSnapshot()), can: again.canSome("projects:*") };
  again.dispose();
  undo();
  await window.report(report);
}

async function kept(config) {
  return {
    address: location.href,
    document: document.documentElement.innerHTML.replace(/<script id="run">.*?<\/script>/s, ""),
    history: JSON.stringify(history.state),
    window: window.name,
    cookies: document.cookie,
    session: Object.entries(sessionStorage),
    local: Object.entries(localStorage),
    databases: await inDatabases(config),
    frames: document.querySelectorAll("iframe").length,
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
  if (value instanceof Response) return { status: value.status };
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

// 10,000 gates, each with a button behind it: in a table, whose rows have a number and a name besides, and in a list of nothing else, where
// a gate weighs the most. Without any row between them React's search for a neighbour to insert before, which grows with the square of
// what is hidden, would be all that is measured.
import { createMongoAbility } from "@casl/ability";
import { AbilityProvider, Can as CaslCan } from "@casl/react";
import { loadPolicy } from "claimgate";
import { Can, GateProvider } from "claimgate/react";
import { useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { claimsOf, pairOf, twoHalves } from "../maps.js";
import { compare } from "../measure.js";

const { permissions, granted, map } = twoHalves(200);
const ROWS = Array.from({ length: 10_000 }, (_, index) => permissions[(index * 37) % permissions.length]);
const PAIRS = ROWS.map(pairOf);

/** Mounting all, another person with the other half of the rights, and rendering the same again; nothing of layout and paint. */
export async function gatesOnPages() {
  const policy = await loadPolicy(map);
  const results = [];
  for (const [where, rows] of Object.entries({ "in a table": IN_TABLE, "in a list": IN_LIST })) {
    const pages = { "plain JSX": plainPage, "CASL 7": caslPage, claimgate: (rows) => ownPage(rows, policy) };
    for (const [what, work, aim] of CASES) {
      const contestants = Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, work(() => page(rows))]));
      results.push(await compare(`10,000 gates ${where}, ${what}`, contestants, { rounds: 21, aim, between: tidy }));
      for (const page of shown.splice(0)) page.leave();
    }
  }
  return results;
}

const CASES = [
  ["mount", mounting, 1.3],
  ["change", changing, 1.1],
  ["re-render", rendering, 1.8],
];

function mounting(page) {
  return (n) => {
    for (let turn = 0; turn < n; turn++) finished.push(show(page()));
    return n;
  };
}

function changing(page) {
  const { become, host } = keep(show(page()));
  let who = "even";
  const turn = () => {
    who = who === "even" ? "odd" : "even";
    flushSync(() => become(who));
  };
  for (const _ of [1, 2]) {
    turn();
    expectHalf(host, who);
  }
  return repeat(turn);
}

function rendering(page) {
  const { renderAgain } = keep(show(page()));
  return repeat(() => flushSync(renderAgain));
}

const shown = [];
const finished = [];

function keep(page) {
  shown.push(page);
  return page;
}

// What one contestant leaves behind must not be cleared away in the time of the next.
async function tidy() {
  for (const page of finished.splice(0)) page.leave();
  await new Promise((resolve) => setTimeout(resolve));
  globalThis.gc?.();
}

function show({ element, ...page }) {
  const host = document.body.appendChild(document.createElement("div"));
  const root = createRoot(host);
  flushSync(() => root.render(element));
  const leave = () => {
    root.unmount();
    host.remove();
  };
  return { ...page, host, leave };
}

function expectHalf(host, who) {
  const held = new Set(granted[who]);
  const wanted = ROWS.flatMap((permission, index) => (held.has(permission) ? [index] : []));
  const seen = [...host.querySelectorAll("button")].map((button) => Number(button.value));
  if (seen.join() !== wanted.join()) throw new Error(`${who}: ${seen.length} buttons instead of ${wanted.length}, or others`);
}

const repeat = (once) => (n) => {
  for (let turn = 0; turn < n; turn++) once();
  return n;
};

const IN_TABLE = {
  frame: "table",
  row: (index, permission, gate) => (
    <tr key={index}>
      <td>{index}</td>
      <td>{permission}</td>
      <td>{gate}</td>
    </tr>
  ),
};
const IN_LIST = { frame: "ul", row: (index, _permission, gate) => <li key={index}>{gate}</li> };

const edit = (index) => (
  <button type="button" value={index}>
    Edit
  </button>
);

/** `gated` puts the button of a row behind its gate. */
function pageOf({ frame: Frame, row }, gated) {
  const page = {};
  function Page() {
    const [, setTurn] = useState(0);
    page.renderAgain = () => setTurn((turn) => turn + 1);
    return <Frame>{ROWS.map((permission, index) => row(index, permission, gated(index, permission)))}</Frame>;
  }
  return { Page, renderAgain: () => page.renderAgain() };
}

function plainPage(rows) {
  let held = new Set(granted.even);
  const { Page, renderAgain } = pageOf(rows, (index, permission) => held.has(permission) && edit(index));
  const become = (who) => {
    held = new Set(granted[who]);
    renderAgain();
  };
  return { element: <Page />, renderAgain, become };
}

function caslPage(rows) {
  const rulesOf = (who) => granted[who].map(pairOf).map(([action, subject]) => ({ action, subject }));
  const ability = createMongoAbility(rulesOf("even"));
  const { Page, renderAgain } = pageOf(rows, (index) => (
    <CaslCan I={PAIRS[index][0]} a={PAIRS[index][1]}>
      {edit(index)}
    </CaslCan>
  ));
  const element = (
    <AbilityProvider value={ability}>
      <Page />
    </AbilityProvider>
  );
  return { element, renderAgain, become: (who) => ability.update(rulesOf(who)) };
}

function ownPage(rows, policy) {
  const { become, ...gate } = gateOf(policy);
  const { Page, renderAgain } = pageOf(rows, (index, permission) => <Can permission={permission}>{edit(index)}</Can>);
  const element = (
    <GateProvider gate={gate}>
      <Page />
    </GateProvider>
  );
  return { element, renderAgain, become };
}

/** A gate that becomes another person without a provider. As the real one it reads the clock for each yes; and whoever becomes is evaluated. */
function gateOf(policy) {
  const listeners = new Set();
  const until = Date.now() + 3_600_000;
  const signedIn = { status: "signed-in", scopes: [], expiresAt: until / 1000, error: null, returnTo: null, mapDigest: policy.digest };
  let access;
  let snapshot;
  const become = (who) => {
    access = policy.access(claimsOf(who));
    const { groups, roles } = access;
    snapshot = Object.freeze({ ...signedIn, user: { sub: who, claims: { sub: who } }, groups, roles });
    for (const listener of [...listeners]) listener();
  };
  become("even");
  return {
    become,
    start: () => Promise.resolve(snapshot),
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    can: (permission) => access.can(permission) && Date.now() < until,
  };
}

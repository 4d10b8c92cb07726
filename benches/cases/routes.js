import { loadPolicy } from "claimgate";
import { match } from "path-to-regexp";
import { matchRoutes } from "react-router";
import { addressOf, claimsOf, largeMap, patternsOf, routedMap } from "../maps.js";
import { compare } from "../measure.js";

/** The first ask of an address, at 10 and at 1,000 rules. An address that was asked before is one lookup in a Map. */
export async function firstRoute() {
  const results = [];
  for (const count of [10, 1000]) {
    const patterns = patternsOf(count);
    const contestants = {
      "JS trie": fresh(patterns, trie(patterns)),
      claimgate: fresh(patterns, await gateRoute(routedMap(count), "allow")),
      "path-to-regexp 8": fresh(patterns, compiled(patterns)),
      "react-router matchRoutes": fresh(patterns, routed(patterns)),
    };
    results.push(await compare(`route, first ask, ${count} rules`, contestants, { rounds: 31, milliseconds: 2 }));
  }
  return results;
}

/** What grows with the rules and what does not: no rule at all is the crossing into WebAssembly and the answer's JSON. */
export async function routeBySize() {
  const patterns = patternsOf(10);
  const all = patternsOf(1000);
  const contestants = {
    "10 rules": fresh(patterns, await gateRoute(routedMap(10), "allow")),
    "no rule: the crossing": fresh(
      patterns,
      await gateRoute({ ...routedMap(10), routes: { default: "authenticated", rules: [] } }, "allow"),
    ),
    "1,000 rules": fresh(all, await gateRoute(routedMap(1000), "allow")),
  };
  return [await compare("route, first ask, claimgate by size", contestants, { aim: 2 })];
}

export async function loadLarge() {
  const map = largeMap();
  const text = JSON.stringify(map);
  // As an app holds it: an object.
  const contestants = {
    "JSON.parse": (n) => {
      let read = 0;
      for (let turn = 0; turn < n; turn++) read += JSON.parse(text).version;
      return read;
    },
    "claimgate, object": async (n) => {
      let read = 0;
      for (let turn = 0; turn < n; turn++) read += (await loadPolicy(map)).digest.length;
      return read;
    },
    "claimgate, text": async (n) => {
      let read = 0;
      for (let turn = 0; turn < n; turn++) read += (await loadPolicy(text)).digest.length;
      return read;
    },
  };
  const result = await compare("loading 1,000 roles, 5,000 permissions, 1,000 rules", contestants, { rounds: 9 });
  return [{ ...result, most: 20e6, bytes: text.length }];
}

async function gateRoute(map, outcome) {
  const { route } = (await loadPolicy(map)).access(claimsOf("half"));
  return (address) => route(address).outcome === outcome;
}

// A counter that never stops: no address comes twice.
let counter = 0;
function fresh(patterns, ask) {
  for (const pattern of patterns) {
    if (!ask(addressOf(pattern, `first${counter++}`))) throw new Error(`${pattern} is not found`);
  }
  const parts = patterns.map((pattern) => addressOf(pattern, "\0").split("\0"));
  return (n) => {
    let found = 0;
    for (let turn = 0; turn < n; turn++) {
      // Steps by a prime, so that neither end of the table is asked first.
      const [head, tail] = parts[(turn * 7919) % parts.length];
      if (ask(`${head}${counter++}${tail}`)) found++;
    }
    return found;
  };
}

/** The least that a matcher does: literals before parameters before splats, a Map for each level. */
function trie(patterns) {
  const node = () => ({ literals: new Map(), parameter: null, splat: -1, end: -1 });
  const root = node();
  patterns.forEach((pattern, index) => {
    let here = root;
    for (const segment of pattern.split("/").slice(1)) {
      if (segment === "*") {
        here.splat = index;
        return;
      }
      if (segment.startsWith(":")) {
        here.parameter ??= node();
        here = here.parameter;
      } else {
        if (!here.literals.has(segment)) here.literals.set(segment, node());
        here = here.literals.get(segment);
      }
    }
    here.end = index;
  });
  return (address) => {
    let here = root;
    let splat = -1;
    for (const segment of address.split("/").slice(1)) {
      if (here.splat >= 0) splat = here.splat;
      const next = here.literals.get(segment) ?? here.parameter;
      if (next === null) return splat >= 0;
      here = next;
    }
    return here.end >= 0 || splat >= 0;
  };
}

function compiled(patterns) {
  const matchers = patterns.map((pattern) => match(pattern.replace("*", "*rest")));
  return (address) => matchers.some((matches) => matches(address) !== false);
}

function routed(patterns) {
  const routes = patterns.map((path, index) => ({ id: String(index), path }));
  return (address) => matchRoutes(routes, address) !== null;
}

// Of a refused sign-in nothing stays, nothing leaks, and nothing was asked for that need not be.
import assert from "node:assert/strict";
import { PERSON } from "./provider.mjs";

// A mark of a taken state and the count of tries, none with a secret (API.md, "Tabs and time").
// A key that cannot be taken out is no secret, and goes with the sign-out.
const SEALED = "a key that nobody can read";
const MAY_STAY = /^claimgate:[\w-]{16}:(used:[\w-]{16}|tries)$/;
// After a passing fault the session may be looked for again, and the sign that there was one holds no secret either.
const MAY_WAIT = /^claimgate:[\w-]{16}:(marker|restorations)$/;
const OPEN = /^claimgate:[\w-]{16}:tx:/;
const NOBODY = { user: null, groups: { values: [], state: "absent" }, roles: [], scopes: [], expiresAt: null };
// What a browser says by itself of an answer that was none, and of what a frame tries.
const NETWORK = /^(Failed to load resource|Access to fetch|Refused to (display|frame)|Framing )/;
const FRAME =
  /^(An iframe which has both|Download is disallowed|Failed to execute 'postMessage'|Unsafe attempt|Blocked opening|Ignored call)/;
const isBrowser = ({ text }) => NETWORK.test(text) || FRAME.test(text);

// How often each place is asked, by the last one that is reached; a set of keys may be asked for or not.
const STAGES = {
  metadata: { discovery: 1, authorize: 0, token: 0, refresh: 0 },
  pushed: { discovery: 1, par: 1, authorize: 0, token: 0, refresh: 0 },
  response: { discovery: 2, authorize: 1, token: 0, refresh: 0 },
  token: { discovery: 2, authorize: 1, token: 1, refresh: 0 },
  refresh: { discovery: 2, authorize: 1, token: 1, refresh: 1 },
};

export function assertRequests({ stage, refresh, requests = {}, status, config }, run) {
  const usual = STAGES[stage ?? (refresh ? "refresh" : "token")];
  const par = config?.par === "required" && stage !== "metadata" ? 1 : 0;
  const expected = { par, userinfo: 0, revoke: 0, api: 0, end_session: 0, stray: 0, ...usual, ...requests };
  const { jwks, ...rest } = run.requests;
  const { jwks: keys, ...counted } = expected;
  // A session that stands is verified anew by the second gate.
  const stands = status === "signed-in";
  assert.deepEqual(rest, { ...counted, discovery: counted.discovery + (stands ? 1 : 0) }, "requests to the provider");
  if (keys === undefined) assert.ok(jwks <= (stands ? 2 : 1), `the key set was read ${jwks} times`);
  else assert.equal(jwks, keys, "requests for the key set");
}

export function assertNothingStays(
  { code, events, open, holds, again: found = null, refresh, retriable, status = "signed-out" },
  { report, errors, console: said },
) {
  const { snapshot, answers, kept, again } = report;
  const usual = refresh ? ["signed-in", "error", "signed-out"] : code ? ["error"] : [];
  assert.deepEqual(
    report.events.map(({ type }) => type),
    events ?? usual,
  );
  const { user, groups, roles, scopes, expiresAt, returnTo } = snapshot;
  assert.deepEqual({ user, groups, roles, scopes, expiresAt }, NOBODY);
  // Where the person was going is no secret, and the next try leads there; it is never anywhere else.
  assert.ok(returnTo === null || /^\/[\w-]+\/start$/.test(returnTo), returnTo);
  assert.equal(answers.canSome, false);
  assert.equal(answers.admin, status === "error" ? "indeterminate" : "sign_in");
  assert.ok(answers.token.isGateError, "an access token was given");
  const may = [MAY_STAY, ...(open ? [OPEN] : []), ...(retriable ? [MAY_WAIT] : [])];
  const strange = kept.session.filter(([key]) => !may.some((pattern) => pattern.test(key)));
  assert.deepEqual(strange, [], "sessionStorage");
  const stored = kept.databases.filter(([, , value]) => value !== SEALED);
  assert.deepEqual([kept.local, holds ? [] : stored, kept.cookies, kept.window, kept.frames], [[], [], "", "", 0]);
  // An event names the person by the `sub` alone.
  const { events: happened, ...silent } = report;
  const text = JSON.stringify([silent, happened.map(({ sub, ...event }) => event), said]);
  for (const claim of [PERSON.sub, PERSON.name, PERSON.email]) assert.ok(!text.includes(claim), `${claim} is still to be read`);
  const reloaded = [again.status, again.error?.code ?? null, again.user, again.can];
  assert.deepEqual(reloaded, [found ? "error" : "signed-out", found, null, false], "after a reload");
  const loud = said.filter((message) => ["error", "warning"].includes(message.type) && !isBrowser(message));
  assert.deepEqual([errors, loud], [[], []]);
}

/** No token, code, state, nonce or verifier of this run is where the protocol does not put it. */
export function assertNoSecret(run, { report, console: said }) {
  const { session = [], ...kept } = report.kept || {};
  // The open sign-in of a tab holds its own secrets, under its own key.
  const closed = (session || []).filter(([key]) => !OPEN.test(key));
  const text = JSON.stringify([{ ...report, kept }, closed, said.filter((message) => !isBrowser(message))]);
  for (const [secret, kind] of run.secrets) assert.ok(!text.includes(secret), `the ${kind} is still to be read`);
}

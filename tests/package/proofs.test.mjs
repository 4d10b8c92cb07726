// The guard of the packed package before tests/vectors/proof/requests.json, the same requests as in tests/proof.rs: by Fetch, and as Node and
// Hono serve them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { before, describe, test } from "node:test";
import { Hono } from "hono";
import { at } from "../../www/scripts/run.mjs";
import { importFrom, installed } from "./support/packed.mjs";

const { issuer, audience, jwks, tokens, cases } = JSON.parse(readFileSync(at("tests/vectors/proof/requests.json"), "utf8"));
const roleMap = { version: 1 };
let createApiGuard;
before(async () => {
  ({ createApiGuard } = await importFrom(await installed(), "claimgate/server"));
});

// Bearer is refused for its scheme where proofs are required; what else is judged, is judged the same.
const guardFor = ({ now, leeway }, more) =>
  createApiGuard({
    issuer,
    audience,
    jwks,
    roleMap,
    now: () => now + 0.9,
    ...(leeway !== undefined && { leeway }),
    dpop: { required: false, ...more },
  });
const whole = (proof) => (typeof proof === "string" ? proof : proof.map(([text, times]) => text.repeat(times)).join(""));
function headersOf({ scheme, token, proofs }) {
  const headers = new Headers({ authorization: `${scheme} ${tokens[token]}` });
  for (const proof of proofs) headers.append("dpop", whole(proof));
  return headers;
}

/** What is wrong with an answer, or `null`. */
function judge({ expect: { ok, code, error } }, { status, headers }, body) {
  const challenge = headers.get("www-authenticate") ?? "";
  const is = status === 200 ? "ok" : `${status} ${JSON.parse(body).error} ${/error="(\w+)"/.exec(challenge)?.[1]}`;
  const should = ok ? "ok" : `401 ${code} ${error}`;
  const told = ok || (challenge.startsWith("DPoP error=") && challenge.includes('algs="ES256 '));
  return is === should && told ? null : `${should} was expected, not ${is} (${challenge})`;
}

async function mismatches(answerTo, which = cases) {
  const found = [];
  for (const vector of which) {
    const response = await answerTo(vector);
    const why = judge(vector, response, await response.text());
    if (why) found.push(`${vector.name}: ${why}`);
  }
  return found;
}

describe("every request ends as it says", () => {
  test("there are enough of them", () => assert.ok(cases.length > 150));

  test("by Fetch", async () => {
    const found = await mismatches((vector) => {
      const answer = guardFor(vector).web(undefined, async () => new Response("in"));
      return answer(new Request(vector.url, { method: vector.method, headers: headersOf(vector) }));
    });
    assert.deepEqual(found, []);
  });

  test("in Hono", async () => {
    const found = await mismatches((vector) => {
      const app = new Hono();
      app.all("*", guardFor(vector).hono(), (context) => context.text("in"));
      return app.request(vector.url, { method: vector.method, headers: headersOf(vector) });
    });
    assert.deepEqual(found, []);
  });

  test("in Node, behind a proxy", async () => {
    let handler;
    const server = createServer({ maxHeaderSize: 1 << 17 }, (request, response) => {
      handler(request, response, (error) => response.writeHead(error ? 500 : 200).end(error ? String(error) : "in"));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${server.address().port}`;
    // Node's own client keeps what is sent as it is; a megabyte in a header it does not send.
    const sent = cases.filter(({ name }) => name !== "a megabyte of dots");
    try {
      const found = await mismatches((vector) => {
        const url = new URL(vector.url);
        handler = guardFor(vector, { publicOrigin: url.origin.replace(/^http:(?!\/\/(127|\[::1\]))/, "https:") }).node();
        return fetch(origin + url.pathname + url.search, { method: vector.method, headers: headersOf(vector) });
      }, sent);
      assert.deepEqual(found, []);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

test("a proof is taken once", async () => {
  const vector = cases.find(({ expect }) => expect.ok);
  const answer = guardFor(vector).web(undefined, async () => new Response("in"));
  const ask = async () => (await answer(new Request(vector.url, { headers: headersOf(vector) }))).status;
  assert.deepEqual([await ask(), await ask(), await ask()], [200, 401, 401]);
});

test("who requires proofs takes no Bearer", async () => {
  const vector = cases.find(({ name }) => name === "a plain token as Bearer");
  const answer = guardFor(vector, { required: true }).web(undefined, async () => new Response("in"));
  const response = await answer(new Request(vector.url, { headers: headersOf(vector) }));
  assert.deepEqual([response.status, (await response.json()).error], [401, "token_type_unsupported"]);
});

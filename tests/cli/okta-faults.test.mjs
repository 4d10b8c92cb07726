// What can go wrong on the way to an org ends in one line with the way out, without a stack and never with the token.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { commandLine, NOW } from "./support/command.mjs";
import { oktaOrg, TOKEN } from "./support/okta.mjs";

const GROUPS = "/api/v1/groups";
let cli;
before(async () => {
  cli = await commandLine();
  cli.write("map.json", { version: 1, groups: ["app-admins", "app-editors"].map((match) => ({ match, allow: [] })) });
  cli.write("refused.json", { version: 1, groups: [{ match: "a*", allow: [] }] });
});
after(() => cli?.remove());

describe("what is typed", () => {
  const org = ["--org", "https://acme.okta.com"];
  const all = [...org, "--client-id", "0oa1", "--map", "map.json"];
  for (const [argv, says, env] of [
    [[], /`--org URL` is missing\nusage: claimgate okta --org URL/],
    [[...org, "--map", "map.json"], /`--client-id ID` is missing/],
    [[...org, "--client-id", "0oa1"], /`--map MAP` is missing/],
    [["--org", "http://acme.okta.com", ...all.slice(2)], /`http:\/\/acme\.okta\.com` is no address of an org\n.+http on this machine only/],
    [["--org", "ftp://localhost", ...all.slice(2)], /`ftp:\/\/localhost` is no address of an org/],
    [["--org", "https://ada:pw@acme.okta.com", ...all.slice(2)], /is no address of an org/],
    [["--org", "https://acme-admin.okta.com", ...all.slice(2)], /is the admin console\n--org https:\/\/acme\.okta\.com\n/],
    [
      ["--org", "https://acme.okta.com/oauth2/default", ...all.slice(2)],
      /more than the address of an org\n--org https:\/\/acme\.okta\.com --server default/,
    ],
    [[...all, "--claim", "a b"], /`a b` is no name of a claim/],
    [[...all, "--server", ".."], /`\.\.` is no id for `--server`/],
    [[...org, "--client-id", "a/b", "--map", "map.json"], /`a\/b` is no id for `--client-id`/],
    [[...all, "--timeout", "soon"], /`--timeout` takes seconds/],
    [[...all, "--token", "x"], /there is no option `--token`/],
    [all, /OKTA_API_TOKEN is missing\nmake a token at Okta/, {}],
    [all, /OKTA_API_TOKEN holds what no token holds\nthe token alone, without `SSWS`/, { OKTA_API_TOKEN: `SSWS ${TOKEN}` }],
    [all, /OKTA_API_TOKEN holds what no token holds/, { OKTA_API_TOKEN: `${TOKEN}\n` }],
  ]) {
    test(`${argv.slice(-2).join(" ")}: ${says.source.slice(0, 40)}`, async () => {
      const { code, out, err } = await cli.run(["okta", ...argv], { env: env ?? { OKTA_API_TOKEN: TOKEN } });
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, says);
      assert.ok(!err.includes(TOKEN));
    });
  }

  test("a map that is refused ends it with its findings, before anything is asked", async () => {
    const { code, err, asked } = await okta({}, "--map", "refused.json");
    assert.deepEqual([code, asked.length], [2, 0]);
    assert.match(err, /refused\.json:\S+ {2}error bad_match[\s\S]+the role map `refused\.json` is refused\ncorrect the findings above/);
  });
});

describe("what an org answers", () => {
  for (const [what, answer, says] of [
    [
      "401",
      refused(401, "E0000011", "Invalid token provided"),
      /does not take the API token: Invalid token provided \(E0000011\)\nOKTA_API_TOKEN must/,
    ],
    [
      "403",
      refused(403, "E0000006", "You do not have permission"),
      /the API token may not GET \/api\/v1\/groups: You do .+\(E0000006\)\na token may what/,
    ],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "7" } }, /takes no more requests for now\ntry again in 7 s\n/],
    ["429 with both", { status: 429, headers: { "retry-after": "7", "x-rate-limit-reset": `${NOW + 42}` } }, /try again in 7 s\n/],
    [
      "429 with a time",
      { status: 429, headers: { "x-rate-limit-reset": `${NOW + 42}` } },
      /takes no more requests for now\ntry again in 42 s\n/,
    ],
    ["429 in HTML, without either", { status: 429, body: "<h1>Slow down</h1>" }, /try again in 60 s\n/],
    ["500", { status: 500, body: "oops" }, /failed at GET \/api\/v1\/groups \(500\)\ntry again later/],
    ["404 for a list", { status: 404, body: "" }, /has nothing at GET \/api\/v1\/groups\nis it the address of an Okta org/],
    ["a redirect", { status: 302, headers: { location: "https://elsewhere.example/" } }, /sends elsewhere, where the token does not go/],
    [
      "HTML",
      { headers: { "content-type": "text/html" }, body: "<!doctype html>" },
      /something that is no JSON\ngive the org's own address/,
    ],
    ["an object for a list", { body: { groups: [] } }, /answers otherwise than Okta does/],
    ["a list of numbers", { body: [1, 2] }, /answers otherwise than Okta does/],
    [
      "the token itself",
      refused(400, "E0000001", `no ${TOKEN} \u001b[31m here`),
      /refuses GET \/api\/v1\/groups \(400\): no … {2}\[31m here \(E0000001\)/,
    ],
  ]) {
    test(what, async () => {
      const { code, out, err } = await okta({ answer: ({ path }) => (path === GROUPS ? answer : undefined) });
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, says);
      assert.ok(err.trim().split("\n").length <= 2, err);
    });
  }

  test("nothing at all, within the time that is given", async () => {
    const { code, err } = await okta({ answer: ({ path }) => (path === GROUPS ? "nothing" : undefined) }, "--timeout", "0.2");
    assert.equal(code, 2);
    assert.match(err, /gave no answer within 0\.2 s\ntry again, or --timeout SECONDS/);
  });

  test("nobody there", async () => {
    const args = ["okta", "--org", "http://127.0.0.1:9", "--client-id", "0oa1", "--map", "map.json"];
    const { code, err } = await cli.run(args, { env: { OKTA_API_TOKEN: TOKEN } });
    assert.equal(code, 2);
    assert.match(err, /^claimgate: http:\/\/127\.0\.0\.1:9 cannot be reached.*\ncheck the address and the network\n$/);
  });

  test("no such app, no such authorization server", async () => {
    assert.match((await okta({}, "--client-id", "0oa2")).err, /has no app `0oa2`\nthe client ID stands at/);
    assert.match((await okta({}, "--server", "defalt")).err, /has no authorization server `defalt`\ndid you mean `default`\?/);
    assert.match((await okta({}, "--server", "ausxyz")).err, /there is --server org, which needs no API Access Management, or: default/);
  });

  test("as JSON for programs", async () => {
    const { code, out } = await okta({ answer: ({ path }) => (path === GROUPS ? { status: 429 } : undefined) }, "--json");
    assert.equal(code, 2);
    assert.equal(JSON.parse(out).error.hint, "try again in 60 s");
  });
});

describe("pages", () => {
  test("are followed to the last", async () => {
    const answer = ({ path, url }, org) => {
      if (path !== GROUPS || !url.searchParams.has("search")) return undefined;
      const [first, second] = org()
        .groups()
        .filter(({ type }) => type !== "BUILT_IN");
      const link = `<${url.origin}${GROUPS}?search=x>; rel="self", <${url.origin}${GROUPS}?search=x&after=1>; rel="next"`;
      return url.searchParams.has("after") ? { body: [second] } : { headers: { link }, body: [first] };
    };
    const { out } = await okta({ answer });
    assert.match(out, /✓ app-admins .+\n {2}✓ app-editors /);
  });

  test("that are elsewhere are not asked for: the token is this org's", async () => {
    let wasAsked = false;
    const elsewhere = createServer((_req, res) => {
      wasAsked = true;
      res.end("[]");
    });
    await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const link = `<http://127.0.0.1:${elsewhere.address().port}${GROUPS}>; rel="next"`;
    const { code, err } = await okta({ answer: ({ path }) => (path === GROUPS ? { headers: { link } } : undefined) });
    elsewhere.close();
    assert.deepEqual([code, wasAsked], [2, false]);
    assert.match(err, /the next page of a list is not at http.+\nthe token is not sent elsewhere/);
  });

  test("that lead in a circle end it", async () => {
    const answer = ({ path, url }) => (path === GROUPS ? { headers: { link: `<${url.href}>; rel="next"` } } : undefined);
    assert.match((await okta({ answer })).err, /leads in a circle/);
  });
});

describe("--apply that stops on its way", () => {
  test("says how far it came, has sent each change once, and goes on from there", async () => {
    let isBroken = true;
    const answer = ({ method, path }) =>
      isBroken && method === "POST" && path.endsWith("/scopes") ? refused(403, "E0000006", "No") : undefined;
    const org = await oktaOrg({ answer });
    try {
      const first = await at(org, "--apply");
      assert.equal(first.code, 2);
      assert.match(first.out, /done allow list of the app\n$/);
      assert.match(
        first.err,
        /^claimgate: scope `groups`: the API token may not POST .+\n.+; 1 of 5 changes made, this one not known to be: run it again/,
      );
      assert.deepEqual(
        org.asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`),
        ["PUT /api/v1/apps/0oa1", "POST /api/v1/authorizationServers/default/scopes"],
      );
      isBroken = false;
      assert.match((await at(org, "--apply")).out, /4 changes made\n$/);
      assert.equal(org.asked.filter(({ method, path }) => method === "PUT" && path.startsWith("/api/v1/apps/")).length, 1);
    } finally {
      await org.close();
    }
  });
});

function refused(status, errorCode, errorSummary) {
  return { status, headers: { "content-type": "application/json" }, body: { errorCode, errorSummary, errorCauses: [] } };
}

/** Runs the command against an org of its own. */
async function okta({ answer, ...options }, ...argv) {
  const org = await oktaOrg({ ...options, ...(answer && { answer: (request) => answer(request, () => org.org) }) });
  try {
    return { ...(await at(org, ...argv)), asked: org.asked };
  } finally {
    await org.close();
  }
}

async function at(org, ...argv) {
  const given = [
    ["--client-id", "0oa1"],
    ["--map", "map.json"],
  ]
    .filter(([name]) => !argv.includes(name))
    .flat();
  const said = await cli.run(["okta", "--org", org.at, ...given, ...argv], { env: { OKTA_API_TOKEN: TOKEN } });
  assert.ok(!(said.out + said.err).includes(TOKEN));
  assert.doesNotMatch(said.err, /^\s+at .+:\d+:\d+/m);
  return said;
}

// What the plan finds in orgs of many kinds: groups, the app, the claim, origins. No sign-in here; what is sent is looked at.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { commandLine } from "./support/command.mjs";
import { oktaOrg, TOKEN } from "./support/okta.mjs";

const WEB = { application_type: "web", grant_types: ["implicit"], redirect_uris: [], post_logout_redirect_uris: [] };
let cli;
before(async () => {
  cli = await commandLine();
});
after(() => cli?.remove());

describe("groups", () => {
  test("one that is missing is an error with the names near it, and keeps --apply from changing anything", async () => {
    const { code, out, wrote } = await plan(["app-admins", "app-editor"], ["--apply"]);
    assert.equal(code, 1);
    assert.match(out, /✗ app-editor {2}not there/);
    assert.match(
      out,
      /error the org has no group `app-editor`\n {4}help: did you mean `app-editors`\? Or leave it out with --allow-missing/,
    );
    assert.match(out, /1 error: nothing is changed before it is mended\n$/);
    assert.deepEqual(wrote, []);
  });

  test("with --allow-missing it is left out", async () => {
    const { code, out, wrote } = await plan(["app-admins", "newcomers"], ["--apply", "--allow-missing"]);
    assert.equal(code, 0);
    assert.match(out, /warning the org has no group `newcomers`\n {4}help: create it/);
    assert.equal(bodyOf(wrote, "/api/v1/apps/0oa1").profile.groupwhitelist.length, 1);
  });

  test("two of one name are an error, since a token could not tell them apart", async () => {
    const twin = { id: "00gtwin", type: "APP_GROUP", profile: { name: "app-admins" } };
    const change = (org) => {
      const { groups } = org;
      org.groups = () => [...groups(), twin];
    };
    const { code, out } = await plan(["app-admins"], [], { change });
    assert.equal(code, 1);
    assert.match(out, /error 2 groups are called `app-admins`: 00g\w+, 00gtwin\n {4}help: rename one/);
  });

  test("upper and lower case are not the same to a role map", async () => {
    assert.match((await plan(["App-Admins"])).out, /no group `App-Admins`\n {4}help: did you mean `app-admins`/);
  });

  test("what is ignored, and everybody who is signed in, needs no group", async () => {
    const groups = [
      { match: "Nobody", ignore: true },
      { match: "$authenticated", allow: [] },
      { match: "app-admins", allow: [] },
    ];
    const { out } = await plan({ groups });
    assert.match(out, /groups of the role map\n {2}✓ app-admins {2}00g\w+\n\nat Okta/);
  });

  test("none at all is an error", async () => {
    assert.match((await plan([])).out, /error the role map names no group/);
  });

  test("names with quotes, brackets and dots are asked for and matched as they are", async () => {
    const odd = 'a"b\\c (x).+';
    const { code, wrote, asked } = await plan([odd, "p-{id}"], ["--apply"], { groups: [odd] });
    assert.equal(code, 0);
    const searches = asked.map(({ url }) => url.searchParams.get("search")).filter(Boolean);
    assert.deepEqual(searches, [String.raw`profile.name eq "a\"b\\c (x).+"`]);
    const { value } = bodyOf(wrote, "/api/v1/authorizationServers/default/claims");
    assert.deepEqual(
      [odd, "p-1", "p-", "ab\\c (x).+", `${odd}!`].map((name) => new RegExp(value).test(name)),
      [true, true, false, false, false],
    );
  });

  test("more than a hundred are warned about, and asked for in few requests", async () => {
    const names = Array.from({ length: 101 }, (_, place) => `group-${place}`);
    const { code, out, asked } = await plan(names, ["--apply"], { groups: names });
    assert.equal(code, 0);
    assert.match(out, /warning the map names 101 groups, and an expression gives at most 100\n/);
    assert.ok(asked.filter(({ path }) => path === "/api/v1/groups").length < 10);
  });

  test("where the map changes names before it compares them, the plan says so", async () => {
    const claims = { client: { groups: { sources: [{ token: "id", path: ["groups"] }], normalise: [{ stripPrefix: "acme-" }] } } };
    const { out } = await plan({ claims, groups: [{ match: "app-admins", allow: [] }] });
    assert.match(out, /warning the map changes names before it compares them/);
  });
});

describe("the app", () => {
  test("one that is no single-page app is told all that is wrong, in plain words, and left alone", async () => {
    const change = ({ app }) => {
      app.credentials.oauthClient.token_endpoint_auth_method = "client_secret_post";
      app.settings.oauthClient = WEB;
      app.status = "INACTIVE";
    };
    const { code, out, wrote } = await plan(["app-admins"], ["--apply"], { change });
    assert.equal(code, 1);
    for (const says of [
      /error the app is not active/,
      /error the app is of the type `web`, not a single-page app/,
      /error the app has to prove itself \(`client_secret_post`\), which a page cannot/,
      /error the app lacks the grant type Authorization Code/,
      /error the app has no sign-in redirect URI/,
      /warning the app lacks the grant type Refresh Token/,
      /warning the app allows the implicit flow/,
      /warning the app has no sign-out redirect URI/,
      /5 errors: nothing is changed before they are mended/,
    ]) {
      assert.match(out, says);
    }
    assert.deepEqual(wrote, []);
  });

  test("warnings keep nothing from being done", async () => {
    const change = ({ app }) => {
      app.credentials.oauthClient.pkce_required = false;
      app.settings.oauthClient.redirect_uris.push("http://app.acme.example/callback");
    };
    const { code, out } = await plan(["app-admins"], ["--apply"], { change });
    assert.equal(code, 0);
    assert.match(out, /warning PKCE is not required[\s\S]+warning the redirect URI `http:\/\/app\.acme\.example\/callback` is not https/);
  });

  test("one that no access policy of the server names is warned about", async () => {
    for (const [policy, isNamed] of [
      [{ status: "ACTIVE", conditions: { clients: { include: ["0oa1"] } } }, true],
      [{ status: "ACTIVE", conditions: { clients: { include: ["0oa2"] } } }, false],
      [{ status: "INACTIVE", conditions: { clients: { include: ["ALL_CLIENTS"] } } }, false],
    ]) {
      const { out } = await plan(["app-admins"], [], { change: (org) => void org.policies.splice(0, 1, policy) });
      assert.equal(/warning no active access policy of the server `default` names this app/.test(out), !isNamed);
    }
  });

  test("what else is in it and in its profile goes back as it came, less what Okta alone writes", async () => {
    const change = ({ app }) => {
      Object.assign(app, {
        visibility: { hide: { web: true } },
        profile: { colour: "green" },
        lastUpdated: "2026-01-01",
        _links: { self: {} },
      });
    };
    const { wrote } = await plan(["app-admins"], ["--apply"], { change });
    const sent = bodyOf(wrote, "/api/v1/apps/0oa1");
    assert.deepEqual([sent.visibility, sent.profile.colour, sent.label], [{ hide: { web: true } }, "green", "0oa1"]);
    assert.deepEqual([sent.id, sent.lastUpdated, sent._links], [undefined, undefined, undefined]);
  });

  test("another kind of app is refused", async () => {
    const { code, err } = await plan(["app-admins"], [], { change: ({ app }) => void Object.assign(app, { signOnMode: "SAML_2_0" }) });
    assert.equal(code, 2);
    assert.match(err, /the app `0oa1` is no OpenID Connect app\ncreate one/);
  });
});

describe("the claim", () => {
  const there = (more) => (org) => {
    const value = 'getFilteredGroups(app.profile.groupwhitelist,"group.name", 40)';
    const base = { name: "groups", status: "ACTIVE", alwaysIncludeInToken: true, valueType: "EXPRESSION", value };
    for (const claimType of ["IDENTITY", "RESOURCE"])
      org.claims.push({ id: claimType, ...base, claimType, conditions: { scopes: [] }, ...more });
  };

  test("as Okta's guide has it, with its limit of 40, is right", async () => {
    const { out } = await plan(["app-admins"], [], { change: there({}) });
    assert.match(out, /✓ claim `groups` of the ID token: as it should be, Always\n {2}✓ claim `groups` of the access token/);
  });

  for (const [why, more] of [
    ["a limit below the number of groups", { value: 'getFilteredGroups(app.profile.groupwhitelist, "group.name", 1)' }],
    ["another expression", { value: "user.department" }],
    ["a filter", { valueType: "GROUPS", group_filter_type: "REGEX", value: ".*" }],
    ["not active", { status: "INACTIVE" }],
    ["only with a scope that nobody asks for", { conditions: { scopes: ["payroll"] } }],
  ]) {
    test(`is changed where it is otherwise: ${why}`, async () => {
      const { code, out, wrote } = await plan(["app-admins", "app-editors"], ["--apply"], { change: there(more) });
      assert.equal(code, 0);
      assert.match(
        out,
        /warning the claim `groups` of the ID token .+ is there, and another one: .+\n {4}help: it changes for every app of this server/,
      );
      const sent = bodyOf(wrote, "/api/v1/authorizationServers/default/claims/IDENTITY");
      assert.deepEqual([sent.alwaysIncludeInToken, sent.status, sent.conditions], [true, "ACTIVE", { scopes: [] }]);
    });
  }

  test("a condition that the gate meets stays when the value changes", async () => {
    const { wrote } = await plan(["app-admins"], ["--apply"], { change: there({ value: "x", conditions: { scopes: ["groups"] } }) });
    assert.deepEqual(bodyOf(wrote, "/api/v1/authorizationServers/default/claims/RESOURCE").conditions, { scopes: ["groups"] });
  });

  test("one that Okta itself writes is refused", async () => {
    assert.match((await plan(["app-admins"], ["--claim", "sub"])).err, /Okta itself writes the claim `sub`\nchoose another name/);
  });

  test("at the org server it is made by hand: the exact lines, and nothing is asked of custom servers", async () => {
    const { out, asked } = await plan(["app-admins"], ["--server", "org", "--apply"]);
    assert.match(
      out,
      /Groups claim type: Expression\n {2}Groups claim expression: groups, getFilteredGroups\(app\.profile\.groupwhitelist, "group\.name", 100\)/,
    );
    assert.match(out, /issuer: "http:\/\/127\.0\.0\.1:\d+"\n {2}"claims": "okta-org"/);
    assert.deepEqual(
      asked.filter(({ path }) => path.includes("authorizationServers")),
      [],
    );
    assert.match(
      (await plan(["p-{id}"], ["--server", "org"])).out,
      /type: Filter\n {2}Groups claim filter: groups, Matches regex, \^\(\?:p-/,
    );
  });
});

describe("Trusted Origins", () => {
  const origin =
    (more) =>
    ({ org: { origins } }) =>
      void origins.push({ id: "tos", name: "App", origin: "https://app.acme.example", ...more });

  test("one without CORS gets it, and keeps what it has", async () => {
    const change = (org) => origin({ status: "ACTIVE", scopes: [{ type: "REDIRECT" }] })({ org });
    const { wrote } = await plan(["app-admins"], ["--apply"], { change });
    assert.deepEqual(bodyOf(wrote, "/api/v1/trustedOrigins/tos").scopes, [{ type: "REDIRECT" }, { type: "CORS" }]);
  });

  test("one that somebody switched off is not switched on", async () => {
    const change = (org) => origin({ status: "INACTIVE", scopes: [{ type: "CORS" }] })({ org });
    const { code, out, wrote } = await plan(["app-admins"], ["--apply"], { change });
    assert.deepEqual([code, wrote], [1, []]);
    assert.match(out, /error the Trusted Origin https:\/\/app\.acme\.example is inactive/);
  });
});

test("programs get the same as JSON, with each request", async () => {
  const { code, out } = await plan(["app-admins", "nobody", "p-{id}"], ["--json"]);
  const { ok, groups, findings, steps, claims, hasClaims } = JSON.parse(out);
  assert.deepEqual([code, ok, claims, hasClaims], [1, false, "okta-custom", false]);
  assert.deepEqual([groups.groups[0].name, groups.missing, groups.templates], ["app-admins", [{ name: "nobody", near: [] }], ["p-{id}"]]);
  assert.deepEqual(
    findings.map(({ level }) => level),
    ["error"],
  );
  assert.deepEqual(steps[0].change.method, "POST");
});

/** Runs the command against an org of its own; `wanted` is the groups of the map, or the map. */
async function plan(wanted, argv = [], options = {}) {
  const map = Array.isArray(wanted) ? { groups: wanted.map((match) => ({ match, allow: [] })) } : wanted;
  const org = await oktaOrg(options);
  try {
    cli.write("map.json", { version: 1, ...map });
    const args = ["okta", "--org", org.at, "--client-id", "0oa1", "--map", "map.json", ...argv];
    const said = await cli.run(args, { env: { OKTA_API_TOKEN: TOKEN } });
    assert.ok(!(said.out + said.err).includes(TOKEN));
    return { ...said, asked: org.asked, wrote: org.wrote };
  } finally {
    await org.close();
  }
}

function bodyOf(wrote, path) {
  return wrote.find((each) => each.path === path)?.body;
}

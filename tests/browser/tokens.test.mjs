// What the certified provider's own tokens become when somebody changes them: each ends with its own code, signed out, and nothing of it
// stays. Everything else that a token may be is tried by the scriptable provider of tests/hostile, at a tenth of the time.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { createForge, publish, read, rewrite, signedWithPublicKey, spoilSignature, unsigned } from "./support/forge.mjs";
import { assertNothingOfAttempt, buildHarness, openHarness, personAtProvider, signInHere } from "./support/harness.mjs";
import { startSite } from "./support/site.mjs";
import { assertClean } from "./support/watch.mjs";

let site;
let browser;
let alice;
let bob;
let forge;
before(async () => {
  [site, browser, forge] = await Promise.all([startSite({ build: buildHarness }), launchChromium(), createForge()]);
  [alice, bob] = [await personAtProvider(browser, site, "alice"), await personAtProvider(browser, site, "bob")];
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const now = () => Math.floor(Date.now() / 1000);
const tampered = (change) => (body) => ({ ...body, id_token: change(body.id_token) });
/** Signed anew with a key that the key set holds: all is right but what `change` makes of it. */
const resigned = (change, header) => async (body) => {
  const [, claims] = read(body.id_token);
  return { ...body, id_token: await forge.sign({ ...claims, ...change(claims) }, header) };
};

const refused = {
  "a changed payload": ["jwt_signature_invalid", tampered((token) => rewrite(token, { claims: { groups: ["Administrators"], more: 1 } }))],
  "a changed signature": ["jwt_signature_invalid", tampered(spoilSignature)],
  "no signature": ["jwt_alg_rejected", tampered(unsigned)],
  "a MAC made with the public key": ["jwt_alg_rejected", tampered((token) => signedWithPublicKey(token, site.idp.jwks().keys[0]))],
  "another issuer": ["issuer_rejected", resigned(() => ({ iss: "https://evil.example" }))],
  "another audience": ["audience_rejected", resigned(() => ({ aud: "spa" }))],
  "another nonce": ["nonce_mismatch", resigned(() => ({ nonce: "another-sign-in-altogether" }))],
  "an end that has passed": ["token_expired", resigned(() => ({ exp: now() - 120 }))],
  "an access token instead": ["jwt_type_rejected", (body) => ({ ...body, id_token: body.access_token })],
};

describe("an ID token is refused for", { concurrency: 2 }, () => {
  for (const [what, [code, token, claim]] of Object.entries(refused)) {
    test(what, async () => {
      const { context, page, seen } = await openHarness(browser, site, { storageState: alice, hooks: { token } });
      await publish(context, site.issuer, forge.jwk);
      await assertRefused(page, seen, await signInHere(page, site), code, claim);
      await context.close();
    });
  }

  test("a key that the provider never published", async () => {
    const token = resigned(() => ({}));
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, hooks: { token } });
    await assertRefused(page, seen, await signInHere(page, site), "jwt_key_missing");
    const asked = seen.requests.filter(({ url }) => url === `${site.issuer}/jwks`);
    assert.ok(asked.length <= 2, "the key set is asked for at most once more");
    await context.close();
  });

  test("being another person's, from another sign-in", async () => {
    const theirs = await openHarness(browser, site, { storageState: bob });
    assert.equal((await signInHere(theirs.page, site)).user.sub, "bob");
    const foreign = theirs.seen.tokens;
    await theirs.context.close();
    const { context, page, seen } = await openHarness(browser, site, { storageState: alice, hooks: { token: () => foreign } });
    await assertRefused(page, seen, await signInHere(page, site), "nonce_mismatch");
    await context.close();
  });
});

test("a right token that is signed anew is taken: the refusals above are for what was changed", async () => {
  const { context, page, seen } = await openHarness(browser, site, { storageState: alice, hooks: { token: resigned(() => ({})) } });
  await publish(context, site.issuer, forge.jwk);
  const snapshot = await signInHere(page, site);
  assert.equal(snapshot.status, "signed-in");
  assert.equal(snapshot.user.sub, "alice");
  assertClean(seen);
  await context.close();
});

describe("every algorithm that the provider signs with is verified:", { concurrency: 2 }, () => {
  for (const [clientId, alg] of [
    ["spa", "RS256"],
    ["spa-ps256", "PS256"],
    ["spa-es256", "ES256"],
    ["spa-eddsa", "EdDSA"],
  ]) {
    test(alg, async () => {
      const { context, page, seen } = await openHarness(browser, site, { storageState: alice, config: { clientId } });
      const snapshot = await signInHere(page, site);
      assert.equal(snapshot.error, null);
      assert.equal(snapshot.status, "signed-in");
      assert.equal(read(seen.tokens.id_token)[0].alg, alg);
      assertClean(seen);
      await context.close();
    });
  }
});

async function assertRefused(page, seen, { status, error, user, groups, roles, returnTo }, code, claim) {
  assert.equal(error?.code, code, JSON.stringify(error));
  if (claim) assert.equal(error.claim, claim);
  assert.deepEqual(
    { status, user, groups, roles, returnTo },
    { status: "signed-out", user: null, groups: { values: [], state: "absent" }, roles: [], returnTo: "/start" },
  );
  assert.equal(await page.evaluate(() => window.gate.can("projects:read")), false);
  const { error: none, isGateError } = await page.evaluate(() => window.outcome(window.gate.getAccessToken()));
  assert.ok(isGateError && none.code === "interaction_required", none?.code);
  assert.deepEqual(await page.evaluate(() => window.events.map(({ type }) => type)), ["error"]);
  await assertNothingOfAttempt(page, seen);
  assertClean(seen);
}

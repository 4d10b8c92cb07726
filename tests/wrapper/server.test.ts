// @vitest-environment node

import type { LoaderFunctionArgs } from "react-router";
import { expect, test } from "vitest";
import { createGate } from "../../www/lib/gate.js";
import { gateCallback } from "../../www/lib/react-router/index.js";
import { verifyIdToken } from "../../www/lib/token.js";

test("where there is no page, what needs a session rejects with an error", async () => {
  const gate = createGate({ issuer: "https://idp.example", clientId: "app", roleMap: { version: 1 } });
  for (const asked of [gate.getAccessToken(), gate.signIn(), gate.refresh(), gate.signOut(), gate.headers("https://api.example")]) {
    await expect(asked).rejects.toMatchObject({ code: "interaction_required" });
  }
});

test("the callback of a server-rendered page is left to the page", async () => {
  const gate = createGate({ issuer: "https://idp.example", clientId: "app", roleMap: { version: 1 } });
  const request = new Request("https://app.example/callback?code=c&state=s");
  const loaded = await gateCallback(gate)({ request, params: {}, context: {} } as unknown as LoaderFunctionArgs);
  expect(loaded).toBe(null);
});

test("a nonce that was lost is no nonce that nobody asked for", async () => {
  const options = { issuer: "https://idp.example", clientId: "app", jwks: { keys: [] }, nonce: undefined as unknown as string };
  await expect(verifyIdToken("e30.e30.e30", options)).rejects.toMatchObject({ code: "config_invalid" });
});

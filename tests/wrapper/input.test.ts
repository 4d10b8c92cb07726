// What JavaScript can hand over that TypeScript forbids: an error with a code, never a TypeError from within.
import { describe, expect, it } from "vitest";
import { decodeToken, loadPolicy } from "../../www/lib/index.js";
import { loadPolicyNow } from "../../www/lib/policy-now.js";
import { verifyAccessToken, verifyIdToken } from "../../www/lib/token.js";

const cycle: Record<string, unknown> = {};
cycle.self = cycle;
const strange: [string, never][] = [
  ["nothing", undefined as never],
  ["a cycle", cycle as never],
  ["a bigint", { a: 1n } as never],
  ["a function", (() => {}) as never],
];

describe.each(strange)("%s", (_, value) => {
  const invalid = expect.objectContaining({ name: "GateError", code: "config_invalid" });
  it("is no role map", async () => {
    await expect(loadPolicy(value)).rejects.toEqual(invalid);
    expect(() => loadPolicyNow(value)).toThrow(invalid);
  });

  it("is no claims", async () => {
    const policy = await loadPolicy({ version: 1 });
    expect(() => policy.access(value)).toThrow(invalid);
  });

  it("is no options", async () => {
    await expect(verifyIdToken("a.b.c", value)).rejects.toEqual(invalid);
    await expect(verifyAccessToken("a.b.c", value)).rejects.toEqual(invalid);
  });
});

describe.each<[string, never]>([...strange, ["a number", 5 as never], ["null", null as never]])("%s", (_, token) => {
  const malformed = expect.objectContaining({ name: "GateError", code: "jwt_malformed" });
  it("is no token", async () => {
    expect(() => decodeToken(token)).toThrow(malformed);
    const jwks = { keys: [] };
    await expect(verifyIdToken(token, { issuer: "https://idp.test", clientId: "app", jwks })).rejects.toEqual(malformed);
    await expect(verifyAccessToken(token, { issuer: "https://idp.test", audience: "api", jwks })).rejects.toEqual(malformed);
  });
});

import { decodeJwt, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { createTokenMint, type MintAlg } from "../../www/lib/testing/index.js";
import { verifyAccessToken, verifyIdToken } from "../../www/lib/token.js";

describe("a token mint", () => {
  it.each<MintAlg>(["RS256", "PS256", "ES256", "EdDSA"])("signs with %s what verifies here and elsewhere", async (algorithm) => {
    const mint = await createTokenMint({ algorithm });
    const { issuer, clientId, audience, jwks } = mint;
    const access = await mint.accessToken({ groups: ["a"], scope: "read write" });
    const id = await mint.idToken({ nonce: "n" }, { accessToken: access, code: "c" });
    const verified = await verifyIdToken(id, { issuer, clientId, jwks, nonce: "n", accessToken: access, code: "c" });
    expect(verified.claims.sub).toBe("test-user");
    const { claims, scopes } = await verifyAccessToken(access, { issuer, audience, jwks, profile: "rfc9068", requireScope: ["read"] });
    expect([claims.groups, scopes]).toEqual([["a"], ["read", "write"]]);
    const key = (await import("jose")).createLocalJWKSet(jwks as never);
    expect((await jwtVerify(access, key, { issuer, audience: audience as string, typ: "at+jwt" })).payload.sub).toBe("test-user");
  });

  it("signs what is to be refused", async () => {
    const mint = await createTokenMint({ now: () => 1_700_000_000 });
    const { issuer, clientId, audience, jwks } = mint;
    const id = { issuer, clientId, jwks, now: 1_700_000_100 };
    const access = { issuer, audience, jwks, now: 1_700_000_100 };
    const code = (verified: Promise<unknown>) => verified.then(() => "accepted").catch((error) => error.code);
    expect(await code(verifyIdToken(await mint.idToken(), id))).toBe("accepted");
    expect(await code(verifyIdToken(await mint.idToken({ aud: "other" }), id))).toBe("audience_rejected");
    expect(await code(verifyIdToken(await mint.idToken(), { ...id, now: 1_700_001_000 }))).toBe("token_expired");
    expect(await code(verifyAccessToken(await mint.accessToken({ jti: undefined }), access))).toBe("claim_missing");
    expect(await code(verifyAccessToken(await mint.accessToken({}, { header: { typ: "JWT" } }), access))).toBe("jwt_type_rejected");
    expect(await code(verifyAccessToken(await mint.idToken({ aud: audience }), access))).toBe("jwt_type_rejected");
    expect(decodeJwt(await mint.accessToken({ sub: "bob" })).sub).toBe("bob");
  });

  it("rotates its keys, and withdraws the old ones when told to", async () => {
    const mint = await createTokenMint();
    const { issuer, audience, jwks } = mint;
    const old = await mint.accessToken();
    const code = (token: string) =>
      verifyAccessToken(token, { issuer, audience, jwks }).then(
        () => "accepted",
        (error) => error.code,
      );
    await mint.rotate();
    expect([await code(old), await code(await mint.accessToken())]).toEqual(["accepted", "accepted"]);
    await mint.rotate({ keep: false });
    expect([await code(old), await code(await mint.accessToken())]).toEqual(["jwt_key_missing", "accepted"]);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });
});

// A resource server that takes bound tokens only, with a nonce of its own in each proof (RFC 9449 sections 7 and 9), judged by jose.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { calculateJwkThumbprint, createLocalJWKSet, EmbeddedJWK, jwtVerify } from "jose";

/** `jwks` gives the provider's keys, `origin` is the page's. `refusals` lists why requests were refused, `nonce` may be set anew. */
export async function startBoundApi({ issuer, audience, jwks, origin }) {
  const api = { nonce: "first-nonce", refusals: [], origin: "" };
  const server = createServer(async (request, response) => {
    const cors = {
      "access-control-allow-origin": origin,
      "access-control-allow-headers": "authorization, dpop",
      "access-control-allow-methods": "GET, DELETE",
      "access-control-expose-headers": "www-authenticate, dpop-nonce",
    };
    if (request.method === "OPTIONS") return response.writeHead(204, cors).end();
    const refusal = await judge(request).catch((error) => error.code ?? error.message);
    if (refusal === null) return response.writeHead(200, { ...cors, "dpop-nonce": api.nonce }).end("{}");
    api.refusals.push(refusal);
    const challenge = { "www-authenticate": `DPoP error="${refusal}"`, "dpop-nonce": api.nonce };
    response.writeHead(401, { ...cors, ...challenge }).end("{}");
  });
  const used = new Set();

  /** `null`, or the error of the challenge. */
  async function judge({ headers, method, url }) {
    const [scheme, token] = (headers.authorization ?? "").split(" ");
    if (scheme !== "DPoP") return "invalid_token";
    const { payload: access } = await jwtVerify(token, createLocalJWKSet(jwks()), { issuer, audience, typ: "at+jwt" });
    const { payload, protectedHeader } = await jwtVerify(headers.dpop, EmbeddedJWK, {
      typ: "dpop+jwt",
      algorithms: ["ES256"],
      maxTokenAge: 60,
    });
    if (access.cnf?.jkt !== (await calculateJwkThumbprint(protectedHeader.jwk))) return "invalid_token";
    const ath = createHash("sha256").update(token).digest("base64url");
    const htu = api.origin + new URL(url, api.origin).pathname;
    const said = payload.htm === method && payload.htu === htu && payload.ath === ath && !used.has(payload.jti);
    used.add(payload.jti);
    if (!said) return "invalid_dpop_proof";
    return payload.nonce === api.nonce ? null : "use_dpop_nonce";
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  api.origin = `http://localhost:${server.address().port}`;
  api.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return api;
}

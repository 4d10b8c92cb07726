// A resource server that takes bound tokens only, judged by the guard of the packed package. It wants a nonce of its own in each proof besides
// (RFC 9449 section 9), which the guard does not ask for.
import { createServer } from "node:http";
import { importFrom, installed } from "../../package/support/packed.mjs";

/** `origin` is the page's. `refusals` lists why requests were refused, `nonce` may be set anew. */
export async function startBoundApi({ issuer, audience, origin }) {
  const { createApiGuard } = await importFrom(await installed(), "claimgate/server");
  const admit = createApiGuard({ issuer, audience, roleMap: { version: 1 }, dpop: { required: true } }).node();
  const api = { nonce: "first-nonce", refusals: [], origin: "" };
  const server = createServer((request, response) => {
    const cors = {
      "access-control-allow-origin": origin,
      "access-control-allow-headers": "authorization, dpop",
      "access-control-allow-methods": "GET, DELETE",
      "access-control-expose-headers": "www-authenticate, dpop-nonce",
    };
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    response.setHeader("dpop-nonce", api.nonce);
    response.once("finish", () => {
      const challenge = response.getHeader("www-authenticate");
      if (challenge) api.refusals.push(/^DPoP error="(\w+)"/.exec(challenge)?.[1] ?? challenge);
    });
    admit(request, response, (error) => {
      if (error) return response.writeHead(500).end(String(error));
      const [, claims] = request.headers.dpop.split(".");
      if (JSON.parse(Buffer.from(claims, "base64url")).nonce === api.nonce) return response.end("{}");
      response.writeHead(401, { "www-authenticate": 'DPoP error="use_dpop_nonce"' }).end("{}");
    });
  });

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  api.origin = `http://localhost:${server.address().port}`;
  api.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return api;
}

// An Okta org on this machine: the development provider's endpoints without the provider, and with whatever a test makes of them.
import { createServer } from "node:http";
import { createOktaApi } from "../../../www/idp/okta-api.js";
import { createOktaOrg } from "../../../www/idp/okta-org.js";

export const TOKEN = "00sEcReT-tOkEn_0123456789";

/**
 * `change` makes the org another one; `answer({ method, path, url })` gives `{ status, headers, body }` in place of the org's own answer,
 * or nothing. `asked` is every request; `wrote` those that change something, with their bodies.
 */
export async function oktaOrg({ groups = ["app-admins", "app-editors"], change = () => {}, answer = () => undefined } = {}) {
  const person = { claims: { groups } };
  const org = createOktaOrg({
    clientId: "0oa1",
    redirectUris: ["https://app.acme.example/callback"],
    afterSignOut: ["https://app.acme.example/"],
    accounts: { person },
    groupsClaim: "groups",
  });
  change(org);
  const asked = [];
  const wrote = [];
  const server = createServer(async (req, res) => {
    const url = new URL(req.url, at);
    const request = { method: req.method, path: url.pathname, url, token: req.headers.authorization };
    asked.push(request);
    const own = answer(request);
    if (own) {
      if (own === "nothing") return;
      res.writeHead(own.status ?? 200, own.headers ?? {});
      res.end(typeof own.body === "string" ? own.body : JSON.stringify(own.body ?? []));
      return;
    }
    if (req.method !== "GET") keep(req, request, wrote);
    await api(req, res, url.pathname.slice("/api".length));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${server.address().port}`;
  const api = createOktaApi(org, { token: TOKEN, issuer: `${at}/oauth2/default`, changed: async () => {} });
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { at, org, asked, wrote, close };
}

function keep(req, { method, path }, wrote) {
  const chunks = [];
  const entry = { method, path, body: undefined };
  wrote.push(entry);
  req.on("data", (chunk) => chunks.push(chunk));
  req.on("end", () => {
    entry.body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  });
}

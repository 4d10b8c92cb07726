import { createServer } from "node:http";
import { createKeys } from "./keys.js";
import { errorPage } from "./pages.js";
import { buildProvider } from "./provider.js";
import { answerInteraction } from "./sign-in.js";
import { createStore } from "./store.js";

/**
 * Serves a provider on loopback. Rejects with Node's EADDRINUSE error when the port is taken.
 *
 * @param {object} options
 * @param {number} options.port 0 takes a free one
 * @param {string} [options.host] the address to listen on; the issuer is always http://localhost:PORT
 * @param {object[]} options.clients as oidc-provider takes them
 * @param {string[]} options.origins who may call across origins
 * @param {Record<string, import("./accounts.js").Account>} options.accounts kept, not copied: a change shows in the next token
 * @param {() => { scopes: string[], claims: object }} options.vocabulary which scope asks for which claims
 * @param {(issuer: string) => import("./provider.js").Resources} options.resources what access tokens can be for
 * @param {(claims: object, at: { use: string, scope: string }) => object} [options.identityOf] what of a person goes into the ID token and
 *   userinfo (default: everything)
 * @param {import("./provider.js").Protocol} [options.protocol] what the provider insists on
 * @param {boolean} [options.open] asks for no password, and lets people make themselves up
 * @param {{ accessToken?: number, idToken?: number, refreshToken?: number }} [options.ttl] seconds
 * @param {(at: { issuer: string, keys: object }) => Function} [options.api] what answers under /api
 */
export async function serveProvider({ port, host = "127.0.0.1", ttl = {}, resources, api, ...parts }) {
  const keys = await createKeys();
  let ready;
  const whenReady = new Promise((resolve) => {
    ready = resolve;
  });
  const server = createServer((req, res) => {
    whenReady.then((handle) => handle(req, res)).catch(() => giveUp(res));
  });
  // Whoever asks on an idle connection in the instant in which it is closed loses the request, and a refresh token with it.
  server.keepAliveTimeout = 120_000;
  await listen(server, port, host); // first, since the issuer names the port
  const issuer = `http://localhost:${server.address().port}`;
  const lifetimes = { accessToken: 300, idToken: 300, refreshToken: 86_400, ...ttl };
  const all = { ...parts, issuer, keys, store: createStore(), resources: resources(issuer), ttl: lifetimes };
  let provider = await buildProvider(all).catch(async (error) => {
    await close(server);
    throw error;
  });
  const answerApi = api?.({ issuer, keys });
  ready((req, res) => answer(provider, answerApi, all, req, res));

  return {
    issuer,
    port: server.address().port,
    accounts: parts.accounts,
    /** The same key set as at `jwks_uri`. */
    jwks: () => keys.published(),
    /** New keys for every algorithm; sessions survive. `keep: false` withdraws the old ones. @returns the new key ids */
    async rotateKeys({ keep = true } = {}) {
      const ids = await keys.rotate({ keep });
      provider = await buildProvider(all);
      return ids;
    },
    /** After a change of the accounts that brings claims of other names. */
    async rebuild() {
      provider = await buildProvider(all);
    },
    close: () => close(server),
  };
}

async function answer(provider, api, parts, req, res) {
  const { pathname } = new URL(req.url, "http://localhost");
  if (api && (pathname === "/api" || pathname.startsWith("/api/"))) return api(req, res, pathname.slice("/api".length) || "/");
  if (pathname.startsWith("/interaction/")) return answerInteraction(provider, parts, req, res);
  return provider.callback()(req, res);
}

function giveUp(res) {
  if (res.headersSent) return res.destroy();
  res.writeHead(500, { "content-type": "text/html; charset=utf-8" });
  res.end(errorPage("The provider failed", "an unexpected error"));
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

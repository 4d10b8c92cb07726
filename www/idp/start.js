import { createServer } from "node:http";
import { demoAccounts } from "./accounts.js";
import { createApi } from "./api/index.js";
import { createKeys } from "./keys.js";
import { errorPage } from "./pages.js";
import { buildProvider } from "./provider.js";
import { answerInteraction } from "./sign-in.js";
import { createStore } from "./store.js";

/**
 * Starts the provider and, under /api, the demo's API. Rejects with Node's EADDRINUSE error when the port is taken.
 *
 * @param {object} [options]
 * @param {number} [options.port] 0 takes a free one
 * @param {string[]} [options.spaOrigins] whose /callback and / are registered, and who may call across origins
 * @param {string} [options.host] the address to listen on; the issuer is always http://localhost:PORT
 * @param {{ accessToken?: number, idToken?: number, refreshToken?: number }} [options.ttl] seconds
 * @param {Record<string, import("./accounts.js").Account>} [options.accounts] kept, not copied: a change shows in the next token
 * @param {object | URL} [options.roleMap] the map of the API; default: the demo's
 * @param {string | { loadPolicy: Function, verifyAccessToken: Function }} [options.claimgate] package name, or its functions
 */
export async function startIdp({
  port = 9101,
  spaOrigins = ["http://localhost:5173"],
  host = "127.0.0.1",
  ttl = {},
  accounts = demoAccounts(),
  roleMap,
  claimgate = "claimgate",
} = {}) {
  const keys = await createKeys();
  let ready;
  const whenReady = new Promise((resolve) => {
    ready = resolve;
  });
  const server = createServer((req, res) => {
    whenReady.then((handle) => handle(req, res)).catch(() => giveUp(res));
  });
  await listen(server, port, host); // first, since the issuer names the port
  const issuer = `http://localhost:${server.address().port}`;
  const apiAudience = `${issuer}/api`;
  const store = createStore();
  const lifetimes = { accessToken: 300, idToken: 300, refreshToken: 86_400, ...ttl };
  const build = () => buildProvider({ issuer, apiAudience, spaOrigins, accounts, store, keys, ttl: lifetimes });

  let provider = await build();
  const api = createApi({ issuer, apiAudience, spaOrigins, accounts, keys, roleMap, claimgate });
  ready((req, res) => answer(provider, api, accounts, req, res));

  return {
    issuer,
    apiOrigin: issuer,
    apiAudience,
    port: server.address().port,
    accounts,
    /** The same key set as at `jwks_uri`. */
    jwks: () => keys.published(),
    /** New keys for every algorithm; sessions survive. `keep: false` withdraws the old ones. @returns the new key ids */
    async rotateKeys({ keep = true } = {}) {
      const ids = await keys.rotate({ keep });
      provider = await build();
      return ids;
    },
    close: () => close(server),
  };
}

async function answer(provider, api, accounts, req, res) {
  const { pathname } = new URL(req.url, "http://localhost");
  if (pathname === "/api" || pathname.startsWith("/api/")) return api(req, res, pathname.slice("/api".length) || "/");
  if (pathname.startsWith("/interaction/")) return answerInteraction(provider, accounts, req, res);
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

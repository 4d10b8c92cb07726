// The packages that claimgate is compared with, as the registry has them: installed under .cache, never a dependency of ours.
import { mkdirSync, writeFileSync } from "node:fs";
import { whenChanged } from "./fingerprint.mjs";
import { at, run } from "./run.mjs";
import { bundled, weigh } from "./weigh.mjs";

const FOLDER = ".cache/peers";
const VERSIONS = {
  "@auth0/auth0-react": "2.27.0",
  "@auth0/auth0-spa-js": "2.27.0",
  "@azure/msal-browser": "5.29.0",
  "@azure/msal-react": "5.7.1",
  "@casl/ability": "7.0.1",
  "@casl/react": "7.0.1",
  "@okta/okta-auth-js": "8.0.1",
  "@okta/okta-react": "6.11.0",
  jose: "6.2.17",
  "oidc-client-ts": "3.5.0",
  "react-oidc-context": "3.3.1",
};

const OIDC = `export { AuthProvider, useAuth, withAuthenticationRequired } from "react-oidc-context";
export { WebStorageStateStore } from "oidc-client-ts";`;
// What an app names to sign in and to guard a route; nothing for the rarer cases.
const APPS = [
  ["react-oidc-context + oidc-client-ts (verifies nothing)", OIDC],
  [
    "the same + jose + @casl/ability + @casl/react",
    `${OIDC}
export { createRemoteJWKSet, jwtVerify } from "jose";
export { AbilityBuilder, createMongoAbility } from "@casl/ability";
export { Can, useAbility } from "@casl/react";`,
  ],
  [
    "okta-react + okta-auth-js",
    `export { LoginCallback, Security, useOktaAuth } from "@okta/okta-react";
export { OktaAuth, toRelativeUrl } from "@okta/okta-auth-js";`,
  ],
  ["auth0-react", `export { Auth0Provider, useAuth0, withAuthenticationRequired } from "@auth0/auth0-react";`],
  [
    "msal-react + msal-browser",
    `export { AuthenticatedTemplate, MsalProvider, UnauthenticatedTemplate, useMsal } from "@azure/msal-react";
export { InteractionType, PublicClientApplication } from "@azure/msal-browser";`,
  ],
];

/** Rows of `[name, { gzip, brotli }]`; `null` where the registry cannot be reached. */
export async function weighPeers() {
  try {
    await whenChanged(
      "peers",
      { inputs: [], outputs: [`${FOLDER}/node_modules/jose/package.json`], salt: JSON.stringify(VERSIONS) },
      install,
    );
  } catch {
    return null;
  }
  const rows = [];
  for (const [name, code] of APPS) rows.push([name, weigh(await bundled(code, { folder: at(FOLDER) }))]);
  return rows;
}

async function install() {
  mkdirSync(at(FOLDER), { recursive: true });
  writeFileSync(at(FOLDER, "package.json"), JSON.stringify({ private: true, dependencies: VERSIONS }));
  // Without React, which is not counted, and without the scripts of strangers.
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--no-package-lock"];
  const { code, output } = await run("npm", args, { cwd: at(FOLDER), timeout: 180 });
  if (code !== 0) throw new Error(output);
}

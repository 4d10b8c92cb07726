import { randomBytes } from "node:crypto";
import type { Account, Served, ServeOptions } from "../idp/serve.js";

/** What makes the provider an Okta org too: groups come into tokens only by its claims, and origins are trusted only by its list. */
export interface Org {
  readonly token: string;
  /** Takes the place of what the provider does by itself. */
  options(resources: ServeOptions["resources"]): Pick<ServeOptions, "origins" | "identityOf" | "resources" | "api">;
  /** The names of its claims, as they are now. */
  claimNames(): string[];
  /** Whom to tell of a change. */
  attach(served: Served): void;
}

interface Parts {
  readonly clientId: string;
  readonly redirectUris: string[];
  readonly afterSignOut: string[];
  readonly accounts: Record<string, Account>;
  readonly groupsClaim: string;
}

export async function oktaOrg(parts: Parts): Promise<Org> {
  const [{ createOktaOrg }, { createOktaApi }] = await Promise.all([import("../idp/okta-org.js"), import("../idp/okta-api.js")]);
  const org = createOktaOrg(parts);
  const token = `00${randomBytes(20).toString("hex")}`;
  const origins: string[] = [];
  let served: Served | undefined;
  const changed = async () => {
    const trusted = org.origins.filter(({ status, scopes }) => status === "ACTIVE" && scopes.some(({ type }) => type === "CORS"));
    origins.splice(0, origins.length, ...trusted.map(({ origin }) => origin));
    await served?.rebuild();
  };
  return {
    token,
    options: (resources) => ({
      origins,
      identityOf: (claims, at) => org.claimsOf(claims, "IDENTITY", at),
      resources: (issuer) => ({ ...resources(issuer), claimsOf: (claims, scope) => org.claimsOf(claims, "RESOURCE", { scope }) }),
      api: ({ issuer }) => createOktaApi(org, { token, issuer, changed }),
    }),
    claimNames: () => org.claims.map(({ name }) => name).filter((name) => name !== "sub"),
    attach: (provider) => {
      served = provider;
    },
  };
}

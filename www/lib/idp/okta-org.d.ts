import type { Account } from "./serve.js";

export interface OktaOrg {
  readonly claims: { name: string }[];
  readonly origins: { origin: string; status: string; scopes: { type: string }[] }[];
  claimsOf(person: Record<string, unknown>, kind: "IDENTITY" | "RESOURCE", at: { use?: string; scope?: string | undefined }): object;
}

export function createOktaOrg(parts: {
  clientId: string;
  redirectUris: string[];
  afterSignOut: string[];
  accounts: Record<string, Account>;
  groupsClaim: string;
}): OktaOrg;

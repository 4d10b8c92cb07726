import type { Account } from "../idp/serve.js";
import { Fault } from "./fault.js";
import { readObject } from "./files.js";
import type { Io } from "./terminal.js";

/** User name to claims, as in the file. */
export type People = Record<string, Record<string, unknown>>;

/** The people of the role map that `claimgate init` writes. */
export function examplePeople(): People {
  return {
    ada: { name: "Ada Byron", email: "ada@acme.example", groups: ["app-admins"] },
    ed: { name: "Ed Tanaka", email: "ed@acme.example", groups: ["app-editors"] },
    vera: { name: "Vera Lind", email: "vera@acme.example", groups: [] },
  };
}

/** @throws {Fault} */
export async function readPeople(file: string, io: Io): Promise<People> {
  const people = await readObject(file, io);
  for (const [name, claims] of Object.entries(people)) {
    const at = `in ${file}, user \`${name.slice(0, 60)}\``;
    if (!NAME.test(name)) throw new Fault(`${at}: a name begins with a letter or a digit, then A-Z a-z 0-9 . _ @ + | -`);
    if (typeof claims !== "object" || claims === null || Array.isArray(claims)) {
      throw new Fault(`${at}: the claims must be an object`, { hint: '{ "ada": { "name": "Ada Byron", "groups": ["app-admins"] } }' });
    }
    const taken = Object.keys(claims).find((claim) => PROTOCOL.includes(claim));
    if (taken) throw new Fault(`${at}: the provider itself writes \`${taken}\``, { hint: "leave it out; `sub` is the user name" });
  }
  return people as People;
}

export function accountsOf(people: People): Record<string, Account> {
  return Object.fromEntries(Object.entries(people).map(([name, claims]) => [name, { claims: { name, ...claims } }]));
}

export function claimNames(accounts: Record<string, Account>): string[] {
  return [...new Set(Object.values(accounts).flatMap(({ claims }) => Object.keys(claims)))];
}

// As www/idp/accounts.js has it.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._@+|-]{0,127}$/;
const PROTOCOL = ["sub", "iss", "aud", "exp", "iat", "nbf", "jti", "nonce", "azp", "at_hash", "c_hash", "auth_time", "acr", "sid"];

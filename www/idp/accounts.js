// The people of the demo. The password of each is NAME-pw. Dave has no `groups` claim at all, which is not an empty one.

/**
 * @typedef {{ name: string, preferred_username: string, email: string, email_verified: boolean, groups?: string[] }} AccountClaims
 * @typedef {{ password?: string, claims: AccountClaims }} Account  without a password: whom `open` lets in
 */

/** A fresh table, so that one provider's changes never reach another. @returns {Record<string, Account>} */
export function demoAccounts() {
  return {
    alice: account("alice", "Alice Moreau", ["WestCoastDivision", "Administrators"]),
    bob: account("bob", "Bob Tanaka", ["Everyone", "app-editors"]),
    carol: account("carol", "Carol Okafor", ["Everyone", "proj-42-reader"]),
    dave: account("dave", "Dave Lindqvist"),
    erin: account("erin", "Erin Walsh", ["Everyone", "app-editors", "Suspended"]),
  };
}

/** @returns {Account | undefined} own keys only: nobody is called `constructor` */
export function findAccount(accounts, name) {
  return typeof name === "string" && Object.hasOwn(accounts, name) ? accounts[name] : undefined;
}

/** What can stand in a URL, a form and a table of names: never `__proto__`. */
export function isName(name) {
  return typeof name === "string" && /^[A-Za-z0-9][A-Za-z0-9._@+|-]{0,127}$/.test(name);
}

function account(id, name, groups) {
  return {
    password: `${id}-pw`,
    claims: {
      name,
      preferred_username: id,
      email: `${id}@fieldnote.example`,
      email_verified: true,
      ...(groups && { groups }),
    },
  };
}

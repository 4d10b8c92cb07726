// The role map of every case: one group opens everything, being signed in opens a little.
const groups = { sources: [{ token: "id", path: ["groups"] }] };

export const roleMap = {
  version: 1,
  permissions: { "projects:read": "", "projects:write": "", "admin:users:manage": "" },
  roles: { viewer: { allow: ["projects:read"] }, admin: { inherits: ["viewer"], allow: ["projects:write", "admin:users:manage"] } },
  groups: [
    { match: "Administrators", roles: ["admin"] },
    { match: "$authenticated", roles: ["viewer"] },
  ],
  claims: { client: { groups } },
  routes: { default: "authenticated", rules: [{ path: "/admin", all: ["admin:users:manage"] }] },
};

/** The same with another way to the groups. */
export const mapWith = (more) => ({ ...roleMap, claims: { client: { groups: { ...groups, ...more } } } });

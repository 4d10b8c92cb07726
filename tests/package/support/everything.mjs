const note = { "x-note": { any: ["thing"] } };

/** A map without fault that uses every key of the format, presets apart. */
export const everything = {
  $schema: "./role-map.schema.json",
  version: 1,
  ...note,
  permissions: {
    "projects:read": "See the list of projects",
    "project:{id}:read": "Open one project",
    "admin:users:manage": "Manage users",
    "admin:billing:manage": "Manage billing",
  },
  roles: {
    viewer: { allow: ["projects:read"], ...note },
    admin: {
      inherits: ["viewer"],
      allow: ["admin:**", { grant: "admin:*:manage", except: ["admin:billing:**", "admin:*:manage"], requireScope: ["a", "b"], ...note }],
      deny: ["projects:read"],
    },
  },
  groups: [
    { match: "Everyone", ignore: true, ...note },
    {
      match: "proj-{id}-reader",
      allow: ["project:{id}:read", { grant: "project:{id}:*", except: ["project:{id}:read"], requireScope: "a" }],
    },
    { match: "$authenticated", roles: ["viewer"], deny: ["admin:**"], ignore: false },
  ],
  claims: {
    ...note,
    client: {
      ...note,
      groups: {
        ...note,
        combine: "union",
        sources: [
          { token: "id", path: ["groups"], shape: "auto", numbers: true, ...note },
          { token: "userinfo", path: ["groups"], shape: "delimited", separator: "," },
          { token: "id", path: ["groups"], format: "x-{value}", shape: "objects", value: "name" },
          { token: "access", path: ["apps", { each: "client", ...note }, "roles"], format: "{client}:{value}", shape: "keys" },
          { token: "id", path: ["orgs"], shape: "arrayOfKeys", where: { key: "100", ...note } },
        ],
        normalise: [
          { trim: true, ...note },
          { stripPrefix: "/" },
          { stripSuffix: "!" },
          { lastSegment: "/" },
          { ancestors: "/" },
          { dnCn: true },
          { fold: "ascii-lower" },
          { alias: { "5fb1ff4c": "editors" } },
          { keep: ["app-{x}", "staff"] },
          { addPrefix: "okta:" },
        ],
        onAbsent: "error",
        onOverage: "error",
      },
      roles: { sources: [{ token: "id", path: ["roles"] }], combine: "first", onAbsent: "empty", onOverage: "indeterminate" },
      permissions: { sources: [{ token: "access", path: ["permissions"], shape: "array" }] },
      scopes: { sources: [{ token: "access", path: ["scope"], shape: "string" }] },
    },
    api: {
      groups: { sources: [{ token: "access", path: ["groups"] }] },
      roles: { sources: [{ token: "access", path: ["roles"] }] },
      permissions: { sources: [{ token: "access", path: ["permissions"] }] },
      scopes: { sources: [{ token: "access", path: ["scp"] }] },
    },
  },
  routes: {
    ...note,
    caseSensitive: false,
    default: "deny",
    rules: [
      { path: "/", public: true, override: false, ...note },
      { path: "/projects/:id/*", all: ["project:{id}:read"], any: ["projects:read"], roles: ["viewer"], requireScope: "a" },
      { path: "/projects/new", override: true, roles: { any: ["viewer", "admin"], ...note }, requireScope: ["a", "b"] },
      { path: "/billing", roles: { all: ["admin"] }, stepUp: { maxAge: 300, acr: ["urn:okta:loa:2fa:any"], ...note } },
    ],
    signIn: "/login",
    forbidden: "/forbidden",
  },
  landing: [{ role: "admin", permission: "projects:read", to: "/admin", ...note }, { to: "/welcome" }],
};

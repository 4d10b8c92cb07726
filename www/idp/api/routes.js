import { findAccount } from "../accounts.js";
import { Refusal } from "../http.js";
import { parseProject, parseSuspension, readJson } from "./bodies.js";

/**
 * Every endpoint, with what it needs before it is looked at. What does not exist is told only to those who may open it.
 * @returns {(method: string, path: string) => { needs: Function, act: Function, params: Record<string, string> }}
 */
export function createRoutes(office, accounts) {
  const table = [
    ["GET", "/me", () => [], ({ person }) => ({ body: whoAmI(person) })],
    ["GET", "/projects", () => ["projects:read"], () => ({ body: office.projects() })],
    [
      "POST",
      "/projects",
      () => ["projects:write"],
      async ({ req }) => ({ status: 201, body: office.addProject(parseProject(await readJson(req))) }),
    ],
    ["GET", "/projects/:id", ({ id }) => [`project:${id}:read`], ({ params }) => ({ body: found(office.project(params.id)) })],
    [
      "PUT",
      "/projects/:id",
      ({ id }) => [`project:${id}:read`, "projects:write"],
      async ({ req, params }) => {
        found(office.project(params.id));
        return { body: office.changeProject(params.id, parseProject(await readJson(req))) };
      },
    ],
    [
      "DELETE",
      "/projects/:id",
      ({ id }) => [`project:${id}:read`, "projects:delete"],
      ({ params }) => {
        found(office.removeProject(params.id));
        return { status: 204 };
      },
    ],
    ["GET", "/billing", () => ["billing:read"], () => ({ body: office.billing() })],
    [
      "POST",
      "/billing/invoices/:number/paid",
      () => ["admin:billing:manage"],
      ({ params }) => ({ body: found(office.payInvoice(params.number)) }),
    ],
    ["GET", "/users", () => ["admin:users:manage"], () => ({ body: people(accounts) })],
    [
      "PATCH",
      "/users/:name",
      () => ["admin:users:manage"],
      async ({ req, params, person }) => ({ body: await suspend(accounts, req, params, person) }),
    ],
  ];
  return (method, path) => pick(table, method, path);
}

function pick(table, method, path) {
  const segments = path.split("/");
  const here = table.flatMap(([verb, pattern, needs, act]) => {
    const params = match(pattern.split("/"), segments);
    return params ? [{ verb, needs, act, params }] : [];
  });
  if (here.length === 0) throw new Refusal(404, "not_found", "there is no such address");
  const chosen = here.find(({ verb }) => verb === method);
  if (chosen) return chosen;
  throw new Refusal(405, "method_not_allowed", "this address does not take that method", {
    headers: { allow: here.map(({ verb }) => verb).join(", ") },
  });
}

function match(pattern, segments) {
  if (pattern.length !== segments.length) return null;
  const params = {};
  for (const [index, part] of pattern.entries()) {
    const given = segments[index];
    if (part.startsWith(":")) {
      if (!/^[\w.-]{1,128}$/.test(given)) return null;
      params[part.slice(1)] = given;
    } else if (part !== given) return null;
  }
  return params;
}

function found(thing) {
  if (thing) return thing;
  throw new Refusal(404, "not_found", "this does not exist, or not any more");
}

function whoAmI({ sub, groups, roles, mapDigest }) {
  return { sub, groups, roles, mapDigest };
}

function people(accounts) {
  return Object.entries(accounts).map(([id, account]) => personOf(id, account));
}

function personOf(id, { claims }) {
  const groups = claims.groups ?? [];
  return { id, name: claims.name, email: claims.email, groups, suspended: groups.includes("Suspended") };
}

// The provider's own table: a suspension reaches the person's next tokens, here and in the app.
async function suspend(accounts, req, { name }, person) {
  const account = found(findAccount(accounts, name));
  const { suspended } = parseSuspension(await readJson(req));
  if (name === person.sub) throw new Refusal(409, "yourself", "you cannot suspend your own account");
  const others = (account.claims.groups ?? []).filter((group) => group !== "Suspended");
  const groups = suspended ? [...others, "Suspended"] : others;
  if (groups.length > 0) account.claims.groups = groups;
  else delete account.claims.groups;
  return personOf(name, account);
}

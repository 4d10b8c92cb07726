import { Refusal, readText } from "./http.js";
import { FILTERS, parseExpression } from "./okta-org.js";

const BODY_LIMIT = 1_000_000;

/**
 * Okta's Management API as far as `claimgate okta` uses it. What is written shows in the next token.
 * @param {import("./okta-org.js").OktaOrg} org
 * @param {{ token: string, issuer: string, changed: () => Promise<void> }} about
 * @returns answers what comes under /api
 */
export function createOktaApi(org, { token, issuer, changed }) {
  return async (req, res, pathname) => {
    try {
      if (req.headers.authorization !== `SSWS ${token}`) throw new Refusal(401, "E0000011", "Invalid token provided");
      const { searchParams } = new URL(req.url, issuer);
      const [status, body] = await answer({ ...org, server: { ...org.server, issuer } }, req, pathname, searchParams);
      if (req.method !== "GET") await changed();
      send(res, status, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(res, error.status, { errorCode: error.code, errorSummary: error.message, errorCauses: [] });
    }
  };
}

async function answer(org, req, pathname, query) {
  const [, version, kind, id, part, partId] = pathname.split("/").map(decodeURIComponent);
  const write = async () => parsed(await readText(req, BODY_LIMIT));
  const asked = `${req.method} ${version}/${kind}${id ? "/ID" : ""}${part ? `/${part}` : ""}${partId ? "/ID" : ""}`;
  const known = (item, name) => {
    if (!item) throw new Refusal(404, "E0000007", `Not found: Resource not found: ${name}`);
    return item;
  };
  if (kind === "authorizationServers" && id) known(id === org.server.id, id);
  switch (asked) {
    case "GET v1/groups":
      return [200, matching(org.groups(), query)];
    case "GET v1/apps/ID":
      return [200, known(id === org.app.id && org.app, id)];
    case "PUT v1/apps/ID":
      known(id === org.app.id, id);
      return [200, replaced(org.app, { ...(await write()), id })];
    case "GET v1/authorizationServers":
      return [200, [org.server]];
    case "GET v1/authorizationServers/ID":
      return [200, org.server];
    case "GET v1/authorizationServers/ID/scopes":
      return [200, org.scopes];
    case "POST v1/authorizationServers/ID/scopes":
      return [201, added(org.scopes, "scp", await write())];
    case "GET v1/authorizationServers/ID/policies":
      return [200, org.policies];
    case "GET v1/authorizationServers/ID/claims":
      return [200, org.claims];
    case "POST v1/authorizationServers/ID/claims":
      return [201, added(org.claims, "ocl", claim(await write()))];
    case "PUT v1/authorizationServers/ID/claims/ID": {
      const now = known(
        org.claims.find((each) => each.id === partId),
        partId,
      );
      return [200, replaced(now, { ...claim(await write()), id: partId })];
    }
    case "GET v1/trustedOrigins":
      return [200, org.origins];
    case "POST v1/trustedOrigins":
      return [200, added(org.origins, "tos", { status: "ACTIVE", ...(await write()) })];
    case "PUT v1/trustedOrigins/ID": {
      const now = known(
        org.origins.find((each) => each.id === id),
        id,
      );
      return [200, replaced(now, { ...(await write()), id })];
    }
    default:
      throw new Refusal(404, "E0000007", "Not found: this development provider has no such endpoint");
  }
}

/** `search` with `profile.name eq`, joined by `or`; `q`, the beginning of a name. */
function matching(groups, query) {
  const search = query.get("search");
  if (search !== null) {
    const names = [...search.matchAll(/profile\.name eq "((?:[^"\\]|\\.)*)"/g)].map(([, name]) => name.replace(/\\(.)/g, "$1"));
    return groups.filter(({ profile }) => names.includes(profile.name));
  }
  const q = (query.get("q") ?? "").toLowerCase();
  return groups.filter(({ profile }) => profile.name.toLowerCase().startsWith(q));
}

function claim(body) {
  const isKnown =
    body.valueType === "GROUPS" ? Object.hasOwn(FILTERS, body.group_filter_type) && isPattern(body) : parseExpression(body.value);
  if (!isKnown) throw new Refusal(400, "E0000001", "Api validation failed: value");
  return body;
}

function isPattern({ group_filter_type: filter, value }) {
  if (filter !== "REGEX") return true;
  try {
    return Boolean(new RegExp(value));
  } catch {
    return false;
  }
}

function added(list, prefix, body) {
  const isThere = list.some(({ name, claimType }) => name === body.name && claimType === body.claimType);
  if (isThere) throw new Refusal(400, "E0000001", "Api validation failed: name, which is taken");
  const item = { ...body, id: `${prefix}${list.length + 1}` };
  list.push(item);
  return item;
}

/** In place, since others hold it too. */
function replaced(item, body) {
  for (const name of Object.keys(item)) delete item[name];
  return Object.assign(item, body);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "E0000003", "The request body was not well-formed");
  }
}

function send(res, status, body) {
  res.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}

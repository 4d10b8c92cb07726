import { Refusal } from "../http.js";
import { createAccess } from "./access.js";
import { allowOrigin } from "./cors.js";
import { createOffice } from "./office.js";
import { createRoutes } from "./routes.js";

/**
 * The demo's API: a resource server that decides every request by itself, from the access token and the same role map.
 * @returns {(req: import("node:http").IncomingMessage, res: import("node:http").ServerResponse, path: string) => Promise<void>}
 */
export function createApi({ issuer, apiAudience, spaOrigins, accounts, keys, roleMap, claimgate }) {
  const access = createAccess({ issuer, apiAudience, keys, roleMap, claimgate });
  const route = createRoutes(createOffice(), accounts);

  return async (req, res, path) => {
    allowOrigin(req, res, spaOrigins);
    if (req.method === "OPTIONS") return send(res, 204);
    try {
      const person = await access.authenticate(req);
      const { needs, act, params } = route(req.method, path);
      for (const permission of needs(params)) person.demand(permission);
      const { status = 200, body } = await act({ req, params, person });
      send(res, status, body);
    } catch (error) {
      refuse(res, error);
    }
  };
}

function refuse(res, error) {
  // A refusal of claimgate's guard answers for itself.
  if (error.name === "ApiError") return send(res, error.status, JSON.parse(error.body), error.headers);
  const known = error instanceof Refusal ? error : new Refusal(500, "failed", "the API failed");
  send(res, known.status, { error: known.code, message: known.message, ...known.details }, known.headers);
}

function send(res, status, body, headers = {}) {
  if (body === undefined) {
    res.writeHead(status, headers);
    return res.end();
  }
  res.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  res.end(JSON.stringify(body));
}

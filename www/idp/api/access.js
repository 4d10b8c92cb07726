import { readFile } from "node:fs/promises";
import { Refusal } from "../http.js";

const DEMO_MAP = new URL("../../demo/src/role-map.json", import.meta.url);

/** Who asks, and may they: claimgate's own guard, under the same role map as the page. */
export function createAccess({ issuer, apiAudience, keys, roleMap = DEMO_MAP, claimgate }) {
  let making;
  const guard = () => {
    making ??= makeGuard({ issuer, audience: apiAudience, keys, roleMap, claimgate }).catch((cause) => {
      making = undefined;
      throw new Refusal(503, "policy_unavailable", `the API cannot judge requests: ${cause.code ?? "claimgate did not load"}`);
    });
    return making;
  };

  return {
    /** Throws the guard's own refusals, with their status and headers. */
    async authenticate({ headers }) {
      const { authorization } = headers;
      const request = new Request("http://localhost", { headers: authorization ? { authorization } : {} });
      return (await guard()).authenticate(request);
    },
  };
}

async function makeGuard({ issuer, audience, keys, roleMap, claimgate }) {
  const { createApiGuard } = typeof claimgate === "string" ? await import(`${claimgate}/server`) : claimgate;
  const map = roleMap instanceof URL ? JSON.parse(await readFile(roleMap, "utf8")) : roleMap;
  const jwks = {
    // Read for each request, as the provider may have rotated them.
    get keys() {
      return keys.published().keys;
    },
  };
  return createApiGuard({ issuer, audience, roleMap: map, jwks });
}

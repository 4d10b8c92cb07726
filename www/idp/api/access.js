import { readFile } from "node:fs/promises";
import { Refusal } from "../http.js";

const DEMO_MAP = new URL("../../demo/src/role-map.json", import.meta.url);

/** Who asks, and may they: RFC 9068 access tokens, judged by claimgate under the role map's api half. */
export function createAccess({ issuer, apiAudience, keys, roleMap = DEMO_MAP, claimgate }) {
  let loading;
  const judges = () => {
    loading ??= loadJudges(claimgate, roleMap).catch((cause) => {
      loading = undefined;
      throw new Refusal(503, "policy_unavailable", `the API cannot judge requests: ${cause.code ?? "claimgate did not load"}`);
    });
    return loading;
  };

  return {
    async authenticate(req) {
      const token = bearerToken(req);
      const { policy, verifyAccessToken } = await judges();
      const claims = await verify(verifyAccessToken, token, { issuer, audience: apiAudience, jwks: keys.published() });
      return {
        sub: claims.sub,
        claims,
        access: policy.access({ access: claims }, { side: "api" }),
        mapDigest: policy.digest,
      };
    },

    demand({ access }, permission) {
      const { outcome, reason } = access.check(permission);
      if (outcome === "allowed") return;
      throw new Refusal(403, "forbidden", `this needs the permission ${permission}`, {
        headers: {
          "www-authenticate": 'Bearer error="insufficient_scope", error_description="the role map does not allow this"',
        },
        details: { permission, reason },
      });
    },
  };
}

function bearerToken(req) {
  const [scheme, token, ...rest] = (req.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer" && token && rest.length === 0) return token;
  // RFC 6750 section 3.1: no error code when the request carries no token
  throw new Refusal(401, "unauthenticated", "this needs an access token", {
    headers: { "www-authenticate": "Bearer" },
  });
}

async function verify(verifyAccessToken, token, options) {
  try {
    return (await verifyAccessToken(token, options)).claims;
  } catch (error) {
    const code = /^[a-z_]+$/.test(error.code) ? error.code : "rejected";
    throw new Refusal(401, "invalid_token", `the access token was refused: ${code}`, {
      headers: { "www-authenticate": `Bearer error="invalid_token", error_description="${code}"` },
    });
  }
}

async function loadJudges(claimgate, roleMap) {
  const [{ loadPolicy }, { verifyAccessToken }] =
    typeof claimgate === "string" ? await Promise.all([import(claimgate), import(`${claimgate}/token`)]) : [claimgate, claimgate];
  const map = roleMap instanceof URL ? await readFile(roleMap, "utf8") : roleMap;
  return { policy: await loadPolicy(map), verifyAccessToken };
}

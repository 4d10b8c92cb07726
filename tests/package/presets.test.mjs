// For every preset there is a vector of each token that its provider issues: fat and thin, one group, many, none, and overage.
import assert from "node:assert/strict";
import { test } from "node:test";
import schema from "claimgate/role-map.schema.json" with { type: "json" };
import { vectorFiles } from "./support/vector-files.mjs";

/** Where a provider issues no such token. */
const NEVER = {
  "okta-org": { api: "its access tokens are for Okta alone" },
  "entra-groups": { thin: "userinfo has neither groups nor roles" },
  "entra-app-roles": { thin: "userinfo has neither groups nor roles" },
  cognito: { thin: "userinfo has no groups" },
  gitlab: { api: "access tokens are opaque" },
};
const WITH_OVERAGE = ["entra-groups", "entra-app-roles"];

const presets = schema.$defs.claimsObject.properties.preset.oneOf.map((choice) => choice.const);
const vectors = vectorFiles("role_map").flatMap(([file, list]) => (file.startsWith("presets_") ? list : []));

for (const preset of presets) {
  const own = vectors.filter(({ map, ask }) => ask.groups && [map.claims, map.claims.preset].includes(preset));
  const seen = new Set(own.map((vector) => `${tokenOf(vector)}, ${amountOf(vector)}`));

  test(`${preset}: each token with one group, many and none`, () => {
    const tokens = ["fat", "thin", "api"].filter((token) => !NEVER[preset]?.[token]);
    const wanted = tokens.flatMap((token) => ["one", "many", "none"].map((amount) => `${token}, ${amount}`));
    assert.deepEqual(
      wanted.filter((kind) => !seen.has(kind)),
      [],
    );
  });

  test(`${preset}: overage ${WITH_OVERAGE.includes(preset) ? "on the page and on the API" : "does not exist"}`, () => {
    const wanted = WITH_OVERAGE.includes(preset) ? ["api, overage", "fat, overage"] : [];
    assert.deepEqual([...seen].filter((kind) => kind.endsWith("overage")).sort(), wanted);
  });
}

/** Thin: the page has to look beyond the ID token. */
function tokenOf({ side, claims }) {
  if (side === "api") return "api";
  return "userinfo" in claims || "access" in claims ? "thin" : "fat";
}

function amountOf({ expect: { values, state } }) {
  if (state === "overage") return state;
  return values.length === 0 ? "none" : values.length === 1 ? "one" : "many";
}

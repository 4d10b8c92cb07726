import { mapWith } from "../support/map.mjs";

export default {
  does: "sends no groups to an app whose map says that this is an error",
  source: "SECURITY 70; ruling R18",
  code: "claim_missing",
  status: "error",
  claim: "groups",
  config: { roleMap: mapWith({ onAbsent: "error" }) },
  claims: ({ groups, ...claims }) => claims,
};

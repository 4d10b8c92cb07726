import { badKey } from "../support/bound.mjs";

export default { ...badKey("null"), does: "binds tokens where `null` lay among the keys", source: "I1; SECURITY 142" };

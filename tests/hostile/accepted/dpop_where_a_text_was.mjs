import { badKey } from "../support/bound.mjs";

export default { ...badKey("text"), does: "binds tokens where a text lay in the place of the key", source: "I1; SECURITY 142" };

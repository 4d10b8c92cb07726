import { badKey } from "../support/bound.mjs";

export default { ...badKey("nothing"), does: "binds tokens where half a key lay", source: "I1; SECURITY 142" };

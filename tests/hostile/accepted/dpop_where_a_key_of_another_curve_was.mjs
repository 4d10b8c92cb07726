import { badKey } from "../support/bound.mjs";

export default { ...badKey("another_curve"), does: "binds tokens where a key on P-384 lay", source: "I1; RFC 9449 4.2" };

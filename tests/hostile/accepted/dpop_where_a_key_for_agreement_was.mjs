import { badKey } from "../support/bound.mjs";

export default { ...badKey("another_kind"), does: "binds tokens where a key lay that cannot sign", source: "I1; SECURITY 142" };

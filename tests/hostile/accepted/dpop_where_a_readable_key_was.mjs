import { badKey } from "../support/bound.mjs";

export default {
  ...badKey("readable"),
  does: "binds tokens where somebody had laid a key that can be read",
  source: "I1; RFC 9449 11.4",
};

import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["exchange", "{", '{"v":1,']),
  does: "finds a session that two readers would read in two ways",
  source: "G8; SECURITY 142",
};

import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["write", "null"]), does: "finds `null` in the place of the session", source: "SECURITY 142" };

import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["write", ""]), does: "finds nothing in the place of the session", source: "SECURITY 142" };

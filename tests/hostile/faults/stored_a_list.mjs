import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["write", "[1]"]), does: "finds a list in the place of the session", source: "SECURITY 142" };

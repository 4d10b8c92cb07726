import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["cut", 200]), does: "finds the session cut short", source: "SECURITY 142" };

import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["edit", { v: 2 }]), does: "finds the session of a later release", source: "SECURITY 142" };

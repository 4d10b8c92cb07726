import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["edit", { v: "1" }]), does: "finds a version in words", source: "SECURITY 142" };

import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["edit", { id: 42 }]), does: "finds a number in the place of the ID token", source: "SECURITY 142" };

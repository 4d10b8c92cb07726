import { unreadable } from "../support/stored.mjs";

export default { ...unreadable(["edit", { id: null }]), does: "finds a session without its ID token", source: "SECURITY 141, 142" };

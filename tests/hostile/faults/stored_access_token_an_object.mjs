import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { access: { token: "x" } }]),
  does: "finds an object in the place of the access token",
  source: "SECURITY 141, 142",
};

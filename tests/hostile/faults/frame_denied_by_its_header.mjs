import { inFrame, reopenedInVain } from "../support/frames.mjs";

export default {
  ...reopenedInVain,
  does: "may not be framed, as `X-Frame-Options` says",
  source: "API Tabs and time; RFC 7034 2.1",
  answers: inFrame(() => ({ status: 200, headers: { "content-type": "text/html", "x-frame-options": "DENY" }, body: "no" })),
};

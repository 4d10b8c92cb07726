import { inFrame, reopenedInVain } from "../support/frames.mjs";

const headers = { "content-type": "text/html", "content-security-policy": "frame-ancestors 'none'" };

export default {
  ...reopenedInVain,
  does: "may not be framed, as its security policy says",
  source: "API Tabs and time; CSP 3 6.4.2",
  answers: inFrame(() => ({ status: 200, headers, body: "no" })),
};

import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack(() => ({ status: 400, headers: { "content-type": "text/html" }, body: "<script>alert(1)</script>" })),
  does: "answers with a page when the refresh token is given back",
  source: "J2, J8; RFC 7009 2.2.1",
};

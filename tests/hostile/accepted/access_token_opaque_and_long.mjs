export default {
  does: "gives an access token of 32 KiB",
  source: "RFC 6749 1.4",
  body: (body) => ({ ...body, access_token: `${"~".repeat(32 * 1024)}${body.access_token}` }),
};

export default {
  does: "writes the lifetime of the access token as text",
  source: "SECURITY 114; oauth4webapi",
  body: (body) => ({ ...body, expires_in: "3600" }),
};

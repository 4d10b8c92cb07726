export default {
  does: "does not say how long the access token lasts",
  source: "SECURITY 113; C7",
  body: ({ expires_in, ...body }) => body,
};

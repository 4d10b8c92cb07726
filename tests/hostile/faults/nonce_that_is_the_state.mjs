export default {
  does: "sends the state for the nonce",
  source: "SECURITY 62",
  code: "nonce_mismatch",
  claims: (claims, { asked }) => ({ ...claims, nonce: asked.state }),
};

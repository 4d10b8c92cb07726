export default {
  does: "says when the person authenticated, as was asked",
  source: "D11; OpenID Connect Core 3.1.3.7 step 13",
  signIn: { maxAge: 300 },
};

export default {
  does: "answers with its name and a slash",
  source: "SECURITY 81; RFC 9207 2.4",
  code: "response_issuer_mismatch",
  stage: "response",
  response: (response) => response.set("iss", `${response.get("iss")}/`),
};

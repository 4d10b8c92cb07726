export default {
  does: "says more in the header than anybody needs",
  source: "RFC 7515 4; RFC 7519 5",
  header: (header) => ({ ...header, typ: "JWT", x5t: "AAAA", nonce: "graph", jku: "https://elsewhere.example/keys" }),
};

const LATER = 7200;

export default {
  does: "is out of order and wants to be left alone for a century: it is asked again after an hour",
  source: "SECURITY 106, 115; RFC 9110 10.2.3",
  code: "http_error",
  status: "signed-in",
  retriable: true,
  actions: [["refresh"], ["late", LATER], ["refresh"]],
  requests: { refresh: 2, jwks: 3 },
  refresh: { claims: (claims) => ({ ...claims, iat: claims.iat + LATER, exp: claims.exp + LATER }) },
  instead: {
    refresh: (run) => (run.requests.refresh === 1 ? { status: 503, headers: { "retry-after": "3155760000" }, body: "" } : undefined),
  },
};

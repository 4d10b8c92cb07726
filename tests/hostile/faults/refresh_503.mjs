export default {
  does: "is out of order at the renewal: the session stands until it ends",
  source: "SECURITY 106; API Tabs and time",
  code: "http_error",
  status: "signed-in",
  retriable: true,
  refresh: {},
  answers: { refresh: () => ({ status: 503, headers: { "retry-after": "5" }, body: "" }) },
};

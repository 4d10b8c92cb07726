export default {
  does: "is asked too often at the renewal",
  source: "SECURITY 106; API Tabs and time",
  code: "http_error",
  status: "signed-in",
  retriable: true,
  refresh: {},
  answers: { refresh: () => ({ status: 429, headers: { "retry-after": "5" }, body: "" }) },
};

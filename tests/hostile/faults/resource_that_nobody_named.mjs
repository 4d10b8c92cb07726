export default {
  does: "is not even asked for a resource that the app did not name",
  source: "A13; API getAccessToken",
  code: "scope_refused",
  status: "signed-in",
  config: { resource: ["https://api.example"] },
  actions: [["getAccessToken", { resource: "https://evil.example" }]],
};

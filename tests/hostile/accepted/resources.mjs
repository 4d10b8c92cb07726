export default {
  does: "gives a token for each of two resources",
  source: "A13; RFC 8707 2.2",
  config: { resource: ["https://api.example", "https://reports.example"] },
  actions: [
    ["getAccessToken", { resource: "https://reports.example" }],
    ["getAccessToken", { resource: "https://reports.example" }],
  ],
  requests: { refresh: 1 },
};

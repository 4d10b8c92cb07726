export default {
  does: "wants to see the person at the renewal",
  source: "API Tabs and time; PROVIDERS Entra",
  code: "interaction_required",
  status: "signed-in",
  refresh: {},
  answers: { refresh: (answer) => ({ ...answer, status: 400, body: { error: "interaction_required" } }) },
};

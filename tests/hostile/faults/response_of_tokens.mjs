export default {
  does: "answers with tokens in the fragment: the implicit grant",
  source: "SECURITY 85; RFC 9700 2.1.2",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  redirect: (back, run) => `${back.split("?")[0]}#access_token=injected-access-token&id_token=a.b.c&state=${run.asked.state}`,
};

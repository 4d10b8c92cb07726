export default {
  does: "answers in the fragment, which nobody asked for",
  source: "B9; OpenID Connect Core 3.1.2.5",
  stage: "response",
  requests: { discovery: 1 },
  open: true,
  redirect: (back) => back.replace("?", "#"),
};

export default {
  does: "answers in the fragment, as it was asked to",
  source: "B9; API responseMode",
  config: { responseMode: "fragment" },
  redirect: (back) => back.replace("?", "#"),
};

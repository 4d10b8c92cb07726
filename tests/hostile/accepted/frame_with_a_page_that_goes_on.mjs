import { page, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "shows a page in the frame that goes on by a form of its own accord",
  source: "API restore; HTML iframe sandbox",
  requests: { authorize: 3, discovery: 3, token: 3, jwks: 3 },
  answers: page(`
    onload = () => {
      const form = document.body.appendChild(document.createElement("form"));
      form.action = answer;
      for (const [name, value] of new URL(answer).searchParams) form.append(Object.assign(document.createElement("input"), { name, value }));
      form.submit();
    };`),
};

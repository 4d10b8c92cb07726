import { findAccount } from "./accounts.js";
import { readText } from "./http.js";
import { errorPage, signInPage } from "./pages.js";

const FORM_LIMIT = 4096;

/** Answers everything under /interaction/: shows the sign-in page, and takes its form. */
export async function answerInteraction(provider, accounts, req, res) {
  const interaction = await provider.interactionDetails(req, res).catch(() => null);
  if (!interaction) return sendHtml(res, 400, errorPage("This sign-in has expired", "go back to the application and start again"));
  if (interaction.prompt.name === "consent") return finish(provider, req, res, { consent: {} });
  if (req.method !== "POST") return sendHtml(res, 200, page(accounts, interaction));

  const form = new URLSearchParams(await readText(req, FORM_LIMIT));
  if (form.has("cancel")) {
    return finish(provider, req, res, {
      error: "access_denied",
      error_description: "the person cancelled the sign-in",
    });
  }
  const accountId = whoSignsIn(accounts, form);
  if (accountId) return finish(provider, req, res, { login: { accountId } });
  return sendHtml(res, 401, page(accounts, interaction, form.get("username") ?? ""));
}

function whoSignsIn(accounts, form) {
  const chosen = form.get("continue-as");
  if (chosen) return findAccount(accounts, chosen) && chosen;
  const name = form.get("username");
  const account = findAccount(accounts, name);
  return account && account.password === form.get("password") ? name : undefined;
}

function page(accounts, { params }, refusedName) {
  return signInPage({
    clientId: params.client_id,
    username: refusedName ?? params.login_hint ?? "",
    refused: refusedName !== undefined,
    accounts,
  });
}

function finish(provider, req, res, result) {
  return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

function sendHtml(res, status, body) {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(body);
}

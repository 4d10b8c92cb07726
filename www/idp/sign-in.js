import { findAccount, isName } from "./accounts.js";
import { choicePage } from "./choice-page.js";
import { readText } from "./http.js";
import { errorPage, signInPage } from "./pages.js";
import { ACR_VALUES } from "./provider.js";

const FORM_LIMIT = 4096;

/**
 * Answers everything under /interaction/: shows the sign-in page, and takes its form.
 * @param {{ accounts: object, open?: boolean, groupsClaim?: string }} parts  see `serveProvider`
 */
export async function answerInteraction(provider, parts, req, res) {
  const interaction = await provider.interactionDetails(req, res).catch(() => null);
  if (!interaction) return sendHtml(res, 400, errorPage("This sign-in has expired", "go back to the application and start again"));
  if (interaction.prompt.name === "consent") return finish(provider, req, res, { consent: {} });
  if (req.method !== "POST") return sendHtml(res, 200, page(parts, interaction));

  const form = new URLSearchParams(await readText(req, FORM_LIMIT));
  if (form.has("cancel")) {
    return finish(provider, req, res, {
      error: "access_denied",
      error_description: "the person cancelled the sign-in",
    });
  }
  const accountId = whoSignsIn(parts, form);
  if (accountId) return finish(provider, req, res, { login: { accountId, acr: strength(interaction) } });
  return sendHtml(res, 401, page(parts, interaction, form.get("username") ?? ""));
}

function strength({ params }) {
  return params.acr_values?.split(" ").find((value) => ACR_VALUES.includes(value)) ?? ACR_VALUES[0];
}

function whoSignsIn({ accounts, open, groupsClaim }, form) {
  const chosen = form.get("continue-as");
  if (chosen) return findAccount(accounts, chosen) && chosen;
  const name = form.get("username");
  if (open) return newcomer(accounts, name, form.get("groups"), groupsClaim);
  const account = findAccount(accounts, name);
  return account && account.password === form.get("password") ? name : undefined;
}

/** Somebody who was not there before, or who is given other groups. */
function newcomer(accounts, name, groups, groupsClaim = "groups") {
  if (!isName(name)) return undefined;
  const known = findAccount(accounts, name)?.claims ?? { name };
  const values = (groups ?? "")
    .split(",")
    .map((group) => group.trim())
    .filter(Boolean);
  accounts[name] = { claims: { ...known, [groupsClaim]: values } };
  return name;
}

function page({ accounts, open, groupsClaim }, { params }, refusedName) {
  const view = {
    clientId: params.client_id,
    username: refusedName ?? params.login_hint ?? "",
    refused: refusedName !== undefined,
    accounts,
    groupsClaim,
  };
  return open ? choicePage(view) : signInPage(view);
}

function finish(provider, req, res, result) {
  return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

function sendHtml(res, status, body) {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(body);
}

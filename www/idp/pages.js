// The provider's own pages. Everything is inline: no font, script or image from elsewhere.

/** @param {{ clientId: string, username: string, refused: boolean, accounts: object }} view */
export function signInPage({ clientId, username, refused, accounts }) {
  return page(
    "Sign in",
    `<h1>Sign in</h1>
    <p class="lead">to continue to <strong>${escapeHtml(clientId)}</strong></p>
    ${refused ? '<p class="alert" role="alert" id="refused">That user name and password do not match.</p>' : ""}
    <form method="post">
      <label for="username">User name</label>
      <input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none"
        spellcheck="false" autofocus ${refused ? 'aria-describedby="refused" aria-invalid="true"' : ""}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password">
      <div class="row"><button class="primary">Sign in</button><button name="cancel" value="1">Cancel</button></div>
    </form>
    <section aria-labelledby="people">
      <h2 id="people">Who works here</h2>
      <p>This is a <strong>development provider</strong>. Its people live in memory, and each password is the user name
        followed by <code>-pw</code>.</p>
      <form method="post"><ul>${Object.entries(accounts)
        .map((account) => accountRow(account))
        .join("")}</ul></form>
    </section>`,
  );
}

export function errorPage(title, description) {
  return page(
    "Something is wrong",
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(description ?? "")}</p><p>Go back to the application and try again.</p>`,
  );
}

/** @param {string} form oidc-provider's own form; submitted without a click */
export function signingOutPage(form) {
  return page(
    "Signing out",
    `<h1>Signing out</h1>${form}
    <button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
    <script>document.querySelector("button[name=logout]").click()</script>`,
  );
}

export function signedOutPage() {
  return page("Signed out", "<h1>You are signed out</h1><p>You can close this page.</p>");
}

export function accountRow([id, { claims }], groupsClaim = "groups") {
  const groups = [claims[groupsClaim] ?? []].flat().join(", ") || "no groups";
  return `<li><span><strong>${escapeHtml(claims.name ?? id)}</strong><br><small>${escapeHtml(groups)}</small></span>
    <button name="continue-as" value="${escapeHtml(id)}">Continue as ${escapeHtml(id)}</button></li>`;
}

export function escapeHtml(text) {
  return String(text ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function page(title, body) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<main>${body}</main>
</html>`;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #f1f1ee; --card: #fff; --ink: #1d211f; --soft: #565f5a; --line: #c9cec9; --field: #7d8781;
  --accent: #1f5c45; --on-accent: #fff; --alert: #8f1d1d; --alert-ground: #fbeaea }
@media (prefers-color-scheme: dark) { :root { --ground: #121513; --card: #1b201d; --ink: #e9edea; --soft: #a8b2ac; --line: #39423d;
  --field: #7d8a83; --accent: #7fd1ac; --on-accent: #0c1f16; --alert: #ffb4ab; --alert-ground: #3a1a18 } }
* { box-sizing: border-box }
code { white-space: nowrap }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; padding: clamp(1rem, 6vh, 5rem) 1rem;
  background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
main { width: 100%; max-width: 30rem; padding: clamp(1.25rem, 5vw, 2.25rem); background: var(--card); border: 1px solid var(--line); border-radius: 14px }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; letter-spacing: -.015em } h2 { margin: 0; font-size: 1rem }
.lead { margin: .25rem 0 1.25rem; color: var(--soft) }
label { display: block; margin: .9rem 0 .3rem; font-weight: 600; font-size: .92rem }
input { width: 100%; padding: .6rem .75rem; border: 1px solid var(--field); border-radius: 8px; background: transparent; color: inherit; font: inherit }
button { padding: .55rem .9rem; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit;
  font-weight: 600; font-size: .92rem; cursor: pointer }
button:hover { border-color: var(--field) }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.row { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.25rem } .row .primary { flex: 1 }
.alert { margin: 0; padding: .6rem .8rem; border-radius: 8px; background: var(--alert-ground); color: var(--alert) }
section { margin-top: 1.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line) } section p { margin: .4rem 0 .5rem; color: var(--soft); font-size: .92rem }
ul { margin: 0; padding: 0; list-style: none }
li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding: .65rem 0 }
li + li { border-top: 1px solid var(--line) } li span { flex: 1 1 9rem; min-width: 0; overflow-wrap: anywhere; line-height: 1.35 } li small { color: var(--soft) }
`;

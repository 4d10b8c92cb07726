import { accountRow, escapeHtml, page } from "./pages.js";

/**
 * Sign in as anyone: no password.
 * @param {{ clientId: string, username: string, refused: boolean, accounts: object, groupsClaim?: string }} view
 */
export function choicePage({ clientId, username, refused, accounts, groupsClaim }) {
  const people = Object.entries(accounts).map((account) => accountRow(account, groupsClaim));
  return page(
    "Sign in as anyone",
    `<h1>Sign in as anyone</h1>
    <p class="lead">to continue to <strong>${escapeHtml(clientId)}</strong>. A <strong>development provider</strong>: it asks for no
      password.</p>
    ${refused ? '<p class="alert" role="alert" id="refused">A name begins with a letter or a digit, and has no spaces.</p>' : ""}
    <form method="post"><ul>${people.join("")}</ul></form>
    <section aria-labelledby="else">
      <h2 id="else">Somebody else</h2>
      <form method="post">
        <label for="username">Name</label>
        <input id="username" name="username" value="${escapeHtml(username)}" autocomplete="off" autocapitalize="none" spellcheck="false"
          required ${refused ? 'aria-describedby="refused" aria-invalid="true"' : ""}>
        <label for="groups">Groups, with commas between them</label>
        <input id="groups" name="groups" autocomplete="off" autocapitalize="none" spellcheck="false">
        <div class="row"><button class="primary">Sign in</button><button name="cancel" value="1" formnovalidate>Cancel</button></div>
      </form>
    </section>`,
  );
}

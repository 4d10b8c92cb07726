// Signs in through the real pages, as a person would: for `npm start -- --check`, the screenshots and whoever else needs a session.
const STEP = 15_000;

/** Ends on the page where the person landed. `page` is Playwright's, `site` what `serve()` gave. */
export async function signIn(page, site, name, { path = "/" } = {}) {
  page.setDefaultTimeout(STEP);
  await page.goto(site.origin + path);
  await reachProvider(page, site);
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password").fill(site.accounts[name].password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.origin === site.origin && url.pathname !== "/callback", { timeout: STEP });
  await page.getByText(site.accounts[name].claims.name).first().waitFor({ state: "attached" });
}

// The demo shows a sign-in button on its public page, and goes straight to the provider from a guarded one.
async function reachProvider(page, site) {
  const control = page.getByRole("button", { name: /^sign in/i }).or(page.getByRole("link", { name: /^sign in/i }));
  const atProvider = page.waitForURL((url) => url.origin === site.issuer, { timeout: STEP });
  atProvider.catch(() => {});
  await Promise.race([control.first().waitFor(), atProvider]);
  if (new URL(page.url()).origin === site.origin) await control.first().click();
  await atProvider;
}

// Proves the running demo by using it: signs in as alice in a headless browser and says what it saw.
import { launchChromium } from "./chromium.mjs";
import { signIn } from "./sign-in.mjs";

const PERSON = "alice";
const LANDING = "/admin";

/** Whether alice landed where her role lands and sees what only her permissions show. */
export async function checkSignIn(site) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await signIn(page, site, PERSON);
    await page.waitForURL((url) => url.pathname === LANDING, { timeout: 5000 }).catch(() => {});
    const landed = new URL(page.url()).pathname;
    console.log(`\nsigned in as        ${site.accounts[PERSON].claims.name} (${PERSON})`);
    console.log(`landed at           ${landed}${landed === LANDING ? "" : `, not at ${LANDING}`}`);
    const control = await openProjects(page);
    console.log(`permission-bound    ${control ? `"${control}", on /projects` : '"New project" is missing on /projects'}`);
    return landed === LANDING && control !== null;
  } catch (error) {
    console.error(`\nthe sign-in failed: ${String(error.message).split("\n")[0]}`);
    return false;
  } finally {
    await browser.close();
  }
}

// Through the navigation, as a person would: the session must survive from page to page.
async function openProjects(page) {
  await page.getByRole("navigation").getByRole("link", { name: "Projects" }).click();
  const control = page.getByRole("link", { name: "New project" });
  const shown = await control.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
  return shown ? (await control.innerText()).trim() : null;
}

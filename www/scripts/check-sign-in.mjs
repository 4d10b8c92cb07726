// Proves the running demo by using it: signs in as alice in a headless browser and says what it saw.
import { launchChromium } from "./chromium.mjs";
import { signIn } from "./sign-in.mjs";

const PERSON = "alice";
const CONTROL = /new project/i;

/** Whether alice landed where her role lands and sees what only her permissions show. */
export async function checkSignIn(site) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await signIn(page, site, PERSON);
    const control = page
      .getByRole("link", { name: CONTROL })
      .or(page.getByRole("button", { name: CONTROL }))
      .first();
    const sees = await control.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    console.log(`\nsigned in as        ${site.accounts[PERSON].claims.name} (${PERSON})`);
    console.log(`landed at           ${new URL(page.url()).pathname}`);
    console.log(`permission-bound    ${sees ? `"${(await control.innerText()).trim()}" is there` : '"New project" is missing'}`);
    return sees;
  } catch (error) {
    console.error(`\nthe sign-in failed: ${String(error.message).split("\n")[0]}`);
    return false;
  } finally {
    await browser.close();
  }
}

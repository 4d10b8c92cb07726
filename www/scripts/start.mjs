// `npm start`: from a fresh clone to the demo on the embedded provider. Only dependency-free imports up here: nothing is installed yet.
import { endOnSignals, main } from "./run.mjs";
import { setUp } from "./setup.mjs";

const HELP = `npm start                   build everything, start the provider and the demo, until Ctrl-C
npm start -- --devtools     the same, with the demo built for development: the panel of claimgate/devtools is in its corner
npm start -- --check        the same as without, sign in once in a headless browser, say what was seen, exit 0 or 1
PORT (5173), IDP_PORT (9101) choose the ports; a busy one gives way to the next free one`;

async function start(args) {
  if (args.includes("--help") || args.includes("-h")) return console.log(HELP);
  const unknown = args.find((arg) => !["--check", "--devtools"].includes(arg));
  if (unknown) {
    console.error(`unknown option ${unknown}\n${HELP}`);
    process.exit(2);
  }
  const check = args.includes("--check");
  let site;
  // From here on, so that Ctrl-C during the build ends as quietly as after it.
  endOnSignals(0, async () => site?.close());
  await setUp({ browser: check });
  const { build } = await import("./build-lib.mjs");
  await build();
  const { serve } = await import("./serve.mjs");
  site = await serve({ devtools: args.includes("--devtools") });
  announce(site);
  if (!check) return console.log("\nCtrl-C stops both.");
  const { checkSignIn } = await import("./check-sign-in.mjs");
  const seen = await checkSignIn(site).finally(() => site.close());
  process.exit(seen ? 0 : 1);
}

function announce(site) {
  console.log(`\ndemo                ${site.origin}\nidentity provider   ${site.issuer}\n\naccount   password    groups`);
  for (const [name, { password, claims }] of Object.entries(site.accounts)) {
    console.log(`${name.padEnd(10)}${password.padEnd(12)}${claims.groups?.join(", ") ?? "(none)"}`);
  }
}

main(import.meta.url, start);

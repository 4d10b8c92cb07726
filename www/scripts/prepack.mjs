// Lets `npm pack` work in a fresh clone: imports nothing from node_modules, installs and builds what is missing.
import { main } from "./run.mjs";
import { setUp } from "./setup.mjs";

main(import.meta.url, async () => {
  await setUp();
  const { build } = await import("./build-lib.mjs");
  await build();
});

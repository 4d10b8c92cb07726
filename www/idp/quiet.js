import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// oidc-provider warns at import that Node 20 is older than it likes. We know, and run it in development only.
const EXPECTED = "Unsupported runtime";

/** @throws Node's ERR_MODULE_NOT_FOUND or MODULE_NOT_FOUND where nobody has installed it */
export async function importProvider() {
  const warn = console.warn;
  console.warn = (...words) => {
    if (!String(words[0]).includes(EXPECTED)) warn(...words);
  };
  try {
    return await import("oidc-provider").catch(fromHere);
  } finally {
    console.warn = warn;
  }
}

// `npx` keeps a package apart from the project that it is run in, where the provider may well be installed.
async function fromHere(error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND" || !error.message.includes("'oidc-provider'")) throw error;
  return import(pathToFileURL(createRequire(path.resolve("package.json")).resolve("oidc-provider")).href);
}

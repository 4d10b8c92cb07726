// oidc-provider warns at import that Node 20 is older than it likes. We know, and run it in development only.
const EXPECTED = "Unsupported runtime";

export async function importProvider() {
  const warn = console.warn;
  console.warn = (...words) => {
    if (!String(words[0]).includes(EXPECTED)) warn(...words);
  };
  try {
    return await import("oidc-provider");
  } finally {
    console.warn = warn;
  }
}

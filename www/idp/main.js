#!/usr/bin/env node
// Usage: node www/idp/main.js     with PORT (9101) and SPA_ORIGINS (comma list) in the environment
import { startIdp } from "./index.js";

const port = Number(process.env.PORT ?? 9101);
const spaOrigins = (process.env.SPA_ORIGINS ?? "http://localhost:5173").split(",").map((origin) => origin.trim());

try {
  const idp = await startIdp({ port, spaOrigins });
  console.log(`development identity provider at ${idp.issuer}`);
  console.log(`demo API at ${idp.apiAudience}`);
  console.log(`accounts: ${Object.keys(idp.accounts).join(", ")} (password NAME-pw)`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => idp.close());
} catch (error) {
  console.error(error.code === "EADDRINUSE" ? `port ${port} is busy: set PORT to another one` : error.message);
  process.exitCode = 1;
}

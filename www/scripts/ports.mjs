// Chooses ports before anything listens: the provider must know the demo's origin, and the demo the issuer.
import { createServer } from "node:net";
import { Fault } from "./run.mjs";

/** The port that an environment variable asks for, or the next free one; `taken` are already promised to others. */
export async function choosePort(variable, fallback, taken = []) {
  const wanted = parse(variable, process.env[variable] || String(fallback));
  for (let port = wanted; port <= Math.min(wanted + 100, 65535); port++) {
    if (taken.includes(port) || !(await isFree(port))) continue;
    if (port !== wanted) console.log(`port ${wanted} is taken, using ${port} (set ${variable} to choose)`);
    return port;
  }
  throw new Fault(`no free port from ${wanted} on: set ${variable} to another number`);
}

function parse(variable, text) {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Fault(`${variable} must be a number from 1 to 65535`);
}

// Both families: a server on ::1 alone would still answer for `localhost`.
async function isFree(port) {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

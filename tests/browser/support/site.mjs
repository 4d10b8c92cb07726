// A built page and a real provider on free loopback ports; the provider's API judges by the packed package.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { startIdp } from "../../../www/idp/index.js";
import { importFrom, installed } from "../../package/support/packed.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

/**
 * `build` gets what is compiled in (`{ issuer, apiOrigin, packed }`) and gives the folder to serve. `idp` are options of `startIdp`,
 * `headers` gives further headers of the page for an issuer, `html` changes its document, `basename` is where the app lies in the folder.
 * Gives what `www/scripts/sign-in.mjs` calls a site, and the provider itself as `idp`.
 */
export async function startSite({ build, idp: options = {}, headers = () => ({}), html, basename = "" }) {
  const packed = await installed();
  const served = { folder: null, headers: {}, html, basename };
  const server = createServer((request, response) => serveFile(served, request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${server.address().port}`;
  const claimgate = await importFrom(packed, "claimgate/server");
  const idp = await startIdp({ port: 0, spaOrigins: basename ? [origin, origin + basename] : [origin], claimgate, ...options });
  const { issuer, apiOrigin, accounts } = idp;
  served.headers = headers(issuer);
  served.folder = await build({ issuer, apiOrigin, packed });
  const close = async () => {
    server.closeAllConnections();
    await Promise.all([idp.close(), new Promise((resolve) => server.close(resolve))]);
  };
  return { origin, issuer, apiOrigin, accounts, idp, port: server.address().port, close };
}

// As a host of single-page apps does: what is no file is the app.
function serveFile({ folder, headers, html, basename }, { url }, response) {
  const wanted = path.join(folder, path.normalize(decodeURIComponent(new URL(url, "http://localhost").pathname)));
  const isAsset = wanted.startsWith(folder) && existsSync(wanted) && statSync(wanted).isFile();
  const file = isAsset ? wanted : path.join(folder, basename, "index.html");
  response.writeHead(200, { ...headers, "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
  if (html && file.endsWith(".html")) response.end(html(readFileSync(file, "utf8")));
  else createReadStream(file).pipe(response);
}

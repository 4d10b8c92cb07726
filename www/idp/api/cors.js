/** Lets the registered single-page apps call, and read why they were refused. */
export function allowOrigin(req, res, spaOrigins) {
  res.setHeader("vary", "origin");
  const { origin } = req.headers;
  if (!spaOrigins.includes(origin)) return;
  res.setHeader("access-control-allow-origin", origin);
  res.setHeader("access-control-expose-headers", "www-authenticate");
  if (req.method !== "OPTIONS") return;
  res.setHeader("access-control-allow-headers", "authorization, content-type, dpop");
  res.setHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  res.setHeader("access-control-max-age", "600");
}

// For the page and the route handlers: Next.js writes it into both when it builds.
export const issuer = process.env.NEXT_PUBLIC_ISSUER ?? "http://localhost:9101";
export const audience = `${issuer}/api`;

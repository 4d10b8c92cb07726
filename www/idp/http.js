/** A request that is refused with this status; the message is shown to the caller. */
export class Refusal extends Error {
  constructor(status, code, message, { headers = {}, details } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.details = details;
  }
}

/** The body as text. Throws a Refusal 413 beyond `limit` bytes. */
export async function readText(req, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > limit)
      throw new Refusal(413, "too_large", `the body is larger than ${limit} bytes`, {
        headers: { connection: "close" },
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

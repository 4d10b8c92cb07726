import { gzipSync } from "node:zlib";

export default {
  does: "answers with 64 MB that were 64 KB on the way",
  source: "API limits; CVE-2024-28180",
  code: "response_invalid",
  answers: {
    token: (answer) => ({
      ...answer,
      headers: { ...answer.headers, "content-encoding": "gzip" },
      body: gzipSync(JSON.stringify({ ...answer.body, more: " ".repeat(64 * 1024 * 1024) })),
    }),
  },
};

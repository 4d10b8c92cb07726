import { gzipSync } from "node:zlib";

export default {
  does: "compresses its answer",
  source: "RFC 9110 8.4",
  answers: {
    token: (answer) => ({
      ...answer,
      headers: { ...answer.headers, "content-encoding": "gzip" },
      body: gzipSync(JSON.stringify(answer.body)),
    }),
  },
};

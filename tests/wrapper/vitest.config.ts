import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
// Its CommonJS would ask Node for React, and Node knows the newest only.
const testingLibrary = at("../../node_modules/@testing-library/react/dist/@testing-library/react.esm.js");

/** Everything against the newest React; what renders against the oldest that is supported, too. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "react 19", include: ["tests/wrapper/*.test.{ts,tsx}"], env: { REACT: "19." } } },
      {
        test: {
          name: "react 18.2",
          include: ["tests/wrapper/{react,guard}.test.tsx"],
          env: { REACT: "18.2.0" },
          server: { deps: { inline: [/@testing-library\/react/] } },
        },
        resolve: {
          alias: [
            { find: /^react(?=\/|$)/, replacement: at("react-18/node_modules/react") },
            { find: /^react-dom(?=\/|$)/, replacement: at("react-18/node_modules/react-dom") },
            { find: "@testing-library/react", replacement: testingLibrary },
          ],
        },
      },
    ],
  },
});

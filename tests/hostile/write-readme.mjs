// Writes the table of cases into README.md.
import { writeFileSync } from "node:fs";
import { README, readmeWithTable } from "./support/cases.mjs";

writeFileSync(README, await readmeWithTable());

// The cases, one a file, and the table of them.
import { readdirSync, readFileSync } from "node:fs";

export const README = new URL("../README.md", import.meta.url);
const MARK = "<!-- what follows is written by write-readme.mjs -->";
const FOLDERS = { faults: new URL("../faults/", import.meta.url), accepted: new URL("../accepted/", import.meta.url) };

/** Every case of a folder by its file's name. */
export async function casesOf(kind) {
  const names = readdirSync(FOLDERS[kind]).filter((file) => file.endsWith(".mjs"));
  return Promise.all(
    names.sort().map(async (file) => ({ name: file.slice(0, -".mjs".length), ...(await import(new URL(file, FOLDERS[kind]))).default })),
  );
}

/** What comes out, in a word: a code, or the state of the groups where nobody is refused. */
export const outcomeOf = ({ code, groups, status = "signed-out" }) =>
  [code ?? (groups ? `groups ${groups}` : "nothing is taken"), ...(status === "signed-out" ? [] : [status])].join(", ");

export async function table() {
  const [faults, accepted] = await Promise.all([casesOf("faults"), casesOf("accepted")]);
  const cell = (text) => text.replaceAll("|", "\\|");
  const rows = (cases, last) => cases.map((each) => `| ${each.name} | ${cell(each.does)} | ${last(each)}${cell(each.source)} |`).join("\n");
  return `## Refused: ${faults.length}

| name | what the provider does | what comes out | source |
| --- | --- | --- | --- |
${rows(faults, (each) => `\`${outcomeOf(each)}\` | `)}

## Taken: ${accepted.length}

| name | what the provider does | source |
| --- | --- | --- |
${rows(accepted, () => "")}
`;
}

/** The page as it should be: what people wrote, then the table. */
export async function readmeWithTable() {
  const [written] = readFileSync(README, "utf8").split(MARK);
  return `${written}${MARK}\n\n${await table()}`;
}

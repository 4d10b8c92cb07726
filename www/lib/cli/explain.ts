import type { Access, AccessClaims, Explanation, RouteExplanation } from "../types.js";
import { type Command, JSON_OPTION } from "./command.js";
import { didYouMean, Fault, shown } from "./fault.js";
import { readObject } from "./files.js";
import { loadMap } from "./map-file.js";
import { type Io, palette, printable } from "./terminal.js";
import { parseTime } from "./times.js";

export const explain: Command = {
  name: "explain",
  summary: "says why somebody may or may not",
  usage: "MAP --claims FILE PERMISSION|PATH [--side client|api] [--now TIME] [--json]",
  about: `FILE holds \`{ "id": …, "userinfo": …, "access": … }\`, or the claims of one token: the ID token's, with --side api the
access token's. \`{}\` is a person who is not signed in. What begins with \`/\` is a path, anything else a permission.
Nothing is verified here: it is asked what the map would answer if the claims were true.`,
  positionals: { least: 2, most: 2 },
  options: {
    claims: { value: "FILE", says: "JSON, or `-` for standard input; required" },
    side: { value: "client|api", says: "who reads the claims: the page (default) or an API" },
    now: { value: "TIME", says: "seconds since the epoch or an ISO 8601 time, for routes that need a recent sign-in (default: the clock)" },
    ...JSON_OPTION,
  },
  examples: [
    [
      "npx claimgate explain role-map.json --claims alice.json projects:write",
      "the chain from claim to grant, or who would have it; exits 1 when denied",
    ],
    ["npx claimgate explain role-map.json --claims alice.json /admin", "each rule of the map that bears on the path"],
    [
      "npx claimgate decode - --json < token.txt | npx claimgate explain role-map.json --claims - /admin",
      "the same, straight from a token",
    ],
  ],
  async run({ positionals: [mapName = "", asked = ""], has, value }, io) {
    const claimsName = value("claims");
    if (claimsName === undefined)
      throw new Fault("`--claims FILE` is missing", { hint: "a file that holds `{}` asks for a person who is not signed in" });
    if (claimsName === "-" && mapName === "-") throw new Fault("standard input can be the map or the claims, not both");
    const side = sideOf(value("side") ?? "client");
    const now = value("now") === undefined ? io.now : parseTime(value("now") ?? "", "--now");
    const { policy } = await loadMap(mapName, io);
    const claims = claimsOf(await readObject(claimsName, io), side);
    const answer = ask(policy.access(claims, { side, now }), asked);
    if (has("json")) io.out(`${JSON.stringify(answer, null, 2)}\n`);
    else io.out(text(answer, io));
    return answer.outcome === "allowed" || answer.outcome === "allow" ? 0 : 1;
  },
};

type Answer = Explanation | RouteExplanation;

function ask(access: Access, asked: string): Answer {
  return asked.startsWith("/") ? access.explainRoute(asked) : access.explain(asked);
}

function text({ outcome, text: told }: Answer, io: Io): string {
  const { green, red } = palette(io);
  const [first = "", ...rest] = told.split("\n").map(printable);
  const paint = outcome === "allowed" || outcome === "allow" ? green : red;
  return `${[paint(first), ...rest].join("\n")}\n`;
}

function sideOf(side: string): "client" | "api" {
  if (side === "client" || side === "api") return side;
  throw new Fault(`there is no side ${shown(side)}`, { hint: "`--side client` or `--side api`" });
}

/** What `claimgate decode --json` gives, claims by their source, or the claims of the one token that this side reads first. */
function claimsOf(given: Record<string, unknown>, side: "client" | "api"): AccessClaims {
  const names = Object.keys(given);
  if (names.every((name) => SOURCES.includes(name) && typeof given[name] === "object")) return given;
  const stray = names.find((name) => !SOURCES.includes(name));
  if (stray !== undefined && SOURCES.some((name) => isObject(given[name]))) {
    throw new Fault(`${shown(stray)} is no source of claims`, {
      hint: didYouMean(stray, SOURCES) ?? `the sources are ${SOURCES.join(", ")}`,
    });
  }
  const bare = given.verified === false && isObject(given.claims) ? given.claims : given;
  return side === "api" ? { access: bare } : { id: bare };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const SOURCES = ["id", "userinfo", "access"];

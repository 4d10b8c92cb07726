// Runs tests/vectors/{token,role_map}/*.json through the public functions of the package: one runner for Node and for a browser, so it
// imports nothing. The formats are told in tests/token.rs and tests/vectors.rs; `files` are `[name, cases]`.
const NOW = 1_700_000_000;
// `sign_in.json` has rules that only the gate applies.
const NOT_PUBLIC = new Set(["sign_in.json"]);
// The public functions read their options strictly before they look at the token, so these end one step earlier there.
const REFUSED_AS_OPTIONS = new Set(["an API without a name accepts nothing", "an empty nonce on both sides is a lost one"]);

/** `{ ran, mismatches: ["file: name: why"] }` */
export function runTokenVectors(files, api) {
  const judged = files.filter(([file]) => !NOT_PUBLIC.has(file));
  return runAll(judged, async (vector) => {
    const { outcome, error } = await attempt(() => askToken(vector, api));
    if (REFUSED_AS_OPTIONS.has(vector.name)) return judgeError({ code: "config_invalid" }, error ?? {});
    return error ? judgeError(vector.expect, error) : judgeToken(vector.expect, outcome);
  });
}

/** As {@link runTokenVectors}. */
export function runRoleMapVectors(files, { loadPolicy }) {
  return runAll(files, async (vector) => {
    const { outcome, error } = await attempt(() => askPolicy(vector, loadPolicy));
    if (error?.code === "map_invalid") return judgeFindings(vector.expect.findings, error.findings);
    if (error) return same({ error: { code: error.code, claim: error.claim } }, vector.expect);
    if (vector.ask.lint) return judgeFindings(vector.expect, outcome);
    return same(outcome, vector.expect);
  });
}

async function runAll(files, judge) {
  const mismatches = [];
  let ran = 0;
  for (const [file, cases] of files) {
    for (const vector of cases) {
      ran++;
      const why = await judge(vector).catch((error) => `the runner failed: ${error.message}`);
      if (why) mismatches.push(`${file}: ${vector.name}: ${why}`);
    }
  }
  return { ran, mismatches };
}

async function attempt(ask) {
  try {
    return { outcome: await ask() };
  } catch (error) {
    if (error?.name !== "GateError") throw error;
    return { error };
  }
}

function askToken({ ask, token, jwks, options }, { decodeToken, verifyIdToken, verifyAccessToken }) {
  const text = typeof token === "string" ? token : token.map(([piece, times]) => piece.repeat(times)).join("");
  if (ask === "decode") return decodeToken(text);
  return (ask === "id_token" ? verifyIdToken : verifyAccessToken)(text, { ...options, jwks });
}

function judgeError({ code, claim }, error) {
  if (error.code !== code) return `${code ?? "a pass"} was expected, not ${error.code} ${error.claim ?? ""}`;
  return claim === undefined || error.claim === claim ? null : `the claim ${claim} was expected, not ${error.claim}`;
}

function judgeToken({ code, header = {}, claims = {} }, outcome) {
  if (code) return `${code} was expected, but it passed`;
  const wanted = [...Object.entries(header).map(([name, value]) => ["header", name, value])].concat(
    Object.entries(claims).map(([name, value]) => ["claims", name, value]),
  );
  const wrong = wanted.find(([part, name, value]) => same(outcome[part][name], value));
  return wrong ? `${wrong[0]} ${wrong[1]}: ${same(outcome[wrong[0]][wrong[1]], wrong[2])}` : null;
}

async function askPolicy({ map, claims = {}, now = NOW, side = "client", ask }, loadPolicy) {
  const policy = await loadPolicy(map);
  const [[question, about]] = Object.entries(ask);
  if (question === "load") return { ok: true };
  if (question === "digest") return policy.digest;
  if (question === "lint") return policy.lint();
  const access = policy.access(claims, { side, now });
  return typeof access[question] === "function" ? access[question](...(about === true ? [] : [about])) : access[question];
}

function judgeFindings(wanted, findings) {
  if (!wanted) return `refused: ${JSON.stringify(findings)}`;
  const order = (one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  const found = findings.map(({ code, pointer, line, column }) => ({ code, pointer, line, column }));
  const asWanted = found.map((finding) => {
    const like = wanted.find(({ code, pointer }) => code === finding.code && pointer === finding.pointer) ?? { code: 0, pointer: 0 };
    return Object.fromEntries(Object.keys(like).map((key) => [key, finding[key]]));
  });
  return same(asWanted.sort(order), wanted.map(({ ...finding }) => finding).sort(order));
}

/** `null` if they are equal whatever the order of members, else both in words. */
function same(actual, wanted) {
  const [is, should] = [canonical(actual), canonical(wanted)];
  return is === should ? null : `${should} was expected, not ${is}`;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    .join(",")}}`;
}

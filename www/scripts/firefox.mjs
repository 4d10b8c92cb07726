// A headless Firefox with a fresh profile, through Marionette: no driver and no package is needed, and nothing is patched.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Fault } from "./run.mjs";

const PATIENCE = 60_000;
// What is not loopback goes to a proxy that is not there, so that nothing calls home.
const PREFS = {
  "marionette.port": 0,
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
};

/** `{ version, open(url), run(script, ...args), until(script), close() }`: `run` gives what the body of a function in the page comes to. */
export async function launchFirefox(executable) {
  const profile = mkdtempSync(path.join(tmpdir(), "claimgate-firefox-"));
  const lines = Object.entries(PREFS).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(path.join(profile, "user.js"), lines.join(""));
  const child = spawn(executable, ["--headless", "--marionette", "--no-remote", "--profile", profile], { stdio: "ignore" });
  const gone = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const kill = () => child.kill();
  process.once("exit", kill);
  const end = async () => {
    kill();
    await gone;
    process.off("exit", kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { call, close } = await speak(await portOf(profile, child));
    const { capabilities } = await call("WebDriver:NewSession", { pageLoadStrategy: "none" });
    await call("WebDriver:SetTimeouts", { script: PATIENCE });
    const run = (script, ...args) => call("WebDriver:ExecuteScript", { script, args, sandbox: null }).then(({ value }) => value);
    return {
      version: capabilities.browserVersion,
      open: (url) => call("WebDriver:Navigate", { url }),
      run,
      until: (script) => until(() => run(script), script),
      close: async () => {
        close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Firefox writes there which port it took. */
async function portOf(profile, child) {
  const file = path.join(profile, "MarionetteActivePort");
  return until(() => {
    if (child.exitCode !== null) throw new Fault(`Firefox ended at once, with ${child.exitCode}`);
    return existsSync(file) && Number(readFileSync(file, "utf8"));
  }, "a port");
}

/** Messages are `length:JSON`: `[0, id, command, parameters]` and `[1, id, error, result]`, after a greeting. */
async function speak(port) {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  let last = 0;
  const fail = (error = new Fault("Firefox is gone")) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const greeted = new Promise((resolve, reject) => waiting.set("greeting", { resolve, reject }));
  socket.on("error", fail).on("close", () => fail());
  socket.on("data", (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let colon = bytes.indexOf(":"); colon > 0; colon = bytes.indexOf(":")) {
      const end = colon + 1 + Number(bytes.subarray(0, colon));
      if (bytes.length < end) return;
      const message = JSON.parse(bytes.subarray(colon + 1, end));
      bytes = bytes.subarray(end);
      const [, id, error, result] = Array.isArray(message) ? message : [1, "greeting", null, message];
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(Object.assign(new Error(`${error.error}: ${error.message}`), { code: error.error }));
      else resolve(result);
    }
  });
  await greeted;
  const call = (command, parameters) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  return { call, close: () => socket.destroy() };
}

/** What `ask` gives once it is true. A page that goes away meanwhile is asked again where it went. */
async function until(ask, what) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch((error) => {
        if (error.code === undefined) throw error;
      });
    if (answer) return answer;
    await pause(50);
  }
  throw new Fault(`Firefox: never came: ${what}`);
}

#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { run } from "./run.js";
import type { Io } from "./terminal.js";

// `claimgate matrix … | head` closes our output early; that is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  input: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  },
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : null,
  stopped: () => new Promise((resolve) => ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => process.once(signal, () => resolve()))),
  cwd: process.cwd(),
  env: process.env,
  // https://no-color.org: present and not empty.
  colour: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  columns: process.stdout.columns ?? 100,
  now: Date.now() / 1000,
};

process.exitCode = await run(process.argv.slice(2), io);

async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const abandon = () => process.exit(130);
  reader.once("SIGINT", abandon);
  reader.once("close", abandon);
  const answer = await reader.question(question);
  reader.off("close", abandon);
  reader.close();
  return answer;
}

import type { Gate } from "../types.js";
import { useNow } from "./gate-state.js";
import { Badge, Card, Copy, Empty, Facts } from "./parts.js";
import { reportOf } from "./report.js";
import { clock } from "./words.js";

type Report = NonNullable<ReturnType<typeof reportOf>>;

/** What the last ID token was checked for, and what the gate saw of the provider and this browser. */
export function Protocol({ gate }: { gate: Gate }) {
  // It changes without a word.
  useNow();
  const report = reportOf(gate);
  if (report === null) {
    return (
      <Card title="Protocol">
        <Empty>This gate reports nothing of itself.</Empty>
      </Card>
    );
  }
  return (
    <>
      <Verification verification={report.core?.verification} />
      <Surroundings report={report} />
    </>
  );
}

function Verification({ verification }: { verification: NonNullable<Report["core"]>["verification"] }) {
  if (!verification) {
    return (
      <Card title="Last ID token">
        <Empty>None has been verified in this page.</Empty>
      </Card>
    );
  }
  const { at, checks, code, claim } = verification;
  return (
    <Card title="Last ID token">
      <p className="verdict">
        <Badge tone={code === null ? "yes" : "no"}>{code ?? "verified"}</Badge>
        {claim !== null && <code>{claim}</code>}
        <span className="soft">at {clock(at * 1000)}</span>
      </p>
      <ol className="checks" aria-label="Checks of the last ID token">
        {checks.map(({ step, ok }) => (
          <li key={step}>
            <span className={ok ? "tick" : "tick bad"} aria-hidden="true">
              {ok ? "✓" : "✗"}
            </span>
            <span className="hidden">{ok ? "passed: " : "failed: "}</span>
            {step}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Surroundings({ report }: { report: Report }) {
  const { versions, lastError, abilities, core } = report;
  const { provider, settings, clockOffset, renewalPausedUntil } = core ?? {};
  const origins = [...new Set(Object.values(provider?.endpoints ?? {}).filter((origin) => origin !== null))];
  const missing = Object.entries(abilities ?? {}).filter(([, has]) => !has);
  return (
    <Card title="Surroundings">
      <Facts
        facts={[
          ["Issuer", provider?.issuer],
          ["Endpoints at", provider && (origins.length > 0 ? origins.join(", ") : "not read yet")],
          [
            "Settings",
            settings &&
              Object.entries(settings)
                .map(([name, value]) => `${name} ${value}`)
                .join(", "),
          ],
          ["Clock", clockWords(clockOffset)],
          ["Renewal", renewalPausedUntil ? `waits until ${clock(renewalPausedUntil * 1000)}` : ""],
          [
            "Last error",
            lastError && `${lastError.code}${lastError.claim ? ` (${lastError.claim})` : ""} at ${clock(lastError.at * 1000)}`,
          ],
          ["Missing here", abilities && (missing.map(([name]) => name).join(", ") || "nothing")],
          ["Version", [versions?.package, versions?.wasm && `WebAssembly ${versions.wasm}`].filter(Boolean).join(", ")],
        ]}
      />
      <div className="foot">
        <Copy text={() => JSON.stringify(report, null, 2)}>Copy the report for an issue</Copy>
      </div>
    </Card>
  );
}

function clockWords(offset: number | null | undefined): string {
  if (offset === undefined || offset === null) return "";
  if (offset === 0) return "as the provider's";
  return `${Math.abs(offset)} s ${offset > 0 ? "behind" : "ahead of"} the provider's`;
}

import { useEffect, useState } from "react";
import type { Finding } from "../errors.js";
import { loadPolicy } from "../policy.js";
import type { Gate, RoleMap, Snapshot } from "../types.js";
import { Badge, Empty } from "./parts.js";
import { Protocol } from "./protocol.js";

interface ChecksProps {
  gate: Gate;
  snapshot: Snapshot;
  roleMap: RoleMap | undefined;
}

export function Checks({ gate, snapshot, roleMap }: ChecksProps) {
  return (
    <div className="cards">
      <Protocol gate={gate} />
      <section className="card">
        <h3>Role map</h3>
        <Lint roleMap={roleMap} refused={snapshot.error?.findings} />
      </section>
    </div>
  );
}

function Lint({ roleMap, refused }: { roleMap: RoleMap | undefined; refused: Finding[] | undefined }) {
  const findings = useLint(roleMap, refused);
  if (roleMap === undefined) return <Empty>The gate does not tell its role map: give the panel one.</Empty>;
  if (findings === null) return <Empty>Reading the map…</Empty>;
  if (typeof findings === "string") return <Empty>{findings}</Empty>;
  if (findings.length === 0) return <Empty>Nothing was found.</Empty>;
  return (
    <ul className="findings" aria-label="Findings of the role map">
      {findings.map(({ level, code, pointer, message, help }) => (
        <li key={`${pointer} ${code}`}>
          <p>
            <Badge tone={level === "error" ? "no" : "maybe"}>{code}</Badge> <code>{pointer || "/"}</code>
          </p>
          <p>{message}</p>
          <p className="soft">{help}</p>
        </li>
      ))}
    </ul>
  );
}

/** Loads the lint's own WebAssembly, so only when it is looked at. */
function useLint(roleMap: RoleMap | undefined, refused: Finding[] | undefined): Finding[] | string | null {
  const [findings, setFindings] = useState<Finding[] | string | null>(refused ?? null);
  useEffect(() => {
    let current = true;
    const tell = (found: Finding[] | string) => current && setFindings(found);
    if (refused) tell(refused);
    else if (roleMap) {
      loadPolicy(roleMap)
        .then((policy) => policy.lint())
        .then(tell, (error: Error) => tell(error.message));
    }
    return () => {
      current = false;
    };
  }, [roleMap, refused]);
  return findings;
}

import type { Explanation, ExplanationStep } from "claimgate";
import { useGate } from "claimgate/react";
import { roleMap } from "../gate";
import { closedWords } from "../words";

type Declared = keyof typeof roleMap.permissions;

/** Every permission that the role map declares, the answer for this person, and the chain behind it. */
export function PermissionTable() {
  return (
    <ul className="permissions">
      {(Object.entries(roleMap.permissions) as [Declared, string][]).map(([name, words]) => (
        <PermissionRow key={name} name={name} words={words} />
      ))}
    </ul>
  );
}

function PermissionRow({ name, words }: { name: Declared; words: string }) {
  const answer = useAnswer(name);
  return (
    <li className={answer.yes ? "yes" : "no"}>
      <p className="permission-name">
        {words} <code>{name}</code>
      </p>
      <p className="verdict">{answer.verdict}</p>
      <p className="why">{answer.why}</p>
    </li>
  );
}

function useAnswer(name: Declared): { yes: boolean; verdict: string; why: string } {
  const gate = useGate();
  if (name === "project:{id}:read") {
    const every = gate.explain("project:any:read");
    if (every.outcome !== "allowed" && gate.canSome("project:*:read")) {
      return { yes: true, verdict: "Some", why: "Only the ones that a group of yours names." };
    }
    return { ...plain(every), verdict: every.outcome === "allowed" ? "All" : "No" };
  }
  return plain(gate.explain(name));
}

function plain(explanation: Explanation) {
  const yes = explanation.outcome === "allowed";
  const chains = [...new Set(explanation.by.map(chainWords))].filter(Boolean).join("; ");
  return {
    yes,
    verdict: yes ? "Yes" : "No",
    why: chains || closedWords(explanation.reason, missingWords(explanation)),
  };
}

function chainWords({ effect, group, rolePath }: ExplanationStep): string {
  const from = !group || group === "$authenticated" ? "everybody who signs in" : `group ${group}`;
  const roles = rolePath?.length ? `, role ${rolePath.join(" → ")}` : "";
  return `${effect === "deny" ? "Taken away by " : "From "}${from}${roles}`;
}

function missingWords({ grantedBy }: Explanation): string {
  const groups = grantedBy.groups.join(", ");
  return groups ? `None of your groups gives it. This would: ${groups}.` : "None of your groups gives it.";
}

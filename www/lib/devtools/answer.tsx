import type { Explanation, ExplanationStep, RouteExplanation } from "../types.js";
import { Badge, Chips, Copy, Facts } from "./parts.js";
import { OUTCOMES, toneOf } from "./words.js";

interface PermissionAnswerProps {
  explanation: Explanation;
  /** What lies near can be asked for too; without, the text is folded away. */
  ask?: (question: string) => void;
  /** Absent while nobody can be viewed. */
  viewAs: ((group: string) => void) | undefined;
}

export function PermissionAnswer({ explanation, ask, viewAs }: PermissionAnswerProps) {
  const { permission, by, near, grantedBy, text } = explanation;
  const { roles, groups } = grantedBy;
  const asks = near.filter((name) => !/[*{]/.test(name));
  return (
    <article className="answer">
      <Verdict what={permission} explanation={explanation} />
      {by.map((step) => (
        <Steps key={JSON.stringify(step)} step={step} />
      ))}
      <Facts
        facts={[
          ["Roles with it", roles.length > 0 && <Chips key="roles" label="Roles that would grant it" names={roles} />],
          ["Groups with it", groups.length > 0 && <Givers key="groups" groups={groups} viewAs={viewAs} />],
          ["Near", ask && asks.length > 0 && <Asks key="near" names={asks} ask={ask} />],
        ]}
      />
      {ask ? <pre>{text}</pre> : <Folded text={text} />}
    </article>
  );
}

/** Groups that would grant it, each with a way to see what would be then. A name with a capture is none that anybody has. */
function Givers({ groups, viewAs }: { groups: readonly string[]; viewAs: ((group: string) => void) | undefined }) {
  return (
    <ul className="asks" aria-label="Groups that would grant it">
      {groups.map((group) => (
        <li key={group}>
          {viewAs && !/^\$|\{/.test(group) ? (
            <button type="button" className="button" onClick={() => viewAs(group)}>
              <span className="kind">view as</span> {group}
            </button>
          ) : (
            <span className="chip">{group}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Folded({ text }: { text: string }) {
  return (
    <details>
      <summary>As text</summary>
      <pre>{text}</pre>
    </details>
  );
}

export function RouteAnswer({ explanation }: { explanation: RouteExplanation }) {
  const { path, rules, redirectTo, text } = explanation;
  return (
    <article className="answer">
      <Verdict what={path} explanation={explanation} />
      {rules.length > 0 && (
        <ul className="rules">
          {rules.map(({ path: rule, verdict, reason, lifted }) => (
            <li key={rule} className={lifted ? "lifted" : ""}>
              <Badge tone={lifted ? "idle" : verdict === "allow" ? "yes" : verdict === "forbidden" ? "no" : "maybe"}>
                {lifted ? "lifted" : verdict}
              </Badge>
              <code>{rule}</code>
              <span className="soft">{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {redirectTo && (
        <p>
          Goes to <code>{redirectTo}</code>
        </p>
      )}
      <pre>{text}</pre>
    </article>
  );
}

function Verdict({ what, explanation }: { what: string; explanation: Explanation | RouteExplanation }) {
  return (
    <header className="verdict">
      <Badge tone={toneOf(explanation)}>{OUTCOMES[explanation.outcome]}</Badge>
      <h3>
        <code>{what}</code>
      </h3>
      <span className="soft">{explanation.reason}</span>
      <Copy text={() => explanation.text}>Copy for a ticket</Copy>
    </header>
  );
}

/** One chain, as a way that can be read from left to right. */
function Steps({ step: { effect, grant, group, source, rolePath = [] } }: { step: ExplanationStep }) {
  const stations = [
    ["claim", source],
    ["group", group],
    ...rolePath.map((role) => ["role", role]),
    [effect === "deny" ? "deny" : "grant", grant],
  ].filter(([, name]) => name !== undefined);
  return (
    <ol className={`steps ${effect}`}>
      {stations.map(([kind, name]) => (
        <li key={`${kind} ${name}`}>
          <span className="kind">{kind}</span> <code>{name}</code>
        </li>
      ))}
    </ol>
  );
}

/** Names to ask for. */
export function Asks({ names, ask }: { names: readonly string[]; ask(question: string): void }) {
  return (
    <ul className="asks">
      {names.map((name) => (
        <li key={name}>
          <button type="button" className="button" onClick={() => ask(name)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

import { type FormEvent, useId, useState } from "react";
import { stripBasename } from "../paths.js";
import type { Answers, Explanation, ExplanationStep, Gate, RoleMap, RouteExplanation, Snapshot } from "../types.js";
import { ANY } from "./chains.js";
import { Badge, Chips, Copy, Facts } from "./parts.js";
import { OUTCOMES, toneOf } from "./words.js";

interface AskProps {
  /** Of whoever is viewed. */
  answers: Answers;
  gate: Gate;
  snapshot: Snapshot;
  roleMap: RoleMap | undefined;
}

/** Asks again whenever it renders, so that an answer on the screen is never an old one. */
export function Ask({ answers, gate, roleMap }: AskProps) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const ask = (question: string) => {
    setTyped(question);
    setAsked(question.trim());
  };
  const here = stripBasename(gate.basename, globalThis.location.pathname);
  return (
    <>
      <Question typed={typed} setTyped={setTyped} ask={ask} here={here} roleMap={roleMap} />
      <div aria-live="polite">
        {asked === "" && <Offers roleMap={roleMap} ask={ask} />}
        {asked.startsWith("/") && <RouteAnswer explanation={answers.explainRoute(asked)} />}
        {asked !== "" && !asked.startsWith("/") && <PermissionAnswer explanation={answers.explain(asked)} ask={ask} />}
      </div>
    </>
  );
}

function Offers({ roleMap, ask }: { roleMap: RoleMap | undefined; ask(question: string): void }) {
  return (
    <>
      <p className="empty">Type a permission, or a path that begins with “/”, to read why it is open or closed. Or choose one.</p>
      <Asks names={suggestions(roleMap)} ask={ask} />
    </>
  );
}

function Asks({ names, ask }: { names: readonly string[]; ask(question: string): void }) {
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

interface QuestionProps {
  typed: string;
  setTyped(typed: string): void;
  ask(question: string): void;
  here: string;
  roleMap: RoleMap | undefined;
}

function Question({ typed, setTyped, ask, here, roleMap }: QuestionProps) {
  const [box, list] = [useId(), useId()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(typed);
  };
  return (
    <form className="ask" onSubmit={submit}>
      <label htmlFor={box}>Permission or path</label>
      <div className="line">
        <input
          id={box}
          value={typed}
          list={list}
          placeholder="projects:write or /admin"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <datalist id={list}>
          {suggestions(roleMap).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <button type="submit" className="button primary">
          Explain
        </button>
        <button type="button" className="button" onClick={() => ask(here)}>
          This page
        </button>
      </div>
    </form>
  );
}

/** With `ask`, what lies near can be asked for too; without, the text is folded away. */
export function PermissionAnswer({ explanation, ask }: { explanation: Explanation; ask?: (question: string) => void }) {
  const { permission, by, near, grantedBy, text } = explanation;
  const asks = near.filter((name) => !/[*{]/.test(name));
  return (
    <article className="answer">
      <Verdict what={permission} explanation={explanation} />
      {by.map((step) => (
        <Steps key={JSON.stringify(step)} step={step} />
      ))}
      <Facts
        facts={[
          ["Roles with it", grantedBy.roles.length > 0 && <Chips key="roles" label="Roles that would grant it" names={grantedBy.roles} />],
          [
            "Groups with it",
            grantedBy.groups.length > 0 && <Chips key="groups" label="Groups that would grant it" names={grantedBy.groups} />,
          ],
          ["Near", ask && asks.length > 0 && <Asks key="near" names={asks} ask={ask} />],
        ]}
      />
      {ask ? <pre>{text}</pre> : <Folded text={text} />}
    </article>
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

function RouteAnswer({ explanation }: { explanation: RouteExplanation }) {
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

/** What the map names; a capture stands for any value. */
function suggestions(roleMap: RoleMap | undefined): string[] {
  return [...Object.keys(roleMap?.permissions ?? {}).map((name) => name.replace(/\{[^}]*\}/g, ANY)), ...samplePaths(roleMap)];
}

/** A path under each rule, to ask about. */
export function samplePaths(roleMap: RoleMap | undefined): string[] {
  const { rules } = (roleMap?.routes ?? {}) as { rules?: { path?: unknown }[] };
  const paths = (rules ?? []).map(({ path }) =>
    String(path)
      .replace(/\/\*$/, "")
      .replace(/:[\w-]+\??/g, ANY),
  );
  return [...new Set(paths.map((path) => path || "/"))];
}

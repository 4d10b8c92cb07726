import { type FormEvent, useId, useState } from "react";
import { stripBasename } from "../paths.js";
import type { Answers, Gate, RoleMap } from "../types.js";
import { Asks, PermissionAnswer, RouteAnswer } from "./answer.js";
import { ANY } from "./chains.js";

interface AskProps {
  /** Of whoever is viewed. */
  answers: Answers;
  gate: Gate;
  roleMap: RoleMap | undefined;
  viewAs: ((group: string) => void) | undefined;
}

/** Asks again whenever it renders, so that an answer on the screen is never an old one. */
export function Ask({ answers, gate, roleMap, viewAs }: AskProps) {
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
        {asked !== "" && !asked.startsWith("/") && <PermissionAnswer explanation={answers.explain(asked)} ask={ask} viewAs={viewAs} />}
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

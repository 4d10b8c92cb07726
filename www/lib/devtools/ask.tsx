import { type FormEvent, type RefObject, useId, useRef, useState } from "react";
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
  const box = useRef<HTMLInputElement>(null);
  const ask = (question: string) => {
    // A name that was chosen goes with the answer that it stood in.
    box.current?.focus();
    setTyped(question);
    setAsked(question.trim());
  };
  const here = stripBasename(gate.basename, globalThis.location.pathname);
  return (
    <>
      <Question box={box} typed={typed} setTyped={setTyped} ask={ask} here={here} roleMap={roleMap} />
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
  box: RefObject<HTMLInputElement | null>;
  typed: string;
  setTyped(typed: string): void;
  ask(question: string): void;
  here: string;
  roleMap: RoleMap | undefined;
}

function Question({ box, typed, setTyped, ask, here, roleMap }: QuestionProps) {
  const [id, list] = [useId(), useId()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(typed);
  };
  return (
    <form className="ask" onSubmit={submit}>
      <label htmlFor={id}>Permission or path</label>
      <div className="line">
        <input
          id={id}
          ref={box}
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

import { type FormEvent, useId, useState } from "react";
import type { Answers, Gate, RoleMap, Snapshot } from "../types.js";
import { samplePaths } from "./ask.js";
import { drawPicture } from "./chains.js";
import { Badge, Empty } from "./parts.js";
import type { Viewed, Viewing } from "./viewing.js";
import type { View } from "./with-devtools.js";
import { OUTCOMES, toneOf } from "./words.js";

interface ViewAsProps {
  gate: Gate;
  view: View | undefined;
  snapshot: Snapshot;
  roleMap: RoleMap | undefined;
  viewing: Viewing;
}

export function ViewAs({ gate, view, snapshot, roleMap, viewing: { groups, viewed, fault, choose } }: ViewAsProps) {
  if (roleMap === undefined) return <Empty>The gate does not tell its role map: give the panel one.</Empty>;
  if (snapshot.status !== "signed-in") return <Empty>Sign in first: others are viewed by somebody who is there.</Empty>;
  return (
    <div className="split">
      <Choice groups={groups ?? snapshot.groups.values} roleMap={roleMap} own={snapshot.groups.values} choose={choose} />
      <div>
        {fault && <p role="alert">{fault}</p>}
        {viewed ? (
          <>
            <OnPage view={view} viewed={viewed} />
            <Comparison you={gate} them={viewed.access} snapshot={snapshot} roleMap={roleMap} />
          </>
        ) : (
          <Empty>Choose groups to see what somebody in them may do. It stays in this page; no token is asked for or changed.</Empty>
        )}
      </div>
    </div>
  );
}

interface ChoiceProps {
  groups: readonly string[];
  own: readonly string[];
  roleMap: RoleMap;
  choose(groups: readonly string[]): void;
}

function Choice({ groups, own, roleMap, choose }: ChoiceProps) {
  const offered = [...new Set([...mapGroups(roleMap), ...own, ...groups])];
  const toggle = (name: string) => choose(groups.includes(name) ? groups.filter((group) => group !== name) : [...groups, name]);
  return (
    <div className="choice">
      <fieldset>
        <legend>Groups</legend>
        {offered.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={groups.includes(name)} onChange={() => toggle(name)} />
            <span>{name}</span>
            {own.includes(name) && <span className="soft">yours</span>}
          </label>
        ))}
      </fieldset>
      <TypedGroup add={(name) => choose([...new Set([...groups, name])])} />
      <button type="button" className="button" onClick={() => choose([])}>
        No groups
      </button>
    </div>
  );
}

function TypedGroup({ add }: { add(name: string): void }) {
  const [typed, setTyped] = useState("");
  const box = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") add(typed.trim());
    setTyped("");
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={box}>Another group</label>
      <div className="line">
        <input id={box} value={typed} placeholder="proj-42-reader" autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        <button type="submit" className="button">
          Add
        </button>
      </div>
    </form>
  );
}

function OnPage({ view, viewed }: { view: View | undefined; viewed: Viewed }) {
  // The panel does not hear of what the page shows by itself.
  const [shown, setShown] = useState(view?.shown ?? false);
  if (view === undefined) {
    return (
      <p className="soft">
        Wrap the gate in <code>withDevtools</code> to see the page like this, too.
      </p>
    );
  }
  const show = (on: boolean) => {
    view.show(on ? viewed.access : null);
    setShown(on);
  };
  return (
    <label className="onpage">
      <input type="checkbox" checked={shown} onChange={(event) => show(event.target.checked)} />
      <span>Show this page as they would see it</span>
      <span className="soft">what an API answers stays yours</span>
    </label>
  );
}

interface ComparisonProps {
  you: Answers;
  them: Answers;
  snapshot: Snapshot;
  roleMap: RoleMap;
}

function Comparison({ you, them, snapshot, roleMap }: ComparisonProps) {
  const names = new Set([you, them].flatMap((answers) => concrete(answers, snapshot, roleMap)));
  const rows = [
    ...[...names].map((name) => ({ name, mine: you.check(name), theirs: them.check(name) })),
    ...samplePaths(roleMap).map((path) => ({ name: path, mine: you.route(path), theirs: them.route(path) })),
  ];
  return (
    <table className="table">
      <caption className="hidden">What they may do, beside what you may</caption>
      <thead>
        <tr>
          <th scope="col">Permission or path</th>
          <th scope="col">They</th>
          <th scope="col">You</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, mine, theirs }) => (
          <tr key={name} className={mine.outcome === theirs.outcome ? "" : "differs"}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <Badge tone={toneOf(theirs)}>{OUTCOMES[theirs.outcome]}</Badge> <span className="soft">{theirs.reason}</span>
            </td>
            <td>
              <Badge tone={toneOf(mine)}>{OUTCOMES[mine.outcome]}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function concrete(answers: Answers, snapshot: Snapshot, roleMap: RoleMap): string[] {
  return drawPicture(answers, snapshot, roleMap).columns.permissions.map(({ explanation, label }) => explanation?.permission ?? label);
}

/** Groups as the map writes them, without those that hold a capture. */
function mapGroups(roleMap: RoleMap): string[] {
  const entries = (roleMap.groups ?? []) as readonly { match?: unknown }[];
  return entries.map(({ match }) => String(match)).filter((match) => !match.startsWith("$") && !match.includes("{"));
}

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Answers, RoleMap, Snapshot } from "../types.js";
import { type Chain, type Column, chainsThrough, drawPicture, narrowed, type Person, type Picture, type PictureNode } from "./chains.js";
import { Lines } from "./lines.js";
import { NodeDetail } from "./node-detail.js";
import { Empty } from "./parts.js";

interface PictureProps {
  /** Of whoever is viewed. */
  answers: Answers;
  person: Person;
  snapshot: Snapshot;
  roleMap: RoleMap | undefined;
  viewAs: ((group: string) => void) | undefined;
}

const COLUMNS = ["groups", "roles", "permissions"] as const;
const TITLES: Record<Column, string> = { groups: "Groups", roles: "Roles", permissions: "Permissions" };

/** Groups, roles and permissions in columns, joined by the chains behind each answer. */
export function PictureTab({ answers, person, snapshot, roleMap, viewAs }: PictureProps) {
  // The answers of a gate change with its snapshot.
  // biome-ignore lint/correctness/useExhaustiveDependencies: snapshot stands for them
  const whole = useMemo(() => drawPicture(answers, person, roleMap), [answers, person, roleMap, snapshot]);
  const [filter, setFilter] = useState<Filter>({ text: "", heldOnly: false });
  const picture = narrowed(whole, filter.text.trim(), filter.heldOnly);
  const [chosen, setChosen] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const drawing = useRef<HTMLDivElement>(null);
  const clear = () => {
    // The button goes; whoever pressed it is led to the name that it was about.
    drawing.current?.querySelector<HTMLElement>('[data-node][tabindex="0"]')?.focus();
    setChosen(null);
  };
  if (roleMap === undefined) return <Empty>The gate does not tell its role map: give the panel one.</Empty>;
  const nodes = COLUMNS.flatMap((column) => picture.columns[column]);
  const shown = nodes.find(({ id }) => id === (hovered ?? chosen));
  const marked = shown ? chainsThrough(picture, shown.id) : null;
  return (
    <div className="split wide">
      <div className="drawing" ref={drawing}>
        {whole.columns.permissions.length > FEW && <FilterBar filter={filter} change={setFilter} />}
        <Board picture={picture} chosen={chosen} marked={marked} shown={shown} choose={setChosen} hover={setHovered} />
      </div>
      <NodeDetail picture={whole} node={shown} roleMap={roleMap} clear={chosen === null ? undefined : clear} viewAs={viewAs} />
    </div>
  );
}

interface Filter {
  text: string;
  heldOnly: boolean;
}

// So many are seen at once.
const FEW = 12;

function FilterBar({ filter, change }: { filter: Filter; change(filter: Filter): void }) {
  return (
    <div className="filter">
      <input
        aria-label="Permissions with these letters"
        placeholder="Filter permissions"
        value={filter.text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ ...filter, text: event.target.value })}
      />
      <label>
        <input type="checkbox" checked={filter.heldOnly} onChange={(event) => change({ ...filter, heldOnly: event.target.checked })} />
        Only held
      </label>
    </div>
  );
}

interface BoardProps {
  picture: Picture;
  chosen: string | null;
  /** The chains through what is shown. */
  marked: Chain[] | null;
  shown: PictureNode | undefined;
  choose(id: string | null): void;
  hover(id: string | null): void;
}

function Board({ picture, chosen, marked, shown, choose, hover }: BoardProps) {
  const board = useRef<HTMLFieldSetElement>(null);
  const ids = COLUMNS.flatMap((column) => picture.columns[column].map(({ id }) => id));
  const stop = chosen !== null && ids.includes(chosen) ? chosen : ids[0];
  const near = new Set(marked?.flatMap(({ nodes }) => nodes));
  const press = (event: KeyboardEvent) => {
    const next = event.key === "Escape" ? null : neighbour(picture, stop, event.key);
    if (next === undefined || (next === null && chosen === null)) return;
    event.preventDefault();
    choose(next);
    focusNode(board.current, next);
  };
  return (
    <fieldset className={marked ? "board following" : "board"} ref={board} onKeyDown={press}>
      <legend className="hidden">From groups over roles to permissions. Arrow keys follow the lines.</legend>
      {COLUMNS.map((column, place) => (
        <div key={column} className={`column ${column}`}>
          {place > 0 && <Lines picture={picture} from={COLUMNS[place - 1] ?? "groups"} to={column} marked={marked} />}
          <div className="names">
            <h3>{TITLES[column]}</h3>
            <ul>
              {picture.columns[column].map((node) => (
                <NodeItem
                  key={node.id}
                  node={node}
                  mark={node.id === shown?.id ? "shown" : near.has(node.id) ? "near" : ""}
                  isStop={node.id === stop}
                  isChosen={node.id === chosen}
                  choose={choose}
                  hover={hover}
                />
              ))}
            </ul>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function focusNode(board: HTMLElement | null, id: string | null) {
  // Compared, since an id may hold what a selector may not.
  const nodes = [...(board?.querySelectorAll<HTMLElement>("[data-node]") ?? [])];
  nodes.find(({ dataset }) => dataset.node === id)?.focus();
}

interface NodeItemProps extends Pick<BoardProps, "choose" | "hover"> {
  node: PictureNode;
  mark: string;
  isStop: boolean;
  isChosen: boolean;
}

const STATES = { yes: "held", no: "denied", maybe: "not known", idle: "not held" };

function NodeItem({ node: { id, label, tone, note }, mark, isStop, isChosen, choose, hover }: NodeItemProps) {
  return (
    <li>
      <button
        type="button"
        className={`node ${tone} ${mark}`}
        data-node={id}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isChosen}
        title={label}
        onClick={() => choose(id)}
        onPointerEnter={() => hover(id)}
        onPointerLeave={() => hover(null)}
      >
        <span className="dot" aria-hidden="true" />
        <span className="label">{label}</span>
        <span className="note">{note}</span>
        {note === "" && <span className="hidden">{STATES[tone]}</span>}
      </button>
    </li>
  );
}

/** Up and down within a column; left and right along a line, else to the first of the next column. */
function neighbour(picture: Picture, from: string | undefined, key: string): string | undefined {
  const at = COLUMNS.findIndex((column) => picture.columns[column].some(({ id }) => id === from));
  const column = picture.columns[COLUMNS[at] ?? "groups"];
  const row = column.findIndex(({ id }) => id === from);
  const rows: Record<string, number> = { ArrowUp: row - 1, ArrowDown: row + 1, Home: 0, End: column.length - 1 };
  const next = rows[key];
  if (next !== undefined) return column[next]?.id;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const beside = step === undefined ? undefined : picture.columns[COLUMNS[at + step] ?? "groups"];
  if (beside === undefined || COLUMNS[at + (step ?? 0)] === undefined) return undefined;
  const along = new Set(chainsThrough(picture, from ?? "").flatMap(({ nodes }) => nodes));
  return (beside.find(({ id }) => along.has(id)) ?? beside[0])?.id;
}

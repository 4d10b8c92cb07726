import type { RoleMap } from "../types.js";
import { PermissionAnswer } from "./answer.js";
import { chainsThrough, type Picture, type PictureNode } from "./chains.js";
import { Badge, Chips } from "./parts.js";

interface NodeDetailProps {
  picture: Picture;
  node: PictureNode | undefined;
  roleMap: RoleMap;
  /** Absent where nothing was chosen. */
  clear: (() => void) | undefined;
  viewAs: ((group: string) => void) | undefined;
}

/** In words what the lines show. */
export function NodeDetail({ picture, node, roleMap, clear, viewAs }: NodeDetailProps) {
  return (
    <aside className="detail" aria-live="polite" aria-label="The chosen name">
      {node === undefined && <Legend picture={picture} />}
      {node?.explanation && (
        <>
          <p className="about">{about(roleMap, node.label)}</p>
          <PermissionAnswer explanation={node.explanation} viewAs={viewAs} />
        </>
      )}
      {node !== undefined && !node.explanation && <Ways picture={picture} node={node} />}
      {clear && (
        <button type="button" className="button" onClick={clear}>
          Show all lines
        </button>
      )}
    </aside>
  );
}

function Legend({ picture }: { picture: Picture }) {
  const { permissions } = picture.columns;
  const held = permissions.filter(({ tone }) => tone === "yes").length;
  return (
    <>
      <p className="figure">
        <strong>{held}</strong> of {permissions.length} permissions
      </p>
      <p className="soft">Choose a name, or walk with the arrow keys, to follow its lines and read why.</p>
      <ul className="legend">
        <li>
          <Badge tone="yes">held</Badge> by a grant
        </li>
        <li>
          <Badge tone="no">denied</Badge> a deny always wins
        </li>
        <li>
          <Badge tone="maybe">not known</Badge> groups could not be read
        </li>
        <li>
          <Badge tone="idle">not held</Badge> nothing gives it
        </li>
      </ul>
    </>
  );
}

function Ways({ picture, node }: { picture: Picture; node: PictureNode }) {
  const chains = chainsThrough(picture, node.id);
  const label = new Map(Object.values(picture.columns).flatMap((column) => column.map(({ id, label }) => [id, label])));
  const named = (pick: (nodes: readonly string[], at: number) => readonly (string | undefined)[]) => {
    const ids = chains.flatMap(({ nodes }) => pick(nodes, nodes.indexOf(node.id)));
    return [...new Set(ids.flatMap((id) => (id === undefined ? [] : (label.get(id) ?? []))))];
  };
  const isDeny = chains.some(({ effect }) => effect === "deny");
  return (
    <>
      <h3>{node.label}</h3>
      {node.column === "groups" && <Read chains={chains} />}
      <dl className="facts">
        {node.column === "roles" && (
          <div>
            <dt>Given by</dt>
            <dd>
              <Chips
                label="Given by"
                names={named((nodes, at) => nodes.slice(0, at))}
                none={node.tone === "idle" ? "nothing: it is not held" : "held, and no permission is left to tell by what"}
              />
            </dd>
          </div>
        )}
        <div>
          <dt>{isDeny ? "Takes" : "Gives"}</dt>
          <dd>
            <Chips label={isDeny ? "Takes" : "Gives"} names={named((nodes, at) => nodes.slice(at + 1))} none="nothing here" />
          </dd>
        </div>
      </dl>
    </>
  );
}

function Read({ chains }: { chains: ReturnType<typeof chainsThrough> }) {
  const step = chains.find(({ step }) => step.source !== undefined)?.step;
  if (step === undefined) return null;
  return (
    <p className="soft">
      Read in <code>{step.source}</code>
      {step.raw !== step.group && (
        <>
          {" "}
          as <code>{step.raw}</code>
        </>
      )}
    </p>
  );
}

function about(roleMap: RoleMap, name: string): string {
  const line = (roleMap.permissions as Record<string, unknown> | undefined)?.[name];
  return typeof line === "string" ? line : "";
}

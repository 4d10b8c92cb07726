import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Answers, Gate, RoleMap, Snapshot } from "../types.js";
import { Ask } from "./ask.js";
import type { Person } from "./chains.js";
import { Checks } from "./checks.js";
import { Claims } from "./claims.js";
import { Countdown } from "./countdown.js";
import { Events } from "./events.js";
import { useSnapshot } from "./gate-state.js";
import { type Log, useEntries } from "./log.js";
import { Badge, Mark } from "./parts.js";
import { PictureTab } from "./picture.js";
import { Resizer } from "./resizer.js";
import { type Tab, Tabs } from "./tabs.js";
import { ViewAs } from "./view-as.js";
import { useViewing, type Viewed, type Viewing } from "./viewing.js";
import { Who } from "./who.js";
import type { View } from "./with-devtools.js";
import type { Tone } from "./words.js";

interface PanelProps {
  gate: Gate;
  view: View | undefined;
  roleMap: RoleMap | undefined;
  log: Log;
  open: boolean;
  close(): void;
}

type TabId = "who" | "claims" | "access" | "ask" | "view" | "checks" | "events";

const TABS: readonly Tab<TabId>[] = [
  { id: "who", title: "Session" },
  { id: "claims", title: "Claims" },
  { id: "access", title: "Access" },
  { id: "ask", title: "Ask" },
  { id: "view", title: "View as" },
  { id: "checks", title: "Checks" },
  { id: "events", title: "Events" },
];

const TONES: Record<Snapshot["status"], Tone> = { "signed-in": "yes", "signed-out": "idle", pending: "maybe", error: "no" };

export function Panel(props: PanelProps) {
  const { gate, view, roleMap, log, open, close } = props;
  const snapshot = useSnapshot(gate);
  const [tab, setTab] = useState<TabId>("who");
  const [height, setHeight] = useState(() => Math.round(Math.min(480, globalThis.innerHeight * 0.6)));
  const viewing = useViewing(roleMap, snapshot, view);
  const { viewed } = viewing;
  const panel = useFocusOnOpen(open);
  const choose = (groups: readonly string[] | null) => {
    viewing.choose(groups);
    // What was pressed goes with what it was about.
    focusTab(panel.current);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented && !isTyping(event.target)) close();
  };
  const count = useEntries(log).length;
  const tabs = TABS.map((known) => (known.id === "events" ? { ...known, count } : known));
  return (
    <section className="panel" aria-label="claimgate devtools" hidden={!open} style={{ height }} ref={panel} onKeyDown={press}>
      <Resizer height={height} resize={setHeight} />
      <header className="top">
        <Title snapshot={snapshot} />
        <Tabs<TabId> tabs={tabs} chosen={tab} choose={setTab} />
        <button type="button" className="close" aria-label="Close the devtools" onClick={close}>
          ×
        </button>
      </header>
      {viewed && <ViewedBar viewed={viewed} shown={view?.shown ?? false} stop={() => choose(null)} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div id="panel" className="body" role="tabpanel" tabIndex={0} aria-labelledby={`tab-${tab}`}>
        {open && <Content {...props} tab={tab} snapshot={snapshot} viewing={viewing} lead={choose} />}
      </div>
    </section>
  );
}

interface ContentProps extends PanelProps {
  tab: TabId;
  snapshot: Snapshot;
  viewing: Viewing;
  /** From elsewhere to the view of others. */
  lead(groups: readonly string[]): void;
}

function Content({ tab, gate, view, roleMap, log, snapshot, viewing, lead }: ContentProps) {
  const { viewed } = viewing;
  const answers: Answers = viewed?.access ?? gate;
  const person: Person = viewed?.access ?? snapshot;
  const groups = viewing.groups ?? snapshot.groups.values;
  const viewAs = snapshot.user && roleMap ? (group: string) => lead([...new Set([...groups, group])]) : undefined;
  if (tab === "claims") return <Claims gate={gate} snapshot={snapshot} roleMap={roleMap} />;
  if (tab === "access") return <PictureTab {...{ answers, person, snapshot, roleMap, viewAs }} />;
  if (tab === "ask") return <Ask {...{ answers, gate, roleMap, viewAs }} />;
  if (tab === "view") return <ViewAs {...{ gate, view, snapshot, roleMap, viewing }} />;
  if (tab === "checks") return <Checks gate={gate} snapshot={snapshot} roleMap={roleMap} />;
  if (tab === "events") return <Events log={log} />;
  return <Who gate={gate} snapshot={snapshot} />;
}

function Title({ snapshot: { status, user, expiresAt } }: { snapshot: Snapshot }) {
  return (
    <div className="title">
      <Mark />
      <h2>claimgate</h2>
      <Badge tone={TONES[status]}>{status}</Badge>
      <span className="name">{user?.name ?? user?.sub}</span>
      {expiresAt !== null && <Countdown to={expiresAt} />}
    </div>
  );
}

function ViewedBar({ viewed: { groups }, shown, stop }: { viewed: Viewed; shown: boolean; stop(): void }) {
  return (
    <div className="viewed" role="status">
      <strong>Viewing as</strong>
      <span className="names">{groups.join(", ") || "somebody in no group"}</span>
      <span className="soft">
        {shown ? "The page shows what they would see; " : "Access and Ask answer for them; "}
        tokens and APIs stay yours.
      </span>
      <button type="button" className="button" onClick={stop}>
        Stop
      </button>
    </div>
  );
}

/** There Escape is the browser's: it puts suggestions away. */
function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type !== "checkbox" && target.value !== "";
}

function useFocusOnOpen(open: boolean) {
  const panel = useRef<HTMLElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (open && !wasOpen.current) focusTab(panel.current);
    wasOpen.current = open;
  }, [open]);
  return panel;
}

function focusTab(panel: HTMLElement | null) {
  panel?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
}

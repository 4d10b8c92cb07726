import type { Entry, Log } from "./gate-state.js";
import { Badge, Empty } from "./parts.js";
import { clock, type Tone } from "./words.js";

const TONES: Record<Entry["type"], Tone> = {
  "signed-in": "yes",
  renewed: "yes",
  "signed-out": "idle",
  status: "idle",
  expired: "maybe",
  warning: "maybe",
  "step-up-required": "maybe",
  error: "no",
};

export function Events({ log: { entries, since, clear } }: { log: Log }) {
  return (
    <>
      <div className="bar">
        <p className="soft">Everything that the gate told since {clock(since)}, the newest first.</p>
        <button type="button" className="button" disabled={entries.length === 0} onClick={clear}>
          Clear
        </button>
      </div>
      {entries.length === 0 && <Empty>Nothing happened yet.</Empty>}
      <ol className="events" aria-label="Events">
        {entries.map(({ id, at, type, text }) => (
          <li key={id}>
            <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
            <Badge tone={TONES[type]}>{type}</Badge>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

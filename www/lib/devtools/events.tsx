import { type Entry, type Log, useEntries } from "./log.js";
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

export function Events({ log }: { log: Log }) {
  const entries = useEntries(log);
  return (
    <>
      <div className="bar">
        <p className="soft">Everything that the gate told since {clock(log.since)}, the newest first.</p>
        <button type="button" className="button" disabled={entries.length === 0} onClick={log.clear}>
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

import { useNow } from "./gate-state.js";
import { duration } from "./words.js";

/** Renders itself each second, and nothing around it. `to` in seconds since the epoch. */
export function Countdown({ to }: { to: number }) {
  const left = to - useNow();
  // A timer is not read out as it runs.
  return (
    <span role="timer" aria-live="off" className={left < 60 ? "countdown late" : "countdown"}>
      {left > 0 ? duration(left) : "ended"}
    </span>
  );
}

/** What is left between two times in seconds since the epoch. */
export function Remaining({ name, from, to }: { name: string; from: number; to: number }) {
  const now = useNow();
  const whole = Math.max(1, to - from);
  const left = Math.min(whole, Math.max(0, to - now));
  return (
    <div className="remaining">
      <div className="line">
        <span>{name}</span>
        <Countdown to={to} />
      </div>
      <meter className="hidden" min={0} max={whole} value={left} aria-label={`${name}: time left`}>
        {duration(left)}
      </meter>
      <span className={left < 60 ? "rest late" : "rest"} aria-hidden="true">
        <span style={{ width: `${(left / whole) * 100}%` }} />
      </span>
    </div>
  );
}

import { type ReactNode, useEffect, useState } from "react";
import type { Tone } from "./words.js";

export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** A list of names, or a word that there are none. */
export function Chips({ label, names, none = "none" }: { label: string; names: readonly string[]; none?: string }) {
  if (names.length === 0) return <span className="soft">{none}</span>;
  return (
    <ul className="chips" aria-label={label}>
      {names.map((name) => (
        <li key={name} className="chip">
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Writes to the clipboard when it is pressed, and says whether that went well. */
export function Copy({ text, children }: { text: () => string; children: ReactNode }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid("Copied");
    } catch {
      setSaid("The browser did not allow it");
    }
  };
  return (
    <span className="copy">
      <button type="button" className="button" onClick={() => void copy()}>
        {children}
      </button>
      <span role="status">{said}</span>
    </span>
  );
}

export function Card({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={wide ? "card wide" : "card"}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Leaves out what has no value, and all of itself when nothing has. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 21V11a8 8 0 0 1 16 0v10M9 21v-8.5a3 3 0 0 1 6 0V21M2.5 21h19" />
    </svg>
  );
}

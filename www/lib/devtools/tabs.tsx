import { type KeyboardEvent, useRef } from "react";

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** How many things wait there. */
  readonly count?: number;
}

interface TabsProps<Id extends string> {
  tabs: readonly Tab<Id>[];
  chosen: Id;
  choose(id: Id): void;
}

/** The tabs pattern of the ARIA Authoring Practices: one stop for Tab, arrows choose. */
export function Tabs<Id extends string>({ tabs, chosen, choose }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const next = target(event.key, tabs, chosen);
    if (next === undefined) return;
    event.preventDefault();
    choose(next.id);
    const button = list.current?.querySelector<HTMLElement>(`#tab-${next.id}`);
    button?.focus();
    button?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  };
  return (
    <div className="tabs" role="tablist" aria-label="Devtools" ref={list} onKeyDown={move}>
      {tabs.map(({ id, title, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === chosen}
          aria-controls="panel"
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => choose(id)}
        >
          {title}
          {count ? <span className="count">{count}</span> : null}
        </button>
      ))}
    </div>
  );
}

function target<Id extends string>(key: string, tabs: readonly Tab<Id>[], chosen: Id): Tab<Id> | undefined {
  const at = tabs.findIndex(({ id }) => id === chosen);
  const places: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
  const place = places[key];
  return place === undefined ? undefined : tabs.at(place % tabs.length);
}

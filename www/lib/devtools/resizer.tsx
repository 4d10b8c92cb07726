import type { KeyboardEvent, PointerEvent } from "react";

const LEAST = 160;
const STEP = 40;

/** The upper edge of the panel: dragged, or moved by the arrow keys. Heights in pixels. */
export function Resizer({ height, resize }: { height: number; resize(height: number): void }) {
  const most = Math.max(LEAST, globalThis.innerHeight - 24);
  const to = (next: number) => resize(Math.round(Math.min(most, Math.max(LEAST, next))));
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons === 1) to(globalThis.innerHeight - event.clientY);
  };
  const press = (event: KeyboardEvent) => {
    const heights: Record<string, number> = { ArrowUp: height + STEP, ArrowDown: height - STEP, Home: LEAST, End: most };
    const next = heights[event.key];
    if (next === undefined) return;
    event.preventDefault();
    to(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; a focusable separator can (ARIA 1.2)
    <div
      className="resizer"
      role="separator"
      tabIndex={0}
      aria-label="Height of the panel"
      aria-orientation="horizontal"
      aria-valuenow={height}
      aria-valuemin={LEAST}
      aria-valuemax={most}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}

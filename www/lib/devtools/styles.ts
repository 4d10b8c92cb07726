import { asProperties, DARK, LIGHT } from "./palette.js";
import { PICTURE } from "./styles-picture.js";
import { TABS } from "./styles-tabs.js";

const FRAME = `
:host { all: initial !important; }
.root { ${asProperties(LIGHT)} color-scheme: light; }
@media (prefers-color-scheme: dark) { .root { ${asProperties(DARK)} color-scheme: dark; } }
.root {
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  color: var(--ink); font: 400 13px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  -webkit-text-size-adjust: 100%; text-align: start;
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p, ul, ol, dl, dd, pre, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
fieldset { border: 0; min-width: 0; }
code, pre, .chip, .node .label { font-family: var(--mono); font-size: 12px; }
code { overflow-wrap: anywhere; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
button:disabled { cursor: default; opacity: 0.55; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.countdown { font-variant-numeric: tabular-nums; color: var(--soft); }
.countdown.late { color: var(--no); font-weight: 600; }
.mark { width: 18px; height: 18px; flex: none; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; }

.launcher {
  position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; display: flex; align-items: center; gap: 8px; max-width: calc(100vw - 32px);
  padding: 8px 14px 8px 11px; border: 1px solid var(--edge); border-radius: 999px; background: var(--ground);
  box-shadow: 0 1px 2px rgb(0 0 0 / 0.12), 0 6px 20px rgb(0 0 0 / 0.14); font-weight: 550;
}
.launcher .mark { color: var(--soft); }
.launcher.signed-in .mark { color: var(--yes); }
.launcher.pending .mark { color: var(--maybe); }
.launcher.error .mark { color: var(--no); }
.launcher.shown { border-color: var(--maybe); color: var(--maybe); background: var(--maybeWash); }
.launcher.shown .mark, .launcher.shown .countdown { color: inherit; }
.frame { position: fixed; inset: 0; z-index: 2147482999; border: 3px solid var(--maybe); pointer-events: none; }
.launcher .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.launcher:hover { background: var(--raised); }

.panel {
  position: fixed; inset: auto 0 0 0; z-index: 2147483000; display: flex; flex-direction: column; max-height: calc(100vh - 24px);
  background: var(--ground); border-top: 1px solid var(--edge); box-shadow: 0 -8px 32px rgb(0 0 0 / 0.18);
}
.resizer { position: absolute; inset: -5px 0 auto 0; height: 10px; cursor: ns-resize; touch-action: none; z-index: 1; }
.resizer::after {
  content: ""; position: absolute; left: 50%; top: 7px; width: 36px; height: 3px; margin-left: -18px; border-radius: 2px; background: var(--edge);
  opacity: 0.6;
}
.resizer:hover::after, .resizer:focus-visible::after { opacity: 1; background: var(--accent); }
.top { display: flex; align-items: stretch; gap: 0 20px; min-height: 42px; padding: 0 12px 0 16px; border-bottom: 1px solid var(--line); background: var(--raised); }
.title { display: flex; align-items: center; gap: 8px; white-space: nowrap; min-width: 0; }
.title .mark { color: var(--accent); }
.title h2 { font-size: 13px; font-weight: 680; letter-spacing: -0.01em; }
.title .name { font-weight: 550; overflow: hidden; text-overflow: ellipsis; }
.tabs { display: flex; gap: 2px; flex: 1; overflow-x: auto; scrollbar-width: none; }
.tabs button {
  display: flex; align-items: center; gap: 6px; padding: 2px 11px 0; border: 0; border-bottom: 2px solid transparent; background: none;
  color: var(--soft); white-space: nowrap; font-weight: 500;
}
.tabs button:not([aria-selected="true"]):hover { color: var(--ink); }
.tabs button:focus-visible { outline-offset: -2px; border-radius: 6px; }
.tabs [aria-selected="true"] { color: var(--accent); border-bottom-color: var(--accent); font-weight: 620; }
.count {
  min-width: 18px; padding: 0 5px; border-radius: 9px; background: var(--sunken); color: var(--soft); font-size: 11px; line-height: 18px;
  text-align: center; font-variant-numeric: tabular-nums;
}
.close { flex: none; align-self: center; width: 28px; height: 28px; border: 0; border-radius: 7px; background: none; color: var(--soft); font-size: 20px; line-height: 1; }
.close:hover { background: var(--sunken); color: var(--ink); }
.body { flex: 1; min-height: 0; overflow: auto; padding: 16px; overscroll-behavior: contain; }
.body:focus-visible { outline-offset: -3px; }
.viewed {
  display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; padding: 6px 16px; border-bottom: 1px solid var(--line); color: var(--maybe);
  background: var(--maybeWash); border-left: 4px solid var(--maybe);
}
.viewed .soft { color: inherit; flex: 1; }
.viewed .names { font-family: var(--mono); font-size: 12px; }

@media (max-width: 720px) {
  .top { flex-wrap: wrap; padding: 6px 8px 0 12px; }
  .title { flex: 1; }
  .tabs { order: 3; flex-basis: 100%; min-height: 38px; }
  .body { padding: 12px; }
  .panel { max-height: calc(100vh - 48px); min-height: 62vh; }
  .resizer { display: none; }
  .viewed { padding: 6px 12px; }
  .viewed .names { flex: 1; }
  .viewed .soft { order: 1; flex-basis: 100%; }
}
`;

/** Everything that the panel looks like. Nothing in it is loaded from anywhere. */
export const STYLES = FRAME + TABS + PICTURE;

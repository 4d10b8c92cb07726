// The heights of a title and of a node are those that lines.tsx counts with.
export const PICTURE = `
.split.wide { grid-template-columns: minmax(0, 1fr) minmax(260px, 350px); }
.drawing { min-width: 0; }
.filter { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin: 0 2px 8px; }
.filter label { display: flex; gap: 7px; align-items: center; }
.board { display: grid; grid-template-columns: minmax(150px, 1fr) minmax(190px, 1.15fr) minmax(270px, 1.5fr); min-width: 0; overflow-x: auto; padding: 2px; }
.column { display: flex; min-width: 0; }
.names { flex: 1; min-width: 0; }
.names h3 { height: 34px; margin: 0; padding: 6px 0 0 2px; color: var(--soft); }
.names li { height: 38px; }
.lines { flex: none; width: clamp(44px, 26%, 120px); overflow: visible; }
.lines path { fill: none; stroke: var(--edge); stroke-width: 1.5; vector-effect: non-scaling-stroke; opacity: 0.75; }
.lines .deny { stroke: var(--no); stroke-dasharray: 4 3; }
.following .lines path { opacity: 0.18; }
.following .lines .near { stroke: var(--accent); stroke-width: 2.25; opacity: 1; }
.following .lines .deny.near { stroke: var(--no); }
.node {
  position: relative; display: flex; align-items: center; gap: 7px; width: 100%; height: 32px; padding: 0 10px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--ground); text-align: start;
}
.node:hover { border-color: var(--edge); }
.node .label { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 550; }
.node .note { flex: 0 1000 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; margin-left: auto; padding-left: 4px; color: var(--soft); font-size: 11px; white-space: nowrap; }
.node .note:empty { display: none; }
.node .dot { flex: none; width: 8px; height: 8px; border-radius: 50%; border: 1.5px solid var(--edge); }
.node.yes .dot { background: var(--yes); border-color: var(--yes); }
.node.no .dot { background: var(--no); border-color: var(--no); border-radius: 2px; }
.node.maybe .dot { background: var(--maybe); border-color: var(--maybe); }
.node.yes { background: var(--raised); }
.node.no { background: var(--noWash); }
.node.idle { border-style: dashed; }
.node.idle .label { color: var(--soft); font-weight: 400; }
.node.near { border-color: var(--accent); }
.node.shown { border-color: var(--accent); background: var(--wash); box-shadow: 0 0 0 1px var(--accent); }
.detail { display: grid; gap: 10px; min-width: 0; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); justify-items: start; }
.detail .answer { margin: 0; width: 100%; }
.detail .verdict .copy { margin-left: 0; flex-basis: 100%; }
.detail .facts { width: 100%; }
.detail h3 { margin: 0; font: 650 14px/1.4 var(--mono); overflow-wrap: anywhere; }
.detail .about:empty { display: none; }
.figure strong { font-size: 22px; font-weight: 660; letter-spacing: -0.02em; }
.legend { display: grid; gap: 6px; color: var(--soft); }
@media (forced-colors: active) {
  .node .dot, .rest, .rest > span { forced-color-adjust: none; }
  .lines path { stroke: CanvasText; }
  .following .lines .near { stroke: Highlight; }
  .node.shown, .node.near { outline: 2px solid Highlight; }
  .tabs [aria-selected="true"] { border-bottom-color: Highlight; }
}
@media print {
  .root { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .lines path { transition: opacity 0.15s, stroke 0.15s; }
  .node, .button { transition: border-color 0.12s, background-color 0.12s; }
}
@media (max-width: 1000px) {
  .split.wide { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 720px) {
  .board { grid-template-columns: 122px 132px 196px; padding-bottom: 10px; }
  .lines { width: 30px; }
  .node { padding: 0 7px; gap: 5px; }
  .node .label { font-size: 11px; }
  .node .note { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
}
`;

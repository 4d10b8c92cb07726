export const TABS = `
.button {
  padding: 3px 10px; border: 1px solid var(--edge); border-radius: 7px; background: var(--ground); font-size: 12px; font-weight: 520; white-space: nowrap;
}
.button:hover:not(:disabled) { background: var(--sunken); }
.button.primary { border-color: var(--accent); background: var(--accent); color: var(--onAccent); }
.button.primary:hover { background: var(--accent); filter: brightness(1.1); }
.copy { display: inline-flex; align-items: center; gap: 8px; color: var(--soft); }
.badge {
  display: inline-block; padding: 1px 8px; border-radius: 999px; font-size: 11.5px; font-weight: 600; white-space: nowrap; color: var(--soft);
  background: var(--sunken);
}
.badge.yes { color: var(--yes); background: var(--yesWash); }
.badge.no { color: var(--no); background: var(--noWash); }
.badge.maybe { color: var(--maybe); background: var(--maybeWash); }
.chips { display: flex; flex-wrap: wrap; gap: 4px; }
.chip { padding: 1px 7px; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); overflow-wrap: anywhere; }
.empty { padding: 8px 0; color: var(--soft); }
.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; margin-bottom: 10px; }
.below { margin-top: 20px; }
h3 { font-size: 12px; font-weight: 650; margin-bottom: 8px; }

.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 12px; align-items: stretch; }
.card { padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); min-width: 0; }
.card.wide { grid-column: 1 / -1; }
.card > h3, .below > h3 { color: var(--soft); }
.person { display: flex; align-items: center; gap: 12px; margin-bottom: 12px; }
.person > span:last-child { display: grid; min-width: 0; }
.person strong { font-size: 16px; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
.avatar {
  flex: none; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center; background: var(--wash); color: var(--accent);
  font-size: 17px; font-weight: 650;
}
.facts { display: grid; gap: 7px; }
.facts > div { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 10px; align-items: baseline; }
.facts dt { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; }
.digest { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.remaining { margin-bottom: 14px; }
.remaining .line { display: flex; justify-content: space-between; align-items: baseline; font-weight: 550; }
.remaining .countdown { font-size: 18px; font-weight: 620; color: var(--ink); letter-spacing: -0.01em; }
.remaining .countdown.late { color: var(--no); }
.rest { display: block; height: 6px; margin-top: 4px; border-radius: 3px; background: var(--line); overflow: hidden; }
.rest > span { display: block; height: 100%; border-radius: 3px; background: var(--accent); }
.rest.late > span { background: var(--no); }

.table { width: 100%; max-width: 1120px; border-collapse: collapse; }
.table th, .table td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: baseline; font-weight: 400; }
.table thead th { color: var(--soft); font-size: 12px; }
.table td { overflow-wrap: anywhere; }
.table tbody th { white-space: nowrap; width: 1%; padding-right: 24px; }
.table tbody th code { font-weight: 600; overflow-wrap: normal; }
.table .origin { width: 1%; white-space: nowrap; color: var(--soft); padding-right: 0; }
.table .differs { background: color-mix(in srgb, var(--maybeWash) 45%, transparent); }
.table .differs th { box-shadow: inset 3px 0 var(--maybe); padding-left: 10px; }

.ask label, .choice form label { display: block; font-weight: 600; font-size: 12px; margin-bottom: 4px; }
.ask .line, .choice .line { display: flex; flex-wrap: wrap; gap: 6px; }
.ask input, .choice input:not([type="checkbox"]), .filter input:not([type="checkbox"]) {
  flex: 1; min-width: 0; padding: 6px 10px; border: 1px solid var(--edge); border-radius: 7px; background: var(--ground); font-family: var(--mono);
  font-size: 12.5px;
}
.filter input:not([type="checkbox"]) { max-width: 260px; padding: 4px 9px; }
.ask input { max-width: 460px; flex-basis: 200px; }
.ask .button, .choice .line .button { padding: 6px 12px; }
::placeholder { color: var(--soft); opacity: 1; }
.answer { margin-top: 16px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; min-width: 0; max-width: 1120px; }
.ask + div .empty { margin-top: 8px; }
.verdict { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.verdict h3 { margin: 0; }
.verdict h3 code { font-size: 14px; font-weight: 650; }
.verdict .badge { font-size: 12.5px; padding: 2px 10px; }
.verdict .copy { margin-left: auto; }
.steps { display: flex; flex-wrap: wrap; gap: 6px 0; align-items: center; }
.steps li { padding: 3px 9px; border: 1px solid var(--line); border-radius: 7px; background: var(--raised); }
.steps li + li { margin-left: 22px; position: relative; }
.steps li + li::before { content: "→"; position: absolute; left: -18px; color: var(--soft); }
.kind { color: var(--soft); font-size: 11px; }
.steps li:last-child { border-color: var(--yes); }
.steps.deny li:last-child { border-color: var(--no); }
.rules { display: grid; gap: 5px; }
.rules li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 8px; }
.rules .lifted code { text-decoration: line-through; }
.asks { display: flex; flex-wrap: wrap; gap: 6px; }
.asks .button { font-family: var(--mono); white-space: normal; text-align: start; overflow-wrap: anywhere; }
summary { color: var(--soft); cursor: pointer; width: fit-content; }
details pre { margin-top: 8px; }
pre {
  padding: 10px 12px; border-radius: 8px; background: var(--sunken); white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; max-height: 420px;
  overflow: auto;
}

.split { display: grid; grid-template-columns: minmax(200px, 260px) minmax(0, 1fr); gap: 24px; align-items: start; }
.choice { display: grid; gap: 14px; justify-items: start; }
.choice fieldset { width: 100%; }
.choice form { width: 100%; }
.choice legend { font-weight: 600; font-size: 12px; margin-bottom: 4px; }
.choice fieldset label, .onpage { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; padding: 4px 0; }
.choice fieldset label > span:nth-child(2) { font-family: var(--mono); font-size: 12px; overflow-wrap: anywhere; }
input[type="checkbox"] { accent-color: var(--accent); width: 15px; height: 15px; margin: 0; flex: none; }
.onpage { padding: 8px 12px; margin-bottom: 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); font-weight: 550; }
.onpage .soft { font-weight: 400; }

.checks { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 3px 12px; margin-top: 10px; }
.tick { color: var(--yes); font-weight: 700; margin-right: 5px; }
.tick.bad { color: var(--no); }
.foot { margin-top: 12px; }

.findings { display: grid; gap: 12px; }
.findings li { display: grid; gap: 2px; }
.findings p { overflow-wrap: anywhere; }
.events li { display: grid; grid-template-columns: 64px 132px minmax(0, 1fr); gap: 4px 12px; align-items: baseline; padding: 5px 0; border-bottom: 1px solid var(--line); }
.events time { color: var(--soft); font-variant-numeric: tabular-nums; }
.events .badge { justify-self: start; }
.events li > span:last-child { overflow-wrap: anywhere; }

@media (max-width: 720px) {
  .split { grid-template-columns: minmax(0, 1fr); gap: 16px; }
  .table tbody th { white-space: normal; width: auto; min-width: 11em; padding-right: 12px; }
  .table tbody th code { overflow-wrap: anywhere; }
  .table .origin { white-space: normal; width: auto; }
  .events li { grid-template-columns: 60px minmax(0, 1fr); }
  .events li > span:last-child { grid-column: 1 / -1; }
  .verdict .copy { margin-left: 0; }
}
`;

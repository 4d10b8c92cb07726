// The script of the page of `claimgate matrix --html`: filter, one column alone, arrow keys, the reason behind a cell.

const at = (id) => document.getElementById(id);
const texts = JSON.parse(at("texts").textContent);
const table = document.querySelector("table");
const rows = [...document.querySelectorAll("tr.row")];
const parts = [...document.querySelectorAll("tbody")];

function show() {
  const words = at("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const differ = at("differ").checked;
  for (const row of rows) {
    row.hidden = (differ && "same" in row.dataset) || !words.every((word) => row.dataset.words.includes(word));
  }
  for (const part of parts) part.hidden = [...part.querySelectorAll("tr.row")].every((row) => row.hidden);
  const left = rows.filter((row) => !row.hidden).length;
  at("nothing").hidden = left > 0;
  at("shown").textContent = left === rows.length ? "" : `${left} of ${rows.length}`;
  if (at("only").value === "") delete table.dataset.only;
  else table.dataset.only = at("only").value;
}
at("controls").addEventListener("input", show);
at("controls").addEventListener("submit", (event) => event.preventDefault());

let chosen = null;
function choose(button) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = button;
  at("why").hidden = !button;
  if (!button) return;
  button.classList.add("chosen");
  at("why-title").textContent = button.getAttribute("aria-label");
  at("why-text").textContent = texts[Number(button.dataset.t)];
}
table.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) choose(button === chosen ? null : button);
});
at("close").addEventListener("click", () => {
  const last = chosen;
  choose(null);
  if (last) last.focus();
});

const visible = (element) => element.getClientRects().length > 0;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) return at("close").click();
  if (event.key === "/" && !event.target.matches("input, select")) {
    event.preventDefault();
    return at("filter").focus();
  }
  const step = STEPS[event.key];
  if (!step || !event.target.matches("td button")) return;
  event.preventDefault();
  const lines = rows.filter(visible).map((row) => [...row.querySelectorAll("button")].filter(visible));
  const line = lines.findIndex((each) => each.includes(event.target));
  const next = lines[line + step[0]]?.[lines[line].indexOf(event.target) + step[1]];
  if (next) focusOn(next);
});
function focusOn(button) {
  for (const other of table.querySelectorAll("button[tabindex='0']")) other.tabIndex = -1;
  button.tabIndex = 0;
  button.focus();
}
const first = table.querySelector("td button");
if (first) first.tabIndex = 0;
show();

/** The style of the page; what depends on a column is written out, since CSS cannot count. */
export function styleOf(columns: number): string {
  const each = Array.from({ length: columns }, (_, place) => {
    const lit = `table:has(.c${place}:hover) td.c${place}`;
    return `${lit}{background:var(--lit)}table[data-only="${place}"] .c:not(.c${place}){display:none}`;
  });
  return STYLE + each.join("");
}

const STYLE = `
:root{color-scheme:light dark;--ground:#f4f4f1;--card:#fff;--ink:#1d211f;--soft:#5b645f;--faint:#aab2ad;--line:#e2e5e2;--edge:#c3cac5;--lit:#f1f5f2;
--accent:#1f5c45;--yes:#17603f;--yes-ground:#d9efe3;--deny:#9b1c1c;--deny-ground:#fbe3e1;--some:#7a4b00;--some-ground:#fcebc8;--go:#1c4f8c;--go-ground:#e0ebf9;
--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{--ground:#111412;--card:#181c1a;--ink:#e8ece9;--soft:#9fa9a3;--faint:#59635d;--line:#272d2a;--edge:#3b4540;--lit:#202623;
--accent:#7fd1ac;--yes:#8fdcb6;--yes-ground:#17392a;--deny:#ffb0a8;--deny-ground:#471f1d;--some:#f3c76d;--some-ground:#3f3112;--go:#a5c8f5;--go-ground:#1b314d}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;height:100dvh;display:flex;flex-direction:column;gap:.75rem;padding:1.25rem clamp(.75rem,2.5vw,2.5rem) .9rem;background:var(--ground);color:var(--ink);
font:.95rem/1.4 system-ui,-apple-system,"Segoe UI",sans-serif}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem 1.25rem}
h1{margin:0;font-size:1.55rem;line-height:1.2;letter-spacing:-.02em}
.meta{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:0;color:var(--soft);font-size:.86rem}
code{font-family:var(--mono);font-size:.92em}
.controls{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin:0;font-size:.9rem}
.filter{flex:1 1 15rem;max-width:26rem}
input[type=search],select{width:100%;padding:.5rem .7rem;border:1px solid var(--edge);border-radius:8px;background:var(--card);color:inherit;font:inherit}
.only{display:flex;align-items:center;gap:.5rem}.only select{max-width:14rem}
.differ{display:flex;align-items:center;gap:.4rem;cursor:pointer}.differ input{width:1.05rem;height:1.05rem;margin:0;accent-color:var(--accent)}
output{color:var(--soft)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.frame{flex:0 1 auto;min-height:9rem;overflow:auto;align-self:flex-start;max-width:100%;background:var(--card);border:1px solid var(--line);border-radius:12px;box-shadow:0 1px 2px #0000000a,0 8px 24px #0000000a}
table{border-collapse:separate;border-spacing:0}
thead td,thead th{position:sticky;z-index:2;background:var(--card)}
.kinds>*{top:0;height:1.9rem}.names>*{top:1.9rem;border-bottom:1px solid var(--edge)}
.kind{padding:.5rem .6rem 0;text-align:left;color:var(--soft);font-size:.7rem;font-weight:600;letter-spacing:.07em;text-transform:uppercase;white-space:nowrap}
.names th{padding:.3rem 0 .7rem;vertical-align:bottom;font-size:.88rem;font-weight:600}
.names span{display:inline-block;max-height:11rem;overflow:hidden;writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;white-space:nowrap}
.names wbr{display:none}
thead .corner{left:0;z-index:3}
.part th{position:sticky;top:0;padding:1.1rem 1rem .35rem;text-align:left;font-size:.98rem;border-bottom:1px solid var(--line)}
.part span{position:sticky;left:1rem}
.row th{position:sticky;left:0;z-index:1;width:21rem;min-width:15rem;max-width:24rem;padding:.42rem 1.25rem .42rem 1rem;background:var(--card);text-align:left;font-weight:500;border-bottom:1px solid var(--line)}
.row th code{overflow-wrap:anywhere}.row small{display:block;color:var(--soft);font-size:.82rem;font-weight:400;line-height:1.3}
i{font-style:normal;color:var(--some)}
.row td{min-width:3rem;padding:.2rem;text-align:center;border-bottom:1px solid var(--line)}
.row:has(+.opens)>*{border-bottom-color:var(--edge)}
tbody>tr:last-child>*{border-bottom:0}
td.edge,th.edge{border-left:1px solid var(--line)}
.row:hover th,.row:hover td{background:var(--lit)}
td button,.mark{display:inline-grid;place-items:center;width:2.1rem;height:2.1rem;padding:0;border:0;border-radius:8px;background:none;color:var(--faint);font:600 1rem/1 system-ui,sans-serif}
td button{cursor:pointer}td button:hover,.chosen{box-shadow:inset 0 0 0 2px currentColor}
.mark{flex:none;width:1.5rem;height:1.5rem;border-radius:6px;font-size:.85rem}
.yes{background:var(--yes-ground)!important;color:var(--yes)!important}.deny{background:var(--deny-ground)!important;color:var(--deny)!important}
.some,.scope{background:var(--some-ground)!important;color:var(--some)!important}.step-up,.sign-in{background:var(--go-ground)!important;color:var(--go)!important}
.nothing{margin:0;padding:1.5rem 2rem;color:var(--soft)}
footer{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;color:var(--soft);font-size:.85rem}
footer ul{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:0;padding:0;list-style:none}footer li{display:flex;align-items:center;gap:.4rem;white-space:nowrap}
footer p{margin:0;align-self:center}
aside{position:fixed;z-index:9;right:1.25rem;bottom:1.25rem;width:min(38rem,calc(100vw - 2.5rem));max-height:60dvh;overflow:auto;padding:1rem 1.1rem;background:var(--card);
border:1px solid var(--edge);border-radius:12px;box-shadow:0 12px 40px #0003}
aside h2{margin:0 2.2rem .5rem 0;font-size:1rem}aside pre{margin:0;font:.83rem/1.55 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere;color:var(--soft)}
#close{position:absolute;top:.6rem;right:.6rem;width:2rem;height:2rem;border:0;border-radius:8px;background:none;color:inherit;font-size:.9rem;cursor:pointer}#close:hover{background:var(--lit)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (min-width:900px){.level .names span{writing-mode:horizontal-tb;transform:none;padding:0 .75rem}.level .names th{padding-top:0}}
@media (max-width:640px){
body{padding:.8rem .7rem .6rem;gap:.55rem}h1{font-size:1.25rem}.meta{font-size:.78rem;gap:.1rem .7rem}.meta span:last-child{display:none}
.filter{flex-basis:100%;max-width:none}.row th{width:44vw;min-width:44vw;max-width:44vw;padding:.4rem .6rem;font-size:.84rem}.row small{font-size:.76rem}
.part th{padding:.9rem .6rem .3rem}.part span{left:.6rem}.row td{min-width:2.75rem}
.only select{max-width:9.5rem}.controls{gap:.5rem .8rem}.names span{max-height:8rem}footer{flex-wrap:nowrap;overflow-x:auto}footer ul{flex-wrap:nowrap}footer p{display:none}aside{right:.5rem;bottom:.5rem;width:calc(100vw - 1rem)}}
@media print{
@page{margin:12mm}:root{color-scheme:light;--card:#fff;--ground:#fff;--ink:#000;--soft:#444;--faint:#999;--line:#ccc;--edge:#888;--lit:#fff;--yes:#064;--yes-ground:#e3f4ea;--deny:#900;
--deny-ground:#fbe3e1;--some:#640;--some-ground:#fcebc8;--go:#036;--go-ground:#e0ebf9}
body{height:auto;display:block;padding:0;font-size:9pt}.controls,aside,footer p{display:none!important}.frame{overflow:visible;border:0;box-shadow:none;margin:.6rem 0}
thead td,thead th,.row th,.part th{position:static}.row{break-inside:avoid}td button{width:1.6rem;height:1.4rem}.row th{padding:.15rem .5rem;min-width:0}
.yes,.deny,.some,.scope,.step-up,.sign-in{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;

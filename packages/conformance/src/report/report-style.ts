/** The style sheet of the HTML report: light and dark by the reader's setting, and as narrow as a phone. */
export const reportStyle: string = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --dim: #59636e; --line: #d1d9e0; --box: #f6f8fa;
  --good: #1a7f37; --bad: #cf222e; --bar: #0969da; }
@media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --ink: #e6edf3; --dim: #9198a1; --line: #3d444d;
  --box: #151b23; --good: #3fb950; --bad: #f85149; --bar: #4493f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 68rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0.5rem 0; font-size: 1.5rem; } h2 { margin: 2.2rem 0 0.6rem; font-size: 1.2rem; }
h3 { margin: 1.2rem 0 0.3rem; font-size: 1rem; }
h1, h2, h3, p, li { overflow-wrap: anywhere; }
.verdict { font-size: 1.1rem; font-weight: 600; }
.good { color: var(--good); } .bad { color: var(--bad); } .dim { color: var(--dim); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
thead th { color: var(--dim); font-weight: 500; } tbody th { font-weight: 500; }
tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15rem 1rem; margin: 0; }
dt { color: var(--dim); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
pre, code { font: 13px/1.45 ui-monospace, monospace; }
pre { margin: 0.4rem 0; padding: 0.7rem 0.9rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px;
  background: var(--box); }
dd pre { margin: 0; padding: 0.1rem 0.5rem; }
article { margin: 0 0 1.4rem; padding-left: 0.9rem; border-left: 3px solid var(--bad); }
article .reason { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1rem 2rem; }
figure { margin: 0; min-width: 0; overflow-x: auto; } figcaption { font-weight: 500; }
svg { display: block; }
svg text { fill: var(--ink); font: 11px system-ui, sans-serif; text-anchor: middle; }
svg .bound, svg .unit { fill: var(--dim); } svg .unit { text-anchor: start; }
svg line { stroke: var(--line); } svg .exact { fill: var(--good); } svg .off { fill: var(--bar); }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: 0.4rem; } }
`.trim();

/** The CSS that pages share: colours as variables, tables that scroll by themselves where a screen is narrow. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --back: #ffffff; --text: #1f2328; --dim: #59636e; --line: #d1d9e0; --band: #f6f8fa;
  --good: #116329; --bad: #b3261e; --warn: #7d4e00; --accent: #0550ae;
  --added: #dafbe1; --removed: #ffebe9; --changed: #fff8c5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --text: #e6edf3; --dim: #9198a1; --line: #3d444d; --band: #151b23;
    --good: #57c765; --bad: #ff8a80; --warn: #e3b341; --accent: #78b6ff;
    --added: #12361f; --removed: #4a1c1c; --changed: #3a2f0b;
  }
}
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.35rem; line-height: 1.3; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
.dim { color: var(--dim); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.warn { color: var(--warn); }
.best, .strong { font-weight: 700; }
.best::before { content: "★ "; color: var(--good); }
.added { color: var(--good); }
.removed { color: var(--bad); }
.wide { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--dim); padding-bottom: .25rem; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td { max-width: 40rem; overflow-wrap: break-word; }
thead th { color: var(--dim); font-weight: 500; white-space: nowrap; }
tbody th { font-weight: 500; position: sticky; left: 0; background: var(--back); overflow-wrap: break-word; }
.right { text-align: right; white-space: nowrap; }
pre { overflow-x: auto; background: var(--band); padding: .75rem; font: 13px/1.45 ui-monospace, monospace; }
pre .added, pre .removed { color: inherit; background: var(--added); }
pre .removed { background: var(--removed); }
picture, img { display: block; max-width: 100%; height: auto; margin: .5rem 0; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 500; }
code { font: .92em ui-monospace, monospace; }
@media print { main { max-width: none; } .wide { overflow: visible; } }
`;

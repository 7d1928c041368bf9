/** The CSS of pages of plots, besides the shared one. */
export const PLOT_STYLE = `main { max-width: 110rem; padding-bottom: 3rem; }
h1 { margin: .25rem 0 0; }
.bar { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center;
  margin: .75rem -1rem 0; padding: .5rem 1rem; background: var(--back); border-bottom: 1px solid var(--line); }
.bar label { display: inline-flex; gap: .5rem; align-items: center; }
.bar output { min-width: 2.6em; color: var(--dim); font-variant-numeric: tabular-nums; }
.bar input[type=range] { width: min(11rem, 40vw); accent-color: var(--accent); }
.bar input[type=checkbox] { accent-color: var(--accent); }
.choice { display: inline-flex; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
button { font: inherit; color: inherit; background: none; border: 0; padding: .2rem .65rem; cursor: pointer; }
.choice button + button { border-left: 1px solid var(--line); }
.choice button[aria-pressed=true] { background: var(--accent); color: var(--back); }
button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.runs { display: flex; flex-wrap: wrap; gap: .25rem .4rem; margin: .75rem 0; max-height: 9.5rem; overflow-y: auto; }
.runs button { display: inline-flex; align-items: center; gap: .4rem; max-width: 100%; border: 1px solid var(--line);
  border-radius: 1rem; padding: .05rem .6rem .05rem .5rem; font-size: .87rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.runs button[aria-pressed=false] { color: var(--dim); opacity: .55; text-decoration: line-through; }
.runs svg { flex: none; }
.runs button.plain, .bar > button { border: 0; color: var(--accent); }
.axes { margin: .3rem 0; max-height: 7rem; }
.axes button[aria-pressed=false] { text-decoration: none; border-style: dashed; }
.bar + .grid { margin-top: .75rem; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .5rem .4rem; min-width: 0; }
.card h2 { margin: 0 .4rem; font-size: 1rem; overflow-wrap: anywhere; }
.card h2 small { font-weight: 400; color: var(--dim); margin-left: .4rem; }
.card p { margin: 0 .4rem; font-size: .82rem; color: var(--dim); }
.card.broad { grid-column: 1 / -1; }
.chart { height: 19rem; touch-action: pan-y; }
.keys { display: flex; flex-wrap: wrap; gap: .3rem .9rem; margin: .2rem .4rem 0; font-size: .87rem; color: var(--dim); }
.keys label { display: inline-flex; gap: .35rem; align-items: center; min-width: 0; }
select { font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--line); border-radius: 6px;
  padding: .1rem .3rem; max-width: 13rem; min-width: 0; }
.tip { font-size: 12px; line-height: 1.45; max-width: min(22rem, 80vw); }
.tip div { display: flex; gap: .5rem; white-space: nowrap; }
.tip span { overflow: hidden; text-overflow: ellipsis; }
.tip b { margin-left: auto; padding-left: .8rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tip i { flex: none; width: .7em; height: .7em; margin-top: .35em; border-radius: 50%; }
@media (max-width: 34rem) { main { padding: .75rem; } .bar { margin-inline: -.75rem; padding-inline: .75rem; } }
@media print { .bar, .keys { display: none; } }
`;

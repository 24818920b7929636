/** The page of the dashboard: its document, its style, its policy. */

/**
 * The Content-Security-Policy: everything comes from this server. plotly.js makes an empty style element and fills it through
 * the object model, hence the hash of nothing.
 */
export const DASHBOARD_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The document; rows come from the server. */
export const DASHBOARD_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>dawnlab runs</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/tabulator.css">
<link rel="stylesheet" href="/dashboard.css">
</head>
<body>
<header>
<h1>Runs</h1>
<label>Filter <input id="filter" type="search" placeholder="dawn lambda=0.2 success&gt;0.5" autocomplete="off" spellcheck="false"></label>
<label>Group by <select id="group"><option value="">nothing</option></select></label>
<output id="count">reading …</output>
</header>
<p id="fault" role="alert" hidden></p>
<main>
<section aria-label="Runs"><div id="runs"></div>
<p class="hint">Click runs to draw them; hold Shift or Ctrl for several. <button id="all" type="button">Select all shown</button> <button id="none" type="button">Select none</button></p></section>
<section aria-label="Curves">
<div class="controls">
<label>Curve <select id="quantity"><option>success</option></select></label>
<label>over <select id="axis"><option value="chunks">chunks</option><option value="primitiveSteps">primitive steps</option><option value="updates">updates</option><option value="seconds">seconds</option></select></label>
<label>colour <select id="colour"></select></label>
<label>smoothing <input id="smoothing" type="range" min="0" max="0.95" step="0.05" value="0"><output id="smooth">off</output></label>
</div>
<div id="curves" role="img" aria-label="Curves of the selected runs"></div>
<p id="cut" class="hint" hidden></p>
<h2>What differs</h2>
<div id="settings"><p class="hint">Select two runs or more.</p></div>
</section>
</main>
<script src="/plotly.js"></script>
<script src="/dashboard.js"></script>
</body>
</html>
`;

/** Light and dark, wide and narrow. */
export const DASHBOARD_STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--quiet:#59636e;--line:#d9dee4;--ground:#fff;--soft:#f3f6f9;--accent:#1f5fa8;--chosen:#dbe9f8;--fault:#a3271b}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7ea;--quiet:#a3abb4;--line:#39414a;--ground:#15191e;--soft:#1f252c;--accent:#7db4f0;--chosen:#24405f;--fault:#f0948a}}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--ground);font:14px/1.45 system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:center;padding:.6rem 1rem;border-bottom:1px solid var(--line)}
h1{font-size:1.15rem;margin:0}h2{font-size:1rem;margin:1rem 0 .4rem}
input,select,button{font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--quiet);border-radius:4px;padding:.2rem .45rem;max-width:100%}
#filter{width:min(26rem,90vw)}button{color:var(--accent);cursor:pointer}
main{display:grid;grid-template-columns:minmax(0,11fr) minmax(0,9fr);gap:1rem;padding:1rem}
section{min-width:0}.controls{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center}
#count,.hint{color:var(--quiet)}#fault{margin:.5rem 1rem;color:var(--fault)}[hidden]{display:none!important}
#runs{height:calc(100vh - 11rem);min-height:18rem}#curves{height:26rem}
#smooth{display:inline-block;min-width:2.6em;text-align:right}
#settings{overflow-x:auto}#settings table{border-collapse:collapse}#settings td,#settings th{text-align:left;padding:.2rem .7rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.tabulator{background:var(--ground);border:1px solid var(--line);font-size:13px}
.tabulator .tabulator-header,.tabulator .tabulator-header .tabulator-col{background:var(--soft);color:var(--ink);border-color:var(--line)}
.tabulator .tabulator-tableholder .tabulator-table{background:var(--ground);color:var(--ink)}
.tabulator-row,.tabulator-row.tabulator-row-even{background:var(--ground);color:var(--ink);border-color:var(--line);cursor:pointer}
.tabulator-row.tabulator-selected,.tabulator-row.tabulator-selectable:hover,.tabulator-row.tabulator-selected:hover{background:var(--chosen);color:var(--ink)}
.tabulator-row .tabulator-cell{border-color:var(--line)}
.tabulator-row.tabulator-group span{color:inherit}.tabulator-row.tabulator-group{background:var(--soft);color:var(--ink);border-color:var(--line);font-weight:600}
.tabulator .tabulator-placeholder .tabulator-placeholder-contents{color:var(--quiet)}
.state-diverged,.state-crashed{color:var(--fault);font-weight:600}.state-running{color:var(--accent);font-weight:600}.state-unfinished{color:var(--quiet);font-style:italic}
@media(max-width:60rem){main{grid-template-columns:minmax(0,1fr);padding:.6rem}#runs{height:24rem}#curves{height:20rem}}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
`;

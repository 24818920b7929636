/** The style of a published page, on screen and on paper. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const STYLE = `
:root{--ink:#1d2733;--quiet:#66707c;--line:#d9dee4;--code:#f6f8fa;--accent:#2f6fb7}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:16px/1.6 system-ui,sans-serif}
main{max-width:58rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1,h2,h3{line-height:1.25;margin:1.6em 0 .5em}h1{font-size:1.9rem}h2{font-size:1.4rem}h3{font-size:1.1rem}
a{color:var(--accent)}img,svg{max-width:100%}
pre{overflow:auto;margin:.4rem 0;font:13px/1.5 ui-monospace,monospace}
:not(pre)>code{background:var(--code);padding:.1em .3em;border-radius:3px;font-size:.88em}
.source,.markdown pre{background:var(--code);border-radius:6px;padding:.7rem .9rem}
.code{position:relative}.number{position:absolute;right:100%;top:.7rem;margin-right:.5rem;color:#9aa4ae;user-select:none;font:12px/1.6 ui-monospace,monospace}
.output{margin:.5rem 0;padding:0 .9rem;overflow-x:auto}.figure{padding:0;overflow-y:hidden}
.formula{display:block;overflow-x:auto;overflow-y:hidden}
.stderr{background:#fdf0ee;border-radius:6px;padding:.6rem .9rem}
table{border-collapse:collapse}.markdown table{display:block;overflow-x:auto}td,th{padding:.25rem .8rem;border-bottom:1px solid var(--line);text-align:left}
#verdicts{font-size:.85rem;line-height:1.45}#verdicts td,#verdicts th{padding:.3rem .5rem;vertical-align:top}#verdicts td:nth-child(-n+2){white-space:nowrap}
blockquote{margin:1em 0;padding:.1em 1em;border-left:4px solid var(--line);color:var(--quiet)}
article{border-top:2px solid var(--line);margin-top:2.5rem;padding-top:.5rem}
.elsewhere{border-bottom:1px dotted var(--quiet)}.footnotes{font-size:.85rem;color:var(--quiet)}.footnotes-sep{border:0;border-top:1px solid var(--line);width:8rem;margin:1.5rem 0 .5rem}
.footnote-ref a,.footnote-backref{text-decoration:none}
nav ul{list-style:none;padding-left:1.1rem;margin:.2rem 0}nav>ul{padding:0}nav a{text-decoration:none}
.provenance{margin-top:2rem;color:var(--quiet);font-size:.8rem;line-height:1.5}
@media(max-width:62rem){.number{display:none}}
@media print{
body{font-size:10.5pt}main{max-width:none;padding:0}
pre{white-space:pre-wrap;overflow:visible;overflow-wrap:anywhere}.output,.formula{overflow:visible}.markdown table{display:table}
article{break-before:page;border:0}h1,h2,h3{break-after:avoid}.figure,.dawnlab-notice,table,img{break-inside:avoid}
#verdicts td:nth-child(-n+2){white-space:normal;overflow-wrap:anywhere}#verdicts{font-size:7.5pt}
.modebar,.number{display:none}
}`;

/**
 * The style sheet of a published page.
 *
 * @returns CSS, the colours of highlighted code included
 */
export function pageStyle(): string {
  const highlight = createRequire(import.meta.url).resolve('highlight.js/styles/github.css');
  return `${readFileSync(highlight, 'utf8')}${STYLE}`;
}

/** The style of published pages: on screen, in the dark, on a phone and on paper. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--quiet:#59636e;--line:#d9dee4;--ground:#fff;--code:#f6f8fa;--accent:#1f5fa8;--fault:#fdf0ee}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--ground);font:16px/1.6 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:58rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1,h2,h3{line-height:1.25;margin:1.6em 0 .5em}h1{font-size:1.9rem}h2{font-size:1.4rem}h3{font-size:1.1rem}
a{color:var(--accent)}img,svg{max-width:100%}
pre{overflow:auto;margin:.4rem 0;font:13px/1.5 ui-monospace,monospace}
:not(pre)>code{background:var(--code);padding:.1em .3em;border-radius:3px;font-size:.88em}
.source,.markdown pre{background:var(--code);border-radius:6px;padding:.7rem .9rem}
.code{position:relative}.number{position:absolute;right:100%;top:.7rem;margin-right:.5rem;color:var(--quiet);user-select:none;font:12px/1.6 ui-monospace,monospace}
summary{cursor:pointer;color:var(--quiet);font-size:.9rem}
.output{margin:.5rem 0;padding:0 .9rem;position:relative;overflow-x:auto}.figure{padding:0;overflow-y:hidden}
.figure figcaption{display:flex;gap:.4rem;font-size:.8rem;color:var(--quiet)}figcaption a{border:1px solid var(--line);border-radius:4px;padding:.1rem .6rem;text-decoration:none}
.formula{display:block;position:relative;overflow-x:auto;overflow-y:hidden}
.stderr{background:var(--fault);border-radius:6px;padding:.6rem .9rem}
table{border-collapse:collapse}.markdown table{display:block;position:relative;overflow-x:auto}td,th{padding:.25rem .8rem;border-bottom:1px solid var(--line);text-align:left}
#verdicts{font-size:.85rem;line-height:1.45}#verdicts td,#verdicts th{padding:.3rem .5rem;vertical-align:top}#verdicts td:nth-child(-n+2){white-space:nowrap}
blockquote{margin:1em 0;padding:.1em 1em;border-left:4px solid var(--line);color:var(--quiet)}
article{border-top:2px solid var(--line);margin-top:2.5rem;padding-top:.5rem}
.elsewhere{border-bottom:1px dotted var(--quiet)}.footnotes{font-size:.85rem;color:var(--quiet)}.footnotes-sep{border:0;border-top:1px solid var(--line);width:8rem;margin:1.5rem 0 .5rem}
.footnote-ref a,.footnote-backref{text-decoration:none}
nav ul{list-style:none;padding-left:1.1rem;margin:.2rem 0}nav>ul{padding:0}nav a{text-decoration:none}
.provenance{margin-top:2rem;color:var(--quiet);font-size:.8rem;line-height:1.5}
.top{border-bottom:1px solid var(--line);font-size:.9rem}.top>div{max-width:58rem;margin:0 auto;padding:.6rem 1.25rem;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center}
.top ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:0;padding:0}.top [aria-current]{font-weight:600;color:var(--ink)}
.top input{font:inherit;max-width:14rem;width:100%;padding:.2rem .5rem;border:1px solid var(--quiet);border-radius:4px;background:var(--ground);color:var(--ink)}
.find{position:relative;margin-left:auto}#found{position:absolute;right:0;z-index:9;display:block;width:min(24rem,90vw);margin:.2rem 0;padding:.5rem .8rem;background:var(--ground);border:1px solid var(--line);border-radius:6px}#found[hidden]{display:none}#found li{display:block;padding:.15rem 0}
button{font:inherit;color:var(--accent);background:none;border:1px solid var(--line);border-radius:4px;padding:.1rem .6rem;cursor:pointer}
.term{position:relative;border-bottom:1px dotted var(--quiet);cursor:help}
.term>span{display:none;position:absolute;left:0;top:1.5em;z-index:8;width:max-content;max-width:min(20rem,80vw);padding:.4rem .6rem;background:var(--ground);color:var(--ink);border:1px solid var(--quiet);border-radius:6px;font:400 .85rem/1.45 system-ui,sans-serif}
.term:hover>span,.term:focus>span{display:block}
@media(max-width:62rem){.number{display:none}}
@media(max-width:30rem){main{padding:1rem .9rem 3rem}h1{font-size:1.5rem}.find{margin-left:0;width:100%}.top input{max-width:none}#found{left:0;right:auto}.output{padding:0}}
@media print{
:root{color-scheme:light}body{font-size:10.5pt}main{max-width:none;padding:0}.top,.modebar,.number,button,input,.take,.contents,figcaption{display:none!important}.term>span{display:none!important}.term{border:0}
pre{white-space:pre-wrap;overflow:visible;overflow-wrap:anywhere}.output,.formula{overflow:visible}.markdown table{display:table}
article{break-before:page;border:0}h1,h2,h3,summary{break-after:avoid}summary{break-inside:avoid}.provenance{break-before:avoid;margin-top:.6rem}.source,.figure,.dawnlab-notice,img{break-inside:avoid}tr{break-inside:avoid}
#verdicts td,#verdicts th{overflow-wrap:anywhere}#verdicts td:nth-child(-n+2){white-space:normal}#verdicts{font-size:7.5pt}
}`;

/** Only on a screen: paper is white. */
const DARK = `
:root{--ink:#e4e7ea;--quiet:#a3abb4;--line:#39414a;--ground:#15191e;--code:#1f252c;--accent:#7db4f0;--fault:#3a1f1c;--dawnlab-good:#7fd3a4;--dawnlab-bad:#f0948a;--dawnlab-open:#e0b860}
`;

const REDUCED =
  '@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important;scroll-behavior:auto!important}}';

const highlightStyle = (name: string) => readFileSync(require.resolve(`highlight.js/styles/${name}.css`), 'utf8');

/**
 * The style sheet of a published page.
 *
 * @returns CSS, the colours of highlighted code included
 */
export function pageStyle(): string {
  const dark = `@media screen and (prefers-color-scheme:dark){${DARK}${highlightStyle('github-dark')}}`;
  return `${highlightStyle('github')}${STYLE}${dark}${REDUCED}`;
}

/** The script of a page of a site. It makes no request, and works from a file and under a strict Content-Security-Policy. */

import { keepDrawn } from './keepDrawn.js';
import { openForPaper } from './openForPaper.js';
import { searchBox } from './searchBox.js';
import { styleThroughObjectModel } from './styleThroughObjectModel.js';

function codeButton(): void {
  const button = document.querySelector<HTMLButtonElement>('#code');
  if (!button) return;
  const folded = document.querySelectorAll<HTMLDetailsElement>('details.folded');
  button.hidden = folded.length === 0;
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-pressed') !== 'true';
    for (const details of folded) details.open = open;
    button.setAttribute('aria-pressed', String(open));
    button.textContent = open ? 'Hide code' : 'Show code';
  });
}

styleThroughObjectModel();
openForPaper();
codeButton();
searchBox();
void keepDrawn();

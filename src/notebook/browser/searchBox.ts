/** Search over the pages of a site, within the page: the index is loaded when somebody looks for something. */

import MiniSearch from 'minisearch';
import { SEARCH_OPTIONS, type SearchIndex, type SearchSection } from './searchOptions.js';

/** Most sections that are shown. */
const MOST = 12;

/** Makes the page's search box work; without one, nothing. */
export function searchBox(): void {
  const box = document.querySelector<HTMLInputElement>('#search');
  const list = document.querySelector<HTMLElement>('#found');
  if (!box || !list) return;
  let search: Promise<MiniSearch<SearchSection>> | undefined;
  const load = () => {
    search ??= loadIndex(box.dataset.index!);
    return search;
  };
  box.addEventListener('focus', load);
  box.addEventListener('input', async () => showFound(list, box.value, await load()));
}

function showFound(list: HTMLElement, query: string, search: MiniSearch<SearchSection>): void {
  const found = query.trim() ? search.search(query, { prefix: true, fuzzy: 0.2, boost: { title: 2 } }) : [];
  const items = found.slice(0, MOST).map(({ id, title, page }) => {
    const link = document.createElement('a');
    link.href = id;
    link.textContent = `${page}: ${title}`;
    const item = document.createElement('li');
    item.append(link);
    return item;
  });
  list.replaceChildren(...items);
  list.hidden = !query.trim();
  if (query.trim() && items.length === 0) list.textContent = 'Nothing found.';
}

/** A script and not a request: a page opened from a file may not make any. */
function loadIndex(address: string): Promise<MiniSearch<SearchSection>> {
  return new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => {
      const { dawnlabSearch } = globalThis as unknown as { readonly dawnlabSearch: SearchIndex };
      done(MiniSearch.loadJS<SearchSection>(dawnlabSearch as never, SEARCH_OPTIONS));
    };
    script.onerror = () => fail(new Error(`The index of the search, ${address}, is missing.`));
    document.head.append(script);
  });
}

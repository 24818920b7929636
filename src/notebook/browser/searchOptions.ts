/** What is searched: shared by who makes the index and by the page. */

/** A section of a page. */
export interface SearchSection {
  /** Its address from any page of the site. */
  readonly id: string;
  /** Title of its page. */
  readonly page: string;
  /** Its heading. */
  readonly title: string;
  readonly text: string;
}

/** The index as it is kept, in minisearch's own form. */
export type SearchIndex = object;

/** How minisearch treats a section. */
export const SEARCH_OPTIONS = { fields: ['title', 'text'], storeFields: ['page', 'title'] };

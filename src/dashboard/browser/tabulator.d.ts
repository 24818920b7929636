/** The part of Tabulator that the dashboard uses. */
declare module 'tabulator-tables' {
  export interface RowComponent<Row> {
    getData(): Row;
  }
  export interface GroupComponent {
    getKey(): unknown;
  }
  export interface Column {
    readonly title: string;
    readonly field: string;
    readonly sorter?: string;
    readonly hozAlign?: 'left' | 'right';
    readonly width?: number;
    readonly formatter?: (cell: { getValue(): unknown; getElement(): HTMLElement }) => string;
    readonly mutator?: (value: unknown, data: object) => unknown;
  }
  export class TabulatorFull<Row extends object> {
    constructor(
      element: HTMLElement,
      options: Readonly<Record<string, unknown>> & { readonly columns: readonly Column[] },
    );
    on(event: string, listener: (...args: never[]) => void): void;
    setData(rows: readonly Row[]): Promise<void>;
    updateOrAddData(rows: readonly Row[]): Promise<void>;
    setFilter(filter: (row: Row) => boolean): void;
    clearFilter(isHeaderToo: boolean): void;
    setGroupBy(group: ((row: Row) => unknown) | false): void;
    setGroupHeader(header: (value: unknown, count: number, rows: readonly Row[]) => string): void;
    getSelectedData(): Row[];
    getDataCount(range: 'active'): number;
    selectRow(range?: 'active'): void;
    deselectRow(): void;
  }
}

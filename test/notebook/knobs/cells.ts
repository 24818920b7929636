/** A notebook's code cells as programs: what each declares and uses, its knob cell, and that cell with a knob turned. */

import ts from 'typescript';
import { setKnob } from '../../../src/notebook/document/setKnobs.js';
import { readNotebook } from '../../../src/notebook/index.js';

/** A code cell. */
export interface Cell {
  readonly id: string;
  readonly source: string;
  /** Names that it gives to later cells. */
  readonly declares: readonly string[];
  /** Every identifier in it that may name what a cell declared. */
  readonly uses: ReadonlySet<string>;
}

const parse = (source: string) => ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);

/** The names that a binding makes: `a`, or all of `{ a, b }` and `[a, b]`. */
function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

const declarationsOf = (statement: ts.Statement) =>
  ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [];

/** Whether an identifier names a property, and so nothing that a cell declares. */
function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  const isAccess = ts.isPropertyAccessExpression(parent) && parent.name === node;
  return isAccess || ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node);
}

function cellOf(id: string, source: string): Cell {
  const file = parse(source);
  const declares = file.statements.flatMap((statement) => [
    ...declarationsOf(statement).flatMap(({ name }) => namesOf(name)),
    ...(ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : []),
  ]);
  const uses = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isProperty(node)) uses.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { id, source, declares, uses };
}

/** The code cells of a notebook, in order. */
export function codeCells(path: string): Cell[] {
  const { cells } = readNotebook(path);
  const code = cells.filter(({ cell_type }) => cell_type === 'code');
  return code.map(({ id = '', source }) => cellOf(id, [source].flat().join('')));
}

/** Whether a cell trains, whatever its reader does: exercises train only what was answered. */
export function isTraining({ id, uses }: Cell): boolean {
  return (uses.has('trainLive') || uses.has('trainSideBySide')) && !/imports|exercise/.test(id);
}

/** The cells that some of them need, and these, in order: of several that declare a name the last one before counts. */
export function neededCells(cells: readonly Cell[], wanted: (cell: Cell) => boolean): Cell[] {
  const needed = new Set<Cell>();
  const take = (cell: Cell): void => {
    if (needed.has(cell)) return;
    needed.add(cell);
    const before = cells.slice(0, cells.indexOf(cell)).toReversed();
    for (const name of cell.uses) {
      const source = before.find(({ declares }) => declares.includes(name));
      if (source) take(source);
    }
  };
  cells.filter(wanted).forEach(take);
  return cells.filter((cell) => needed.has(cell));
}

/** The names that the knob cell declares. */
export function knobNames(cells: readonly Cell[]): readonly string[] {
  return cells.find(({ id }) => id === 'knobs')!.declares;
}

/**
 * The cells with one knob turned.
 *
 * @param cells the notebook's
 * @param knob a name in the knob cell; any other name is that of a knob or schedule entry, and comes into the braces of
 * `taskPreset`
 * @param value source of its new value
 * @throws Error when there is no place for it
 */
export function turned(cells: readonly Cell[], knob: string, value: string): Cell[] {
  return cells.map((cell) => (cell.id === 'knobs' ? cellOf(cell.id, turnedSource(cell, knob, value)) : cell));
}

function turnedSource({ source }: Cell, knob: string, value: string): string {
  const turned = setKnob(source, knob, value);
  if (turned === undefined) throw new Error(`The knob cell has no ${knob} to turn.`);
  return turned;
}

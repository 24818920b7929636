/** A notebook's knobs, set from outside: the values that its first cells declare. */

import { createRequire } from 'node:module';
import type ts from 'typescript';
import { didYouMean } from '../../settings/index.js';
import { joinText, type Notebook, type NotebookCell } from './notebookFile.js';

type TypeScript = typeof ts;

// tslab's own compiler: the library installs no other.
let compiler: TypeScript | undefined;
function typescript(): TypeScript {
  const require = createRequire(import.meta.url);
  compiler ??= createRequire(require.resolve('tslab/package.json'))('@tslab/typescript-for-tslab') as TypeScript;
  return compiler;
}

/** The names that a binding makes: `a`, or all of `{ a, b }` and `[a, b]`. */
function namesOf(name: ts.BindingName): string[] {
  if (typescript().isIdentifier(name)) return [(name as ts.Identifier).text];
  const { elements } = name as ts.ArrayBindingPattern | ts.ObjectBindingPattern;
  return elements.flatMap((element) => ('name' in element ? namesOf(element.name) : []));
}

function declarationsOf(source: string): ts.VariableDeclaration[] {
  const { createSourceFile, isVariableStatement, ScriptTarget } = typescript();
  const { statements } = createSourceFile('cell.ts', source, ScriptTarget.ES2022, true);
  return statements.flatMap((statement) =>
    isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
  );
}

/** Where in a cell a knob's value stands: between two places, which are the same where it is put in. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly before: string;
}

function placeIn(declarations: readonly ts.VariableDeclaration[], knob: string): Place | undefined {
  const { isArrayBindingPattern, isArrayLiteralExpression, isCallExpression, isIdentifier } = typescript();
  const at = (node: ts.Node): Place => ({ from: node.getStart(), to: node.end, before: '' });
  const isDeclared = declarations.some(({ name }) => namesOf(name).includes(knob));
  for (const { name, initializer } of declarations) {
    if (!initializer) continue;
    if (isIdentifier(name) && name.text === knob) return at(initializer);
    const names = namesOf(name);
    if (isArrayBindingPattern(name) && isArrayLiteralExpression(initializer)) {
      const element = initializer.elements[names.indexOf(knob)];
      if (element) return at(element);
    }
    const changes = isCallExpression(initializer) ? initializer.arguments[2] : undefined;
    if (isDeclared || !changes || !names.includes('schedule')) continue;
    const end = changes.end - 1;
    return { from: end, to: end, before: `${changes.getText().length > 2 ? ', ' : ''}${knob}: ` };
  }
  return undefined;
}

/**
 * A cell with a knob set: the value of what it declares under that name, or an entry in the braces of its `taskPreset`.
 *
 * @param source the cell
 * @param knob its name
 * @param value source of the new value
 * @returns the cell's new source; undefined where it has no place for the knob
 */
export function setKnob(source: string, knob: string, value: string): string | undefined {
  const place = placeIn(declarationsOf(source), knob);
  return place && source.slice(0, place.from) + place.before + value + source.slice(place.to);
}

/** The cells that hold knobs: those that papermill takes for parameters, or that is called so. */
const holdsKnobs = ({ id, cell_type, metadata }: NotebookCell) =>
  cell_type === 'code' && (id === 'knobs' || [metadata.tags].flat().includes('parameters'));

/**
 * A notebook with knobs set, for `dawnlab notebook run --set`.
 *
 * @param notebook the notebook; cells with the id `knobs` or the tag `parameters` hold its knobs
 * @param values sources of values by name
 * @returns another notebook
 * @throws Error on a name that no such cell has a place for
 */
export function setKnobs(notebook: Notebook, values: Readonly<Record<string, string>>): Notebook {
  let { cells } = notebook;
  for (const [knob, value] of Object.entries(values)) {
    const at = cells.findIndex((cell) => holdsKnobs(cell) && setKnob(joinText(cell.source), knob, value) !== undefined);
    if (at < 0) throw new Error(missingText(notebook, knob));
    cells = cells.with(at, { ...cells[at], source: setKnob(joinText(cells[at].source), knob, value)! });
  }
  return { ...notebook, cells };
}

function missingText({ cells }: Notebook, knob: string): string {
  const holders = cells.filter(holdsKnobs);
  if (holders.length === 0)
    return `The notebook has no cell of knobs for '${knob}': give one the id 'knobs', or the tag 'parameters'.`;
  const names = holders.flatMap(({ source }) => declarationsOf(joinText(source)).flatMap(({ name }) => namesOf(name)));
  return `The notebook has no knob '${knob}'; its cells of knobs declare ${names.join(', ')}.${didYouMean(knob, names)}`;
}

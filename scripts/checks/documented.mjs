/**
 * What a public symbol's documentation must have: a sentence; a function also says what each parameter is and what it
 * returns. Where a named type documents a function, for instance a contract, that type is where it is said.
 */

import { Application, ReflectionKind } from 'typedoc';

const { Class, Function: Fn, Interface, TypeAlias, Variable } = ReflectionKind;
const SILENT = ['void', 'never', 'undefined', 'Promise<void>'];

/** What the comment of a function's signature leaves out. */
function signatureFaults(signature) {
  if (!signature.comment?.hasVisibleComponent()) return ['has no doc comment'];
  const faults = (signature.parameters ?? [])
    .filter((parameter) => !parameter.comment?.hasVisibleComponent())
    .map((parameter) => `no @param ${parameter.name}`);
  const returns = String(signature.type);
  const isSilent = SILENT.includes(returns) || returns.startsWith('asserts ');
  return isSilent || signature.comment.getTag('@returns') ? faults : [...faults, 'no @returns'];
}

/** What the documentation of an exported symbol lacks. */
function faultsOf(symbol) {
  if (symbol.kind === Fn) return (symbol.signatures ?? []).flatMap(signatureFaults);
  return symbol.comment?.hasVisibleComponent() ? [] : ['has no doc comment'];
}

/** Whether a symbol is a folder's own, and no part of another symbol or of a package's name space. */
const isExported = ({ parent, sources }) =>
  (parent?.kind === ReflectionKind.Module || parent?.kind === ReflectionKind.Project) && sources !== undefined;

/**
 * Called by TypeDoc, which knows this file as a plugin.
 *
 * @param {Application} app the run of TypeDoc
 */
export function load(app) {
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    const documented = [Class, Fn, Interface, TypeAlias, Variable];
    for (const symbol of documented.flatMap((kind) => project.getReflectionsByKind(kind))) {
      if (!isExported(symbol)) continue;
      const faults = faultsOf(symbol);
      const at = symbol.sources?.[0];
      if (faults.length > 0)
        app.logger.validationWarning(`${at?.fileName}:${at?.line} ${symbol.name}: ${faults.join('; ')}`);
    }
  });
}

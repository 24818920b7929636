/**
 * What TypeDoc does not ask by itself: a public function says what each parameter is and what it returns. Where a named
 * type documents a function, for instance a contract, that type is where it is said.
 */

import { Application, ReflectionKind } from 'typedoc';

const SILENT = ['void', 'never', 'undefined', 'Promise<void>'];

/** What the comment of a signature leaves out. */
function faultsOf(signature) {
  const faults = (signature.parameters ?? [])
    .filter((parameter) => !parameter.comment?.hasVisibleComponent())
    .map((parameter) => `no @param ${parameter.name}`);
  const returns = String(signature.type);
  const isSilent = SILENT.includes(returns) || returns.startsWith('asserts ');
  return isSilent || signature.comment?.getTag('@returns') ? faults : [...faults, 'no @returns'];
}

/**
 * Called by TypeDoc, which knows this file as a plugin.
 *
 * @param {Application} app the run of TypeDoc
 */
export function load(app) {
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    for (const declared of project.getReflectionsByKind(ReflectionKind.Function))
      for (const signature of declared.signatures ?? []) {
        const faults = faultsOf(signature);
        const at = declared.sources?.[0];
        if (faults.length > 0)
          app.logger.validationWarning(`${at?.fileName}:${at?.line} ${declared.name}: ${faults.join('; ')}`);
      }
  });
}

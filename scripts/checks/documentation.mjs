/** What a public symbol's documentation must have. */

import ts from 'typescript';

/** Whether a declaration, or the statement that holds it, has a comment with words in it. */
function hasSentence(declaration) {
  const holder = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const comments = ts.getJSDocCommentsAndTags(holder).filter(ts.isJSDoc);
  return comments.some((doc) => (ts.getTextOfJSDocComment(doc.comment) ?? '').trim().length > 0);
}

/** The function that a declaration declares by itself; none where a named type documents the parameters. */
function functionOf(declaration) {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || declaration.type || !declaration.initializer) return undefined;
  const { initializer } = declaration;
  return ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ? initializer : undefined;
}

/** Whether a function gives nothing back that could be described. */
function returnsNothing(fn, checker) {
  const signature = checker.getSignatureFromDeclaration(fn);
  const type = checker.typeToString(checker.getReturnTypeOfSignature(signature));
  return ['void', 'never', 'undefined', 'Promise<void>'].includes(type) || fn.type?.assertsModifier !== undefined;
}

/** What a function's comment leaves out. */
function functionFaults(fn, checker) {
  const faults = fn.parameters
    .filter((parameter) => !ts.getJSDocParameterTags(parameter).some((tag) => ts.getTextOfJSDocComment(tag.comment)))
    .map((parameter) => `no @param ${parameter.name.getText()}`);
  if (!returnsNothing(fn, checker) && !ts.getJSDocReturnTag(fn)) faults.push('no @returns');
  return faults;
}

/** Public methods and accessors of a class without a sentence. */
function classFaults(declaration) {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return declaration.members
    .filter((member) => ts.isMethodDeclaration(member) || ts.isGetAccessor(member))
    .filter((member) => !(ts.getCombinedModifierFlags(member) & hidden) && !ts.isPrivateIdentifier(member.name))
    .filter((member) => !hasSentence(member))
    .map((member) => `method ${member.name.getText()} has no doc comment`);
}

/**
 * What the documentation of a symbol lacks.
 *
 * @param {ts.Symbol} symbol an exported symbol, aliases resolved
 * @param {ts.TypeChecker} checker of the program
 * @returns {string[]} faults; empty when there are none
 */
export function documentationFaults(symbol, checker) {
  const declarations = symbol.declarations ?? [];
  const documented = declarations.filter(hasSentence);
  if (documented.length === 0) return ['has no doc comment'];
  return documented.flatMap((declaration) => {
    if (ts.isClassDeclaration(declaration)) return classFaults(declaration);
    const fn = functionOf(declaration);
    return fn ? functionFaults(fn, checker) : [];
  });
}

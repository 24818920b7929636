/** Settings: names that exist, numbers in their ranges, errors that say what was expected. */

export { didYouMean } from './didYouMean.js';
export { functionForm, integerFrom, kindText, nameForm, numberIn, oneOf } from './entries.js';
export { isGymnasium, isReference, type PartReference, referenceParts } from './reference.js';
export { checkSettings, settingsFaults, strictSettings } from './settings.js';

/** Settings: names that exist, numbers in their ranges, errors that say what was expected. */

export { didYouMean } from './didYouMean.js';
export { integerFrom, numberIn, oneOf } from './entries.js';
export { checkSettings, settingsFaults, strictSettings } from './settings.js';

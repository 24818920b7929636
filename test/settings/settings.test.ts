import { describe, expect, it } from 'vitest';
import { checkSettings, integerFrom, numberIn, oneOf, strictSettings } from '../../src/settings/index.js';

const form = strictSettings('knob', {
  lambda: numberIn('(0, 1]', 'of the half-width'),
  discount: numberIn('[0, 1)', 'per chunk'),
  width: integerFrom(1, 'units'),
  head: oneOf('head', ['scalar', 'c51']).optional(),
});
const good = { lambda: 1, discount: 0, width: 1 };
const check = (change: object) => () => checkSettings(form, { ...good, ...change }, 'knobs');

describe('checkSettings', () => {
  it.each([{}, { lambda: 1e-9 }, { discount: 0.999 }, { head: 'c51' }, { head: undefined }])('takes %j', (change) => {
    expect(check(change)).not.toThrow();
  });

  it.each([
    [{ lambda: 0 }, 'knobs: lambda is 0; it must be a number in (0, 1], of the half-width.'],
    [{ lambda: 1.1 }, 'knobs: lambda is 1.1; it must be a number in (0, 1], of the half-width.'],
    [{ discount: 1 }, 'knobs: discount is 1; it must be a number in [0, 1), per chunk.'],
    [{ discount: Number.NaN }, 'knobs: discount is NaN; it must be a number in [0, 1), per chunk.'],
    [{ discount: '0.1' }, 'is "0.1"; it must be a number in [0, 1), per chunk: write 0.1, without quotation marks.'],
    [{ width: 32.5 }, 'knobs: width is 32.5; it must be an integer of at least 1, units.'],
    [{ width: Number.POSITIVE_INFINITY }, 'knobs: width is Infinity; it must be an integer'],
    [{ width: undefined }, 'knobs: width is missing; it must be an integer of at least 1, units.'],
    [{ width: null }, 'knobs: width is null; it must be an integer'],
    [{ head: 'C51' }, "There is no head 'C51'; there are scalar, c51. Did you mean 'c51'?"],
    [{ lamda: 1 }, "There is no knob 'lamda'; there are lambda, discount, width, head. Did you mean 'lambda'?"],
  ])('refuses %j: %s', (change, message) => {
    expect(check(change)).toThrow(RangeError);
    expect(check(change)).toThrow(message);
  });

  it('suggests nothing for a name that is near to none', () => {
    expect(check({ temperature: 1 })).toThrow(/there are lambda, discount, width, head\.$/);
  });

  it('names every fault at once', () => {
    expect(check({ lambda: -3, width: 0, x: 1 })).toThrow(/lambda is -3.*\n.*width is 0.*\n.*no knob 'x'/);
  });

  it.each([null, undefined, [], 'x', 3])('refuses %j in the place of settings', (value) => {
    expect(() => checkSettings(form, value, 'knobs')).toThrow(/^knobs is \w+; it must be an object\.$/);
  });
});

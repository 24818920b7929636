/**
 * What a function can read beside its inputs and what gives another number at each call. A program would repeat what
 * came while it was traced, so each is refused meanwhile.
 */

import { RandomStream } from '../../random/index.js';
import type { Replacement } from '../replacing.js';
import { tf } from '../tf.js';

const refusing = (message: string) => () => {
  throw new TypeError(`compile: ${message}`);
};

const drawing = refusing(
  'the function draws random numbers, which no run could repeat. Draw them outside, from a randomStream, and pass them ' +
    'as an input; a stream that is made inside gives the same numbers at every run.',
);
const readingClock = refusing(
  'the function reads the clock, which no run could repeat. Read it outside and pass the number as an input.',
);

/** Draws of streams from outside, which go on; one that the function makes itself gives the same numbers every time. */
function outsideStreams(): Replacement[] {
  const own = new WeakSet<RandomStream>();
  const { uint32 } = RandomStream.prototype;
  return [
    [
      RandomStream.prototype,
      'begin',
      function (this: RandomStream) {
        own.add(this);
      },
    ],
    [
      RandomStream.prototype,
      'uint32',
      function (this: RandomStream) {
        return own.has(this) ? uint32.call(this) : drawing();
      },
    ],
  ];
}

function refuseAssignment(): never {
  throw new TypeError(
    'compile: the function assigns to a tf.Variable, which a compiled function cannot keep; ' +
      'pass the value as an input and return the next one, or hold it as state with compileUpdate.',
  );
}

/**
 * What is replaced while a function is traced.
 *
 * @returns members of objects, which throw a TypeError
 */
export function hiddenInputs(): Replacement[] {
  const clock = new Proxy(Date, {
    construct: (date, given) => (given.length > 0 ? Reflect.construct(date, given) : readingClock()),
    apply: readingClock,
  });
  return [
    ...outsideStreams(),
    [Math, 'random', drawing],
    [crypto, 'getRandomValues', drawing],
    [crypto, 'randomUUID', drawing],
    [Date, 'now', readingClock],
    [performance, 'now', readingClock],
    [globalThis, 'Date', clock],
    [tf.Variable.prototype, 'assign', refuseAssignment],
  ];
}

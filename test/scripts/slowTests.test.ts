import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SLOW } from './slowTests.js';

it.each(SLOW)('%s exists: a file that was moved would be run among the fast ones', (file) => {
  expect(existsSync(file)).toBe(true);
});

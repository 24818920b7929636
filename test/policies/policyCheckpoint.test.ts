import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../src/arrays/index.js';
import { DamagedFileError, policyPath } from '../../src/files/index.js';
import { loadPolicyCheckpoint } from '../../src/policies/index.js';

const folder = mkdtempSync(join(tmpdir(), 'dawnlab-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'policy.safetensors');
const whole = readFileSync(policyPath('gantry-peg', 'cloning'));
const { tree, metadata } = decodeSafetensors(whole);
const load = () => loadPolicyCheckpoint('gantry-peg', 'cloning', path);

/** Writes the committed policy with other words beside its weights. */
const write = (change: Readonly<Record<string, string>>) =>
  writeFileSync(path, encodeSafetensors(tree, { ...metadata, ...change }));
const edited = (part: string, change: object) => ({
  [part]: JSON.stringify({ ...JSON.parse(metadata[part]), ...change }),
});

describe("a base policy's file", () => {
  it.each<[string, () => void, RegExp]>([
    ['is cut off', () => writeFileSync(path, whole.subarray(0, 1000)), /cannot be read \(/],
    ['has no config', () => write({ config: '' }), /has no config among its metadata/],
    ['has half a config', () => write({ config: metadata.config.slice(0, 100) }), /is cut off/],
    ['has no horizon', () => write(edited('config', { shape: {} })), /shape\.obsHorizon: .*shape\.predictSteps/],
    ['has no sizes', () => write(edited('config', { model: undefined })), /\(model: /],
    ['has features of nothing', () => write(edited('config', { features: [{}] })), /features\[0\]\.name: /],
    ['has an evaluation of half a success', () => write(edited('evaluation', { successes: 0.5 })), /\(successes: /],
    ['does not say where it comes from', () => write({ provenance: '{}' }), /\(command: .*versions: .*platform: /],
  ])('names itself where it %s', (_what, damage, message) => {
    damage();
    expect(load).toThrow(DamagedFileError);
    expect(load).toThrow(message);
    expect(load).toThrow(`${path} is no checkpoint of a base policy: it `);
  });

  it('may have measured no success: the mean of no steps is NaN again', () => {
    write(edited('evaluation', { meanSteps: null }));
    expect(load().evaluation.meanSteps).toBeNaN();
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eulerToQuaternion, quaternionToEuler } from '../../src/geometry/eulerAngles.js';
import { inlineIncludes, withoutPictures } from '../../src/tasks/adroit/trainingModel.js';
import { adroitFolder, adroitMissing, installAdroitAssets } from '../../src/tasks/index.js';

describe('the training model', () => {
  it('holds what was included, at its place, without comments', () => {
    const files: Record<string, string> = {
      'outer.xml': ' <mujocoinclude><body><include file="inner.xml"/></body></mujocoinclude>\n',
      'inner.xml': '<mujocoinclude><!-- <geom/> --><site/></mujocoinclude>',
    };
    const xml = `<mujoco><a/><!-- old --><include file='outer.xml'/><b/></mujoco>`;
    expect(inlineIncludes(xml, (file) => files[file])).toBe('<mujoco><a/><body><site/></body><b/></mujoco>');
    expect(() => inlineIncludes(xml, () => '<mujoco/>')).toThrow(/outer.xml is no <mujocoinclude>/);
  });

  it('names no mesh, texture or refused attribute, and keeps the rest', () => {
    const xml =
      '<option apirate="200" iterations="20"/><default><mesh scale="1 1 1" /></default>' +
      '<texture name="wood" file="wood.png" /><material name="m" texture="wood" texrepeat="3 3" rgba="1 1 1 1" />' +
      '<mesh name="palm" file="palm.stl" /><geom name="V" class="D_Vizual" mesh="palm" /><geom name="C" class="DC_Hand" />';
    expect(withoutPictures(xml)).toBe(
      '<option iterations="20"/><default><mesh scale="1 1 1" /></default>' +
        '<material name="m" rgba="1 1 1 1" /><geom name="C" class="DC_Hand" />',
    );
  });
});

describe('the assets', () => {
  it('lie in the cache of the user, and say how they come there', () => {
    expect(adroitFolder({ XDG_CACHE_HOME: join('/', 'cache') })).toContain(
      join('/', 'cache', 'dawnlab', 'adroit-1.4.2'),
    );
    expect(adroitFolder({})).toContain('.cache');
    expect(adroitMissing('/nowhere')).toMatch(/gymnasium-robotics 1\.4\.2.*\/nowhere.*`dawnlab assets adroit`/);
  });

  it('are refused when the wheel is another one, and when Python is missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dawnlab-'));
    const wheel = join(folder, 'other.whl');
    writeFileSync(wheel, 'something else');
    await expect(installAdroitAssets({ wheel })).rejects.toThrow(/has SHA-256 .*, expected a1743530/);
    await expect(installAdroitAssets({ python: '/no/python' })).rejects.toThrow(/could not be downloaded.*pip/);
    rmSync(folder, { recursive: true });
  });
});

describe('Euler angles', () => {
  it('are those of the three axes, with the signs of the package', () => {
    const [c, s] = [Math.cos(0.15), Math.sin(0.15)];
    // Checked against rotations.py: euler2quat([0.3, 0, 0]) and so on.
    for (const [euler, quat] of [
      [
        [0.3, 0, 0],
        [c, s, 0, 0],
      ],
      [
        [0, 0.3, 0],
        [c, 0, s, 0],
      ],
      [
        [0, 0, 0.3],
        [c, 0, 0, s],
      ],
    ] as const)
      eulerToQuaternion(euler).forEach((value, i) => {
        expect(value).toBeCloseTo(quat[i], 14);
      });
  });

  it('come back from a quaternion of any length', () => {
    for (const euler of [
      [0.4, -0.7, 1.2],
      [-2, 0.3, -0.1],
      [0, 0, 0],
    ] as const)
      quaternionToEuler(eulerToQuaternion(euler).map((value) => 3 * value)).forEach((angle, i) => {
        expect(angle).toBeCloseTo(euler[i], 12);
      });
    expect(quaternionToEuler(eulerToQuaternion([0.2, Math.PI / 2, 0]))[1]).toBeCloseTo(Math.PI / 2, 6);
  });
});

import { describe, expect, it } from 'vitest';
import { loadPhysics } from '../../../src/environments/index.js';
import {
  aboutZ,
  conjugate,
  fromRotationVector,
  multiply,
  type Quat,
  rotate,
  toRotationVector,
} from '../../../src/geometry/quaternion.js';
import { add, length, subtract, type Vec3 } from '../../../src/geometry/vector.js';
import { randomStream } from '../../../src/random/randomStream.js';
import { solveInverseKinematics, toolJacobian } from '../../../src/tasks/pandaArm/kinematics.js';
import { armPose, PANDA_LINKS } from '../../../src/tasks/pandaArm/pandaArm.js';
import { PANDA_QPOS, pandaPegXml } from '../../../src/tasks/pandaPeg/pandaPegModel.js';

const close = (actual: readonly number[], expected: readonly number[], digits = 12): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], digits);
  });
};
const random = randomStream(5, 'kinematicsTest');
const randomArm = (): number[] =>
  PANDA_LINKS.map(({ limits: [low, high] }) => random.uniform(0.7 * low + 0.3 * high, 0.3 * low + 0.7 * high));

describe('quaternion', () => {
  it('turns x to y by a quarter turn about z, and back', () => {
    close(rotate(aboutZ(Math.PI / 2), [1, 0, 0]), [0, 1, 0]);
    close(rotate(conjugate(aboutZ(Math.PI / 2)), [0, 1, 0]), [1, 0, 0]);
  });

  it('composes: first the right factor, then the left', () => {
    const aboutX: Quat = [Math.SQRT1_2, Math.SQRT1_2, 0, 0];
    close(rotate(multiply(aboutX, aboutZ(Math.PI / 2)), [1, 0, 0]), [0, 0, 1]);
  });

  it('converts rotation vectors both ways, the short way round, small ones too', () => {
    for (const vector of [
      [0.3, -0.2, 0.9],
      [0, 0, 3],
      [1e-10, 0, 0],
    ] as Vec3[]) {
      close(toRotationVector(fromRotationVector(vector)), vector, 12);
      close(toRotationVector(fromRotationVector(vector).map((part) => -part) as unknown as Quat), vector, 12);
    }
    close(toRotationVector(aboutZ(1.5 * Math.PI)), [0, 0, -Math.PI / 2]);
  });
});

describe('armPose', () => {
  it("puts the tool where MuJoCo's own kinematics put it", async () => {
    const simulation = (await loadPhysics('wasm')).simulate(pandaPegXml());
    for (let trial = 0; trial < 20; trial++) {
      const q = randomArm();
      simulation.qpos.set(q, PANDA_QPOS.arm);
      simulation.forward();
      close([...armPose(q).tcp.p], [...simulation.sitePos], 10);
    }
    simulation.close();
  });
});

describe('toolJacobian', () => {
  it('equals finite differences', () => {
    const q = randomArm();
    const jacobian = toolJacobian(armPose(q));
    const h = 1e-6;
    const moved = (k: number, to: number): number[] => q.map((from, i) => (i === k ? to : from));
    q.forEach((angle, k) => {
      const plus = armPose(moved(k, angle + h)).tcp;
      const minus = armPose(moved(k, angle - h)).tcp;
      const numeric = [...subtract(plus.p, minus.p), ...toRotationVector(multiply(plus.q, conjugate(minus.q)))].map(
        (difference) => difference / (2 * h),
      );
      close(
        numeric,
        [0, 1, 2, 3, 4, 5].map((row) => jacobian[7 * row + k]),
        7,
      );
    });
  });
});

describe('solveInverseKinematics', () => {
  it('reaches a pose a few centimetres away to a tenth of a millimetre', () => {
    for (let trial = 0; trial < 20; trial++) {
      const start = [0, 0.4, 0, -2, 0, 2.4, -0.8].map((angle) => angle + 0.1 * random.normal());
      const { tcp } = armPose(start);
      const target = {
        p: add(tcp.p, [0.04, -0.03, 0.03]),
        q: multiply(fromRotationVector([0.05, 0.02, -0.08]), tcp.q),
      };
      const reached = armPose(solveInverseKinematics(start, target, 8)).tcp;
      expect(length(subtract(reached.p, target.p))).toBeLessThan(1e-4);
      expect(length(toRotationVector(multiply(reached.q, conjugate(target.q))))).toBeLessThan(1e-3);
    }
  });

  it('stays within the joint limits when the pose is out of reach', () => {
    const start = [0, 0.4, 0, -2, 0, 2.4, -0.8];
    const q = solveInverseKinematics(start, { p: [3, 0, 2], q: [0, 1, 0, 0] }, 50);
    q.forEach((angle, i) => {
      expect(angle).toBeGreaterThanOrEqual(PANDA_LINKS[i].limits[0]);
      expect(angle).toBeLessThanOrEqual(PANDA_LINKS[i].limits[1]);
    });
  });
});

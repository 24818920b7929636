import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cross, length, subtract, type Vec3, vec3At } from '../../src/geometry/vector.js';
import { encodeApng, encodePng, type Picture, rolloutAnimation } from '../../src/pictures/index.js';
import { boxMesh, groundMesh, holedCubeMesh, type Mesh } from '../../src/pictures/mesh.js';
import { quantize } from '../../src/pictures/palette.js';
import { createRenderer } from '../../src/pictures/rasterizer.js';
import { capsuleMesh, cylinderMesh } from '../../src/pictures/roundMesh.js';
import type { Camera, Rgb, ScenePart } from '../../src/pictures/scene.js';
import { createEnv, envSpec, episodeFrames, renderFrame } from '../../src/tasks/index.js';

function area({ vertices, triangles }: Mesh): number {
  const point = (i: number): Vec3 => vec3At(vertices, 3 * triangles[i]);
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3)
    sum += length(cross(subtract(point(i + 1), point(i)), subtract(point(i + 2), point(i)))) / 2;
  return sum;
}

describe('meshes', () => {
  it('have the surface of what they show', () => {
    expect(area(boxMesh([1, 2, 3]))).toBeCloseTo(2 * (2 * 4 + 2 * 6 + 4 * 6), 5);
    // Four sides 2 × 2, two ends 2 × 2 less a hole 1 × 1, four walls 1 × 2.
    expect(area(holedCubeMesh(1, 0.5))).toBeCloseTo(16 + 2 * 3 + 8, 5);
    expect(area(groundMesh([0, 0], [2, 3], 0.5))).toBeCloseTo(6, 6);
    expect(area(cylinderMesh(1, 2, 200))).toBeCloseTo(2 * Math.PI * 4 + 2 * Math.PI, 1);
    expect(area(capsuleMesh(1, 2, 200)) / (2 * Math.PI * 2 + 4 * Math.PI)).toBeCloseTo(1, 1);
  });

  it('have unit normals', () => {
    for (const { normals } of [boxMesh([1, 1, 1]), holedCubeMesh(1, 0.5), capsuleMesh(1, 1)])
      for (let i = 0; i < normals.length; i += 3) expect(length(vec3At(normals, i))).toBeCloseTo(1, 5);
  });
});

const at = (x: number, y: number, z: number) => ({ p: [x, y, z] as Vec3, q: [1, 0, 0, 0] as const });
const part = (mesh: Mesh, pose: ScenePart['pose'], color: Rgb, opacity = 1): ScenePart => ({
  mesh,
  pose,
  color,
  opacity,
});
/** Looks along +x from 2 m away; at 1 m, the picture is 2 m high. */
const camera: Camera = { eye: [-2, 0, 5], target: [0, 0, 5], verticalFov: 90 };
const nowhere = part(groundMesh([-9, -9], [-8, -8], 1), at(0, 0, 0), [0, 0, 0]);
const draw = (parts: ScenePart[]): Picture =>
  createRenderer(nowhere, camera, { width: 40, height: 40, supersample: 1 })(parts);
const pixel = ({ rgb, width }: Picture, x: number, y: number): number[] => [
  ...rgb.slice(3 * (y * width + x), 3 * (y * width + x) + 3),
];
const RED: Rgb = [0.5, 0, 0];
const BLUE: Rgb = [0, 0, 0.5];

describe('createRenderer', () => {
  it('draws a face at its size in perspective', () => {
    // The near face of the cube is 1 m wide at 1.5 m: 40 · 1 / (2 · 1.5) = 13.3 pixels.
    const picture = draw([part(boxMesh([0.5, 0.5, 0.5]), at(0, 0, 5), RED)]);
    let covered = 0;
    for (let i = 0; i < 1600; i++) if (picture.rgb[3 * i + 2] === 0) covered++;
    expect(Math.sqrt(covered)).toBeGreaterThan(12);
    expect(Math.sqrt(covered)).toBeLessThan(15);
    expect(pixel(picture, 20, 20)[0]).toBeGreaterThan(60);
  });

  it('hides what is behind, in either order', () => {
    const near = part(boxMesh([0.1, 0.3, 0.3]), at(-0.5, 0, 5), RED);
    const far = part(boxMesh([0.1, 1, 1]), at(1, 0, 5), BLUE);
    for (const parts of [
      [near, far],
      [far, near],
    ]) {
      expect(pixel(draw(parts), 20, 20)[2]).toBe(0);
      expect(pixel(draw(parts), 14, 20)[0]).toBe(0);
    }
  });

  it('lets colours through a translucent part, and hides them behind an opaque one', () => {
    const wall = part(boxMesh([0.1, 1, 1]), at(1, 0, 5), BLUE);
    const solid = pixel(draw([wall]), 20, 20);
    const veiled = pixel(draw([wall, part(boxMesh([0.01, 0.3, 0.3]), at(0, 0, 5), RED, 0.25)]), 20, 20);
    // Two faces in front of each other: 0.75² of the blue is left.
    expect(veiled[2]).toBeCloseTo(solid[2] * 0.5625, -1);
    expect(veiled[0]).toBeGreaterThan(20);
    const behind = draw([part(boxMesh([0.01, 0.3, 0.3]), at(3, 0, 5), RED, 0.25), wall]);
    expect(pixel(behind, 20, 20)).toEqual(solid);
  });

  it('casts shadows on the ground', () => {
    const ground = part(groundMesh([-3, -3], [3, 3], 1), at(0, 0, 0), [0.9, 0.9, 0.9]);
    const above: Camera = { eye: [0.001, 0, 6], target: [0, 0, 0], verticalFov: 60 };
    const shot = (parts: ScenePart[]) =>
      createRenderer(ground, above, { width: 60, height: 60, supersample: 1 })(parts);
    const empty = shot([]).rgb;
    const shaded = shot([part(boxMesh([0.4, 0.4, 0.05]), at(0, 0, 1.5), RED)]).rgb;
    const darker = shaded.filter((value, i) => value < empty[i] - 20);
    expect(darker.length).toBeGreaterThan(200);
  });
});

describe('renderFrame', () => {
  it.each(['gantry-peg', 'panda-peg'])('shows peg and box of %s, the same for equal observations', async (id) => {
    const env = await createEnv(id);
    const obs = env.reset(1);
    const picture = renderFrame(id, obs, { width: 120, height: 90 });
    expect(picture.rgb).toHaveLength(120 * 90 * 3);
    let [red, yellow] = [0, 0];
    for (let i = 0; i < picture.rgb.length; i += 3) {
      const [r, g, b] = picture.rgb.subarray(i, i + 3);
      if (r > 140 && g < 100 && b < 80) red++;
      if (r > 180 && g > 150 && b < 170) yellow++;
    }
    expect(red).toBeGreaterThan(40);
    expect(yellow).toBeGreaterThan(200);
    expect(renderFrame(id, obs, { width: 120, height: 90 }).rgb).toEqual(picture.rgb);
    env.close();
  });
});

/** Chunks of a PNG file, their checksums left to the encoder's library. */
function chunks(file: Buffer): { type: string; data: Buffer }[] {
  const found = [];
  for (let i = 8; i < file.length; ) {
    const size = file.readUInt32BE(i);
    found.push({ type: file.toString('latin1', i + 4, i + 8), data: file.subarray(i + 8, i + 8 + size) });
    i += size + 12;
  }
  return found;
}

/** Plays an animated PNG: the palette indices after each frame. */
function play(file: Buffer, width: number, height: number): Uint8Array[] {
  const screen = new Uint8Array(width * height);
  const shown: Uint8Array[] = [];
  let [w, h, x, y] = [0, 0, 0, 0];
  for (const { type, data } of chunks(file)) {
    if (type === 'fcTL') [w, h, x, y] = [4, 8, 12, 16].map((position) => data.readUInt32BE(position));
    if (type !== 'IDAT' && type !== 'fdAT') continue;
    const rows = inflateSync(type === 'fdAT' ? data.subarray(4) : data);
    for (let row = 0; row < h; row++)
      for (let column = 0; column < w; column++) {
        const index = rows[row * (w + 1) + 1 + column];
        if (index > 0) screen[(y + row) * width + x + column] = index;
      }
    shown.push(screen.slice());
  }
  return shown;
}

const tiny = (...values: number[]): Picture => ({
  width: 2,
  height: 2,
  rgb: Uint8Array.from(values.flatMap((v) => [v, v, 255 - v])),
});

describe('PNG files', () => {
  it('hold the pixels of a still picture', () => {
    const file = encodePng(tiny(0, 50, 100, 250));
    expect(file.toString('latin1', 1, 4)).toBe('PNG');
    const data = chunks(file).find(({ type }) => type === 'IDAT')!.data;
    expect([...inflateSync(data)]).toEqual([0, 0, 0, 255, 50, 50, 205, 0, 100, 100, 155, 250, 250, 5]);
  });

  it('hold only what changed in an animation, and play back to the frames', () => {
    const frames = [tiny(0, 50, 100, 250), tiny(0, 50, 100, 250), tiny(0, 50, 200, 250), tiny(50, 50, 200, 0)];
    const file = encodeApng(frames, [50, 50, 50, 1000]);
    const { palette, pictures } = quantize(frames.map(({ rgb }) => rgb));
    expect(play(file, 2, 2)).toEqual(pictures);
    pictures.forEach((indices, i) => {
      const colours = [...indices].flatMap((index) => [...palette.slice(3 * index - 3, 3 * index)]);
      expect(colours).toEqual([...frames[i].rgb]);
    });
    const delays = chunks(file)
      .filter(({ type }) => type === 'fcTL')
      .map(({ data }) => data.readUInt16BE(20));
    expect(delays).toEqual([50, 50, 50, 1000]);
    expect(
      chunks(file)
        .find(({ type }) => type === 'acTL')!
        .data.readUInt32BE(0),
    ).toBe(4);
  });

  it('refuse no frames and frames of different sizes', () => {
    expect(() => encodeApng([], [])).toThrow(/at least one/);
    expect(() => encodeApng([tiny(0, 0, 0, 0), { width: 1, height: 1, rgb: new Uint8Array(3) }], [1, 1])).toThrow(
      /1 × 1/,
    );
  });
});

describe('quantize', () => {
  it('keeps every colour of a rendered picture within a few steps', () => {
    const { rgb } = renderFrame('gantry-peg', new Float32Array(envSpec('gantry-peg').obsDim).fill(0.1), {
      width: 160,
      height: 120,
    });
    const { palette, pictures } = quantize([rgb]);
    expect(palette.length).toBeLessThanOrEqual(255 * 3);
    let total = 0;
    pictures[0].forEach((index, i) => {
      for (let c = 0; c < 3; c++) total += Math.abs(palette[3 * (index - 1) + c] - rgb[3 * i + c]);
    });
    expect(total / rgb.length).toBeLessThan(3);
  });
});

describe('rolloutAnimation', () => {
  it('puts a 30-chunk episode into less than 400 kB of self-contained HTML', async () => {
    const env = await createEnv('gantry-peg');
    const observations = [env.reset(2)];
    for (let t = 0; t < 119; t++) observations.push(env.step(Float32Array.of(Math.sin(t / 9), 0.5, 0, 0.1, 0, 0)).obs);
    env.close();
    const frames = episodeFrames('gantry-peg', observations, {
      every: 4,
      caption: (i) => `<b>step</b> ${i} </script>`,
    });
    expect(frames).toHaveLength(31);
    const html = rolloutAnimation(frames, { fps: 5 });
    expect(html.length).toBeLessThan(400_000);
    expect(html.replace(/base64,[^"]*/, '')).not.toMatch(/https?:|src="(?!data:)/);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    expect(html).toContain('&lt;b&gt;step&lt;/b&gt; 0');
    const script = html.slice(html.indexOf('<script>') + 8, html.indexOf('</script>'));
    expect(() => new Function(script)).not.toThrow();
  });
});

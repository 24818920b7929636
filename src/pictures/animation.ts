/** Animations of episodes as self-contained HTML, for notebook outputs and published pages. */

import { createHash } from 'node:crypto';
import { ANIMATION_PLAYER } from './animationPlayer.js';
import { encodeApng } from './png.js';
import type { Picture } from './rasterizer.js';

/** One frame of an animation. */
export interface AnimationFrame {
  readonly picture: Picture;
  /** Plain text shown while the frame stands. */
  readonly caption?: string;
}

/** How an animation plays. */
export interface AnimationOptions {
  /** Frames per second; 20 by default. */
  readonly fps?: number;
  /** What it shows, for readers who do not see it. */
  readonly alt?: string;
}

const FIGURE = 'display:inline-block;margin:4px;font:13px sans-serif;color:inherit';
const CONTROLS = 'display:none;align-items:center;gap:6px';
const BUTTON =
  'width:32px;height:24px;border:1px solid #bbb;border-radius:4px;background:#fff;color:#222;cursor:pointer';
const CAPTION = 'min-height:1.4em;white-space:pre-wrap';

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/**
 * An animation with play, pause and a slider. The data is one animated PNG: it also plays where scripts do not run.
 *
 * @param frames pictures of one size with captions, at least one
 * @param options speed and description
 * @returns an HTML fragment without references to anything outside
 * @throws RangeError without frames, or when their sizes differ
 */
export function rolloutAnimation(frames: readonly AnimationFrame[], options: AnimationOptions = {}): string {
  const { fps = 20, alt = 'Animation of an episode' } = options;
  const delays = frames.map((_, i) => (i === frames.length - 1 ? 1000 : 1000 / fps));
  const file = encodeApng(
    frames.map(({ picture }) => picture),
    delays,
  );
  const id = createHash('sha256').update(file).digest('hex').slice(0, 12);
  const captions = frames.map(({ caption }) => caption ?? '');
  const { width } = frames[0].picture;
  // Closing tags inside a script end it, also within a string.
  const data = JSON.stringify(captions).replaceAll('<', '\\u003c');
  const select = `figure[data-rollout="${id}"]:not([data-playing])`;
  return [
    `<figure data-rollout="${id}" style="${FIGURE};max-width:${width}px">`,
    `<img src="data:image/png;base64,${file.toString('base64')}" alt="${escapeHtml(alt)}" style="width:100%;border-radius:6px">`,
    `<div style="${CONTROLS}"><button type="button" aria-label="Pause" style="${BUTTON}"></button>`,
    '<input type="range" min="0" value="0" aria-label="Frame" style="flex:1"></div>',
    `<figcaption style="${CAPTION}">${escapeHtml(captions[0])}</figcaption>`,
    `<script>for (const figure of document.querySelectorAll('${select}')) { figure.dataset.playing = ''; (${ANIMATION_PLAYER})(figure, ${data}, ${fps}); }</script>`,
    '</figure>',
  ].join('\n');
}

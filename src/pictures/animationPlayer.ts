/** The page's side of an animation: plain JavaScript for any browser, embedded as text. */

/**
 * A function of (figure, captions, fps): takes the animated PNG in the figure's image apart, and shows it in a canvas
 * with a button, a slider and captions; who asked for little motion starts it. Where scripts do not run, the image plays by itself.
 */
export const ANIMATION_PLAYER = `async (figure, captions, fps) => {
  const image = figure.querySelector('img');
  const bytes = Uint8Array.from(atob(image.src.split(',')[1]), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
  });
  const chunk = (type, data) => {
    const out = new Uint8Array(data.length + 12);
    const to = new DataView(out.buffer);
    to.setUint32(0, data.length);
    for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
    out.set(data, 8);
    let crc = -1;
    for (const byte of out.subarray(4, data.length + 8)) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
    to.setUint32(data.length + 8, ~crc);
    return out;
  };
  const shared = [];
  const frames = [];
  let header;
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.slice(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    else if (type === 'PLTE' || type === 'tRNS') shared.push(chunk(type, data));
    else if (type === 'fcTL') frames.push({ place: new DataView(data.buffer), parts: [] });
    else if (type === 'IDAT') frames[0].parts.push(data);
    else if (type === 'fdAT') frames[frames.length - 1].parts.push(data.subarray(4));
    at += length + 12;
  }
  const patches = await Promise.all(
    frames.map(async ({ place, parts }) => {
      const own = header.slice();
      new DataView(own.buffer).setUint32(0, place.getUint32(4));
      new DataView(own.buffer).setUint32(4, place.getUint32(8));
      const file = [bytes.subarray(0, 8), chunk('IHDR', own), ...shared];
      const blob = new Blob([...file, ...parts.map((part) => chunk('IDAT', part)), chunk('IEND', [])], { type: 'image/png' });
      return { bitmap: await createImageBitmap(blob), x: place.getUint32(12), y: place.getUint32(16) };
    }),
  );
  const canvas = document.createElement('canvas');
  canvas.width = new DataView(header.buffer).getUint32(0);
  canvas.height = new DataView(header.buffer).getUint32(4);
  canvas.style.cssText = image.style.cssText;
  const context = canvas.getContext('2d');
  const [button, slider, caption] = ['button', 'input', 'figcaption'].map((tag) => figure.querySelector(tag));
  const last = patches.length - 1;
  let shown = -1;
  const show = (frame) => {
    if (frame < shown) shown = -1;
    while (shown < frame) {
      const { bitmap, x, y } = patches[++shown];
      context.drawImage(bitmap, x, y);
    }
    slider.value = frame;
    caption.textContent = captions[frame];
  };
  let timer;
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    button.textContent = '\\u25b6';
    button.setAttribute('aria-label', 'Play');
  };
  const play = () => {
    let rest = fps;
    button.textContent = '\\u2016';
    button.setAttribute('aria-label', 'Pause');
    timer = setInterval(() => {
      if (!figure.isConnected) return clearInterval(timer);
      if (shown < last) return show(shown + 1);
      if (--rest > 0) return;
      rest = fps;
      show(0);
    }, 1000 / fps);
  };
  slider.max = last;
  slider.oninput = () => { pause(); show(Number(slider.value)); };
  button.onclick = () => { if (timer) pause(); else play(); };
  show(0);
  image.replaceWith(canvas);
  button.parentElement.style.display = 'flex';
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) pause();
  else play();
}`;

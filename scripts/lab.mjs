// JupyterLab with the project's kernel, for `npm start`.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { venvProgram } from './jupyter.mjs';
import { fetchAdroit } from './setup.mjs';
import { ROOT } from './steps.mjs';

/**
 * Opens a notebook in JupyterLab, or says where it is to be opened, and waits for the end.
 *
 * Jupyter finds the kernel below jupyter/ and there its settings, without which a question about news of Jupyter is the
 * first thing that a reader sees, and serves plotly.js to the figures from its static files.
 *
 * @param {string} notebook relative to the repository
 * @param {{ip: string, scale: string, port?: string, 'no-browser': boolean}} options of `npm start`
 */
export async function openLab(notebook, { ip, scale, ...options }) {
  const port = options.port ? Number(options.port) : await freePort(8888);
  const token = randomBytes(24).toString('hex');
  const obstacle = options['no-browser'] ? 'as asked' : noBrowser();
  const env = {
    ...process.env,
    JUPYTER_PATH: join(ROOT, 'jupyter'),
    JUPYTER_CONFIG_PATH: join(ROOT, 'jupyter', 'config'),
    JUPYTER_TOKEN: token,
    DAWNLAB_PLOTLY: 'server',
    DAWNLAB_SCALE: scale,
  };
  const args = [
    `--ServerApp.root_dir=${ROOT}`,
    `--ServerApp.extra_static_paths=${join(ROOT, 'node_modules', 'plotly.js-dist')}`,
    ...[`--port=${port}`, '--ServerApp.port_retries=0', `--ip=${ip}`, '--log-level=ERROR'],
    ...(obstacle ? ['--no-browser'] : []),
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []), // in a container one is root
    notebook,
  ];
  const lab = spawn(venvProgram('jupyter-lab'), args, { cwd: ROOT, env, stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // JupyterLab gets it too, and asks
  const ended = new Promise((done, fail) => {
    lab.once('error', fail);
    lab.once('exit', (code) => (code ? fail(new Error(`JupyterLab ended with exit code ${code}.`)) : done()));
  });
  const heading = obstacle
    ? `No browser is opened (${obstacle}).`
    : `Opening ${notebook} in JupyterLab, in your browser. Or open`;
  if (!obstacle || (await answers({ port, ip }, ended)))
    for (const line of [heading, ...addressLines({ port, token, notebook, ip, obstacle })]) console.log(line);
  fetchAdroit(); // the walkthrough does not need them
  await ended;
}

/** Waits until Lab listens, so that an address that is printed can be opened; false where Lab ended instead. */
async function answers({ port, ip }, ended) {
  const isOver = ended.then(
    () => true,
    () => true,
  );
  const host = ip === '0.0.0.0' ? 'localhost' : ip;
  while (!(await isListening({ port: Number(port), host })))
    if (await Promise.race([isOver, sleep(100, false)])) return false;
  return true;
}

const isListening = (place) =>
  new Promise((done) => {
    const socket = connect(place, () => {
      socket.destroy();
      done(true);
    }).once('error', () => done(false));
  });

/** Why no browser can be opened here; undefined where one can. */
function noBrowser() {
  if (process.env.SSH_CONNECTION || process.env.SSH_TTY) return 'this is a session over SSH';
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv')) return 'this is a container';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY ? 'there is no display' : undefined;
}

function addressLines({ port, token, notebook, ip, obstacle }) {
  const address = `  http://localhost:${port}/lab/tree/${notebook.replaceAll('\\', '/')}?token=${token}`;
  const end = 'Ctrl-C ends it.';
  if (!obstacle) return [address, end];
  const server = process.env.SSH_CONNECTION?.split(' ')[2] ?? hostname();
  return [
    'In a browser on this machine, or in one whose port is forwarded (VS Code does that by itself):',
    address,
    'From another machine, call there first, and leave it open:',
    `  ssh -L ${port}:localhost:${port} ${userInfo().username}@${server}`,
    ...(obstacle === 'this is a container' && ip === 'localhost'
      ? [
          `Out of a container of Docker: start it with -p ${port}:${port}, and this with -- --ip 0.0.0.0 --port ${port}.`,
        ]
      : []),
    end,
  ];
}

/** The first port from a number on at which nothing listens. */
async function freePort(from) {
  for (let port = from; port < from + 100; port++) {
    const server = createServer();
    const isFree = await new Promise((done) => {
      server.once('error', () => done(false)).listen(port, 'localhost', () => done(true));
    });
    if (isFree) return new Promise((done) => server.close(() => done(port)));
  }
  throw new Error(`No port is free from ${from} to ${from + 99}: name one with --port.`);
}

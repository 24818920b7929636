/** The dashboard's server: on this machine alone, and only for who has the token. */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ask, answers } from './answers.js';
import { type Asset, dashboardAssets } from './assets.js';
import { DASHBOARD_POLICY } from './page.js';

/** A dashboard that is served. */
export interface Dashboard {
  /** With the token: whoever has it sees the runs. */
  readonly url: string;
  /** Runs that were found. */
  readonly runs: number;
  close(): Promise<void>;
}

const HEADERS = {
  'Content-Security-Policy': DASHBOARD_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': type });
  response.end(text);
}

const answerJson = (response: ServerResponse, value: unknown) =>
  answer(response, 200, 'application/json', JSON.stringify(value));

function isToken(given: string | undefined, token: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A page of elsewhere that a name of its own leads here must not read what is here. */
const isLocal = ({ headers: { host = '' } }: IncomingMessage) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

const REFUSED = 'The token is missing or wrong. Open the address that `dawnlab dashboard` printed, all of it.';

interface Served {
  readonly token: string;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly asked: Readonly<Record<string, Ask>>;
}

/** A long list of runs does not fit into an address. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 2 ** 22) throw new RangeError('The question is too long.');
  }
  return text;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { token, assets, asked }: Served,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (!isLocal(request)) return answer(response, 403, 'text/plain', 'Only this machine may ask.');
  const isAsked = Object.hasOwn(asked, pathname);
  const given = isAsked
    ? request.headers.authorization?.replace('Bearer ', '')
    : (searchParams.get('token') ?? undefined);
  if ((isAsked || pathname === '/') && !isToken(given, token))
    return answer(response, 403, 'text/plain; charset=utf-8', REFUSED);
  if (isAsked) {
    const query = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : searchParams;
    return answerJson(response, asked[pathname](query));
  }
  const asset = assets.get(pathname);
  if (!asset) return answer(response, 404, 'text/plain', 'There is nothing here.');
  answer(response, 200, asset.type, asset.text);
}

/**
 * Serves the dashboard on 127.0.0.1.
 *
 * @param options folders of runs and tables, at any depth; port, any free one by default
 * @returns its address with the token, and how to close it
 * @throws Error when the port is taken
 */
export async function serveDashboard(options: {
  readonly folders: readonly string[];
  readonly port?: number;
}): Promise<Dashboard> {
  const token = randomBytes(24).toString('base64url');
  const asked = answers(options.folders);
  const { runs } = asked['/api/runs'](new URLSearchParams()) as { readonly runs: readonly unknown[] };
  const served: Served = { token, assets: dashboardAssets(), asked };
  const server = createServer((request, response) => {
    respond(request, response, served).catch((error: Error) =>
      answer(response, 500, 'text/plain; charset=utf-8', error.message),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      fail(
        isTaken ? new Error(`The port ${options.port} is taken. Give another --port, or none for a free one.`) : error,
      );
    });
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/?token=${token}`, runs: runs.length, close };
}

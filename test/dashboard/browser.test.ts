import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Dashboard, serveDashboard } from '../../src/dashboard/index.js';
import { recordLines } from '../../src/training/records.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { shortRun } from '../runs/records.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);

const folder = temporaryFolder();
const metrics = (name: string) => join(folder, name, 'metrics.jsonl');

function write(name: string, ...run: Parameters<typeof shortRun>): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(metrics(name), recordLines(shortRun(...run)));
}

let dashboard: Dashboard;

beforeAll(async () => {
  for (const seed of [1, 2, 3]) write(`dawn${seed}`, 'dawn', seed, 'completed');
  write('vanilla1', 'vanilla', 1, 'diverged');
  write('vanilla2', 'vanilla', 2);
  dashboard = await serveDashboard({ folders: [folder] });
});
afterAll(() => dashboard?.close());

describe('the server', () => {
  const base = () => new URL(dashboard.url).origin;
  const token = () => new URL(dashboard.url).searchParams.get('token')!;

  it.each(['/', '/?token=wrong', '/api/runs', '/api/runs?token=wrong'])('refuses %s', async (path) => {
    const response = await fetch(base() + path);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('The token is missing or wrong.');
  });

  it('listens on this machine alone, and not under the name of another', async () => {
    expect(base()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const status = await new Promise((done) => {
      request(dashboard.url, { headers: { host: 'evil.example' } }, (response) => done(response.statusCode)).end();
    });
    expect(status).toBe(403);
  });

  it('answers who has the token, under a strict policy', async () => {
    const response = await fetch(dashboard.url);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    const headers = { authorization: `Bearer ${token()}` };
    const { runs } = (await (await fetch(`${base()}/api/runs?since=0`, { headers })).json()) as { runs: unknown[] };
    expect(runs).toHaveLength(5);
  });

  it('says when a port is taken', async () => {
    const port = Number(new URL(dashboard.url).port);
    await expect(serveDashboard({ folders: [folder], port })).rejects.toThrow(`The port ${port} is taken.`);
  });
});

describe.skipIf(!CHROMIUM)('the page in a browser', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('request', (asked) => requests.push(asked.url()));
    await page.goto(dashboard.url);
    await counts('5 runs');
  });
  afterAll(() => browser?.close());

  /** The page's policy forbids the text that `waitForFunction` makes of its argument. */
  const holds = (condition: string) =>
    vi.waitFor(async () => expect(await page.evaluate(condition), condition).toBe(true), { timeout: 30_000 });
  const counts = (text: string) => holds(`document.querySelector('#count').textContent === '${text}'`);
  const traces = (number: number) =>
    holds(`document.querySelectorAll('#curves .scatterlayer .trace').length === ${number}`);

  it('filters, and says what is wrong with a filter', async () => {
    await page.fill('#filter', 'agent=dawn seed>1');
    await counts('2 of 5 runs');
    await page.fill('#filter', 'lamda=1');
    expect(await page.textContent('#fault')).toContain("no column or setting 'lamda'");
    await page.fill('#filter', '');
    await counts('5 runs');
    expect(await page.isHidden('#fault')).toBe(true);
  });

  it('groups by a column', async () => {
    await page.selectOption('#group', 'agent');
    await holds("document.querySelectorAll('.tabulator-group').length === 2");
    const groups = await page.locator('.tabulator-group').allTextContents();
    expect(groups[0]).toContain('agent = dawn (3 runs, median success 90 %)');
    await page.selectOption('#group', '');
  });

  it('marks runs that diverged or have not ended', async () => {
    expect(await page.locator('.state-diverged').count()).toBe(1);
    expect(await page.locator('.state-unfinished').count()).toBe(1);
  });

  it('draws what is selected, unsmoothed, over any axis, and tells what differs', async () => {
    await page.click('#all');
    await traces(5);
    expect(await page.textContent('#settings')).toContain('agentdawn (3), vanilla (2)');
    expect(await page.inputValue('#smoothing')).toBe('0');
    const drawn = () =>
      page.evaluate("document.querySelector('#curves').data[0]") as Promise<{ x: number[]; y: number[] }>;
    expect(await drawn()).toMatchObject({ x: [0, 160, 320], y: [0.4, 0.1, 0.9] });
    await page.selectOption('#axis', 'updates');
    await holds("document.querySelector('#curves').data[0].x[2] === 160");
    await page.selectOption('#quantity', 'alpha');
    await holds("document.querySelector('#curves').data[0].y[2] === 0.01");
    await page.selectOption('#quantity', 'success');
  });

  it('shows what a live run writes while it is looked at', async () => {
    const records = shortRun('dawn', 4, 'completed');
    mkdirSync(join(folder, 'dawn4'));
    writeFileSync(metrics('dawn4'), recordLines(records.slice(0, 3)));
    await counts('6 runs');
    const row = '.tabulator-row:has-text("dawn4")';
    await page.waitForSelector(row);
    expect(await page.textContent(row)).toContain('40 %');
    appendFileSync(metrics('dawn4'), recordLines(records.slice(3)));
    await holds(
      "[...document.querySelectorAll('.tabulator-row')].some((row) => row.textContent.includes('dawn4') && row.textContent.includes('90 %'))",
    );
  });

  it('has no error, and makes no request to elsewhere', () => {
    expect(problems).toEqual([]);
    expect(
      requests.filter((url) => !url.startsWith(new URL(dashboard.url).origin) && !/^(data|blob):/.test(url)),
    ).toEqual([]);
  });
});

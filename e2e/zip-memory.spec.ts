import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Download, expect, type Page } from '@playwright/test';
import { makePngOfBytes } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob, uploadInput } from './support/job.ts';
import { withoutFilePicker } from './support/saving.ts';
import { test } from './support/test.ts';

/** Stored once, and read again and again: to whoever saves them, they are files like any other. */
const STORED = 8;
const FILE_BYTES = 9_000_000;
/** 1.008 GB of them. */
const COUNT = 112;
/** From 56 on. */
const HALF_DONE = /^Saving (5[6-9]|[6-9]\d|1\d\d) of /;
/** What the rest may need beyond the first half: nothing is kept of what is written, but rubbish waits to be collected. */
const FLAT_MIB = 100;

/** As if the person had chosen a file: one that Chromium writes to the disk as it does that one. */
const withFilePicker = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });

/** Lists the stored files as so many. */
const repeatListed = (page: Page) =>
  page.route('**/api/v1/jobs/*/assets?*', async (route) => {
    const response = await route.fetch();
    const { items } = (await response.json()) as { items: { id: string }[] };
    const repeated = Array.from({ length: COUNT }, (_, index) => ({ ...items[index % STORED], name: `${index}.png` }));
    await route.fulfill({ response, json: { items: repeated, nextCursor: null } });
  });

const readStatus = (pid: string, field: string): string | undefined => {
  try {
    return new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined; // It has ended.
  }
};

/** Memory of its own that a browser and its children hold, in MiB. @param profile its directory, which its command names */
function measureMiB(profile: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const isBrowser = (pid: string) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes(`--user-data-dir=${profile}`) && !command.includes('--type=');
    } catch {
      return false;
    }
  };
  const family = new Set(pids.filter(isBrowser));
  const parents = new Map(pids.map((pid) => [pid, readStatus(pid, 'PPid')]));
  for (let size = -1; size !== family.size; ) {
    size = family.size;
    for (const [pid, parent] of parents) if (parent !== undefined && family.has(parent)) family.add(pid);
  }
  return [...family].reduce((sum, pid) => sum + Number(readStatus(pid, 'RssAnon') ?? 0) / 1024, 0);
}

/** The most that a browser holds until the work ends. */
async function peakMiBDuring(profile: string, work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  let peakMiB = 0;
  while (!isOver) {
    peakMiB = Math.max(peakMiB, Math.round(measureMiB(profile)));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return peakMiB;
}

type Saved = { bytes: number; entries: number };

/** @param end the last bytes of an archive, which count its entries */
const countEntries = (end: Buffer): number => end.readUInt16LE(end.length - 12);

/** What was written where the person would have chosen. */
async function readWritten(page: Page): Promise<Saved> {
  const { bytes, end } = await page.evaluate(async () => {
    const file = await (await (await navigator.storage.getDirectory()).getFileHandle('Large.zip')).getFile();
    return { bytes: file.size, end: [...new Uint8Array(await file.slice(-22).arrayBuffer())] };
  });
  return { bytes, entries: countEntries(Buffer.from(end)) };
}

async function readDownloaded(download: Download): Promise<Saved> {
  const file = await open(await download.path());
  const { size: bytes } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(22), 0, 22, bytes - 22);
  await file.close();
  return { bytes, entries: countEntries(buffer) };
}

/** A browser with a profile on the disk: without one it would keep the written file in memory too. */
test('a job of a gigabyte is saved in flat memory, with and without a file to write to', async ({ baseURL }, info) => {
  test.skip(process.platform !== 'linux', 'the memory of processes is read from /proc');
  test.setTimeout(420_000);
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-zip-'));
  const profile = join(dir, 'profile');
  const paths = Array.from({ length: STORED }, (_, index) => {
    const path = join(dir, `photo ${index + 1}.png`);
    writeFileSync(path, makePngOfBytes(FILE_BYTES, index));
    return path;
  });
  const context = await chromium.launchPersistentContext(profile, {
    ...info.project.use.launchOptions,
    ...(baseURL !== undefined && { baseURL }),
    downloadsPath: join(dir, 'downloads'),
  });

  /** @param read waits until the archive is where the person wants it */
  const save = async (way: string, prepare: (page: Page) => Promise<unknown>, read: (page: Page) => Promise<Saved>) => {
    const page = await context.newPage();
    await repeatListed(page);
    await prepare(page);
    await page.goto(url);
    const before = Math.round(measureMiB(profile));
    const startedAt = performance.now();
    const reading = read(page);
    await page.getByRole('button', { name: 'Download all' }).click();
    const isHalfDone = page.getByText(HALF_DONE).waitFor({ timeout: 120_000 });
    const first = await peakMiBDuring(profile, isHalfDone);
    await isHalfDone;
    const rest = await peakMiBDuring(profile, reading);
    const { bytes, entries } = await reading;
    const tookMs = Math.round(performance.now() - startedAt);
    console.log(
      `${way}: ${entries} files, ${(bytes / 1e6).toFixed(0)} MB in ${tookMs} ms; the browser held ${before} MiB before, at most ${first} MiB in the first half and ${rest} MiB in the rest`,
    );
    expect(entries).toBe(COUNT);
    expect(bytes).toBeGreaterThan(COUNT * FILE_BYTES);
    expect(first).toBeGreaterThan(0);
    expect.soft(rest, way).toBeLessThan(first + FLAT_MIB);
    await page.close();
  };

  let url = '';
  try {
    const page = await context.newPage();
    await signUp(page);
    await createJob(page, 'Large');
    await uploadInput(page).setInputFiles(paths);
    url = page.url();
    const verified = `/api/v1${new URL(url).pathname}/assets/pages?status=private`;
    await expect
      .poll(async () => ((await (await page.request.get(verified)).json()) as { total: number }).total, {
        timeout: 120_000,
      })
      .toBe(STORED);
    await page.close();

    await save('into a chosen file', withFilePicker, async (saver) => {
      await saver.getByText('Large.zip is complete').waitFor({ timeout: 120_000 });
      return readWritten(saver);
    });
    await save('as a download', withoutFilePicker, async (saver) =>
      readDownloaded(await saver.waitForEvent('download', { timeout: 120_000 })),
    );
  } finally {
    await context.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { makePngOfBytes } from '../tests/support/make-images.ts';
import { signUp } from './support/account.ts';
import { createJob, uploadInput } from './support/job.ts';
import { test } from './support/test.ts';

const COUNT = 40;
const FILE_BYTES = 9_000_000;
/** What the second half may need beyond the first: nothing is kept of what is written, but rubbish waits to be collected. */
const FLAT_MIB = 100;

/** As if the person had chosen a file: one that Chromium writes to the disk as it does that one. */
const withFilePicker = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
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

/** A browser with a profile on the disk: without one it would keep the written file in memory too. */
test('a job of hundreds of megabytes is saved in flat memory', async ({ baseURL }, { project }) => {
  test.skip(process.platform !== 'linux', 'the memory of processes is read from /proc');
  test.setTimeout(420_000);
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-zip-'));
  const profile = join(dir, 'profile');
  const paths = Array.from({ length: COUNT }, (_, index) => {
    const path = join(dir, `photo ${index + 1}.png`);
    writeFileSync(path, makePngOfBytes(FILE_BYTES, index));
    return path;
  });
  const context = await chromium.launchPersistentContext(profile, {
    ...project.use.launchOptions,
    ...(baseURL !== undefined && { baseURL }),
  });
  try {
    const page = await context.newPage();
    await signUp(page);
    await createJob(page, 'Large');
    await uploadInput(page).setInputFiles(paths);
    const url = page.url();
    const verified = `/api/v1${new URL(url).pathname}/assets/pages?status=private`;
    await expect
      .poll(async () => ((await (await page.request.get(verified)).json()) as { total: number }).total, {
        timeout: 300_000,
      })
      .toBe(COUNT);
    await page.close();

    const saver = await context.newPage();
    await withFilePicker(saver);
    await saver.goto(url);
    const before = Math.round(measureMiB(profile));
    const startedAt = performance.now();
    await saver.getByRole('button', { name: 'Download all' }).click();
    const progress = saver.getByText(/^Saving \d+ of 40 · /);
    const peaks: [first: number, second: number] = [0, 0];
    for (let done = 0; done < COUNT; ) {
      const words = await progress.textContent({ timeout: 1000 }).catch(() => null);
      if (words === null && (await saver.getByText('Large.zip is complete').isVisible())) break;
      done = Number(/^Saving (\d+) of/.exec(words ?? '')?.[1] ?? done);
      const half = done <= COUNT / 2 ? 0 : 1;
      peaks[half] = Math.max(peaks[half], Math.round(measureMiB(profile)));
    }
    await expect(saver.getByText('Large.zip is complete')).toBeVisible({ timeout: 120_000 });
    const tookMs = Math.round(performance.now() - startedAt);
    const { bytes, entries } = await saver.evaluate(async () => {
      const file = await (await (await navigator.storage.getDirectory()).getFileHandle('Large.zip')).getFile();
      const end = new DataView(await file.slice(-22).arrayBuffer());
      return { bytes: file.size, entries: end.getUint16(10, true) };
    });
    const [first, second] = peaks;
    console.log(
      `${entries} files, ${(bytes / 1e6).toFixed(0)} MB in ${tookMs} ms; the browser held ${before} MiB before, at most ${first} MiB in the first half and ${second} MiB in the second`,
    );
    expect(entries).toBe(COUNT);
    expect(bytes).toBeGreaterThan(COUNT * FILE_BYTES);
    expect(first).toBeGreaterThan(0);
    expect(second).toBeLessThan(first + FLAT_MIB);
  } finally {
    await context.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

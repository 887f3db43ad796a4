// npm run bench:storage [-- --check]: the embedded Storage beside a bare server that writes the same bytes, as JSON.
// On PGlite, or with DATABASE_URL (an empty database) on PostgreSQL. --check fails below the aim.
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapInParallel } from '../../lib/map-in-parallel.ts';
import { startBareServer } from './bare.ts';
import { type EmbeddedStorage, startEmbeddedStorage } from './embedded.ts';
import { median, round, timeMs } from './measure.ts';

const FILES = 100;
const FILE_BYTES = 1024 * 1024;
const REPETITIONS = 5;
const CONCURRENCIES = [1, 3, 6];
const AIM = { concurrency: 3, ratio: 0.8 };

const makeFiles = () => Array.from({ length: FILES }, () => randomFillSync(new Uint8Array(FILE_BYTES)));

type Pair = { bareMs: number[]; embeddedMs: number[] };

/** One after the other and again, so that a machine that is busy for a while is busy for both. */
async function measureUploads(storage: EmbeddedStorage, directory: string) {
  const bare = await startBareServer(directory);
  const times = new Map<number, Pair>(
    CONCURRENCIES.map((concurrency) => [concurrency, { bareMs: [], embeddedMs: [] }]),
  );
  // Repetition 0 warms both up.
  for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
    for (const [concurrency, { bareMs, embeddedMs }] of times) {
      const files = makeFiles();
      const bareTime = await timeMs(() => mapInParallel(files, concurrency, bare.put));
      bare.empty();
      let keys: string[] = [];
      const embeddedTime = await timeMs(async () => {
        keys = await mapInParallel(files, concurrency, storage.upload);
      });
      await storage.remove(keys);
      if (repetition === 0) continue;
      bareMs.push(bareTime);
      embeddedMs.push(embeddedTime);
    }
  }
  await bare.stop();
  return [...times].map(([concurrency, { bareMs, embeddedMs }]) => {
    const [bareTime, embeddedTime] = [median(bareMs), median(embeddedMs)];
    return {
      concurrency,
      bareMs: round(bareTime),
      embeddedMs: round(embeddedTime),
      embeddedMiBPerSecond: round((FILES * FILE_BYTES) / 1024 / 1024 / (embeddedTime / 1000)),
      ratio: round(bareTime / embeddedTime, 3),
    };
  });
}

async function measureReads(storage: EmbeddedStorage) {
  const keys = await mapInParallel(makeFiles(), AIM.concurrency, storage.upload);
  const [signMs, downloadMs, notModifiedMs]: [number[], number[], number[]] = [[], [], []];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    let [url = '']: string[] = [];
    signMs.push(
      await timeMs(async () => {
        [url = ''] = await storage.sign(keys);
      }),
    );
    let etag = '';
    downloadMs.push(
      await timeMs(async () => {
        const response = await fetch(url);
        etag = `${response.headers.get('etag')}`;
        if ((await response.arrayBuffer()).byteLength !== FILE_BYTES) throw new Error('half a file');
      }),
    );
    notModifiedMs.push(
      await timeMs(async () => {
        const { status } = await fetch(url, { headers: { 'if-none-match': etag } });
        if (status !== 304) throw new Error(`not modified, but ${status}`);
      }),
    );
  }
  await storage.remove(keys);
  return {
    signBatchOf100Ms: round(median(signMs), 2),
    downloadMs: round(median(downloadMs), 2),
    notModifiedMs: round(median(notModifiedMs), 2),
  };
}

const databaseUrl = process.env.DATABASE_URL || null;
const directory = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
const storage = await startEmbeddedStorage(join(directory, 'data'), databaseUrl);
try {
  const uploads = await measureUploads(storage, join(directory, 'bare'));
  const reads = await measureReads(storage);
  const machine = { node: process.version, cpus: cpus().length };
  const database = databaseUrl ? 'PostgreSQL' : 'PGlite';
  const what = { files: FILES, fileBytes: FILE_BYTES, repetitions: REPETITIONS, statistic: 'median' };
  console.log(JSON.stringify({ machine, database, ...what, uploads, reads, aim: AIM }, null, 2));
  const ratio = uploads.find(({ concurrency }) => concurrency === AIM.concurrency)?.ratio ?? 0;
  if (process.argv.includes('--check') && ratio < AIM.ratio) process.exitCode = 1;
} finally {
  await storage.stop();
  rmSync(directory, { recursive: true, force: true });
}

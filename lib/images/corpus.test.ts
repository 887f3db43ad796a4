import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCorpus } from '../../tests/support/corpus.ts';
import { AppError } from '../errors.ts';
import { checkImageFile } from './check-file.ts';
import { sniffContentType } from './sniff.ts';
import { findMetadata, stripMetadata } from './strip-metadata.ts';

const MAX_HOSTILE_MS = 500;
const MAX_RSS_GROWTH_MIB = 200;

async function judge(file: string, bytes: Buffer): Promise<string> {
  try {
    await checkImageFile({ bytes, name: basename(file) });
    return 'accept';
  } catch (error) {
    if (error instanceof AppError) return 'reject';
    throw error;
  }
}

const entries = findCorpus() ?? [];
if (entries.length === 0) console.log('skipped: the shared corpus is not there');

describe.skipIf(entries.length === 0)('the shared corpus', () => {
  it('is judged as its manifest says, fast and in little memory', async () => {
    const rssBefore = process.memoryUsage.rss();
    const slowest = { accept: { file: '', ms: 0 }, reject: { file: '', ms: 0 } };
    let hostile = 0;
    for (const { name: file, verdict, readBytes } of entries) {
      const bytes = readBytes();
      const started = performance.now();
      expect(await judge(file, bytes), file).toBe(verdict);
      const ms = performance.now() - started;
      if (ms > slowest[verdict].ms) slowest[verdict] = { file, ms };
      if (verdict === 'reject' || file.startsWith('bomb-')) {
        hostile++;
        expect(ms, file).toBeLessThan(MAX_HOSTILE_MS);
      }
    }
    const growthMiB = (process.resourceUsage().maxRSS * 1024 - rssBefore) / 2 ** 20;
    const shown = ({ file, ms }: { file: string; ms: number }) => `${Math.round(ms)} ms (${file})`;
    console.log(
      `${entries.length} files, ${hostile} hostile; slowest refusal ${shown(slowest.reject)}, slowest acceptance ${shown(slowest.accept)}; memory +${Math.round(growthMiB)} MiB`,
    );
    expect(growthMiB).toBeLessThan(MAX_RSS_GROWTH_MIB);
  }, 120_000);

  it('carries nothing hidden once stripped', () => {
    for (const { name: file, verdict, readBytes } of entries) {
      if (verdict !== 'accept') continue;
      const bytes = readBytes();
      const contentType = sniffContentType(bytes);
      if (contentType === null) throw new Error(file);
      const clean = Buffer.from(stripMetadata(bytes, contentType));
      expect(findMetadata(clean, contentType), file).toEqual([]);
      for (const secret of ['GPS', 'evil.html', '<script', '<html']) expect(clean.includes(secret), file).toBe(false);
    }
  }, 60_000);
});

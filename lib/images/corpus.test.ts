import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { checkImageFile } from './check-file.ts';
import { sniffContentType } from './sniff.ts';
import { findMetadata, stripMetadata } from './strip-metadata.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const MANIFEST = new URL('MANIFEST.md', CORPUS);

/** Where the manifest leaves the choice, this is ours. */
const PINNED: Record<string, 'accept' | 'reject'> = {
  // Text is neither inflated nor published.
  'bomb-png-ztxt-50MB.png': 'accept',
  // Complete up to its end marker, or not at all.
  'corrupt-no-eoi.jpg': 'reject',
  // Served under its own type with nosniff from the storage's origin; the tails are cut from what is published.
  'polyglot-gif-js.gif': 'accept',
  'polyglot-jpeg-zip-appended.jpg': 'accept',
  'polyglot-png-html-trailing.png': 'accept',
};

const MAX_HOSTILE_MS = 500;
const MAX_RSS_GROWTH_MIB = 200;

type Entry = { file: string; verdict: 'accept' | 'reject' };

function readManifest(): Entry[] {
  const rows = readFileSync(MANIFEST, 'utf8').matchAll(/^\| `(.+)` \| \d+ \| ([a-z|+]+) \|/gm);
  return [...rows].map(([, file = '', expected = '']) => {
    const choices = expected.split('|').map((choice) => (choice.startsWith('accept') ? 'accept' : 'reject'));
    const [only] = choices;
    const verdict = choices.length === 1 ? only : PINNED[file];
    if (verdict === undefined || !choices.includes(verdict)) throw new Error(`pin the verdict of ${file}`);
    return { file, verdict };
  });
}

async function judge(file: string, bytes: Buffer): Promise<string> {
  try {
    await checkImageFile({ bytes, name: basename(file) });
    return 'accept';
  } catch (error) {
    if (error instanceof AppError) return 'reject';
    throw error;
  }
}

const entries = existsSync(MANIFEST) ? readManifest() : [];
if (entries.length === 0) console.log('skipped: the shared corpus is not there');

describe.skipIf(entries.length === 0)('the shared corpus', () => {
  it('is judged as its manifest says, fast and in little memory', async () => {
    const rssBefore = process.memoryUsage.rss();
    const slowest = { accept: { file: '', ms: 0 }, reject: { file: '', ms: 0 } };
    let hostile = 0;
    for (const { file, verdict } of entries) {
      const bytes = readFileSync(new URL(encodeURIComponent(file).replaceAll('%2F', '/'), CORPUS));
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
    for (const { file, verdict } of entries) {
      if (verdict !== 'accept') continue;
      const bytes = readFileSync(new URL(encodeURIComponent(file).replaceAll('%2F', '/'), CORPUS));
      const contentType = sniffContentType(bytes);
      if (contentType === null) throw new Error(file);
      const clean = Buffer.from(stripMetadata(bytes, contentType));
      expect(findMetadata(clean, contentType), file).toEqual([]);
      for (const secret of ['GPS', 'evil.html', '<script', '<html']) expect(clean.includes(secret), file).toBe(false);
    }
  }, 60_000);
});

// npm run inspect -- <files or folders> [--json]: says of each image whether an upload of it would be accepted, and why not.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../lib/errors.ts';
import { checkImageFile, requireFileBytes } from '../lib/images/check-file.ts';
import { IMAGE_LIMITS } from '../lib/images/limits.ts';

type Verdict = {
  file: string;
  verdict: 'accept' | 'reject';
  code?: string;
  contentType?: string;
  width?: number;
  height?: number;
  frames?: number;
  ms: number;
};

const USAGE = 'Usage: npm run inspect -- <files or folders> [--json]';

function parseCommandLine(): { paths: string[]; json: boolean } {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  if (positionals.length === 0) throw new Error('No file or folder given.');
  return { paths: positionals, json: values.json ?? false };
}

async function listFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** The reason is for people; the JSON lines hold the code alone. */
async function inspectFile(file: string): Promise<{ verdict: Verdict; reason?: string }> {
  const started = performance.now();
  const elapsedMs = () => Math.round(performance.now() - started);
  try {
    // A file that is too large by its length is not read into memory.
    requireFileBytes((await stat(file)).size, IMAGE_LIMITS.maxBytes);
    const image = await checkImageFile({ bytes: await readFile(file), name: file, limits: IMAGE_LIMITS });
    const { contentType, width, height, frames } = image;
    return { verdict: { file, verdict: 'accept', contentType, width, height, frames, ms: elapsedMs() } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { verdict: { file, verdict: 'reject', code: error.code, ms: elapsedMs() }, reason: error.message };
  }
}

function toLine({ file, verdict, code, contentType, width, height, frames, ms }: Verdict, reason?: string): string {
  const shown = `${contentType} ${width}x${height}${frames === 1 ? '' : `, ${frames} frames`}`;
  const what = verdict === 'accept' ? shown : `${code}: ${reason}`;
  return `${verdict.padEnd(7)} ${String(ms).padStart(5)} ms  ${file}  ${what}`;
}

async function main(): Promise<void> {
  const { paths, json } = parseCommandLine();
  const files = (await Promise.all(paths.map(listFiles))).flat();
  for (const file of files) {
    const { verdict, reason } = await inspectFile(file);
    console.log(json ? JSON.stringify(verdict) : toLine(verdict, reason));
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAnimation, makeImage, makeSvg } from '../tests/support/make-images.ts';

const SCRIPT = fileURLToPath(new URL('./inspect.ts', import.meta.url));

let folder = '';

function inspect(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=react-server', SCRIPT, ...args], (error, stdout, stderr) => {
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  await writeFile(join(folder, 'b.gif'), await makeAnimation('gif', { frames: 3, width: 20, height: 10 }));
  await writeFile(join(folder, 'a.JPG'), await makeImage({ format: 'jpeg', width: 20, height: 10 }));
  await writeFile(join(folder, 'c.png'), makeSvg());
  await writeFile(join(folder, 'd.png'), await makeImage({ format: 'jpeg' }));
});

afterAll(() => rm(folder, { recursive: true }));

describe('inspect', () => {
  it('prints a JSON line for each file of a folder, in order', async () => {
    const { exitCode, stdout } = await inspect(folder, '--json');
    expect(exitCode).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const ms = expect.any(Number);
    const size = { width: 20, height: 10 };
    expect(lines).toEqual([
      { file: join(folder, 'a.JPG'), verdict: 'accept', contentType: 'image/jpeg', ...size, frames: 1, ms },
      { file: join(folder, 'b.gif'), verdict: 'accept', contentType: 'image/gif', ...size, frames: 3, ms },
      { file: join(folder, 'c.png'), verdict: 'reject', code: 'unsupported_media_type', ms },
      { file: join(folder, 'd.png'), verdict: 'reject', code: 'invalid_image', ms },
    ]);
  }, 30_000);

  it('says in words why it would refuse a file', async () => {
    const { exitCode, stdout } = await inspect(join(folder, 'c.png'));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^reject .* an SVG drawing/);
  }, 30_000);

  it('exits with 2 when it is called wrongly', async () => {
    for (const args of [[], ['--unknown'], [join(folder, 'missing.png')]]) {
      const { exitCode, stderr } = await inspect(...args);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('Usage: npm run inspect');
    }
  }, 30_000);
});

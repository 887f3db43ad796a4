import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireWritableDirectory } from './data-directory.mjs';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vitrine-data-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('makes the directory, readable by its owner alone, and leaves nothing in it', () => {
  const path = join(directory, 'a/b');
  requireWritableDirectory(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(readdirSync(path)).toEqual([]);
});

test('refuses what cannot be written to, naming the place and the variable', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'below'), '/dev/null/below']) {
    expect(() => requireWritableDirectory(path)).toThrow(new RegExp(`cannot write to .*${path} .*VITRINE_DATA_DIR`));
  }
});

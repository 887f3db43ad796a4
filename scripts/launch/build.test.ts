import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuilt } from './build.mjs';
import { hashSources } from './source-hash.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vitrine-build-'));
  for (const directory of ['app/jobs', 'lib', 'e2e', '.next/standalone'])
    mkdirSync(join(root, directory), { recursive: true });
  writeFileSync(join(root, 'app/jobs/page.tsx'), 'page');
  writeFileSync(join(root, '.next/standalone/server.js'), 'server');
  writeFileSync(join(root, '.next/vitrine-source-sha256'), hashSources(root));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a build is reused while tests and other files change', () => {
  writeFileSync(join(root, 'app/jobs/page.test.tsx'), 'test');
  writeFileSync(join(root, 'e2e/smoke.spec.ts'), 'spec');
  writeFileSync(join(root, 'README.md'), 'words');
  expect(isBuilt(root)).toBe(true);
});

test.each(['app/jobs/page.tsx', 'lib/new.ts', 'proxy.ts', 'next.config.ts'])(
  'a change of %s asks for a new one',
  (path) => {
    writeFileSync(join(root, path), 'changed');
    expect(isBuilt(root)).toBe(false);
  },
);

test('so does a rename, and a build that did not finish', () => {
  renameSync(join(root, 'app/jobs/page.tsx'), join(root, 'app/page.tsx'));
  expect(isBuilt(root)).toBe(false);
  renameSync(join(root, 'app/page.tsx'), join(root, 'app/jobs/page.tsx'));
  expect(isBuilt(root)).toBe(true);
  rmSync(join(root, '.next/standalone/server.js'));
  expect(isBuilt(root)).toBe(false);
});

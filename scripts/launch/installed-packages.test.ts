import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled, matchesLock, recordInstalled } from './installed-packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/native-mac': { version: '1.0.0', optional: true },
  },
};
const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } };

test('optional packages may be missing, others and other versions may not', () => {
  expect(matchesLock(lock, installed)).toBe(true);
  expect(matchesLock(lock, { packages: {} })).toBe(false);
  expect(matchesLock(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
});

describe('isInstalled', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'vitrine-install-'));
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('is false without node_modules, and after an installation that was broken off', () => {
    expect(isInstalled(root)).toBe(false);
    mkdirSync(join(root, 'node_modules'));
    expect(isInstalled(root)).toBe(false);
  });

  test('is true once npm recorded the packages, whoever ran it', () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(installed));
    expect(isInstalled(root)).toBe(true);
  });

  test('turns false when the lock file changes after the stamp', () => {
    mkdirSync(join(root, 'node_modules'));
    recordInstalled(root);
    expect(isInstalled(root)).toBe(true);
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ ...lock, name: 'changed' }));
    expect(isInstalled(root)).toBe(false);
  });
});

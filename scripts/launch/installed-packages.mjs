// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ packages?: Record<string, { version?: string, optional?: boolean }> }} Lock a parsed package-lock.json
 */

/**
 * Whether npm's own record of what it installed holds all that the lock file asks for: true after a plain `npm ci` or
 * `npm install`, so that somebody who ran one does not wait for a second. Optional packages depend on the platform.
 * @param {Lock} lock package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json
 */
export function matchesLock(lock, installed) {
  const present = installed.packages ?? {};
  return Object.entries(lock.packages ?? {}).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

/**
 * The platform belongs to the stamp: node_modules holds native programs and may be shared with a container.
 * @param {string} lockText
 */
export function lockStamp(lockText) {
  const hash = createHash('sha256').update(lockText).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/**
 * @param {string} root
 * @returns {boolean} whether node_modules is what package-lock.json asks for
 */
export function isInstalled(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampFile = join(root, 'node_modules/.vitrine-lock-sha256');
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lockStamp(lockText);
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  return matchesLock(JSON.parse(lockText), JSON.parse(readFileSync(installedFile, 'utf8')));
}

/** @param {string} root */
export function recordInstalled(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  writeFileSync(join(root, 'node_modules/.vitrine-lock-sha256'), lockStamp(lockText));
}

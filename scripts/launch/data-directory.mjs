// @ts-check
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchError } from './launch-error.mjs';

/**
 * Makes the data directory when it is missing and proves that files can be written there.
 * @param {string} directory
 */
export function requireWritableDirectory(directory) {
  const probe = join(directory, `.write-test-${process.pid}`);
  try {
    makeDirectory(directory);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    throw new LaunchError(
      `Vitrine cannot write to its data directory ${directory} (${code}). ` +
        'Make it writable, or choose another one: VITRINE_DATA_DIR=/some/directory npm start',
    );
  }
}

/**
 * Not `recursive: true`, with which Node loops for ever where nothing can be made (below /proc, for one).
 * @param {string} directory
 */
function makeDirectory(directory) {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

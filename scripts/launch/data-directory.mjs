// @ts-check
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';

/**
 * Makes the data directory when it is missing and proves that files can be written there.
 * @param {string} directory
 */
export function requireWritableDirectory(directory) {
  const probe = join(directory, `.write-test-${process.pid}`);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
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

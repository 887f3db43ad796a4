import 'server-only';
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'vitrine-upload-';
/** No upload takes that long: its process has died. */
const LEFT_OVER_MS = 3_600_000;

/** Runs `use` with a path for a temporary file, which is gone afterwards whatever happens. */
export async function withSpoolPath<T>(use: (path: string) => Promise<T>): Promise<T> {
  const path = join(tmpdir(), PREFIX + randomUUID());
  try {
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Removes what killed processes have left. */
export async function sweepSpool(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((candidate) => candidate.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    const file = await stat(path).catch(() => null);
    // A file of another user is theirs to remove.
    if (file && Date.now() - file.mtimeMs > LEFT_OVER_MS) await rm(path, { force: true }).catch(() => {});
  }
}

import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fsyncDirectory, makeDirectory, removeFile } from '../files.ts';
import { aborted, entityTooLarge } from './errors.ts';

/** A body received whole and on disk, not yet an object. */
export type ReceivedBytes = { temporaryPath: string; bytes: number; md5: string };

/**
 * The files below `{directory}/objects`, named by the version in their row: a file is never changed, so that a row and
 * its bytes can't disagree, whatever is interrupted.
 */
export type Bytes = ReturnType<typeof createBytes>;

export function createBytes(directory: string) {
  const temporaryDirectory = join(directory, 'tmp');
  const objectsDirectory = join(directory, 'objects');
  makeDirectory(temporaryDirectory);
  makeDirectory(objectsDirectory);
  const folderOf = (version: string) => join(objectsDirectory, version.slice(0, 2));
  const pathOf = (version: string) => join(folderOf(version), version);

  /** Writes a stream to a temporary file. @throws StorageError EntityTooLarge after maxBytes, or when it breaks off */
  async function receive(body: Readable, maxBytes: number): Promise<ReceivedBytes> {
    const temporaryPath = join(temporaryDirectory, randomUUID());
    const hash = createHash('md5');
    let bytes = 0;
    const file = await open(temporaryPath, 'wx', 0o600);
    try {
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw entityTooLarge();
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } catch (error) {
      await removeFile(temporaryPath);
      throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? aborted() : error;
    } finally {
      await file.close();
    }
    return { temporaryPath, bytes, md5: hash.digest('hex') };
  }

  async function place(version: string, put: (path: string) => Promise<void>): Promise<void> {
    const made = await mkdir(folderOf(version), { recursive: true, mode: 0o700 });
    await put(pathOf(version));
    await fsyncDirectory(folderOf(version));
    if (made) await fsyncDirectory(objectsDirectory);
  }

  return {
    receive,
    discard: ({ temporaryPath }: ReceivedBytes) => removeFile(temporaryPath),
    /** Gives received bytes their final name; a row may name the version from now on. */
    keep: ({ temporaryPath }: ReceivedBytes, version: string) => place(version, (path) => rename(temporaryPath, path)),
    /** A second name for the same bytes: files are never changed. */
    duplicate: (from: string, version: string) => place(version, (path) => link(pathOf(from), path)),
    remove: (version: string) => removeFile(pathOf(version)),
    /** @returns null when there is no such file */
    async findFile(version: string) {
      return open(pathOf(version), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
    },
    /**
     * After a crash: removes what no row names. Only with the data directory locked and before the first request.
     * @returns how many files went, and the versions whose file is missing
     */
    async sweep(versions: Set<string>): Promise<{ removed: number; missing: string[] }> {
      await rm(temporaryDirectory, { recursive: true, force: true });
      makeDirectory(temporaryDirectory);
      const missing = new Set(versions);
      let removed = 0;
      for (const folder of await readdir(objectsDirectory, { withFileTypes: true })) {
        if (!folder.isDirectory()) continue;
        for (const version of await readdir(join(objectsDirectory, folder.name))) {
          if (missing.delete(version)) continue;
          await removeFile(join(objectsDirectory, folder.name, version));
          removed += 1;
        }
      }
      return { removed, missing: [...missing] };
    },
  };
}

/**
 * Files on the disk that only this origin sees, for an archive on its way to the person. Each has an entry and a lock of
 * one name: whoever gets the lock may remove the entry, because a tab that has ended holds none.
 */
const PREFIX = 'vitrine-archive-';
const SIGN_OUT_CHANNEL = 'vitrine-archives-sign-out';
const SIGN_OUT_TIMEOUT_MS = 2_000;

/** Not on plain http, in some private windows and in older browsers. */
export const hasScratchFiles = async (): Promise<boolean> => (await findRoot()) !== null;

/**
 * Removes the file when `use` ends, and at the latest at the next visit when the browser ends before.
 * @param use its signal is aborted when the person signs out, in whichever tab: then nothing may be left
 */
export async function withScratchFile(
  use: (file: FileSystemFileHandle, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const name = `${PREFIX}${crypto.randomUUID()}`;
  await navigator.locks.request(name, async () => {
    const controller = new AbortController();
    const signOut = new BroadcastChannel(SIGN_OUT_CHANNEL);
    signOut.onmessage = () => controller.abort();
    try {
      // In a folder of its own, where the browser puts what is not written to the end, too.
      const folder = await root.getDirectoryHandle(name, { create: true });
      await use(await folder.getFileHandle('archive.zip', { create: true }), controller.signal);
    } finally {
      signOut.close();
      await removeEntry(root, name);
    }
  });
}

/** What tabs left behind that have ended; what others are using stays. */
export const removeLeftScratchFiles = (): Promise<void> => removeEach({ ifAvailable: true });

/** All of them, whoever uses them: whoever uses this browser next is not to find them. */
export async function clearScratchFiles(): Promise<void> {
  if (!(await hasScratchFiles())) return;
  const signOut = new BroadcastChannel(SIGN_OUT_CHANNEL);
  signOut.postMessage(null);
  signOut.close();
  await removeEach({ signal: AbortSignal.timeout(SIGN_OUT_TIMEOUT_MS) });
}

async function removeEach(options: LockOptions): Promise<void> {
  const root = await findRoot();
  if (root === null) return;
  const names: string[] = [];
  for await (const name of root.keys()) if (name.startsWith(PREFIX)) names.push(name);
  const removals = names.map((name) =>
    navigator.locks.request(name, options, async (lock) => {
      if (lock !== null) await removeEntry(root, name);
    }),
  );
  await Promise.all(removals);
}

/** What cannot be removed now, because the browser is still reading it, is at the next visit. */
const removeEntry = (root: FileSystemDirectoryHandle, name: string): Promise<void> =>
  root.removeEntry(name, { recursive: true }).catch(() => {});

async function findRoot(): Promise<FileSystemDirectoryHandle | null> {
  const canWrite = 'FileSystemFileHandle' in globalThis && 'createWritable' in FileSystemFileHandle.prototype;
  if (!canWrite) return null;
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return null;
  }
}

import type { ManifestEntry, ManifestStore } from './manifest-store.ts';

const DATABASE = 'vitrine-uploads';
const ENTRIES = 'manifest';
const BY_START = 'by start';
const CHANGES_PER_TASK = 100;
/** Some browsers never answer in private windows. */
const OPEN_TIMEOUT_MS = 2_000;

/** The manifest in the browser's own database, one record for each file. */
export class IndexedDbManifestStore implements ManifestStore {
  #opened: Promise<IDBDatabase> | null = null;

  async load(jobId: string, sinceMs: number): Promise<ManifestEntry[]> {
    const database = await this.#open();
    const store = database.transaction(ENTRIES, 'readwrite').objectStore(ENTRIES);
    const old = store.index(BY_START).openCursor(IDBKeyRange.upperBound(sinceMs, true));
    old.onsuccess = () => {
      old.result?.delete();
      old.result?.continue();
    };
    return answerOf(store.getAll(IDBKeyRange.bound([jobId, ''], [jobId, '\uffff'])));
  }

  async save(jobId: string, entries: readonly ManifestEntry[], goneKeys: readonly string[]): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(ENTRIES, 'readwrite');
    const store = transaction.objectStore(ENTRIES);
    const changes = [
      ...entries.map((entry) => () => store.put(entry)),
      ...goneKeys.map((key) => () => store.delete([jobId, key])),
    ];
    askInTurns(changes);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  /** Of every job: whoever uses this browser next is not to read the names of files. */
  async clear(): Promise<void> {
    const database = await this.#open();
    await answerOf(database.transaction(ENTRIES, 'readwrite').objectStore(ENTRIES).clear());
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      setTimeout(() => reject(new Error('The database of the browser does not open.')), OPEN_TIMEOUT_MS);
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore(ENTRIES, { keyPath: ['jobId', 'key'] });
        store.createIndex(BY_START, 'startedAtMs');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return this.#opened;
  }
}

/** All within one transaction, but not in one task: each change takes its time to be asked for. */
function askInTurns(changes: readonly (() => IDBRequest)[], from = 0): void {
  const turn = changes.slice(from, from + CHANGES_PER_TASK);
  let last: IDBRequest | undefined;
  for (const change of turn) last = change();
  if (last !== undefined) last.onsuccess = () => askInTurns(changes, from + CHANGES_PER_TASK);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** What is remembered of one file that was dropped, so that the drop can go on after a reload or a crash. Never its bytes. */
export type ManifestEntry = {
  jobId: string;
  /** Which file it is: path, length and time of change. */
  key: string;
  name: string;
  bytes: number;
  lastModified: number;
  /** When it was dropped first; files of one drop share it. */
  startedAtMs: number;
  /** Of the file as it is on the device; null until it was read. */
  sha256: string | null;
  assetId: string | null;
  /** The server has it, verified. */
  isIn: boolean;
};

/** Where the manifest outlives the page. Methods may fail: what is remembered helps, and nothing depends on it. */
export type ManifestStore = {
  /** Drops from before `sinceMs` are forgotten, of whichever job. */
  load(jobId: string, sinceMs: number): Promise<ManifestEntry[]>;
  /** Puts new entries and replaces those of the same key; `goneKeys` are removed. All of it or nothing. */
  save(jobId: string, entries: readonly ManifestEntry[], goneKeys: readonly string[]): Promise<void>;
};

/** For as long as the page lives: where a browser stores nothing, and in tests. */
export class MemoryManifestStore implements ManifestStore {
  readonly #entries = new Map<string, ManifestEntry>();

  async load(jobId: string, sinceMs = 0): Promise<ManifestEntry[]> {
    for (const [id, entry] of this.#entries) if (entry.startedAtMs < sinceMs) this.#entries.delete(id);
    return [...this.#entries.values()].filter((entry) => entry.jobId === jobId);
  }

  async save(jobId: string, entries: readonly ManifestEntry[], goneKeys: readonly string[]): Promise<void> {
    for (const entry of entries) this.#entries.set(`${jobId} ${entry.key}`, { ...entry });
    for (const key of goneKeys) this.#entries.delete(`${jobId} ${key}`);
  }
}

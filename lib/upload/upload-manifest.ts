import { type DroppedFile, pathOf } from './dropped-files.ts';
import { type ManifestEntry, type ManifestStore, MemoryManifestStore } from './manifest-store.ts';

type ManifestFile = DroppedFile & { size: number; lastModified: number };

/** What an earlier visit left unfinished, of the drops that are not whole. */
export type MissingUploads = {
  missingCount: number;
  /** Of the drops that these belong to. */
  totalCount: number;
  /** The last of these drops. */
  startedAtMs: number;
};

const SAVE_DELAY_MS = 200;
/** Who has not come back by then does not go on. */
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The memory of the drops of one job: saved before the first byte leaves, kept until all files of a drop are in. It
 * works without a store that lasts, and then knows of this visit alone.
 */
export class UploadManifest {
  readonly #jobId: string;
  readonly #nowMs: () => number;
  readonly #entries = new Map<string, ManifestEntry>();
  /** Keys of the files that this visit has in hand. */
  readonly #claimed = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #gone = new Set<string>();
  #store: ManifestStore;
  #saveTimer: ReturnType<typeof setTimeout> | null = null;
  #saving: Promise<void>;
  readonly #loaded: Promise<void>;
  /** Told when {@link findMissing} may answer otherwise. */
  onChange: () => void = () => {};

  constructor(options: { jobId: string; store: ManifestStore; nowMs: () => number }) {
    this.#jobId = options.jobId;
    this.#store = options.store;
    this.#nowMs = options.nowMs;
    this.#loaded = this.#load();
    this.#saving = this.#loaded;
  }

  /** Files that were dropped now; those of an earlier drop go on under that one. */
  add(files: readonly ManifestFile[]): void {
    const startedAtMs = this.#nowMs();
    for (const file of files) this.#claimed.add(keyOf(file));
    this.#saving = this.#loaded.then(async () => {
      for (const file of files) {
        const key = keyOf(file);
        this.#change(this.#entries.get(key) ?? this.#newEntry(key, file, startedAtMs));
      }
      await this.#save();
    });
    this.onChange();
  }

  /** Resolves once what was added is saved, or can't be. */
  whenSaved(): Promise<void> {
    return this.#saving;
  }

  /** The hash of a file that was read before and has not changed since, as far as its length and time tell. */
  async findHash(file: ManifestFile): Promise<string | null> {
    await this.#loaded;
    return this.#entries.get(keyOf(file))?.sha256 ?? null;
  }

  recordHash(file: ManifestFile, sha256: string): void {
    this.#update(keyOf(file), { sha256 });
  }

  recordAsset(file: ManifestFile, assetId: string): void {
    this.#update(keyOf(file), { assetId });
  }

  /** Also what an earlier visit knows of the same file by another path. */
  recordIn(file: ManifestFile): void {
    this.#update(keyOf(file), { isIn: true });
    for (const entry of this.#entries.values()) {
      if (entry.isIn || this.#claimed.has(entry.key) || !isSameFile(entry, file)) continue;
      this.#update(entry.key, { isIn: true });
    }
    this.onChange();
  }

  /** It was refused or given up: nobody waits for it. */
  forget(file: ManifestFile): void {
    this.#remove(keyOf(file));
    this.onChange();
  }

  /** Asks the server for what it verified after the last visit had gone. */
  async reconcile(listVerified: (assetIds: string[]) => Promise<Set<string>>): Promise<void> {
    await this.#loaded;
    const open = this.#listMissing().filter(({ assetId }) => assetId !== null);
    if (open.length === 0) return;
    const verified = await listVerified(open.flatMap(({ assetId }) => assetId ?? []));
    for (const { key, assetId } of open)
      if (assetId !== null && verified.has(assetId)) this.#update(key, { isIn: true });
    this.onChange();
  }

  findMissing(): MissingUploads | null {
    const missing = this.#listMissing();
    if (missing.length === 0) return null;
    const drops = new Set(missing.map(({ startedAtMs }) => startedAtMs));
    const totalCount = [...this.#entries.values()].filter(({ startedAtMs }) => drops.has(startedAtMs)).length;
    return { missingCount: missing.length, totalCount, startedAtMs: Math.max(...drops) };
  }

  /** The unfinished drops of earlier visits are not spoken of again. */
  dismissMissing(): void {
    for (const { key } of this.#listMissing()) this.#remove(key);
    this.onChange();
  }

  #listMissing(): ManifestEntry[] {
    return [...this.#entries.values()].filter(({ key, isIn }) => !isIn && !this.#claimed.has(key));
  }

  #newEntry(key: string, file: ManifestFile, startedAtMs: number): ManifestEntry {
    const { name, size: bytes, lastModified } = file;
    const fresh = { sha256: null, assetId: null, isIn: false };
    return { jobId: this.#jobId, key, name, bytes, lastModified, startedAtMs, ...fresh };
  }

  #update(key: string, change: Partial<ManifestEntry>): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#change({ ...entry, ...change });
  }

  #change(entry: ManifestEntry): void {
    this.#entries.set(entry.key, entry);
    this.#changed.add(entry.key);
    this.#gone.delete(entry.key);
    this.#saveSoon();
  }

  #remove(key: string): void {
    if (!this.#entries.delete(key)) return;
    this.#changed.delete(key);
    this.#gone.add(key);
    this.#saveSoon();
  }

  #forgetWholeDrops(): void {
    const open = new Set<number>();
    for (const { isIn, startedAtMs } of this.#entries.values()) if (!isIn) open.add(startedAtMs);
    for (const { key, startedAtMs } of [...this.#entries.values()]) if (!open.has(startedAtMs)) this.#remove(key);
  }

  #saveSoon(): void {
    this.#saveTimer ??= setTimeout(() => void this.#save(), SAVE_DELAY_MS);
  }

  async #save(): Promise<void> {
    this.#forgetWholeDrops();
    if (this.#saveTimer !== null) clearTimeout(this.#saveTimer);
    this.#saveTimer = null;
    const entries = [...this.#changed].flatMap((key) => this.#entries.get(key) ?? []);
    const goneKeys = [...this.#gone];
    this.#changed.clear();
    this.#gone.clear();
    if (entries.length + goneKeys.length === 0) return;
    await this.#store.save(this.#jobId, entries, goneKeys).catch(() => this.#goOnInMemory());
  }

  async #load(): Promise<void> {
    let entries: ManifestEntry[] = [];
    try {
      entries = await this.#store.load(this.#jobId, this.#nowMs() - MAX_AGE_MS);
    } catch {
      this.#goOnInMemory();
    }
    for (const entry of entries) this.#entries.set(entry.key, entry);
    this.onChange();
  }

  /** The browser keeps nothing, or nothing more. */
  #goOnInMemory(): void {
    this.#store = new MemoryManifestStore();
  }
}

function keyOf(file: ManifestFile): string {
  return `${pathOf(file)}|${file.size}|${file.lastModified}`;
}

function isSameFile(entry: ManifestEntry, file: ManifestFile): boolean {
  return entry.name === file.name && entry.bytes === file.size && entry.lastModified === file.lastModified;
}

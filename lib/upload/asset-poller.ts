import type { Asset } from '../schemas/asset.ts';

export type AssetPollerPorts = {
  /** At most {@link MAX_IDS_PER_POLL} ids; assets that are gone are left out of the answer. */
  getAssets(assetIds: string[]): Promise<Asset[]>;
  sleep(ms: number): Promise<void>;
};

/** Told of every answer; null when the asset is gone. Returns true when it has seen enough. */
export type AssetWatcher = (asset: Asset | null) => boolean;

export const MAX_IDS_PER_POLL = 100;
const FIRST_DELAY_MS = 700;
const MAX_DELAY_MS = 5_000;

/** Asks for the state of all watched assets in one request, ever less often while nothing new is watched. */
export class AssetPoller {
  readonly #ports: AssetPollerPorts;
  readonly #watchers = new Map<string, Set<AssetWatcher>>();
  #delayMs = FIRST_DELAY_MS;
  #running = false;

  constructor(ports: AssetPollerPorts) {
    this.#ports = ports;
  }

  /** @returns a function that stops watching. */
  watch(assetId: string, watcher: AssetWatcher): () => void {
    const watchers = this.#watchers.get(assetId) ?? new Set();
    this.#watchers.set(assetId, watchers.add(watcher));
    this.#delayMs = FIRST_DELAY_MS;
    if (!this.#running) void this.#run();
    return () => this.#forget(assetId, watcher);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#watchers.size > 0) {
      await this.#ports.sleep(this.#delayMs);
      this.#delayMs = Math.min(MAX_DELAY_MS, this.#delayMs * 1.4);
      const ids = [...this.#watchers.keys()];
      for (let from = 0; from < ids.length; from += MAX_IDS_PER_POLL) {
        await this.#ask(ids.slice(from, from + MAX_IDS_PER_POLL));
      }
    }
    this.#running = false;
  }

  async #ask(ids: string[]): Promise<void> {
    let assets: Asset[];
    try {
      assets = await this.#ports.getAssets(ids);
    } catch {
      return; // Asked again after the next delay.
    }
    const found = new Map(assets.map((asset) => [asset.id, asset]));
    for (const id of ids) {
      for (const watcher of [...(this.#watchers.get(id) ?? [])]) {
        if (watcher(found.get(id) ?? null)) this.#forget(id, watcher);
      }
    }
  }

  #forget(assetId: string, watcher: AssetWatcher): void {
    const watchers = this.#watchers.get(assetId);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#watchers.delete(assetId);
  }
}

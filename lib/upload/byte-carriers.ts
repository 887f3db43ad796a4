type Carrier = { readonly id: string; readonly followers: Set<string> };

/** Equal bytes within one drop are sent once: the first file carries them, its followers wait for what becomes of it. */
export class ByteCarriers {
  readonly #carriers = new Map<string, Carrier>();

  /** @returns whether this file is the one to carry the bytes; otherwise it follows the one that does. */
  claim(sha256: string, id: string): boolean {
    const carrier = this.#carriers.get(sha256);
    if (carrier === undefined) this.#carriers.set(sha256, { id, followers: new Set() });
    else carrier.followers.add(id);
    return carrier === undefined;
  }

  /** @returns those that followed this file, whose fate is open now; none if it did not carry the bytes. */
  release(sha256: string, id: string): Iterable<string> {
    const carrier = this.#carriers.get(sha256);
    carrier?.followers.delete(id);
    if (carrier?.id !== id) return [];
    this.#carriers.delete(sha256);
    return carrier.followers;
  }
}

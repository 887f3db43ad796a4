export type VariantSize = { name: string; width: number; height: number };

export const DEFAULT_VARIANT_SIZES: readonly string[] = ['112x112', '56x56'];

/** Fits inside this square, never enlarged: the image in a grid, and the image on a page. */
export const THUMBNAIL_PIXELS = 480;
export const PREVIEW_PIXELS = 1600;

/** Reads `WxH`, pixels. `null` when it is not that, or beyond 4096 a side. */
export function parseVariantSize(name: string): VariantSize | null {
  const match = /^([1-9]\d{0,3})x([1-9]\d{0,3})$/.exec(name);
  if (match === null) return null;
  const [width, height] = [Number(match[1]), Number(match[2])];
  return width > 4096 || height > 4096 ? null : { name, width, height };
}

/** @throws RangeError naming the size that is not `WxH`. */
export function parseVariantSizes(names: readonly string[]): VariantSize[] {
  return names.map((name) => {
    const size = parseVariantSize(name);
    if (size === null) throw new RangeError(`"${name}" is not a variant size: write it like 112x112.`);
    return size;
  });
}

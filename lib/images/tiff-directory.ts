import { asciiAt, u16be, u16le, u32be, u32le } from './byte-reader.ts';

/** More than any camera writes; a directory that says more is cut off there. */
const MAX_ENTRIES = 512;

export const TIFF_TYPE = { ascii: 2, short: 3, long: 4, rational: 5, signedRational: 10 } as const;
const TYPE_BYTES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

type TiffEntry = {
  type: number;
  count: number;
  /** Where the value lies, in the entry itself or elsewhere in the block. */
  valueAt: number;
};

export type TiffBlock = {
  bytes: Uint8Array;
  u16: (at: number) => number;
  u32: (at: number) => number;
  /** Of the first directory. */
  firstAt: number;
};
/** Entries by tag; the first of two with the same tag. */
export type TiffDirectory = ReadonlyMap<number, TiffEntry>;

/** A TIFF block in either byte order; null when it does not start as one. */
export function openTiff(bytes: Uint8Array): TiffBlock | null {
  const order = asciiAt(bytes, 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const [read16, read32] = order === 'II' ? [u16le, u32le] : [u16be, u32be];
  const block = {
    bytes,
    u16: (at: number) => read16(bytes, at),
    u32: (at: number) => read32(bytes, at),
    firstAt: read32(bytes, 4),
  };
  return block.u16(2) === 42 ? block : null;
}

/** The entries that lie inside of the block with their values; empty when there is no directory at `at`. */
export function readTiffDirectory({ bytes, u16, u32 }: TiffBlock, at: number): TiffDirectory {
  const entries = new Map<number, TiffEntry>();
  if (at < 8 || at + 2 > bytes.length) return entries;
  const count = Math.min(u16(at), MAX_ENTRIES);
  for (let i = 0; i < count; i++) {
    const entryAt = at + 2 + i * 12;
    if (entryAt + 12 > bytes.length) break;
    const tag = u16(entryAt);
    const entry = { type: u16(entryAt + 2), count: u32(entryAt + 4), valueAt: entryAt + 8 };
    const valueBytes = (TYPE_BYTES[entry.type] ?? Number.POSITIVE_INFINITY) * entry.count;
    if (valueBytes > 4) entry.valueAt = u32(entryAt + 8);
    if (entry.valueAt + valueBytes <= bytes.length && !entries.has(tag)) entries.set(tag, entry);
  }
  return entries;
}

/** One value of a whole number or a fraction; null for anything else, and for what is not finite. */
export function readTiffNumber(block: TiffBlock, entry: TiffEntry | undefined, index = 0): number | null {
  if (entry === undefined || index >= entry.count) return null;
  const { u16, u32 } = block;
  const signed = (at: number) => u32(at) | 0;
  const fractionAt = entry.valueAt + index * 8;
  const read: Record<number, () => number> = {
    [TIFF_TYPE.short]: () => u16(entry.valueAt + index * 2),
    [TIFF_TYPE.long]: () => u32(entry.valueAt + index * 4),
    [TIFF_TYPE.rational]: () => u32(fractionAt) / u32(fractionAt + 4),
    [TIFF_TYPE.signedRational]: () => signed(fractionAt) / signed(fractionAt + 4),
  };
  const value = read[entry.type]?.();
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** At most `maxBytes` of a text, up to its first zero byte; null for anything else. UTF-8, which cameras write by now. */
export function readTiffText({ bytes }: TiffBlock, entry: TiffEntry | undefined, maxBytes: number): string | null {
  if (entry?.type !== TIFF_TYPE.ascii) return null;
  const value = bytes.subarray(entry.valueAt, entry.valueAt + Math.min(entry.count, maxBytes));
  const end = value.indexOf(0);
  return new TextDecoder().decode(end < 0 ? value : value.subarray(0, end));
}

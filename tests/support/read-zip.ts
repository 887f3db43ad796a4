import { crc32 } from 'node:zlib';

/**
 * The files of a zip archive that compresses nothing, by name in order, with their checksums looked at.
 * https://pkwaredownloads.blob.core.windows.net/pem/APPNOTE.txt 4.3.7, 4.3.12, 4.3.16
 */
export function readZip(zip: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  requireSignature(view, end, 0x06054b50);
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    requireSignature(view, at, 0x02014b50);
    const length = view.getUint32(at + 24, true);
    const header = view.getUint32(at + 42, true);
    requireSignature(view, header, 0x04034b50);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    const begin = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    const bytes = zip.subarray(begin, begin + length);
    if (view.getUint16(at + 10, true) !== 0) throw new Error(`${name} is compressed`);
    if (crc32(bytes) !== view.getUint32(at + 16, true)) throw new Error(`${name} does not match its checksum`);
    if (files.has(name)) throw new Error(`${name} is there twice`);
    files.set(name, bytes);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function requireSignature(view: DataView, at: number, signature: number): void {
  if (view.getUint32(at, true) !== signature) throw new Error(`this is no zip archive: nothing known at byte ${at}`);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { makeImageSet, makeTwelveMegapixelJpeg } from '../../tests/support/make-images.ts';

export type UploadFile = { name: string; mimeType: string; buffer: Buffer };

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
};

const toUpload = (name: string, buffer: Buffer): UploadFile => ({
  name,
  mimeType: TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream',
  buffer,
});

/** Ordinary images: those of the shared corpus where it is there, otherwise generated ones. Each has other bytes. */
export async function ordinaryImages(): Promise<UploadFile[]> {
  const files = existsSync(CORPUS)
    ? readdirSync(CORPUS)
        .filter((name) => name.startsWith('ok-'))
        .map((name) => toUpload(name, readFileSync(join(CORPUS, name))))
    : (await makeImageSet()).filter(({ accepted }) => accepted).map(({ name, bytes }) => toUpload(name, bytes));
  const seen = new Set<string>();
  return files.filter(({ buffer }) => {
    const bytes = buffer.toString('base64');
    return !seen.has(bytes) && seen.add(bytes);
  });
}

export const twelveMegapixelPhoto = async (): Promise<UploadFile> =>
  toUpload('photo-12-megapixels.jpg', await makeTwelveMegapixelJpeg());

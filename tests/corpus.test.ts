import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentType } from '../lib/images/content-types.ts';
import { findMetadata } from '../lib/images/strip-metadata.ts';
import { mapInParallel } from '../lib/map-in-parallel.ts';
import type { Asset } from '../lib/schemas/asset.ts';
import { type Api, createApi, declare, errorCodeOf, type ImageFile, put, sha256Of } from './support/api-client.ts';
import { findCorpus, readUnstorableNames, type Verdict } from './support/corpus.ts';
import { type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeImageSet, makeTinyPng, SECRET_ARTIST } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** Files at once, as a browser would have. */
const PARALLEL = 4;
/** A hundred images are decoded several times each. */
const MAX_MS = 400_000;
/** Of a minimal EXIF block that says how to turn the image, and nothing else. */
const MAX_ORIENTATION_BYTES = 40;
const SECRETS = [SECRET_ARTIST, 'GPS', 'evil.html', '<script', '<html'];
/** Refused before a byte is sent, because of what was declared. */
const REFUSED_AT_ONCE = /^(unsupported_media_type|payload_too_large|invalid_image)$/;
const REFUSED_AT_COMPLETE = /^(415 unsupported_media_type|422 invalid_image|413 payload_too_large)$/;

let stack: Stack;
let backend: Backend;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
});
afterAll(() => stack?.stop());

type Counts = { accepted: number; refusedAtOnce: number; refusedAtComplete: number };

/** Gives every file to the API by its name; what is accepted is published, looked at and deleted again. */
async function judgeAll(user: string, files: (ImageFile & { verdict: Verdict })[]): Promise<Counts> {
  const api = createApi(stack.appUrl, (await signUp(stack, user)).accessToken);
  const counts: Counts = { accepted: 0, refusedAtOnce: 0, refusedAtComplete: 0 };
  await mapInParallel(files, PARALLEL, async ({ verdict, ...file }) => {
    // One job each: some files have the same bytes.
    const { id: jobId } = await api.createJob(file.name.slice(-200));
    const outcome = await judge(api, jobId, file);
    counts[outcome]++;
    expect(outcome === 'accepted' ? 'accept' : 'reject', file.name).toBe(verdict);
    if (outcome === 'accepted') await api.deleteJob(jobId);
  });
  // Rows of refused files stay, with the reason; nothing else does.
  expect(await api.usedBytes()).toBe(0);
  const { verified, objects, problems } = await takeInventory(backend);
  expect({ verified, objects, problems }).toEqual({ verified: 0, objects: 0, problems: [] });
  return counts;
}

async function judge(api: Api, jobId: string, file: ImageFile): Promise<keyof Counts> {
  const [answer] = await api.presign(jobId, [declare(file)]);
  if (answer?.status === 'refused') {
    expect(answer.error.code, file.name).toMatch(REFUSED_AT_ONCE);
    return 'refusedAtOnce';
  }
  if (answer?.status !== 'upload') throw new Error(`${file.name}: ${JSON.stringify(answer)}`);
  expect((await put(answer, file.bytes)).status, file.name).toBe(200);
  const completed = await api.complete(answer.assetId);
  const asset = await api.settled(answer.assetId);
  if (asset.status === 'rejected') {
    expect(errorCodeOf(completed), file.name).toMatch(REFUSED_AT_COMPLETE);
    expect(asset.rejection?.message, file.name).toMatch(/^[A-Z].*\.$/);
    const stored = await backend.client.rpc('list_stored_files', { p_asset: asset.id });
    expect(stored.data, file.name).toEqual({ master: [], public: [] });
    return 'refusedAtComplete';
  }
  expect(completed.status, file.name).toBe(200);
  expect(asset, file.name).toMatchObject({ status: 'private', sha256: sha256Of(file.bytes) });
  await expectCleanPublication(await api.setVisibility(asset.id, 'public'), file);
  return 'accepted';
}

/** The public copy and its variants carry nothing hidden, and look like the original. */
async function expectCleanPublication(asset: Asset, { name, bytes }: ImageFile): Promise<void> {
  const publicUrl = asset.publicUrl ?? '';
  const clean = await download(publicUrl, asset.contentType);
  await expectClean(clean, asset.contentType, name);
  const [before, after] = await Promise.all([decode(bytes), decode(clean)]);
  expect(after, name).toEqual(before);

  const [key = ''] = publicUrl.split('/public-assets/').slice(-1);
  const stem = key.replace(/\.[a-z]+$/, '');
  const keys = await backend.listKeys('public-assets', key.slice(0, key.lastIndexOf('/')));
  const variants = keys.filter((candidate) => candidate.startsWith(`${stem}_`));
  expect(variants.length, name).toBe(Object.keys(asset.variants).length);
  for (const variant of variants) {
    const contentType = `image/${variant.split('.').at(-1)?.replace('jpg', 'jpeg')}`;
    await expectClean(await download(publicUrl.replace(key, variant), contentType), contentType, `${name} ${variant}`);
  }
}

async function download(url: string, contentType: string): Promise<Buffer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  return Buffer.from(await response.arrayBuffer());
}

async function expectClean(bytes: Buffer, contentType: string, name: string): Promise<void> {
  expect(findMetadata(bytes, contentType as ContentType), name).toEqual([]);
  for (const secret of SECRETS) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
  const { exif, xmp, iptc, comments } = await sharp(bytes, { limitInputPixels: false }).metadata();
  expect(exif?.length ?? 0, name).toBeLessThanOrEqual(MAX_ORIENTATION_BYTES);
  expect([xmp, iptc, comments], name).toEqual([undefined, undefined, undefined]);
}

/** What a viewer makes of the bytes. */
async function decode(bytes: Uint8Array) {
  const image = sharp(bytes, { limitInputPixels: false, animated: true, failOn: 'none' });
  const { width, height, orientation, icc, pages, delay, loop } = await image.metadata();
  const pixels = await image.raw().toBuffer();
  return {
    ...{ width, height, pages, delay, loop, orientation: orientation ?? 1 },
    profile: icc && sha256Of(icc),
    pixels: sha256Of(pixels),
  };
}

const corpus = findCorpus();
if (!corpus) console.log('skipped: the shared corpus is not there');

test(
  'the generated images are judged, published and cleaned as they should be',
  async () => {
    const files = (await makeImageSet()).map(({ name, bytes, accepted }) => ({
      ...{ name, bytes },
      verdict: accepted ? ('accept' as const) : ('reject' as const),
    }));
    const counts = await judgeAll('generated', files);
    console.log(`generated images: ${JSON.stringify(counts)}`);
  },
  MAX_MS,
);

describe.skipIf(!corpus)('the shared corpus', () => {
  test(
    'is judged as its manifest says',
    async () => {
      const files = (corpus ?? [])
        .filter(({ name }) => !name.startsWith('names/'))
        .map(({ name, verdict, readBytes }) => ({ name, verdict, bytes: readBytes() }));
      const counts = await judgeAll('corpus', files);
      console.log(`corpus: ${JSON.stringify(counts)}`);
      expect(counts.accepted + counts.refusedAtOnce + counts.refusedAtComplete).toBe(files.length);
    },
    MAX_MS,
  );

  test(
    'odd names are text to show, and nothing else',
    async () => {
      const api = createApi(stack.appUrl, (await signUp(stack, 'names')).accessToken);
      const onDisk = (corpus ?? []).flatMap(({ name, readBytes }) => {
        const oddName = /^names\/(.+)$/s.exec(name)?.[1];
        return oddName === undefined ? [] : [{ name: oddName, bytes: readBytes() }];
      });
      await mapInParallel(onDisk, PARALLEL, async ({ name, bytes }) => {
        const { id: jobId } = await api.createJob('Odd name');
        const asset = await api.upload(jobId, { name, bytes, contentType: 'image/png' });
        expect(asset.path).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[0-9a-f-]{36}\.png$/);
        expectCleaned(asset.name, name);
        await expectShownAsText(await api.setVisibility(asset.id, 'public'));
      });

      // One image for the pages of all the others.
      const { id: jobId } = await api.createJob('Names that no file has');
      const shown = await api.upload(jobId, { name: 'a.png', bytes: makeTinyPng(1) });
      await api.setVisibility(shown.id, 'public');
      const names = readUnstorableNames();
      const files = names.map((name, index) => ({
        ...declare({ name: 'a.png', bytes: makeTinyPng(index + 2) }),
        name,
      }));
      const answers = await api.presign(jobId, files);
      const refused: string[] = [];
      for (const [index, name] of names.entries()) {
        const answer = answers[index];
        if (answer?.status === 'upload') {
          const declared = await api.getAsset(answer.assetId);
          expectCleaned(declared.name, name);
          await expectShownAsText(await api.renameAsset(shown.id, declared.name));
        } else {
          expect(answer).toMatchObject({ error: { code: 'validation_failed', fields: { name: expect.any(String) } } });
          refused.push(name);
        }
      }
      expect(refused.map((name) => name.length).sort((x, y) => x - y)).toEqual([0, 4100]);
      console.log(
        `names: ${onDisk.length} on disk and ${names.length - refused.length} others shown, ${refused.length} refused`,
      );
      expect((await takeInventory(backend)).problems).toEqual([]);
    },
    MAX_MS,
  );
});

const letters = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

function expectCleaned(name: string, given: string): void {
  expect(name.replaceAll('\u200d', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(name).toBe(name.normalize('NFC'));
  expect([...name].length).toBeLessThanOrEqual(255);
  // Dots and blanks alone are no name; what is too long is cut before its ending.
  if (given.trim() === '') expect(name).toBe('untitled');
  else if ([...given].length > 255) expect(name).toMatch(/^x{251}\.png$/);
  else expect(letters(name)).toBe(letters(given));
}

async function expectShownAsText(asset: Asset): Promise<void> {
  const { name } = asset;
  const page = await fetch(asset.pageUrl ?? '');
  expect(page.status).toBe(200);
  expect(page.headers.get('set-cookie')).toBeNull();
  const html = await page.text();
  const title = /<meta property="og:title" content="([^"]*)"\/>/.exec(html)?.[1] ?? '';
  expect(decodeHtml(title)).toBe(name);
  expect(html).not.toContain('<img src=x');
  expect(html.match(/<h1/g)).toHaveLength(1);

  const attachment = await fetch(`${asset.publicUrl}?download=${encodeURIComponent(name)}`);
  expect(attachment.status).toBe(200);
  expect(attachment.headers.get('set-cookie')).toBeNull();
  const disposition = attachment.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '';
  expect(decodeURIComponent(encoded)).toBe(name);
}

const decodeHtml = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_match, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

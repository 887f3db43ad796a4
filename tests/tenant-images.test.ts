import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findMetadata } from '../lib/images/strip-metadata.ts';
import { type Api, createApi, errorCodeOf, sha256Of } from './support/api-client.ts';
import { findCorpus } from './support/corpus.ts';
import { type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeImage, makeImageSet, makePhoto, makeTinyPng, SECRET_ARTIST } from './support/make-images.ts';
import { actionResultOf, callServerAction, findServerAction } from './support/server-actions.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp, type User } from './support/users.ts';

/** Logos and avatars: one object of a fixed name each, replaced in place, public exactly while a public page shows it. */

const CRON_SECRET = 'a secret of sixteen';
const PATHS = ['/me/logos/primary', '/me/logos/secondary', '/me/avatar'] as const;

let stack: Stack;
let backend: Backend;
let people = 0;
let ada: User;
let api: Api;

beforeAll(async () => {
  stack = await startStack({ env: { CRON_SECRET } });
  backend = createBackend(stack);
});
afterAll(() => stack?.stop());

/** Everybody starts with nothing. */
beforeEach(async () => {
  ada = await signUp(stack, `ada${++people}`);
  api = createApi(stack.appUrl, ada.accessToken);
});

const image = (seed: number, format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png') =>
  makeImage({ format, pattern: 'solid', seed });
const get = async (url: string | null) => {
  if (url === null) throw new Error('there is no address');
  const response = await fetch(url);
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
};
const keysOf = (bucket: 'assets' | 'public-assets') => backend.listKeys(bucket, ada.id);
const logoKeys = async () => (await keysOf('public-assets')).filter((key) => key.includes('/logos/'));
const expectSound = async () => expect((await takeInventory(backend)).problems).toEqual([]);
const rowsOf = async () => (await backend.readRows('tenant_images')).filter(({ owner_id }) => owner_id === ada.id);
const sendJanitor = async () => {
  const headers = { authorization: `Bearer ${CRON_SECRET}` };
  expect((await fetch(`${stack.appUrl}/api/cron/janitor`, { headers })).status).toBe(200);
};

async function publishOne(seed = 1) {
  const job = await api.createJob('Branded');
  const asset = await api.upload(job.id, { name: 'shown.png', bytes: makeTinyPng(seed) });
  return { job, asset: await api.setVisibility(asset.id, 'public') };
}

const readPage = async (url: string | null) => (await get(url)).bytes.toString();

describe('an image of one’s own', () => {
  test('is at its fixed name, a clean PNG, whatever type it came as', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      for (const path of PATHS) {
        const branding = await api.putImage(path, await image(3, format), `image/${format}`);
        const url =
          path === '/me/avatar'
            ? branding.avatarUrl
            : branding.logos[path.includes('primary') ? 'primary' : 'secondary'];
        const { bytes, headers } = await get(url);
        expect(headers.get('content-type')).toBe('image/png');
        expect(findMetadata(bytes, 'image/png')).toEqual([]);
      }
    }
    const names = ['logos/primary.png', 'logos/secondary.png', 'profile/avatar.png'];
    expect(await keysOf('assets')).toEqual(names.map((name) => `${ada.id}/${name}`));
    expect(await keysOf('public-assets')).toEqual([]);
    expect(await api.me()).toMatchObject({ usedBytes: 0, showLogo: true });
    await expectSound();
  });

  test('carries nothing of the photo it was made of', async () => {
    const photo = await makePhoto({ orientation: 6 });
    const { avatarUrl, logos } = {
      ...(await api.putImage('/me/avatar', photo, 'image/jpeg')),
      ...(await api.putImage('/me/logos/primary', photo, 'image/jpeg')),
    };
    for (const [url, width, height] of [
      [avatarUrl, 512, 512],
      [logos.primary, 240, 320],
    ] as const) {
      const { bytes } = await get(url);
      expect(bytes.includes(SECRET_ARTIST)).toBe(false);
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ format: 'png', width, height });
      expect(metadata.exif).toBeUndefined();
    }
  });

  test('may come as the field of a form', async () => {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(await image(4))], 'logo.png', { type: 'image/png' }));
    const response = await fetch(`${stack.appUrl}/api/v1/me/avatar`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${ada.accessToken}` },
      body: form,
    });
    expect(response.status).toBe(200);
    expect((await get((await api.me()).avatarUrl)).status).toBe(200);
  });

  test('is replaced in place, under another address that shows the new one at once', async () => {
    const first = await api.putImage('/me/logos/primary', await image(5));
    expect(await api.me()).toMatchObject({ logos: first.logos });
    const second = await api.putImage('/me/logos/primary', await image(6));
    expect(second.logos.primary).not.toBe(first.logos.primary);
    const version = (url: string | null) => new URL(url ?? '').searchParams.get('v');
    const { bytes } = await get(second.logos.primary);
    expect(version(second.logos.primary)).toBe(sha256Of(bytes).slice(0, 12));
    expect(version(first.logos.primary)).not.toBe(version(second.logos.primary));
    expect(await api.me()).toMatchObject({ logos: second.logos });
    expect((await keysOf('assets')).length).toBe(1);
  });

  test('can be removed, again and again, and nothing is left', async () => {
    for (const path of PATHS) await api.putImage(path, await image(7));
    for (const path of [...PATHS, ...PATHS]) await api.deleteImage(path);
    expect(await keysOf('assets')).toEqual([]);
    expect(await rowsOf()).toEqual([]);
    expect(await api.me()).toMatchObject({ avatarUrl: null, logos: { primary: null, secondary: null } });
  });
});

describe('refused, with nothing stored', () => {
  const answerTo = (path: string, body: unknown, headers: Record<string, string>) =>
    api.call('PUT', `/api/v1${path}`, body, headers);

  test('is every hostile file', async () => {
    const generated = (await makeImageSet()).filter(({ accepted }) => !accepted);
    const corpus = (findCorpus() ?? [])
      .filter(({ verdict }) => verdict === 'reject')
      .map(({ name, readBytes }) => ({ name, bytes: readBytes() }));
    // Those that are refused for their name alone have none here.
    const hostile = [...generated, ...corpus].filter(({ name }) => !/-named\./.test(name));
    const codes: Record<string, number> = {};
    for (const { name, bytes } of hostile) {
      const code = errorCodeOf(await answerTo('/me/logos/primary', bytes, { 'content-type': 'image/png' }));
      expect(code, name).toMatch(/^(413 payload_too_large|415 unsupported_media_type|422 invalid_image)$/);
      codes[code] = (codes[code] ?? 0) + 1;
    }
    console.log(`${hostile.length} hostile files:`, codes);
    expect(await keysOf('assets')).toEqual([]);
    expect(await rowsOf()).toEqual([]);
  });

  test('is a logo of another name, a body that is no image, and a caller who is nobody', async () => {
    const png = makeTinyPng(1);
    const asPng = { 'content-type': 'image/png' };
    for (const name of ['tertiary', 'PRIMARY', 'primary.png', '..%2Fprofile%2Favatar']) {
      expect(errorCodeOf(await answerTo(`/me/logos/${name}`, png, asPng)), name).toBe('404 not_found');
    }
    expect(errorCodeOf(await answerTo('/me/avatar', png, { 'content-type': 'text/plain' }))).toBe(
      '415 unsupported_media_type',
    );
    const nobody = createApi(stack.appUrl, null);
    const own = { ...asPng, origin: stack.appUrl };
    for (const path of PATHS) {
      expect(errorCodeOf(await nobody.call('PUT', `/api/v1${path}`, png, own))).toBe('401 unauthenticated');
      expect(errorCodeOf(await nobody.call('DELETE', `/api/v1${path}`, undefined, own))).toBe('401 unauthenticated');
    }
    const cookie = await openCookieSession(stack, ada);
    const elsewhere = { ...asPng, cookie, origin: 'https://elsewhere.example' };
    expect(errorCodeOf(await nobody.call('PUT', '/api/v1/me/avatar', png, elsewhere))).toBe('403 forbidden');
    expect(await rowsOf()).toEqual([]);
  });
});

describe('two at once', () => {
  test('end with a row that says what is stored', async () => {
    const images = await Promise.all([11, 12, 13, 14, 15, 16].map((seed) => image(seed)));
    await Promise.all(images.map((bytes) => api.putImage('/me/logos/primary', bytes)));
    await publishOne();
    await Promise.all(images.map((bytes) => api.putImage('/me/logos/primary', bytes)));
    const [row] = await rowsOf();
    const stored = await backend.findBytes('assets', `${ada.id}/logos/primary.png`);
    expect(row?.sha256).toBe(stored && sha256Of(stored));
    expect(row?.public_sha256).toBe(row?.sha256);
    await expectSound();
  });

  test('a removal among them leaves one thing or the other, whole', async () => {
    await publishOne();
    for (let round = 0; round < 5; round++) {
      const bytes = await image(20 + round);
      await Promise.all([
        api.call('PUT', '/api/v1/me/logos/primary', bytes, { 'content-type': 'image/png' }),
        api.call('DELETE', '/api/v1/me/logos/primary'),
      ]);
      const keys = await logoKeys();
      expect((await api.me()).logos.primary === null).toBe(keys.length === 0);
      await expectSound();
    }
  });
});

describe('the logo in public', () => {
  const setShowLogo = async (showLogo: boolean) => {
    const cookie = await openCookieSession(stack, ada);
    const action = findServerAction('setShowLogo');
    const answer = await callServerAction(stack.appUrl, '/settings/branding', action, { showLogo }, cookie);
    expect(actionResultOf(answer)).toMatchObject({ ok: true, data: { showLogo } });
  };
  const primary = () => [`${ada.id}/logos/primary.png`];

  test('is there exactly while a public page shows it', async () => {
    await api.putImage('/me/logos/primary', await image(30));
    await api.putImage('/me/avatar', await image(31));
    expect(await logoKeys()).toEqual([]);

    const { asset, job } = await publishOne();
    expect(await logoKeys()).toEqual(primary());
    await setShowLogo(false);
    expect(await logoKeys()).toEqual([]);
    expect(await readPage(asset.pageUrl)).not.toContain('logos/');
    await setShowLogo(true);
    expect(await logoKeys()).toEqual(primary());

    await api.setVisibility(asset.id, 'private');
    expect(await logoKeys()).toEqual([]);
    await api.updateJob(job.id, { gallery: 'on' });
    expect(await logoKeys()).toEqual(primary());
    await api.trashJob(job.id);
    expect(await logoKeys()).toEqual([]);
    await api.restoreJob(job.id);
    expect(await logoKeys()).toEqual(primary());
    await api.updateJob(job.id, { gallery: 'off' });
    expect(await logoKeys()).toEqual([]);

    await api.setVisibility(asset.id, 'public');
    await api.deleteImage('/me/logos/primary');
    expect(await logoKeys()).toEqual([]);
    await api.putImage('/me/logos/primary', await image(32));
    expect(await logoKeys()).toEqual(primary());
    await api.deleteAsset(asset.id);
    expect(await logoKeys()).toEqual([]);
    await expectSound();
  });

  test('goes with the last of several public images, and not before', async () => {
    await api.putImage('/me/logos/primary', await image(33));
    const [first, second] = [await publishOne(1), await publishOne(2)];
    await api.trashAsset(first.asset.id);
    expect(await logoKeys()).toEqual(primary());
    await api.trashAsset(second.asset.id);
    expect(await logoKeys()).toEqual([]);
  });

  test('is what pages show, under an address of its own for each picture', async () => {
    const { asset, job } = await publishOne();
    const gallery = await api.updateJob(job.id, { gallery: 'on' });
    const logosOf = async (url: string | null) => [
      ...new Set((await readPage(url)).match(/http[^"]*\/logos\/\w+\.png\?v=[0-9a-f]{12}/g)),
    ];
    expect(await logosOf(asset.pageUrl)).toEqual([]);

    await api.putImage('/me/logos/primary', await image(34));
    const [first] = await logosOf(asset.pageUrl);
    expect(await logosOf(gallery.galleryUrl)).toEqual([first]);
    const { bytes, headers } = await get(first ?? null);
    expect(headers.get('cache-control')).toBe('max-age=300');
    expect(bytes).toEqual(await backend.findBytes('assets', primary()[0] ?? ''));

    await api.putImage('/me/logos/primary', await image(35));
    const [second] = await logosOf(asset.pageUrl);
    expect(second).not.toBe(first);
    expect((await get(second ?? null)).bytes).not.toEqual(bytes);

    // One for each ground.
    await api.putImage('/me/logos/secondary', await image(36));
    expect((await logosOf(asset.pageUrl)).map((url) => /logos\/(\w+)/.exec(url)?.[1]).sort()).toEqual([
      'primary',
      'secondary',
    ]);
    await api.deleteImage('/me/logos/primary');
    expect((await logosOf(asset.pageUrl)).every((url) => url.includes('secondary'))).toBe(true);
    expect(await readPage(asset.pageUrl)).not.toContain('avatar.png');
  });

  test('that was cut off half way is put right by the janitor', async () => {
    await api.putImage('/me/logos/primary', await image(37));
    const { asset } = await publishOne();
    const key = primary()[0] ?? '';
    // Flipped and not removed: as a crash after hiding leaves it.
    const { error } = await backend.client.rpc('set_show_logo', { p_owner: ada.id, p_show: false });
    expect(error).toBeNull();
    expect(await readPage(asset.pageUrl)).not.toContain('logos/');
    expect(await logoKeys()).toEqual([key]);
    await sendJanitor();
    expect(await logoKeys()).toEqual([]);

    // Written and not recorded: as a crash after the write leaves it.
    const bytes = await image(38);
    const written = await backend.client.storage
      .from('assets')
      .upload(key, bytes, { contentType: 'image/png', upsert: true });
    expect(written.error).toBeNull();
    await sendJanitor();
    expect((await rowsOf())[0]?.sha256).toBe(sha256Of(bytes));

    // The removal was asked for, and nothing came of it.
    await backend.client.rpc('start_removing_tenant_image', { p_owner: ada.id, p_kind: 'primary' });
    await sendJanitor();
    expect(await rowsOf()).toEqual([]);
    expect(await keysOf('assets')).toHaveLength(
      (await backend.readRows('variants')).filter(({ asset_id }) => asset_id === asset.id).length + 1,
    );
    await expectSound();
  });

  test('is let into the public bucket by the guard only while it is wanted, and nothing else is', async () => {
    await api.putImage('/me/logos/primary', await image(39));
    await api.putImage('/me/avatar', await image(40));
    const write = async (key: string, cacheControl = '300', contentType = 'image/png', bucket = 'public-assets') => {
      const options = { contentType, cacheControl, upsert: true };
      const { error } = await backend.client.storage.from(bucket).upload(key, makeTinyPng(1), options);
      return error ? 'refused' : 'written';
    };
    const [logo, avatar] = [primary()[0] ?? '', `${ada.id}/profile/avatar.png`];
    expect(await write(logo)).toBe('refused');
    await publishOne();
    expect(await write(logo, '31536000')).toBe('refused');
    expect(await write(avatar)).toBe('refused');
    expect(await write(`${ada.id}/logos/secondary.png`)).toBe('refused');
    expect(await write(`${ada.id}/logos/secondary.png`, '300', 'image/png', 'assets')).toBe('refused');
    expect(await write(logo, '300', 'image/jpeg', 'assets')).toBe('refused');
    expect((await backend.client.storage.from('public-assets').remove([logo])).error).not.toBeNull();
    await expectSound();
  });
});

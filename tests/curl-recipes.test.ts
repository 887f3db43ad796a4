import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CurlRecipe, curlRecipes } from '../components/settings/curl-recipes.ts';
import { type Asset, assetSchema } from '../lib/schemas/asset.ts';
import { type Api, createApi } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { createBackend } from './support/database.ts';
import { makeImage } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** The commands of the settings page, run to the letter in a shell. */

const run = promisify(execFile);

let stack: Stack;
let folder: string;
let api: Api;
let recipes: CurlRecipe[];

beforeAll(async () => {
  stack = await startStack();
  const ada = await signUp(stack, 'ada');
  const { token } = await makeApiToken(createBackend(stack), ada, ['read', 'upload', 'publish']);
  api = createApi(stack.appUrl, token);
  recipes = curlRecipes(stack.appUrl, (await api.createJob('By curl')).id, token);
  folder = mkdtempSync(join(tmpdir(), 'vitrine-recipes-'));
  writeFileSync(join(folder, 'photo.jpg'), await makeImage({ format: 'jpeg' }));
});
afterAll(async () => {
  await stack?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const codeOf = (title: string): string => {
  const recipe = recipes.find((candidate) => candidate.title === title);
  if (!recipe) throw new Error(`There is no recipe “${title}”.`);
  return recipe.code;
};

/** The asset that the last command answers with. */
async function paste(...titles: string[]): Promise<Asset> {
  const { stdout } = await run('sh', ['-euc', titles.map(codeOf).join('\n')], { cwd: folder });
  return assetSchema.parse(JSON.parse(stdout));
}

test('an image goes straight to storage and is published', async () => {
  const uploaded = await paste('Set the token', 'Upload straight to storage');
  const settled = await api.settled(uploaded.id);
  expect(settled).toMatchObject({ name: 'photo.jpg', contentType: 'image/jpeg', status: 'private' });
  const script = [codeOf('Set the token'), codeOf('Publish an image').replace('the id of an upload', uploaded.id)];
  await run('sh', ['-euc', script.join('\n')], { cwd: folder });
  const { pageUrl } = await api.settled(uploaded.id);
  expect((await fetch(pageUrl ?? '')).status).toBe(200);
});

test('an image goes through the server in one step', async () => {
  writeFileSync(join(folder, 'photo.jpg'), await makeImage({ format: 'jpeg', seed: 2, pattern: 'noise' }));
  const uploaded = await paste('Set the token', 'Upload an image');
  expect(uploaded).toMatchObject({ name: 'photo.jpg', contentType: 'image/jpeg', status: 'private' });
});

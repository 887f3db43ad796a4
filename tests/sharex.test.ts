import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareXFile } from '../components/settings/sharex-config.ts';
import { createApi } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { createBackend } from './support/database.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** The ShareX file of the settings page, used by a client that knows nothing but what the file says. */

type CustomUploader = {
  RequestMethod: string;
  RequestURL: string;
  Headers: Record<string, string>;
  Body: string;
  Arguments: Record<string, string>;
  FileFormName: string;
  URL: string;
  ThumbnailURL: string;
  ErrorMessage: string;
};

let stack: Stack;
let ada: User;

beforeAll(async () => {
  stack = await startStack();
  ada = await signUp(stack, 'ada');
});
afterAll(() => stack?.stop());

/** `{json:a.b}` is the value at that path of the answer; what is not there is empty. */
const fill = (template: string, answer: unknown): string =>
  template.replace(/\{json:([^}]+)\}/g, (_, path: string) =>
    String(path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], answer) ?? ''),
  );

/** An upload as ShareX does it: {@link https://getsharex.com/docs/custom-uploader}. */
async function share(config: CustomUploader, name: string, bytes: Uint8Array) {
  expect(config.Body).toBe('MultipartFormData');
  const form = new FormData();
  for (const [key, value] of Object.entries(config.Arguments)) form.append(key, value);
  form.append(config.FileFormName, new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
  const { RequestMethod: method, Headers: headers } = config;
  const response = await fetch(config.RequestURL, { method, headers, body: form });
  const answer: unknown = await response.json();
  return response.ok
    ? { url: fill(config.URL, answer), thumbnailUrl: fill(config.ThumbnailURL, answer) }
    : { problem: fill(config.ErrorMessage, answer) };
}

async function configFor(token: string | null): Promise<CustomUploader> {
  const { id, title } = await createApi(stack.appUrl, ada.accessToken).createJob('Screens');
  return JSON.parse(shareXFile(stack.appUrl, { id, title }, token).text);
}

test('what is shared has a page and a thumbnail, as the file says', async () => {
  const { token } = await makeApiToken(createBackend(stack), ada, ['upload', 'publish']);
  const shared = await share(await configFor(token), 'screen shot.png', makeTinyPng(1));
  const page = await fetch(shared.url ?? '');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('screen shot.png');
  const thumbnail = await fetch(shared.thumbnailUrl ?? '');
  expect(thumbnail.headers.get('content-type')).toMatch(/^image\//);
});

test('what is refused comes with words for the person', async () => {
  const { token } = await makeApiToken(createBackend(stack), ada, ['upload', 'publish']);
  const config = await configFor(token);
  expect(await share(config, 'text.png', Buffer.from('no image at all'))).toEqual({
    problem: expect.stringContaining('Only PNG, JPEG, WebP and GIF can be uploaded'),
  });
  expect(await share(await configFor(null), 'a.png', makeTinyPng(2))).toEqual({
    problem: expect.stringMatching(/\w+/),
  });
});

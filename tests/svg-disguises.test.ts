import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, createApi, declare, put } from './support/api-client.ts';
import { imageForm } from './support/image-form.ts';
import { makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** A drawing can name files and addresses. Whatever it comes as, nobody here looks at them. */

let stack: Stack;
let api: Api;
let listener: Server;
let directory: string;
/** Whoever opens it waits for a writer, and can be found waiting. */
let pipe: string;
const requests: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  api = createApi(stack.appUrl, (await signUp(stack, 'ada')).accessToken);
  listener = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  directory = mkdtempSync(join(tmpdir(), 'svg-'));
  pipe = join(directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
});
afterAll(async () => {
  listener?.close();
  if (directory) rmSync(directory, { recursive: true });
  await stack?.stop();
});

function makeDrawing(): string {
  const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return `<?xml version="1.0"?>
<?xml-stylesheet href="${address}/style.css" type="text/css"?>
<!DOCTYPE svg SYSTEM "${address}/svg.dtd" [<!ENTITY file SYSTEM "file://${pipe}"><!ENTITY page SYSTEM "${address}/entity">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="8" height="8" onload="fetch('${address}/script')">
<style>@import url(${address}/import.css); @font-face { font-family: f; src: url(${address}/font) }</style>
<image href="${address}/image.png" width="8" height="8"/><image xlink:href="file://${pipe}" width="8" height="8"/>
<use href="${address}/use.svg#a"/><text font-family="f">&file;&page;</text>
<foreignObject><iframe src="${address}/frame"/></foreignObject></svg>`;
}

/** A text chunk before the end of a PNG. */
function inTextChunk(png: Buffer, text: string): Buffer {
  const data = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), deflateSync(text)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from('iTXt'), data]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, -12), length, body, crc, png.subarray(-12)]);
}

function disguises(): [name: string, contentType: string, bytes: Buffer, isAnImage: boolean][] {
  const svg = makeDrawing();
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(svg, 'utf16le')]);
  return [
    ['plain.svg', 'image/svg+xml', Buffer.from(svg), false],
    ['named.png', 'image/png', Buffer.from(svg), false],
    ['named.jpg', 'image/jpeg', Buffer.from(`\ufeff\n\n  ${svg}`), false],
    ['comment.webp', 'image/webp', Buffer.from(`<!-- RIFF0000WEBPVP8 -->${svg.slice(svg.indexOf('<svg'))}`), false],
    ['utf16.gif', 'image/gif', utf16, false],
    ['packed.png', 'image/png', gzipSync(svg), false],
    ['in-html.png', 'image/png', Buffer.from(`<!doctype html><html><body>${svg}</body></html>`), false],
    ['magic.gif', 'image/gif', Buffer.from(`GIF89a=0;/*${svg}`), false],
    ['behind.png', 'image/png', Buffer.concat([makeTinyPng(1), Buffer.from(svg)]), true],
    ['inside.png', 'image/png', inTextChunk(makeTinyPng(2), svg), true],
  ];
}

/** Throws ENXIO as long as nobody has the pipe open to read. */
const openToWrite = () => openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);

test('a drawing in any disguise touches no network and no file', async () => {
  const { id: jobId } = await api.createJob('Drawings');
  const outcomes: Record<string, string> = {};
  for (const [name, contentType, bytes, isAnImage] of disguises()) {
    const statuses: number[] = [];
    const declared = { ...declare({ name, bytes }), contentType };
    const [ticket] = await api.presign(jobId, [declared]);
    if (ticket?.status === 'upload') {
      expect((await put(ticket, bytes)).status, name).toBe(200);
      statuses.push((await api.complete(ticket.assetId)).status);
      if (isAnImage) {
        expect((await api.setVisibility(ticket.assetId, 'public')).status, name).toBe('public');
        const { pageUrl } = await api.getAsset(ticket.assetId);
        expect((await fetch(pageUrl ?? '')).status, name).toBe(200);
      }
    } else statuses.push(415);
    const file = { name, bytes, contentType };
    const other = { name, bytes: Buffer.concat([bytes, Buffer.from('\n')]), contentType };
    statuses.push((await api.call('POST', `/api/v1/jobs/${jobId}/assets`, imageForm([], other))).status);
    for (const path of ['/me/avatar', '/me/logos/primary']) {
      statuses.push((await api.call('PUT', `/api/v1${path}`, imageForm([], file))).status);
    }
    outcomes[name] = statuses.join(' ');
    for (const status of statuses) {
      if (isAnImage) expect(status, name).toBeLessThan(300);
      else expect([415, 422], name).toContain(status);
    }
    expect(openToWrite, name).toThrow('ENXIO');
  }
  console.log('drawings: direct, multipart, avatar, logo', outcomes);
  expect(requests).toEqual([]);
});

test('the listener and the pipe would have noticed', async () => {
  await fetch(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/control`);
  expect(requests).toEqual(['/control']);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  expect(openToWrite()).toBeGreaterThan(reader);
});

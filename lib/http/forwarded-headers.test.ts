import { createServer, get, type IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { dropForwardedHeaders } from './forwarded-headers.ts';

const { emit } = Server.prototype;
afterEach(() => {
  Server.prototype.emit = emit;
});

test('what callers say of themselves in forwarding headers never reaches a handler', async () => {
  dropForwardedHeaders();
  let seen: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    seen = request.headers;
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = {
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Host': 'evil.example',
    Forwarded: 'for=x',
    Accept: '*/*',
  };
  await new Promise((resolve) =>
    get({ port, host: '127.0.0.1', headers }, (response) => response.resume().on('end', resolve)),
  );
  server.close();
  expect(seen.accept).toBe('*/*');
  expect(Object.keys(seen).filter((name) => name.includes('forwarded'))).toEqual([]);
});

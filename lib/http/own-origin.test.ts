import { expect, test } from 'vitest';
import { isOwnOrigin } from './own-origin.ts';

const SITE = 'http://localhost:3000';

test.each([
  ['GET', {}, true],
  ['HEAD', { origin: 'http://evil.example' }, true],
  ['POST', { origin: SITE }, true],
  ['POST', { origin: SITE, 'sec-fetch-site': 'same-origin' }, true],
  ['POST', {}, false],
  ['POST', { origin: 'null' }, false],
  ['POST', { origin: 'http://localhost:3001' }, false],
  ['POST', { origin: 'https://localhost:3000' }, false],
  ['POST', { origin: SITE, 'sec-fetch-site': 'cross-site' }, false],
  ['DELETE', { origin: 'http://evil.example' }, false],
  ['PUT', { origin: `${SITE}.evil.example` }, false],
])('%s with %j: %j', (method, headers, own) => {
  expect(isOwnOrigin(method, new Headers(headers as Record<string, string>), SITE)).toBe(own);
});

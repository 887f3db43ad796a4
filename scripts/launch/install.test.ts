import { expect, test } from 'vitest';
import { explainInstallFailure } from './install.mjs';

test('tells a missing npm, a missing network and a full disk apart', () => {
  expect(explainInstallFailure('ENOENT', '')).toMatch(/^npm was not found/);
  const offline = 'npm error code EAI_AGAIN\nnpm error request failed, reason: getaddrinfo EAI_AGAIN';
  expect(explainInstallFailure(undefined, offline)).toMatch(/EAI_AGAIN[\s\S]*did not reach its registry/);
  expect(explainInstallFailure(undefined, 'npm error code ENOSPC')).toMatch(/disk is full/);
  expect(explainInstallFailure(undefined, 'npm error code EUSAGE')).toMatch(/EUSAGE[\s\S]*own words are above/);
});

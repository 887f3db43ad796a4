import { expect, test } from 'vitest';
import { findNodeVersionProblem } from './node-version.mjs';

test.each([
  ['18.20.4', /needs Node 20 or newer; this is Node 18\.20\.4/],
  ['20.0.0', null],
  ['24.21.0', null],
])('Node %s', (version, problem) => {
  const found = findNodeVersionProblem(version);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

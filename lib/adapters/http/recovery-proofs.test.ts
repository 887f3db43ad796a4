import { expect, test } from 'vitest';
import { isRecoveryProof, signRecoveryProof } from './recovery-proofs.ts';

const proof = signRecoveryProof('secret', 'ada', 1000);

test('a proof holds for its person until it ends', () => {
  expect(isRecoveryProof('secret', 'ada', proof, 999)).toBe(true);
  expect(isRecoveryProof('secret', 'ada', proof, 1000)).toBe(false);
  expect(isRecoveryProof('secret', 'bob', proof, 999)).toBe(false);
  expect(isRecoveryProof('another', 'ada', proof, 999)).toBe(false);
});

test.each(['', '2000', '2000.', proof.replace('1000', '2000'), `${proof}=`, 'NaN.x', proof.slice(0, -1)])(
  '“%s” proves nothing',
  (value) => {
    expect(isRecoveryProof('secret', 'ada', value, 999)).toBe(false);
  },
);

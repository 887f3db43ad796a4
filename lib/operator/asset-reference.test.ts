import { expect, test } from 'vitest';
import { readAssetReference } from './asset-reference.ts';

const ID = '0f0b5a3e-6d3c-4a53-9f6e-0c1f5c1d2e3f';
const SLUG = 'Zx81_-abcdefghijklmnop';
const KEY = `${ID}/${ID}/${ID}`;

test.each([
  [ID, ID],
  [ID.toUpperCase(), ID.toUpperCase()],
  [SLUG, SLUG],
  [`http://localhost:3000/p/${SLUG}`, SLUG],
  [`https://images.example.com/p/${SLUG}/?from=mail#top`, SLUG],
  [`http://localhost:54321/storage/v1/object/public/public-assets/${KEY}.png`, KEY],
  [`https://x.supabase.co/storage/v1/object/public/public-assets/${KEY}_112x112.webp?download=a.png`, `${KEY}_112x112`],
  [`http://localhost:54321/storage/v1/object/sign/assets/${KEY}.jpg?token=ey.J.x`, KEY],
  [`${KEY}.gif`, KEY],
])('%s names an image', (text, reference) => {
  expect(readAssetReference(text)).toBe(reference);
});

test.each([
  '',
  'photo.jpg',
  `http://localhost:3000/g/${SLUG}`,
  `http://localhost:3000/jobs/${ID}`,
  `http://localhost:54321/storage/v1/object/public/public-assets/${ID}/logos/primary.png`,
  'http://',
])('%s names none', (text) => {
  expect(readAssetReference(text)).toBeNull();
});

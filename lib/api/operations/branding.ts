import { z } from 'zod';
import { brandingSchema } from '../../schemas/branding.ts';
import { defineOperation, type RawBody } from '../operation.ts';

const IMAGE: RawBody = {
  'image/*': {},
  'multipart/form-data': { schema: z.object({ file: z.file() }) },
};
const ANSWER = { description: 'All logos and the avatar as they are now', schema: brandingSchema };
const REFUSALS = ['invalid_request', 'unsupported_media_type', 'payload_too_large', 'invalid_image'] as const;
const IN_PLACE =
  'It is made into a PNG without metadata and replaces the one before in place; the address in the answer is another one each time.';

export const setLogo = defineOperation({
  id: 'setLogo',
  method: 'PUT',
  path: '/me/logos/{name}',
  tag: 'Account',
  summary: 'Set a logo',
  description: `\`primary\` is for light grounds, \`secondary\` for dark ones. It is fitted into 1024 × 512 pixels and never enlarged. ${IN_PLACE} Public pages show it while that is on in the settings.`,
  scope: 'upload',
  rawBody: IMAGE,
  answers: { 200: ANSWER },
  errors: REFUSALS,
});

export const removeLogo = defineOperation({
  id: 'removeLogo',
  method: 'DELETE',
  path: '/me/logos/{name}',
  tag: 'Account',
  summary: 'Remove a logo',
  description: 'From public pages as well. Repeating it is harmless.',
  scope: 'upload',
  answers: { 204: { description: 'There is no such logo any more' } },
  errors: [],
});

export const setAvatar = defineOperation({
  id: 'setAvatar',
  method: 'PUT',
  path: '/me/avatar',
  tag: 'Account',
  summary: 'Set the avatar',
  description: `The middle of the image becomes a square of 512 × 512 pixels. ${IN_PLACE} It is never public.`,
  scope: 'upload',
  rawBody: IMAGE,
  answers: { 200: ANSWER },
  errors: REFUSALS,
});

export const removeAvatar = defineOperation({
  id: 'removeAvatar',
  method: 'DELETE',
  path: '/me/avatar',
  tag: 'Account',
  summary: 'Remove the avatar',
  description: 'Repeating it is harmless.',
  scope: 'upload',
  answers: { 204: { description: 'There is no avatar any more' } },
  errors: [],
});

import { z } from 'zod';
import { accountSchema } from '../../schemas/account.ts';
import { accountExportSchema } from '../../schemas/account-export.ts';
import { emptyTrashProgressSchema, emptyTrashSchema, storageUseSchema } from '../../schemas/storage-use.ts';
import { defineOperation } from '../operation.ts';

export const getMe = defineOperation({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'Account',
  summary: 'Read who calls, and what they use',
  scope: 'read',
  answers: { 200: { description: 'The account of the caller', schema: accountSchema } },
  errors: [],
});

export const getStorageUse = defineOperation({
  id: 'getStorageUse',
  method: 'GET',
  path: '/me/storage',
  tag: 'Account',
  summary: 'Count what the account holds',
  scope: 'read',
  answers: {
    200: { description: 'What there is, what is public, and what is in the trash', schema: storageUseSchema },
  },
  errors: [],
});

export const exportAccount = defineOperation({
  id: 'exportAccount',
  method: 'GET',
  path: '/me/export',
  tag: 'Account',
  summary: 'Export everything that is known of the account',
  description:
    'One JSON document with every job and every asset, trash included, made while it is read: an answer that ends early is no valid JSON. The `url` of an asset downloads its original until `urlExpiresAt`.',
  scope: 'read',
  answers: { 200: { description: 'The export', schema: accountExportSchema } },
  errors: [],
});

export const exportLinks = defineOperation({
  id: 'exportLinks',
  method: 'GET',
  path: '/me/export/links',
  tag: 'Account',
  summary: 'List signed addresses of all originals',
  description:
    'One address in each line, trash included. Each saves its file under its real name, for as long as signed addresses live here.',
  scope: 'read',
  answers: { 200: { description: 'The addresses', contentType: 'text/plain', schema: z.string() } },
  errors: [],
});

export const emptyTrash = defineOperation({
  id: 'emptyTrash',
  method: 'DELETE',
  path: '/trash',
  tag: 'Account',
  summary: 'Empty the trash',
  description:
    'Deletes for good the jobs and assets that are in the trash. It answers after a few seconds with how far it is: ask again with the `before` that it gives while there is `more`.',
  scope: 'delete',
  query: emptyTrashSchema,
  answers: { 200: { description: 'How far it is', schema: emptyTrashProgressSchema } },
  errors: [],
});

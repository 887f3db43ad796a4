import { accountSchema } from '../../schemas/account.ts';
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

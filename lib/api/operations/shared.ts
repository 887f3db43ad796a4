import { listSharedSchema, sharedPageSchema, takeBackAllProgressSchema } from '../../schemas/shared.ts';
import { defineOperation } from '../operation.ts';

export const listShared = defineOperation({
  id: 'listShared',
  method: 'GET',
  path: '/shared',
  tag: 'Sharing',
  summary: 'List everything that is public',
  description: 'Over all jobs, newest publication first.',
  scope: 'read',
  query: listSharedSchema,
  answers: { 200: { description: 'One page of public assets', schema: sharedPageSchema } },
  errors: ['invalid_request'],
});

export const takeBackAll = defineOperation({
  id: 'takeBackAll',
  method: 'DELETE',
  path: '/shared',
  tag: 'Sharing',
  summary: 'Take back everything that is public',
  description:
    'Galleries too; nothing is deleted. It answers after a few seconds with how far it is: ask again until `left` and `takingBack` are 0. Repeating it is harmless.',
  scope: 'publish',
  answers: { 200: { description: 'How far it is', schema: takeBackAllProgressSchema } },
  errors: [],
});

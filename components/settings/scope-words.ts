import { API_SCOPES, type ApiScope } from '@/lib/schemas/api-scope';

/** What a token may do, as people read it. */
export const SCOPE_WORDS: Record<ApiScope, { label: string; hint: string }> = {
  read: { label: 'Read', hint: 'See jobs and images, and open the originals.' },
  upload: { label: 'Upload', hint: 'Make jobs, add images, change titles and names.' },
  publish: { label: 'Publish', hint: 'Make images and galleries public, and take them back.' },
  delete: { label: 'Delete', hint: 'Put jobs and images in the trash, bring them back, delete them for good.' },
};

const listFormat = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "read, upload and publish", in the order in which they are always told. */
export const formatScopes = (scopes: readonly ApiScope[]): string =>
  listFormat.format(API_SCOPES.filter((scope) => scopes.includes(scope)));

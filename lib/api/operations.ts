import type { Method, Operation } from './operation.ts';
import * as account from './operations/account.ts';
import * as assets from './operations/assets.ts';
import * as branding from './operations/branding.ts';
import * as jobs from './operations/jobs.ts';
import * as shared from './operations/shared.ts';
import * as uploads from './operations/uploads.ts';

const METHOD_ORDER: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The whole API, in the order in which it is read. */
export const OPERATIONS: readonly Operation[] = [jobs, uploads, assets, shared, account, branding].flatMap((part) =>
  Object.values<Operation>(part).sort(
    (a, b) => a.path.localeCompare(b.path) || METHOD_ORDER.indexOf(a.method) - METHOD_ORDER.indexOf(b.method),
  ),
);

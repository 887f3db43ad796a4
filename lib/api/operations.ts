import type { Operation } from './operation.ts';
import * as account from './operations/account.ts';
import * as assets from './operations/assets.ts';
import * as jobs from './operations/jobs.ts';
import * as uploads from './operations/uploads.ts';

/** The whole API, in the order in which it is read. */
export const OPERATIONS: readonly Operation[] = [jobs, uploads, assets, account].flatMap((part) =>
  Object.values<Operation>(part),
);

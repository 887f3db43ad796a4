import 'server-only';
import { z } from 'zod';
import type { HasPassword } from '../../ports/password-lookup.ts';
import type { CallFunction } from './call-function.ts';

/** {@link HasPassword} from Auth's own table. */
export const createHasPassword =
  (call: CallFunction): HasPassword =>
  async (userId) =>
    z.boolean().parse(await call('has_password', { p_owner: userId }));

// GET /auth/confirm - the target of mailed links: opens a session and goes on to `next`
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { services } from '@/lib/composition';
import { toActionResult } from '@/lib/http/action-result';
import { toLocalPath } from '@/lib/http/local-path';
import { readQuery } from '@/lib/http/read-body';

const HALF_CONFIRMED = '/settings/account?email=half-confirmed';

/** Custom mail templates and the embedded back end send a token hash; hosted Supabase's own send a PKCE code. */
const confirmSchema = z.object({
  token_hash: z.string().optional(),
  type: z.enum(['signup', 'recovery', 'email_change', 'invite']).catch('signup'),
  code: z.string().optional(),
  /** Hosted Auth says so in place of a code when the first of two links of a change of address was opened. */
  message: z.string().optional(),
  next: z.string().optional(),
});

export async function GET(request: Request): Promise<never> {
  const query = readQuery(request, confirmSchema);
  const { token_hash: tokenHash, type, code } = query;
  if (!tokenHash && !code && query.message) redirect(HALF_CONFIRMED);
  const next = query.next ?? (type === 'recovery' ? '/reset-password' : '/jobs');
  const result = await toActionResult(() =>
    services().accounts.confirm(tokenHash ? { tokenHash, type } : { code: code ?? '' }),
  );
  if (!result.ok) redirect('/sign-in?link=expired');
  redirect(result.data === 'half_confirmed' ? HALF_CONFIRMED : toLocalPath(next));
}

// GET /auth/confirm - the target of mailed links and of other sign-in services: opens a session and goes on to `next`
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { SignInProblem } from '@/components/account/sign-in-form';
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
  next: z.string().optional(),
  /** In place of a code: the first of two mailboxes has agreed to a new address. */
  message: z.string().optional(),
  /** In place of a code: why there is none. https://supabase.com/docs/guides/auth/debugging/error-codes */
  error: z.string().optional(),
  error_code: z.string().optional(),
});

export async function GET(request: Request): Promise<never> {
  const query = readQuery(request, confirmSchema);
  const { token_hash: tokenHash, type, code } = query;
  if (!tokenHash && !code) {
    if (query.message) redirect(HALF_CONFIRMED);
    redirect(`/sign-in?link=${problemOf(query)}`);
  }
  const result = await toActionResult(() =>
    services().accounts.confirm(tokenHash ? { tokenHash, type } : { code: code ?? '' }),
  );
  if (!result.ok) redirect('/sign-in?link=expired');
  if (result.data === 'half_confirmed') redirect(HALF_CONFIRMED);
  redirect(toLocalPath(query.next ?? (result.data === 'recovery' ? '/reset-password' : '/jobs')));
}

/** Auth says `access_denied` of a mailed link that is too old as well as of a person whom the other service refused. */
function problemOf({ error, error_code: code }: z.output<typeof confirmSchema>): SignInProblem {
  if (code === 'signup_disabled') return 'closed';
  return error && code !== 'otp_expired' ? 'failed' : 'expired';
}

import type { Metadata } from 'next';
import { ProviderButtons } from '@/components/account/provider-buttons';
import { SignUpForm } from '@/components/account/sign-up-form';
import { SignUpRefused } from '@/components/account/sign-up-refused';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { toActionResult } from '@/lib/http/action-result';
import { continueWithProvider, signUp } from '../actions';

export const metadata: Metadata = { title: 'Create account' };

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const { next: wanted, invite } = await searchParams;
  const { signUp: policy } = env();
  if (policy === 'closed') return <SignUpRefused title="New accounts are not open here" />;
  const token = policy === 'invite' && typeof invite === 'string' ? invite : null;
  const checked = token === null ? null : await toActionResult(() => services().invitations.check(token));
  if (checked && !checked.ok) {
    return <SignUpRefused title="This invitation cannot be used">{checked.error.message}</SignUpRefused>;
  }
  const next = typeof wanted === 'string' ? wanted : undefined;
  const providers = await services().accounts.listProviders();
  return (
    <SignUpForm
      action={signUp}
      next={next}
      invitation={token !== null ? { token } : policy === 'invite' ? 'wanted' : undefined}
      providers={<ProviderButtons providers={providers} action={continueWithProvider} next={next} />}
    />
  );
}

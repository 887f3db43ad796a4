import type { Metadata } from 'next';
import { ProviderButtons } from '@/components/account/provider-buttons';
import { SignInForm, type SignInProblem } from '@/components/account/sign-in-form';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { continueWithProvider, signIn } from '../actions';

export const metadata: Metadata = { title: 'Sign in' };

const PROBLEMS: readonly SignInProblem[] = ['expired', 'failed', 'closed', 'everywhere'];

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const [{ next: wanted, link }, providers] = await Promise.all([searchParams, services().accounts.listProviders()]);
  const next = typeof wanted === 'string' ? wanted : undefined;
  return (
    <SignInForm
      action={signIn}
      next={next}
      problem={PROBLEMS.find((problem) => problem === link)}
      signUpIsPossible={env().signUp !== 'closed'}
      providers={<ProviderButtons providers={providers} action={continueWithProvider} next={next} />}
    />
  );
}

import type { Metadata } from 'next';
import { ProviderButtons } from '@/components/account/provider-buttons';
import { SignInForm } from '@/components/account/sign-in-form';
import { services } from '@/lib/composition';
import { env } from '@/lib/env';
import { continueWithProvider, signIn } from '../actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const [{ next: wanted, link }, providers] = await Promise.all([searchParams, services().accounts.listProviders()]);
  const next = typeof wanted === 'string' ? wanted : undefined;
  return (
    <SignInForm
      action={signIn}
      next={next}
      problem={link === 'expired' || link === 'failed' || link === 'everywhere' ? link : undefined}
      signUpIsPossible={env().signUp !== 'closed'}
      providers={<ProviderButtons providers={providers} action={continueWithProvider} next={next} />}
    />
  );
}

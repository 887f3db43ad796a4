import type { Metadata } from 'next';
import { SignInForm } from '@/components/account/sign-in-form';
import { signIn } from '../actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, link } = await searchParams;
  return (
    <SignInForm action={signIn} next={typeof next === 'string' ? next : undefined} linkExpired={link === 'expired'} />
  );
}

import type { Metadata } from 'next';
import { SignUpForm } from '@/components/account/sign-up-form';
import { signUp } from '../actions';

export const metadata: Metadata = { title: 'Create account' };

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const { next } = await searchParams;
  return <SignUpForm action={signUp} next={typeof next === 'string' ? next : undefined} />;
}

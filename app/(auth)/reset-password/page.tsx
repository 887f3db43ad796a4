import type { Metadata } from 'next';
import { ResetPasswordForm } from '@/components/account/reset-password-form';
import { resetPassword } from '../actions';

export const metadata: Metadata = { title: 'New password' };

export default function ResetPasswordPage() {
  return <ResetPasswordForm action={resetPassword} />;
}

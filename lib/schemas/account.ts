import { z } from 'zod';
import { brandingSchema } from './branding.ts';
import { invitationTokenSchema } from './invitation.ts';
import { accountStateSchema } from './storage-use.ts';

export const emailSchema = z.email('Enter an e-mail address such as name@example.com.').max(254);
export const passwordSchema = z.string().min(8, 'Use at least 8 characters.').max(72, 'Use at most 72 characters.');

export const signUpSchema = z.object({
  email: emailSchema,
  password: passwordSchema,
  invitation: invitationTokenSchema.optional(),
});
/** Signing in never tells which rule a password broke: it is either right or wrong. */
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Enter your password.').max(1024),
});
export const forgotPasswordSchema = z.object({ email: emailSchema });
export const resetPasswordSchema = z.object({ password: passwordSchema });

const currentPasswordSchema = signInSchema.shape.password;
export const changeEmailSchema = z.object({ email: emailSchema, currentPassword: currentPasswordSchema });
/** Without the current password only for who has none. */
export const changePasswordSchema = z.object({
  currentPassword: currentPasswordSchema.optional(),
  password: passwordSchema,
});
/** The current password, or of who has none the address typed out. */
export const deleteAccountSchema = z.object({
  currentPassword: currentPasswordSchema.optional(),
  email: z.string().max(254).optional(),
});

/** Whose accounts people can sign in with, where the back end has them configured. */
export const PROVIDERS = ['github', 'google'] as const;
export const providerSchema = z.enum(PROVIDERS);
export type Provider = z.infer<typeof providerSchema>;

/** How full an account is, and whether it stands. */
export const accountUseSchema = z.object({
  usedBytes: z.number().int().describe('Of the originals, trash included.'),
  quotaBytes: z.number().int(),
  state: accountStateSchema.describe('`suspended`: taken down by the operator. Nothing can be added or published.'),
  suspensionReason: z.string().nullable().describe('What the operator gave as the reason, if anything.'),
});
export type AccountUse = z.infer<typeof accountUseSchema>;

/** What the signed-in person sees of their account. */
export const accountSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    ...accountUseSchema.shape,
    ...brandingSchema.shape,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof accountSchema>;

/** State of an account form between submissions (`useActionState`). */
export type AccountFormState = {
  message?: string;
  fields?: Record<string, string>;
  /** Entered values to show again, never the password. */
  values?: { email?: string };
  /** The back end wants the address confirmed first. */
  checkMail?: boolean;
  /** What has been done, for a form that stays. */
  done?: string;
};

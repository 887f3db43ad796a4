import { z } from 'zod';
import { cleanText } from './clean-text.ts';

/** An open invitation as the one who made it sees it; its link is shown once, when it is made. */
export const invitationSchema = z.object({
  id: z.uuid(),
  note: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;
export type NewInvitation = Invitation & { url: string };

export const invitationNoteSchema = z
  .string()
  .transform((text) => cleanText(text) || null)
  .pipe(z.string().max(200, 'Use at most 200 characters.').nullable());

export const INVITATION_PARAM = 'invite';

/** The token, or the whole link that it came in. */
export const invitationTokenSchema = z
  .string()
  .trim()
  .min(1, 'Enter the link or code of your invitation.')
  .max(2048)
  .transform((text) => URL.parse(text)?.searchParams.get(INVITATION_PARAM) ?? text);

/** Whether a person may own anything here; decided by the sign-up policy and invitations. */
export const admissionSchema = z.enum(['admitted', 'needs_invitation', 'refused']);
export type Admission = z.infer<typeof admissionSchema>;

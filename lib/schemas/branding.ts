import { z } from 'zod';

export const LOGO_NAMES = ['primary', 'secondary'] as const;
export const logoNameSchema = z.enum(LOGO_NAMES);
export type LogoName = z.infer<typeof logoNameSchema>;

/** An owner's own images, each stored once under a fixed name. */
export type TenantImageKind = LogoName | 'avatar';

/** How an owner appears, as they see it themselves. Addresses are signed, and change with the image. */
export const brandingSchema = z
  .object({
    avatarUrl: z.string().nullable(),
    /** For light grounds and for dark ones; where one is missing, the other is shown on both. */
    logos: z.object({ primary: z.string().nullable(), secondary: z.string().nullable() }),
    /** Whether public pages show the logo. */
    showLogo: z.boolean(),
  })
  .meta({ id: 'Branding' });
export type Branding = z.infer<typeof brandingSchema>;

export const setShowLogoSchema = z.object({ showLogo: z.boolean() });

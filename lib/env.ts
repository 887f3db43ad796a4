import 'server-only';
import { z } from 'zod';
import { CONTENT_TYPES, type ContentType } from './images/content-types.ts';
import { parseVariantSize } from './images/variant-sizes.ts';
import type { SignUpPolicy } from './ports/settings-store.ts';

/**
 * The configuration of the app, read once. This is the only module that reads `process.env`;
 * README and .env.example document every variable.
 */

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback);
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

const envSchema = z.object({
  SUPABASE_URL: z.url({ protocol: /^https?$/, error: 'must be the http(s) address of the Supabase project' }),
  SUPABASE_ANON_KEY: z.string().min(1, 'is missing (or set SUPABASE_PUBLISHABLE_KEY)'),
  SUPABASE_SERVICE_KEY: z.string().min(1, 'is missing (or set SUPABASE_SECRET_KEY)'),
  SUPABASE_PUBLIC_URL: origin.optional(),
  /** Set by the launcher while the embedded Supabase runs beside the app. */
  VITRINE_EMBEDDED: z.enum(['0', '1']).default('0'),
  STORAGE_BUCKET: z.string().min(1).default('assets'),
  PUBLIC_BUCKET: z.string().min(1).default('public-assets'),
  SIGNED_URL_EXPIRATION: z.coerce.number().int().min(60).max(604_800).default(3600),
  MAX_FILE_SIZE: z.coerce.number().int().min(1).default(10_485_760),
  ALLOWED_MIME_TYPES: z
    .string()
    .default(CONTENT_TYPES.join(','))
    .transform(list)
    .pipe(z.array(z.enum(CONTENT_TYPES)).min(1)),
  VARIANT_SIZES: z
    .string()
    .default('112x112,56x56')
    .transform(list)
    .pipe(
      z
        .array(z.string().refine((size) => parseVariantSize(size) !== null, 'must look like 112x112,56x56'))
        .min(1)
        .max(10),
    ),
  MAX_PIXELS: z.coerce.number().int().min(1).default(50_000_000),
  USER_QUOTA_BYTES: count(5 * 1024 ** 3),
  UPLOADS_PER_HOUR: count(20_000),
  PUBLIC_CACHE_SECONDS: count(300),
  SITE_URL: origin.optional(),
  TRUSTED_PROXY: z.enum(['0', '1']).default('0'),
  SIGN_UP: z.enum(['open', 'invite', 'closed']).default('open'),
  NODE_ENV: z.string().optional(),
  CRON_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
});

export type Env = {
  supabaseUrl: string;
  anonKey: string;
  serviceKey: string;
  /** Browser-facing origin of Storage; null: embedded, follow the host name of the request. */
  supabasePublicUrl: string | null;
  masterBucket: string;
  publicBucket: string;
  signedUrlExpiresInSeconds: number;
  maxFileBytes: number;
  allowedContentTypes: ContentType[];
  variantSizes: string[];
  maxPixels: number;
  userQuotaBytes: number;
  /** Of one account; 0: no limit. */
  uploadsPerHour: number;
  publicCacheSeconds: number;
  /** Null: follow the Host header of the request. */
  siteUrl: string | null;
  /** Whether X-Forwarded-For and X-Forwarded-Proto come from a proxy of ours. */
  trustedProxy: boolean;
  signUp: SignUpPolicy;
  cronSecret: string | null;
  /** Under `next dev`. */
  isDevelopment: boolean;
};

/**
 * Parses an environment.
 * @throws Error naming every variable that is missing or malformed.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = envSchema.safeParse({
    ...given,
    SUPABASE_ANON_KEY: given.SUPABASE_ANON_KEY ?? given.SUPABASE_PUBLISHABLE_KEY ?? '',
    SUPABASE_SERVICE_KEY:
      given.SUPABASE_SERVICE_KEY ?? given.SUPABASE_SERVICE_ROLE_KEY ?? given.SUPABASE_SECRET_KEY ?? '',
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not usable.\n  ${problems.join('\n  ')}`);
  }
  const values = parsed.data;
  const supabaseUrl = values.SUPABASE_URL.replace(/\/+$/, '');
  return {
    supabaseUrl,
    anonKey: values.SUPABASE_ANON_KEY,
    serviceKey: values.SUPABASE_SERVICE_KEY,
    supabasePublicUrl: values.SUPABASE_PUBLIC_URL ?? (values.VITRINE_EMBEDDED === '1' ? null : supabaseUrl),
    masterBucket: values.STORAGE_BUCKET,
    publicBucket: values.PUBLIC_BUCKET,
    signedUrlExpiresInSeconds: values.SIGNED_URL_EXPIRATION,
    maxFileBytes: values.MAX_FILE_SIZE,
    allowedContentTypes: values.ALLOWED_MIME_TYPES,
    variantSizes: values.VARIANT_SIZES,
    maxPixels: values.MAX_PIXELS,
    userQuotaBytes: values.USER_QUOTA_BYTES,
    uploadsPerHour: values.UPLOADS_PER_HOUR,
    publicCacheSeconds: values.PUBLIC_CACHE_SECONDS,
    siteUrl: values.SITE_URL ?? null,
    trustedProxy: values.TRUSTED_PROXY === '1',
    signUp: values.SIGN_UP,
    cronSecret: values.CRON_SECRET ?? null,
    isDevelopment: values.NODE_ENV === 'development',
  };
}

let cached: Env | undefined;

/** The configuration of this process. @throws Error naming the variable, as {@link parseEnv} does. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

import { z } from 'zod';
import { assetSchema, visibilitySchema } from './asset.ts';
import { errorBodySchema } from './error.ts';
import { MAX_FILES_PER_PRESIGN } from './limits.ts';

/** What a client declares of a file before it is sent; type, length and hash are checked against the stored bytes. */
export const uploadDeclarationSchema = z
  .object({
    name: z.string().min(1).max(1024),
    contentType: z
      .string()
      .max(255)
      .regex(/^[\x20-\x7e]+$/, 'A content type such as image/png.'),
    bytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Lower-case hex SHA-256, 64 characters.'),
  })
  .meta({ id: 'UploadDeclaration' });
export type UploadDeclaration = z.infer<typeof uploadDeclarationSchema>;

/** The list is checked as a whole, each file on its own: one bad file is refused and the others go on. */
export const presignUploadsSchema = z.object({
  files: z
    .array(z.unknown())
    .min(1)
    .max(MAX_FILES_PER_PRESIGN)
    .meta({ items: { $ref: '#/components/schemas/UploadDeclaration' } }),
  offerCopies: z
    .boolean()
    .default(false)
    .describe(
      'Files that another of your jobs has are `known` instead of declared: copy them from there, or declare them again without this. An API token needs the scope `read` for it.',
    ),
});

/** How to send one file: `method` to `uploadUrl` with exactly `headers`, the raw bytes as body. */
export const uploadTicketSchema = z
  .object({
    status: z.literal('upload'),
    assetId: z.uuid(),
    path: z.string(),
    uploadUrl: z.string(),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    fields: z
      .record(z.string(), z.string())
      .describe('Form fields for a multipart upload instead of a raw body; empty where none are needed.'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'UploadTicket' });
export type UploadTicket = z.infer<typeof uploadTicketSchema>;

export const presignedFileSchema = z
  .discriminatedUnion('status', [
    uploadTicketSchema,
    /** The bytes are stored already: only `complete` is missing. */
    z.object({ status: z.literal('uploaded'), assetId: z.uuid() }),
    /** Only with `offerCopies`: another job has the same bytes, verified. Nothing was declared. */
    z.object({ status: z.literal('known'), assetId: z.uuid(), jobId: z.uuid(), jobTitle: z.string() }),
    /** The same bytes are in this job already, verified. */
    z.object({ status: z.literal('duplicate'), asset: assetSchema }),
    z.object({ status: z.literal('refused'), error: errorBodySchema }),
  ])
  .meta({ id: 'PresignedFile' });
export type PresignedFile = z.infer<typeof presignedFileSchema>;

export const presignResponseSchema = z.object({ files: z.array(presignedFileSchema) });

export const copyAssetSchema = z.object({
  assetId: z.uuid().describe('Whose bytes; in any of your jobs.'),
  name: z.string().min(1).max(1024).optional().describe('In place of the name that it has there.'),
});

/** `variant`: `original` or a variant name such as `112x112`. */
export const signUrlsSchema = z.object({
  assetIds: z.array(z.string()).min(1).max(100),
  variant: z.string().max(32).default('original'),
  expiresInSeconds: z.number().int().min(1).max(604_800).optional(),
});
export type SignUrls = z.infer<typeof signUrlsSchema>;
export const signedUrlItemSchema = z.union([
  z.object({ assetId: z.string(), url: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ assetId: z.string(), error: errorBodySchema }),
]);
export type SignedUrlItem = z.infer<typeof signedUrlItemSchema>;
export const signedUrlsSchema = z.object({ items: z.array(signedUrlItemSchema), nextCursor: z.null() });

/** The variants that the gallery shows: made here, never supplied. */
const OWN_VARIANTS = ['thumbnail', 'preview'];

/** Fields of an upload through the back end, beside `file`. */
export const uploadFormSchema = z.object({
  name: z.string().min(1).max(1024).optional().describe('In place of the name of the file.'),
  visibility: visibilitySchema.default('private').describe('`public`: published once it is verified.'),
  suffix: z
    .string()
    .regex(/^_[a-z0-9]{1,32}$/, 'An underscore and up to 32 lower-case letters and digits, such as _112x112.')
    .refine((suffix) => !OWN_VARIANTS.includes(suffix.slice(1)), 'The gallery makes this variant itself.')
    .optional()
    .describe('The file is a variant of an asset that is there already, such as `_112x112`.'),
  assetId: z
    .uuid()
    .optional()
    .describe(
      'Whose variant it is. Left out: of the asset of this job that has the same name, without suffix and extension; of several the one added last.',
    ),
});
export type VariantTarget = { suffix: string; assetId: string | undefined };

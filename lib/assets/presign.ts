import { AppError } from '../errors.ts';
import type { DeclaredUpload } from '../ports/asset-store.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';
import type { FindOrigins } from '../ports/origins.ts';
import { fieldProblems } from '../schemas/field-problems.ts';
import { type PresignedFile, type UploadDeclaration, uploadDeclarationSchema } from '../schemas/upload.ts';
import type { ToAssetDtos } from './asset-dto.ts';
import { cleanName } from './clean-name.ts';

type Dependencies = {
  storage: ObjectStorage;
  findOrigins: FindOrigins;
  toDtos: ToAssetDtos;
  masterBucket: string;
};

export const refusedFile = (error: AppError): PresignedFile => ({
  status: 'refused',
  error: { code: error.code, message: error.message, ...(error.fields && { fields: error.fields }) },
});

/** One declared file, with its name made fit for display. Zero bytes are refused here: they are no image. */
export function parseDeclaration(file: unknown): UploadDeclaration | AppError {
  const parsed = uploadDeclarationSchema.safeParse(file);
  if (!parsed.success) {
    return new AppError('validation_failed', 'This file is not described well enough to be uploaded.', {
      fields: fieldProblems(parsed.error),
    });
  }
  if (parsed.data.bytes === 0) return new AppError('invalid_image', 'This file is empty.');
  return { ...parsed.data, name: cleanName(parsed.data.name), contentType: parsed.data.contentType.toLowerCase() };
}

/** Turns what the database said of a declared upload into what the client does next. */
export function createAnswerUpload({ storage, findOrigins, toDtos, masterBucket }: Dependencies) {
  return async (declared: DeclaredUpload): Promise<PresignedFile> => {
    if (declared.status === 'refused') return refusedFile(new AppError(declared.code, declared.message));
    const { asset } = declared;
    if (declared.status === 'uploaded') return { status: 'uploaded', assetId: asset.id };
    if (declared.status === 'duplicate') {
      const [dto] = await toDtos([asset]);
      if (!dto) throw new Error('one record makes one DTO');
      return { status: 'duplicate', asset: dto };
    }
    try {
      const [path, { storageUrl }] = await Promise.all([
        storage.createUploadPath(masterBucket, asset.objectKey),
        findOrigins(),
      ]);
      return {
        status: 'upload',
        assetId: asset.id,
        path: asset.objectKey,
        uploadUrl: storageUrl + path,
        method: 'PUT',
        headers: { 'content-type': asset.contentType },
        fields: {},
        expiresAt: new Date(asset.uploadExpiresAt).toISOString(),
      };
    } catch (error) {
      // The bytes arrived between the row and the token.
      if (error instanceof AppError && error.code === 'conflict') return { status: 'uploaded', assetId: asset.id };
      if (error instanceof AppError) return refusedFile(error);
      throw error;
    }
  };
}

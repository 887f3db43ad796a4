import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { invalidRequest, invalidSignature, StorageError } from './errors.ts';

const UPLOAD_TOKEN_LIFE_SECONDS = 2 * 3600;

export type UploadToken = { owner: string | null; url: string; upsert: boolean };
export type VerifiedUploadToken = UploadToken & { expiresAt: Date };

/** Signs and checks the tokens of signed URLs; a token is bound to one `{bucket}/{key}`. */
export type Signing = ReturnType<typeof createSigning>;

export function createSigning(jwtKey: CryptoKey) {
  function sign(payload: JWTPayload, lifeSeconds: number): Promise<string> {
    const issuedAt = Math.floor(Date.now() / 1000);
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(jwtKey);
  }

  async function verify(token: string | null, path: string): Promise<JWTPayload> {
    if (token === null) throw invalidRequest("querystring must have required property 'token'");
    const { payload } = await jwtVerify(token, jwtKey, { algorithms: ['HS256'], requiredClaims: ['exp'] }).catch(
      (error: Error) => {
        throw new StorageError('InvalidJWT', 400, 'InvalidJWT', error.message);
      },
    );
    if (payload.url !== path) throw invalidSignature();
    return payload;
  }

  return {
    signDownload: (path: string, lifeSeconds: number) => sign({ url: path }, lifeSeconds),
    signUpload: (token: UploadToken) => sign({ ...token, scope: 'upload' }, UPLOAD_TOKEN_LIFE_SECONDS),

    /** @returns when the token ends. @throws StorageError InvalidJWT, InvalidSignature */
    async verifyDownload(token: string | null, path: string): Promise<Date> {
      const payload = await verify(token, path);
      if (payload.scope !== undefined) throw invalidSignature();
      return new Date((payload.exp ?? 0) * 1000);
    },

    /** @throws StorageError InvalidJWT, InvalidSignature */
    async verifyUpload(token: string | null, path: string): Promise<VerifiedUploadToken> {
      const payload = await verify(token, path);
      if (payload.scope !== 'upload') throw invalidSignature('Token is not scoped for upload');
      return {
        owner: typeof payload.owner === 'string' ? payload.owner : null,
        url: path,
        upsert: payload.upsert === true,
        expiresAt: new Date((payload.exp ?? 0) * 1000),
      };
    },
  };
}

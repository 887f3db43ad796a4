import type { Asset } from '../../lib/schemas/asset.ts';

/** For the owner of an image that the operator took down. */
export function describeTakeDown({ reason }: NonNullable<Asset['takenDown']>): string {
  const fact = 'The operator took this image down, so it cannot be published.';
  return reason === null ? fact : `${fact} The reason: ${reason}`;
}

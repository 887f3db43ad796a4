import { sha256Of } from './api-client.ts';
import type { AssetRow, Backend, Bucket, TenantImageRow, VariantRow } from './database.ts';
import { EXTERNAL } from './external-back-end.ts';

export type Inventory = {
  assets: number;
  verified: number;
  published: number;
  objects: number;
  files: number;
  /** In words; empty when all holds. */
  problems: string[];
};

/**
 * Compares rows, objects and files while nothing is in flight:
 * I1 every verified original exists and hashes to its row, and so do its variants' lengths; I2 the public bucket holds
 * exactly the files of public assets and the logos that are shown, and these are what their rows say; I4 the used bytes are the sum over assets that still count; no object without a
 * row, no file without an object.
 */
export async function takeInventory(backend: Backend): Promise<Inventory> {
  const [assets, variants, profiles, tenantImages, masterKeys, publicKeys] = await Promise.all([
    backend.readRows('assets'),
    backend.readRows('variants'),
    backend.readRows('profiles'),
    backend.readRows('tenant_images'),
    backend.listKeys('assets'),
    backend.listKeys('public-assets'),
  ]);
  const problems: string[] = [];
  const note = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const variantsOf = (asset: AssetRow) => variants.filter((variant) => variant.asset_id === asset.id);
  const verified = assets.filter(({ verified_at, status }) => verified_at !== null && status !== 'lost');
  const published = assets.filter(({ status }) => status === 'public');

  const findSha256 = async (bucket: Bucket, image: TenantImageRow): Promise<string | null> => {
    const bytes = await backend.findBytes(bucket, tenantKeyOf(image));
    return bytes && sha256Of(bytes);
  };
  for (const asset of verified) {
    const master = await backend.findBytes('assets', asset.object_key);
    note(master !== null && sha256Of(master) === asset.sha256, `I1: original of ${asset.id} (${asset.status})`);
    for (const variant of variantsOf(asset)) {
      const bytes = await backend.findBytes('assets', keyOf(asset.object_stem, variant));
      note(bytes?.byteLength === variant.bytes, `I1: variant ${variant.name} of ${asset.id}`);
    }
  }

  for (const image of tenantImages) {
    const [kept, shown] = [await findSha256('assets', image), await findSha256('public-assets', image)];
    note(kept === image.sha256, `${tenantKeyOf(image)} is not what its row says`);
    note(shown === image.public_sha256, `the public ${tenantKeyOf(image)} is not what its row says`);
  }

  const wanted = [
    ...published.flatMap((asset) => [
      asset.public_key ?? '',
      ...variantsOf(asset).map((variant) => keyOf(asset.public_stem ?? '', variant)),
    ]),
    ...tenantImages.filter(({ public_sha256 }) => public_sha256 !== null).map(tenantKeyOf),
  ];
  for (const key of difference(wanted, publicKeys)) problems.push(`I2: missing in public ${key}`);
  for (const key of difference(publicKeys, wanted)) problems.push(`I2: public without a public asset ${key}`);

  for (const { owner_id, used_bytes } of profiles) {
    const counted = assets.filter((asset) => asset.owner_id === owner_id && !asset.quota_released);
    const sum = counted.reduce((total, { bytes }) => total + bytes, 0);
    note(used_bytes === sum, `I4: ${owner_id} uses ${used_bytes}, its assets have ${sum}`);
  }

  const owned = [
    ...assets.flatMap((asset) => [
      asset.object_key,
      ...variantsOf(asset).map((variant) => keyOf(asset.object_stem, variant)),
    ]),
    ...tenantImages.map(tenantKeyOf),
  ];
  for (const key of difference(masterKeys, owned)) problems.push(`object without a row ${key}`);

  const files = backend.listFiles();
  const objects = masterKeys.length + publicKeys.length;
  note(EXTERNAL !== null || files.length === objects, `${objects} objects, ${files.length} files`);
  return {
    assets: assets.length,
    verified: verified.length,
    published: published.length,
    objects,
    files: files.length,
    problems,
  };
}

const keyOf = (stem: string, { name, extension }: VariantRow): string => `${stem}_${name}.${extension}`;

const tenantKeyOf = ({ owner_id, kind }: TenantImageRow): string =>
  `${owner_id}/${kind === 'avatar' ? 'profile' : 'logos'}/${kind}.png`;

function difference(left: string[], right: string[]): string[] {
  const others = new Set(right);
  return left.filter((key) => !others.has(key));
}

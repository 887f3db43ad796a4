import { sha256Of } from './api-client.ts';
import type { AssetRow, Backend, VariantRow } from './database.ts';

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
 * exactly the files of public assets; I4 the used bytes are the sum over assets that still count; no object without a
 * row, no file without an object.
 */
export async function takeInventory(backend: Backend): Promise<Inventory> {
  const [assets, variants, profiles, masterKeys, publicKeys] = await Promise.all([
    backend.readRows('assets'),
    backend.readRows('variants'),
    backend.readRows('profiles'),
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

  for (const asset of verified) {
    const master = await backend.findBytes('assets', asset.object_key);
    note(master !== null && sha256Of(master) === asset.sha256, `I1: original of ${asset.id} (${asset.status})`);
    for (const variant of variantsOf(asset)) {
      const bytes = await backend.findBytes('assets', keyOf(asset.object_stem, variant));
      note(bytes?.byteLength === variant.bytes, `I1: variant ${variant.name} of ${asset.id}`);
    }
  }

  const wanted = published.flatMap((asset) => [
    asset.public_key ?? '',
    ...variantsOf(asset).map((variant) => keyOf(asset.public_stem ?? '', variant)),
  ]);
  for (const key of difference(wanted, publicKeys)) problems.push(`I2: missing in public ${key}`);
  for (const key of difference(publicKeys, wanted)) problems.push(`I2: public without a public asset ${key}`);

  for (const { owner_id, used_bytes } of profiles) {
    const counted = assets.filter((asset) => asset.owner_id === owner_id && !asset.quota_released);
    const sum = counted.reduce((total, { bytes }) => total + bytes, 0);
    note(used_bytes === sum, `I4: ${owner_id} uses ${used_bytes}, its assets have ${sum}`);
  }

  const owned = assets.flatMap((asset) => [
    asset.object_key,
    ...variantsOf(asset).map((variant) => keyOf(asset.object_stem, variant)),
  ]);
  for (const key of difference(masterKeys, owned)) problems.push(`object without a row ${key}`);

  const files = backend.listFiles();
  const objects = masterKeys.length + publicKeys.length;
  note(files.length === objects, `${objects} objects, ${files.length} files`);
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

function difference(left: string[], right: string[]): string[] {
  const others = new Set(right);
  return left.filter((key) => !others.has(key));
}

import { sha256Of } from '../support/api-client.ts';
import type { AssetRow, VariantRow } from '../support/database.ts';
import type { FaultStack } from './fault-stack.ts';
import type { OwnerState } from './owner-state.ts';
import { isClean } from './subject.ts';
import type { Violation } from './violation.ts';

const AT_REST: readonly string[] = ['awaiting_upload', 'private', 'public', 'rejected'];
const fileOf = (stem: string, { name, extension }: VariantRow): string => `${stem}_${name}.${extension}`;

/** I1 to I5 for one owner, nothing of whom is in flight. @param jobId whose files are read back and whose pages are asked for */
export async function inspectOwner(
  { backend, stack }: FaultStack,
  state: OwnerState,
  jobId: string,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  const note = (kind: Violation['kind'], what: string) => void violations.push({ kind, what });
  const keysIn = (bucket: string) => new Set(state.objects.filter((o) => o.bucket === bucket).map(({ key }) => key));
  const [masters, published] = [keysIn('assets'), keysIn('public-assets')];
  const variantsOf = (asset: AssetRow) => state.variants.filter(({ asset_id }) => asset_id === asset.id);

  for (const { id, status, error } of state.work) note('broken', `stuck: ${status} ${id} (${error})`);
  for (const asset of state.assets) {
    const { id, status } = asset;
    if (status === 'lost') note('lost', `I1: ${id} is lost`);
    else if (!AT_REST.includes(status)) note('broken', `${id} is still ${status}`);
    const variants = variantsOf(asset);
    const wanted = [asset.object_key, ...variants.map((variant) => fileOf(asset.object_stem, variant))];
    if (asset.verified_at !== null) {
      for (const key of wanted) if (!masters.has(key)) note('lost', `I1: ${key} of ${id} (${status}) is missing`);
      if (asset.job_id === jobId) {
        const bytes = await backend.findBytes('assets', asset.object_key);
        if (bytes === null || sha256Of(bytes) !== asset.sha256) note('lost', `I1: the original of ${id} is another`);
      }
    }
    for (const key of wanted) masters.delete(key);

    const shown =
      status === 'public' && asset.public_key !== null
        ? [asset.public_key, ...variants.map((variant) => fileOf(asset.public_stem ?? '', variant))]
        : [];
    for (const key of shown) {
      if (!published.delete(key)) note('broken', `I3: ${key} of the public ${id} is missing`);
    }
    if (asset.job_id === jobId && asset.public_key !== null && shown.length > 0) {
      const bytes = await backend.findBytes('public-assets', asset.public_key);
      if (bytes && !isClean(bytes)) note('leaked', `I5: the public file of ${id} carries metadata`);
    }
    if (asset.job_id === jobId && asset.slug !== null) {
      const page = await fetch(`${stack.appUrl}/p/${asset.slug}`);
      await page.body?.cancel();
      const expected = status === 'public' ? 200 : 404;
      if (page.status !== expected) note('broken', `I3: the page of ${id} (${status}) answers ${page.status}`);
    }
  }
  for (const key of masters) note('leaked', `${key} has no row`);
  for (const key of published) note('leaked', `I2: ${key} is public without a public asset`);
  const sum = state.assets.filter((a) => !a.quota_released).reduce((total, { bytes }) => total + bytes, 0);
  if (sum !== state.usedBytes) note('broken', `I4: ${state.usedBytes} bytes are used, the assets have ${sum}`);
  return violations;
}

import type { PublicationRecord } from '../asset-record.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

/** The CDN of hosted projects may serve a removed file for up to a minute more than its max-age. */
const CDN_LAG_SECONDS = 60;
const RECHECK_SECONDS = { cached: 60, unreachable: 300 };
/** An address that could not be asked for a day is not asked again. */
const GIVE_UP_SECONDS = 86_400;

/** Tries the public address of a taken-back file and records what it answered; asked again until it is dead. */
export async function checkEdge(publication: PublicationRecord, deps: WorkerDependencies): Promise<void> {
  const edge = await deps.probePublic(deps.publicBucket, publication.publicKey);
  const goneAt = Date.parse(publication.originGoneAt ?? new Date().toISOString());
  const isHopeless = edge === 'unreachable' && Date.now() - goneAt > GIVE_UP_SECONDS * 1000;
  await deps.assets.recordEdgeCheck(publication.id, {
    edge,
    cachedUntil: edge === 'cached' ? new Date(goneAt + (deps.publicCacheSeconds + CDN_LAG_SECONDS) * 1000) : null,
    nextCheckAt: edge === 'dead' || isHopeless ? null : new Date(Date.now() + RECHECK_SECONDS[edge] * 1000),
  });
}

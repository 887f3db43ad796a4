import { setTimeout as wait } from 'node:timers/promises';
import type { Asset } from '../../lib/schemas/asset.ts';
import { type PresignedFile, presignedFileSchema } from '../../lib/schemas/upload.ts';
import { type Answer, declare, type ImageFile, put, sha256Of } from '../support/api-client.ts';
import { imageForm } from '../support/image-form.ts';
import type { OwnerState } from './owner-state.ts';
import { pick } from './random.ts';
import { makeFile, type Person } from './subject.ts';
import type { Violation } from './violation.ts';

/** Longer than any restart takes. */
const INSISTS_FOR_MS = 120_000;
const PAUSE_MS = 150;

/** What was acknowledged last, and so has to be found in the end. */
type Known = { id: string; sha256: string; isPublic: boolean; isTrashed: boolean; pageUrl: string | null };

export type SoakClient = {
  /** One operation, asked for until it is acknowledged. */
  step(): Promise<void>;
  /** What is there is not what was acknowledged. */
  compare(state: OwnerState): Violation[];
  violations: Violation[];
  person: Person;
};

/** Somebody who does this and that with images of theirs, one thing after the other, and does not give in. */
export function createSoakClient(person: Person, jobId: string, random: () => number): SoakClient {
  const { api } = person;
  const kept: Known[] = [];
  const goneIds: string[] = [];
  const violations: Violation[] = [];

  /** @param isDone of answers at 400 and above */
  async function insist(ask: () => Promise<Answer>, isDone = (_answer: Answer) => false): Promise<Answer> {
    const deadline = Date.now() + INSISTS_FOR_MS;
    for (let last: Answer | null = null; ; await wait(PAUSE_MS)) {
      const answer = await ask().catch(() => null);
      if (answer && (answer.status < 400 || isDone(answer))) return answer;
      last = answer ?? last;
      if (Date.now() > deadline) throw new Error(`still ${last?.status} ${JSON.stringify(last?.body)}`);
    }
  }

  async function sendDirectly(file: ImageFile): Promise<Asset> {
    const answer = await insist(async () => {
      const asked = await api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files: [declare(file)] });
      if (asked.status !== 200) return asked;
      const presigned = presignedFileSchema.parse((asked.body as { files: PresignedFile[] }).files[0]);
      if (presigned.status === 'refused') return { ...asked, status: 503 };
      if (presigned.status === 'duplicate') return { ...asked, body: presigned.asset };
      // Whatever this answers: `complete` says whether the bytes are there.
      if (presigned.status === 'upload') await put(presigned, file.bytes).then((response) => response.body?.cancel());
      return api.complete(presigned.assetId);
    });
    return answer.body as Asset;
  }

  async function sendByForm(file: ImageFile): Promise<Asset> {
    const answer = await insist(() => api.call('POST', `/api/v1/jobs/${jobId}/assets`, imageForm([], file)));
    return answer.body as Asset;
  }

  const actions = {
    async upload() {
      const file = makeFile();
      const { id } = await (random() < 0.7 ? sendDirectly(file) : sendByForm(file));
      kept.push({ id, sha256: sha256Of(file.bytes), isPublic: false, isTrashed: false, pageUrl: null });
    },
    async publish(known: Known) {
      // What is being verified or in the trash is none of ours to ask: 409 until it is ready.
      const answer = await insist(() => setVisibility(known, 'public'));
      known.isPublic = true;
      known.pageUrl = (answer.body as Asset).pageUrl ?? known.pageUrl;
    },
    async unpublish(known: Known) {
      await insist(() => setVisibility(known, 'private'));
      known.isPublic = false;
      await expectGone(known);
    },
    async trash(known: Known) {
      await insist(() => api.call('DELETE', `/api/v1/assets/${known.id}`));
      Object.assign(known, { isPublic: false, isTrashed: true });
      await expectGone(known);
    },
    async restore(known: Known) {
      await insist(() => api.call('POST', `/api/v1/assets/${known.id}/restore`));
      known.isTrashed = false;
    },
    async erase(known: Known) {
      const isGone = ({ status }: Answer) => status === 404;
      await insist(() => api.call('DELETE', `/api/v1/assets/${known.id}?permanent=true`), isGone);
      kept.splice(kept.indexOf(known), 1);
      goneIds.push(known.id);
      await expectGone(known);
    },
  };
  const setVisibility = (known: Known, visibility: string) =>
    api.call('PUT', `/api/v1/assets/${known.id}/visibility`, { visibility });

  /** The page is gone as soon as that was answered. */
  async function expectGone({ id, pageUrl }: Known): Promise<void> {
    const page = pageUrl === null ? null : await fetch(pageUrl).catch(() => null);
    await page?.body?.cancel();
    if (page?.status === 200)
      violations.push({ kind: 'leaked', what: `the page of ${id} is there after it was taken back` });
  }

  return {
    person,
    violations,
    async step() {
      const known = kept.length === 0 || random() < 0.25 ? null : pick(random, kept);
      if (known === null) return actions.upload();
      if (known.isTrashed) return actions[random() < 0.6 ? 'restore' : 'erase'](known);
      const action = random() < 0.6 ? (known.isPublic ? 'unpublish' : 'publish') : random() < 0.6 ? 'trash' : 'erase';
      return actions[action](known);
    },
    compare({ assets }) {
      const byId = new Map(assets.map((asset) => [asset.id, asset]));
      const lost = (what: string): Violation => ({ kind: 'lost', what });
      return [
        ...goneIds.filter((id) => byId.has(id)).map((id) => lost(`${id} was deleted and is there`)),
        ...kept.flatMap(({ id, sha256, isPublic, isTrashed }) => {
          const asset = byId.get(id);
          if (asset?.sha256 !== sha256) return [lost(`${id} was acknowledged and is not there`)];
          const wanted = isPublic ? 'public' : 'private';
          const isAsWanted = asset.status === wanted && (asset.trashed_at !== null) === isTrashed;
          return isAsWanted ? [] : [lost(`${id} is ${asset.status}, acknowledged was ${wanted}`)];
        }),
      ];
    },
  };
}

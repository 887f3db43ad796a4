import { isDeepStrictEqual } from 'node:util';
import type { PresignedFile } from '../../lib/schemas/upload.ts';
import { type Answer, declare, put, sha256Of } from '../support/api-client.ts';
import { readForm, sendForm } from '../support/forms.ts';
import { imageForm } from '../support/image-form.ts';
import { makeTinyPng } from '../support/make-images.ts';
import { openCookieSession } from '../support/users.ts';
import type { FaultStack } from './fault-stack.ts';
import type { OwnerState } from './owner-state.ts';
import { addPerson, makeFile, type Person, type Subject } from './subject.ts';

export type Operation = {
  name: string;
  /** Makes what it works on. */
  prepare(person: Person, on: FaultStack): Promise<Subject>;
  /** What the client does, and does again. Gives the status of the last answer. */
  ask(subject: Subject, on: FaultStack): Promise<number>;
  /** What its end lacks, in words; null when it is reached. */
  findGap(state: OwnerState, subject: Subject, on: FaultStack): Promise<string | null> | string | null;
  /** The same once it was asked again after its contrary, where it does not undo that. */
  findGapAfterContrary?: Operation['findGap'];
  /** What a repetition answers when there is nothing left to do, beside what is below 400. */
  goneStatus?: number;
  /** The operation that undoes it, which somebody may ask for meanwhile. */
  contrary?: string;
  /** Whether requests that name nobody are made for it: for others they are the janitor's, which comes when it will. */
  isAboutAll?: boolean;
};

const statusOf = async (answer: Promise<Answer>): Promise<number> => (await answer).status;

async function prepareJob(person: Person): Promise<Subject> {
  const { id } = await person.api.createJob('Faults');
  return { person, jobId: id, assetIds: [], file: makeFile(), ticket: null, page: null };
}

async function prepareTicket(person: Person): Promise<Subject> {
  const subject = await prepareJob(person);
  const ticket = await person.api.presignOne(subject.jobId, subject.file);
  return { ...subject, ticket, assetIds: [ticket.assetId] };
}

async function prepareStored(person: Person): Promise<Subject> {
  const subject = await prepareJob(person);
  const ticket = await person.api.store(subject.jobId, subject.file);
  return { ...subject, ticket, assetIds: [ticket.assetId] };
}

async function prepareVerified(person: Person): Promise<Subject> {
  const subject = await prepareJob(person);
  const { id } = await person.api.upload(subject.jobId, subject.file);
  return { ...subject, assetIds: [id] };
}

async function preparePublic(person: Person): Promise<Subject> {
  const subject = await prepareVerified(person);
  await person.api.setVisibility(assetIdOf(subject), 'public');
  return subject;
}

async function prepareTwo(person: Person): Promise<Subject> {
  const subject = await preparePublic(person);
  const second = await person.api.upload(subject.jobId, makeFile());
  return { ...subject, assetIds: [...subject.assetIds, second.id] };
}

const assetIdOf = ({ assetIds: [id = ''] }: Subject): string => id;
const rowOf = ({ assets }: OwnerState, id: string) => assets.find((asset) => asset.id === id);

function findStatusGap(state: OwnerState, subject: Subject, status: string): string | null {
  const row = rowOf(state, assetIdOf(subject));
  return row?.status === status ? null : `the asset is ${row?.status ?? 'gone'}, not ${status}`;
}

/** The asset of the subject's file; more than one is a gap of its own. */
function findFileGap({ assets }: OwnerState, { jobId, file }: Subject, statuses: string[]): string | null {
  const found = assets.filter(({ job_id, sha256 }) => job_id === jobId && sha256 === sha256Of(file.bytes));
  const isThere = found.length === 1 && statuses.includes(found[0]?.status ?? '');
  return isThere ? null : `of this file there are: ${found.map(({ status }) => status).join(', ') || 'none'}`;
}

const setVisibility = (visibility: 'public' | 'private') => (subject: Subject) =>
  statusOf(subject.person.api.call('PUT', `/api/v1/assets/${assetIdOf(subject)}/visibility`, { visibility }));

const isStored = async (response: Response) =>
  response.ok || ((await response.json()) as { statusCode?: string }).statusCode === '409';

/** As a client does it: asks where to send the bytes, and sends them if they are not there. */
async function presignAndPut({ person, jobId, file }: Subject): Promise<number> {
  const answer = await person.api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files: [declare(file)] });
  if (answer.status !== 200) return answer.status;
  const [presigned] = (answer.body as { files: PresignedFile[] }).files;
  if (presigned?.status !== 'upload') return presigned?.status === 'uploaded' ? 200 : 500;
  const response = await put(presigned, file.bytes);
  return (await isStored(response)) ? 200 : response.status;
}

const VARIANT = '112x112';
const DATA_PAGE = '/settings/data';

function supplyVariant({ person, jobId, assetIds: [assetId = ''], file }: Subject): Promise<number> {
  const fields: [string, string][] = [
    ['assetId', assetId],
    ['suffix', `_${VARIANT}`],
  ];
  const form = imageForm(fields, { name: 'variant.png', bytes: variantOf(file.name) });
  return statusOf(person.api.call('POST', `/api/v1/jobs/${jobId}/assets`, form));
}

/** Without metadata, so that it is stored as it is. */
const variantOf = (name: string): Buffer => makeTinyPng(1_000_000 + Number(/\d+/.exec(name)?.[0]));

async function findVariantGap(state: OwnerState, subject: Subject, { backend }: FaultStack): Promise<string | null> {
  const row = rowOf(state, assetIdOf(subject));
  if (!row) return 'the asset is gone';
  const wanted = variantOf(subject.file.name);
  const stems = [
    ['assets', row.object_stem],
    ...(row.status === 'public' ? [['public-assets', row.public_stem]] : []),
  ] as const;
  for (const [bucket, stem] of stems) {
    const bytes = await backend.findBytes(bucket as 'assets', `${stem}_${VARIANT}.png`);
    if (!bytes?.equals(wanted)) return `the variant in ${bucket} is ${bytes ? 'another' : 'missing'}`;
  }
  return null;
}

export const OPERATIONS: Operation[] = [
  {
    name: 'presign',
    prepare: prepareJob,
    async ask({ person, jobId, file }) {
      const answer = await person.api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files: [declare(file)] });
      const [presigned] = answer.status === 200 ? (answer.body as { files: PresignedFile[] }).files : [];
      return presigned?.status === 'refused' ? 503 : answer.status;
    },
    findGap: (state, subject) => findFileGap(state, subject, ['awaiting_upload']),
  },
  {
    name: 'PUT',
    contrary: 'delete',
    prepare: prepareTicket,
    ask: presignAndPut,
    findGap: ({ objects }, { ticket }) =>
      objects.some(({ key }) => key === ticket?.path) ? null : 'the bytes are not stored',
  },
  {
    name: 'complete',
    contrary: 'delete',
    prepare: prepareStored,
    ask: (subject) => statusOf(subject.person.api.complete(assetIdOf(subject))),
    findGap: (state, subject) => findStatusGap(state, subject, 'private'),
  },
  {
    name: 'upload',
    prepare: prepareJob,
    ask: ({ person, jobId, file }) =>
      statusOf(person.api.call('POST', `/api/v1/jobs/${jobId}/assets`, imageForm([['visibility', 'public']], file))),
    findGap: (state, subject) => findFileGap(state, subject, ['public']),
  },
  {
    name: 'variant',
    contrary: 'delete',
    prepare: prepareVerified,
    ask: supplyVariant,
    findGap: (state, subject, on) => findStatusGap(state, subject, 'private') ?? findVariantGap(state, subject, on),
  },
  {
    name: 'public variant',
    contrary: 'unpublish',
    prepare: preparePublic,
    ask: supplyVariant,
    findGap: (state, subject, on) => findStatusGap(state, subject, 'public') ?? findVariantGap(state, subject, on),
    // A variant publishes nothing that was taken back.
    findGapAfterContrary: (state, subject, on) =>
      findStatusGap(state, subject, 'private') ?? findVariantGap(state, subject, on),
  },
  {
    name: 'publish',
    contrary: 'unpublish',
    prepare: prepareVerified,
    ask: setVisibility('public'),
    findGap: (state, subject) => findStatusGap(state, subject, 'public'),
  },
  {
    name: 'unpublish',
    contrary: 'publish',
    prepare: preparePublic,
    ask: setVisibility('private'),
    findGap: (state, subject) => findStatusGap(state, subject, 'private'),
  },
  {
    name: 'trash',
    contrary: 'restore',
    prepare: preparePublic,
    ask: (subject) => statusOf(subject.person.api.call('DELETE', `/api/v1/assets/${assetIdOf(subject)}`)),
    findGap: (state, subject) =>
      findStatusGap(state, subject, 'private') ??
      (rowOf(state, assetIdOf(subject))?.trashed_at ? null : 'it is not in the trash'),
  },
  {
    name: 'restore',
    contrary: 'trash',
    async prepare(person) {
      const subject = await preparePublic(person);
      await person.api.trashAsset(assetIdOf(subject));
      return subject;
    },
    ask: (subject) => statusOf(subject.person.api.call('POST', `/api/v1/assets/${assetIdOf(subject)}/restore`)),
    findGap: (state, subject) =>
      findStatusGap(state, subject, 'private') ??
      (rowOf(state, assetIdOf(subject))?.trashed_at ? 'it is in the trash' : null),
  },
  {
    name: 'delete',
    prepare: preparePublic,
    ask: (subject) =>
      statusOf(subject.person.api.call('DELETE', `/api/v1/assets/${assetIdOf(subject)}?permanent=true`)),
    findGap: (state, subject) => (rowOf(state, assetIdOf(subject)) ? 'the asset is there' : null),
    goneStatus: 404,
  },
  {
    name: 'job trash',
    prepare: prepareTwo,
    ask: ({ person, jobId }) => statusOf(person.api.call('DELETE', `/api/v1/jobs/${jobId}`)),
    findGap: (state, subject) =>
      findStatusGap(state, subject, 'private') ??
      (state.jobs.find(({ id }) => id === subject.jobId)?.trashed_at ? null : 'it is not in the trash'),
  },
  {
    name: 'job delete',
    prepare: prepareTwo,
    ask: ({ person, jobId }) => statusOf(person.api.call('DELETE', `/api/v1/jobs/${jobId}?permanent=true`)),
    findGap: ({ jobs, assets }, { jobId }) =>
      jobs.some(({ id }) => id === jobId) || assets.some(({ job_id }) => job_id === jobId) ? 'the job is there' : null,
    goneStatus: 404,
  },
  {
    name: 'account delete',
    async prepare(_person, on) {
      const person = await addPerson(on.stack);
      const subject = await prepareTwo(person);
      const cookie = await openCookieSession(on.stack, person.user);
      const form = await readForm(on.stack.appUrl, DATA_PAGE, { cookie, having: 'currentPassword' });
      form.set('currentPassword', person.user.password);
      return { ...subject, page: { cookie, form } };
    },
    async ask({ page }, { stack }) {
      if (!page) throw new Error('an account is deleted by its page');
      const { status, headers } = await sendForm(stack.appUrl, DATA_PAGE, page.form, page.cookie);
      // A form that is shown again was refused.
      if (status === 303) return headers.get('location')?.startsWith('/account-deleted') ? 204 : 401;
      return Math.max(status, 500);
    },
    findGap: ({ isKnown, assets, objects }) =>
      isKnown || assets.length > 0 || objects.length > 0 ? 'the account is there' : null,
    goneStatus: 401,
  },
  {
    name: 'janitor',
    prepare: prepareBacklog,
    ask: (_subject, { tick }) => tick().then(() => 202),
    findGap: findBacklogGap,
    isAboutAll: true,
  },
];

/** Work of every kind that the janitor finds, and that nobody else is at. */
async function prepareBacklog(person: Person, { backend, sql }: FaultStack): Promise<Subject> {
  const subject = await preparePublic(person);
  const { jobId } = subject;
  const owner = person.user.id;
  const upload = async () => (await person.api.upload(jobId, makeFile())).id;
  const [unpublished, published, trashed] = [assetIdOf(subject), await upload(), await upload()];
  await person.api.trashAsset(trashed);
  const { assetId: stale } = await person.api.store(jobId, makeFile());
  const { assetId: expired } = await person.api.presignOne(jobId, makeFile());
  for (const [assetId, visibility] of [
    [unpublished, 'private'],
    [published, 'public'],
  ]) {
    const wanted = { p_owner: owner, p_asset: assetId, p_visibility: visibility, p_keep_metadata: false };
    const { error } = await backend.client.rpc('request_visibility', wanted);
    if (error) throw error;
  }
  await sql`update public.assets set trashed_at = now() - interval '31 days' where id = ${trashed}`;
  await sql`update public.assets set created_at = now() - interval '1 hour' where id = ${stale}`;
  await sql`update public.assets set upload_expires_at = now() - interval '1 hour' where id = ${expired}`;
  return { ...subject, assetIds: [unpublished, published, stale, trashed, expired] };
}

function findBacklogGap(state: OwnerState, { assetIds }: Subject): string | null {
  const found = assetIds.map((id) => rowOf(state, id)?.status ?? 'gone');
  const wanted = ['private', 'public', 'private', 'gone', 'gone'];
  return isDeepStrictEqual(found, wanted) ? null : `of the backlog there is: ${found.join(', ')}`;
}

export function getOperation(name: string): Operation {
  const operation = OPERATIONS.find((candidate) => candidate.name === name);
  if (!operation)
    throw new Error(`There is no operation ${name}: ${OPERATIONS.map((known) => known.name).join(', ')}.`);
  return operation;
}

import type { UploadTicket } from '../../lib/schemas/upload.ts';
import { type Api, createApi, type ImageFile } from '../support/api-client.ts';
import { makePngOfBytes } from '../support/make-images.ts';
import type { Stack } from '../support/start-stack.ts';
import { signUp, type User } from '../support/users.ts';

export type Person = { user: User; api: Api };

/** What one cell is about: a job of its own, and in it what the operation needs. */
export type Subject = {
  person: Person;
  jobId: string;
  /** Assets that were there before the operation. */
  assetIds: string[];
  file: ImageFile;
  ticket: UploadTicket | null;
  /** Where the operation is that of a form in a browser. */
  page: { cookie: string; form: FormData } | null;
};

let seed = 1;

/** Every one differs, and says something that no public copy may say. */
export function makeFile(): ImageFile {
  seed++;
  return { name: `image-${seed}.png`, bytes: makePngOfBytes(300, seed) };
}

/** No text is left in a public copy of {@link makeFile}. */
export const isClean = (bytes: Buffer): boolean => !bytes.includes('tEXt');

let people = 0;

export async function addPerson(stack: Stack): Promise<Person> {
  const user = await signUp({ ...stack, supabaseUrl: stack.backendUrl }, `person-${++people}`);
  return { user, api: createApi(stack.appUrl, user.accessToken) };
}

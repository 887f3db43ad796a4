import { clearScratchFiles } from '@/lib/download/scratch-file';
import { IndexedDbManifestStore } from '@/lib/upload/indexed-db-manifest';

/** Removes what the browser keeps of whoever signs out: names of files to be uploaded, archives on their way. */
export async function forgetPerson(): Promise<void> {
  // A browser that keeps nothing has nothing to forget.
  await Promise.allSettled([new IndexedDbManifestStore().clear(), clearScratchFiles()]);
}

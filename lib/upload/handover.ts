const handedOver = new Map<string, File[]>();

/**
 * Leaves files for the page of a job that is about to open: a drop on the jobs page makes the job, goes there and the
 * uploader takes them. They live in this tab's memory alone.
 */
export function handOverFiles(jobId: string, files: File[]): void {
  handedOver.set(jobId, files);
}

/** The files left for a job, once: a second call gives none. */
export function takeHandedOverFiles(jobId: string): File[] {
  const files = handedOver.get(jobId) ?? [];
  handedOver.delete(jobId);
  return files;
}

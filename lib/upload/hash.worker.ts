import { sha256File } from './sha256-file.ts';

export type HashRequest = { id: number; file: Blob };
export type HashAnswer = { id: number; sha256: string } | { id: number; error: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<HashRequest>) => void) | null;
  postMessage(answer: HashAnswer): void;
};

scope.onmessage = async ({ data: { id, file } }) => {
  try {
    scope.postMessage({ id, sha256: await sha256File(file) });
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};

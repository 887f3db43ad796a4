import { convertImage } from './convert-image.ts';
import type { Conversion } from './image-converter.ts';

export type ConvertRequest = { file: Blob; conversion: Conversion };
/** Null: it can't be converted. */
export type ConvertAnswer = { jpeg: Blob | null };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ConvertRequest>) => void) | null;
  postMessage(answer: ConvertAnswer): void;
};

scope.onmessage = async ({ data: { file, conversion } }) => {
  scope.postMessage({ jpeg: await convertImage(file, conversion).catch(() => null) });
};

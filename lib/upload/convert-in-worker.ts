import type { ConvertAnswer, ConvertRequest } from './convert.worker.ts';
import type { ImageConverter } from './image-converter.ts';

/**
 * Converts off the main thread, in a worker that lives for one image: what the decoder held goes with it, and a crash
 * of it ends one image alone.
 */
export const convertInWorker: ImageConverter = async (file, conversion) => {
  const worker = new Worker(new URL('./convert.worker.ts', import.meta.url));
  try {
    const jpeg = await new Promise<Blob | null>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<ConvertAnswer>) => resolve(data.jpeg);
      worker.onerror = () => resolve(null);
      worker.postMessage({ file, conversion } satisfies ConvertRequest);
    });
    if (jpeg === null) return null;
    const name = `${file.name.replace(/\.[^.]*$/, '')}.jpg`;
    return new File([jpeg], name, { type: 'image/jpeg', lastModified: file.lastModified });
  } finally {
    worker.terminate();
  }
};

import 'server-only';
import sharp from 'sharp';

/*
 * sharp decodes SVG, TIFF, AVIF, PDF and more whatever a file is called, each a parser more to attack.
 * Only what the product takes is let through. Raw pixels are no loader and always pass.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'],
});

// Uploads are not read twice, and a small server has two cores: parallel work comes from parallel images.
sharp.cache(false);
sharp.concurrency(1);

const MAX_DECODES = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs `work` when fewer than two images are being decoded in this process; the others wait in order of arrival.
 * Not reentrant: work that asks for a slot again may wait for ever.
 */
export async function withDecodeSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running < MAX_DECODES) running++;
  // A finished decode hands its slot on, so the count stays.
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}

export { sharp };

import 'server-only';
import sharp from 'sharp';
import { createSlots } from '../slots.ts';

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

const SLOTS = 2;
/** An image that needs more memory than this is decoded alone. */
const MAX_SHARED_BYTES = 100_000_000;

const slots = createSlots(SLOTS);

/**
 * Runs `work` when fewer than two images are being decoded in this process, or none when it needs much memory; the
 * others wait in order of arrival. Not reentrant: work that asks for a slot again may wait for ever.
 * @param residentBytes what the decoder holds in memory at once.
 */
export function withDecodeSlot<T>(residentBytes: number, work: () => Promise<T>): Promise<T> {
  return slots(residentBytes > MAX_SHARED_BYTES ? SLOTS : 1, work);
}

export { sharp };

import { createSlots } from '../../slots.ts';

/** Whole files are held while they wait for a decoder: a few, however many uploads end at once. */
export const inMemory = createSlots(4);

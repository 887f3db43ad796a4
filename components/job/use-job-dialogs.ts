'use client';

import { useState } from 'react';
import type { Asset } from '@/lib/schemas/asset';

export type JobDialogsState = ReturnType<typeof useJobDialogs>;

/** Which dialog of the job's page is open, and for which image. */
export function useJobDialogs() {
  const [doomed, setDoomed] = useState<Asset | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const isOpen = doomed !== null || keysShown;
  return { isOpen, doomed, setDoomed, keysShown, setKeysShown };
}

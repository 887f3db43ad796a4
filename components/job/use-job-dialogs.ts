'use client';

import { useState } from 'react';
import type { Asset } from '@/lib/schemas/asset';

export type JobDialogsState = ReturnType<typeof useJobDialogs>;

/** Which dialog of the job's page is open, and for which image. */
export function useJobDialogs() {
  const [renaming, setRenaming] = useState<Asset | null>(null);
  const [doomed, setDoomed] = useState<Asset | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const isOpen = renaming !== null || doomed !== null || keysShown;
  return { isOpen, renaming, setRenaming, doomed, setDoomed, keysShown, setKeysShown };
}

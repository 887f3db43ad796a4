'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { copyText } from '@/components/ui/copy-text';

/** Copies links; where the clipboard is out of reach, `manualUrl` is to be shown for copying by hand. */
export function useCopy() {
  const [manualUrl, setManualUrl] = useState<string | null>(null);
  const copy = async (url: string): Promise<boolean> => {
    const done = await copyText(url);
    if (done) toast.success('Link copied', { duration: 2_500 });
    else setManualUrl(url);
    return done;
  };
  return { copy, manualUrl, closeManual: () => setManualUrl(null) };
}

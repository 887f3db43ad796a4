'use client';

import { useState, useTransition } from 'react';
import type { Branding } from '@/lib/schemas/branding';
import { checkFileType, refusalForLength } from '@/lib/upload/check-file';
import type { UploadLimits } from '@/lib/upload/upload-limits';
import { deleteTenantImage, putTenantImage } from './tenant-image-api';

type TenantImageOptions = {
  path: string;
  limits: UploadLimits;
  onChange: (branding: Branding) => void;
  onRemoved: () => void;
};

/** Sends and removes one logo or avatar, and has words for what went wrong. */
export function useTenantImage({ path, limits, onChange, onRemoved }: TenantImageOptions) {
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string>();

  async function send(file: File): Promise<string | undefined> {
    const refusal = refusalForLength(file, limits);
    if (refusal !== null) return refusal;
    const check = await checkFileType(file, limits).catch(() => null);
    if (check === null) return `${file.name} cannot be read. Choose it again.`;
    if (!check.ok) return check.reason;
    const result = await putTenantImage(path, file, check.contentType);
    if (!result.ok) return `${file.name} was not taken. ${result.error.message}`;
    onChange(result.data);
    return undefined;
  }

  return {
    pending,
    problem,
    upload: (file: File) => startTransition(async () => setProblem(await send(file))),
    remove: () =>
      startTransition(async () => {
        const result = await deleteTenantImage(path);
        setProblem(result.ok ? undefined : result.error.message);
        if (result.ok) onRemoved();
      }),
  };
}

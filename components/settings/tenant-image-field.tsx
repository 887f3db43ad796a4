'use client';

import { ImageUp, Trash2 } from 'lucide-react';
import { useDropzone } from 'react-dropzone';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { Branding, TenantImageKind } from '@/lib/schemas/branding';
import type { UploadLimits } from '@/lib/upload/upload-limits';
import { FormProblem } from './form-problem';
import { useTenantImage } from './use-tenant-image';

/** The grounds are those of the pages, whatever theme the settings are read in. */
const WORDS: Record<TenantImageKind, { name: string; frame: string; image: string }> = {
  avatar: {
    name: 'Avatar',
    frame: 'size-24 rounded-full bg-accent-soft text-accent',
    image: 'size-full object-cover',
  },
  primary: {
    name: 'Primary logo',
    frame: 'h-32 w-full rounded-lg bg-ground-light text-muted-light',
    image: 'max-h-20 max-w-[80%] object-contain',
  },
  secondary: {
    name: 'Secondary logo',
    frame: 'h-32 w-full rounded-lg bg-ground-dark text-muted-dark',
    image: 'max-h-20 max-w-[80%] object-contain',
  },
};

type TenantImageFieldProps = {
  kind: TenantImageKind;
  /** Below /api/v1. */
  path: string;
  url: string | null;
  limits: UploadLimits;
  onChange: (branding: Branding) => void;
  onRemoved: () => void;
};

/** A logo or the avatar on the ground it is for; a file dropped on it replaces it. */
export function TenantImageField({ kind, path, url, limits, onChange, onRemoved }: TenantImageFieldProps) {
  const { name, frame, image } = WORDS[kind];
  const { pending, problem, upload, remove } = useTenantImage({ path, limits, onChange, onRemoved });
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    onDrop: ([file]) => {
      if (file) upload(file);
    },
    multiple: false,
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    useFsAccessApi: false,
    disabled: pending,
  });
  const { role: _role, ...dropProps } = getRootProps();
  const lowerName = name.toLowerCase();
  return (
    <fieldset {...dropProps} tabIndex={-1} aria-label={name} className="grid min-w-0 content-start gap-3 outline-none">
      <input
        {...getInputProps({
          'aria-label': `${name} file`,
          accept: limits.allowedContentTypes.join(','),
          className: 'sr-only',
          style: undefined,
        })}
      />
      {kind === 'avatar' ? null : <h3 className="font-medium">{name}</h3>}
      <div
        aria-busy={pending || undefined}
        className={cn(
          'grid place-items-center overflow-hidden border transition-[border-color,opacity]',
          frame,
          isDragActive && 'border-accent ring-2 ring-accent',
          pending && 'opacity-60',
        )}
      >
        {url === null ? (
          <p className="px-3 text-center text-sm">
            {kind === 'avatar' ? null : <span className="pointer-coarse:hidden">Drop an image here</span>}
            <span className={cn(kind !== 'avatar' && 'hidden pointer-coarse:inline')}>None</span>
          </p>
        ) : (
          // biome-ignore lint/performance/noImgElement: the file lies on the storage origin in the size needed
          <img src={url} alt={name} className={image} />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          pending={pending}
          onClick={open}
          aria-label={url === null ? undefined : `Replace ${lowerName}`}
        >
          <ImageUp aria-hidden="true" />
          {url === null ? `Upload ${lowerName}` : 'Replace'}
        </Button>
        {url === null ? null : (
          <Button size="sm" variant="quiet" disabled={pending} onClick={remove} aria-label={`Remove ${lowerName}`}>
            <Trash2 aria-hidden="true" />
            Remove
          </Button>
        )}
      </div>
      <FormProblem>{problem}</FormProblem>
    </fieldset>
  );
}

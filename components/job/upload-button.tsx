'use client';

import { Upload } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Of the words on the page that say what is taken, and how else it can be given. */
export const UPLOAD_INSTRUCTIONS_ID = 'upload-instructions';

type UploadButtonProps = { size: 'sm' | 'lg'; onClick: () => void; className: string };

export function UploadButton(props: UploadButtonProps) {
  return (
    <Button variant="primary" aria-describedby={UPLOAD_INSTRUCTIONS_ID} {...props}>
      <Upload aria-hidden="true" />
      Upload
    </Button>
  );
}

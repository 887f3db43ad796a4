'use client';

import { Upload } from 'lucide-react';
import { Button } from '@/components/ui/button';

type UploadButtonProps = { size: 'sm' | 'lg'; onClick: () => void; className: string };

export function UploadButton(props: UploadButtonProps) {
  return (
    <Button variant="primary" {...props}>
      <Upload aria-hidden="true" />
      Upload
    </Button>
  );
}

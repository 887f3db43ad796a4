'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';

type LightboxStepProps = { side: 'left' | 'right'; hidden: boolean; onClick: () => void };

/** To the neighbour on one side; phones swipe instead. */
export function LightboxStep({ side, hidden, onClick }: LightboxStepProps) {
  if (hidden) return null;
  return (
    <IconButton
      label={side === 'left' ? 'Previous image' : 'Next image'}
      tooltip={false}
      size="lg"
      variant="secondary"
      onClick={onClick}
      className={cn(
        '-translate-y-1/2 absolute top-1/2 rounded-full max-sm:hidden',
        side === 'left' ? 'left-4' : 'right-4',
      )}
    >
      {side === 'left' ? <ChevronLeft aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
    </IconButton>
  );
}

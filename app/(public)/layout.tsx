import type { ReactNode } from 'react';
import { QuietMark } from '@/components/public/quiet-mark';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto]">
      {children}
      <QuietMark />
    </div>
  );
}

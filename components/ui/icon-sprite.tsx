'use client';

import type { LucideIcon } from 'lucide-react';
import { createContext, type ReactNode, use, useMemo } from 'react';

const SpriteContext = createContext<ReadonlyMap<LucideIcon, string> | null>(null);

/** Draws each icon once, for everything inside: a list with hundreds of {@link SpriteIcon} stays small. */
export function IconSprite({ icons, children }: { icons: readonly LucideIcon[]; children: ReactNode }) {
  const ids = useMemo(() => new Map(icons.map((icon, index) => [icon, `icon-${index}`])), [icons]);
  return (
    <SpriteContext value={ids}>
      <div aria-hidden="true" className="absolute size-0 overflow-hidden">
        {[...ids].map(([Icon, id]) => (
          <Icon key={id} id={id} />
        ))}
      </div>
      {children}
    </SpriteContext>
  );
}

/** An icon by reference, where an {@link IconSprite} around it has it; otherwise the icon itself. */
export function SpriteIcon({ icon: Icon, className }: { icon: LucideIcon; className?: string }) {
  const id = use(SpriteContext)?.get(Icon);
  if (id === undefined) return <Icon aria-hidden="true" className={className} />;
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={className}>
      <use href={`#${id}`} />
    </svg>
  );
}

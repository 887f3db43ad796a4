import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  /** One sentence that teaches the next step. */
  children: ReactNode;
  /** One action. */
  action?: ReactNode;
  /** Files may be dropped here. */
  dropTarget?: boolean;
  className?: string;
};

export function EmptyState({ icon: Icon, title, children, action, dropTarget, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'grid justify-items-center gap-4 rounded-xl px-6 py-16 text-center',
        dropTarget && 'border border-outline border-dashed',
        className,
      )}
    >
      <span className="grid size-11 place-items-center rounded-lg border bg-surface text-muted">
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="grid max-w-96 gap-1">
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="text-muted">{children}</p>
      </div>
      {action}
    </div>
  );
}

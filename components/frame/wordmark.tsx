import Link from 'next/link';
import { cn } from '@/components/ui/cn';

/** A pane of glass with the light on it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" className={cn('size-5.5 text-accent', className)}>
      <rect x="3" y="3" width="18" height="18" rx="4.5" stroke="currentColor" strokeWidth="2" />
      <path d="M7.5 12.5l5-5M7.5 17l9.5-9.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

type WordmarkProps = { href: string /** On narrow screens only the mark is left. */; compact?: boolean };

export function Wordmark({ href, compact }: WordmarkProps) {
  return (
    <Link href={href} aria-label="Vitrine" className="flex h-9 items-center gap-2 rounded-md">
      <Mark />
      <span className={cn('font-semibold text-lg tracking-tight', compact && 'max-sm:hidden')}>Vitrine</span>
    </Link>
  );
}

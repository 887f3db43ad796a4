import Link from 'next/link';
import { Mark } from '@/components/frame/wordmark';

/** All that a public page says about us. */
export function QuietMark() {
  return (
    <footer className="flex justify-center px-4 pb-4">
      <Link
        href="/"
        prefetch={false}
        className="flex items-center gap-1.5 rounded-md px-2 py-1 text-muted text-xs transition-colors hover:text-text"
      >
        <Mark className="size-3.5 text-current" />
        Vitrine
      </Link>
    </footer>
  );
}

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

type Crumb = { label: string; href?: string };

type PageBarProps = {
  /** From the outermost to the page itself, which has no `href`. */
  crumbs: Crumb[];
  /** At the right end, before theme and account. */
  actions?: ReactNode;
};

/**
 * The page's own part of the top bar, rendered by the page (so it is there in the first HTML) and lying over the bar.
 * It must be a direct child of the page's outermost element, which must be as high as the page, or it would scroll away.
 */
export function PageBar({ crumbs, actions }: PageBarProps) {
  return (
    <div className="pointer-events-none sticky top-0 z-31 -mt-14 flex h-14 items-center justify-between gap-3 pr-26 pl-13 sm:pr-28 sm:pl-33">
      <nav aria-label="Breadcrumb" className="min-w-0">
        <ol className="flex min-w-0 items-center gap-1 text-base">
          {crumbs.map((crumb, index) => (
            <li key={crumb.href ?? 'here'} className="flex min-w-0 items-center gap-1 last:shrink not-last:shrink-0">
              {index > 0 ? <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-muted" /> : null}
              {crumb.href ? (
                <Link
                  href={crumb.href}
                  className="pointer-events-auto rounded-md px-1.5 py-1 text-muted transition-colors hover:text-text"
                >
                  {crumb.label}
                </Link>
              ) : (
                <span
                  aria-current="page"
                  title={crumb.label}
                  className="pointer-events-auto truncate px-1.5 py-1 font-medium"
                >
                  {crumb.label}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {actions ? <div className="pointer-events-auto flex shrink-0 items-center gap-2">{actions}</div> : null}
    </div>
  );
}

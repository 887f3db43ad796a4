import { CircleAlert } from 'lucide-react';

/** What went wrong with the whole form, at its head; it can take the focus. */
export function FormMessage({ children }: { children: string | undefined }) {
  if (!children) return null;
  return (
    <p role="alert" tabIndex={-1} className="flex gap-2 rounded-md bg-danger-soft px-3 py-2.5 text-danger outline-none">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}

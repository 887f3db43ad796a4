import { CircleAlert } from 'lucide-react';

/** What is wrong with a group of controls or with the whole form; nothing while `children` is. */
export function FormProblem({ id, children }: { id?: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="flex gap-1.5 text-danger text-sm">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}

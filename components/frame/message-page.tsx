import type { ReactNode } from 'react';

type MessagePageProps = {
  title: string;
  /** What happened and what can be done. */
  children: ReactNode;
  actions?: ReactNode;
};

/** A page that has only something to say: not found, failed, no longer there. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="grid min-h-[80dvh] place-content-center justify-items-center gap-5 px-6 py-16 text-center outline-none"
    >
      <div className="grid max-w-105 gap-2">
        <h1 className="font-semibold text-xl">{title}</h1>
        <div className="grid gap-2 text-muted">{children}</div>
      </div>
      {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </main>
  );
}

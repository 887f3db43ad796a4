import { type ReactNode, useId } from 'react';

type SettingsSectionProps = {
  title: string;
  /** One or two sentences under the title. */
  intro?: ReactNode;
  children: ReactNode;
};

/** One thing to set: what it is, and the controls for it. */
export function SettingsSection({ title, intro, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-4 border-b py-8 last:border-b-0">
      <div className="grid gap-1">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        {intro ? <p className="max-w-140 text-muted">{intro}</p> : null}
      </div>
      {children}
    </section>
  );
}

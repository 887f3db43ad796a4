'use client';

import { useId, useOptimistic, useState, useTransition } from 'react';
import { settle } from '@/components/call/settle';
import { Switch } from '@/components/ui/switch';
import type { Branding } from '@/lib/schemas/branding';
import type { BrandingActions } from './branding-settings';
import { FormProblem } from './form-problem';

type ShowLogoSwitchProps = BrandingActions & { showLogo: boolean; onChange: (branding: Branding) => void };

export function ShowLogoSwitch({ showLogo, setShowLogo, onChange }: ShowLogoSwitchProps) {
  const id = useId();
  const [pending, startTransition] = useTransition();
  const [wanted, setWanted] = useOptimistic(showLogo);
  const [problem, setProblem] = useState<string>();
  const change = (next: boolean) =>
    startTransition(async () => {
      setWanted(next);
      const result = await settle(setShowLogo({ showLogo: next }));
      setProblem(result.ok ? undefined : result.error.message);
      if (result.ok) onChange(result.data);
    });
  return (
    <div className="grid gap-2">
      <div className="flex items-start gap-3">
        <Switch
          id={id}
          tone="public"
          checked={wanted}
          aria-busy={pending || undefined}
          aria-describedby={`${id}-hint`}
          onCheckedChange={change}
        />
        <div className="-mt-px">
          <label htmlFor={id} className="font-medium">
            Show my logo on public pages
          </label>
          <p id={`${id}-hint`} className="text-muted text-sm">
            While this is off, or nothing of yours is public, your logo has no public address.
          </p>
        </div>
      </div>
      <FormProblem>{problem}</FormProblem>
    </div>
  );
}

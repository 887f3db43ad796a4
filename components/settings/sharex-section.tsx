'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { ApiScope } from '@/lib/schemas/api-scope';
import type { CreatedApiToken } from '@/lib/schemas/api-token';
import { JobSelect } from './job-select';
import { formatScopes } from './scope-words';
import { SettingsSection } from './settings-section';
import { type ShareXFile, shareXFile, TOKEN_PLACEHOLDER } from './sharex-config';
import type { JobChoiceState } from './use-job-choice';

const NEEDED_SCOPES: readonly ApiScope[] = ['upload', 'publish'];

type ShareXSectionProps = { siteUrl: string; jobChoice: JobChoiceState; created: CreatedApiToken | null };

export function ShareXSection({ siteUrl, jobChoice, created }: ShareXSectionProps) {
  const { chosen } = jobChoice;
  return (
    <SettingsSection
      title="ShareX"
      intro="ShareX sends each screenshot into the job, publishes it and copies the link of its page. Open the file to set it up."
    >
      <JobSelect {...jobChoice} />
      <p className="text-muted">{tokenWords(created)}</p>
      <Button
        className="justify-self-start"
        disabled={chosen === null}
        onClick={() => chosen && save(shareXFile(siteUrl, chosen, created?.token ?? null))}
      >
        <Download aria-hidden="true" />
        Download ShareX config
      </Button>
    </SettingsSection>
  );
}

/** Which token will be in the file. */
function tokenWords(created: CreatedApiToken | null): string {
  if (created === null) {
    return `The file comes without a token: replace ${TOKEN_PLACEHOLDER} in it with one that may upload and publish. Make a new token first to have it in the file.`;
  }
  const missing = NEEDED_SCOPES.filter((scope) => !created.apiToken.scopes.includes(scope));
  const name = `“${created.apiToken.name}”`;
  return missing.length === 0
    ? `The token ${name} will be in the file: keep the file like a password.`
    : `The token ${name} will be in the file, but ShareX needs one that may ${formatScopes(missing)} too.`;
}

function save({ name, text }: ShareXFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

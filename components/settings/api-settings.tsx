'use client';

import { useState } from 'react';
import type { ApiToken, CreatedApiToken } from '@/lib/schemas/api-token';
import type { ApiSettingsActions } from './api-settings-actions';
import { ApiTokensSection } from './api-tokens-section';
import { RecipesSection } from './recipes-section';
import { ShareXSection } from './sharex-section';
import { type JobChoice, useJobChoice } from './use-job-choice';

type ApiSettingsProps = {
  apiTokens: ApiToken[];
  /** Newest first. */
  jobs: JobChoice[];
  siteUrl: string;
  actions: ApiSettingsActions;
};

/** Everything for scripts. A token that was just made is in the recipes too, for as long as it is on the screen. */
export function ApiSettings({ apiTokens, jobs, siteUrl, actions }: ApiSettingsProps) {
  const [created, setCreated] = useState<CreatedApiToken | null>(null);
  const jobChoice = useJobChoice(jobs, actions.createJob);
  return (
    <>
      <ApiTokensSection
        firstTokens={apiTokens}
        created={created}
        onCreated={setCreated}
        createApiToken={actions.createApiToken}
        revokeApiToken={actions.revokeApiToken}
      />
      <RecipesSection siteUrl={siteUrl} jobChoice={jobChoice} token={created?.token ?? null} />
      <ShareXSection siteUrl={siteUrl} jobChoice={jobChoice} created={created} />
    </>
  );
}

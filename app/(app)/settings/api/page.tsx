import type { Metadata } from 'next';
import { createJob } from '@/app/(app)/jobs/actions';
import { ApiSettings } from '@/components/settings/api-settings';
import { services } from '@/lib/composition';
import { findRequestOrigins } from '@/lib/http/request-origins';
import { listJobsSchema } from '@/lib/schemas/job';
import { requireViewer } from '@/lib/session';
import { createApiToken, revokeApiToken } from './actions';

export const metadata: Metadata = { title: 'API settings' };

/** Of the select; whoever has more takes the id from the address of the job. */
const MAX_JOBS = 100;

export default async function ApiSettingsPage() {
  const viewer = await requireViewer();
  const [apiTokens, jobs, { siteUrl }] = await Promise.all([
    services().apiTokens.list(viewer.id),
    services().jobs.list(viewer.id, listJobsSchema.parse({ limit: MAX_JOBS })),
    findRequestOrigins(),
  ]);
  return (
    <ApiSettings
      apiTokens={apiTokens}
      jobs={jobs.items.map(({ id, title }) => ({ id, title }))}
      siteUrl={siteUrl}
      actions={{ createApiToken, revokeApiToken, createJob }}
    />
  );
}

// GET /api/v1/jobs/{jobId}/receipt - what of a job was verified, as CSV
import { getReceipt } from '@/lib/api/operations/jobs';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';
import { streamText } from '@/lib/http/stream-text';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(getReceipt, async ({ viewer, params }) => {
    const receipt = await services().assets.toReceipt(viewer.id, params.jobId);
    return streamText(receipt, 'text/csv; charset=utf-8', 'vitrine-receipt.csv');
  }),
});

// GET, POST /api/v1/jobs/{jobId}/assets - one page of a job's assets; upload one through the back end
import { listAssets } from '@/lib/api/operations/assets';
import { uploadAsset } from '@/lib/api/operations/uploads';
import { services, uploadLimits } from '@/lib/composition';
import { answerWith } from '@/lib/http/answer-with';
import { apiRoute, serve } from '@/lib/http/api-route';
import { requireScope } from '@/lib/http/caller';
import { withUploadForm } from '@/lib/http/read-upload-form';
import { runIdempotently } from '@/lib/http/run-idempotently';
import { uploadFormSchema } from '@/lib/schemas/upload';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  GET: serve(listAssets, ({ viewer, params, query }) => services().assets.list(viewer.id, params.jobId, query)),
  POST: serve(uploadAsset, ({ request, viewer, params: { jobId } }) =>
    withUploadForm(request, { schema: uploadFormSchema, limits: uploadLimits() }, ({ fields, file: received }) => {
      const { suffix, assetId, visibility } = fields;
      if (visibility === 'public') requireScope(viewer, 'publish');
      const file = { ...received, name: fields.name ?? received.name };
      const keyed = { operation: uploadAsset, request, viewer, content: [fields, file.name, file.sha256] };
      return runIdempotently(keyed, async () => {
        const { assets } = services();
        if (suffix) return answerWith(200, await assets.supplyVariant(viewer.id, jobId, file, { suffix, assetId }));
        const { asset, isNew } = await assets.upload(viewer.id, jobId, file);
        const shown = visibility === 'public' ? await assets.setVisibility(viewer.id, asset.id, 'public') : asset;
        return answerWith(isNew ? 201 : 200, shown);
      });
    }),
  ),
});

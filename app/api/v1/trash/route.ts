// DELETE /api/v1/trash?before= - delete for good what is in the trash
import { emptyTrash } from '@/lib/api/operations/account';
import { services } from '@/lib/composition';
import { apiRoute, serve } from '@/lib/http/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({
  DELETE: serve(emptyTrash, ({ viewer, query }) => services().storage.emptyTrash(viewer.id, query.before)),
});

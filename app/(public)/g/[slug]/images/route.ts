// GET /g/{slug}/images?cursor= - one page of an open gallery as data, for whoever downloads all of it
import { services } from '@/lib/composition';
import { AppError } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';

export async function GET(request: Request, { params }: RouteContext<'/g/[slug]/images'>): Promise<Response> {
  try {
    const { slug } = await params;
    const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
    const gallery = await services().publicPages.findGallery(slug, cursor);
    if (!gallery) throw new AppError('not_found', 'There is no such gallery.');
    const { items, nextCursor } = gallery;
    return Response.json({ items, nextCursor }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return errorResponse(error);
  }
}

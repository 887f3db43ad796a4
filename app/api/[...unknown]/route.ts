// Anything else below /api - the documented 404
import { AppError } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';

const answer = () => errorResponse(new AppError('not_found', 'There is nothing under this address.'));

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };

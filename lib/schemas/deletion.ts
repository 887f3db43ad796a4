import { z } from 'zod';

/** Query of the DELETE routes: the trash, unless `permanent=true`. */
export const deletionSchema = z.object({
  permanent: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

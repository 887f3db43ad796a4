import 'server-only';
import type { z } from 'zod';
import type { AccountFormState } from '../schemas/account.ts';
import { fieldProblems } from '../schemas/field-problems.ts';
import { toActionResult } from './action-result.ts';

/** Parses a form and runs the work; whatever fails goes back into the form, with the entered address. */
export async function submitAccountForm<T extends z.ZodType>(
  form: FormData,
  schema: T,
  work: (input: z.output<T>) => Promise<AccountFormState>,
): Promise<AccountFormState> {
  const entered = form.get('email');
  const values = typeof entered === 'string' ? { email: entered } : {};
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { fields: fieldProblems(parsed.error), values };
  const result = await toActionResult(() => work(parsed.data));
  if (result.ok) return { values, ...result.data };
  const { message, fields } = result.error;
  return fields ? { fields, values } : { message, values };
}

import { startStack } from './start-stack.ts';

/** Playwright's global setup: a stack for the whole run, unless E2E_BASE_URL names one that runs already. */
export default async function startE2eStack() {
  if (process.env.E2E_BASE_URL) return;
  const stack = await startStack();
  process.env.E2E_BASE_URL = stack.appUrl;
  process.env.E2E_MAIL_URL = stack.mailUrl ?? '';
  process.env.E2E_SUPABASE_URL = stack.supabaseUrl;
  process.env.E2E_ANON_KEY = stack.anonKey;
  process.env.E2E_SERVICE_KEY = stack.serviceKey;
  process.env.E2E_OPERATOR_ENV = JSON.stringify(stack.operatorEnv);
  return () => stack.stop();
}

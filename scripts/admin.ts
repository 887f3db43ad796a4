// npm run admin -- <command>: what the operator of an installation does. scripts/admin/usage.ts lists the commands.
import { composeOperator } from '../lib/compose-operator.ts';
import { AppError } from '../lib/errors.ts';
import { parseCommand } from './admin/parse-command.ts';
import { NOT_RUNNING, readEnvironment } from './admin/read-environment.ts';
import { runCommand } from './admin/run-command.ts';
import { USAGE, UsageError } from './admin/usage.ts';

async function main(args: string[]): Promise<number> {
  const command = parseCommand(args);
  if (command.name === 'help') {
    console.log(USAGE);
    return 0;
  }
  const { environment, isEmbedded } = readEnvironment();
  try {
    const operator = await composeOperator(environment, (line) => console.error(line));
    return await runCommand(command, operator, environment.siteUrl);
  } catch (error) {
    if (isEmbedded && error instanceof AppError && error.code === 'database_unavailable') throw new Error(NOT_RUNNING);
    throw error;
  }
}

// The pauses in lib keep no process alive.
const keepAlive = setInterval(() => {}, 60_000);
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
} finally {
  clearInterval(keepAlive);
}

import { supplyVariant } from '../assets/supply-variant.ts';
import { driveAsset } from '../assets/work/drive-asset.ts';
import { AppError } from '../errors.ts';
import { createComparison } from '../janitor/comparison.ts';
import { sha256Of } from '../sha256-of.ts';
import type { Answer } from './calls.ts';
import { createComparisonPorts } from './comparison-ports.ts';
import { type Ask, createWorkerPorts, type WorkerCall } from './worker-ports.ts';

/**
 * The workers of the model are those of the product: what `driveAsset` or `supplyVariant` does next follows from the
 * answers that it had so far, and is found out by running it.
 */

/**
 * `drive`: whoever works on what is due. `supply_`: a request that brings a variant; the made one is a PNG. `compare`: the
 * janitor's comparison of rows with objects.
 */
export type Program = 'drive' | 'supply_webp' | 'supply_png' | 'compare';

/** Which call was answered, counted as they were made, and how. */
export type AnsweredCall = { place: number; answer: Answer };

type OpenCall = { call: WorkerCall; answer(answer: Answer): void; abandon(): void };

/** Runs a program up to where it waits. @returns all its calls as they were made, null for those that were answered */
export async function replay(program: Program, answered: AnsweredCall[]): Promise<(WorkerCall | null)[]> {
  const calls: (OpenCall | null)[] = [];
  let isAbandoned = false;
  const ask: Ask = (call) => {
    if (isAbandoned) return abandon(call);
    return new Promise((resolve, reject) => {
      calls.push({
        call,
        answer: (answer) => {
          if (answer !== null && typeof answer === 'object' && 'failed' in answer) reject(toError(answer.failed));
          else resolve(answer);
        },
        abandon: () => void abandon(call).then(resolve, reject),
      });
    });
  };

  const running = start(program, ask);
  await untilItWaits();
  for (const { place, answer } of answered) {
    const call = calls[place];
    if (!call) throw new Error(`${program} has no open call ${place}`);
    calls[place] = null;
    call.answer(answer);
    await untilItWaits();
  }
  const open = calls.map((call) => call?.call ?? null);
  isAbandoned = true;
  for (const call of calls) call?.abandon();
  await running;
  return open;
}

async function start(program: Program, ask: Ask): Promise<void> {
  const ports = createWorkerPorts(ask);
  if (program === 'drive') return driveAsset('asset', ports);
  if (program === 'compare') return void (await createComparison(createComparisonPorts(ask, ports))().catch(() => {}));
  const contentType = program === 'supply_webp' ? 'image/webp' : 'image/png';
  const file = { name: 'm.png', path: 'sent', contentType, bytes: 8, sha256: sha256Of('supplied') };
  const readSpooled = async () => Buffer.from('supplied');
  const target = { suffix: '_thumb', assetId: 'asset' };
  await supplyVariant('owner', 'job', file, target, { ...ports, readSpooled }).catch(() => {});
}

/** Only the answers can move a program: nothing else of it is left to run after a turn of the event loop. */
const untilItWaits = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A program that is not needed any more ends at once, so that it keeps no slot of those that the product shares. */
async function abandon({ name }: WorkerCall): Promise<null> {
  if (name === 'claim_lease' || name === 'release_lease') return null;
  throw new Error('abandoned');
}

const toError = (code: AppError['code']): AppError => new AppError(code, 'as the model has it');

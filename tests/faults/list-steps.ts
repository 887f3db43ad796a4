import type { FaultStack } from './fault-stack.ts';
import type { Operation } from './operations.ts';
import type { Step } from './run-cells.ts';
import type { Person } from './subject.ts';

/** Requests that an app makes whatever it is asked. */
const OF_NOBODY = /^(rpc get_settings|storage GET bucket)$/;

/** Runs an operation unharmed and gives every request that was made for it. */
export async function listSteps(on: FaultStack, operation: Operation, person: Person): Promise<Step[]> {
  const subject = await operation.prepare(person, on);
  const ownerId = subject.person.user.id;
  const counts = new Map<string, number>();
  const steps: Step[] = [];
  const stop = on.proxy.intercept((exchange) => {
    const isOfNobody = exchange.ownerId === null && operation.isAboutAll && !OF_NOBODY.test(exchange.step);
    const isOurs = exchange.ownerId === ownerId || isOfNobody;
    if (isOurs) {
      const occurrence = (counts.get(exchange.step) ?? 0) + 1;
      counts.set(exchange.step, occurrence);
      steps.push({ name: exchange.step, occurrence, ownerless: exchange.ownerId === null });
    }
    return null;
  });
  try {
    const status = await operation.ask(subject, on);
    if (status >= 300) throw new Error(`${operation.name} unharmed answered ${status}`);
  } finally {
    stop();
  }
  return steps;
}

import { listServerActions, type ServerAction } from './source-lists.ts';

export type ActionAnswer = { status: number; text: string; headers: Headers };

/** @throws Error when the build has no such action */
export function findServerAction(name: string): ServerAction {
  const action = listServerActions().find((candidate) => candidate.name === name);
  if (!action) throw new Error(`There is no server action ${name} in the build.`);
  return action;
}

/** Calls a server action as the page in the browser does. @param path of a page that has it */
export async function callServerAction(
  appUrl: string,
  path: string,
  action: ServerAction,
  input: unknown,
  cookie: string,
): Promise<ActionAnswer> {
  const response = await fetch(appUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...{ cookie, origin: appUrl, 'next-action': action.id },
      ...{ 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' },
    },
    body: JSON.stringify([input]),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** The value that a server action gave, out of the stream around it. */
export function actionResultOf({ text }: { text: string }): unknown {
  const line = text.split('\n').find((candidate) => candidate.startsWith('1:'));
  return line === undefined ? text : JSON.parse(line.slice(2));
}

import { type Page, readPage, submitForm } from './forms.ts';

export type Browser = ReturnType<typeof openBrowser>;

/** A browser without scripts: it keeps the app's cookies and goes where it is sent, one step at a time. */
export function openBrowser(appUrl: string) {
  const jar = new Map<string, string>();
  /** What the app last said of each cookie, attributes included. */
  const setCookies: string[] = [];
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  function keep<T extends { headers: Headers }>(answer: T): T {
    for (const line of answer.headers.getSetCookie()) {
      setCookies.push(line);
      const [pair = ''] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
    return answer;
  }

  return {
    setCookies,
    /** One request; cookies go to the app alone. @param url from the root of the app, or whole */
    async visit(url: string): Promise<Page> {
      const target = new URL(url, appUrl);
      const isApp = target.origin === appUrl;
      const page = await readPage(
        await fetch(target, { redirect: 'manual', headers: isApp ? { cookie: cookie() } : {} }),
      );
      return isApp ? keep(page) : page;
    },
    submit: async (path: string, fields: Record<string, string>, having?: string): Promise<Page> =>
      keep(await submitForm(appUrl, path, fields, { cookie: cookie(), ...(having !== undefined && { having }) })),
  };
}

/** Where an answer sends the browser. @throws Error when it sends nowhere */
export function locationOf({ status, headers }: Pick<Page, 'status' | 'headers'>, appUrl: string): URL {
  const location = headers.get('location');
  if (location === null) throw new Error(`status ${status} sends nowhere`);
  return new URL(location, appUrl);
}

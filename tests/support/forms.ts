export type Page = { status: number; text: string; headers: Headers };

/** The text as a reader has it: without the marks that React puts between two pieces of it. */
export async function readPage(response: Response): Promise<Page> {
  const text = (await response.text()).replaceAll('<!-- -->', '');
  return { status: response.status, text, headers: response.headers };
}

type FormOptions = {
  cookie?: string;
  /** Text in the form that is meant; the first of the page without one. */
  having?: string;
};

/**
 * Sends a form of a page as a browser without scripts does; follows nothing.
 * @param fields on top of the form's hidden ones
 */
export async function submitForm(
  appUrl: string,
  path: string,
  fields: Record<string, string>,
  { cookie = '', having = '' }: FormOptions = {},
): Promise<Page> {
  const page = await readPage(await fetch(appUrl + path, { headers: { cookie } }));
  const markup = page.text.match(/<form[^>]*>.*?<\/form>/gs)?.find((form) => form.includes(having));
  if (!markup) throw new Error(`${path} has no form ${having}`);
  const form = new FormData();
  for (const [, name = '', value = ''] of markup.matchAll(
    /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
  )) {
    form.append(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const response = await fetch(appUrl + path, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
    headers: { cookie, origin: appUrl },
  });
  return readPage(response);
}

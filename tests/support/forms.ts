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

/** A form of a page with its hidden fields, as a browser without scripts has it. */
export async function readForm(
  appUrl: string,
  path: string,
  { cookie = '', having = '' }: FormOptions = {},
): Promise<FormData> {
  const page = await readPage(await fetch(appUrl + path, { headers: { cookie } }));
  const markup = page.text.match(/<form[^>]*>.*?<\/form>/gs)?.find((form) => form.includes(having));
  if (!markup) throw new Error(`${path} has no form ${having}`);
  const form = new FormData();
  for (const [, name = '', value = ''] of markup.matchAll(
    /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
  )) {
    form.append(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  return form;
}

/** Follows nothing. */
export async function sendForm(appUrl: string, path: string, form: FormData, cookie: string): Promise<Page> {
  const response = await fetch(appUrl + path, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
    headers: { cookie, origin: appUrl },
  });
  return readPage(response);
}

/**
 * Sends a form of a page as a browser without scripts does; follows nothing.
 * @param fields on top of the form's hidden ones
 */
export async function submitForm(
  appUrl: string,
  path: string,
  fields: Record<string, string>,
  options: FormOptions = {},
): Promise<Page> {
  const form = await readForm(appUrl, path, options);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return sendForm(appUrl, path, form, options.cookie ?? '');
}

export type FormAnswer = { status: number; text: string; headers: Headers };

/**
 * Sends the first form of a page as a browser without scripts does.
 * @param fields on top of the form's hidden ones
 */
export async function submitForm(
  appUrl: string,
  path: string,
  fields: Record<string, string>,
  cookie = '',
): Promise<FormAnswer> {
  const page = await (await fetch(appUrl + path, { headers: { cookie } })).text();
  const markup = /<form[^>]*>.*?<\/form>/s.exec(page)?.[0];
  if (!markup) throw new Error(`${path} has no form`);
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
  return { status: response.status, text: await response.text(), headers: response.headers };
}

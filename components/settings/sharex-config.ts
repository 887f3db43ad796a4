/** Stands where the token goes when it is not known any more. */
export const TOKEN_PLACEHOLDER = 'REPLACE_WITH_YOUR_TOKEN';

export type ShareXFile = { name: string; text: string };

/**
 * A custom uploader of ShareX that publishes what it uploads and copies the link of its page.
 * {@link https://getsharex.com/docs/custom-uploader}; the fields are those of CustomUploaderItem in ShareX 17, which
 * reads `{json:…}` out of our answer.
 * @param token null for a placeholder to be replaced by hand; the file's name says so
 */
export function shareXFile(siteUrl: string, job: { id: string; title: string }, token: string | null): ShareXFile {
  const config = {
    Version: '17.0.0',
    Name: `Vitrine: ${job.title}`,
    DestinationType: 'ImageUploader, FileUploader',
    RequestMethod: 'POST',
    RequestURL: `${siteUrl}/api/v1/jobs/${job.id}/assets`,
    Headers: { Authorization: `Bearer ${token ?? TOKEN_PLACEHOLDER}` },
    Body: 'MultipartFormData',
    Arguments: { visibility: 'public' },
    FileFormName: 'file',
    URL: '{json:pageUrl}',
    ThumbnailURL: '{json:variants.thumbnail}',
    ErrorMessage: '{json:error.message}',
  };
  return {
    name: token === null ? 'vitrine-replace-the-token.sxcu' : 'vitrine.sxcu',
    text: `${JSON.stringify(config, null, 2)}\n`,
  };
}

export type CurlRecipe = { title: string; intro: string; code: string };

const AUTHORIZATION = '-H "Authorization: Bearer $VITRINE_TOKEN"';
const JSON_BODY = "-H 'Content-Type: application/json'";

/** For a POSIX shell, ready to paste. @param jobId null while there is no job @param token null when it is not known */
export function curlRecipes(siteUrl: string, jobId: string | null, token: string | null): CurlRecipe[] {
  const api = `${siteUrl}/api/v1`;
  const job = `${api}/jobs/${jobId ?? 'JOB_ID'}`;
  return [
    {
      title: 'Set the token',
      intro: 'Once in each shell. The commands below read it from there.',
      code: `export VITRINE_TOKEN='${token ?? 'your token'}'`,
    },
    {
      title: 'Upload an image',
      intro: 'Through this server, in one step. The answer is the asset, with its id. Needs Upload.',
      code: [`curl -sS '${job}/assets' \\`, `  ${AUTHORIZATION} \\`, "  -F 'file=@photo.jpg'"].join('\n'),
    },
    {
      title: 'Upload straight to storage',
      intro: 'In three steps, as the browser does: for large files and many of them. Needs Upload, and jq.',
      code: [
        'FILE=photo.jpg TYPE=image/jpeg',
        '# 1. Declare the file: the answer says where its bytes go.',
        'UPLOAD=$(jq -n --arg name "$FILE" --arg type "$TYPE" \\',
        '  --arg sha256 "$(sha256sum "$FILE" | cut -c 1-64)" --argjson bytes "$(wc -c < "$FILE")" \\',
        "  '{files: [{name: $name, contentType: $type, bytes: $bytes, sha256: $sha256}]}' |",
        `  curl -sS '${job}/uploads' \\`,
        `    ${AUTHORIZATION} ${JSON_BODY} -d @-)`,
        '# 2. Send them.',
        'curl -sSf -o /dev/null -T "$FILE" -H "Content-Type: $TYPE" \\',
        '  "$(printf %s "$UPLOAD" | jq -r \'.files[0].uploadUrl\')"',
        '# 3. Have them verified: the answer is the asset.',
        `curl -sS -X POST ${AUTHORIZATION} \\`,
        `  "${api}/assets/$(printf %s "$UPLOAD" | jq -r '.files[0].assetId')/complete"`,
      ].join('\n'),
    },
    {
      title: 'Publish an image',
      intro: 'The answer has its link as pageUrl. The word private takes it back. Needs Publish.',
      code: [
        `ASSET_ID='the id of an upload'`,
        `curl -sS -X PUT "${api}/assets/$ASSET_ID/visibility" \\`,
        `  ${AUTHORIZATION} ${JSON_BODY} \\`,
        `  -d '{"visibility":"public"}'`,
      ].join('\n'),
    },
  ];
}

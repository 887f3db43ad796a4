'use client';

import { CodeBlock } from './code-block';
import { curlRecipes } from './curl-recipes';
import { JobSelect } from './job-select';
import { SettingsSection } from './settings-section';
import type { JobChoiceState } from './use-job-choice';

const linkClass = 'font-medium text-accent underline underline-offset-2 hover:text-accent-strong';

type RecipesSectionProps = { siteUrl: string; jobChoice: JobChoiceState; token: string | null };

export function RecipesSection({ siteUrl, jobChoice, token }: RecipesSectionProps) {
  return (
    <SettingsSection
      title="Recipes"
      intro={
        <>
          Commands for curl, with this site’s address and the job in them. All that the API can do is in the{' '}
          <a href="/docs/api" className={linkClass}>
            API reference
          </a>{' '}
          and, for machines, in{' '}
          <a href="/api/openapi.json" className={linkClass}>
            openapi.json
          </a>
          .
        </>
      }
    >
      <JobSelect {...jobChoice} />
      {curlRecipes(siteUrl, jobChoice.chosen?.id ?? null, token).map((recipe) => (
        <CodeBlock key={recipe.title} {...recipe} />
      ))}
    </SettingsSection>
  );
}

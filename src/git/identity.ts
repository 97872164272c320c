import { runGit, type GitLimits } from './runGit';

/** Under whose name git would make a commit in a folder, as far as settings say so. */
export interface Identity {
  readonly name?: string;
  readonly email?: string;
}

/** The identity that git's settings give in `folder`: its repository's, or where it lies in none the person's own. */
export async function identityIn(folder: string, limits?: GitLimits): Promise<Identity> {
  const [name, email] = await Promise.all(
    ['user.name', 'user.email'].map(async key => {
      const output = await runGit(folder, ['config', '--get', key], limits);
      return output.ok ? output.value.trim() : '';
    }),
  );
  return { ...(name && { name }), ...(email && { email }) };
}

// Searches once in the repository given as argument, or not at all without one, and prints the most memory this process had, in MB.
import { SuspectFinder } from '../../src/review/suspects/finder';
import { openRepository } from '../eval/suspects/cases';
import { benchRequest } from './suspects';

const [, , folder = ''] = process.argv;
if (folder !== '') {
  const repository = await openRepository(folder);
  const ranking = await new SuspectFinder(repository).rank(await benchRequest(repository));
  if (!ranking.ok) throw new Error(JSON.stringify(ranking.error));
}
process.stdout.write(String(Math.round(process.resourceUsage().maxRSS / 1024)));

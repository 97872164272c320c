import type { TemplateResult } from 'lit-html';
import { kinds, type Kind } from '../../src/domain/records';
import type { Listed, ReadOnlyContext } from './context';
import { figuresView } from './figures';
import { listView } from './list';
import { patternView } from './patterns';
import { registerView } from './register';

/** True where the list of a kind is in sight. */
export function isKind(listed: Listed): listed is Kind {
  return (kinds as readonly string[]).includes(listed);
}

/** What stands behind the chosen tab. */
export function tabContent(context: ReadOnlyContext): TemplateResult {
  switch (context.listed) {
    case 'patterns':
      return patternView(context);
    case 'register':
      return registerView(context);
    case 'figures':
      return figuresView(context.words, context.figures, context.makeReport);
    default:
      return listView(context, context.listed);
  }
}

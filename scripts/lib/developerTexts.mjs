/** What an exception or a schema says to a developer is no rule of the product. */
class DeveloperTexts {
  shouldIgnore({ node, parent }) {
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
    if (!isText || !parent) return undefined;
    const isError = parent.type === 'NewExpression' && /Error$/.test(parent.callee.name ?? '');
    const isIssue = parent.type === 'CallExpression' && parent.callee.property?.name === 'refine';
    return isError || isIssue ? 'a text for developers' : undefined;
  }
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: 'Ignore', name: 'developer-texts', injectableClass: DeveloperTexts }];

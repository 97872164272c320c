import './shared/withoutEval';
import { FormRecordPage } from './formRecord/page';
import { IncidentPage } from './incident/page';
import { beginPage } from './shared/beginPage';
import { registerControls } from './toolkit';

registerControls();
beginPage(root => {
  const pages = { record: FormRecordPage, incident: IncidentPage };
  return new pages[document.body.dataset['view'] as keyof typeof pages](root);
});

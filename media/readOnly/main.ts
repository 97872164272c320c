import '../shared/withoutEval';
import { beginPage } from '../shared/beginPage';
import { registerReadingControls } from '../toolkit';
import { ReadOnlyPage } from './page';
import { RecordFilePage } from './recordFilePage';

registerReadingControls();
beginPage(root => (document.body.dataset['view'] === 'recordFile' ? new RecordFilePage(root) : new ReadOnlyPage(root)));

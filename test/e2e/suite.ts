import { IncidentForm } from './form';
import { Workbench, type WorkbenchOptions } from './workbench';

/** The workbench of a suite and the form in front. */
export interface Here {
  readonly workbench: Workbench;
  readonly form: IncidentForm;
}

/** Opens a workbench before the suite's tests and closes it after them; a test that fails leaves a picture. */
export function inWorkbench(name: string, options: WorkbenchOptions): Here {
  const here: { workbench?: Workbench; form?: IncidentForm } = {};
  before(async () => {
    const workbench = await Workbench.open(name, options);
    here.workbench = workbench;
    here.form = new IncidentForm(workbench.page, () => workbench.panel());
    await workbench.showTree();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await here.workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 40)}`);
  });
  after(async () => {
    await here.workbench?.close();
  });
  return here as Here;
}

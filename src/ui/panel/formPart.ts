import type { FormKind, IdOf } from '../../domain/records';
import { formRequestSchema, type FormRequest } from '../../protocol/requests';
import { commandAnswer } from './commandAnswer';
import { done, type Answer } from './formHost';
import type { PageRequest } from './pageRequests';
import type { PanelPart, PanelSide } from './panelPart';

type Request = Exclude<FormRequest, PageRequest>;

/** What records that are one form add to their panel: becoming a known error, and applying what is known to many incidents. */
export class FormPart implements PanelPart<IdOf<FormKind>, Request> {
  readonly requests = formRequestSchema;

  constructor(
    private readonly id: IdOf<FormKind>,
    private readonly side: PanelSide,
  ) {}

  async answer(request: Request): Promise<Answer> {
    const { records, workspace } = this.side.ports;
    switch (request.type) {
      case 'makeKnownError':
        await records.makeKnownError(this.id);
        return done;
      case 'apply': {
        const message = await records.applyToMany(this.id, request.measure, request.incidents, request.reviewAt);
        await this.side.sent();
        return { ok: true, message };
      }
      default:
        return commandAnswer(this.side, workspace.requireStore(), this.id, request);
    }
  }

  dispose(): void {
    // It has begun nothing.
  }
}

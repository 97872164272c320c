import { type FormKind } from '../domain/records';
import type { Patch } from '../domain/forms/field';

/** A record to start from. */
export interface TemplateRecord {
  readonly kind: FormKind;
  readonly patch: Patch;
}

function party(title: string, code: string, trigger: string, passed: string, sharedResources?: string): TemplateRecord {
  return { kind: 'interface', patch: { title, party: code, trigger, passed, ...(sharedResources !== undefined && { sharedResources }) } };
}

function component(title: string, componentKind: string, ...paths: readonly string[]): TemplateRecord {
  return { kind: 'component', patch: { title, componentKind, paths } };
}

/** What every organisation sets up in advance (M 6.64, M 6.124): the usual interfaces, and components that most workspaces have. */
export const templateRecords: readonly TemplateRecord[] = [
  party(
    'Emergency management',
    'emergencyManagement',
    'Work cannot go on, or will not for longer than the outage that was agreed as bearable.',
    'What has failed, since when, what depends on it, when it is expected back.',
    'Situation room, call tree, replacement systems',
  ),
  party(
    'Security management',
    'securityManagement',
    'A security incident is confirmed or suspected, or a safeguard has been weakened.',
    'What was seen, when and by whom; harm to confidentiality, integrity, availability; what has been done.',
    'Incident records (read access), log server, forensic workstation',
  ),
  party(
    'CERT',
    'cert',
    'Signs of an attack that others may know, or a vulnerability without a patch.',
    'Indicators, times, versions; only what the TLP label allows.',
  ),
  party(
    'Manufacturer of the affected system',
    'manufacturer',
    'The fault lies in a product, or its repair needs the manufacturer.',
    'Product, version, error text, how to reproduce it.',
  ),
  party(
    'Manufacturer of the security product',
    'securityManufacturer',
    'Virus protection, firewall or access control does not do what it should, or finds what should not be there.',
    'Product, version, signature state, sample or log.',
  ),
  party(
    'External consultant',
    'consultant',
    'The knowledge of the house is not enough, or evidence must hold in court.',
    'What is known, what is asked; under a non-disclosure agreement.',
  ),
  component('Source code', 'application', 'src/**', 'lib/**'),
  component('Build and delivery', 'infrastructure', '.github/**', 'scripts/**', 'ci/**'),
  component('Configuration', 'infrastructure', 'config/**', 'ops/**'),
];

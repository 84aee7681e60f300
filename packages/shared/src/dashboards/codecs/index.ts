export { documentText, plainDocument, readDocument } from './document.ts';
export * from './exportDashboard.ts';
export * from './importDashboard.ts';
export {
  type Fidelity,
  type Reason,
  type ReasonCode,
  Refusal,
  type Report,
  type ReportEntry,
} from './report.ts';
export * from './storedObject.ts';

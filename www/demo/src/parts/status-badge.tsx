import type { Status } from "../api";
import { statusWords } from "../words";

export function StatusBadge({ status }: { status: Status }) {
  return <span className={`badge badge-${status}`}>{statusWords[status]}</span>;
}

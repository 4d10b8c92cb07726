import { useId } from "react";

interface FieldProps {
  name: string;
  label: string;
  start: string | number | undefined;
  fault: string | undefined;
  type?: "text" | "date" | "number";
  long?: boolean;
  maxLength?: number;
  options?: Record<string, string>;
}

export function Field({ name, label, start, fault, type = "text", long, maxLength, options }: FieldProps) {
  const id = useId();
  const note = `${id}-fault`;
  const common = {
    id,
    name,
    defaultValue: start ?? "",
    "aria-invalid": fault !== undefined,
    "aria-describedby": fault === undefined ? undefined : note,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {options ? (
        <select {...common}>
          {Object.entries(options).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : long ? (
        <textarea {...common} rows={5} maxLength={maxLength} />
      ) : (
        <input {...common} type={type} maxLength={maxLength} min={type === "number" ? 0 : undefined} />
      )}
      {fault && (
        <p className="fault" id={note}>
          {fault}
        </p>
      )}
    </div>
  );
}

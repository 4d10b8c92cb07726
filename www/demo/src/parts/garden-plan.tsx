/** A decoration: beds, a path, a pond and trees, as on a planting plan. */
export function GardenPlan() {
  return (
    <svg className="plan" viewBox="0 0 320 300" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M10 20h300v260H10z" opacity="0.35" />
      <path d="M10 214c60-8 92-30 118-62s62-58 182-60" strokeDasharray="6 5" />
      <path d="M10 236c66-8 104-34 130-66s66-54 170-54" strokeDasharray="6 5" />
      <path d="M196 214c10-30 44-40 70-26s26 50-6 60-72-4-64-34z" fill="currentColor" fillOpacity="0.12" />
      <path d="M212 214c8-16 28-22 44-12s14 28-6 34-44-8-38-22z" opacity="0.6" />
      {TREES.map(([x, y, r]) => (
        <g key={`${x},${y}`}>
          <circle cx={x} cy={y} r={r} fill="currentColor" fillOpacity="0.1" />
          <circle cx={x} cy={y} r="2" fill="currentColor" stroke="none" />
        </g>
      ))}
      {BEDS.map((x) => (
        <path key={x} d={`M${x} 40v28m6-28v28m6-28v28`} opacity="0.55" />
      ))}
    </svg>
  );
}

const TREES = [
  [56, 92, 30],
  [98, 128, 20],
  [52, 152, 22],
  [284, 162, 17],
  [122, 252, 19],
  [84, 258, 13],
  [160, 236, 14],
] as const;

const BEDS = [128, 156, 184, 212, 240, 268];

// Reads how many tests passed and failed from what each test runner prints.

/** libtest, one line for each test program: "test result: ok. 3 passed; 0 failed; 1 ignored; …" */
export function countLibtest(output) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [, passed, failed, ignored] of output.matchAll(/^test result: .*?(\d+) passed; (\d+) failed; (\d+) ignored/gm)) {
    total.passed += Number(passed);
    total.failed += Number(failed);
    total.skipped += Number(ignored);
  }
  return total;
}

/** Vitest's JSON report. A file that does not even load is one failure. */
export function countVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The last line that `node-test-reporter.mjs` wrote. */
export function countNodeTest(text) {
  return JSON.parse(text.trim().split("\n").at(-1));
}

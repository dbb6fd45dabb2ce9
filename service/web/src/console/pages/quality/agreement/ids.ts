import type { Calibration } from "../../../api/reviews";

/** A version of a grader. */
export const idOf = ({ grader, version }: Pick<Calibration, "grader" | "version">): string => `${grader}@${version}`;

import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/queries";
import type { Right } from "../api/types";

/** Tells whether the one who is logged in may do a thing; the server enforces the same. */
export function useMay(): (right: Right) => boolean {
  const rights = useQuery(meQuery).data?.rights ?? [];
  return (right) => rights.includes(right);
}

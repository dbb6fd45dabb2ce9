import { useQuery } from "@tanstack/react-query";
import { deskPolicyQuery } from "../../api/desk";
import { named, useLocalisation } from "../../i18n/context";

/** The words for a disposition; those of one that is offered no more are its id. */
export function useDispositionName(): (id: string) => string {
  const { language } = useLocalisation();
  const known = useQuery(deskPolicyQuery).data?.document.dispositions ?? [];
  return (id) => known.find((one) => one.id === id)?.[language] ?? named({}, id);
}

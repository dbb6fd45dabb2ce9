import { ConfigProvider } from "antd";
import type { ReactNode } from "react";
import type { Right } from "../api/types";
import { useMay } from "./useMay";

interface Props {
  right: Right;
  children: ReactNode;
}

/** What only they see who have the right: the server would refuse it to others. */
export function Allowed({ right, children }: Props) {
  return useMay()(right) ? children : null;
}

/** What others may read and not change: its fields and buttons are disabled for them. */
export function Locked({ right, children }: Props) {
  const may = useMay();
  return <ConfigProvider componentDisabled={!may(right)}>{children}</ConfigProvider>;
}

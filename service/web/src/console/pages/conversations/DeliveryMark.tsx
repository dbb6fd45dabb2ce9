import {
  CheckOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Delivery } from "../../../shared/contract";
import { named, useText } from "../../i18n/context";

const ICONS: Record<Delivery, ReactNode> = {
  pending: <ClockCircleOutlined />,
  sent: <CheckOutlined />,
  failed: <CloseCircleOutlined />,
  uncertain: <QuestionCircleOutlined />,
  left: <MinusCircleOutlined />,
};

/** How the delivery to the customer's platform went. */
export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const text = useText();
  return (
    <div className={`delivery ${delivery}`} data-testid="delivery" data-delivery={delivery}>
      {ICONS[delivery]} {named(text.delivery.states, delivery)}
    </div>
  );
}

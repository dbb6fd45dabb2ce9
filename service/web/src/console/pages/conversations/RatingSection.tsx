import type { Rating } from "../../api/types";
import { useText } from "../../i18n/context";

/** How the customer liked the conversation, in their own words if there are any. */
export function RatingSection({ rating }: { rating: Rating }) {
  const text = useText();
  return (
    <section data-testid="side-rating" data-rating={rating.rating}>
      <h2>{text.conversations.rating}</h2>
      <p>
        <span aria-hidden="true">{"★".repeat(rating.rating) + "☆".repeat(5 - rating.rating)}</span>{" "}
        {text.conversations.ofFive(rating.rating)}
      </p>
      {rating.comment && (
        <p dir="auto" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {rating.comment}
        </p>
      )}
    </section>
  );
}

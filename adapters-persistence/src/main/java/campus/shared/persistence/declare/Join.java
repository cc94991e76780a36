package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema.Relation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to get to the target of a relation: where its {@code foreign} column equals our {@code local}
 * one, or through a link.
 *
 * @param reference whether a foreign key says that every value in the local column has a target
 * @param condition which of the resources over there count, with <code>{row}</code> for the row;
 *     empty for all
 * @param order in which they come along, with <code>{row}</code> for the row; null for their
 *     natural order
 * @param linkOrder the same order in terms of the link, with <code>{link}</code> for its row, which
 *     <code>order</code> may call <code>{row}.link_order</code>; null where it has none of its own
 * @param most how many resources come along at most
 * @param bounded whether there are no more than that
 * @param hidden what is answered of a resource over there that its own rule hides
 */
public record Join(
    Relation relation,
    Supplier<Resource> target,
    String local,
    String foreign,
    boolean reference,
    @Nullable Link link,
    String condition,
    @Nullable String order,
    @Nullable String linkOrder,
    int most,
    boolean bounded,
    Hidden hidden) {

  /** The order in which they come along, of rows of that alias. */
  public String orderOf(String alias) {
    var template = order == null ? target.get().naturalOrder() : order;
    return template.replace("{row}", alias);
  }

  Join boundedBy(int most) {
    return new Join(
        relation, target, local, foreign, reference, link, condition, order, linkOrder, most, true,
        hidden);
  }

  Join showing(Hidden hidden) {
    return new Join(
        relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
        bounded, hidden);
  }

  public boolean named() {
    return hidden == Hidden.NAME;
  }

  Join where(String condition) {
    return new Join(
        relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
        bounded, hidden);
  }

  Join orderedBy(String order, @Nullable String linkOrder) {
    return new Join(
        relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
        bounded, hidden);
  }
}

package campus.shared.application.query;

import campus.shared.domain.name.ResourceName;

/**
 * The owner of a collection that a list is about.
 *
 * @param relation the relation to many of the owner: {@code posts}
 * @param ownOrder whether the list has the collection's own order by default, not that of creation
 */
public record Parent(ResourceName owner, String relation, boolean ownOrder) {

  public Parent(ResourceName owner, String relation) {
    this(owner, relation, false);
  }
}

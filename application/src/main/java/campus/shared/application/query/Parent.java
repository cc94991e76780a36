package campus.shared.application.query;

import campus.shared.domain.name.ResourceName;

/**
 * The owner of a collection that a list is about.
 *
 * @param relation the relation to many of the owner: {@code posts}
 */
public record Parent(ResourceName owner, String relation) {}

package campus.shared.domain.entity;

import campus.shared.domain.name.ResourceId;

/** An entity: equal ids mean the same entity in any state. */
public interface Identified<I extends ResourceId> {

  I id();
}

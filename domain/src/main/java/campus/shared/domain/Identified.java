package campus.shared.domain;

/** An entity: equal ids mean the same entity in any state. */
public interface Identified<I extends ResourceId> {

  I id();
}

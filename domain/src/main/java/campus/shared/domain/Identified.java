package campus.shared.domain;

/** An entity: equal ids mean the same one, whatever state each is in. */
public interface Identified<I extends ResourceId> {

  I id();
}

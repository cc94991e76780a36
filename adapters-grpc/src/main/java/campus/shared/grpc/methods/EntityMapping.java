package campus.shared.grpc.methods;

import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.grpc.wire.UpdateMask;

/**
 * What messages of a resource say of its entity.
 *
 * @param <M> the message
 */
public interface EntityMapping<E, M> {

  /**
   * The entity that a message describes.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it is invalid, by paths in the message;
   *     the creation may throw it too
   */
  Creation<E> creation(M message);

  /**
   * The edit that a message describes.
   *
   * @throws campus.shared.domain.error.InvalidRequest as {@link UpdateMask#change}
   */
  Edit<E> edit(M message, UpdateMask mask);
}

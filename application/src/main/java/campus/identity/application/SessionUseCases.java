package campus.identity.application;

import campus.shared.domain.name.UserId;
import java.util.UUID;

/**
 * Ends single sessions of users. The edge checks access by the user's name. Each method joins the
 * transaction in progress, or opens one.
 */
public interface SessionUseCases {

  /**
   * Ends a session; its tokens are invalid from the next call on.
   *
   * @throws campus.shared.domain.error.NotFound if the user has no such session
   */
  void revoke(UserId user, UUID session);
}

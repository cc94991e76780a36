package campus.shared.persistence.jdbc;

import campus.shared.domain.error.DomainError;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a violated constraint means to the caller. */
public interface ConstraintErrors {

  /**
   * @param constraint its name
   * @param key for a foreign key, the id that does not exist; null if unknown
   * @return null if it means nothing to callers
   */
  @Nullable DomainError of(String constraint, @Nullable UUID key);
}

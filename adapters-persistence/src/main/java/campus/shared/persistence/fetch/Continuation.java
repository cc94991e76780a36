package campus.shared.persistence.fetch;

import campus.shared.persistence.fetch.RecordReader.Elements;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page tokens of collections that were answered in part. */
@FunctionalInterface
public interface Continuation {

  /**
   * @param owner the id of the owner
   * @param lastKey the sort key of the last element that was answered
   */
  String token(Elements collection, UUID owner, List<@Nullable Object> lastKey);
}

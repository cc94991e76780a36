package campus.shared.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a collection, by itself or in its owner.
 *
 * @param nextToken requests the next page; empty on the last page
 * @param totalSize the number of matching resources on all pages; null unless requested
 */
public record Page(List<ResourceRecord> records, String nextToken, @Nullable Long totalSize) {

  public static final Page EMPTY = new Page(List.of(), "", null);

  public Page {
    records = List.copyOf(records);
  }
}

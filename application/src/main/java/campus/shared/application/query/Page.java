package campus.shared.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a collection.
 *
 * @param nextToken asks for the next page; empty after the last one
 * @param totalSize how many resources the filter holds for, on all pages; null if nobody asked
 */
public record Page(List<ResourceRecord> records, String nextToken, @Nullable Long totalSize) {

  public Page {
    records = List.copyOf(records);
  }
}

package campus.shared.application;

import java.util.List;

/**
 * Part of a collection.
 *
 * @param nextToken asks for the next page; empty after the last one
 */
public record Page(List<ResourceRecord> records, String nextToken) {

  public Page {
    records = List.copyOf(records);
  }
}

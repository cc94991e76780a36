package campus.shared.persistence.declare;

import java.util.List;

/**
 * The field whose values names can have in place of the id.
 *
 * @param first what resources with the same value are ordered by, before the id; the first counts
 */
public record NaturalKey(String field, List<String> first) {}

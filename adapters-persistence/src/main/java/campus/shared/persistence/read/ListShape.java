package campus.shared.persistence.read;

import campus.shared.application.query.ReadMask;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Subset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the SQL of a list depends on. Ids, values and the caller are bound when it runs.
 *
 * @param mask without its nested part
 * @param condition without its values
 * @param values how many values the condition has
 * @param after what is known of the key of the row that the page follows
 * @param limit the greatest number of resources on a page
 * @param roles those of the caller
 */
record ListShape(
    ResourceType type,
    ReadMask mask,
    List<NestedShape> nested,
    @Nullable Subset subset,
    Condition condition,
    int values,
    List<SortKey> keys,
    List<After> after,
    boolean skips,
    int limit,
    Set<Role> roles) {}

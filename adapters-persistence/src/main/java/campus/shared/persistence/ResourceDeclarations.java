package campus.shared.persistence;

import java.util.List;

/** The kinds of resource of a context. Each context has one of these. */
public interface ResourceDeclarations {

  List<Resource> resources();
}

package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.jdbc.ConstraintErrors;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The errors that the declarations of all contexts give to constraints. */
@Singleton
final class DeclaredErrors implements ConstraintErrors {

  private final Map<String, Supplier<DomainError>> errors = new HashMap<>();
  private final Map<String, ResourceType> references = new HashMap<>();

  DeclaredErrors(Collection<ResourceDeclarations> declarations) {
    for (var context : declarations) {
      for (var resource : context.resources()) {
        errors.put(resource.table() + "_pkey", DeclaredErrors::createdTwice);
        resource.schema().relations().forEach(relation -> addReference(resource, relation));
      }
      errors.putAll(context.constraints());
    }
  }

  /** Ids that the server makes are new: this one was given by the caller. */
  private static Conflict createdTwice() {
    return new Conflict(Reason.CONFLICT, "others are creating the same resource; try again");
  }

  private void addReference(Resource resource, Relation relation) {
    if (!relation.isToMany()) {
      references.put(
          resource.table() + "_" + relation.name() + "_fkey",
          resource.join(relation).target().get().type());
    }
  }

  @Override
  public @Nullable DomainError of(String constraint, @Nullable UUID key) {
    var declared = errors.get(constraint);
    if (declared != null) {
      return declared.get();
    }
    var referred = references.get(constraint);
    if (referred == null) {
      return null;
    }
    return new NotFound(key == null ? referred.pattern() : referred.named(key).toString());
  }
}

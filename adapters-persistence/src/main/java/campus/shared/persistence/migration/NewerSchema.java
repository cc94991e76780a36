package campus.shared.persistence.migration;

/** The database was migrated by a later release than this one. */
public final class NewerSchema extends SchemaException {

  NewerSchema(String applied, String known) {
    super(
        "The database's schema has version "
            + applied
            + ", but this release knows versions up to "
            + known
            + " only: use the release that migrated it, or undo the newer versions with that one.");
  }
}

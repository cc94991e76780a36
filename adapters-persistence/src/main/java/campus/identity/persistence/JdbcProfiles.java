package campus.identity.persistence;

import campus.identity.application.Profiles;
import campus.identity.domain.Profile;
import campus.shared.domain.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;

@Singleton
final class JdbcProfiles extends JdbcEntities<Id<Profile>, Profile, ProfileRow>
    implements Profiles {

  JdbcProfiles(Statements statements, ProfileRowRepository rows) {
    super(
        statements,
        IdentityDeclarations.PROFILE,
        rows,
        ProfileRow.class,
        ProfileRow::from,
        ProfileRow::toDomain);
  }
}

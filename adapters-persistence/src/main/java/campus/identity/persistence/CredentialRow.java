package campus.identity.persistence;

import campus.identity.domain.PasswordHash;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity("credentials")
record CredentialRow(@Id UUID userId, String passwordHash) {

  PasswordHash toDomain() {
    return new PasswordHash(passwordHash);
  }
}

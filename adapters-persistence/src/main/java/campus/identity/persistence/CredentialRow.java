package campus.identity.persistence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity("credentials")
record CredentialRow(@Id UUID userId, String passwordHash) {}

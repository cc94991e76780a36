package campus.identity.persistence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import jakarta.persistence.JoinColumn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("credentials")
record CredentialRow(
    @Id UUID userId,
    String passwordHash,
    @Relation(Relation.Kind.ONE_TO_ONE)
        @JoinColumn(name = "user_id", insertable = false, updatable = false)
        @Nullable UserRow user) {}

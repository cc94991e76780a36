package campus.identity.persistence;

import campus.identity.domain.Email;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.entity.Revision;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@MappedEntity("users")
record UserRow(
    @Id UUID id,
    String username,
    String usernameKey,
    @Nullable String usernameSkeleton,
    String email,
    String emailKey,
    @MappedProperty(type = DataType.STRING_ARRAY) List<String> roles,
    Instant createTime,
    Instant updateTime,
    long version) {

  static UserRow from(User user) {
    return new UserRow(
        user.id().value(),
        user.username().value(),
        user.username().key(),
        user.username().skeleton(),
        user.email().value(),
        user.email().key(),
        user.roles().stream().sorted().map(Role::name).toList(),
        user.createTime(),
        user.updateTime(),
        user.version());
  }

  User toDomain() {
    return new User(
        new UserId(id),
        new Username(username, usernameSkeleton),
        new Email(email),
        roles.stream().map(Role::valueOf).collect(Collectors.toSet()),
        new Revision(createTime, updateTime, version));
  }
}

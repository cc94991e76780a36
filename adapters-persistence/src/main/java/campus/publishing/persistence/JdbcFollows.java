package campus.publishing.persistence;

import campus.publishing.application.Follows;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
record JdbcFollows(Statements statements, Counters counters) implements Follows {

  @Override
  public Set<UserId> lock(Collection<UserId> members) {
    return new HashSet<>(
        statements.query(
            "SELECT id FROM users WHERE id = ANY(?) ORDER BY id FOR KEY SHARE",
            rows -> new UserId(rows.getObject(1, UUID.class)),
            Values.uuids(members.stream().map(UserId::value).toList())));
  }

  @Override
  public void add(UserId follower, UserId followee, Instant now) {
    count(
        follower,
        followee,
        statements.update(
            "INSERT INTO follows (follower_id, followee_id, create_time) VALUES (?, ?, ?)"
                + " ON CONFLICT (follower_id, followee_id) DO NOTHING",
            follower.value(),
            followee.value(),
            now));
  }

  @Override
  public void remove(UserId follower, UserId followee) {
    count(
        follower,
        followee,
        -statements.update(
            "DELETE FROM follows WHERE follower_id = ? AND followee_id = ?",
            follower.value(),
            followee.value()));
  }

  private void count(UserId follower, UserId followee, long n) {
    if (n != 0) {
      counters.addFollows(Map.of(follower.value(), n), Map.of(followee.value(), n));
    }
  }
}

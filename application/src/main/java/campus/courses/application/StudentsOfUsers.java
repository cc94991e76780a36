package campus.courses.application;

import campus.identity.application.UserDependents;
import campus.shared.domain.name.UserId;
import java.time.Clock;
import java.util.List;

/** Keeps the students of deleted users, without a user. */
record StudentsOfUsers(Students students, Clock clock) implements UserDependents {

  @Override
  public void deleteOf(List<UserId> users) {
    students.detach(users, clock.instant());
  }
}

package campus.courses.application;

import campus.identity.application.UserDependents;
import campus.shared.domain.UserId;
import java.time.Clock;
import java.util.List;

/** Keeps the students of deleted users, without a user. */
final class StudentsOfUsers implements UserDependents {

  private final Students students;
  private final Clock clock;

  StudentsOfUsers(Students students, Clock clock) {
    this.students = students;
    this.clock = clock;
  }

  @Override
  public void deleteOf(List<UserId> users) {
    students.detach(users, clock.instant());
  }
}

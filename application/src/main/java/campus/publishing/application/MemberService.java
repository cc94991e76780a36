package campus.publishing.application;

import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.PublishingResources;
import campus.shared.application.call.Caller;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.UserId;
import java.time.Clock;
import java.util.List;

/**
 * Races: following twice. Guard: the primary key. Following against deleting a member. Guard: the
 * row locks of both users, taken first, in id order; they guard the counters too.
 */
record MemberService(Transactions transactions, Follows follows, Clock clock)
    implements MemberUseCases {

  @Override
  public void follow(Caller caller, UserId member) {
    var user = caller.requireUser();
    transactions.write(() -> {
      lock(user, member);
      if (user.equals(member)) {
        throw PublishingErrors.cannotFollowOneself(PublishingResources.memberOf(user));
      }
      follows.add(user, member, clock.instant());
    });
  }

  @Override
  public void unfollow(Caller caller, UserId member) {
    var user = caller.requireUser();
    transactions.write(() -> {
      lock(user, member);
      follows.remove(user, member);
    });
  }

  private void lock(UserId user, UserId member) {
    if (!follows.lock(List.of(user, member)).contains(member)) {
      throw new NotFound(PublishingResources.memberOf(member).toString());
    }
  }
}

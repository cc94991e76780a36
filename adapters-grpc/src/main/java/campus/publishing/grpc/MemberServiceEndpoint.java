package campus.publishing.grpc;

import static campus.publishing.domain.PublishingResources.MEMBER;

import campus.publishing.application.PublishingSubsets;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.v1.Member;
import campus.publishing.v1.MemberServiceGrpc;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.Names;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;

@Singleton
final class MemberServiceEndpoint extends Endpoint {

  private final StandardMethods standard;

  MemberServiceEndpoint(PublishingUseCases publishing, StandardMethods standard) {
    super(MemberServiceGrpc.getServiceDescriptor(), standard);
    this.standard = standard;
    var members = publishing.members();
    change(MemberServiceGrpc.getFollowMemberMethod(), members::follow);
    change(MemberServiceGrpc.getUnfollowMemberMethod(), members::unfollow);
    list(
        MemberServiceGrpc.getListFollowersMethod(),
        ReadMask.DEFAULT,
        request -> PublishingSubsets.followers(visible(request)));
    list(
        MemberServiceGrpc.getListFollowingMethod(),
        ReadMask.DEFAULT,
        request -> PublishingSubsets.following(visible(request)));
    list(
        MemberServiceGrpc.getListLikedPostsMethod(),
        ReadMask.DEFAULT,
        request -> PublishingSubsets.liked(visible(request)));
  }

  private <Q extends Message> void change(
      MethodDescriptor<Q, Member> method, BiConsumer<Caller, UserId> useCase) {
    write(
        method,
        request -> {
          var member = member(request);
          return Write.to(member, () -> useCase.accept(Callers.current(), user(member)));
        });
  }

  /** The member that the request names; the caller must see them. */
  private UserId visible(Message request) {
    var member = member(request);
    standard.require(member);
    return user(member);
  }

  private static ResourceName member(Message request) {
    return Names.parse(MEMBER, "name", Fields.text(request, "name"));
  }

  private static UserId user(ResourceName member) {
    return new UserId(member.id());
  }
}

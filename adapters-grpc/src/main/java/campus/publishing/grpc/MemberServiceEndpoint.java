package campus.publishing.grpc;

import static campus.publishing.domain.PublishingResources.MEMBER;

import campus.publishing.application.PublishingUseCases;
import campus.publishing.v1.Member;
import campus.publishing.v1.MemberServiceGrpc;
import campus.shared.application.call.Caller;
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

  MemberServiceEndpoint(PublishingUseCases publishing, StandardMethods standard) {
    super(MemberServiceGrpc.getServiceDescriptor(), standard);
    var members = publishing.members();
    change(MemberServiceGrpc.getFollowMemberMethod(), members::follow);
    change(MemberServiceGrpc.getUnfollowMemberMethod(), members::unfollow);
    collection(MemberServiceGrpc.getListFollowersMethod(), MEMBER, "followers");
    collection(MemberServiceGrpc.getListFollowingMethod(), MEMBER, "followed_members");
    collection(MemberServiceGrpc.getListLikedPostsMethod(), MEMBER, "liked_posts");
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

  private static ResourceName member(Message request) {
    return Names.parse(MEMBER, "name", Fields.text(request, "name"));
  }

  private static UserId user(ResourceName member) {
    return new UserId(member.id());
  }
}

package campus.publishing.grpc;

import static campus.publishing.domain.PublishingResources.MEMBER;

import campus.publishing.application.MemberUseCases;
import campus.publishing.application.PublishingSubsets;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.v1.FollowMemberRequest;
import campus.publishing.v1.ListFollowersRequest;
import campus.publishing.v1.ListFollowersResponse;
import campus.publishing.v1.ListFollowingRequest;
import campus.publishing.v1.ListFollowingResponse;
import campus.publishing.v1.MemberServiceGrpc;
import campus.publishing.v1.UnfollowMemberRequest;
import campus.shared.application.query.ReadMask;
import campus.shared.domain.ResourceName;
import campus.shared.domain.UserId;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import jakarta.inject.Singleton;

@Singleton
final class MemberServiceEndpoint extends Endpoint {

  private final MemberUseCases members;
  private final StandardMethods standard;

  MemberServiceEndpoint(PublishingUseCases publishing, StandardMethods standard) {
    super(MemberServiceGrpc.getServiceDescriptor(), standard);
    this.members = publishing.members();
    this.standard = standard;
    write(MemberServiceGrpc.getFollowMemberMethod(), this::follow);
    write(MemberServiceGrpc.getUnfollowMemberMethod(), this::unfollow);
    serve(MemberServiceGrpc.getListFollowersMethod(), this::listFollowers);
    serve(MemberServiceGrpc.getListFollowingMethod(), this::listFollowing);
  }

  private Write follow(FollowMemberRequest request) {
    var member = member(request.getName());
    return Write.to(member, () -> members.follow(Callers.current(), user(member)));
  }

  private Write unfollow(UnfollowMemberRequest request) {
    var member = member(request.getName());
    return Write.to(member, () -> members.unfollow(Callers.current(), user(member)));
  }

  private ListFollowersResponse listFollowers(ListFollowersRequest request) {
    var member = member(request.getName());
    standard.require(member);
    return standard.list(
        PublishingSubsets.followers(user(member)),
        ReadMask.DEFAULT,
        request,
        ListFollowersResponse.getDefaultInstance());
  }

  private ListFollowingResponse listFollowing(ListFollowingRequest request) {
    var member = member(request.getName());
    standard.require(member);
    return standard.list(
        PublishingSubsets.following(user(member)),
        ReadMask.DEFAULT,
        request,
        ListFollowingResponse.getDefaultInstance());
  }

  private static ResourceName member(String name) {
    return Names.parse(MEMBER, "name", name);
  }

  private static UserId user(ResourceName member) {
    return new UserId(member.id());
  }
}

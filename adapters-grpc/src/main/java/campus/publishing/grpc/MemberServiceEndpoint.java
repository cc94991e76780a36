package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.MEMBER;

import campus.publishing.application.MemberUseCases;
import campus.publishing.application.PublishingResources;
import campus.publishing.v1.FollowMemberRequest;
import campus.publishing.v1.GetMemberRequest;
import campus.publishing.v1.ListFollowersRequest;
import campus.publishing.v1.ListFollowersResponse;
import campus.publishing.v1.ListFollowingRequest;
import campus.publishing.v1.ListFollowingResponse;
import campus.publishing.v1.ListMembersRequest;
import campus.publishing.v1.ListMembersResponse;
import campus.publishing.v1.Member;
import campus.publishing.v1.MemberServiceGrpc.MemberServiceImplBase;
import campus.publishing.v1.UnfollowMemberRequest;
import campus.shared.application.ReadMask;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.StandardMethods;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class MemberServiceEndpoint extends MemberServiceImplBase {

  private static final Member MEMBER_MESSAGE = Member.getDefaultInstance();

  private final MemberUseCases members;
  private final StandardMethods methods;

  MemberServiceEndpoint(MemberUseCases members, StandardMethods methods) {
    this.members = members;
    this.methods = methods;
  }

  @Override
  public void getMember(GetMemberRequest request, StreamObserver<Member> answer) {
    Answers.one(
        answer, methods.get(MEMBER, MEMBER_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listMembers(ListMembersRequest request, StreamObserver<ListMembersResponse> answer) {
    Answers.one(answer, methods.list(MEMBER, request, ListMembersResponse.getDefaultInstance()));
  }

  @Override
  public void followMember(FollowMemberRequest request, StreamObserver<Member> answer) {
    var member = PublishingProtos.memberId("name", request.getName());
    var caller = Callers.current();
    Answers.one(
        answer,
        methods.change(
            request,
            MEMBER_MESSAGE,
            PublishingResources.memberOf(member),
            () -> members.follow(caller, member)));
  }

  @Override
  public void unfollowMember(UnfollowMemberRequest request, StreamObserver<Member> answer) {
    var member = PublishingProtos.memberId("name", request.getName());
    var caller = Callers.current();
    Answers.one(
        answer,
        methods.change(
            request,
            MEMBER_MESSAGE,
            PublishingResources.memberOf(member),
            () -> members.unfollow(caller, member)));
  }

  @Override
  public void listFollowers(
      ListFollowersRequest request, StreamObserver<ListFollowersResponse> answer) {
    var member = PublishingProtos.memberId("name", request.getName());
    methods.require(PublishingResources.memberOf(member));
    Answers.one(
        answer,
        methods.list(
            MEMBER,
            PublishingResources.followers(member),
            ReadMask.DEFAULT,
            request,
            ListFollowersResponse.getDefaultInstance()));
  }

  @Override
  public void listFollowing(
      ListFollowingRequest request, StreamObserver<ListFollowingResponse> answer) {
    var member = PublishingProtos.memberId("name", request.getName());
    methods.require(PublishingResources.memberOf(member));
    Answers.one(
        answer,
        methods.list(
            MEMBER,
            PublishingResources.following(member),
            ReadMask.DEFAULT,
            request,
            ListFollowingResponse.getDefaultInstance()));
  }
}
